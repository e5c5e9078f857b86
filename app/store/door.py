"""An open store as such: its transactions, and its lock."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.store.errors import KeyMissing
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, KeyPlace
from app.store.lock import one_writer
from app.wording.language import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.store.database import Database
    from app.store.pages import Damage


class Door:
    """An open store: its key, its data, and who may use them now.

    Args:
        folder: The store's folder.
        file: Its key file.
        key: Its key; wiped when the store is closed.
        database: Its data, open.
    """

    def __init__(self, folder: Path, file: KeyFile, key: KeyHolder, database: Database) -> None:
        self.folder = folder
        self._file = file
        self._key = key
        self._database: Database | None = database
        self._in_order: KeyFile | None = None
        self._turn = threading.RLock()

    @property
    def place(self) -> KeyPlace:
        """Where the key is kept."""
        return self._file.place

    @property
    def data(self) -> Database:
        """Its data, as they count now."""
        return self._here()

    def damage(self) -> Damage:
        """Check every page by itself, and tell how many are not as they were written.

        The file is read once and no table is; nothing is raised for damage.
        """
        from app.store import pages

        with self._turn:
            data = self._here()
            return pages.damage(data.path, self._key, self._file.salt)

    def check(self) -> None:
        """Go through every page of the store.

        Raises:
            DamagedStore: One is not as it was written.
        """
        with self._turn:
            self._here().check()

    def close(self) -> None:
        """Let go of the file, and overwrite the key in memory. Closing twice does no harm."""
        with self._turn:
            if self._database is not None:
                self._database.close()
                self._database = None
            self._key.wipe()

    lock = close
    """Lock now: to see anything again the store must be opened anew."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'locked' if self._database is None else 'open'})"

    @contextlib.contextmanager
    def _reading_of(self, person: str) -> Iterator[tuple[Connection, int]]:
        from app.store import adding

        with self._reading() as connection:
            yield connection, adding.exists(connection, person)

    @contextlib.contextmanager
    def _writing_of(self, person: str) -> Iterator[tuple[Connection, int]]:
        from app.store import adding

        with self._writing() as connection:
            yield connection, adding.exists(connection, person)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._turn, self._here().reading() as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, one_writer(self.folder), self._settled().writing() as connection:
            yield connection

    def _settled(self) -> Database:
        """Return the data to write to; the folder is in order then. The caller is the one writer."""
        from app.store import opening, settling

        data = self._here()
        if self._in_order != self._file:
            waits = data.path.name != self._file.data
            if waits:  # an open file is given no other name: Windows would refuse
                data.close()
            self._file = settling.settled(self.folder, self._file, self._key)
            if waits:
                self._database = data = opening.connected(self.folder, self._file, self._key)
            self._in_order = self._file
        return data

    def _here(self) -> Database:
        """Return the data that counts now: another window may have put other data in place."""
        from app.store import opening

        if self._database is None:
            raise KeyMissing(_("The store is locked. Unlock it, and try again."))
        file = KeyFile.read(self.folder)
        if file.data != self._file.data:
            if file.check != self._key.check:
                self.close()
                raise KeyMissing(
                    _("The key of the store was changed in another window. Unlock it again.")
                )
            database = opening.connected(self.folder, file, self._key)
            self._database.close()
            self._database = database
        self._file = file
        return self._database
