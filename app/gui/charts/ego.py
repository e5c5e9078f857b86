"""The ego picture: the person in the middle, contacts around by closeness.

The widget; ``ego_layout`` works out where everything stands, ``ego_painting`` paints.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.ego_painting import Around, Ego, Touch, fitted, paint_ego
from app.gui.charts.ego_parts import Layout
from app.gui.shared.tips import show_tip
from app.wording.language import _
from app.wording.notes import Note

_LEAST = (340, 360)
_HINT = (472, 520)


class EgoChart(QWidget):
    """Contacts that can be clicked, or walked through clockwise with the arrow keys."""

    chosen = Signal(str)  # id of the contact

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ego = Ego()
        self._layout: Layout | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit_ahead)
        self._selected = ""
        self._hovered = ""
        self.noter: Callable[[str], Note | None] | None = None
        """Says what a contact's figures rest on."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._speak()

    @property
    def ego(self) -> Ego:
        """What is shown."""
        return self._ego

    @property
    def layout_shown(self) -> Layout | None:
        """Where everything stands; ``None`` before the first picture.

        It is worked out when it is first asked for, else in a turn of the event loop of its own: a
        window that is being arranged changes a card's size several times before anything is
        painted.
        """
        if self._layout is None and self._ego.you:
            self._layout = fitted(self._ego, self.width(), self.height())
        return self._layout

    def show_ego(self, ego: Ego) -> None:
        """Show a person and who is around."""
        if ego == self._ego:
            return
        self._ego = ego
        self._hovered = ""
        self._refit()
        self.setAccessibleDescription("; ".join(one.spoken for one in ego.around))
        self._speak()

    def select(self, contact: str) -> None:
        """Select a contact by its id; none where it is empty. Nothing is told."""
        if contact != self._selected:
            self._selected = contact
            self._speak()
            self.update()

    def paint_on(self, painter: QPainter) -> None:
        """Paint the whole picture for a page, nobody selected."""
        layout = self.layout_shown
        if layout is not None:
            paint_ego(painter, self._ego, layout)

    def note(self) -> Note | None:
        """Return what F1 tells about the selected contact."""
        return self.noter(self._selected) if self.noter and self._selected else None

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        look = theme.current()
        return QSize(look.px(_HINT[0]), look.px(_HINT[1]))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which names can be read."""
        look = theme.current()
        return QSize(look.px(_LEAST[0]), look.px(_LEAST[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        del event
        layout = self.layout_shown
        if layout is None:
            return
        painter = QPainter(self)
        touch = Touch(self._selected, self._hovered, self.hasFocus())
        paint_ego(painter, self._ego, layout, touch)
        if self.hasFocus():
            look = theme.current()
            painter.setPen(look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = look.size("radius_chip")
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show whom a click would select."""
        hovered = self._at(event.position().x(), event.position().y())
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget who was pointed at."""
        super().leaveEvent(event)
        self._hovered = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the contact under the pointer."""
        contact = self._at(event.position().x(), event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and contact:
            self._choose(contact)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a click: nothing beneath is meant by it."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from contact to contact with the arrow keys."""
        layout = self.layout_shown
        ids = [node.id for node in layout.nodes] if layout else []
        here = ids.index(self._selected) if self._selected in ids else None
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down if ids:
                self._choose(ids[0 if here is None else (here + 1) % len(ids)])
            case Qt.Key.Key_Left | Qt.Key.Key_Up if ids:
                self._choose(ids[-1 if here is None else here - 1])
            case Qt.Key.Key_Home if ids:
                self._choose(ids[0])
            case Qt.Key.Key_End if ids:
                self._choose(ids[-1])
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys walk here."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell about the contact under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            contact = self._at(event.pos().x(), event.pos().y())
            one = self._one(contact)
            text = "" if one is None else one.spoken
            show_tip(event, text, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew where the text has another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and self._ego.around:
            self._refit()

    def _choose(self, contact: str) -> None:
        self.select(contact)
        self.chosen.emit(contact)

    def _at(self, x: float, y: float) -> str:
        scale = theme.current().scale
        layout = self.layout_shown
        node = layout.node_at(x / scale, y / scale) if layout else None
        return node.id if node else ""

    def _one(self, contact: str) -> Around | None:
        return next((one for one in self._ego.around if contact and one.id == contact), None)

    def _refit(self) -> None:
        self._layout = None
        self._soon.start()
        self.update()

    def _fit_ahead(self) -> None:
        """Work out where everything stands before it is painted, where the size is known."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            _worked_out = self.layout_shown

    def _speak(self) -> None:
        one = self._one(self._selected)
        name = _("Contacts")
        if one is not None:
            name = _("Contacts, {contact}").format(contact=one.spoken)
        self.setAccessibleName(name)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
