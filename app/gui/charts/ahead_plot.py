"""Draws the days ahead: the planned line with its range, doing nothing, what turns by itself."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
    QWidget,
)

from app.domain.arrays import DayVector, FloatVector
from app.gui import theme
from app.gui.charts.ahead_figures import AheadLines
from app.gui.charts.date_axis import date_ticks
from app.gui.charts.plot import Field, Plot
from app.gui.charts.plot_ends import apart, thinned
from app.gui.charts.waterfall_layout import ticks
from app.gui.shared.drawing import width_of
from app.wording.language import _, number, short_day

_TOP, _LANE, _FOOT, _SIDE = 6.0, 28.0, 28.0, 6.0  # Unit: pixels drawn
_TICK_GAP = 44.0
_NAME_GAP = 84.0
_SMALL = 340.0
_STRONG = 1.0  # what turns less is a stroke, not a triangle. Unit: points.


class AheadPlot(Plot):
    """The picture without keys and pointer; see ``ahead`` for these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: AheadLines | None = None
        self._field = Field(0.0, 1.0, 0.0, 1.0)
        self._per_y = 1.0
        self._layer: QGraphicsItem | None = None  # what a slider moves, taken away as one
        self._moves = False  # whether what is drawn just now belongs there
        self._ground: tuple[object, ...] = ()  # for what the rest was drawn
        self._scale: tuple[float, float] | None = None  # the scores between which it was drawn
        self._stop: int | None = None

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(600), look.px(316))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(240), look.px(240))

    def _draw(self) -> None:
        lines = self._lines
        if lines is None or len(lines.day) < 2:
            return
        low, high = self._reach(lines)
        at_right = self._right_room(lines)
        ground = (
            low, high, at_right, self.width(), self.height(), self._fineness, theme.current().name,
            id(lines.nothing), id(lines.turns), lines.first, lines.last,
        )  # fmt: skip
        if ground == self._ground and self._layer is not None:
            self._box.removeItem(self._layer)
        else:
            self._box.clear()
            self._draw_ground(lines, low, high, at_right)
            self._ground = ground
        self._layer = QGraphicsRectItem()
        super()._put(self._layer)
        self._moves = True
        self._draw_range(lines, self._field)
        self._draw_ways(lines)
        self._name_ends(lines, self._field)
        if self._stop is not None:
            self._draw_stop(lines, self._field)
        self._moves = False

    def _put(self, item: QGraphicsItem, z: float = 0.0) -> None:
        if self._moves and self._layer is not None:
            item.setZValue(z)
            item.setParentItem(self._layer)
        else:
            super()._put(item, z)

    def _draw_ground(self, lines: AheadLines, low: float, high: float, at_right: float) -> None:
        """Draw what stays while a slider is moved."""
        look = theme.current()
        top, below = look.px(_TOP), look.px(_LANE + _FOOT)
        self._per_y = (high - low) / max(1.0, self.height() - below - top)
        most = max(2, int((high - low) / self._per_y / look.px(_TICK_GAP)))
        scores = ticks(low, high, most)
        face = QFontMetricsF(look.font("caption"))
        named = [number(score, 0 if float(score).is_integer() else 1) for score in scores]
        widest = max((face.horizontalAdvance(name) for name in named), default=0.0)
        at_left = widest + look.px(8 + _SIDE)
        first, last = float(lines.first), float(lines.last)
        per_x = (last - first) / max(1.0, self.width() - at_left - at_right)
        self._field = field = Field(first, last, low, high)
        self._box.setXRange(first - at_left * per_x, last + at_right * per_x, padding=0)
        self._box.setYRange(low - below * self._per_y, high + top * self._per_y, padding=0)
        self._draw_bands(lines, field)
        for score, name in zip(scores, named, strict=True):
            self._write(name, first - look.px(8) * per_x, score, (1.0, 0.5), "ink2")
        self._draw_marks(lines, field)
        today = float(lines.today)
        foot = low - look.px(_LANE) * self._per_y
        self._draw_stroke((today, today), (foot, high), look.pen("edge", 1), -5)
        self._draw_line(lines.past_day, lines.past, look.pen("ink", 2), 2)
        self._draw_line(lines.day, lines.nothing, look.pen("ink2", 1.4, dashes=(4.0, 3.0)), 1)
        self._draw_turns(lines, field)
        self._draw_dates(lines, field)

    def _reach(self, lines: AheadLines) -> tuple[float, float]:
        """Return the scores between which it is drawn. Unit: points."""
        parts = [lines.past, lines.plan, lines.nothing, lines.low, lines.high]
        values = np.concatenate([*parts, *(line for _name, line in lines.others)])
        values = values[np.isfinite(values)]
        if not len(values):
            return lines.floor, lines.ceiling
        low, high = float(values.min()), float(values.max())
        air = max(4.0, (high - low) * 0.08)
        low, high = low - air, high + air
        if self._scale is not None:
            low, high = min(low, self._scale[0]), max(high, self._scale[1])
        self._scale = low, high
        return low, high

    def _right_room(self, lines: AheadLines) -> float:
        look = theme.current()
        strong, face = (QFontMetricsF(look.font("caption", weight)) for weight in (600, 400))
        said = [f"{figure} {word}" for _value, figure, word, _tone in _ends(lines)]
        widths = [strong.horizontalAdvance(text) for text in said]
        widths.append(face.horizontalAdvance(_("Run out")))
        widest: float = max(widths) + look.px(16 + _SIDE)
        # Where the chart is small, names that are whole matter more than the days ahead.
        most: float = self.width() * (0.34 if self.width() >= look.px(_SMALL) else 0.48)
        return min(widest, most)

    def _draw_marks(self, lines: AheadLines, field: Field) -> None:
        look = theme.current()
        face = QFontMetricsF(look.font("caption"))
        for score, label in lines.marks:
            if not field.low < score < field.high:
                continue
            pen = look.pen("ink3", 1, dashes=(2.0, 3.0))
            self._draw_stroke((field.left, field.right), (score, score), pen, -10)
            inset = field.left + look.px(8) * self._per_x()
            room = (field.right - inset) / self._per_x() - look.px(16)
            short = face.elidedText(label, Qt.TextElideMode.ElideRight, int(room))
            end = inset + face.horizontalAdvance(short) * self._per_x()
            ahead = [line[lines.day <= end] for line in (lines.plan, lines.nothing)]
            beside = np.concatenate([lines.past, *ahead])  # what the words must not lie on
            beside = beside[np.isfinite(beside)]
            high = face.height() * self._per_y
            for bottom, anchor in ((score, 1.05), (score - high, -0.05)):
                if (
                    bottom + high < field.high
                    and not ((beside > bottom - high * 0.2) & (beside < bottom + high * 1.2)).any()
                ):
                    self._write(short, inset, score, (0.0, anchor), "ink2")
                    break

    def _draw_range(self, lines: AheadLines, field: Field) -> None:
        known = np.isfinite(lines.low) & np.isfinite(lines.high)
        if not known.any():
            return
        look = theme.current()
        width = 2 * max(1, self.width())
        days, low = thinned(lines.day[known], lines.low[known], width)
        back, high = thinned(lines.day[known], lines.high[known], width)
        shape = QPolygonF()
        for day, value in zip(days.tolist(), low.tolist(), strict=True):
            shape.append(QPointF(day, value))
        for day, value in zip(back[::-1].tolist(), high[::-1].tolist(), strict=True):
            shape.append(QPointF(day, value))
        item = QGraphicsPolygonItem(shape)
        bare = QPen(Qt.PenStyle.NoPen)
        item.setPen(self._in_dots(look.pen("accent", 1)) if look.is_contrast else bare)
        item.setBrush(look.colour("accent", 0.3 if look.is_contrast else 0.14))
        self._put(item, -8)
        if known[-1]:
            ends = float(lines.low[-1]), float(lines.high[-1])
            pen = look.pen("accent", 1.5)
            self._draw_stroke((field.right, field.right), ends, pen, 5)
            for end in ends:
                reach = field.right + look.px(6) * self._per_x()
                self._draw_stroke((field.right, reach), (end, end), pen, 5)

    def _draw_ways(self, lines: AheadLines) -> None:
        look = theme.current()
        for place, (_name, line) in enumerate(lines.others):
            dashes = ((1.0, 2.0), (6.0, 2.0, 1.0, 2.0), (8.0, 3.0))[place % 3]
            self._draw_path(lines.day, line, look.pen("ink3", 1.4, dashes=dashes), 2)
        self._draw_path(lines.day, lines.plan, look.pen("accent", 2.4), 4)
        if np.isfinite(lines.nothing[0]):
            ink, ring = look.colour("ink"), look.pen("card", 1.5)
            self._draw_dot(float(lines.today), float(lines.nothing[0]), ink, ring)
        for day, score, won in lines.perks:
            brush = look.colour("card" if won else "down_fill")
            self._draw_dot(float(day), score, brush, look.pen("accent" if won else "down", 2))

    def _draw_path(self, days: DayVector, values: FloatVector, pen: QPen, z: float) -> None:
        """Draw a line that moves: bare, for it is made anew many times a second."""
        days, values = thinned(days, values, 2 * max(1, self.width()))
        path = pg.arrayToQPath(days.astype(np.float64), values, connect="finite")
        item = QGraphicsPathItem(path)
        item.setPen(self._in_dots(pen))
        self._put(item, z)

    def _name_ends(self, lines: AheadLines, field: Field) -> None:
        """Name the lines at the right, apart enough to be read."""
        look = theme.current()
        ends = sorted(_ends(lines), key=lambda end: -end[0])
        wanted = [min(max(value, field.low), field.high) for value, *_rest in ends]
        face = look.font("caption", 600)
        places = apart(wanted, look.px(18) * self._per_y)
        start = field.right + look.px(12) * self._per_x()
        for (_value, figure, word, tone), place in zip(ends, places, strict=True):
            strong = tone == "accent"
            self._write(figure, start, place, (0.0, 0.5), tone, face if strong else None)
            metrics = QFontMetricsF(face if strong else look.font("caption"))
            along = start + (metrics.horizontalAdvance(figure) + look.px(4)) * self._per_x()
            self._write(word, along, place, (0.0, 0.5), tone)

    def _draw_turns(self, lines: AheadLines, field: Field) -> None:
        """Draw what turns by itself in a lane of its own, in words where there is room."""
        look = theme.current()
        y = field.low - look.px(_LANE * 0.7) * self._per_y
        self._draw_stroke((field.left, field.right), (y, y), look.pen("line", 1), -6)
        named = field.right + look.px(12) * self._per_x()
        self._write(_("Run out"), named, y, (0.0, 0.5), "ink2")
        pixel = look.scale * self._per_y
        for up, tone in ((True, "up_fill"), (False, "down_fill")):
            days = [flag.day for flag in lines.turns if (flag.points > 0) == up]
            strong = [
                flag.day
                for flag in lines.turns
                if (flag.points > 0) == up and abs(flag.points) >= _STRONG
            ]
            for day in set(days) - set(strong):
                ends = (y + pixel, y + 5 * pixel) if up else (y - pixel, y - 5 * pixel)
                self._draw_stroke((day, day), ends, look.pen(tone, 2), 3)
            if strong:
                shape, bare = ("t1" if up else "t"), QPen(Qt.PenStyle.NoPen)
                self._draw_symbols(strong, [y] * len(strong), shape, 10, brush=tone, pen=bare)
        self._name_turns(lines, field, y)

    def _name_turns(self, lines: AheadLines, field: Field, y: float) -> None:
        look = theme.current()
        face, per_x = QFontMetricsF(look.font("caption")), self._per_x()
        days = sorted({flag.day for flag in lines.turns})
        free = field.left
        for flag in sorted(lines.turns, key=lambda flag: -abs(flag.points))[:3]:
            start = flag.day + look.px(10) * per_x
            end = start + face.horizontalAdvance(flag.name) * per_x
            taken = any(flag.day < day < end + look.px(10) * per_x for day in days)
            if abs(flag.points) >= _STRONG and start > free and end < field.right and not taken:
                self._write(flag.name, start, y, (0.0, 0.5), "ink2", ground=True)
                free = end

    def _draw_dates(self, lines: AheadLines, field: Field) -> None:
        look = theme.current()
        y = field.low - look.px(_LANE + _FOOT * 0.55) * self._per_y
        per_x, gap = self._per_x(), look.px(_NAME_GAP)
        today, last = _("today"), short_day(lines.last)
        self._write(today, float(lines.today), y, (0.5, 0.5), "ink", look.font("caption", 600))
        # Beneath the field's end; half beyond it where today's name stands that near.
        taken = width_of(look.font("caption", 600), today) / 2 + look.px(8)
        free = (field.right - lines.today) / per_x - taken
        beside = width_of(look.font("caption"), last) <= free
        self._write(last, field.right, y, (1.0 if beside else 0.5, 0.5), "ink2")
        width = (field.right - field.left) / per_x
        for day, name in date_ticks(lines.first, lines.last, int(width / gap)):
            near = min(abs(day - lines.today), 0.7 * (lines.last - day)) / per_x
            if near > gap * 0.75:
                share = (day - field.left) / (field.right - field.left)
                self._write(name, float(day), y, (0.0 if share < 0.06 else 0.5, 0.5), "ink2")

    def _draw_stop(self, lines: AheadLines, field: Field) -> None:
        """Draw a line at the day that the keys are at, and write what would be then."""
        if self._stop is None:
            return
        look = theme.current()
        day, said = self._stop, lines.said(self._stop)
        pen = look.pen("accent", 2, dashes=(2.0, 2.0))
        self._draw_stroke((day, day), (field.low, field.high), pen, 14)
        width = QFontMetricsF(look.font("caption")).horizontalAdvance(said) * self._per_x()
        start = max(field.left, min(day - width / 2, field.right - width))
        self._write(said, start, field.high, (0.0, 0.0), "ink", ground=True, z=20)


def _ends(lines: AheadLines) -> list[tuple[float, str, str, str]]:
    """Return what is named at the right: value, figure, word, tone."""
    found: list[tuple[float, str, str, str]] = []
    plan, nothing = float(lines.plan[-1]), float(lines.nothing[-1])
    same = bool(np.array_equal(lines.plan, lines.nothing, equal_nan=True))
    if np.isfinite(plan) and not same:
        found.append((plan, number(plan, lines.decimals), _("your plan"), "accent"))
    if np.isfinite(nothing):
        found.append((nothing, number(nothing, lines.decimals), _("nothing new"), "ink2"))
    for name, line in lines.others:
        if np.isfinite(line[-1]):
            value = float(line[-1])
            short = name if len(name) <= 14 else f"{name[:13]}…"
            found.append((value, number(value, lines.decimals), short, "ink3"))
    bounds = [] if lines.others else [lines.low, lines.high]
    figures = [float(ends[-1]) for ends in bounds if len(ends) and np.isfinite(ends[-1])]
    told = [(value, number(value, lines.decimals), "", "ink2") for value in figures]
    return found if len({one[1] for one in told}) < len(told) else found + told
