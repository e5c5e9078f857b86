"""A field to search in: its magnifier grows with the text, as Qt's own would not."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui import theme
from app.gui.shared.icons import picture

_GLASS = 18.0
_LEFT, _GAP = 10.0, 8.0
_WIDE = 216.0


class SearchField(QLineEdit):
    """A line to type in, with a magnifier before it and a cross to empty it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make the field.

        Args:
            name: What is searched, said in the field and read aloud.
            parent: Qt's owner.
        """
        super().__init__(parent)
        look = theme.current()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setFont(look.font("body"))
        self.setClearButtonEnabled(True)
        # The style sheet keeps 8 pixels at the left of a line already.
        self.setTextMargins(look.px(_LEFT + _GLASS + _GAP - 8), 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Ask for room for what is said in it; it makes do with less."""
        return QSize(theme.current().px(_WIDE), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the magnifier over the field, in the colour of the look in force."""
        super().paintEvent(event)
        look = theme.current()
        glass = picture("magnifying-glass", "ink3", _GLASS)
        painter = QPainter(self)
        top = (self.height() - look.px(_GLASS)) / 2
        painter.drawPixmap(QPointF(look.px(_LEFT), top), glass)
        painter.end()
