"""A chart with places that the arrow keys come to, each of which has something to tell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.gui import theme
from app.gui.shared.drawing import focus_ring
from app.gui.shared.tips import show_tip
from app.wording.notes import Note

_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})


class StopChart(QWidget):
    """A painted chart; its kinds say where each stop lies and how all of it is painted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._spoken = name, ""
        self._stops: tuple[Note, ...] = ()
        self._at: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def at(self) -> int | None:
        """Which stop the keys are at; ``None`` before the first key."""
        return self._at

    def note(self) -> Note | None:
        """Return what F1 tells: of the stop that the keys are at, else of the first."""
        if not self._stops:
            return None
        return self._stops[self._at or 0]

    def paint_on(self, painter: QPainter) -> None:
        """Paint the chart: on screen, into a file, on paper."""
        raise NotImplementedError

    def box_of(self, stop: int) -> QRectF:
        """Return where a stop lies. Unit: pixels."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from stop to stop with the arrows."""
        last, key = len(self._stops) - 1, Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key in _ON:
            self._go_to(0 if self._at is None else min(last, self._at + 1))
        elif key in _BACK:
            self._go_to(max(0, (self._at or 0) - 1))
        elif key == Qt.Key.Key_Home:
            self._go_to(0)
        elif key == Qt.Key.Key_End:
            self._go_to(last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the stop under the pointer."""
        found = self._under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self._go_to(found)

    def event(self, event: QEvent) -> bool:
        """Tell of the stop under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            said = "" if found is None else told(self._stops[found])
            show_tip(event, said, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrows act here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and a ring around what has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on(painter)
        if self.hasFocus():
            whole = QRectF(self.rect())
            reach = theme.current().px(3)
            wide = -reach, -reach, reach, reach
            box = whole if self._at is None else self.box_of(self._at).adjusted(*wide)
            focus_ring(painter, box.intersected(whole))
        painter.end()

    def _show(self, spoken: str, stops: tuple[Note, ...]) -> None:
        """Take what is told; whoever calls this has the figures already."""
        self._spoken, self._stops, self._at = spoken, stops, None
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def _go_to(self, stop: int) -> None:
        self._at = stop
        self.setAccessibleName(f"{self._name}, {self._stops[stop].spoken}")
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def _under(self, at: QPointF) -> int | None:
        boxes = (number for number in range(len(self._stops)) if self.box_of(number).contains(at))
        return next(boxes, None)


def told(note: Note) -> str:
    """Return a note as lines of text."""
    lines = (f"{line.label}: {line.text}" for line in note.lines)
    return "\n".join([f"{note.title}: {note.figure}" if note.figure else note.title, *lines])
