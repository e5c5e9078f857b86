"""The small file that says which data is the store's and how its key is kept; never the key.

It is replaced as a whole, and that one step is what makes a change of key, a restored back-up or
a migrated store count: the file names the data, and the data that they replace.
"""

from __future__ import annotations

import re
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.store import keyrings, wrapping
from app.store.errors import (
    DamagedStore,
    KeyFileMissing,
    NewerStore,
    NoStore,
    StoreUnreadable,
    WrongKey,
)
from app.store.homes import is_home
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.places import ERASING, KEY_FILE, has_data, is_data_name, write_whole
from app.store.wrapping import Cost, Wrapped, damaged_key_file

FORMAT = 1
_LONGEST = 16_384  # bytes; ours is under a thousand
_STORE = re.compile(r"[0-9a-f]{32}")
_CHECK = re.compile(r"[0-9a-f]{16}")
_ENTRY = re.compile(r"[0-9a-f]{32}-[0-9a-z]{1,16}")
_HOME = re.compile(r"[0-9a-f]{1,32}\.[0-9a-f]{1,32}\.[0-9a-f]{16}")
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
        home: Mark of the folder that it was written for; see ``homes``.
        older: Name of the data that these replaced, until they are gone.
        let_go: The keyring's entries that this store made and no longer needs, until they are gone.
        salt: The first bytes of the data, hexadecimal, which check every page and are no secret:
            with their first page they would take all others along.
    """

    store: str
    data: str
    check: str
    entry: str = ""
    wrap: Wrapped | None = None
    home: str = ""
    older: str = ""
    let_go: tuple[str, ...] = ()
    salt: str = ""

    def is_at_home(self, folder: Path) -> bool:
        """Whether it was written for this folder; a copy's was written for another."""
        return is_home(folder, self.home)

    def made(self, entry: str) -> bool:
        """Whether an entry of the keyring was made by this store, so that it may be let go."""
        return entry.startswith(f"{self.store}-")

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
        home: str = "",
        entry: str = "",
    ) -> KeyFile:
        """Keep a key in a place, and return the file that says so; nothing is written here.

        Args:
            key: The key.
            unlock: The place.
            store: Id of the store.
            data: Name of the data that the key opens.
            cost: What a guess at the passphrase costs; the usual where left out.
            home: Mark of the folder that the file is for.
            entry: Name of the keyring's entry; a new one where left out.

        Raises:
            KeyMissing: The keyring cannot keep it.
        """
        if unlock.place is KeyPlace.PASSPHRASE:
            wrap = wrapping.wrapped(key, unlock.passphrase, store, cost or Cost())
            return cls(store, data, key.check, wrap=wrap, home=home)
        kept = entry or new_entry(store)
        keyrings.keep(kept, key)
        return cls(store, data, key.check, entry=kept, home=home)

    def key(self, unlock: Unlock) -> KeyHolder:
        """Return the key.

        Raises:
            WrongKey: The passphrase is another one, or the keyring has another key.
            KeyMissing: The keyring cannot be asked or has no key.
        """
        if self.wrap is not None:
            if unlock.place is not KeyPlace.PASSPHRASE:
                raise WrongKey
            return wrapping.unwrapped(self.wrap, unlock.passphrase)
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
        if self.home:
            lines.append(f'home = "{self.home}"')
        if self.older:
            lines.append(f'older = "{self.older}"')
        if self.salt:
            lines.append(f'salt = "{self.salt}"')
        if self.let_go:
            entries = ", ".join(f'"{entry}"' for entry in self.let_go)
            lines.append(f"let_go = [{entries}]")
        if self.wrap is None:
            lines.append(f'entry = "{self.entry}"')
        else:
            cost = self.wrap.cost
            lines += [
                "",
                "[passphrase]",
                'kind = "argon2id"',
                f'of = "{self.wrap.of}"',
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
            NoStore: The folder has none, and no data.
            KeyFileMissing: It has data, and no file that says how they are unlocked.
            StoreUnreadable: This user may not read it.
            NewerStore: A newer Whyscore wrote it.
            DamagedStore: It is not as we write it.
        """
        path = folder / KEY_FILE
        try:
            if path.exists() and not path.is_file():
                raise DamagedStore(damaged_key_file())
            with path.open("rb") as file:
                data = file.read(_LONGEST)
        except (FileNotFoundError, NotADirectoryError):
            if has_data(folder) and not (folder / ERASING).exists():
                raise KeyFileMissing from None
            raise NoStore from None
        except PermissionError:
            raise StoreUnreadable from None
        except OSError:
            raise DamagedStore(damaged_key_file()) from None
        return cls.parsed(data)

    @classmethod
    def parsed(cls, data: bytes) -> KeyFile:
        """Read a key file's bytes; see ``read``."""
        try:
            found = tomllib.loads(data.decode())
        except (ValueError, RecursionError):
            raise DamagedStore(damaged_key_file()) from None
        if type(found.get("format")) is int and found["format"] > FORMAT:
            raise NewerStore
        try:
            return cls._from(found)
        except (KeyError, TypeError, ValueError):
            raise DamagedStore(damaged_key_file()) from None

    @classmethod
    def _from(cls, found: dict[str, Any]) -> KeyFile:
        store, check = _text(found["store"], _STORE), _text(found["check"], _CHECK)
        data, older = found["data"], found.get("older", "")
        if _count(found["format"]) != FORMAT or not is_data_name(data):
            raise ValueError
        if older != "" and (not is_data_name(older) or older == data):
            raise ValueError
        entry, wrap = "", None
        if KeyPlace(found["place"]) is KeyPlace.KEYRING:
            entry = _text(found["entry"], _ENTRY)
        else:
            wrap = _wrap_from(found["passphrase"], store)
        home = _text(found["home"], _HOME) if "home" in found else ""
        entries = found.get("let_go", [])
        if not isinstance(entries, list):
            raise TypeError
        let_go = tuple(_text(one, _ENTRY) for one in entries)
        salt = _text(found["salt"], _STORE) if "salt" in found else ""
        return cls(store, data, check, entry, wrap, home, older, let_go, salt)


def _wrap_from(table: dict[str, Any], store: str) -> Wrapped:
    cost = Cost(*(_count(table[name]) for name in ("memory_kib", "passes", "lanes")))
    salt, nonce, sealed = (bytes.fromhex(table[name]) for name in ("salt", "nonce", "sealed"))
    wrap = Wrapped(cost, salt, nonce, sealed, _text(table.get("of", store), _STORE))
    if table["kind"] != "argon2id" or not wrap.sane:
        raise ValueError
    return wrap


def _text(found: object, form: re.Pattern[str]) -> str:
    """Return a text of a certain form; the types of TOML are many, and ours are two."""
    if not isinstance(found, str) or form.fullmatch(found) is None:
        raise ValueError
    return found


def _count(found: object) -> int:
    """Return a whole number; TOML's ``true`` is none, though it is one in Python."""
    if type(found) is not int:
        raise ValueError
    return found


def new_store_id() -> str:
    """Return a name for a store that says nothing about anybody."""
    return uuid4().hex


def new_entry(store: str) -> str:
    """Return a name for an entry of the keyring that no other has."""
    return f"{store}-{secrets.token_hex(4)}"
