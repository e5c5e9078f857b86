"""Figures with their intervals in rows: a dot between two ends, or a bar. In ink: no points."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.crowd_figures import Intervals, SpreadRow, Spreads, Ticks
from app.gui.charts.stops import StopChart
from app.gui.shared.drawing import width_of, write

_ROW, _AXIS, _TOP = 28.0, 24.0, 2.0
_FOLD = 20.0  # height of a name's own line, where it stands above its row
_MOST_NAME = 0.42  # of the width
_GAP = 14.0
_EDGE = 6.0  # beside the axis, for the dots at its ends
_RIGHT = Qt.AlignmentFlag.AlignRight
_NO_ROWS: tuple[tuple[str, str], ...] = ()


class RowsChart(StopChart):
    """Rows with a name at the left and a figure at the right, an axis below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._texts = _NO_ROWS  # name and figure of each row
        self._folded = False  # whether names stand above their rows, for want of width
        self._ticks: Ticks = ()
        self._ends = (0.0, 1.0)

    def sizeHint(self) -> QSize:
        """Return the height that all rows take."""
        look = theme.current()
        return QSize(look.px(304), look.px(_TOP + self._row() * len(self._texts) + _AXIS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the names above their rows where they would be cut beside them."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and all of the height."""
        return QSize(theme.current().px(200), self.sizeHint().height())

    def box_of(self, stop: int) -> QRectF:
        """Return the row."""
        look, high = theme.current(), self._row()
        return QRectF(0, look.px(_TOP + high * stop), self.width(), look.px(high))

    def middle_of(self, stop: int) -> float:
        """Return at which height the figure of a row is drawn. Unit: pixels."""
        return self.box_of(stop).bottom() - theme.current().px(_ROW) / 2

    def _paint_ground(self, painter: QPainter) -> None:
        """Paint names, figures and axis."""
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = look.px(_TOP + self._row() * len(self._texts))
        font, face = look.font("caption"), QFontMetricsF(look.font("caption"))
        free = -1.0
        for place, said in self._ticks:
            x = self._x(place)
            # A white line of full strength would outshine what is drawn.
            painter.setPen(QPen(look.colour("line", 0.4 if look.is_contrast else 1), look.scale))
            self._draw_down(painter, x)
            wide = face.horizontalAdvance(said)
            start = max(0.0, min(x - wide / 2, self.width() - wide - 1))
            if start < free:
                continue
            free = start + wide + look.px(8)
            room = QRectF(start, foot + look.px(4), wide + 2, look.px(_AXIS - 6))
            write(painter, room, said, font, look.colour("ink2"))
        body, bold = look.font("body"), look.font("body", 600)
        for number, (name, figure) in enumerate(self._texts):
            row = self.box_of(number)
            line = QRectF(0, self.middle_of(number) - look.px(_ROW) / 2, row.width(), look.px(_ROW))
            write(painter, line, figure, bold, look.colour("ink"), _RIGHT)
            if self._folded:
                line = QRectF(0, row.top() + look.px(3), row.width(), look.px(_FOLD))
            else:
                line.setWidth(self._left() - look.px(_GAP))
            write(painter, line, name, body, look.colour("ink"), cut=True)

    def _draw_down(self, painter: QPainter, x: float) -> None:
        """Draw a line of the axis from the top, but not through the names."""
        foot = theme.current().px(_TOP + self._row() * len(self._texts) + 2)
        if not self._folded:
            painter.drawLine(QLineF(x, 0, x, foot))
            return
        half = theme.current().px(_ROW) / 2
        for number in range(len(self._texts)):
            middle = self.middle_of(number)
            painter.drawLine(QLineF(x, middle - half, x, middle + half))

    def _left(self) -> float:
        return 0.0 if self._folded else self._widest() + theme.current().px(_GAP + 2)

    def _widest(self) -> float:
        body = theme.current().font("body")
        return max((width_of(body, name) for name, _figure in self._texts), default=0.0)

    def _row(self) -> float:
        return _ROW + _FOLD if self._folded else _ROW

    def _fold(self) -> None:
        folded = self._widest() > self.width() * _MOST_NAME
        if folded is not self._folded:
            self._folded = folded
            self.updateGeometry()

    def _right(self) -> float:
        look = theme.current()
        bold = look.font("body", 600)
        widest = max((width_of(bold, figure) for _name, figure in self._texts), default=0.0)
        return max(self._left() + look.px(30), self.width() - widest - look.px(_GAP))

    def _x(self, value: float) -> float:
        low, high = self._ends
        edge = theme.current().px(_EDGE)
        left, right = self._left() + edge, self._right() - edge
        held = min(max(value, low), high)
        return left + (right - left) * (held - low) / (high - low)


class IntervalChart(RowsChart):
    """Shows figures with their intervals."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shown: Intervals | None = None

    def show_intervals(self, shown: Intervals) -> None:
        """Show the rows."""
        self._shown, self._ticks = shown, shown.ticks
        self._ends = shown.low, max(shown.high, shown.low + 1e-9)
        self._texts = tuple((row.name, row.figure) for row in shown.rows)
        self._fold()
        self._show(shown.spoken, tuple(row.note for row in shown.rows))

    def paint_on(self, painter: QPainter) -> None:
        """Paint the chart."""
        shown = self._shown
        if shown is None:
            return
        self._paint_ground(painter)
        look = theme.current()
        if shown.origin is not None:
            x = self._x(shown.origin)
            painter.setPen(look.pen("ink3", 1.5))
            self._draw_down(painter, x)
        for number, row in enumerate(shown.rows):
            if row.value is None:
                continue
            y = self.middle_of(number)
            if shown.bars:
                start, end = sorted((self._x(shown.origin or 0.0), self._x(row.value)))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.brush("neutral"))
                high = look.px(12)
                box = QRectF(start, y - high / 2, max(end - start, look.scale), high)
                painter.drawRect(box)
            else:
                ends = self._x(row.low), self._x(row.high)
                paint_interval(painter, y, ends, self._x(row.value))


class SpreadChart(RowsChart):
    """Shows how the scores of groups lie: line, box, stroke and dot."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._rows: tuple[SpreadRow, ...] = ()

    def show_spreads(self, shown: Spreads) -> None:
        """Show the rows."""
        self._rows, self._ticks = shown.rows, shown.ticks
        self._ends = shown.low, max(shown.high, shown.low + 1e-9)
        self._texts = tuple((row.name, row.figure) for row in shown.rows)
        self._fold()
        self._show(shown.spoken, tuple(row.note for row in shown.rows))

    def paint_on(self, painter: QPainter) -> None:
        """Paint the chart."""
        self._paint_ground(painter)
        look = theme.current()
        for number, row in enumerate(self._rows):
            y = self.middle_of(number)
            least, low, middle, high, most = (self._x(value) for value in row.quartiles)
            painter.setPen(look.pen("ink2", 1.5))
            painter.drawLine(QLineF(least, y, most, y))
            tall = look.px(12)
            painter.setBrush(look.brush("hover"))
            painter.setPen(look.pen("ink2"))
            painter.drawRect(QRectF(low, y - tall / 2, max(high - low, look.scale), tall))
            painter.setPen(look.pen("ink", 2))
            painter.drawLine(QLineF(middle, y - tall / 2, middle, y + tall / 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.brush("ink"))
            painter.drawEllipse(QPointF(self._x(row.mean), y), look.px(3), look.px(3))


def paint_interval(painter: QPainter, y: float, ends: tuple[float, float], at: float) -> None:
    """Paint a dot between the two ends of its interval.

    Args:
        painter: Where to.
        y: At which height. Unit: pixels.
        ends: Where the interval begins and ends.
        at: Where the figure lies.
    """
    look = theme.current()
    painter.setPen(look.pen("ink2", 1.8))
    reach = look.scale * 4
    if ends[1] - ends[0] > look.scale:
        painter.drawLine(QLineF(ends[0], y, ends[1], y))
        for end in ends:
            painter.drawLine(QLineF(end, y - reach, end, y + reach))
    painter.setPen(look.pen("card", 1.2))
    painter.setBrush(look.brush("ink"))
    painter.drawEllipse(QPointF(at, y), look.scale * 4.4, look.scale * 4.4)
