"""The fourth step: the evidence pack, with names removed unless the auditor says otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.flow import flowing
from app.gui.shared.icons import picture
from app.gui.shared.words import Words, hairline
from app.wording import audit_page as page
from app.wording.language import _


class PackPanel(QWidget):
    """Says what the pack holds, asks where to, and leads to it."""

    save_wanted = Signal(bool)  # whether ids and dates stay as they are
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = self.card = Card(_("Evidence pack"))
        card.body.setSpacing(look.px(8))
        card.setMaximumWidth(look.px(760))
        column.addWidget(card)
        column.addStretch(1)
        said = _(
            "One zip file that stands on its own: an HTML report with a reader’s guide, every figure as CSV, Parquet and SVG, the settings, the rulebook, a hash of every file that was read, and a script that runs the audit again."
        )
        card.body.addWidget(Words(said, "body", "ink2", wraps=True))
        card.body.addWidget(hairline())
        self._group = QButtonGroup(self)
        self.removed = self._choice(_("Names removed"), page.pack_said(False))
        self.as_they_are = self._choice(_("As in the files"), page.pack_said(True))
        self.removed.setChecked(True)
        card.body.addWidget(hairline())
        self.save = QPushButton(_("Save the evidence pack …"))
        self.save.setProperty("primary", "true")
        self.save.setFont(look.font("body", 500))
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.as_they_are.isChecked()))
        self.open = QPushButton(_("Open the folder"))
        self.open.setFont(look.font("body"))
        self.open.clicked.connect(self.open_wanted)
        card.body.addWidget(flowing(look.px(8), look.px(8), self.save, self.open))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(_("Writing the evidence pack"))
        card.body.addWidget(self._bar)
        self._mark = Words()
        self._says = Words("", "body", "ink", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._says, 1)
        self._state = held(row)
        card.body.addWidget(self._state)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no pack was written yet."""
        for part in (self._bar, self._state, self.open):
            part.hide()
        self.save.setEnabled(True)

    def show_writing(self, share: float) -> None:
        """Show how far the writing is."""
        self._bar.show()
        self._bar.setValue(round(share * 1000))
        self._state.hide()
        self.open.hide()
        self.save.setEnabled(False)

    def show_written(self, text: str) -> None:
        """Say where the pack lies."""
        self._end("check-circle", text)
        self.open.show()

    def show_trouble(self, text: str) -> None:
        """Say why no pack was written."""
        self._end("warning", text)
        self.open.hide()

    def _end(self, mark: str, text: str) -> None:
        self._bar.hide()
        self._mark.setPixmap(picture(mark, "ink2"))
        self._says.setText(text)
        self._state.show()
        self.save.setEnabled(True)

    def _choice(self, name: str, text: str) -> QRadioButton:
        look = theme.current()
        button = QRadioButton(name)
        button.setFont(look.font("body", 500))
        button.setAccessibleDescription(text)
        self._group.addButton(button)
        self.card.body.addWidget(button)
        said = Words(text, "body", "ink2", wraps=True)
        said.setContentsMargins(look.px(24), 0, 0, 0)
        self.card.body.addWidget(said)
        return button
