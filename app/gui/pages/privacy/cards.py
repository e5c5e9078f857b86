"""The cards of the page about the store itself: its people, its place, its copies."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app import settings
from app.gui import theme
from app.gui.kept import Door, KeptFile, KeptPerson, StoreState
from app.gui.pages.privacy.tables import FactTable
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.icons import picture
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words, hairline
from app.wording import privacy as words
from app.wording.language import _, number
from app.wording.visible import visible

_SHORT_HASH = 12  # characters of a hash that tell two files apart


def push(text: str, act: object, *, primary: bool = False, name: str = "") -> QPushButton:
    """Return a button that does something."""
    button = QPushButton(text)
    button.setFont(theme.current().font("body", 500 if primary else 400))
    if primary:
        button.setProperty("primary", "true")
    if name:
        button.setObjectName(name)
    button.clicked.connect(act)
    return button


def breakable(path: Path | str) -> str:
    """Return a path that can break at each folder: else it would make the page wider."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def row_of(*widgets: QWidget) -> QWidget:
    """Return widgets beside each other, at the left."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return held(row)


class PeopleCard(Card):
    """Who is kept; what can be done with the one that is chosen."""

    chosen = Signal(str)
    open_wanted = Signal(str)
    renamed = Signal(str, str)
    export_wanted = Signal(str)
    erase_wanted = Signal(str)
    unlock_wanted = Signal()
    restore_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("People"))
        self._people: tuple[KeptPerson, ...] = ()
        self._table = FactTable(_("People"), frozenset({1, 2, 3, 4}))
        self._table.setObjectName("people")
        self._table.row_chosen.connect(lambda row: self.chosen.emit(self.person(row)))
        self._table.row_opened.connect(lambda row: self.open_wanted.emit(self.person(row)))
        self._acts = row_of(
            push(_("Open"), lambda: self.open_wanted.emit(self.person()), name="open-person"),
            push(_("Rename …"), self._rename, name="rename-person"),
            push(
                _("Export as a score package …"),
                lambda: self.export_wanted.emit(self.person()),
                name="export-person",
            ),
            push(_("Erase …"), lambda: self.erase_wanted.emit(self.person()), name="erase-person"),
        )
        self._name = QLineEdit()
        self._name.setObjectName("new-name")
        self._name.setAccessibleName(_("New name"))
        self._name.setFont(theme.current().font("body"))
        self._name.returnPressed.connect(self._take_name)
        self._naming = row_of(
            self._name,
            push(_("Save the name"), self._take_name, primary=True),
            push(_("Back"), partial(self._show_naming, shown=False)),
        )
        self._note = QWidget()
        self._empty = QGridLayout(self._note)
        self._empty.setContentsMargins(0, 0, 0, 0)
        for widget in (self._table, self._acts, self._naming, self._note):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def person(self, row: int | None = None) -> str:
        """Return the id of the person in a row; of the chosen one where no row is given."""
        at = self._table.currentRow() if row is None else row
        return self._people[at].id if 0 <= at < len(self._people) else ""

    def show_store(self, state: StoreState) -> None:
        """Show who is kept, or why nobody is seen."""
        self._people = state.people
        self._show_naming(shown=False)
        there = state.door is Door.OPEN and bool(state.people)
        self._table.setVisible(there)
        self._acts.setVisible(there)
        self._note.setVisible(not there)
        if there:
            self._table.show_cells(
                (_("Name"), _("Records"), _("Contacts"), _("Published scores"), _("Files")),
                [
                    (
                        visible(one.name) or one.id,
                        number(one.records),
                        number(one.contacts),
                        number(one.scores),
                        number(one.imports),
                    )
                    for one in state.people
                ],
            )
            return
        clear(self._empty)
        self._say_why(state)

    def _say_why(self, state: StoreState) -> None:
        body = partial(Words, role="body", tone="ink2", wraps=True)
        if state.door is Door.LOCKED:
            text = body(_("What is kept is locked. Nobody can see who is in it."))
            button = push(_("Unlock"), self.unlock_wanted, primary=True, name="unlock-store")
        elif state.door is Door.SHUT:
            text = body(state.trouble)
            button = push(_("Try again"), self.unlock_wanted, primary=True, name="unlock-store")
        elif state.door is Door.UNKNOWN:
            self._empty.addWidget(body(_("Looking …")), 0, 0)
            return
        else:
            text = body(
                _("Nobody yet. Open a file and choose “{way}”.").format(
                    way=_("Keep it, locked on this computer")
                )
            )
            button = push(_("Choose a file"), self.file_wanted, primary=True, name="first-file")
        buttons = [button]
        if state.door in {Door.SHUT, Door.LOCKED}:
            buttons.append(
                push(_("Restore a backup …"), self.restore_wanted, name="restore-instead")
            )
        self._empty.addWidget(text, 0, 0)
        self._empty.addWidget(row_of(*buttons), 1, 0)

    def _rename(self) -> None:
        chosen = next((one for one in self._people if one.id == self.person()), None)
        if chosen is not None:
            self._name.setText(chosen.name)
            self._show_naming(shown=True)
            self._name.setFocus()
            self._name.selectAll()

    def _show_naming(self, *, shown: bool) -> None:
        self._naming.setVisible(shown)
        self._acts.setVisible(not shown and self._table.isVisibleTo(self))

    def _take_name(self) -> None:
        name = self._name.text().strip()
        if name and self.person():
            self.renamed.emit(self.person(), name)
        self._show_naming(shown=False)


class StoreCard(Card):
    """Where the store lies, how it is locked, and when it locks itself."""

    lock_wanted = Signal()
    key_wanted = Signal()
    lock_after_chosen = Signal(int)  # minutes; 0 is never

    def __init__(self, lock_after: int) -> None:
        super().__init__(_("Where it lies"))
        look = theme.current()
        self._where = Words("", "table", wraps=True)
        self._where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._where.setAccessibleName(_("Folder of the store"))
        self._key = Words("", "table", wraps=True)
        self._times = QComboBox()
        self._times.setObjectName("lock-after")
        self._times.setAccessibleName(_("Lock by itself"))
        set_tip(self._times, _("Lock by itself, when nobody touches the window"))
        self._times.setFont(look.font("body"))
        for minutes, text in words.lock_times().items():
            self._times.addItem(text, minutes)
        if (at := self._times.findData(lock_after)) < 0:
            self._times.addItem(
                _("After {count} minutes").format(count=number(lock_after)), lock_after
            )
            at = self._times.count() - 1
        self._times.setCurrentIndex(at)
        self._times.activated.connect(
            lambda at: self.lock_after_chosen.emit(self._times.itemData(at))
        )
        self._lock = push(_("Lock now"), self.lock_wanted, name="lock-now")
        self._change = push("", self.key_wanted, name="change-key")
        self._buttons = row_of(self._lock, self._change)
        for caption, widget in (
            (_("Folder"), self._where),
            (_("Key"), self._key),
            (_("Lock by itself, when nobody touches the window"), self._times),
        ):
            self.body.addWidget(Words(caption, "caption", "ink3", wraps=True))
            self.body.addWidget(widget)
            self.body.addSpacing(look.px(6))
        self.body.addWidget(self._buttons)
        self.body.addStretch(1)

    def show_store(self, state: StoreState) -> None:
        """Show where it lies and how it is locked."""
        place = state.place
        self._where.setText(breakable(place.folder))
        self._where.setAccessibleDescription(str(place.folder))
        if place.exists:
            key = words.key_place(place.keyring, by_passphrase=place.by_passphrase)
        else:
            key = words.key_place(place.keyring, by_passphrase=not place.keyring)
        self._key.setText(key)
        is_open = state.door is Door.OPEN
        self._lock.setVisible(is_open)
        self._change.setVisible(is_open)
        self._buttons.setVisible(is_open)
        self._change.setText(
            _("Change the passphrase …") if place.by_passphrase else _("Use a passphrase …")
        )


class FilesCard(Card):
    """Which files came in for the person who is chosen, and what each hashes to."""

    def __init__(self) -> None:
        super().__init__(_("Files that came in"))
        self._whose = Words("", "caption", "ink2")
        self.put_at_right(self._whose)
        self.table = FactTable(_("Files that came in"), frozenset({3, 4, 5, 6}))
        self.table.setObjectName("files")
        self.body.addWidget(self.table)
        hint = _("The hash tells whether a file is the one that came in. Ctrl+C copies it in full.")
        self.body.addWidget(Words(hint, "caption", "ink3", wraps=True))

    def show_files(self, whose: str, files: tuple[KeptFile, ...]) -> None:
        """Show the files of a person, the latest first."""
        self._whose.setText(visible(whose))
        rows = [_file_row(one) for one in files]
        tips = [(*row[:-1], one.sha256) for row, one in zip(rows, files, strict=True)]
        self.table.show_cells(
            (
                _("File"),
                _("When"),
                _("Read as"),
                _("Rows"),
                _("Kept"),
                _("Left out"),
                _("Faults"),
                _("SHA-256"),
            ),
            rows,
            tips,
        )


class CopiesCard(Card):
    """Backing up, and putting a backup in place."""

    back_up_wanted = Signal()
    restore_wanted = Signal()
    salvage_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Backup"))
        text = _(
            "A backup is one file, encrypted as the store is. Keep it on another disk: if this one "
            "breaks, the backup is what is left."
        )
        self.body.addWidget(Words(text, "body", "ink2", wraps=True))
        self.body.addSpacing(theme.current().px(8))
        self.body.addStretch(1)
        self._back_up = push(_("Back up …"), self.back_up_wanted, name="back-up")
        restore = push(_("Restore a backup …"), self.restore_wanted, name="restore")
        self._salvage = push(words.salvage(), self.salvage_wanted, name="salvage")
        self._damage = Words("", "body", "ink", wraps=True)
        self.body.addWidget(self._damage)
        self.body.addWidget(row_of(self._back_up, restore))
        self.body.addWidget(row_of(self._salvage))

    def show_store(self, state: StoreState) -> None:
        """Offer what can be done with the store as it stands."""
        self._back_up.setVisible(state.door is Door.OPEN and not state.damage)
        self._salvage.setVisible(bool(state.damage) or state.door is Door.SHUT)
        self._damage.setText(state.damage)
        self._damage.setVisible(bool(state.damage))


def check_card() -> Card:
    """Return the card that tells how to check that nothing leaves the computer."""
    look = theme.current()
    card = Card(_("How to check that nothing leaves this computer"))
    card.setObjectName("check")
    card.body.setSpacing(look.px(8))
    for count, (mark, what, why) in enumerate(words.steps(breakable(settings.place().parent))):
        if count:
            card.body.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        sign = Words()
        sign.setPixmap(picture(mark, "ink2"))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        step, meaning = (
            Words(what, "body", weight=500, wraps=True),
            Words(why, "body", "ink2", wraps=True),
        )
        for words_ in (step, meaning):  # all three begin on one line
            words_.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(step, 2)
        row.addWidget(meaning, 5)
        card.body.addWidget(held(row))
    return card


def _file_row(file: KeptFile) -> tuple[str, ...]:
    name = visible(file.file)
    return (
        _("{file} (undone)").format(file=name) if file.undone else name,
        words.moment(file.when),
        words.reader(file.reader),
        number(file.rows),
        number(file.kept),
        number(file.left_out),
        number(file.faults),
        " ".join(one[:_SHORT_HASH] for one in file.sha256.split()),
    )
