"""A store that is damaged on the disk, read around the damage: what is whole, as a store of its own.

The new one is made in a folder of its own under a key that nobody keeps, and goes with it. From
it people are listed, exported and backed up as from any other.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from app.domain.errors import UsageError
from app.domain.progress import Progress, Unwatched
from app.store import backups
from app.store.archive import Archive
from app.store.database import Database
from app.store.errors import DamagedStore
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, Unlock
from app.store.pages import Pages
from app.store.places import belongs_to_store, data_at
from app.store.refilling import Losses, refilled
from app.store.wrapping import Cost
from app.wording.language import _

_CHEAP = Cost(memory=64, passes=1, lanes=1)  # the passphrase is 256 bits of chance


class Salvage:
    """What can still be read of a damaged store.

    Attributes:
        archive: It, as a store of its own.
        losses: What cannot.
    """

    def __init__(self, archive: Archive, losses: Losses, file: KeyFile, key: KeyHolder) -> None:
        self.archive = archive
        self.losses = losses
        self._file, self._key = file, key

    def back_up(
        self, target: Path, unlock: Unlock | None, progress: Progress | None = None
    ) -> None:
        """Write a back-up of what can be read, as one of the damaged store.

        Args:
            target: The file.
            unlock: A passphrase for it; where left out, the damaged store's own opens it.
            progress: Told how far it is.

        Raises:
            UsageError: The key is in the keyring, and no passphrase is given.
            StoreReadOnly: The file cannot be written there.
            DiskFull: There is no room.
        """
        if belongs_to_store(target):
            raise UsageError(_("Choose another name, outside the store's folder."))
        watch = progress or Unwatched()
        backups.write(self.archive.data, target, self._file, self._key, unlock, watch)


@contextmanager
def salvaged(folder: Path, unlock: Unlock) -> Iterator[Salvage]:
    """Read around the damage of a store, for as long as the block takes. The store stays as it is.

    Args:
        folder: The store's folder.
        unlock: The way into it.

    Raises:
        StoreError: Its key cannot be had.
        DamagedStore: Not one person can be read.
    """
    file = KeyFile.read(folder)
    key = file.key(unlock)
    try:
        path = data_at(folder, file.data)
        if not path.is_file():
            raise DamagedStore
        pages = Pages(path, key, file.salt)
        bad = len(pages.hurt)
        pages.mend()
        with tempfile.TemporaryDirectory(prefix="whyscore-") as name:
            once = Unlock.by_passphrase(secrets.token_hex(32))
            with Archive.make(Path(name) / "store", once, cost=_CHEAP) as archive:
                usual, columns = _layout(archive.data)
                rows, hurt = pages.tables(usual, columns)
                with archive.data.writing() as connection:
                    losses = refilled(connection, rows, hurt, (bad, pages.count))
                if not archive.people():
                    raise DamagedStore(_nobody())
                yield Salvage(archive, losses, file, key)
    finally:
        key.wipe()


def _layout(database: Database) -> tuple[dict[str, int], dict[str, int]]:
    """Return on which page each table of ours begins, and how many columns it has."""
    with database.reading() as connection:
        roots = {
            str(name): int(root)
            for name, root in connection.exec_driver_sql(
                "SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
            )
        }
        return roots, {name: _width(connection, name) for name in roots}


def _width(connection: Connection, table: str) -> int:
    with closing(connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 0")) as found:  # noqa: S608 - ours
        return len(found.keys())


def _nobody() -> str:
    return _(
        "Nobody can be read any more: the parts that hold who is in the store are damaged. Nothing"
        " was changed. Restore your latest back-up (people restore)."
    )
