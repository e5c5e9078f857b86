"""Changing how a store is unlocked, and putting a back-up in its place: each one step that counts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.domain.errors import UsageError
from app.domain.progress import Progress
from app.store import backups, keyrings, opening
from app.store.database import Database
from app.store.errors import KeyMissing, NoStore
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.places import new_data_name, private_file
from app.wording.language import _


def rewrapped(folder: Path, file: KeyFile, key: KeyHolder, to: Unlock) -> KeyFile:
    """Keep the same key in another place, or under another passphrase.

    Nothing but the small key file changes. The caller is the one writer.
    """
    cost = file.wrap.cost if file.wrap else None
    new = KeyFile.sealed(key, to, store=file.store, data=file.data, cost=cost, taken=file.entry)
    new.write(folder)
    _let_go(file, new)
    return new


def renewed(
    folder: Path,
    file: KeyFile,
    database: Database,
    to: Unlock,
    watch: Progress,
) -> tuple[KeyFile, KeyHolder]:
    """Draw a new key and encrypt everything anew under it.

    The new data lies beside the old until it was read through; then the key file names it. The
    caller is the one writer.
    """
    key, name = KeyHolder.fresh(), new_data_name()
    cost = file.wrap.cost if file.wrap else None
    try:
        private_file(folder / name)
        database.copy_to(folder / name, key, watch)
        backups.check(folder / name, key)
        new = KeyFile.sealed(key, to, store=file.store, data=name, cost=cost, taken=file.entry)
        new.write(folder)
    except BaseException:
        key.wipe()
        opening.sweep(folder, file.data)
        raise
    _let_go(file, new)
    return new, key


def restored(
    folder: Path, backup: Path, unlock: Unlock, keep: Unlock, *, replace: bool, watch: Progress
) -> None:
    """Put a back-up in a folder; the caller is the one writer.

    Raises:
        UsageError: The folder has a store, and it is not to be replaced; or there is no file.
        WrongKey: The passphrase is not the back-up's.
        DamagedStore: It is no back-up, or a damaged one.
        NewerStore: A newer Whyscore wrote it.
    """
    old = _file_or_none(folder)
    if old is not None and not replace:
        raise UsageError(_("This folder has a store. Name another folder, or replace the store."))
    found = backups.read(backup)
    key, name = found.file.key(unlock), new_data_name()
    try:
        backups.unpack(backup, found, folder / name, watch)
        backups.check(folder / name, key)
        cost = found.file.wrap.cost if found.file.wrap else None
        same = old is not None and old.store == found.file.store
        new = KeyFile.sealed(
            key,
            keep,
            store=found.file.store,
            data=name,
            cost=cost,
            taken=old.entry if old is not None and same else "",
        )
        new.write(folder)
    except BaseException:
        opening.sweep(folder, old.data if old else None)
        raise
    finally:
        key.wipe()
    opening.sweep(folder, name)
    if old is not None:
        _let_go(old, new)


def _let_go(old: KeyFile, new: KeyFile) -> None:
    """Let the keyring forget a key that opens nothing any more."""
    if old.place is KeyPlace.KEYRING and old.entry != new.entry:
        # What counts has happened: a keyring that locked itself meanwhile undoes nothing.
        with suppress(KeyMissing):
            keyrings.forget(old.entry)


def _file_or_none(folder: Path) -> KeyFile | None:
    try:
        return KeyFile.read(folder)
    except NoStore:
        return None
