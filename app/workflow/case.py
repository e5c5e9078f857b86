"""The case before the reader: whose file, which rules, which day, what is set aside.

A case is a frozen value; every change makes another one. So undo is going back to the one
before, and nothing that a change touches can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.corrections import Correction, Corrections
from app.domain.errors import UsageError
from app.domain.intake import Notice
from app.domain.planning import Scenario
from app.domain.records import Export, Records
from app.domain.rulebook import Rulebook
from app.wording.language import _, short_day


class Objection(StrEnum):
    """Why a record is set aside."""

    WRONG = "wrong"
    NOT_MINE = "not_mine"


_NOTHING: Mapping[str, Objection] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Case:
    """One person's data under one rulebook on one day.

    Attributes:
        export: The person's data.
        rulebook: The rules, with their variant on.
        day: The day that is asked about.
        aside: Why each record that is set aside is, by record id.
        notices: What the reader should know of how the case came about.
        invented: Whether there is no such person: the sample.
        scenarios: The plans that the person named, in the order they were kept.
        corrections: Kinds that the reader gave to records; they are in ``export``.
        uncorrected: The records as they were read; ``None`` where no kind was ever given.
    """

    export: Export
    rulebook: Rulebook
    day: int
    aside: Mapping[str, Objection] = field(default_factory=lambda: _NOTHING)
    notices: tuple[Notice, ...] = ()
    invented: bool = False
    scenarios: tuple[Scenario, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)
    uncorrected: Records | None = None

    @property
    def as_read(self) -> Records:
        """The records as they were read, whatever kinds the reader gave."""
        return self.export.records if self.uncorrected is None else self.uncorrected

    def kind_as_read(self, record: str) -> str | None:
        """Return the kind that a record was read as, where the reader gave it another one."""
        row = self.export.records.row_by_id.get(record)
        if row is None or self.uncorrected is None:
            return None
        now = self.export.records
        was = self.uncorrected.kinds[int(self.uncorrected.kind[row])]
        return None if was == now.kinds[int(now.kind[row])] else was

    def corrected(self, *given: Correction) -> Case:
        """Return the case with kinds that the reader gives, or takes back; see ``Corrections``."""
        corrections = self.corrections
        for one in given:
            corrections = corrections.having(one)
        if corrections == self.corrections:
            return self
        records = corrections.applied(self.as_read)
        return replace(
            self,
            export=replace(self.export, records=records),
            corrections=corrections,
            uncorrected=self.as_read,
        )

    def joined_by(self, export: Export, given: Corrections) -> Case:
        """Return the case with another file of the same person added.

        The name, the rules, what was set aside and planned, and the kinds given to payees stay.
        The day moves to the newer file's where the reader looked at the older one's; a day of
        their own stays, and is told.

        Args:
            export: What is in the other file.
            given: Kinds that the reader gave to its records.

        Raises:
            UsageError: The file names somebody else.
        """
        from app.workflow.importing import with_more

        before = replace(self.export, records=self.as_read)
        together = with_more(before, export)
        joined = replace(self, export=together, corrections=Corrections(), uncorrected=None)
        joined = joined.corrected(*self.corrections.listed(), *given.listed())
        return joined._dated(self.export.default_day)  # noqa: SLF001 - the same class

    def _dated(self, before: int | None) -> Case:
        """Move the day along with the newest file, unless the reader chose one of their own."""
        newest = self.export.default_day
        if newest is None or newest == self.day:
            return self
        if before is None or self.day == before:
            return self.on(newest)
        text = _("The day stays {day}, as you chose it; the newest file goes to {newest}.")
        told = text.format(day=short_day(self.day), newest=short_day(newest))
        others = tuple(one for one in self.notices if one.code != "day_stays")
        return replace(self, notices=(*others, Notice("day_stays", told)))

    @property
    def aside_ids(self) -> frozenset[str]:
        """The records that are set aside."""
        return frozenset(self.aside)

    def set_aside(self, record: str, objection: Objection) -> Case:
        """Return the case without a record.

        Raises:
            UsageError: The file has no such record.
        """
        if record not in self.export.records.row_by_id:
            raise UsageError(f"there is no record {record!r} to set aside in this file")
        if self.aside.get(record) is objection:
            return self
        return replace(self, aside=MappingProxyType({**self.aside, record: objection}))

    def restore(self, record: str) -> Case:
        """Return the case with a record back in; the same case where it was never out."""
        if record not in self.aside:
            return self
        left = {name: why for name, why in self.aside.items() if name != record}
        return replace(self, aside=MappingProxyType(left))

    def with_scenario(self, scenario: Scenario) -> Case:
        """Return the case with a scenario kept, in place of an older one of its name."""
        if scenario in self.scenarios:
            return self
        left = tuple(one for one in self.scenarios if one.name != scenario.name)
        return replace(self, scenarios=(*left, scenario))

    def without_scenario(self, name: str) -> Case:
        """Return the case without a scenario; the same case where there is none of the name."""
        left = tuple(one for one in self.scenarios if one.name != name)
        return self if left == self.scenarios else replace(self, scenarios=left)

    def renamed_scenario(self, name: str, wanted: str) -> Case:
        """Return the case with a scenario called something else; one of that name goes."""
        found = next((one for one in self.scenarios if one.name == name), None)
        if found is None or name == wanted:
            return self
        return self.without_scenario(name).with_scenario(replace(found, name=wanted))

    def asks_as(self, other: Case) -> bool:
        """Whether another case has the same answer: the same data, rules and day."""
        return (
            self.export is other.export
            and self.rulebook is other.rulebook
            and self.day == other.day
            and self.aside == other.aside
        )

    def under(self, rulebook: Rulebook) -> Case:
        """Return the case under another rulebook or variant."""
        if rulebook is self.rulebook:
            return self
        # What was said of the file's own choice of rulebook no longer holds.
        return replace(self, rulebook=rulebook, notices=())

    def on(self, day: int) -> Case:
        """Return the case on another day."""
        if day == self.day:
            return self
        notices = tuple(one for one in self.notices if one.code != "day_stays")
        return replace(self, day=day, notices=notices)


@dataclass(frozen=True, eq=False)
class Course:
    """The cases that the reader went through, and the one they are at.

    Attributes:
        now: The case before the reader.
        past: The cases before it, oldest first.
        future: The cases that were undone, next first.
    """

    now: Case
    past: tuple[Case, ...] = ()
    future: tuple[Case, ...] = ()

    def to(self, case: Case) -> Course:
        """Go on to another case; what was undone before is given up."""
        if case is self.now:
            return self
        return Course(case, (*self.past, self.now))

    def along(self, change: Callable[[Case], Case]) -> Course:
        """Change the case and all before it alike: no step leads back to what was before that.

        What was undone is given up; a step that no longer changes anything goes.
        """
        now = change(self.now)
        past: list[Case] = []
        for case in (*map(change, self.past), now):
            if not past or not (case.asks_as(past[-1]) and case.scenarios == past[-1].scenarios):
                past.append(case)
        return Course(now, tuple(past[:-1]))

    def undo(self) -> Course:
        """Go back by one case; stay where there is none before."""
        if not self.past:
            return self
        return Course(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redo(self) -> Course:
        """Go forth again by one case; stay where none was undone."""
        if not self.future:
            return self
        return Course(self.future[0], (*self.past, self.now), self.future[1:])
