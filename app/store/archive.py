"""The store's door: make it, open it, and everything that can be asked of it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.domain.errors import UsageError
from app.domain.intake import Reading
from app.domain.progress import Progress, Unwatched
from app.domain.records import Export
from app.store.entries import Change, Disagreement, ImportEntry, ImportReceipt, PersonSummary
from app.store.errors import KeyMissing, NoStore
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.lock import one_writer
from app.store.places import KEY_FILE, make_private
from app.store.wrapping import Cost
from app.wording.language import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.store.database import Database


def place_of(folder: Path) -> KeyPlace | None:
    """Return where the key of the store in this folder is kept; ``None`` where there is none."""
    try:
        return KeyFile.read(folder).place
    except NoStore:
        return None


class Archive:
    """An open store. Its methods may be called from any thread; they take turns.

    Reading is free; every change is one transaction by the one writer that the folder has at a
    time. Nothing is loaded for SQL before ``make`` or ``open``.
    """

    def __init__(self, folder: Path, file: KeyFile, key: KeyHolder, database: Database) -> None:
        self.folder = folder
        self._file = file
        self._key = key
        self._database: Database | None = database
        self._turn = threading.RLock()

    @classmethod
    def make(cls, folder: Path, unlock: Unlock, *, cost: Cost | None = None) -> Archive:
        """Make a store in a folder that has none, and open it.

        Args:
            folder: Where; it is made where it is not there.
            unlock: Where its key is to be kept.
            cost: What a guess at the passphrase costs; the usual where left out.

        Raises:
            UsageError: The folder has a store.
            KeyMissing: The keyring cannot keep the key.
            StoreReadOnly: The folder cannot be written.
            DiskFull: There is no room.
        """
        from app.store import opening

        make_private(folder)
        with one_writer(folder):
            if (folder / KEY_FILE).exists():
                raise UsageError(_("This folder has a store. Open it, or name another folder."))
            opening.sweep(folder, None)
            opening.make(folder, unlock, cost)
        return cls.open(folder, unlock)

    @classmethod
    def open(cls, folder: Path, unlock: Unlock) -> Archive:
        """Open the store of a folder; one of an older version becomes one of today.

        Raises:
            NoStore: There is none.
            WrongKey: It does not open with this passphrase or this keyring's key.
            KeyMissing: The keyring is locked, gone, or has no key of ours.
            NewerStore: A newer Whyscore wrote it.
            DamagedStore: It is not as it was written.
            StoreBusy: It is of an older version, and somebody else writes.
            StoreReadOnly: It is of an older version, and cannot be written.
        """
        from app.store import opening

        file = KeyFile.read(folder)
        key = file.key(unlock)
        try:
            database = opening.connected(folder, file, key)
            opening.sweep_if_idle(folder)
        except BaseException:
            key.wipe()
            raise
        return cls(folder, KeyFile.read(folder), key, database)

    @property
    def place(self) -> KeyPlace:
        """Where the key is kept."""
        return self._file.place

    def people(self) -> tuple[PersonSummary, ...]:
        """Return who is in the store, in the order they came."""
        from app.store import asking

        with self._reading() as connection:
            return asking.people(connection)

    def imports(self, person: str) -> tuple[ImportEntry, ...]:
        """Return what was brought for a person, in order, with what was undone.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        from app.store import adding, asking

        with self._reading() as connection:
            return asking.imports(connection, adding.exists(connection, person))

    def person(self, person: str, progress: Progress | None = None) -> Export:
        """Return all that counts of a person, in one pass over their columns.

        The shown texts of records stay packed in memory until a screen asks for a column.

        Raises:
            NoSuchPerson: Nobody has this id.
            DamagedStore: A part is not as it was written.
            Cancelled: The work was stopped.
        """
        from app.store import adding, asking

        with self._reading() as connection:
            return asking.export(connection, adding.exists(connection, person), progress)

    def disagreements(self, person: str) -> tuple[Disagreement, ...]:
        """Return the official scores of past days that a later import tells differently.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        from app.store import adding, fact_rows

        with self._reading() as connection:
            return fact_rows.all_disagreements(connection, adding.exists(connection, person))

    def add(
        self, found: Reading, *, person: str | None = None, progress: Progress | None = None
    ) -> ImportReceipt:
        """Add what was read from files to a person: all of it, or nothing.

        What is told as before is not written again; of what is told differently both tellings
        are kept, and the one that is added later counts. The same file twice changes nothing.

        Args:
            found: What came of reading; it must have an export.
            person: Whose it is. Where left out: who the same issuer told of under the same id,
                else whose file was added before, else somebody new.
            progress: Told how far it is; may stop the work, which then leaves nothing.

        Raises:
            NoSuchPerson: Nobody has this id.
            OtherPerson: The same issuer knows this person by another id.
            UsageError: The file was refused, or two of its records have one id.
            StoreBusy: Another window or command is writing.
            StoreReadOnly: The store cannot be written.
            DiskFull: There is no room.
            Cancelled: The work was stopped.
        """
        from app.store import adding

        with self._writing() as connection:
            number = None if person is None else adding.exists(connection, person)
            return adding.add(connection, found, number, progress or Unwatched())

    def add_all(
        self,
        found: Sequence[Reading],
        *,
        person: str | None = None,
        progress: Progress | None = None,
    ) -> tuple[ImportReceipt, ...]:
        """Add several files of one person, one import a file: all of all of them, or nothing.

        Args:
            found: What came of reading each file, the one that counts last at the end.
            person: Whose they are; see ``add``. Any of the files may name somebody who is here.
            progress: Told how far it is; may stop the work, which then leaves nothing.

        Raises:
            StoreError: As ``add``; nothing of any file is stored then.
        """
        from app.store import adding, several

        with self._writing() as connection:
            number = None if person is None else adding.exists(connection, person)
            return several.add_all(connection, found, number, progress or Unwatched())

    def changes(self, person: str) -> tuple[Change, ...]:
        """Return what the reader changed of a person's data, oldest first."""
        from app.store import adding, change_log

        with self._reading() as connection:
            return change_log.listed(connection, adding.exists(connection, person))

    def undo(self, person: str) -> Change | None:
        """Take back the newest change; return it, or ``None`` where there is none."""
        from app.store import adding, change_log

        with self._writing() as connection:
            return change_log.undo(connection, adding.exists(connection, person))

    def redo(self, person: str) -> Change | None:
        """Make the change again that was taken back last; ``None`` where there is none."""
        from app.store import adding, change_log

        with self._writing() as connection:
            return change_log.redo(connection, adding.exists(connection, person))

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
        return f"Archive({'locked' if self._database is None else 'open'})"

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._turn, self._here().reading() as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, one_writer(self.folder), self._here().writing() as connection:
            yield connection

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
