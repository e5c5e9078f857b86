"""Draws a score's way: the lines on their scale, and lanes of records, rules and perks below."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtWidgets import QWidget

from app.gui import theme
from app.gui.charts.course_figures import STRONG, CourseLines, PerkLane
from app.gui.charts.date_axis import date_ticks
from app.gui.charts.plot import MOST_DOTS, Field, Plot
from app.gui.charts.waterfall_layout import ticks
from app.wording.language import _, number

_LANE = 24.0  # height of a lane, and of the line of dates. Unit: pixels drawn.
_FOOT = 1.0  # below the lanes, the line of dates. Unit: lanes.
_LEAST_FIELD = 90.0  # height of the part with the lines
_TOP = 6.0
_SIDE = 6.0  # room for the frame that shows the focus
_TICK_GAP = 22.0  # between two scores of the axis, at least
_NAME_GAP = 84.0  # between two dates
_MOST_ROOM = 0.2  # the names at the right end take so much of the width at most


class CoursePlot(Plot):
    """The picture without the period; see ``course`` for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: CourseLines | None = None
        self._field = Field(0.0, 1.0, 0.0, 1.0)
        self._per_y = 1.0
        self._drawn = False
        self._at_right = 0.0  # room at the right end, for names. Unit: pixels.
        self._stop: int | None = None  # the day that the up and down keys are at

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(900), self.minimumSizeHint().height() + look.px(16))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the lines, a lane each, the dates."""
        look = theme.current()
        return QSize(look.px(240), look.px(_TOP + _LEAST_FIELD + _LANE * (self._lanes() + _FOOT)))

    def _lanes(self) -> int:
        return 2 + (len(self._lines.perks) if self._lines else 0)

    def _draw(self) -> None:
        lines = self._lines
        if lines is None or len(lines.day) < 2:
            return
        look = theme.current()
        self._box.clear()
        self._drawn = True
        low, high = _reach(lines)
        below = look.px(_LANE * (self._lanes() + _FOOT))
        top = look.px(_TOP)
        self._per_y = (high - low) / max(1.0, self.height() - below - top)
        scores = ticks(low, high, max(2, int((high - low) / self._per_y / look.px(_TICK_GAP))))
        face = QFontMetricsF(look.font("caption"))
        named = [number(score, 0 if float(score).is_integer() else 1) for score in scores]
        at_left = max((face.horizontalAdvance(name) for name in named), default=0) + look.px(
            8 + _SIDE
        )
        at_right = self._at_right = self._right_room() + look.px(_SIDE)
        first, last = float(lines.first), float(lines.last)
        per_x = (last - first) / max(1.0, self.width() - at_left - at_right)
        self._field = field = Field(first, last, low, high)
        self._box.setXRange(first - at_left * per_x, last + at_right * per_x, padding=0)
        self._box.setYRange(low - below * self._per_y, high + top * self._per_y, padding=0)
        self._draw_bands(lines, field)
        self._name_bands(lines, field)
        for score, name in zip(scores, named, strict=True):
            self._draw_stroke((first, last), (score, score), _faint(), -15)
            self._write(name, first - look.px(8) * per_x, score, (1.0, 0.5), "ink2")
        self._draw_marks(lines, field)
        self._draw_ways(lines, field)
        self._draw_ends(lines.ends, field, self._per_y)
        self._draw_lanes(lines, field)
        self._draw_dates(field)
        if self._stop is not None:
            self._draw_stop(lines, field)

    def _right_room(self) -> float:
        lines = self._lines
        if lines is None:
            return 0.0
        look = theme.current()
        face = QFontMetricsF(look.font("caption"))
        names = [_("Records"), _("Rules"), *(lane.title for lane in lines.perks)]
        widest: float = max(face.horizontalAdvance(name) for name in names) + look.px(14)
        ends = self._room_of(lines.ends)
        most: float = self.width() * _MOST_ROOM
        return max(ends, min(widest, most))

    def _name_bands(self, lines: CourseLines, field: Field) -> None:
        """Name the bands where they have room for a name."""
        look = theme.current()
        high = QFontMetricsF(look.font("caption")).height() * self._per_y
        starts = [band.start for band in lines.bands]
        for number_, band in enumerate(lines.bands):
            end = starts[number_ + 1] if number_ + 1 < len(starts) else lines.ceiling
            bottom, top = max(band.start, field.low), min(end, field.high)
            if top - bottom < 1.2 * high:
                continue
            inset = look.px(8) * self._per_x()
            begins = lines.ours[: max(1, len(lines.ours) // 6)]
            # At the outer edge of the chart, unless our line begins just there.
            taken = bool((begins < bottom + 1.3 * high).any())
            if band.start <= field.low and not taken:
                self._write(band.title, field.left + inset, bottom, (0.0, 1.1), "ink2")
            else:
                self._write(band.title, field.left + inset, top, (0.0, -0.1), "ink2")

    def _draw_marks(self, lines: CourseLines, field: Field) -> None:
        look = theme.current()
        for score, _label in lines.marks:
            if field.low < score < field.high:
                pen = look.pen("ink3", 1, dashes=(1.0, 2.0))
                self._draw_stroke((field.left, field.right), (score, score), pen, -10)

    def _draw_ways(self, lines: CourseLines, field: Field) -> None:
        look = theme.current()
        if len(lines.ahead_day):
            today = (lines.today, lines.today)
            self._draw_stroke(today, (field.low, field.high), look.pen("edge", 1), -5)
            pen = look.pen("ink", 1.5, dashes=(5.0, 4.0))
            self._draw_line(lines.ahead_day, lines.ahead, pen)
            shown = np.searchsorted(lines.ahead_day, np.array(lines.coming, np.int32))
            heights = lines.ahead[shown]
            there = np.isfinite(heights)
            self._draw_symbols(
                lines.ahead_day[shown][there],
                heights[there],
                "d",
                9,
                brush="ink",
                pen=look.pen("ink", 1),
            )
        dashed = look.pen("ink2", 1, dashes=(4.0, 3.0))
        self._draw_line(lines.official_day, lines.official, dashed, 2)
        if len(lines.official) <= MOST_DOTS or (field.right - field.left) / self._per_x() > look.px(
            14
        ) * len(lines.official):
            self._draw_rings(lines.official_day, lines.official, 7)
        self._draw_line(lines.day, lines.ours, look.pen("ink", 2), 3)

    def _lane_at(self, number_: float) -> float:
        """Return the height of a lane's line. Unit: points of the scale above."""
        return self._field.low - theme.current().px(16 + _LANE * number_) * self._per_y

    def _draw_lanes(self, lines: CourseLines, field: Field) -> None:
        look = theme.current()
        names = [_("Records"), _("Rules"), *(lane.title for lane in lines.perks)]
        face = QFontMetricsF(look.font("caption"))
        for place, name in enumerate(names):
            y = self._lane_at(place)
            self._draw_stroke((field.left, field.right), (y, y), _faint(), -5)
            cut = face.elidedText(
                name, Qt.TextElideMode.ElideRight, self._at_right - look.px(10 + _SIDE)
            )
            self._write(cut, field.right + look.px(10) * self._per_x(), y, (0.0, 0.5), "ink2")
        self._draw_records(lines, self._lane_at(0))
        for day, words in lines.rules:
            ring = look.pen("ink", 1.2)
            self._draw_symbols([day], [self._lane_at(1)], "d", 14, brush="card", pen=ring)
            self._write_beside(words, day, day, self._lane_at(1), 12)
        for place, lane in enumerate(lines.perks):
            self._draw_perk(lane, self._lane_at(2 + place))

    def _draw_records(self, lines: CourseLines, y: float) -> None:
        look = theme.current()
        # Of the days that share two pixels, the strongest stands for all.
        bins = np.floor((lines.new_day - self._field.left) / (2 * self._per_x())).astype(np.int64)
        order = np.lexsort((-np.abs(lines.new_points), bins))
        first = np.concatenate([[True], np.diff(bins[order]) > 0])[: len(order)]
        chosen = np.sort(order[first])
        days, points = lines.new_day[chosen], lines.new_points[chosen]
        pixel = look.scale * self._per_y
        weak = np.abs(points) < STRONG
        for up, tone in ((True, "up_fill"), (False, "down_fill")):
            own = days[weak & ((points > 0) == up)]
            ends = np.tile([y + pixel * (1 if up else -1), y + pixel * (5 if up else -8)], len(own))
            pen = self._in_dots(look.pen(tone, 2))
            if len(own):
                at = np.repeat(own, 2).astype(np.float64)
                pairs = pg.PlotCurveItem(x=at, y=ends, pen=pen, connect="pairs")
                self._put(pairs, 3)
        for up, tone in ((True, "up_fill"), (False, "down_fill")):
            strong = days[~weak & ((points > 0) == up)]
            heights = np.full(len(strong), y + pixel * (7 if up else -7))
            bare = QPen(Qt.PenStyle.NoPen)
            self._draw_symbols(strong, heights, "t1" if up else "t", 10, brush=tone, pen=bare)

    def _draw_perk(self, lane: PerkLane, y: float) -> None:
        look = theme.current()
        pen = look.pen("ink2", 8)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for start, end in lane.spans:
            self._draw_stroke((start, max(end, start + 2 * self._per_x())), (y, y), QPen(pen), 2)
        if lane.spans:
            self._write_beside(lane.words, lane.spans[0][0], lane.spans[-1][1], y, 8)

    def _write_beside(self, words: str, start: float, end: float, y: float, gap: float) -> None:
        """Write left of something, else right of it; not at all where neither has room."""
        look = theme.current()
        per_x = self._per_x()
        width = (
            QFontMetricsF(look.font("caption")).horizontalAdvance(words) + look.px(gap)
        ) * per_x
        if start - width > self._field.left:
            self._write(words, start - look.px(gap) * per_x, y, (1.0, 0.5), "ink2", ground=True)
        elif end + width < self._field.right:
            self._write(words, end + look.px(gap) * per_x, y, (0.0, 0.5), "ink2", ground=True)

    def _draw_dates(self, field: Field) -> None:
        look = theme.current()
        width = (field.right - field.left) / self._per_x()
        y = self._lane_at(self._lanes()) + look.px(3) * self._per_y
        for day, name in date_ticks(
            int(field.left), int(field.right), int(width / look.px(_NAME_GAP))
        ):
            share = (day - field.left) / (field.right - field.left)
            along = 0.0 if share < 0.03 else 1.0 if share > 0.97 else 0.5
            self._write(name, float(day), y, (along, 0.5), "ink2")

    def _draw_stop(self, lines: CourseLines, field: Field) -> None:
        """Draw a line at the day that the keys are at, and write what was then."""
        if self._stop is None:
            return
        day, said = self._stop, lines.said(self._stop)
        pen = theme.current().pen("accent", 2, dashes=(2.0, 2.0))
        self._draw_stroke((day, day), (self._lane_at(self._lanes() - 0.5), field.high), pen, 14)
        face = QFontMetricsF(theme.current().font("caption"))
        width = face.horizontalAdvance(said) * self._per_x()
        start = max(field.left, min(day - width / 2, field.right - width))
        self._write(said, start, field.high, (0.0, 0.0), "ink", ground=True, z=20)


def _faint() -> QPen:
    """Return the pen of what only guides the eye; a white line of full strength would outshine it all."""
    look = theme.current()
    return QPen(look.colour("line", 0.4 if look.is_contrast else 1.0), look.scale)


def _reach(lines: CourseLines) -> tuple[float, float]:
    """Return the scores between which the lines lie, with some air. Unit: points."""
    values = np.concatenate([lines.ours, lines.ahead, lines.official])
    values = values[np.isfinite(values)]
    if not len(values):
        return lines.floor, lines.ceiling
    low, high = float(values.min()), float(values.max())
    near = max(8.0, (high - low) * 0.3)
    for score, _label in lines.marks:
        if low - near < score < high + near:
            low, high = min(low, score), max(high, score)
    air = max(3.0, (high - low) * 0.12)
    return low - air, high + air
