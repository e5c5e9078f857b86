"""Making and opening a store's data: the file, its version, and what older work left behind."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.store.database import Database
from app.store.errors import DamagedStore, NewerStore, StoreBusy, StoreReadOnly
from app.store.key_file import KeyFile, new_store_id
from app.store.keys import KeyHolder, Unlock
from app.store.lock import one_writer
from app.store.migrations import HEAD
from app.store.places import new_data_name, private_file, strays, told_of_disk
from app.store.wrapping import Cost


def make(folder: Path, unlock: Unlock, cost: Cost | None) -> None:
    """Make an empty store in a folder that has none; the caller is the one writer."""
    key, data = KeyHolder.fresh(), new_data_name()
    try:
        private_file(folder / data)
        database = Database(folder / data, key)
        try:
            upgrade(database)
        finally:
            database.close()
        sealed = KeyFile.sealed(key, unlock, store=new_store_id(), data=data, cost=cost)
        sealed.write(folder)
    except BaseException:
        sweep(folder, None)
        raise
    finally:
        key.wipe()


def connected(folder: Path, file: KeyFile, key: KeyHolder) -> Database:
    """Open the data that a key file names, brought to today's version.

    Raises:
        NewerStore: A newer Whyscore wrote it; nothing was changed.
        DamagedStore: It is not there, or not as it was written.
    """
    path = folder / file.data
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


def sweep(folder: Path, data: str | None) -> None:
    """Remove what work that was cut short left behind; the caller is the one writer."""
    with told_of_disk():
        for path in strays(folder, data):
            # A window that still reads the older data keeps it open; Windows then keeps it here.
            with contextlib.suppress(PermissionError, FileNotFoundError):
                path.unlink()


def sweep_if_idle(folder: Path) -> None:
    """Remove what was left behind, unless somebody writes or nobody can."""
    with contextlib.suppress(StoreBusy, StoreReadOnly), one_writer(folder, patience=0):
        sweep(folder, KeyFile.read(folder).data)


def _migrated(folder: Path, file: KeyFile, key: KeyHolder) -> Database:
    """Bring a copy to today's version, and let it count only when it is whole."""
    with one_writer(folder):
        current = KeyFile.read(folder)
        if current != file:
            return connected(folder, current, key)  # another window did it meanwhile
        name = new_data_name()
        try:
            _copy_upgraded(folder / file.data, folder / name, key)
            KeyFile(file.store, name, file.check, file.entry, file.wrap).write(folder)
        except BaseException:
            sweep(folder, file.data)
            raise
        sweep(folder, name)
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
