"""Changing how a store is unlocked, and putting a back-up in its place: each one step that counts."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from app.domain.errors import UsageError
from app.domain.progress import Progress
from app.store import backups, opening, settling
from app.store.database import Database
from app.store.errors import BackupKey, DamagedStore, NewerStore, NoStore, WrongKey
from app.store.homes import mark
from app.store.key_file import KeyFile, new_store_id
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.places import (
    KEY_FILE,
    all_of_a_store,
    aside_name,
    new_data_name,
    part_of,
    private_file,
    write_whole,
)
from app.wording.language import _


def rewrapped(folder: Path, file: KeyFile, key: KeyHolder, to: Unlock) -> KeyFile:
    """Keep the same key in another place, or under another passphrase.

    Nothing but the small key file changes. The caller is the one writer.
    """
    new = replace(_sealed(folder, file, key, to, file.data), salt=file.salt)
    new.write(folder)
    return settling.let_go(folder, new, was=new)


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
    part = folder / part_of(name)
    try:
        private_file(part)
        database.copy_to(part, key, watch)
        backups.check(part, key)
        new = replace(_sealed(folder, file, key, to, name), older=file.data)
        new = opening.counted(folder, new)
    except BaseException:
        key.wipe()
        opening.remove(part)
        raise
    return settling.let_go(folder, new, was=new), key


def opened_backup(backup: Path, unlock: Unlock) -> tuple[backups.Backup, KeyHolder]:
    """Return what stands behind a back-up's data, and its key; nothing is made or changed.

    Raises:
        UsageError: There is no such file.
        BackupKey: The passphrase is not the back-up's.
        DamagedStore: It is no back-up.
    """
    found = backups.read(backup)
    try:
        return found, found.file.key(unlock)
    except WrongKey:
        raise BackupKey from None


def restored(
    folder: Path,
    backup: Path,
    opened: tuple[backups.Backup, KeyHolder],
    keep: Unlock,
    *,
    replaces: bool,
    aside: bool,
    watch: Progress,
) -> tuple[str, ...]:
    """Put a back-up in a folder; the caller is the one writer.

    What was in the store that it replaces is erased, or kept aside: then it opens as before once
    its key file has its name again.

    Returns:
        Names of the files of other stores that lie in the folder now.

    Raises:
        UsageError: The folder has a store, and it is not to be replaced.
        DamagedStore: The back-up is damaged.
        NewerStore: A newer Whyscore wrote it.
    """
    old = _file_or_none(folder, aside=aside)
    there = os.path.lexists(folder / KEY_FILE)
    if there and not replaces:
        raise UsageError(_("This folder has a store. Name another folder, or replace the store."))
    found, key = opened
    name = new_data_name()
    part = folder / part_of(name)
    try:
        backups.unpack(backup, found, part, watch)
        backups.check(part, key)
        if there and (aside or old is None):
            _set_aside(folder, old)
            old = None
        # Who the store is, its folder says: never the back-up, whose store may be in use elsewhere.
        own = old if old is not None and old.is_at_home(folder) else None
        new = KeyFile.sealed(
            key,
            keep,
            store=own.store if own else new_store_id(),
            data=name,
            cost=found.file.wrap.cost if found.file.wrap else None,
            home=mark(folder),
        )
        if old is not None:
            gone = (*own.let_go, own.entry) if own and own.entry else ()
            new = replace(new, older=old.data, let_go=gone)
        new = opening.counted_first(folder, new)
    except BaseException:
        opening.remove(part)
        raise
    opening.sweep(folder, name, new.older)
    settling.let_go(folder, replace(new, older=""), was=new)
    return tuple(sorted(path.name for path in all_of_a_store(folder) if path.name != name))


def _sealed(folder: Path, file: KeyFile, key: KeyHolder, to: Unlock, data: str) -> KeyFile:
    """Keep a key in a new place; what held the older one is to be let go once that counts."""
    cost = file.wrap.cost if file.wrap else None
    entry = ""
    gone = (*file.let_go, *filter(None, [file.entry]))
    if to.place is KeyPlace.KEYRING:
        _noted, entry = settling.with_entry(folder, file)
    new = KeyFile.sealed(
        key, to, store=file.store, data=data, cost=cost, home=file.home, entry=entry
    )
    return replace(new, older=file.older, let_go=gone)


def _set_aside(folder: Path, old: KeyFile | None) -> None:
    """Keep the key file of a store under another name; its data lie beside it as they did."""
    name = aside_name(old.data if old else new_data_name())
    if old is not None:
        opening.named(folder, old.data)
    if (folder / KEY_FILE).is_file():
        # A copy: until the new one takes its place, the older store is there as it was.
        write_whole(folder / name, (folder / KEY_FILE).read_bytes())
    else:
        (folder / KEY_FILE).rename(folder / name)


def _file_or_none(folder: Path, *, aside: bool) -> KeyFile | None:
    try:
        return KeyFile.read(folder)
    except (NoStore, DamagedStore):
        return None
    except NewerStore:
        if aside:
            return None
        raise
