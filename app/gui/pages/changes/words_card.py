"""The card that tells the change statement in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.shared.card import Card
from app.gui.shared.icons import icon
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording.language import _


class WordsCard(Card):
    """Shows sentences, and offers to copy them and to look at what is behind."""

    copy_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("In words"), parent)
        look = theme.current()
        self._copy = QToolButton()
        set_tip(self._copy, _("Copy the statement"))
        self._copy.setAccessibleName(_("Copy the statement"))
        self._copy.setIconSize(QSize(look.px(16), look.px(16)))
        self._copy.setIcon(icon("copy", "ink2"))
        self._copy.clicked.connect(self.copy_wanted)
        self.put_at_right(self._copy)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(8))
        self._sentences: list[Words] = []
        self._check = QPushButton()
        self._check.clicked.connect(self.check_wanted)
        self._check.setVisible(False)
        self.body.addSpacing(look.px(2))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self.body.addSpacing(look.px(8))
        foot = QHBoxLayout()
        foot.addWidget(self._check)
        foot.addStretch(1)
        self.body.addLayout(foot)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(
            margins.left(), margins.top(), margins.right(), look.size("card_padding") - look.px(5)
        )

    def show_sentences(self, sentences: tuple[str, ...]) -> None:
        """Show the statement in words; lines that are there already are filled anew."""
        while len(self._sentences) < len(sentences):
            line = Words("", wraps=True)
            self._lines.addWidget(line)
            self._sentences.append(line)
        for place, line in enumerate(self._sentences):
            text = sentences[place] if place < len(sentences) else ""
            line.setText(text)
            line.setVisible(bool(text))
        self._copy.setEnabled(bool(sentences))

    def show_check(self, label: str, about: str) -> None:
        """Offer to look at what is behind a row."""
        self._check.setText(label)
        self._check.setAccessibleDescription(about)
        set_tip(self._check, about)
        self._check.setVisible(bool(label))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_copy"):
            self._copy.setIcon(icon("copy", "ink2"))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key comes to."""
        return self._copy, self._check
