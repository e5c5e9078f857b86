"""A card: a surface with a heading, and at most one switch at the heading's right end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.shared.words import Words


class Card(QFrame):
    """A surface with a hairline around it; what it holds goes into ``body``."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("card", "true")
        self.setAccessibleName(heading)
        padding = look.size("card_padding") - look.px(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - look.px(4), padding, padding - look.px(2))
        self.body.setSpacing(look.px(4))
        self._head = QHBoxLayout()
        self._head.setSpacing(look.px(8))
        self.heading = Words(heading, "body", weight=600, wraps=True)
        self.heading.setMinimumHeight(look.px(24))
        if heading:
            self._head.addWidget(self.heading, 1)
            self.body.addLayout(self._head)

    def put_at_right(self, widget: QWidget, *, first: bool = False) -> None:
        """Place a switch or a figure at the right end of the heading.

        Args:
            widget: The switch or the figure.
            first: Whether it stands before what is there.
        """
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._head.insertWidget(1 if first else -1, widget, 0, side)

    def take_from_right(self, widget: QWidget) -> None:
        """Take away what stands there; nothing where it stands elsewhere."""
        self._head.removeWidget(widget)
