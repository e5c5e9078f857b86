"""Lanes with dots by month: who did something, when, and how often."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.lane_figures import LaneChart, LaneDot
from app.gui.shared.drawing import width_of, write
from app.gui.shared.tips import show_tip

_LANE = 28.0
_LEAST_LANE = 22.0
_AXIS = 24.0
_MOST_NAME = 0.34  # of the width
_NOTHING = LaneChart(1, (), (), "", "")


class Lanes(QWidget):
    """A lane each, a dot for each month in which something happened; arrows move between dots."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = _NOTHING
        self._at = (0, 0)  # lane, dot
        self._measured: tuple[theme.Theme, tuple[float, float]] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_lanes(self, chart: LaneChart) -> None:
        """Show the lanes."""
        self._chart, self._at = chart, (0, 0)
        self._measured = None
        self.setAccessibleDescription(chart.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a comfortable height a lane."""
        look = theme.current()
        lanes = max(1, len(self._chart.lanes))
        return QSize(look.px(320), look.px(_LANE * lanes + _AXIS))

    def minimumSizeHint(self) -> QSize:
        """Ask for the least height a lane."""
        look = theme.current()
        lanes = max(1, len(self._chart.lanes))
        return QSize(look.px(240), look.px(_LEAST_LANE * lanes + _AXIS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between dots and lanes with the arrows."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._chart.lanes:
            super().keyPressEvent(event)
            return
        lane = min(len(self._chart.lanes) - 1, max(0, self._at[0] + step[0]))
        dots = self._chart.lanes[lane].dots
        here = self._dot()
        if step[0] and here is not None:
            at = min(range(len(dots)), key=lambda one: abs(dots[one].month - here.month))
        else:
            at = min(len(dots) - 1, max(0, self._at[1] + step[1]))
        self._at = (lane, at)
        self._say()

    def event(self, event: QEvent) -> bool:
        """Say the dot under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            said = "" if found is None else found.spoken
            show_tip(event, said, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and a ring around the dot in focus."""
        painter = QPainter(self)
        self.paint_on(painter)
        dot = self._dot()
        if self.hasFocus() and dot is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.current().pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            reach = self._radius(dot) + theme.current().px(4)
            painter.drawEllipse(self._centre(self._at[0], dot), reach, reach)

    def paint_on(self, painter: QPainter) -> None:
        """Paint the chart: on screen, into a file, on paper."""
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._left(), self._right()
        bottom = self.height() - look.px(_AXIS)
        for month, _said in self._chart.ticks:
            x = self._x(month)
            painter.setPen(look.pen("line"))
            painter.drawLine(QLineF(x, 0, x, bottom + look.px(4)))
        self._write_ticks(painter)
        for number, lane in enumerate(self._chart.lanes):
            middle = self._middle(number)
            painter.setPen(look.pen("line"))
            painter.drawLine(QLineF(left, middle, right, middle))
            row = QRectF(0, middle - look.px(12), left - look.px(14), look.px(24))
            write(painter, row, lane.name, look.font("table"), look.colour("ink"), cut=True)
            total = QRectF(
                right + look.px(8), row.top(), self.width() - right - look.px(8), row.height()
            )
            write(
                painter, total, lane.total, look.font("table", 500), look.colour("ink"),
                Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
            for dot in lane.dots:
                self._paint_dot(painter, self._centre(number, dot), dot)

    def _write_ticks(self, painter: QPainter) -> None:
        """Name the months; one gives way to the first and to the last where they would meet."""
        look = theme.current()
        font = look.font("caption")
        rooms: list[tuple[QRectF, str]] = []
        for month, said in self._chart.ticks:
            wide = width_of(font, said)
            start = min(max(self._x(month) - wide / 2, self._left()), self._right() - wide)
            top = self.height() - look.px(_AXIS - 6)
            rooms.append((QRectF(start, top, wide + 2, look.px(_AXIS - 6)), said))
        gap = look.px(8)
        named: list[tuple[QRectF, str]] = []
        for room, said in (*rooms[:1], *rooms[:0:-1]):
            if all(
                room.left() >= other.right() + gap or room.right() + gap <= other.left()
                for other, _said in named
            ):
                named.append((room, said))
        for room, said in named:
            write(painter, room, said, font, look.colour("ink2"))

    def _paint_dot(self, painter: QPainter, at: QPointF, dot: LaneDot) -> None:
        look = theme.current()
        reach = self._radius(dot)
        if dot.hollow:
            pen = QPen(look.colour("ink2"), 1.4 * look.scale)
            pen.setDashPattern([1.6, 1.4])
            painter.setPen(pen)
            painter.setBrush(look.brush("card"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.brush("ink2"))
        painter.drawEllipse(at, reach, reach)

    def _dot(self) -> LaneDot | None:
        lane, at = self._at
        if lane >= len(self._chart.lanes) or at >= len(self._chart.lanes[lane].dots):
            return None
        return self._chart.lanes[lane].dots[at]

    def _under(self, at: QPointF) -> LaneDot | None:
        near = theme.current().px(12)
        found = [
            (abs(centre.x() - at.x()) + abs(centre.y() - at.y()), dot)
            for number, lane in enumerate(self._chart.lanes)
            for dot in lane.dots
            if abs((centre := self._centre(number, dot)).x() - at.x()) <= near
            and abs(centre.y() - at.y()) <= near
        ]
        return min(found, key=lambda one: one[0])[1] if found else None

    def _say(self) -> None:
        dot = self._dot()
        if dot is not None:
            self.setAccessibleDescription(dot.spoken)
        self.update()

    def _radius(self, dot: LaneDot) -> float:
        return theme.current().scale * min(10.0, 3.4 + 1.6 * sqrt(dot.count))

    def _centre(self, lane: int, dot: LaneDot) -> QPointF:
        return QPointF(self._x(dot.month), self._middle(lane))

    def _middle(self, lane: int) -> float:
        high = self.height() - theme.current().px(_AXIS)
        return high * (lane + 0.5) / max(1, len(self._chart.lanes))

    def _x(self, month: int) -> float:
        edge = theme.current().px(10)
        first, last = self._left() + edge, self._right() - edge
        return first + (last - first) * month / max(1, self._chart.months - 1)

    def _left(self) -> float:
        return min(self._widths()[0], self.width() * _MOST_NAME) + theme.current().px(16)

    def _right(self) -> float:
        return self.width() - self._widths()[1] - theme.current().px(10)

    def _widths(self) -> tuple[float, float]:
        """Return how wide the widest name and the widest total are; every dot asks for it."""
        look = theme.current()
        if self._measured is None or self._measured[0] is not look:
            names, totals = look.font("table"), look.font("table", 500)
            lanes = self._chart.lanes
            widest = (
                max((width_of(names, lane.name) for lane in lanes), default=0.0),
                max((width_of(totals, lane.total) for lane in lanes), default=0.0),
            )
            self._measured = look, widest
        return self._measured[1]
