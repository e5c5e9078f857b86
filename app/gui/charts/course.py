"""A score's way with a period in it: dragged with the pointer, or moved with the keys.

While the period is dragged only its own marks move; whoever listens is told when it rests.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QWidget,
)

from app.gui import theme
from app.gui.charts.course_figures import CourseLines
from app.gui.charts.course_plot import CoursePlot
from app.gui.charts.period import Limits, Period, Step, around, between, snapped
from app.gui.shared.tips import show_tip
from app.wording.language import _

_PAUSE = 250  # keys may follow each other quickly; the statement waits. Unit: milliseconds.
_HANDLE = 8.0  # a handle is taken from so near. Unit: pixels drawn.
_SNAP = 6.0  # an official day is taken from so near
_A_DRAG = 4.0  # less is a click
_STEPS = {
    Qt.Key.Key_Left: (Step.DAY_BACK, Step.OFFICIAL_BACK),
    Qt.Key.Key_Right: (Step.DAY_ON, Step.OFFICIAL_ON),
    Qt.Key.Key_PageUp: (Step.MONTH_BACK, Step.MONTH_BACK),
    Qt.Key.Key_PageDown: (Step.MONTH_ON, Step.MONTH_ON),
}


@dataclass
class _Marks:
    """What shows the period: a ground, two lines, two handles."""

    ground: QGraphicsRectItem
    lines: tuple[QGraphicsLineItem, QGraphicsLineItem]
    handles: tuple[QGraphicsPathItem, QGraphicsPathItem]


@dataclass
class _Drag:
    """A drag under way.

    Attributes:
        origin: Where it began. Unit: pixels.
        fixed: The end that stays. Unit: days.
        real: Whether the pointer has gone far enough to mean it.
    """

    origin: float
    fixed: int
    real: bool


class CourseChart(CoursePlot):
    """The chart of the Changes page."""

    period_moved = Signal(int, int)  # first and last day, while it is being moved
    period_chosen = Signal(int, int)  # the same, when it rests

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period: Period | None = None
        self._marks: _Marks | None = None
        self._drag: _Drag | None = None
        self._named = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleDescription(
            _(
                "Left and right move the end of the period, with Shift its start, with Ctrl to the next official figure; "
                "Page up and down by a month; up and down read what happened."
            )
        )

    @property
    def period(self) -> Period | None:
        """The period that is shown."""
        return self._period

    def show_lines(self, lines: CourseLines) -> None:
        """Show a score's way."""
        self._lines, self._stop = lines, None
        self.updateGeometry()
        self._speak()
        self.draw_soon()

    def show_period(self, period: Period, named: str) -> None:
        """Show a period; nothing is told.

        Args:
            period: The period.
            named: How it is read aloud.
        """
        if self._drag is not None or self._pause.isActive():
            return  # the reader is ahead already
        self._period, self._named = period, named
        self._speak()
        self._place_marks()

    def _draw(self) -> None:
        super()._draw()
        self._marks = None
        self._place_marks()

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, or begin a new period."""
        lines = self._lines
        if event.button() is not Qt.MouseButton.LeftButton or lines is None:
            return
        x = event.position().x()
        day = self._day_at(x)
        if day is None:
            return
        held = self._handle_at(x)
        if held is not None and self._period is not None:
            fixed = self._period.last if held else self._period.first
            self._drag = _Drag(x, fixed, real=True)
        else:
            self._drag = _Drag(x, self._snapped(x), real=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        x, drag = event.position().x(), self._drag
        if drag is None:
            near = self._handle_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
            return
        drag.real = drag.real or abs(x - drag.origin) >= theme.current().px(_A_DRAG)
        limits = self._limits()
        if drag.real and limits is not None:
            self._move(between(drag.fixed, self._snapped(x), limits))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the period rests here. A click chooses the time between two official figures."""
        drag, self._drag = self._drag, None
        limits = self._limits()
        if drag is None or limits is None:
            return
        if not drag.real:
            day = self._day_at(event.position().x())
            found = None if day is None else around(round(day), limits)
            if found is None:
                return
            self._move(found)
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the period, or read what happened."""
        key, limits = Qt.Key(event.key()), self._limits()
        if limits is None or self._period is None:
            event.ignore()
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS:
            step = _STEPS[key][int(control)]
            self._by_key(self._period.stepped(step, limits, start=shift))
        elif key is Qt.Key.Key_Home:
            self._by_key(self._period.with_end(limits.first, limits, start=True))
        elif key is Qt.Key.Key_End:
            self._by_key(self._period.with_end(limits.last, limits, start=False))
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._read(on=key is Qt.Key.Key_Down)
        elif key is Qt.Key.Key_Escape and self._stop is not None:
            self._stand_at(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave what was being read when the reader goes on."""
        super().focusOutEvent(event)
        self.viewport().update()
        if self._stop is not None:
            self._stand_at(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and a frame where the chart has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.current().pen("accent", 2))
            radius = theme.current().size("radius_chip")
            painter.drawRoundedRect(
                QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), radius, radius
            )
            painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what was on the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            lines, day = self._lines, self._day_at(event.pos().x())
            if lines is not None and day is not None:
                reach = theme.current().px(_SNAP) * self._per_x()
                said = lines.said(snapped(day, lines.stops, reach))
                show_tip(event, said, self)
            return True
        return bool(super().viewportEvent(event))

    def _by_key(self, period: Period) -> None:
        if period == self._period:
            return
        self._stop = None
        self._move(period)
        self._pause.start()

    def _read(self, *, on: bool) -> None:
        stops = self._lines.stops if self._lines else ()
        if not stops:
            return
        if self._stop is None:
            at = self._period.last if self._period else stops[-1]
        else:
            at = self._stop
        ahead = [day for day in stops if (day > at if on else day < at)]
        if ahead:
            self._stand_at(ahead[0] if on else ahead[-1])

    def _stand_at(self, day: int | None) -> None:
        self._stop = day
        self._speak()
        self.draw_soon()

    def _move(self, period: Period) -> None:
        self._period = period
        self._place_marks()
        self.period_moved.emit(period.first, period.last)

    def _tell(self) -> None:
        self._pause.stop()
        if self._period is not None:
            self.period_chosen.emit(self._period.first, self._period.last)

    def _limits(self) -> Limits | None:
        lines = self._lines
        if lines is None or lines.first >= lines.today:
            return None
        return Limits(lines.first, lines.today, tuple(lines.official_day.tolist()))

    def _day_at(self, x: float) -> float | None:
        """Return the day at a place of the widget; ``None`` beside the lines."""
        (left, _right), _y = self._box.viewRange()
        day: float = left + x * self._per_x()
        edge = theme.current().px(_HANDLE) * self._per_x()
        if not self._field.left - edge <= day <= self._field.right + edge:
            return None
        return min(max(day, self._field.left), self._field.right)

    def _snapped(self, x: float) -> int:
        (left, _right), _y = self._box.viewRange()
        official = self._lines.official_day.tolist() if self._lines else ()
        return snapped(
            left + x * self._per_x(), official, theme.current().px(_SNAP) * self._per_x()
        )

    def _handle_at(self, x: float) -> bool | None:
        """Return whether the handle at a place is the start's; ``None`` where there is none."""
        day = self._day_at(x)
        if day is None or self._period is None:
            return None
        reach = theme.current().px(_HANDLE) * self._per_x()
        to_first, to_last = abs(day - self._period.first), abs(day - self._period.last)
        if min(to_first, to_last) > reach:
            return None
        return to_first < to_last

    def _place_marks(self) -> None:
        """Move the marks of the period; nothing else is drawn anew."""
        lines, period = self._lines, self._period
        if lines is None or period is None or not self._drawn:
            return
        if self._marks is None:
            self._marks = self._made_marks()
        look, field, marks = theme.current(), self._field, self._marks
        bottom = self._lane_at(self._lanes() - 0.5)
        first = min(max(float(period.first), field.left), field.right)
        last = min(max(float(period.last), field.left), field.right)
        marks.ground.setRect(QRectF(first, bottom, last - first, field.high - bottom))
        for line, day in zip(marks.lines, (first, last), strict=True):
            line.setLine(day, bottom, day, field.high)
        for handle, day, end in zip(
            marks.handles, (first, last), (period.first, period.last), strict=True
        ):
            handle.setPos(QPointF(day, field.high - look.px(19) * self._per_y))
            handle.setVisible(field.left <= end <= field.right)

    def _made_marks(self) -> _Marks:
        look = theme.current()
        ground = QGraphicsRectItem()
        ground.setBrush(look.brush("accent", 0.14))
        ground.setPen(QPen(Qt.PenStyle.NoPen))
        self._put(ground, -2)
        pen = self._in_dots(look.pen("accent", 2))
        lines = QGraphicsLineItem(), QGraphicsLineItem()
        for line in lines:
            line.setPen(pen)
            self._put(line, 1)
        path = QPainterPath()
        box = QRectF(-look.px(3.5), -look.px(12), 2 * look.px(3.5), 2 * look.px(12))
        path.addRoundedRect(box, look.px(3), look.px(3))
        handles = QGraphicsPathItem(path), QGraphicsPathItem(path)
        for handle in handles:
            handle.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            handle.setBrush(look.colour("card"))
            handle.setPen(look.pen("accent", 2))
            self._put(handle, 13)
        return _Marks(ground, lines, handles)

    def _speak(self) -> None:
        lines = self._lines
        if lines is None:
            return
        if self._stop is not None:
            name = lines.said(self._stop)
        else:
            name = " ".join(part for part in (lines.spoken, self._named) if part)
        self.setAccessibleName(name)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
