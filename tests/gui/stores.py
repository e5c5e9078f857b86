"""A store in memory that behaves as the encrypted one does, without a key to derive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.errors import WhyscoreError
from app.gui.kept import (
    Added,
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
from app.workflow.case import Case


class FailingError(WhyscoreError):
    """What a test lets the store say."""


@dataclass
class _Row:
    name: str
    case: Case
    left: Left = field(default_factory=Left)
    log: list = field(default_factory=list)  # cases before each change
    undone: list = field(default_factory=list)


class MemoryStore:
    """Keeps people as cases."""

    def __init__(
        self,
        case=None,
        *,
        exists: bool = False,
        keyring: str = "a keyring",
        passphrase: str | None = None,
    ) -> None:
        self.case = case
        self.place = Place(
            Path("kept"),
            exists=exists,
            by_passphrase=passphrase is not None,
            keyring=keyring,
            why_no_keyring="" if keyring else "There is none.",
        )
        self.passphrase = passphrase
        self.rows: dict[str, _Row] = {}
        self.known: tuple[KeptBackup, ...] = ()
        self.damaged = ""
        self.backup_word = ""  # the backup's passphrase, where it is another one
        self.is_open = False
        self.fails: dict[str, str] = {}
        self.did: list[tuple] = []

    def put(self, person: str, name: str, case: Case, left: Left | None = None) -> None:
        self.rows[person] = _Row(name, case, left or Left())

    def look(self) -> Place:
        self._maybe_fail("look")
        return self.place

    def open(self, passphrase, *, make) -> Contents:
        self._maybe_fail("open")
        if not self.place.exists:
            assert make
            self.passphrase = passphrase
            self.place = replace(self.place, exists=True, by_passphrase=passphrase is not None)
        elif passphrase != self.passphrase:
            raise WrongPassphrase("The passphrase does not open this store.")
        self.is_open = True
        return self.contents()

    def contents(self) -> Contents:
        people = [
            KeptPerson(one, row.name, len(row.case.export.records), 5, 12, 1, row.left)
            for one, row in self.rows.items()
        ]
        people.sort(key=lambda one: one.left.opened, reverse=True)
        return Contents(self.place, tuple(people))

    def add(self, chosen, person, progress) -> Added:
        progress.report(1, 2)
        self._maybe_fail("add")
        owner = person or f"p{len(self.rows) + 1}"
        self.did.append(("add", owner, int(chosen.out.sum()), chosen.good_rows))
        export = chosen.preview.together.export
        kept = export.records.only(~chosen.out)
        case = replace(self.case, export=replace(export, records=kept))
        self.put(owner, export.subject.name, case)
        return Added(owner)

    def settle(self, person, case) -> None:
        row = self.rows[person]
        row.case = replace(row.case, aside=case.aside, scenarios=case.scenarios)

    def take(self, person, _progress) -> Taken:
        self._maybe_fail("take")
        row = self.rows[person]
        return Taken(
            person, row.case, row.left.page, can_undo=bool(row.log), can_redo=bool(row.undone)
        )

    def files(self, _person) -> tuple[KeptFile, ...]:
        if not self.is_open:
            raise FailingError("The store is locked.")
        return (
            KeptFile(
                "mei.zip", "ab" * 32, "score-package", "2016-03-06T10:00:00+00:00", 60, 58, 1, 1
            ),
        )

    def change(self, person, aside, put_back) -> None:
        self._maybe_fail("change")
        self.did.append(("change", person, dict(aside), put_back))
        row = self.rows[person]
        row.log.append(row.case)
        row.undone.clear()
        for record, why in aside.items():
            row.case = row.case.set_aside(record, why)
        for record in put_back:
            row.case = row.case.restore(record)

    def correct(self, person, correction) -> None:
        self._maybe_fail("change")
        self.did.append(("correct", person, correction))
        row = self.rows[person]
        row.log.append(row.case)
        row.undone.clear()
        row.case = row.case.corrected(correction)

    def change_scenarios(self, person, kept, dropped) -> None:
        self._maybe_fail("change")
        self.did.append(("scenarios", person, tuple(one.name for one in kept), dropped))
        row = self.rows[person]
        row.undone.clear()
        for name in dropped:
            row.log.append(row.case)
            row.case = row.case.without_scenario(name)
        for scenario in kept:
            row.log = [one.with_scenario(scenario) for one in row.log]
            row.case = row.case.with_scenario(scenario)

    def rename_scenario(self, person, name, wanted) -> None:
        self.did.append(("rename scenario", person, name, wanted))
        row = self.rows[person]
        row.log = [one.renamed_scenario(name, wanted) for one in row.log]
        row.case = row.case.renamed_scenario(name, wanted)

    def undo(self, person) -> bool:
        self.did.append(("undo", person))
        row = self.rows[person]
        if not row.log:
            return False
        row.undone.append(row.case)
        row.case = row.log.pop()
        return True

    def redo(self, person) -> bool:
        self.did.append(("redo", person))
        row = self.rows[person]
        if not row.undone:
            return False
        row.log.append(row.case)
        row.case = row.undone.pop()
        return True

    def leave(self, person, left) -> None:
        self._maybe_fail("leave")
        self.rows[person].left = left

    def rename(self, person, name) -> None:
        self.rows[person].name = name

    def back_up(self, target, passphrase, _progress) -> None:
        self._maybe_fail("back_up")
        self.did.append(("back_up", target, passphrase))

    def restore(self, backup, passphrase, _progress, *, own=None, replace=False) -> Contents:
        if passphrase != (self.backup_word or self.passphrase):
            raise WrongPassphrase("The passphrase does not open it.")
        if self.backup_word and not replace and own != self.passphrase:
            raise OwnPassphraseWanted("The store has another passphrase.")
        self.did.append(("restore", backup))
        self.is_open = True
        return self.contents()

    def export(self, person, target, _progress) -> None:
        self.did.append(("export", person, target))

    def damage(self) -> str:
        return self.damaged

    def salvage_people(self, passphrase):
        self.did.append(("salvage_people", passphrase))
        return (), ()

    def salvage_export(self, person, target, passphrase, _progress) -> tuple[str, ...]:
        self.did.append(("salvage_export", person, target, passphrase))
        return ()

    def salvage_back_up(self, target, passphrase, own, _progress) -> tuple[str, ...]:
        self.did.append(("salvage_back_up", target, passphrase, own))
        return ()

    def backups(self) -> tuple[KeptBackup, ...]:
        return self.known

    def renews_by_default(self) -> bool:
        return self.place.by_passphrase

    def erase(self, person, backups=()) -> tuple[str, ...]:
        self.did.append(("erase", person, backups))
        if person is None:
            self.rows.clear()
            self.is_open = False
            self.place = replace(self.place, exists=False, by_passphrase=False)
        else:
            del self.rows[person]
        return ("old.whyscore",)

    def change_key(self, passphrase, *, renew=False, progress=None) -> Contents:
        del progress
        self.did.append(("change key", renew))
        self.passphrase = passphrase
        self.place = replace(self.place, by_passphrase=passphrase is not None)
        return self.contents()

    def strength(self, passphrase) -> tuple[float, str]:
        return 3.0 * len(passphrase), "fair"

    def lock(self) -> None:
        self.is_open = False

    def _maybe_fail(self, act: str) -> None:
        if said := self.fails.get(act):
            raise FailingError(said)
