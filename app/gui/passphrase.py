"""Typing a passphrase: once to unlock, twice to choose one, with its strength beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.shared.words import Words
from app.wording import privacy as words
from app.wording.language import _


def secret_field(name: str, object_name: str) -> QLineEdit:
    """Return a field that shows nothing of what is typed."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setFont(theme.current().font("body"))
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setObjectName(object_name)
    return field


class NewPassphrase(QWidget):
    """Two fields that must agree, and how hard the passphrase is to guess."""

    agreed = Signal(bool)
    finished = Signal()

    def __init__(self, strength: Callable[[str], tuple[float, str]]) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._strength = strength
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        self.first = secret_field(_("New passphrase"), "new-passphrase")
        self.again = secret_field(_("The same once more"), "same-passphrase")
        self._told = Words(" ", "caption", "ink2", wraps=True)
        for widget in (self.first, self.again, self._told):
            column.addWidget(widget)
        self.first.textChanged.connect(self._look)
        self.again.textChanged.connect(self._look)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.finished)

    def text(self) -> str:
        """Return what was typed."""
        return self.first.text()

    def _look(self) -> None:
        first, again = self.first.text(), self.again.text()
        if not first:
            self._told.setText(" ")
        elif again and first != again:
            self._told.setText(_("The two are not the same."))
        else:
            bits, word = self._strength(first)
            self._told.setText(words.strength(word, bits))
        self.agreed.emit(bool(first) and first == again)
