"""A line of text that takes a second line only where there is no room for one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from app.gui import theme
from app.gui.shared.words import Words


class Flowing(Words):
    """Stays as wide as its text, so that what stands beside it stays there, and may shrink.

    A label that wraps otherwise asks for a width of Qt's choosing, or for all there is.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "ink", weight: int = 400
    ) -> None:
        super().__init__(text, role, tone, weight=weight)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for the width of the text on one line."""
        face = self.fontMetrics()
        margins = self.contentsMargins()
        extra = margins.left() + margins.right() + theme.current().px(3)
        return QSize(face.horizontalAdvance(self.text()) + extra, face.height())

    def minimumSizeHint(self) -> QSize:
        """Make do with the width of a few words."""
        few = min(theme.current().px(80), self.sizeHint().width())
        return QSize(few, self.fontMetrics().height())
