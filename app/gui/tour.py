"""The guided tour in the window: a ring around a part of it, and a card that tells of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.shared.words import Words
from app.wording.language import _

_WIDTH, _PADDING, _GAP = 320.0, 15.0, 8.0


class Ring(QWidget):
    """A ring around the part of the window that is told of; the pointer goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("accent", 3))
        edge, radius = 1.5 * look.scale, look.size("radius_card")
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, radius, radius)


class TourCard(QFrame):
    """Tells of one part of the window; the window goes on working meanwhile."""

    next_wanted = Signal()
    back_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        look = theme.current()
        self.setProperty("popover", "true")
        self.setObjectName("tour")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(_PADDING)] * 4)
        column.setSpacing(look.px(6))
        self._place = Words("", "caption", "ink2")
        self._text = Words("", "body", wraps=True)
        column.addWidget(self._place)
        column.addWidget(self._text)
        column.addSpacing(look.px(4))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.next = self._button(_("Next"), self.next_wanted)
        self.next.setProperty("primary", "true")
        self.back = self._button(_("Back"), self.back_wanted)
        self.end = self._button(_("End"), self.end_wanted)
        for button in (self.next, self.back):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.end)
        column.addLayout(row)

    def tell(self, place: str, text: str, *, first: bool, last: bool) -> None:
        """Tell of a part.

        Args:
            place: Which step it is.
            text: The sentence.
            first: Whether there is no step before.
            last: Whether there is no step after.
        """
        self._place.setText(place)
        self._text.setText(text)
        self.back.setEnabled(not first)
        self.next.setText(_("Done") if last else _("Next"))
        self.end.setVisible(not last)
        self.setAccessibleName(place)
        self.setAccessibleDescription(text)
        for button in (self.next, self.back, self.end):
            button.setAccessibleDescription(text)

    def speak(self) -> None:
        """Have the step read aloud: the focus may stay where it was, and then nothing is said."""
        if QAccessible.isActive():
            said = f"{self.accessibleName()}. {self.accessibleDescription()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End on Escape; Enter presses the button in focus."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.end_wanted.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = self.focusWidget()
                if isinstance(focused, QPushButton):
                    focused.click()
            case _:
                super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on and back with the arrows; the buttons would only hand the focus on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            told = {Qt.Key.Key_Right: self.next_wanted, Qt.Key.Key_Left: self.back_wanted}
            if (wanted := told.get(Qt.Key(event.key()))) is not None:
                wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def fit(self, room: QRect, about: QRect) -> None:
        """Take a place beside what is told of: below, above, at its right, at its left, else on it.

        Args:
            room: Where the card may lie, in the window.
            about: What is told of.
        """
        look = theme.current()
        width = min(look.px(_WIDTH), room.width())
        self.setFixedWidth(width)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout else self.sizeHint().height()
        self.setFixedHeight(height)
        self.move(_beside(QSize(width, height), room, about, look.px(_GAP)))

    def _button(self, text: str, told: object) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body"))
        button.clicked.connect(told)
        button.installEventFilter(self)
        return button


def _beside(size: QSize, room: QRect, about: QRect, gap: int) -> QPoint:
    """Return where a card of a size stands in the room without hiding what it is about."""
    right = about.left() + about.width() + gap
    places = (
        QPoint(about.left(), about.top() + about.height() + gap),
        QPoint(about.left(), about.top() - gap - size.height()),
        QPoint(right, about.top()),
        QPoint(about.left() - gap - size.width(), about.top()),
    )
    for place in places:
        if room.contains(QRect(place, size)):
            return place
    # Nowhere is room enough: at the lower right of what it is about, or of the room.
    x = min(about.left() + about.width(), room.left() + room.width()) - size.width() - gap
    y = min(about.top() + about.height(), room.top() + room.height()) - size.height() - gap
    return QPoint(max(room.left(), x), max(room.top(), y))
