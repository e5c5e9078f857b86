"""The small file that says which data is the store's and how its key is kept; never the key.

It is replaced as a whole, and that one step is what makes a change of key, a restored back-up or
a migrated store count: the file names the data, and data that no file names is swept away.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.store import keyrings, wrapping
from app.store.errors import DamagedStore, NewerStore, NoStore, WrongKey
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.places import KEY_FILE, is_data_name, told_of_disk, write_whole
from app.store.wrapping import Cost, Wrapped, damaged_key_file

FORMAT = 1
_LONGEST = 16_384  # bytes; ours is under a thousand
_HEAD = "# How Whyscore's store is unlocked. The key itself is not in this file.\n"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Which data is the store's, and how its key is kept.

    Attributes:
        store: Id of the store, drawn at random.
        data: Name of the file of data beside this one.
        check: Mark by which the key is recognised.
        entry: Name of the keyring's entry; empty where a passphrase wraps the key.
        wrap: The wrapped key; ``None`` where the keyring has it.
    """

    store: str
    data: str
    check: str
    entry: str = ""
    wrap: Wrapped | None = None

    @property
    def place(self) -> KeyPlace:
        """Where the key is kept."""
        return KeyPlace.KEYRING if self.wrap is None else KeyPlace.PASSPHRASE

    @classmethod
    def sealed(
        cls,
        key: KeyHolder,
        unlock: Unlock,
        *,
        store: str,
        data: str,
        cost: Cost | None = None,
        taken: str = "",
    ) -> KeyFile:
        """Keep a key in a place, and return the file that says so; nothing is written here.

        Args:
            key: The key.
            unlock: The place.
            store: Id of the store.
            data: Name of the data that the key opens.
            cost: What a guess at the passphrase costs; the usual where left out.
            taken: The keyring's entry that holds the key of today, and must go on holding it.

        Raises:
            KeyMissing: The keyring cannot keep it.
        """
        if unlock.place is KeyPlace.PASSPHRASE:
            wrap = wrapping.wrapped(key, unlock.passphrase, store, cost or Cost())
            return cls(store, data, key.check, wrap=wrap)
        # Two entries in turn: the older key stays until the new one counts, and what a crash
        # leaves in the other one is overwritten by the next key.
        entry = next(name for name in entries_of(store) if name != taken)
        keyrings.keep(entry, key)
        return cls(store, data, key.check, entry=entry)

    def key(self, unlock: Unlock) -> KeyHolder:
        """Return the key.

        Raises:
            WrongKey: The passphrase is another one, or the keyring has another key.
            KeyMissing: The keyring cannot be asked or has no key.
        """
        if self.wrap is not None:
            if unlock.place is not KeyPlace.PASSPHRASE:
                raise WrongKey
            return wrapping.unwrapped(self.wrap, unlock.passphrase, self.store)
        if unlock.place is not KeyPlace.KEYRING:
            raise WrongKey
        key = keyrings.find(self.entry)
        if key.check != self.check:
            key.wipe()
            raise WrongKey(keyring=True)
        return key

    def write(self, folder: Path) -> None:
        """Make this the store's key file, whole or not at all."""
        write_whole(folder / KEY_FILE, self.as_text().encode())

    def as_text(self) -> str:
        """Return the file's text."""
        lines = [
            f"format = {FORMAT}",
            f'store = "{self.store}"',
            f'data = "{self.data}"',
            f'place = "{self.place}"',
            f'check = "{self.check}"',
        ]
        if self.wrap is None:
            lines.append(f'entry = "{self.entry}"')
        else:
            cost = self.wrap.cost
            lines += [
                "",
                "[passphrase]",
                'kind = "argon2id"',
                f"memory_kib = {cost.memory}",
                f"passes = {cost.passes}",
                f"lanes = {cost.lanes}",
                f'salt = "{self.wrap.salt.hex()}"',
                f'nonce = "{self.wrap.nonce.hex()}"',
                f'sealed = "{self.wrap.sealed.hex()}"',
            ]
        return _HEAD + "\n".join(lines) + "\n"

    @classmethod
    def read(cls, folder: Path) -> KeyFile:
        """Read the key file of a folder.

        Raises:
            NoStore: The folder has none.
            NewerStore: A newer Whyscore wrote it.
            DamagedStore: It is not as we write it.
        """
        try:
            with told_of_disk(), (folder / KEY_FILE).open("rb") as file:
                data = file.read(_LONGEST)
        except (FileNotFoundError, NotADirectoryError):
            raise NoStore from None
        return cls.parsed(data)

    @classmethod
    def parsed(cls, data: bytes) -> KeyFile:
        """Read a key file's bytes; see ``read``."""
        try:
            found = tomllib.loads(data.decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            raise DamagedStore(damaged_key_file()) from None
        if isinstance(found.get("format"), int) and found["format"] > FORMAT:
            raise NewerStore
        try:
            return cls._from(found)
        except (KeyError, TypeError, ValueError):
            raise DamagedStore(damaged_key_file()) from None

    @classmethod
    def _from(cls, found: dict[str, Any]) -> KeyFile:
        store, data, check = (str(found[name]) for name in ("store", "data", "check"))
        if not is_data_name(data) or found["format"] != FORMAT:
            raise ValueError(data)
        if KeyPlace(found["place"]) is KeyPlace.KEYRING:
            return cls(store, data, check, entry=str(found["entry"]))
        table = found["passphrase"]
        cost = Cost(int(table["memory_kib"]), int(table["passes"]), int(table["lanes"]))
        salt, nonce, sealed = (bytes.fromhex(table[name]) for name in ("salt", "nonce", "sealed"))
        return cls(store, data, check, wrap=Wrapped(cost, salt, nonce, sealed))


def new_store_id() -> str:
    """Return a name for a store that says nothing about anybody."""
    return uuid4().hex


def entries_of(store: str) -> tuple[str, str]:
    """Return the two entries of the keyring that may hold a key of this store."""
    return f"{store}-a", f"{store}-b"
