"""A mean month by month with its interval, what agrees within a pale band."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.crowd_figures import Months
from app.gui.charts.stops import StopChart
from app.gui.shared.drawing import write

_TOP, _AXIS, _EDGE = 8.0, 22.0, 8.0


class MonthsChart(StopChart):
    """Shows a figure month by month."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shown: Months | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, shown: Months) -> None:
        """Show the months."""
        self._shown = shown
        self._show(shown.spoken, tuple(dot.note for dot in shown.dots))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(304), look.px(186))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), look.px(150))

    def box_of(self, stop: int) -> QRectF:
        """Return the whole height over a month."""
        look, shown = theme.current(), self._shown
        if shown is None:
            return QRectF()
        x = self._x(shown, shown.dots[stop].at)
        half = max(look.px(5), (self._right() - self._left()) / (2 * max(1, shown.wide - 1)))
        half = min(half, look.px(14))
        return QRectF(x - half, look.px(_TOP), 2 * half, self._foot() - look.px(_TOP))

    def paint_on(self, painter: QPainter) -> None:
        """Paint band, line, dots and axes."""
        shown = self._shown
        if shown is None or not shown.dots:
            return
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, foot = self._left(), self._right(), self._foot()
        top, bottom = (self._y(shown, end) for end in reversed(shown.band))
        painter.setPen(look.pen("accent") if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("tint"))
        painter.drawRect(QRectF(left, top, right - left, max(bottom - top, look.scale)))
        font, face = look.font("caption"), QFontMetricsF(look.font("caption"))
        for value, said in shown.scale:
            y = self._y(shown, value)
            tone, faint = (
                ("ink3", 1.0) if value == 0 else ("line", 0.4 if look.is_contrast else 1.0)
            )
            painter.setPen(QPen(look.colour(tone, faint), look.scale))
            painter.drawLine(QLineF(left, y, right, y))
            room = QRectF(0, y - look.px(9), left - look.px(6), look.px(18))
            write(painter, room, said, font, look.colour("ink2"), Qt.AlignmentFlag.AlignRight)
        free = -1.0
        for place, said in shown.ticks:
            wide = face.horizontalAdvance(said)
            start = min(max(self._x(shown, place) - wide / 2, left), self.width() - wide - 1)
            if start >= free:
                free = start + wide + look.px(8)
                room = QRectF(start, foot + look.px(3), wide + 2, look.px(_AXIS - 4))
                write(painter, room, said, font, look.colour("ink2"))
        self._paint_dots(painter, shown)

    def _paint_dots(self, painter: QPainter, shown: Months) -> None:
        look = theme.current()
        places = [QPointF(self._x(shown, dot.at), self._y(shown, dot.value)) for dot in shown.dots]
        painter.setPen(look.pen("ink2", 1))
        for dot, place in zip(shown.dots, places, strict=True):
            ends = self._y(shown, dot.low), self._y(shown, dot.high)
            painter.drawLine(QLineF(place.x(), ends[0], place.x(), ends[1]))
        painter.setPen(look.pen("ink", 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("ink"))
        for place in places:
            painter.drawEllipse(place, look.scale * 2.8, look.scale * 2.8)

    def _left(self) -> float:
        look, shown = theme.current(), self._shown
        face = QFontMetricsF(look.font("caption"))
        said = shown.scale if shown is not None else ()
        widest = max((face.horizontalAdvance(text) for _value, text in said), default=0.0)
        return widest + look.px(8)

    def _right(self) -> float:
        return self.width() - theme.current().px(_EDGE)

    def _foot(self) -> float:
        return self.height() - theme.current().px(_AXIS)

    def _x(self, shown: Months, at: float) -> float:
        edge = theme.current().px(_EDGE)
        left, right = self._left() + edge, self._right() - edge
        if shown.wide < 2:
            return (left + right) / 2
        return left + (right - left) * at / (shown.wide - 1)

    def _y(self, shown: Months, value: float) -> float:
        top, foot = theme.current().px(_TOP), self._foot()
        held = min(max(value, shown.low), shown.high)
        return foot - (foot - top) * (held - shown.low) / (shown.high - shown.low)
