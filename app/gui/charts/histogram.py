"""A histogram in ink: so many people in each stretch, what agrees within a pale band."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.crowd_figures import Histogram
from app.gui.charts.stops import StopChart
from app.gui.shared.drawing import width_of, write

_TOP, _AXIS, _LINE = 8.0, 22.0, 17.0
_GAP = 2.0  # between bars


class HistogramChart(StopChart):
    """Shows how many people there are in each stretch."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shown: Histogram | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_histogram(self, shown: Histogram) -> None:
        """Show the bars."""
        self._shown = shown
        self._show(shown.spoken, shown.notes)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(304), look.px(186))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), look.px(150))

    def box_of(self, stop: int) -> QRectF:
        """Return the whole height over a bar: an empty one is to be pointed at too."""
        shown = self._shown
        if shown is None:
            return QRectF()
        left, right = self._x(shown, shown.edges[stop]), self._x(shown, shown.edges[stop + 1])
        top = theme.current().px(_TOP)
        return QRectF(left, top, right - left, self._foot() - top)

    def paint_on(self, painter: QPainter) -> None:
        """Paint band, bars and axis."""
        shown = self._shown
        if shown is None or not shown.counts:
            return
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, foot = look.px(_TOP), self._foot()
        if shown.band is not None:
            self._paint_band(painter, shown, top, foot)
        most = max(*shown.counts, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("neutral"))
        air = look.px(14)
        for number, count in enumerate(shown.counts):
            box = self.box_of(number)
            high = (foot - top - air) * count / most
            if count:
                high = max(high, look.scale)
            gap = min(look.px(_GAP), box.width() * 0.3)
            painter.drawRect(QRectF(box.left() + gap / 2, foot - high, box.width() - gap, high))
        painter.setPen(look.pen("edge"))
        painter.drawLine(QLineF(0, foot, self.width(), foot))
        self._paint_ticks(painter, shown, foot)

    def _paint_band(self, painter: QPainter, shown: Histogram, top: float, foot: float) -> None:
        look = theme.current()
        if shown.band is None:
            return
        left, right = (self._x(shown, end) for end in shown.band)
        box = QRectF(left, top, max(right - left, look.px(2)), foot - top)
        painter.setPen(look.pen("accent") if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("tint"))
        painter.drawRect(box)
        font = look.font("table")
        widest = max((width_of(font, line) for line in shown.said), default=0.0)
        before = box.left() - look.px(8)
        at_left = before >= self.width() - box.right() - look.px(8)
        start = max(0.0, before - widest) if at_left else box.right() + look.px(8)
        room = max(before if at_left else self.width() - start, 1.0)
        for number, line in enumerate(shown.said):
            align = Qt.AlignmentFlag.AlignRight if at_left else Qt.AlignmentFlag.AlignLeft
            row = QRectF(
                0 if at_left else start, top + look.px(_LINE * number), room, look.px(_LINE)
            )
            write(painter, row, line, font, look.colour("ink2"), align, cut=True)

    def _paint_ticks(self, painter: QPainter, shown: Histogram, foot: float) -> None:
        look = theme.current()
        font = look.font("caption")
        face, free = QFontMetricsF(font), -1.0
        for place, said in shown.ticks:
            wide = face.horizontalAdvance(said)
            start = min(max(self._x(shown, place) - wide / 2, 0.0), self.width() - wide - 1)
            if start < free:
                continue
            free = start + wide + look.px(8)
            room = QRectF(start, foot + look.px(3), wide + 2, look.px(_AXIS - 4))
            write(painter, room, said, font, look.colour("ink2"))

    def _foot(self) -> float:
        return self.height() - theme.current().px(_AXIS)

    def _x(self, shown: Histogram, value: float) -> float:
        low, high = shown.edges[0], shown.edges[-1]
        return self.width() * (min(max(value, low), high) - low) / (high - low)
