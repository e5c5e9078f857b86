"""The people in the encrypted store: what the reader does with them, in one place.

``open_store`` opens the store, or makes it on first use; ``People`` is the open store. Reading
files belongs to ``importing``, keeping them to ``app.store``; here the two meet, and both faces
come through here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.domain.corrections import Correction, Corrections, Scope
from app.domain.errors import UsageError
from app.domain.planning import Scenario
from app.domain.progress import Progress
from app.domain.records import Export, Records
from app.intake import writing
from app.intake.bill_together import belongs, continued
from app.store import archive
from app.store.archive import Archive, place_of
from app.store.entries import (
    BillJoin,
    Change,
    Disagreement,
    ImportEntry,
    KnownBackup,
    PersonSummary,
    Whose,
)
from app.store.erasing import Erased
from app.store.errors import (
    BackupKey,
    DamagedStore,
    KeyMissing,
    NewerStore,
    NoStore,
    OwnKeyWanted,
    StoreBusy,
    StoreError,
    WrongKey,
)
from app.store.keyrings import keyring_state
from app.store.keys import (
    KeyPlace,
    KeyringState,
    Strength,
    Unlock,
    strength,
)
from app.store.places import belongs_to_store, usual_folder
from app.wording import storing
from app.wording.language import _
from app.workflow import importing
from app.workflow.case import Objection
from app.workflow.importing import Preview, Receipt

__all__ = [
    "BackupKey",
    "Change",
    "DamagedStore",
    "Disagreement",
    "Erased",
    "ImportEntry",
    "Kept",
    "KeyPlace",
    "KeyringState",
    "KnownBackup",
    "NoStore",
    "OwnKeyWanted",
    "People",
    "Person",
    "PersonSummary",
    "Standing",
    "StoreBusy",
    "StoreError",
    "Strength",
    "Unlock",
    "Whose",
    "WrongKey",
    "belongs_to_store",
    "erase_store",
    "key_place",
    "keyring_state",
    "open_store",
    "restore",
    "standing",
    "strength",
    "told_of_erasing",
    "usual_folder",
]


_BILLS = BillJoin(continued, belongs)


@dataclass(frozen=True)
class Person:
    """Somebody in the store.

    Attributes:
        summary: How much there is of theirs.
        imports: Which files it is from, in order.
        aside: Why each record that is set aside is, by record id.
        disagreements: Official scores of the past that a later file tells differently.
        changes: What the reader changed, oldest first.
    """

    summary: PersonSummary
    imports: tuple[ImportEntry, ...]
    aside: Mapping[str, Objection]
    disagreements: tuple[Disagreement, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Kept:
    """A person's data as a score is asked of them.

    Attributes:
        export: All that counts.
        aside: Why each record that is set aside is, by record id; only records that count.
        corrections: Kinds that the reader gave; they are in ``export``.
        uncorrected: The records as they were read; ``None`` where no kind was given.
    """

    export: Export
    aside: Mapping[str, Objection]
    corrections: Corrections = field(default_factory=Corrections)
    uncorrected: Records | None = None


def key_place(folder: Path | None = None) -> KeyPlace | None:
    """Return where the key of a store is kept; ``None`` where there is no store yet.

    Args:
        folder: The store's folder; this account's own where left out.
    """
    return place_of(folder or usual_folder())


def open_store(folder: Path | None, unlock: Unlock, *, make: bool = True) -> People:
    """Open the store, or make it on its first use.

    Args:
        folder: Where it lies; this account's own place where left out.
        unlock: The keyring or a passphrase; a new store keeps its key there.
        make: Whether to make a store where there is none.

    Raises:
        StoreError: It cannot be opened or made: a wrong or missing key, a newer or damaged
            store, a folder that cannot be written, or none there and ``make`` is False.
    """
    place = folder or usual_folder()
    if place_of(place) is not None:
        return People(Archive.open(place, unlock))
    if not make:
        raise NoStore
    return People(Archive.make(place, unlock))


@dataclass(frozen=True)
class Standing:
    """How a store stands before it is opened.

    Attributes:
        exists: Whether there is one, or the data of one.
        place: Where its key is kept; ``None`` where there is none, or nobody can tell.
        trouble: Why it cannot be opened at all, for the reader; empty where it can.
    """

    exists: bool
    place: KeyPlace | None = None
    trouble: str = ""


def standing(folder: Path | None = None) -> Standing:
    """Tell how the store stands; a damaged or missing key file is told, not raised.

    Args:
        folder: The store's folder; this account's own where left out.
    """
    try:
        place = key_place(folder)
    except StoreError as error:
        return Standing(exists=True, trouble=str(error))
    return Standing(exists=place is not None, place=place)


def restore(
    folder: Path | None,
    backup: Path,
    unlock: Unlock,
    progress: Progress | None = None,
    *,
    own: Unlock | None = None,
    replace: bool = False,
) -> tuple[str, ...]:
    """Put a backup in the place of the store, or where there is none; its passphrase opens it then.

    A store that is there is replaced for somebody who can open it. Where nobody can any more, for
    it is damaged or the keyring has lost its key, or who asks does not know its passphrase and
    says so, it is kept aside in its folder.

    Args:
        folder: The store's folder; this account's own where left out.
        backup: The file that ``People.back_up`` wrote.
        unlock: The backup's passphrase.
        progress: Told how far it is; may stop the work, which then changes nothing.
        own: The passphrase of the store that is there, where it is another one.
        replace: Whether a store goes aside that does not open by any of these.

    Returns:
        Names of the files of other stores that lie in the folder beside it.

    Raises:
        BackupKey: The passphrase does not open the backup.
        OwnKeyWanted: It does, and the store that is there opens with another one.
        StoreError: The backup is not whole, or there is no room; the store is as it was.
    """
    place = folder or usual_folder()
    archive.check_backup(backup, unlock)
    aside = _goes_aside(place, [own or unlock, unlock], replace=replace)
    opened = archive.restore(place, backup, unlock, replace=True, aside=aside, progress=progress)
    opened.close()
    return opened.aside


def _goes_aside(folder: Path, ways: Sequence[Unlock], *, replace: bool) -> bool:
    """Whether the store that is there is kept beside the one that takes its place."""
    try:
        place = place_of(folder)
    except (DamagedStore, NewerStore) as error:
        if isinstance(error, NewerStore) and not replace:
            raise
        return True
    if place is None:
        return False
    for unlock in ways if place is KeyPlace.PASSPHRASE else [Unlock.by_keyring()]:
        try:
            Archive.open(folder, unlock).close()
        except WrongKey:
            continue
        except (DamagedStore, KeyMissing, NewerStore):
            return True
        return False
    if place is KeyPlace.PASSPHRASE and not replace:
        raise OwnKeyWanted
    return True


def erase_store(folder: Path | None = None) -> Erased:
    """Erase a store that cannot be opened any more, for good; see ``People.erase_everything``.

    Where its backups lie is known to the open store only: they are left.
    """
    return archive.erase(folder or usual_folder())


def told_of_erasing(erased: Erased, *, opened: bool = True) -> tuple[str, ...]:
    """Return the closing report of an erasing: what went, what stayed, and where.

    Args:
        erased: What was erased.
        opened: Whether the store was open, so that it knew of its back-ups.
    """
    left = {
        whose: [one.path for one in erased.left if one.whose is whose]
        for whose in (Whose.OWN, Whose.OTHER)
    }
    lines = [storing.erased(erased.folder, others=erased.others)]
    if erased.backups:
        lines.append(storing.backups_erased(erased.backups))
    if left[Whose.OWN]:
        lines.append(storing.backups_left(left[Whose.OWN]))
    if left[Whose.OTHER]:
        lines.append(storing.backups_of_others(left[Whose.OTHER]))
    if erased.not_found:
        lines.append(storing.backups_gone(erased.not_found))
    if not opened:
        lines.append(storing.backups_unknown())
    if erased.keyring is False:
        lines.append(storing.entry_stayed(erased.entry))
    elif erased.entry:
        lines.append(storing.entry_of_another(erased.entry))
    return (*lines, erased.note)


class People:
    """The open store. Its methods may be called from any thread."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @property
    def folder(self) -> Path:
        """Where the store lies."""
        return self._archive.folder

    @property
    def place(self) -> KeyPlace:
        """Where its key is kept."""
        return self._archive.place

    def list(self) -> tuple[PersonSummary, ...]:
        """Return who is in the store, in the order they came."""
        return self._archive.people()

    def damage(self) -> str:
        """Return how much of the store is damaged on the disk, for the reader; empty where none is.

        Every page is checked, and no table is read: a second for a hundred megabytes.
        """
        found = self._archive.damage()
        return storing.damaged(found.bad, found.pages) if found.bad else ""

    def show(self, person: str) -> Person:
        """Return one person, with the imports, and what was set aside and changed.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        imports = self._archive.imports(person)
        summary = next(one for one in self._archive.people() if one.id == person)
        return Person(
            summary=summary,
            imports=imports,
            aside=self._aside(person),
            disagreements=self._archive.disagreements(person),
            changes=self._archive.changes(person),
        )

    def preview(
        self,
        paths: Sequence[Path],
        password: str | None = None,
        progress: Progress | None = None,
    ) -> Preview:
        """Read one person's files and show what is in them; see ``importing.preview``."""
        return importing.preview(paths, password=password, progress=progress)

    def add(
        self,
        files: Preview | Sequence[Path],
        *,
        person: str | None = None,
        leave_out: frozenset[str] = frozenset(),
        good_rows: bool = False,
        progress: Progress | None = None,
    ) -> tuple[Receipt, ...]:
        """Store what a preview shows: all of all files in one transaction, or nothing.

        Adding a file again changes nothing; a later file of the same person adds what is new and
        updates what it tells otherwise. A file that holds nothing for us is not stored.

        Args:
            files: What was previewed; or files, which are read now.
            person: Whose they are; whom the files name where left out, else somebody new.
            leave_out: Ids of records that the reader leaves out.
            good_rows: True where the reader goes on without the rows that have faults.
            progress: Told how far it is; may stop the work, which then leaves nothing.

        Returns:
            One receipt a file, in the order in which the files were named.

        Raises:
            UnreadableInput: A file is refused, or rows have faults and ``good_rows`` is False.
            UsageError: A record to leave out is in no file.
            StoreError: Nobody has that id, the file is about somebody else, or it cannot be
                written.
            Cancelled: The work was stopped.
        """
        shown = files if isinstance(files, Preview) else self.preview(files, progress=progress)
        readings = importing.chosen(shown, leave_out=leave_out, good_rows=good_rows)
        receipts = {at: Receipt(reading) for at, reading in enumerate(readings)}
        order = [at for at in importing.in_time(readings) if not receipts[at].is_empty]
        if order:
            stored = self._archive.add_all(
                [readings[at] for at in order], person=person, progress=progress, join=_BILLS
            )
            for at, told in zip(order, stored, strict=True):
                receipts[at] = Receipt(
                    told.reading or readings[at],
                    person=told.person,
                    added=told.new,
                    updated=told.updated,
                    same=told.same,
                    disagreements=told.disagreements,
                    already=told.already,
                    withdrawn=told.withdrawn,
                )
        return tuple(receipts[at] for at in range(len(readings)))

    def case(self, person: str, progress: Progress | None = None) -> Kept:
        """Return a person's data, and the records set aside, as a score is asked of them.

        Raises:
            NoSuchPerson: Nobody has this id.
            Cancelled: The work was stopped.
        """
        export = self._archive.person(person, progress)
        aside = self._aside(person)
        if aside:
            rows = export.records.row_by_id
            aside = MappingProxyType({one: why for one, why in aside.items() if one in rows})
        given = self._archive.corrections(person)
        if not given:
            return Kept(export, aside)
        records = given.applied(export.records)
        return Kept(replace(export, records=records), aside, given, export.records)

    def correct(self, person: str, correction: Correction) -> None:
        """Give a record, or all records of a payee, another kind; ``None`` takes that back.

        A payee's correction counts for records that come later, too.

        Raises:
            UsageError: The person has no such record or payee.
        """
        records = self._archive.person(person).records
        if correction.whose is Scope.RECORD:
            known: Collection[str] = records.row_by_id
        else:
            known = set(records.texts["counterparty"]) if "counterparty" in records.texts else ()
        if correction.kind is not None and correction.name not in known:
            raise UsageError(_("This person has no such record or payee. Nothing was changed."))
        self._archive.correct(person, correction)

    def set_aside(self, person: str, record: str, why: Objection) -> None:
        """Set a record aside: it counts nowhere until it is put back.

        Raises:
            UsageError: The person has no such record.
        """
        if record not in self._archive.person(person).records.id.tolist():
            raise UsageError(_("This person has no record of this id. Nothing was changed."))
        self._archive.set_aside(person, record, why.value)

    def put_back(self, person: str, record: str) -> None:
        """Let a record count again.

        Raises:
            UsageError: The record is not set aside.
        """
        if record not in self._archive.asides(person):
            raise UsageError(_("No record of this id is set aside. Nothing was changed."))
        self._archive.put_back(person, record)

    def rename(self, person: str, name: str | None) -> None:
        """Give a person the reader's own name for them; ``None`` takes the file's again."""
        self._archive.rename(person, name)

    def scenarios(self, person: str) -> tuple[Scenario, ...]:
        """Return the plans that a person named, in the order they were kept."""
        from app.workflow.ahead import scenario_kept

        kept = (scenario_kept(*one) for one in self._archive.scenarios(person).items())
        return tuple(one for one in kept if one is not None)

    def keep_scenario(self, person: str, scenario: Scenario) -> None:
        """Keep a named plan, in place of an older one of its name."""
        from app.workflow.ahead import scenario_content

        self._archive.keep_scenario(person, scenario.name, scenario_content(scenario))

    def rename_scenario(self, person: str, name: str, wanted: str) -> None:
        """Call a named plan something else."""
        self._archive.rename_scenario(person, name, wanted)

    def drop_scenario(self, person: str, name: str) -> None:
        """Drop a named plan."""
        self._archive.drop_scenario(person, name)

    def settings(self, person: str | None = None) -> Mapping[str, Any]:
        """Return how the reader left a person, or the whole store: any JSON, by name."""
        return self._archive.settings(person)

    def keep_settings(self, person: str | None, settings: Mapping[str, Any]) -> None:
        """Remember how the reader left a person; what is not named stays. It is not undone."""
        self._archive.keep_settings(person, settings)

    def undo(self, person: str) -> Change | None:
        """Take back the newest change; return it, or ``None`` where there is none."""
        return self._archive.undo(person)

    def redo(self, person: str) -> Change | None:
        """Make the change again that was taken back last; ``None`` where there is none."""
        return self._archive.redo(person)

    def export(self, person: str, out: Path, progress: Progress | None = None) -> None:
        """Write all that counts of a person as a score package, which anyone can read.

        Args:
            person: Whose data.
            out: A zip where the name ends in ``.zip``, else a new folder.
            progress: Told how far it is; may stop the work.

        Raises:
            WhyscoreError: It cannot be written there.
        """
        writing.write_package(self.case(person, progress).export, out, name=out.stem)

    def back_up(
        self, target: Path, progress: Progress | None = None, *, passphrase: str | None = None
    ) -> bool:
        """Write an encrypted copy of the whole store, which a passphrase opens anywhere.

        Args:
            target: The file; an older one of this name is replaced once the new one is whole.
            progress: Told how far it is; may stop the work, which then leaves nothing.
            passphrase: Opens the copy; where left out, the store's own does.

        Returns:
            Whether the store took note of it: not where it cannot be written to.

        Raises:
            UsageError: The store's key is in the keyring, and no passphrase is given.
            StoreError: The copy cannot be written.
        """
        unlock = None if passphrase is None else Unlock.by_passphrase(passphrase)
        return self._archive.back_up(target, unlock, progress)

    def backups(self) -> tuple[KnownBackup, ...]:
        """Return the backups that the store knows of, and whose each of them is."""
        return self._archive.backups()

    def erase(self, person: str) -> tuple[str, ...]:
        """Erase a person from the store for good; this cannot be undone.

        Returns:
            The backups that may still hold the person, by path.

        Raises:
            NoSuchPerson: Nobody has this id.
        """
        return self._archive.erase_person(person)

    def erase_everything(self, backups: Sequence[str] = ()) -> Erased:
        """Erase the store for good: data, journals, and the keyring's entry that it made.

        Args:
            backups: Which of ``backups()`` go as well, by path; the others stay.

        Returns:
            What was erased, what was not found, and what a disk may keep all the same.
        """
        return self._archive.erase(backups)

    def change_passphrase(
        self, passphrase: str | None, *, renew: bool = False, progress: Progress | None = None
    ) -> None:
        """Keep the key under another passphrase from now on; ``None`` puts it in the keyring.

        Args:
            passphrase: The new one.
            renew: Whether to draw a new key, so that an older backup under an older passphrase
                opens nothing of today's. Needs room for a second copy.
            progress: Told how far it is; may stop the work, which then changes nothing.
        """
        unlock = Unlock.by_keyring() if passphrase is None else Unlock.by_passphrase(passphrase)
        self._archive.change_key(unlock, renew=renew, progress=progress)

    @property
    def renews_by_default(self) -> bool:
        """Whether a change of the passphrase should draw a new key where nothing else is said.

        Others may know a passphrase; nobody knows what the keyring keeps.
        """
        return self.place is KeyPlace.PASSPHRASE

    def lock(self) -> None:
        """Close the store and forget its key. Locking twice does no harm."""
        self._archive.lock()

    def _aside(self, person: str) -> Mapping[str, Objection]:
        found = self._archive.asides(person)
        return MappingProxyType({record: Objection(why) for record, why in found.items()})
