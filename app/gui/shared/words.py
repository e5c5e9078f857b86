"""Lines of text. Always plain: a label would otherwise guess that ``<b>`` in the data is markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.gui import theme


class Words(QLabel):
    """A text in one of the sizes and tones of the look."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int = 400,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the line.

        Args:
            text: What it says.
            role: Size: ``caption table body section title welcome plan score``.
            tone: Colour: ``ink ink2 ink3 accent up down``.
            weight: 400, 500 or 600.
            wraps: Whether it may take several lines.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setFont(theme.current().font(role, weight))
        self.setText(text)
        if wraps:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


def hairline() -> QFrame:
    """Return a thin line that parts what is above from what is below."""
    line = QFrame()
    line.setProperty("rule", "true")
    return line
