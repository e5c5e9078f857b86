"""Making and opening a store's data: the file, its version, and what older work left behind."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from app.store import keyrings
from app.store.database import Database
from app.store.errors import DamagedStore, KeyMissing, NewerStore
from app.store.homes import mark
from app.store.key_file import KeyFile, new_store_id
from app.store.keys import KeyHolder, Unlock
from app.store.lock import one_writer
from app.store.migrations import HEAD
from app.store.places import (
    data_at,
    new_data_name,
    part_of,
    private_file,
    settle_folder,
    strays,
    told_of_disk,
)
from app.store.wrapping import Cost
from app.wording.language import _


def make(folder: Path, unlock: Unlock, cost: Cost | None) -> None:
    """Make an empty store in a folder that has none; the caller is the one writer."""
    key, data = KeyHolder.fresh(), new_data_name()
    part = folder / part_of(data)
    try:
        private_file(part)
        database = Database(part, key)
        try:
            upgrade(database)
        finally:
            database.close()
        store, home = new_store_id(), mark(folder)
        sealed = KeyFile.sealed(key, unlock, store=store, data=data, cost=cost, home=home)
        counted_first(folder, sealed)
    except BaseException:
        remove(part)
        raise
    finally:
        key.wipe()


def counted(folder: Path, file: KeyFile) -> KeyFile:
    """Let a key file count whose data are whole and wait under their other name; return it.

    The data get their own name afterwards: so data that no key file names are never ours to
    sweep away, but somebody's whose key file was lost. Who is cut short between the two leaves a
    store that opens; the next writer gives the name.
    """
    counts = replace(file, salt=salt_of(data_at(folder, file.data)))
    counts.write(folder)
    named(folder, file.data)
    return counts


def counted_first(folder: Path, file: KeyFile) -> KeyFile:
    """Do the same for a store whose key was just put into a new entry of the keyring."""
    try:
        return counted(folder, file)
    except BaseException:
        if file.entry:
            with contextlib.suppress(KeyMissing):
                keyrings.forget(file.entry)
        raise


def salt_of(path: Path) -> str:
    """Return the first bytes of a file of data, which are its salt; hexadecimal."""
    with told_of_disk(), path.open("rb") as file:
        return file.read(16).hex()


def named(folder: Path, data: str) -> None:
    """Give the data their own name where they still wait for it; nobody has them open."""
    path, part = folder / data, folder / part_of(data)
    with told_of_disk():
        if not path.exists() and part.exists():
            part.replace(path)
            settle_folder(folder)


def remove(path: Path) -> None:
    """Remove a file with its journal, where they are there."""
    with contextlib.suppress(OSError):
        for one in (path, path.with_name(f"{path.name}-journal")):
            one.unlink(missing_ok=True)


def connected(folder: Path, file: KeyFile, key: KeyHolder) -> Database:
    """Open the data that a key file names, brought to today's version.

    Raises:
        NewerStore: A newer Whyscore wrote it; nothing was changed.
        DamagedStore: It is not there, or not as it was written.
    """
    path = data_at(folder, file.data)
    if not os.path.lexists(path):
        raise DamagedStore(_data_gone())
    if not path.is_file():
        raise DamagedStore
    database = Database(path, key)
    try:
        version = version_of(database)
    except BaseException:
        database.close()
        raise
    if version == HEAD:
        return database
    database.close()
    if version > HEAD:
        raise NewerStore
    return _migrated(folder, file, key)


def version_of(database: Database) -> str:
    """Return which version's tables the data has."""
    with database.reading() as connection:
        tables = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).scalar_one()
        found = (
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
            if tables
            else []
        )
    if len(found) != 1:
        raise DamagedStore
    return str(found[0])


def upgrade(database: Database) -> None:
    """Take every step to today's tables, in one transaction."""
    from app.store.migrations.running import upgrade as steps

    with database.writing() as connection:
        steps(connection)


def sweep(folder: Path, data: str, older: str = "") -> None:
    """Remove what work that was cut short left behind; the caller is the one writer."""
    with told_of_disk():
        for path in strays(folder, data, older):
            # A window that still reads the older data keeps it open; Windows then keeps it here.
            with contextlib.suppress(PermissionError, FileNotFoundError):
                path.unlink()


def _data_gone() -> str:
    return _(
        "The file of data that store.key.toml names is missing. Nothing was changed. Put it back"
        " into the store's folder, or restore a back-up (people restore)."
    )


def _migrated(folder: Path, file: KeyFile, key: KeyHolder) -> Database:
    """Bring a copy to today's version, and let it count only when it is whole."""
    with one_writer(folder):
        current = KeyFile.read(folder)
        if current != file:
            return connected(folder, current, key)  # another window did it meanwhile
        name = new_data_name()
        part = folder / part_of(name)
        try:
            _copy_upgraded(data_at(folder, file.data), part, key)
            # Until it is written to, a copy of a store stays one: its home is left as it was.
            counted(folder, replace(file, data=name, older=file.data))
        except BaseException:
            remove(part)
            raise
        sweep(folder, name, file.data)
    return Database(folder / name, key)


def _copy_upgraded(source: Path, target: Path, key: KeyHolder) -> None:
    private_file(target)
    older = Database(source, key)
    try:
        older.copy_to(target, key)
    finally:
        older.close()
    newer = Database(target, key)
    try:
        upgrade(newer)
        newer.check()
    finally:
        newer.close()
