"""Asks which kind a record is: for this record alone, or for all of whom the money went to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.corrections import Correction, Scope
from app.gui import theme
from app.gui.shared.kind_question import KindQuestion
from app.gui.shared.words import Words
from app.wording import kinds as words
from app.wording.language import _
from app.wording.visible import visible


class KindDialog(QDialog):
    """A list of kinds, and whether the choice is for one record or for all of a payee."""

    def __init__(self, question: KindQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        theme.dress(self)
        self._question = question
        self._answer: Correction | None = None
        self.setWindowTitle(words.heading())
        self.setModal(True)
        self.setMinimumWidth(look.px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(20)] * 4)
        column.setSpacing(look.px(10))
        column.addWidget(Words(visible(question.what), "body", weight=600, wraps=True))
        column.addWidget(Words(words.now(question), "body", "ink2", wraps=True))
        self._kinds = self._made_kinds()
        column.addWidget(self._kinds)
        self._one = QRadioButton(words.this_record())
        self._all = QRadioButton(words.all_of(visible(question.payee), question.of_payee))
        for choice in (self._one, self._all):
            choice.setFont(look.font("body"))
            column.addWidget(choice)
        self._all.setVisible(bool(question.payee))
        self._one.setVisible(bool(question.payee))
        (self._all if question.payee and question.by_payee else self._one).setChecked(True)
        column.addWidget(Words(words.meaning(), "caption", "ink3", wraps=True))
        column.addSpacing(look.px(6))
        column.addLayout(self._made_buttons())

    @property
    def answer(self) -> Correction | None:
        """What the reader chose; ``None`` where they left it as it is."""
        return self._answer

    def _made_kinds(self) -> QComboBox:
        look = theme.current()
        box = QComboBox()
        box.setObjectName("kinds")
        box.setAccessibleName(words.heading())
        box.setFont(look.font("body"))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for kind, title in self._question.offered:
            box.addItem(visible(title), kind)
        if box.findData(self._question.kind) < 0:
            box.insertItem(
                0, visible(self._question.title(self._question.kind)), self._question.kind
            )
        box.setCurrentIndex(box.findData(self._question.kind))
        finder = box.completer()
        if finder is not None:  # a part of the word is enough
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
            finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.currentIndexChanged.connect(lambda _row: self._offer())
        box.editTextChanged.connect(lambda _text: self._offer())
        return box

    def _made_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        self._change = self._button(words.change(), primary=True)
        self._change.setObjectName("change")
        self._change.setDefault(True)
        self._change.clicked.connect(self._give)
        row.addWidget(self._change)
        if self._question.as_read is not None:
            back = self._button(words.take_back())
            back.setObjectName("take_back")
            back.clicked.connect(self._take_back)
            row.addWidget(back)
        cancel = self._button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addStretch(1)
        self._offer()
        return row

    def _button(self, text: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(primary)
        button.setFont(theme.current().font("body", 500 if primary else 400))
        if primary:
            button.setProperty("primary", "true")
        return button

    def _chosen(self) -> str | None:
        """Return the kind whose title stands in the field; ``None`` where none does."""
        row = self._kinds.findText(self._kinds.currentText(), Qt.MatchFlag.MatchFixedString)
        return None if row < 0 else str(self._kinds.itemData(row))

    def _offer(self) -> None:
        if hasattr(self, "_change"):
            self._change.setEnabled(self._chosen() is not None)

    def _give(self) -> None:
        kind = self._chosen()
        if kind is None:
            return
        self._end(kind, all_of_payee=self._all.isChecked())

    def _take_back(self) -> None:
        self._end(None, all_of_payee=self._question.by_payee)

    def _end(self, kind: str | None, *, all_of_payee: bool) -> None:
        whose = Scope.PAYEE if all_of_payee else Scope.RECORD
        name = self._question.payee if all_of_payee else self._question.record
        self._answer = Correction(whose, name, kind)
        self.accept()


def ask_kind(question: KindQuestion, parent: QWidget) -> Correction | None:
    """Ask which kind a record is; ``None`` where the reader left it as it is."""
    dialog = KindDialog(question, parent)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer
