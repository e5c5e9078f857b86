"""Between a file and its score: reading, a locked file, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.kept import Place
from app.gui.opening import Busy, Trouble
from app.gui.passphrase import NewPassphrase, secret_field
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.encoding_picker import EncodingPicker
from app.gui.shared.icons import picture
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording import file_kinds as words_of_files
from app.wording import privacy as words
from app.wording.language import _

_STEPS = 1000  # of the bar


class DoorwayView(QScrollArea):
    """One card in the middle: busy, locked, or failed; the safe way comes first."""

    stopped = Signal()
    went_on = Signal()
    password_given = Signal(str)
    passphrase_given = Signal(str)
    key_chosen = Signal(object, bool)  # the new passphrase (None: the keyring); draw a new key
    other_wanted = Signal()
    encoding_picked = Signal(str)
    way_taken = Signal(str)  # where to go on instead, as ``Fault.way`` has it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        theme.dress(self)  # before anything is within: then it costs nothing
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("surface", "page")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[look.size("margin")] * 4)
        column.addStretch(1)
        self._card = Card()
        self._card.setMaximumWidth(look.px(640))
        self._card.body.setSpacing(look.px(8))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 20)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
        self._what = ""
        self._bar: QProgressBar | None = None
        self._renew: QCheckBox | None = None
        self._count, self._left = Words(), Words()

    def showEvent(self, event: QShowEvent) -> None:
        """Put on the look that came while this was hidden."""
        theme.dress(self)
        super().showEvent(event)

    def show_busy(self, busy: Busy) -> None:
        """Show how far the reading is."""
        if self._what != busy.heading:
            self._begin(busy.heading, "clock", busy.heading)
            self._card.body.addWidget(
                Words(_("Stopping leaves everything as it was."), "body", "ink2", wraps=True)
            )
            self._bar = QProgressBar()
            self._bar.setTextVisible(False)
            self._bar.setRange(0, _STEPS)
            self._bar.setAccessibleName(busy.heading)
            self._card.body.addWidget(self._bar)
            self._count, self._left = Words("", "caption", "ink2"), Words("", "caption", "ink2")
            figures = QHBoxLayout()
            figures.addWidget(self._count)
            figures.addStretch(1)
            figures.addWidget(self._left)
            self._card.body.addWidget(held(figures))
            stop = self._button(_("Stop"), self.stopped.emit)
            self._buttons(stop)
            stop.setFocus()
        if self._bar is not None:
            # Without a share there is no bar: one that runs to and fro tells nothing, and moves.
            self._bar.setVisible(busy.share is not None)
            self._bar.setValue(round((busy.share or 0.0) * _STEPS))
        self._count.setText(busy.count)
        self._left.setText(busy.left)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what is wrong: what, where, what to do."""
        self._begin("", trouble.mark, trouble.heading)
        self._card.body.addWidget(Words(trouble.text, "body", "ink2", wraps=True))
        for fault in trouble.faults:
            self._card.body.addWidget(Words(fault, "table", "ink", wraps=True))
        if trouble.texts:
            picker = EncodingPicker()
            picker.show_read((), trouble.encoding)
            picker.picked.connect(self.encoding_picked)
            self._card.body.addWidget(picker)
        buttons = []
        if trouble.go_on:
            buttons.append(self._button(trouble.go_on, self.went_on.emit, primary=True))
        if leads := words_of_files.leads(trouble.way):
            go = partial(self.way_taken.emit, trouble.way)
            buttons.append(self._button(leads, go, primary=True))
        if trouble.other_file:
            buttons.append(self._button(_("Choose another file"), self.other_wanted.emit))
        buttons.append(self._button(_("Back"), self.stopped.emit))
        self._buttons(*buttons)
        buttons[0].setFocus()

    def ask_password(self, file: str, *, again: bool) -> None:
        """Ask for the password of a locked file."""
        text = (
            _("That password does not open it. Try it again.")
            if again
            else _("Whoever sent it gave you a password, often in a message of its own.")
        )
        heading = _("{file} is locked").format(file=file)
        self._ask(heading, text, _("Password"), "password", self.password_given)

    def ask_passphrase(
        self, *, again: bool, of: str = "", lost: Callable[[], None] | None = None
    ) -> None:
        """Ask for the passphrase of the store, or of a backup by its name.

        Args:
            again: Whether the last one was wrong.
            of: The backup's name; empty asks for the store's passphrase.
            lost: Goes on without it, where nobody knows it any more.
        """
        if of:
            heading, text = words.backup_passphrase(of, again=again)
        elif lost is not None:
            heading, text = words.own_passphrase(again=again)
        else:
            heading, text = words.passphrase_heading(), words.passphrase_text(again=again)
        others = [] if lost is None else [self._button(words.no_longer_known(), lost)]
        self._ask(heading, text, _("Passphrase"), "passphrase", self.passphrase_given, others)

    def ask_new_key(
        self,
        place: Place,
        strength: Callable[[str], tuple[float, str]],
        *,
        first: bool,
        renew: bool = False,
    ) -> None:
        """Ask for a new passphrase; the keyring is offered where there is one.

        Args:
            place: The store, and the keyring that there is.
            strength: Tells how hard a passphrase is to guess.
            first: Whether the store is being made.
            renew: Whether drawing a new key is ticked from the beginning.
        """
        self._begin("", "lock-simple", words.new_key_heading(first=first))
        if first:
            self._card.body.addWidget(Words(words.no_keyring(), "body", "ink2", wraps=True))
            why = Words(place.why_no_keyring, "table", "ink3", wraps=True)
            self._card.body.addWidget(why)
        buttons = []
        if place.keyring and not first and place.by_passphrase:
            keyring = self._button(
                _("Use the keyring instead"), lambda: self.key_chosen.emit(None, self._renews())
            )
            set_tip(keyring, place.keyring)
            buttons.append(keyring)
        self._renew = None if first else self._renewing(ticked=renew)
        self._ask_twice(strength, buttons)

    def _renewing(self, *, ticked: bool) -> QCheckBox:
        """Return the box that draws a new key."""
        box = QCheckBox(words.new_key())
        box.setObjectName("renew")
        box.setFont(theme.current().font("body"))
        box.setChecked(ticked)
        return box

    def _renews(self) -> bool:
        return self._renew is not None and self._renew.isChecked()

    def ask_copy_key(self, strength: Callable[[str], tuple[float, str]]) -> None:
        """Ask for the passphrase that shall open a backup."""
        self._begin("", "lock-simple", words.copy_key_heading())
        self._card.body.addWidget(Words(words.copy_key_text(), "body", "ink2", wraps=True))
        self._renew = None
        self._ask_twice(strength, [])

    def _ask_twice(
        self, strength: Callable[[str], tuple[float, str]], others: list[QPushButton]
    ) -> None:
        form = NewPassphrase(strength)
        self._card.body.addWidget(form)
        if self._renew is not None:
            self._card.body.addWidget(self._renew)
            self._card.body.addWidget(Words(words.new_key_meaning(), "table", "ink2", wraps=True))
        self._card.body.addWidget(Words(words.no_way_back(), "table", "ink2", wraps=True))
        use = self._button(
            _("Lock it with this"),
            lambda: self.key_chosen.emit(form.text(), self._renews()),
            primary=True,
        )
        use.setEnabled(False)
        form.agreed.connect(use.setEnabled)
        form.finished.connect(use.click)
        self._buttons(use, *others, self._button(_("Back"), self.stopped.emit))
        form.first.setFocus()

    def _ask(
        self,
        heading: str,
        text: str,
        name: str,
        object_name: str,
        given: SignalInstance,
        others: Sequence[QPushButton] = (),
    ) -> None:
        self._begin("", "lock", heading)
        self._card.body.addWidget(Words(text, "body", "ink2", wraps=True))
        field = secret_field(name, object_name)
        self._card.body.addWidget(field)
        unlock = self._button(_("Unlock"), lambda: given.emit(field.text()), primary=True)
        unlock.setEnabled(False)
        field.textChanged.connect(lambda typed: unlock.setEnabled(bool(typed)))
        field.returnPressed.connect(unlock.click)
        self._buttons(unlock, *others, self._button(_("Back"), self.stopped.emit))
        field.setFocus()

    def _begin(self, what: str, mark: str, heading: str) -> None:
        look = theme.current()
        clear(self._card.body)
        self._what, self._bar = what, None
        self._card.setAccessibleName(heading)
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        sign = Words()
        sign.setPixmap(picture(mark, "ink2", 22))
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Words(heading, "body", weight=600, wraps=True), 1)
        self._card.body.addWidget(held(head))

    def _button(self, text: str, act: object, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body", 500 if primary else 400))
        if primary:
            button.setProperty("primary", "true")
        button.clicked.connect(act)
        return button

    def _buttons(self, *buttons: QPushButton) -> None:
        look = theme.current()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._card.body.addSpacing(look.px(8))
        self._card.body.addWidget(held(row))
