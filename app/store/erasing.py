"""Erasing a store for good: what can be done, and what a disk may keep all the same."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.store import keyrings
from app.store.errors import KeyMissing, StoreError
from app.store.key_file import KeyFile, entries_of
from app.store.keys import KeyPlace
from app.store.places import (
    ERASING,
    KEY_FILE,
    LOCK_FILE,
    settle,
    settle_folder,
    strays,
    told_of_disk,
)
from app.wording.language import _

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and what was not.

    Attributes:
        files: How many files of the store were overwritten and deleted.
        backups: Back-ups that were, by path.
        not_found: Back-ups that are not where they were written; only the reader can erase them.
        keyring: Whether the keyring let go of the key; ``None`` where it had none.
        note: For the reader: what a disk may keep all the same.
    """

    files: int
    backups: tuple[str, ...]
    not_found: tuple[str, ...]
    keyring: bool | None
    note: str


def is_half_done(folder: Path) -> bool:
    """Whether an erasing was cut short: the store is gone, and rests of it lie about."""
    return (folder / ERASING).exists()


def erase(folder: Path, backups: tuple[Path, ...] = ()) -> Erased:
    """Erase a store for good. The caller is its one writer, and has let go of its data.

    Args:
        folder: The store's folder; it goes as well where nothing else is in it.
        backups: The back-ups that were made of it.

    Raises:
        StoreReadOnly: The folder cannot be written.
    """
    with told_of_disk():
        # Back-ups first: who is cut short here still has the store, and can ask again.
        there = tuple(path for path in backups if _wiped_backup(path, folder))
        if (folder / KEY_FILE).exists():
            (folder / KEY_FILE).replace(folder / ERASING)
            settle_folder(folder)
        # From here on there is no store; what is left is finished by whoever comes next.
        keyring = _forgotten(folder)
        rests = [*strays(folder, None), folder / ERASING]
        files = sum(wipe(path) for path in rests)
        with suppress(OSError):  # Windows keeps a file that is open; it holds nothing
            (folder / LOCK_FILE).unlink(missing_ok=True)
            folder.rmdir()
    gone = tuple(str(path) for path in backups if path not in there)
    return Erased(files, tuple(map(str, there)), gone, keyring, _note())


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


def _wiped_backup(path: Path, folder: Path) -> bool:
    from app.store import backups

    try:
        store = KeyFile.read(folder).store
    except StoreError:
        return False
    # A path may name something else by now: only what is ours is erased.
    return backups.is_of(path, store) and wipe(path)


def _forgotten(folder: Path) -> bool | None:
    """Let the keyring forget the key; ``None`` where it has none of this store."""
    try:
        file = KeyFile.parsed((folder / ERASING).read_bytes())
    except (FileNotFoundError, StoreError):
        return None
    found = None
    for entry in entries_of(file.store):
        try:
            found = keyrings.forget(entry) or found
        except KeyMissing:
            return False if file.place is KeyPlace.KEYRING else None
    return found


def _note() -> str:
    return _(
        "The files were overwritten and deleted. A solid-state disk, a file system that keeps"
        " older versions, or a back-up of this computer may still hold copies. They are"
        " encrypted: without the key, which is gone from here, nobody can read them; a copy that"
        " a passphrase opens is as safe as that passphrase."
    )
