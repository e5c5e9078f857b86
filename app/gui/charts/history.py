"""The score over time: ours a solid line, the operator's dashed with a dot where published."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsRectItem, QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.figures import HistoryLines

_BEHIND = 0.36  # opacity of bands behind a chart
_MOST_DOTS = 26  # more would run into each other
_FOOT = 24.0  # room for the days below


class SmallHistory(pg.GraphicsView):  # type: ignore[misc]
    """A small chart of a year, its lines named at their ends.

    A bare ``ViewBox`` and not a ``PlotItem``: no axis, menu or button of it would be used.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._lines: HistoryLines | None = None
        self._at: int | None = None  # which stop the arrow keys are at
        self._due = False  # whether it is to be drawn when it is shown
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self.setCentralItem(self._box)
        self.setAntialiasing(True)
        self.setFrameStyle(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(296), look.px(150))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), look.px(120))

    def show_lines(self, lines: HistoryLines) -> None:
        """Show the lines; bands and thresholds lie behind."""
        self._lines, self._at = lines, None
        self.setAccessibleName(lines.spoken)
        self.draw_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day with the arrows, and say each; Escape leaves them."""
        stops = self._lines.stops if self._lines else ()
        last = len(stops) - 1
        here = last if self._at is None else self._at
        places = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is not None and stops:
            self._stand_at(min(last, max(0, place)))
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._stand_at(None)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the days when the reader goes on."""
        super().focusOutEvent(event)
        if self._at is not None:
            self._stand_at(None)

    def _stand_at(self, at: int | None) -> None:
        self._at = at
        if self._lines is not None:
            self.setAccessibleName(self._lines.spoken if at is None else self._lines.stops[at][1])
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.draw_soon()

    def draw_soon(self) -> None:
        """Draw in a moment: once, however many reasons to draw come together."""
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again: labels keep their size in pixels, so what they leave to the line differs."""
        super().resizeEvent(event)
        if getattr(self, "_lines", None) is not None:
            self.draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the chart was hidden."""
        super().showEvent(event)
        if self._due:
            self.draw_soon()

    def _draw(self) -> None:
        lines = self._lines
        if lines is None or len(lines.day) == 0:
            return
        self._due = not self.isVisible()
        if self._due:
            return
        look = theme.current()
        self._box.clear()
        left, right = float(lines.day[0]), float(lines.day[-1])
        low, high = _reach(lines)
        room = self._label_room()
        width, height = max(1.0, self.width() - room), max(1.0, self.height() - look.px(_FOOT))
        per_x, per_y = (right - left or 1.0) / width, (high - low) / height
        edge = (right - left) * 0.01  # or the dots at the ends are cut
        self._box.setXRange(left - edge, right + room * per_x, padding=0)
        self._box.setYRange(low - look.px(_FOOT) * per_y, high, padding=0)
        self._draw_bands(left, right, low, high)
        self._draw_marks(left, right, low, high)
        self._draw_lines(lines)
        self._draw_ends(right, low, high, per_y)
        for place, (day, label) in enumerate(lines.ticks):
            along = (0.0, 0.5, 1.0)[min(place, 2) if len(lines.ticks) > 2 else place * 2]
            self._write(label, float(day), low, (along, -0.1), "caption", "ink3")
        if self._at is not None:
            self._draw_stop(left, right, low, high)

    def _draw_stop(self, left: float, right: float, low: float, high: float) -> None:
        """Draw a line at the day that the arrow keys are at, and write what was then."""
        if self._lines is None or self._at is None:
            return
        day, said = self._lines.stops[self._at]
        pen = theme.current().pen("accent", 2)
        pen.setCosmetic(True)
        self._box.addItem(pg.PlotDataItem([day, day], [low, high], pen=pen))
        width = QFontMetricsF(theme.current().font("caption")).horizontalAdvance(said)
        width *= self._per_x()
        start = max(left, min(day - width / 2, right - width))
        self._write(said, start, high, (0.0, 0.0), "caption", "ink")

    def _draw_bands(self, left: float, right: float, low: float, high: float) -> None:
        look, lines = theme.current(), self._lines
        if lines is None:
            return
        starts = [band.start for band in lines.bands] or [lines.floor]
        starts[0] = min(starts[0], lines.floor)
        ends = [*starts[1:], max(lines.ceiling, high)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            bottom, top = max(start, low), min(end, high)
            if bottom >= top:
                continue
            colour = look.band(number, len(starts))
            colour.setAlphaF(1.0 if look.is_contrast else _BEHIND)
            item = QGraphicsRectItem(QRectF(left, bottom, right - left, top - bottom))
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setBrush(colour)
            item.setZValue(-20)
            self._box.addItem(item)

    def _draw_marks(self, left: float, right: float, low: float, high: float) -> None:
        look, lines = theme.current(), self._lines
        if lines is None:
            return
        for score, label in lines.marks:
            if not low < score < high:
                continue
            pen = look.pen("ink3", 1, dashes=(1.0, 2.0))
            pen.setCosmetic(True)
            self._box.addItem(pg.PlotDataItem([left, right], [score, score], pen=pen))
            self._write(label, left, score, (-0.15, 0.95), "caption", "ink2")

    def _draw_lines(self, lines: HistoryLines) -> None:
        look = theme.current()
        dashed = look.pen("ink2", 1, dashes=(4.0, 3.0))
        solid = look.pen("ink", 2)
        for pen in (dashed, solid):
            pen.setCosmetic(True)
        if len(lines.official):
            self._box.addItem(pg.PlotDataItem(lines.official_day, lines.official, pen=dashed))
        if 1 < len(lines.official) <= _MOST_DOTS:
            ring = look.pen("ink2", 1)
            ring.setCosmetic(True)
            dots = pg.ScatterPlotItem(
                lines.official_day[:-1],
                lines.official[:-1],
                size=look.px(5),
                pen=ring,
                brush=look.colour("card"),
            )
            self._box.addItem(dots)
        self._box.addItem(
            pg.PlotDataItem(lines.day, lines.ours, pen=solid, connect="finite", stepMode=None)
        )

    def _draw_ends(self, right: float, low: float, high: float, per_y: float) -> None:
        """Name the lines at their ends, apart enough to be read."""
        look, lines = theme.current(), self._lines
        if lines is None:
            return
        ends = []
        finite = np.flatnonzero(np.isfinite(lines.ours))
        if len(finite):
            ends.append((float(lines.ours[finite[-1]]), lines.ours_label, True))
        if len(lines.official):
            ends.append((float(lines.official[-1]), lines.official_label, False))
        ends.sort(key=lambda end: -end[0])
        least = look.px(22) * per_y
        places = [min(max(end[0], low), high) for end in ends]
        if len(places) == 2 and places[0] - places[1] < least:
            middle = sum(places) / 2
            places = [middle + least / 2, middle - least / 2]
        for (value, (figure, word), ours), place in zip(ends, places, strict=True):
            x = right if ours or not len(lines.official) else float(lines.official_day[-1])
            brush = look.colour("ink" if ours else "card")
            pen = look.pen("ink" if ours else "ink2", 1.5)
            reach = look.px(3.5)
            dot = QGraphicsEllipseItem(-reach, -reach, 2 * reach, 2 * reach)
            dot.setFlag(dot.GraphicsItemFlag.ItemIgnoresTransformations)
            dot.setPos(x, value)
            dot.setBrush(brush)
            dot.setPen(pen)
            dot.setZValue(10)
            self._box.addItem(dot)
            self._write_end(figure, word, QPointF(right, place), strong=ours)

    def _write_end(self, figure: str, word: str, at: QPointF, *, strong: bool) -> None:
        look = theme.current()
        first = look.font("caption", 600 if strong else 400)
        tone = "ink" if strong else "ink2"
        start = at.x() + look.px(10) * self._per_x()
        self._write(figure, start, at.y(), (0.0, 0.5), "caption", tone, first)
        after = (
            start + (QFontMetricsF(first).horizontalAdvance(figure) + look.px(4)) * self._per_x()
        )
        self._write(word, after, at.y(), (0.0, 0.5), "caption", tone)

    def _per_x(self) -> float:
        (left, right), _ = self._box.viewRange()
        per_pixel: float = (right - left) / max(1, self.width())
        return per_pixel

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        anchor: tuple[float, float],
        role: str,
        tone: str,
        font: QFont | None = None,
    ) -> None:
        look = theme.current()
        item = pg.TextItem(anchor=anchor, color=look.colour(tone))
        item.setPlainText(text)
        item.textItem.document().setDocumentMargin(0)
        item.setFont(font or look.font(role))
        item.setPos(x, y)
        self._box.addItem(item)

    def _label_room(self) -> float:
        look, lines = theme.current(), self._lines
        if lines is None:
            return 0.0
        metrics = QFontMetricsF(look.font("caption", 600))
        labels = [lines.ours_label]
        if len(lines.official):
            labels.append(lines.official_label)
        return max(metrics.horizontalAdvance(" ".join(label)) for label in labels) + look.px(14)


def _reach(lines: HistoryLines) -> tuple[float, float]:
    """Return the scores between which the chart lies, with some air. Unit: points."""
    values = np.concatenate([lines.ours, lines.official])
    values = values[np.isfinite(values)]
    if not len(values):
        return lines.floor, lines.ceiling
    low, high = float(values.min()), float(values.max())
    for score, _label in lines.marks:
        if low - 30 < score < high + 30:
            low, high = min(low, score), max(high, score)
    air = max(4.0, (high - low) * 0.12)
    return low - air, high + air
