"""The card that erases: it says what goes, asks once more, and says what it cannot promise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.kept import Door, KeptBackup, KeptPerson, StoreState
from app.gui.pages.privacy.cards import breakable, push, row_of
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.words import Words
from app.wording import privacy as words
from app.wording.language import _
from app.wording.visible import visible


class EraseCard(Card):
    """Asks before it tells that somebody, or everything, is to be erased."""

    erase_wanted = Signal(object, object)  # id of a person (None: everything), backups by path
    backups_wanted = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._exists = self._open = False
        self._backups: list[QCheckBox] = []
        self._room_for_backups: QVBoxLayout | None = None
        self.asks = False  # whether a question is open
        self.setAccessibleName(_("Erase"))
        self._column = self.body
        self.body.setSpacing(theme.current().px(4))
        self._rest()

    def show_store(self, state: StoreState) -> None:
        """Offer what can be erased; a question that was open is taken back."""
        self._exists = state.place.exists
        self._open = state.door is Door.OPEN
        self._rest()

    def ask_person(self, person: KeptPerson) -> None:
        """Ask whether to erase a person."""
        name = visible(person.name) or person.id
        clear(self._column)
        self.asks = True
        self._say(_("Erase {name} for good?").format(name=name), weight=600)
        self._say(words.erase_person_text(name, person.records))
        self._say(words.what_a_disk_keeps(), small=True)
        stay = push(
            _("Keep {name}").format(name=name), self._rest, primary=True, name="keep-person"
        )
        go = push(
            _("Erase {name} for good").format(name=name),
            lambda: self.erase_wanted.emit(person.id, ()),
            name="erase-person-now",
        )
        self._column.addWidget(row_of(stay, go))
        self.grown.emit()
        stay.setFocus()

    def _rest(self) -> None:
        clear(self._column)
        self._room_for_backups, self._backups = None, []
        self.asks = False
        self._say(_("Erase"), weight=600)
        self._say(
            _(
                "Erasing takes everything away at once: people, files, the key. Nothing brings it back."
            )
        )
        self._column.addSpacing(theme.current().px(8))
        self._column.addStretch(1)
        ask = push(_("Erase everything …"), self._ask_all, name="erase-all")
        ask.setEnabled(self._exists)
        self._column.addWidget(row_of(ask))
        self.grown.emit()

    def _ask_all(self) -> None:
        clear(self._column)
        self.asks = True
        word = words.word_to_type()
        self._say(_("Erase everything for good?"), weight=600)
        self._say(words.erase_all_text())
        room = QWidget()
        self._room_for_backups = QVBoxLayout(room)
        self._room_for_backups.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(room)
        if not self._open:
            self._say(words.backups_unknown())
        self._say(words.what_a_disk_keeps(), small=True)
        typed = QLineEdit()
        typed.setObjectName("erase-word")
        typed.setFont(theme.current().font("body"))
        typed.setAccessibleName(words.type_it(word))
        typed.setPlaceholderText(words.type_it(word))
        self._column.addWidget(typed)
        stay = push(_("Keep everything"), self._rest, primary=True, name="keep-all")
        go = push(_("Erase for good"), self._erase_all, name="erase-all-now")
        go.setEnabled(False)
        typed.textChanged.connect(
            lambda text: go.setEnabled(text.strip().casefold() == word.casefold())
        )
        self._column.addWidget(row_of(stay, go))
        self.grown.emit()
        typed.setFocus()
        if self._open:
            self.backups_wanted.emit()

    def show_backups(self, backups: tuple[KeptBackup, ...]) -> None:
        """List the backups, none of them ticked; one that is not there cannot be."""
        room = self._room_for_backups
        if room is None or not backups:
            return
        room.addWidget(Words(words.backups_heading(), "body", "ink2", wraps=True))
        for one in backups:
            line = words.backup_line(one.path, one.made, whose=one.whose)
            if one.whose == "gone":
                room.addWidget(Words(line, "table", "ink3", wraps=True))
                continue
            box = QCheckBox()
            box.setProperty("path", one.path)
            box.setAccessibleName(line)
            row = QHBoxLayout()
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(breakable(line), "table", "ink", wraps=True), 1)
            room.addWidget(held(row))
            self._backups.append(box)
        self.grown.emit()

    def _erase_all(self) -> None:
        ticked = tuple(str(box.property("path")) for box in self._backups if box.isChecked())
        self.erase_wanted.emit(None, ticked)

    def _say(self, text: str, *, weight: int = 400, small: bool = False) -> None:
        tone = "ink" if weight == 600 else "ink3" if small else "ink2"
        role = "table" if small else "body"
        said = Words(text, role, tone, weight=weight, wraps=True)
        if weight == 600:
            said.setMinimumHeight(theme.current().px(24))  # as the heading of the card beside it
        self._column.addWidget(said)
