"""The table of records as columns: what each row is worth, in any part of the explanation.

A line of the table is a number: below ``len(records)`` a row of the records, from there on a row
of the contacts. A million lines are ordinary, so a line is never an object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, DayVector, FloatVector, Mask, RowVector
from app.domain.calendar import NO_DAY, later
from app.domain.explanation import Explanation
from app.domain.records import Contacts, Records
from app.domain.rulebook import Rule
from app.gui.pages.breakdown.account import rules_of
from app.wording.breakdown import Standing
from app.wording.notes import rule_is_guess
from app.wording.questions import OWN_ANSWER, source

NO_END = np.iinfo(np.int32).max
"""Stands where a record counts without end."""
_KEPT_PARTS = 6  # so many parts of the explanation are kept ready


@dataclass(frozen=True)
class Part:
    """What every line is worth in one part of the explanation: all of it, a factor, a rule.

    Attributes:
        lines: The lines that belong to the part, ascending.
        points: Share of each line of the table, NaN where it has none. Unit: points.
        cause: ``Cause`` or ``Standing`` of each line of the table.
        until: Day from which each line no longer counts; ``NO_END`` where there is no such day,
            ``NO_DAY`` where no rule counts it.
        guess: Whether a number that nobody published is in the points.
        total: How many lines the table has that could belong: the person's records, or contacts.
    """

    lines: RowVector
    points: FloatVector
    cause: NDArray[np.int8]
    until: DayVector
    guess: Mask
    total: int

    @property
    def sum(self) -> float:
        """What the part is worth in all. Unit: points."""
        return float(np.nansum(self.points[self.lines]))


@dataclass(frozen=True)
class RecordTable:
    """All records and contacts of an explanation, and what each is worth.

    Attributes:
        explanation: Where the points come from.
        aside: Reason for each record that is set aside, by id.
        kind_title: Says a kind in the reader's language.
    """

    explanation: Explanation
    aside: Mapping[str, str]
    kind_title: Callable[[str], str] = field(default=str, compare=False)
    _parts: dict[tuple[str, str], Part] = field(default_factory=dict, compare=False, repr=False)

    @property
    def records(self) -> Records:
        """The records, first in the table."""
        return self.explanation.records

    @property
    def contacts(self) -> Contacts:
        """The contacts, after the records."""
        return self.explanation.contacts

    @property
    def today(self) -> int:
        """Day of the score."""
        return self.explanation.to.score.day

    def __len__(self) -> int:
        return len(self.records) + len(self.contacts)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule of either rulebook by id."""
        return rules_of(self.explanation)

    @cached_property
    def day(self) -> DayVector:
        """Day of each line; for a contact the day on which it joined."""
        return np.concatenate([self.records.day, self.contacts.since]).astype(np.int32)

    @cached_property
    def is_aside(self) -> Mask:
        """Which lines are set aside."""
        found = np.zeros(len(self), dtype=np.bool_)
        if self.aside:
            rows = self.records.row_by_id
            found[[rows[name] for name in self.aside if name in rows]] = True
        return found

    @cached_property
    def worth(self) -> dict[str, float]:
        """What each record that is set aside would be worth, by id. Unit: points."""
        return {aside.id: aside.worth for aside in self.explanation.aside}

    def is_contact(self, line: int) -> bool:
        """Whether a line is a contact."""
        return line >= len(self.records)

    def id_of(self, line: int) -> str:
        """Return the id of a line's record or contact."""
        if self.is_contact(line):
            return str(self.contacts.id[line - len(self.records)])
        return str(self.records.id[line])

    def what(self, line: int) -> str:
        """Say what a line is: its text, else who it was with, else its kind."""
        if self.is_contact(line):
            row = line - len(self.records)
            return str(self.contacts.name[row]) or str(self.contacts.id[row])
        for column in ("text", "counterparty"):
            if said := self.records.text(column, line):
                return said
        return self.kind_title(self.records.kinds[self.records.kind[line]])

    def reported_by(self, line: int) -> str:
        """Say who reported a line's record; empty for a contact."""
        return "" if self.is_contact(line) else source(self.records.text("source", line))

    def all_what(self) -> list[str]:
        """Say what every line is, as ``what`` does."""
        records = self.records
        nothing = [""] * len(records)
        text, other = (
            records.texts[name].tolist() if name in records.texts else nothing
            for name in ("text", "counterparty")
        )
        titles = [self.kind_title(kind) for kind in records.kinds]
        said = [
            a or b or titles[kind]
            for a, b, kind in zip(text, other, records.kind.tolist(), strict=True)
        ]
        names = zip(self.contacts.name.tolist(), self.contacts.id.tolist(), strict=True)
        return said + [name or id_ for name, id_ in names]

    def all_reported_by(self) -> list[str]:
        """Say who reported every line, as ``reported_by`` does."""
        column = self.records.texts.get("source")
        if column is None:
            return [""] * (len(self.records) + len(self.contacts))
        said = np.where(column == OWN_ANSWER, source(OWN_ANSWER), column).tolist()
        return [*said, *[""] * len(self.contacts)]

    def reason_aside(self, line: int) -> str:
        """Return why a line is set aside; empty where it is not."""
        return "" if self.is_contact(line) else self.aside.get(self.id_of(line), "")

    def line_of(self, record: str) -> int | None:
        """Return the line of a record by its id; ``None`` where there is none."""
        return self.records.row_by_id.get(record)

    def part(self, factor: str = "", rule: str = "") -> Part:
        """Return what every line is worth in a factor, a rule, or in everything.

        Takes a moment over a million records: call it off the window's thread.
        """
        key = (factor, rule)
        found = self._parts.get(key)
        if found is None:
            while len(self._parts) >= _KEPT_PARTS:
                self._parts.pop(next(iter(self._parts)), None)
            found = self._parts[key] = self._make(factor, rule)
        return found

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Count each rule's records and contacts that move points."""
        shares = self.explanation.shares
        n = len(self.explanation.rules)
        contacts = np.bincount(shares.rule[shares.is_contact], minlength=n)
        everything = np.bincount(shares.rule, minlength=n)
        return {
            rule.id: (int(everything[i] - contacts[i]), int(contacts[i]))
            for i, rule in enumerate(self.explanation.rules)
        }

    def _make(self, factor: str, rule: str) -> Part:
        asked = [
            number
            for number, share in enumerate(self.explanation.rules)
            if (not factor or share.factor == factor) and (not rule or share.id == rule)
        ]
        points, cause, shared, guess = self._shared(asked)
        kinds = self._kinds_of(asked)
        until = self._until(asked, kinds)
        lines, total = self._lines(shared, kinds, everything=not (factor or rule))
        points[self.is_aside] = np.nan
        cause[self.is_aside] = 0
        self._stand(cause, shared | self.is_aside, until)
        return Part(lines, points, cause, until, guess, total)

    def _shared(self, asked: list[int]) -> tuple[FloatVector, NDArray[np.int8], Mask, Mask]:
        """Add the shares of the rules asked for up, one sum a line."""
        shares, n = self.explanation.shares, len(self)
        line = shares.row + np.where(shares.is_contact, len(self.records), 0)
        by_rule = np.zeros(len(self.explanation.rules), dtype=np.bool_)
        by_rule[asked] = True
        used = by_rule[shares.rule]
        line, moved, why = line[used], shares.points[used], shares.cause[used]
        shared = np.zeros(n, dtype=np.bool_)
        shared[line] = True
        points = np.bincount(line, weights=moved, minlength=n).astype(np.float64)
        points[~shared] = np.nan
        cause = np.zeros(n, dtype=np.int8)
        strongest_last = np.argsort(np.abs(moved), kind="stable")
        cause[line[strongest_last]] = why[strongest_last]
        guesses = np.array(
            [rule_is_guess(self.rules[share.id]) for share in self.explanation.rules],
            dtype=np.bool_,
        )
        guess = np.zeros(n, dtype=np.bool_)
        if len(guesses):
            guess[line[guesses[shares.rule[used]]]] = True
        return points, cause, shared, guess

    def _kinds_of(self, asked: list[int]) -> dict[int, CodeVector]:
        """Return the kinds of record that each rule asked for names."""
        return {
            number: np.array(
                [
                    code
                    for code, kind in enumerate(self.records.kinds)
                    if self.rules[self.explanation.rules[number].id].names(kind)
                ],
                dtype=np.int32,
            )
            for number in asked
        }

    def _until(self, asked: list[int], kinds: dict[int, CodeVector]) -> DayVector:
        n = len(self.records)
        until = np.full(len(self), NO_DAY, dtype=np.int32)
        until[n:] = np.where(self.contacts.until == NO_DAY, NO_END, self.contacts.until)
        for number in asked:
            rule = self.rules[self.explanation.rules[number].id]
            for code in kinds[number]:
                rows, days = self.records.by_kind[code]
                if rule.lifetime is None:
                    until[rows] = NO_END
                    continue
                ends = later(days, rule.lifetime.count, rule.lifetime.unit)
                until[rows] = np.maximum(until[rows], ends)
        return until

    def _lines(
        self, shared: Mask, kinds: dict[int, CodeVector], *, everything: bool
    ) -> tuple[RowVector, int]:
        """Return the lines of a part, and how many there could be."""
        n = len(self.records)
        if everything:
            return np.arange(n), n
        named = np.zeros(max(len(self.records.kinds), 1), dtype=np.bool_)
        for codes in kinds.values():
            named[codes] = True
        belongs = shared.copy()
        aside = np.flatnonzero(self.is_aside)
        belongs[aside[named[self.records.kind[aside]]]] = True
        lines = np.flatnonzero(belongs)
        only_contacts = bool(len(lines)) and bool(lines[0] >= n)
        return lines, len(self.contacts) if only_contacts else n

    def _stand(self, cause: NDArray[np.int8], settled: Mask, until: DayVector) -> None:
        """Say of every line without a share why it has none."""
        still = Standing.NOTHING if self.explanation.since.name == "no_records" else Standing.SAME
        open_ = ~settled
        cause[open_] = still
        cause[open_ & (until != NO_END) & (until <= self.today)] = Standing.TOO_OLD
        cause[open_ & (self.day > self.today)] = Standing.LATER
        cause[open_ & (until == NO_DAY)] = Standing.NO_RULE
