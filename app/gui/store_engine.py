"""How the window reaches the encrypted store: each wish is one call of ``workflow``.

Like ``Engine``, it imports the workflow with the first question. Every method runs off the
window's thread; the store itself lets callers take turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.corrections import Correction
from app.domain.errors import UsageError
from app.domain.planning import Scenario
from app.domain.progress import Progress
from app.domain.records import Export
from app.gui.kept import (
    Added,
    Chosen,
    Contents,
    KeptBackup,
    KeptFile,
    KeptPerson,
    Left,
    OwnPassphraseWanted,
    Place,
    Taken,
    WrongPassphrase,
)
from app.wording import importing as words
from app.wording.language import _, number
from app.workflow.case import Case, Objection

if TYPE_CHECKING:
    from app.workflow.importing import Receipt
    from app.workflow.people import People, Unlock
    from app.workflow.salvage import Salvaged

_SETTINGS = "window"
"""Under this name the window's own words are kept with a person."""


class StoreEngine:
    """Answers what the window wants of the store."""

    def __init__(
        self,
        folder: Path | None,
        case: Callable[[Export, Left, Mapping[str, Objection]], Case],
    ) -> None:
        """Reach the store of a folder; nothing is opened yet.

        Args:
            folder: Where it lies; this account's own place where it is ``None``.
            case: Makes a person's case as the reader left it.
        """
        self._folder, self._case = folder, case
        self._people: People | None = None

    def look(self) -> Place:
        """Tell where the store lies and how its key is kept, without opening it."""
        from app.workflow import people

        standing = people.standing(self._folder)
        keyring = people.keyring_state()
        return Place(
            folder=self._folder or people.usual_folder(),
            exists=standing.exists,
            by_passphrase=standing.place is people.KeyPlace.PASSPHRASE,
            keyring=keyring.name if keyring.available else "",
            why_no_keyring=keyring.why,
            trouble=standing.trouble,
        )

    def open(self, passphrase: str | None, *, make: bool) -> Contents:
        """Open the store; by the keyring where no passphrase is given.

        Raises:
            WrongPassphrase: It is another one.
            WhyscoreError: It cannot be opened now; the message says why.
        """
        from app.workflow import people

        self.lock()
        try:
            self._people = people.open_store(self._folder, _unlock(passphrase), make=make)
        except people.WrongKey as error:
            raise _wrong(error, passphrase) from None
        return self.contents()

    def contents(self) -> Contents:
        """Tell who is in the open store, the last one opened first."""
        opened = self._opened()
        people = [
            KeptPerson(
                id=one.id,
                name=one.name,
                records=one.records,
                contacts=one.contacts,
                scores=one.scores,
                imports=one.imports,
                left=_left(opened, one.id),
            )
            for one in opened.list()
        ]
        people.sort(key=lambda one: one.left.opened, reverse=True)
        return Contents(self.look(), tuple(people))

    def add(self, chosen: Chosen, person: str | None, progress: Progress) -> Added:
        """Keep what the reader chose of a preview: all of it, or nothing."""
        opened = self._opened()
        out = frozenset(chosen.preview.records.id[chosen.out].tolist())
        receipts = opened.add(
            chosen.preview,
            person=person,
            leave_out=out,
            good_rows=chosen.good_rows,
            progress=progress,
        )
        owner = next((one.person for one in receipts if one.person is not None), None)
        if owner is None:
            raise UsageError(_("No row was left to keep. Nothing was stored."))
        for correction in chosen.corrections.listed():
            opened.correct(owner, correction)
        return Added(owner, tuple(line for one in receipts for line in _told(one)))

    def settle(self, person: str, case: Case) -> None:
        """Set aside, put back and plan as the reader did while nothing was kept."""
        opened = self._opened()
        aside = opened.case(person).aside
        wanted = {record: why for record, why in case.aside.items() if aside.get(record) != why}
        self.change(person, wanted, tuple(one for one in aside if one not in case.aside))
        for correction in case.corrections.since(opened.case(person).corrections):
            opened.correct(person, correction)
        there = opened.scenarios(person)
        self.change_scenarios(person, tuple(one for one in case.scenarios if one not in there), ())

    def take(self, person: str, progress: Progress | None) -> Taken:
        """Take a person out to be looked at, as they were left."""
        opened = self._opened()
        kept = opened.case(person, progress)
        left = _left(opened, person)
        changes = opened.show(person).changes
        done = [one for one in changes if not one.undone and not one.stays]
        files = sum(one.kind == "import" for one in done)
        # Taking back the only file would leave nobody to look at: that is erasing, and asks.
        can_undo = bool(done) and not (done[-1].kind == "import" and files == 1)
        return Taken(
            person,
            replace(
                self._case(kept.export, left, kept.aside),
                scenarios=opened.scenarios(person),
                corrections=kept.corrections,
                uncorrected=kept.uncorrected,
            ),
            left.page,
            can_undo=can_undo,
            can_redo=any(one.undone for one in changes),
        )

    def files(self, person: str) -> tuple[KeptFile, ...]:
        """List the files that came in for a person, the latest first."""
        return tuple(
            KeptFile(
                file=", ".join(file.name for file in one.files),
                sha256=" ".join(file.sha256 for file in one.files),
                reader=one.reader,
                when=one.when,
                rows=one.rows,
                kept=one.kept,
                left_out=one.left_out,
                faults=one.faults,
                undone=one.undone,
            )
            for one in reversed(self._opened().show(person).imports)
        )

    def change(
        self, person: str, aside: Mapping[str, Objection], put_back: tuple[str, ...]
    ) -> None:
        """Set records aside, and put others back."""
        opened = self._opened()
        for record, why in aside.items():
            opened.set_aside(person, record, why)
        for record in put_back:
            opened.put_back(person, record)

    def correct(self, person: str, correction: Correction) -> None:
        """Keep a kind that the reader gave, or that they took it back."""
        self._opened().correct(person, correction)

    def change_scenarios(
        self, person: str, kept: tuple[Scenario, ...], dropped: tuple[str, ...]
    ) -> None:
        """Keep plans that the reader named, and drop others."""
        opened = self._opened()
        for name in dropped:
            opened.drop_scenario(person, name)
        for scenario in kept:
            opened.keep_scenario(person, scenario)

    def rename_scenario(self, person: str, name: str, wanted: str) -> None:
        """Call a plan something else."""
        self._opened().rename_scenario(person, name, wanted)

    def undo(self, person: str) -> bool:
        """Take the last change back; say whether there was one."""
        return self._opened().undo(person) is not None

    def redo(self, person: str) -> bool:
        """Make the change again that was taken back last; say whether there was one."""
        return self._opened().redo(person) is not None

    def leave(self, person: str, left: Left) -> None:
        """Remember how the reader left a person."""
        self._opened().keep_settings(person, {_SETTINGS: asdict(left)})

    def rename(self, person: str, name: str) -> None:
        """Call a person something else."""
        self._opened().rename(person, name)

    def back_up(self, target: Path, passphrase: str | None, progress: Progress) -> None:
        """Write an encrypted copy of the whole store."""
        self._opened().back_up(target, progress, passphrase=passphrase)

    def restore(
        self,
        backup: Path,
        passphrase: str,
        progress: Progress,
        *,
        own: str | None = None,
        replace: bool = False,
    ) -> Contents:
        """Put a copy in the store's place, and open it.

        Args:
            backup: The copy.
            passphrase: The copy's.
            progress: Told how far it is.
            own: The passphrase of the store that is there, where it is another one.
            replace: Whether that store goes aside where nobody can open it.

        Raises:
            WrongPassphrase: It does not open the copy; the store is as it was.
            OwnPassphraseWanted: It does, and the store that is there has another one.
        """
        from app.workflow import people

        own_way = None if own is None else _unlock(own)
        try:
            people.restore(
                self._folder, backup, _unlock(passphrase), progress, own=own_way, replace=replace
            )
        except people.OwnKeyWanted as error:
            raise OwnPassphraseWanted(str(error)) from None
        except people.WrongKey as error:
            raise WrongPassphrase(str(error)) from None
        return self.open(passphrase, make=False)

    def export(self, person: str, target: Path, progress: Progress) -> None:
        """Write all that is kept of a person as a score package."""
        self._opened().export(person, target, progress)

    def erase(self, person: str | None, backups: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Erase a person for good, or everything where none is named.

        Args:
            person: Who; ``None`` takes the store, opened or not.
            backups: Which backups go with the store, by path; no other is touched.

        Returns:
            Of a person: the backups that they are still in. Of the store: the closing report, a
            line each of what went, what stayed, and where.
        """
        from app.workflow import people

        if person is not None:
            return self._opened().erase(person)
        if self._people is None:
            return people.told_of_erasing(people.erase_store(self._folder), opened=False)
        # The open store knows where its backups lie.
        erased = self._people.erase_everything(backups)
        self.lock()
        return people.told_of_erasing(erased)

    def damage(self) -> str:
        """Tell how much of the open store is damaged on the disk; empty where nothing is."""
        return self._opened().damage()

    def salvage_people(
        self, passphrase: str | None
    ) -> tuple[tuple[KeptPerson, ...], tuple[str, ...]]:
        """Return who can still be read of a damaged store, open or not, and what is lost.

        Args:
            passphrase: The store's; ``None`` takes the keyring's key.

        Raises:
            WrongPassphrase: It is another one.
        """
        with self._salvaging(passphrase) as salvaged:
            people = tuple(
                KeptPerson(one.id, one.name, one.records, one.contacts, one.scores, one.imports)
                for one in salvaged.list()
            )
            return people, salvaged.faults

    def salvage_export(
        self, person: str, target: Path, passphrase: str | None, progress: Progress
    ) -> tuple[str, ...]:
        """Write what can still be read of a person as a score package; return what is lost."""
        with self._salvaging(passphrase) as salvaged:
            salvaged.export(person, target, progress)
            return salvaged.faults

    def salvage_back_up(
        self, target: Path, passphrase: str | None, own: str | None, progress: Progress
    ) -> tuple[str, ...]:
        """Write a whole copy of what can still be read; return what is lost.

        Args:
            target: The file.
            passphrase: The store's; ``None`` takes the keyring's key.
            own: A passphrase for the copy, where the keyring has the store's key.
            progress: Told how far it is.
        """
        with self._salvaging(passphrase) as salvaged:
            salvaged.back_up(target, progress, passphrase=own)
            return salvaged.faults

    @contextmanager
    def _salvaging(self, passphrase: str | None) -> Iterator[Salvaged]:
        from app.workflow import people
        from app.workflow.salvage import salvaging

        try:
            with salvaging(self._folder, _unlock(passphrase)) as salvaged:
                yield salvaged
        except people.WrongKey as error:
            raise _wrong(error, passphrase) from None

    def backups(self) -> tuple[KeptBackup, ...]:
        """Return the backups that the open store knows of, to be ticked before it is erased."""
        return tuple(
            KeptBackup(one.path, one.made, one.whose.value) for one in self._opened().backups()
        )

    def change_key(
        self, passphrase: str | None, *, renew: bool = False, progress: Progress | None = None
    ) -> Contents:
        """Open the store by another passphrase from now on; by the keyring where none is given.

        Args:
            passphrase: The new one.
            renew: Whether to draw a new key, so that older backups open nothing of today's.
            progress: Told how far it is; may stop the work, which then changes nothing.
        """
        self._opened().change_passphrase(passphrase, renew=renew, progress=progress)
        return self.contents()

    def renews_by_default(self) -> bool:
        """Whether drawing a new key should be ticked: where others may know the passphrase."""
        return self._opened().renews_by_default

    def strength(self, passphrase: str) -> tuple[float, str]:
        """Estimate how hard a passphrase is to guess: in bits, and in a word."""
        from app.workflow import people

        found = people.strength(passphrase)
        return found.bits, found.word

    def lock(self) -> None:
        """Close the store and forget its key."""
        if self._people is not None:
            self._people.lock()
            self._people = None

    def _opened(self) -> People:
        if self._people is None:
            raise UsageError(_("The store is locked. Unlock it, and try again."))
        return self._people


def _unlock(passphrase: str | None) -> Unlock:
    from app.workflow.people import Unlock

    return Unlock.by_keyring() if passphrase is None else Unlock.by_passphrase(passphrase)


def _wrong(error: Exception, passphrase: str | None) -> Exception:
    """Tell a wrong passphrase, which is typed again, from a wrong key of the keyring."""
    return error if passphrase is None else WrongPassphrase(str(error))


def _left(opened: People, person: str) -> Left:
    """Return how a person was left; words of a later Whyscore are passed over."""
    try:
        kept = opened.settings(person).get(_SETTINGS, {})
        known = {one.name for one in fields(Left)}
        return Left(**{name: value for name, value in kept.items() if name in known})
    except (AttributeError, TypeError, ValueError):
        return Left()


_OF_SEVERAL_BILLS = frozenset(
    {"earlier_refunded", "refunded_by_earlier", "looks_the_same", "refunds_without_purchase"}
)


def _told(receipt: Receipt) -> tuple[str, ...]:
    """Say what should be known of a file that was kept."""
    lines = [
        words.changed_score(one.day, _figure(one.was), _figure(one.now))
        for one in receipt.disagreements
    ]
    if receipt.person is not None and (receipt.same or receipt.updated):
        lines.insert(0, words.kept(receipt.added, receipt.updated, receipt.same))
    lines += [one.text for one in receipt.reading.notices if one.code in _OF_SEVERAL_BILLS]
    return tuple(lines)


def _figure(score: float) -> str:
    return number(score) if float(score).is_integer() else number(score, 2)
