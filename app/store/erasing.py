"""Erasing a store for good: what can be done, and what a disk may keep all the same."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.store import keyrings
from app.store.entries import KnownBackup, Whose
from app.store.errors import KeyMissing, StoreError
from app.store.key_file import KeyFile
from app.store.places import (
    ERASING,
    KEY_FILE,
    LOCK_FILE,
    all_of_a_store,
    has_data,
    settle,
    settle_folder,
    told_of_disk,
)
from app.wording.language import _

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and what was not.

    Attributes:
        folder: The store's folder.
        files: How many files of the store were overwritten and deleted.
        backups: Back-ups that were, by path.
        left: Back-ups that are there still, by path.
        not_found: Back-ups that are not where they were written; only the reader can erase them.
        keyring: Whether the keyring let go of the key; ``None`` where it had none of ours.
        entry: The keyring's entry that stayed: it did not let go, or another store made it.
        others: Whether the folder stays, with files that are not the store's.
        note: For the reader: what a disk may keep all the same.
    """

    folder: str
    files: int
    backups: tuple[str, ...]
    left: tuple[KnownBackup, ...]
    not_found: tuple[str, ...]
    keyring: bool | None
    entry: str
    others: bool
    note: str


def is_half_done(folder: Path) -> bool:
    """Whether an erasing was cut short: the store is gone, and rests of it lie about."""
    return (folder / ERASING).exists()


def is_there(folder: Path) -> bool:
    """Whether anything of a store is there to be erased, whole or not."""
    return os.path.lexists(folder / KEY_FILE) or is_half_done(folder) or has_data(folder)


def erase(folder: Path, known: Sequence[KnownBackup] = (), chosen: Container[str] = ()) -> Erased:
    """Erase a store for good. The caller is its one writer, and has let go of its data.

    Args:
        folder: The store's folder; it goes as well where nothing else is in it.
        known: The back-ups that were noted in its data.
        chosen: Which of them go as well, by path.

    Raises:
        StoreReadOnly: The folder cannot be written.
    """
    with told_of_disk():
        # Back-ups first: who is cut short here still has the store, and can ask again.
        there = tuple(
            one.path
            for one in known
            if one.path in chosen and one.whose is not Whose.GONE and _wiped_backup(Path(one.path))
        )
        if (folder / KEY_FILE).is_dir():
            (folder / KEY_FILE).rename(folder / f"{KEY_FILE}.folder")  # what is in it is not ours
        elif os.path.lexists(folder / KEY_FILE):
            (folder / KEY_FILE).replace(folder / ERASING)
            settle_folder(folder)
        # From here on there is no store; what is left is finished by whoever comes next.
        keyring, entry = _forgotten(folder)
        rests = [*all_of_a_store(folder), folder / ERASING]
        files = sum(wipe(path) for path in rests)
        with suppress(OSError):  # Windows keeps a file that is open; it holds nothing
            (folder / LOCK_FILE).unlink(missing_ok=True)
            folder.rmdir()
    left = tuple(one for one in known if one.path not in there and one.whose is not Whose.GONE)
    gone = tuple(one.path for one in known if one.path not in there and one.whose is Whose.GONE)
    return Erased(str(folder), files, there, left, gone, keyring, entry, folder.exists(), _note())


def wipe(path: Path) -> bool:
    """Overwrite a file and delete it; say whether it was there."""
    try:
        with path.open("r+b") as file:
            left = file.seek(0, os.SEEK_END)
            file.seek(0)
            while left > 0:
                left -= file.write(os.urandom(min(_CHUNK, left)))
            file.flush()
            settle(file.fileno())
    except FileNotFoundError:
        return False
    path.unlink()
    return True


def _wiped_backup(path: Path) -> bool:
    from app.store import backups

    # A path may name something else by now: only a back-up is erased.
    return backups.is_one(path) and wipe(path)


def _forgotten(folder: Path) -> tuple[bool | None, str]:
    """Let the keyring forget the key that this store put there, and no other's.

    Returns:
        Whether it did, ``None`` where it had none; and the entry that stayed.
    """
    try:
        file = KeyFile.parsed((folder / ERASING).read_bytes())
    except (OSError, StoreError):
        return None, ""
    if not file.is_at_home(folder):
        return None, file.entry  # the folder that this one is a copy of opens by it
    found, stayed = None, ""
    for entry in dict.fromkeys((*filter(None, [file.entry]), *file.let_go)):
        if not file.made(entry):
            stayed = entry
            continue
        try:
            found = keyrings.forget(entry) or found
        except KeyMissing:
            return False, entry
    return found, stayed


def _note() -> str:
    return _(
        "The files were overwritten and deleted. A solid-state disk, a file system that keeps"
        " older versions, or a back-up of this computer may still hold copies. They are"
        " encrypted: without the key, which is gone from here, nobody can read them; a copy that"
        " a passphrase opens is as safe as that passphrase."
    )
