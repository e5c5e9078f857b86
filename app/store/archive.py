"""The store's door: make it, open it, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import UsageError
from app.domain.intake import Reading
from app.domain.progress import Progress, Unwatched
from app.domain.records import Export
from app.store.chosen import Chosen
from app.store.entries import (
    BillJoin,
    Change,
    Disagreement,
    ImportEntry,
    ImportReceipt,
    KnownBackup,
    PersonSummary,
)
from app.store.errors import NoStore, StoreReadOnly
from app.store.key_file import KeyFile
from app.store.keys import KeyPlace, Unlock
from app.store.lock import one_writer
from app.store.places import belongs_to_store, can_write, is_own_name, make_private
from app.store.wrapping import Cost
from app.wording.language import _

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.erasing import Erased


def place_of(folder: Path) -> KeyPlace | None:
    """Return where the key of the store in this folder is kept; ``None`` where there is none.

    Raises:
        KeyFileMissing: Data are there, and no key file.
        StoreUnreadable: This user may not read it.
        DamagedStore: The key file is not as we write it.
        NewerStore: A newer Whyscore wrote it.
    """
    try:
        return KeyFile.read(folder).place
    except NoStore:
        return None


def restore(
    folder: Path,
    backup: Path,
    unlock: Unlock,
    *,
    keep: Unlock | None = None,
    replace: bool = False,
    aside: bool = False,
    progress: Progress | None = None,
) -> Archive:
    """Put a back-up in a folder and open it; it is in place only once it was read through.

    Args:
        folder: Where; it is made where it is not there.
        backup: The file.
        unlock: The back-up's passphrase.
        keep: Where the key is to be kept from now on; where left out, under that passphrase.
        replace: Whether a store that is there may go; without, it stays as it is.
        aside: Whether it is then kept beside the new one, as where nobody can open it now. One
            whose key file cannot be read always is.
        progress: Told how far it is; may stop the work, which then changes nothing.

    Raises:
        UsageError: The folder has a store that is not to go, or there is no such file.
        BackupKey: The passphrase is not the back-up's.
        DamagedStore: It is no back-up, or a damaged one.
        NewerStore: A newer Whyscore wrote it.
        DiskFull: There is no room.
    """
    from app.store import rekeying

    found, key = rekeying.opened_backup(
        backup, unlock
    )  # before anything is made: it may be mistyped
    try:
        _finish_erasing(folder)
        make_private(folder)
        with one_writer(folder):
            kept = rekeying.restored(
                folder,
                backup,
                (found, key),
                keep or unlock,
                replaces=replace,
                aside=aside,
                watch=progress or Unwatched(),
            )
    finally:
        key.wipe()
    opened = Archive.open(folder, keep or unlock)
    opened.aside = kept
    return opened


def check_backup(backup: Path, unlock: Unlock) -> None:
    """See that a passphrase opens a back-up; nothing is made or changed.

    Raises:
        UsageError: There is no such file.
        BackupKey: The passphrase is not the back-up's.
        DamagedStore: It is no back-up.
    """
    from app.store import rekeying

    rekeying.opened_backup(backup, unlock)[1].wipe()


def erase(folder: Path) -> Erased:
    """Erase a store that need not be opened, as one whose passphrase is forgotten.

    Where its back-ups lie is known to the opened store only: they stay.

    Raises:
        NoStore: There is none.
        StoreBusy: Another window or command is writing.
        StoreReadOnly: The folder cannot be written.
    """
    from app.store import erasing

    if not erasing.is_there(folder):
        raise NoStore
    with one_writer(folder):
        return erasing.erase(folder)


def _finish_erasing(folder: Path) -> None:
    """Erase what an erasing that was cut short left, before something else is put there."""
    from app.store import erasing

    if erasing.is_half_done(folder):
        with one_writer(folder):
            erasing.erase(folder)


class Archive(Chosen):
    """An open store. Its methods may be called from any thread; they take turns.

    Reading is free; every change is one transaction by the one writer that the folder has at a
    time. Nothing is loaded for SQL before ``make`` or ``open``.

    Attributes:
        aside: Names of the files of other stores in the folder, where this one was just restored.
    """

    aside: tuple[str, ...] = ()

    @classmethod
    def make(cls, folder: Path, unlock: Unlock, *, cost: Cost | None = None) -> Archive:
        """Make a store in a folder that has none, and open it.

        Args:
            folder: Where; it is made where it is not there.
            unlock: Where its key is to be kept.
            cost: What a guess at the passphrase costs; the usual where left out.

        Raises:
            UsageError: The folder has a store.
            DamagedStore: It has data of one, without a key file that can be read.
            KeyMissing: The keyring cannot keep the key.
            StoreReadOnly: The folder cannot be written.
            DiskFull: There is no room.
        """
        from app.store import opening

        _finish_erasing(folder)
        make_private(folder)
        with one_writer(folder):
            if place_of(folder) is not None:
                raise UsageError(_("This folder has a store. Open it, or name another folder."))
            opening.make(folder, unlock, cost)
        return cls.open(folder, unlock)

    @classmethod
    def open(cls, folder: Path, unlock: Unlock) -> Archive:
        """Open the store of a folder; one of an older version becomes one of today.

        Nothing else is changed by opening: not what earlier work left, and not the copy of
        another store's folder, which becomes one of its own when it is first written to.

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
        except BaseException:
            key.wipe()
            raise
        return cls(folder, KeyFile.read(folder), key, database)

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
        from app.store import asking

        with self._reading_of(person) as (connection, number):
            return asking.imports(connection, number)

    def person(self, person: str, progress: Progress | None = None) -> Export:
        """Return all that counts of a person, in one pass over their columns.

        The shown texts of records stay packed in memory until a screen asks for a column.

        Raises:
            NoSuchPerson: Nobody has this id.
            DamagedStore: A part is not as it was written.
            Cancelled: The work was stopped.
        """
        from app.store import asking

        with self._reading_of(person) as (connection, number):
            return asking.export(connection, number, progress)

    def disagreements(self, person: str) -> tuple[Disagreement, ...]:
        """Return the official scores of past days that a later import tells differently.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        from app.store import fact_rows

        with self._reading_of(person) as (connection, number):
            return fact_rows.all_disagreements(connection, number)

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
        join: BillJoin | None = None,
    ) -> tuple[ImportReceipt, ...]:
        """Add several files of one person, one import a file: all of all of them, or nothing.

        Args:
            found: What came of reading each file, the one that counts last at the end.
            person: Whose they are; see ``add``. Any of the files may name somebody who is here.
            progress: Told how far it is; may stop the work, which then leaves nothing.
            join: How bills are put together with those that were kept before; where left out,
                every file counts by itself.

        Raises:
            StoreError: As ``add``; nothing of any file is stored then.
        """
        from app.store import adding, several

        with self._writing() as connection:
            number = None if person is None else adding.exists(connection, person)
            return several.add_all(connection, found, number, progress or Unwatched(), join)

    def changes(self, person: str) -> tuple[Change, ...]:
        """Return what the reader changed of a person's data, oldest first."""
        from app.store import change_log

        with self._reading_of(person) as (connection, number):
            return change_log.listed(connection, number)

    def undo(self, person: str) -> Change | None:
        """Take back the newest change; return it, or ``None`` where there is none."""
        from app.store import change_log

        with self._writing_of(person) as (connection, number):
            return change_log.undo(connection, number)

    def redo(self, person: str) -> Change | None:
        """Make the change again that was taken back last; ``None`` where there is none."""
        from app.store import change_log

        with self._writing_of(person) as (connection, number):
            return change_log.redo(connection, number)

    def erase_person(self, person: str) -> tuple[str, ...]:
        """Erase all of a person for good, with their history; this cannot be undone.

        Their pages are overwritten. Back-ups are not touched: their paths are returned, so that
        the reader can be told that the person is still in them.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        from app.store import keeping

        with self._writing_of(person) as (connection, number):
            keeping.erase_person(connection, number)
            return tuple(path for path, _made in keeping.backups(connection))

    def back_up(
        self, target: Path, unlock: Unlock | None = None, progress: Progress | None = None
    ) -> bool:
        """Write all of the store into one encrypted file, which a passphrase opens anywhere.

        The file gets its name when it was read again and found whole; an older one of the name
        is replaced then.

        Args:
            target: The file.
            unlock: A passphrase for the back-up, which then has a key of its own; where left
                out, the store's own passphrase opens it.
            progress: Told the pages; may stop the work, which then leaves nothing.

        Returns:
            Whether the store took note of it, so that it can be erased with the rest: not where
            the store cannot be written.

        Raises:
            UsageError: The key is in the keyring, and no passphrase is given; or the file is one
                of a store.
            StoreReadOnly: The file cannot be written there.
            DiskFull: There is no room.
            DamagedStore: The store, or the copy on the disk, is not as it was written.
        """
        from app.store import keeping

        if belongs_to_store(target) and not _is_backup(target):
            raise UsageError(_of_a_store())
        with self._turn:
            try:
                with one_writer(self.folder):
                    self._write_backup(self._settled(), target, unlock, progress)
                    with self._here().writing() as connection:
                        keeping.note_backup(connection, target)
            except StoreReadOnly:
                # A copy onto another disk needs nothing of ours but to be read.
                if can_write(self.folder):
                    raise
                self._write_backup(self._here(), target, unlock, progress)
                return False
            return True

    def _write_backup(
        self, data: Database, target: Path, unlock: Unlock | None, progress: Progress | None
    ) -> None:
        from app.store import backups

        backups.write(data, target, self._file, self._key, unlock, progress or Unwatched())

    def backups(self) -> tuple[KnownBackup, ...]:
        """Return the back-ups that were noted in the data, and whose each of them is."""
        from app.store import backups, keeping

        with self._turn:
            with self._here().reading() as connection:
                noted = keeping.backups(connection)
            return tuple(
                KnownBackup(path, made, backups.whose(Path(path), self._file, self.folder))
                for path, made in noted
            )

    def change_key(
        self, to: Unlock, *, renew: bool = False, progress: Progress | None = None
    ) -> None:
        """Keep the key elsewhere or under another passphrase; from then on only that opens it.

        Args:
            to: The new place or passphrase.
            renew: Whether to draw a new key as well and encrypt everything anew: for a reader
                who fears that somebody knows the older one. Needs room for a second copy.
            progress: Told the pages; may stop the work, which then changes nothing.

        Raises:
            KeyMissing: The keyring cannot keep it.
            StoreReadOnly: The store cannot be written.
            DiskFull: There is no room.
        """
        from app.store import opening, rekeying

        with self._turn, one_writer(self.folder):
            data = self._settled()
            if not renew:
                self._file = rekeying.rewrapped(self.folder, self._file, self._key, to)
                return
            watch = progress or Unwatched()
            self._file, key = rekeying.renewed(self.folder, self._file, data, to, watch)
            data.close()
            self._key.wipe()
            self._key = key
            self._database = opening.connected(self.folder, self._file, key)
            opening.sweep(self.folder, self._file.data, self._file.older)

    def erase(self, backups: Sequence[str] = ()) -> Erased:
        """Erase the store for good: its files and the keyring's entry that it made.

        Args:
            backups: Which of ``backups()`` go with it, by path. What is not named stays, and
                nothing else outside the folder is touched.

        Raises:
            StoreBusy: Another window or command is writing.
            StoreReadOnly: The folder cannot be written.
        """
        from app.store import erasing

        with self._turn, one_writer(self.folder):
            known = self.backups()
            self.close()
            return erasing.erase(self.folder, known, frozenset(backups))


def _is_backup(path: Path) -> bool:
    from app.store import backups

    return not is_own_name(path.name) and backups.is_one(path)


def _of_a_store() -> str:
    return _(
        "This file is one of a store, or lies in a store's folder. Nothing was written. Choose"
        " another name, outside the store's folder."
    )
