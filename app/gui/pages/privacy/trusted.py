"""The card of the keys that the reader trusts: whose signatures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Signal

from app.gui import theme
from app.gui.pages.privacy.cards import push, row_of
from app.gui.pages.privacy.tables import FactTable
from app.gui.session import said
from app.gui.shared.card import Card
from app.gui.shared.words import Words
from app.gui.starts import Starts
from app.wording import trusting as words
from app.wording.language import _
from app.wording.visible import visible
from app.workflow import trusted_keys
from app.workflow.trusted_keys import KeptKeys, TrustedKey

T = TypeVar("T")


class TrustedCard(Card):
    """Lists the keys; tells that one is to be added, or the chosen one removed."""

    add_wanted = Signal()
    remove_wanted = Signal(str)  # a key's id

    def __init__(self) -> None:
        super().__init__(words.title())
        look = theme.current()
        self._keys: tuple[TrustedKey, ...] = ()
        self.body.addWidget(Words(words.meaning(), "body", "ink2", wraps=True))
        self.body.addSpacing(look.px(8))
        self._damaged = Words("", "body", "ink", wraps=True)
        self.table = FactTable(words.title(), frozenset())
        self.table.setObjectName("trusted-keys")
        self._remove = push(_("Remove"), self._tell_remove, name="remove-key")
        add = push(words.add(), self.add_wanted, name="add-key")
        for widget in (self._damaged, self.table, row_of(add, self._remove)):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.show_keys(KeptKeys((), ""))

    def show_keys(self, kept: KeptKeys) -> None:
        """Show which keys there are."""
        self._keys = kept.keys
        self._damaged.setText(kept.damaged)
        self._damaged.setVisible(bool(kept.damaged))
        self.table.setVisible(bool(kept.keys))
        self._remove.setVisible(bool(kept.keys))
        rows = [(visible(one.id), one.fingerprint) for one in kept.keys]
        self.table.show_cells((_("Name"), words.fingerprint()), rows)

    def _tell_remove(self) -> None:
        at = self.table.currentRow()
        if 0 <= at < len(self._keys):
            self.remove_wanted.emit(self._keys[at].id)


class Asks(Protocol):
    """Asks for a file, asks which way to go on, tells what went wrong."""

    def file_of(self, heading: str, kinds: str) -> Path | None:
        """Ask for one file."""

    def ask(self, heading: str, text: str, ways: Mapping[str, Callable[[], None]]) -> None:
        """Ask which way to go on."""

    def tell(self, heading: str, text: str) -> None:
        """Tell something."""


class Trusting:
    """Reads, adds and removes keys, off the window's thread."""

    def __init__(self, card: TrustedCard, tasks: Starts, asks: Asks) -> None:
        self._card, self._tasks, self._asks = card, tasks, asks
        card.add_wanted.connect(self.add)
        card.remove_wanted.connect(self.remove)
        self.show()

    def show(self) -> None:
        """Show which keys there are."""
        self._do(trusted_keys.kept, self._card.show_keys)

    def add(self) -> None:
        """Ask for a file of keys, and whether to trust them."""
        file = self._asks.file_of(words.add(), f"{words.key_files()} (*.pub *.key *.txt);;(*)")
        if file is not None:
            self._do(partial(trusted_keys.read_file, file), self._confirm)

    def remove(self, key: str) -> None:
        """Trust a key no more."""

        def work() -> KeptKeys:
            trusted_keys.remove(key)
            return trusted_keys.kept()

        self._do(work, self._card.show_keys)

    def _confirm(self, keys: tuple[TrustedKey, ...]) -> None:
        """Show what was read: only who compares the fingerprint knows whose key it is."""
        lines = [f"{visible(one.id)}: {one.fingerprint}" for one in keys]
        text = "\n".join(lines) + "\n\n" + words.compare()
        self._asks.ask(words.trust_heading(), text, {words.trust(): partial(self._trust, keys)})

    def _trust(self, keys: tuple[TrustedKey, ...]) -> None:
        def work() -> KeptKeys:
            for one in keys:
                trusted_keys.add(one.encoded, one.id)
            return trusted_keys.kept()

        self._do(work, self._card.show_keys)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._tasks.start(
            "trusted keys",
            lambda _progress: work(),
            succeeded=then,
            failed=lambda error: self._asks.tell(words.not_changed(), said(error)),
        )
