"""A person's data, as columns: what happened, who is near, what was published.

Every table is a frozen bundle of arrays of one length. A million rows are ordinary, so nothing
here is a list of objects.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.domain.arrays import CodeVector, DayVector, FloatVector, Mask, RowVector, TextVector
from app.domain.bills import BillPart
from app.domain.calendar import NO_DAY
from app.domain.signatures import Signature

RECORD_TEXTS = ("currency", "source", "counterparty", "text", "reference")
"""Columns of the records table that no rule reads; they are shown only."""


class Run(NamedTuple):
    """Some rows of the records table and their days, both ascending, shape ``(n,)``."""

    rows: RowVector
    days: DayVector


@dataclass(frozen=True)
class Records:
    """Everything that happened, sorted by (day, id); ids compare as code points.

    Because of that order a greater row number is a later record, and of one day the one with
    the greater id: the ties of the model fall out of the row number.

    Attributes:
        id: Unique within the person, shape ``(n,)``.
        day: Day of the record, shape ``(n,)``.
        kind: Number into ``kinds``, shape ``(n,)``.
        kinds: The dotted names that occur.
        amount: NaN where the table has none, shape ``(n,)``.
        until: End of a contract; ``NO_DAY`` where there is none, shape ``(n,)``.
        texts: Shown columns by name (see ``RECORD_TEXTS``); a missing name is an empty column.
    """

    id: TextVector
    day: DayVector
    kind: CodeVector
    kinds: tuple[str, ...]
    amount: FloatVector
    until: DayVector
    texts: dict[str, TextVector] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def build(
        cls,
        ids: TextVector,
        day: DayVector,
        kind_names: TextVector,
        amount: FloatVector | None = None,
        until: DayVector | None = None,
        texts: dict[str, TextVector] | None = None,
    ) -> Records:
        """Return the table sorted by (day, id), the kinds coded.

        Args:
            ids: Record ids, shape ``(n,)``.
            day: Days, shape ``(n,)``.
            kind_names: Dotted kind of each record, shape ``(n,)``.
            amount: Amounts, NaN where there is none; all NaN where left out.
            until: Ends of contracts, ``NO_DAY`` where there is none; none where left out.
            texts: Shown columns by name, each of shape ``(n,)``.
        """
        n = len(ids)
        amounts = np.full(n, np.nan) if amount is None else np.asarray(amount, dtype=np.float64)
        ends = np.full(n, NO_DAY, np.int32) if until is None else np.asarray(until, np.int32)
        named = kind_names.tolist()
        codes = {name: code for code, name in enumerate(dict.fromkeys(named))}
        kind = np.fromiter(map(codes.__getitem__, named), np.int32, n)
        days = np.asarray(day, dtype=np.int32)
        order = _order(days, ids)
        return cls(
            id=ids[order],
            day=days[order],
            kind=kind[order],
            kinds=tuple(codes),
            amount=amounts[order],
            until=ends[order],
            texts={name: column[order] for name, column in (texts or {}).items()},
        )

    @classmethod
    def none(cls) -> Records:
        """Return the table without a row."""
        nothing = np.empty(0, dtype=object)
        return cls.build(nothing, np.empty(0, np.int32), nothing)

    def only(self, rows: RowVector | Mask) -> Records:
        """Return the table with these rows only, in the same order."""
        return replace(
            self,
            id=self.id[rows],
            day=self.day[rows],
            kind=self.kind[rows],
            amount=self.amount[rows],
            until=self.until[rows],
            texts={name: column[rows] for name, column in self.texts.items()},
        )

    def text(self, column: str, row: int) -> str:
        """Return one shown cell; empty where the table has no such column."""
        cells = self.texts.get(column)
        return "" if cells is None else str(cells[row])

    @cached_property
    def by_kind(self) -> tuple[Run, ...]:
        """Rows and days of each kind, ascending; one run an entry of ``kinds``."""
        # Codes of one or two bytes are sorted in linear time.
        codes = self.kind.astype(np.min_scalar_type(len(self.kinds)))
        order = np.argsort(codes, kind="stable")
        days = self.day[order]
        ends = np.cumsum(np.bincount(self.kind, minlength=len(self.kinds))).tolist()
        return tuple(
            Run(order[start:end], days[start:end]) for start, end in itertools.pairwise([0, *ends])
        )

    @cached_property
    def row_by_id(self) -> dict[str, int]:
        """Row number of each id."""
        return {str(name): row for row, name in enumerate(self.id)}


def _order(day: DayVector, ids: TextVector) -> RowVector:
    """Return the row order by (day, id): ids are compared only where days are equal."""
    order = np.argsort(day, kind="stable")
    sorted_days = day[order]
    changes = np.flatnonzero(sorted_days[1:] != sorted_days[:-1]) + 1
    bounds = [0, *changes.tolist(), len(day)]
    listed = ids.tolist()
    for start, end in itertools.pairwise(bounds):
        if end - start > 1:
            order[start:end] = sorted(order[start:end].tolist(), key=listed.__getitem__)
    return order


@dataclass(frozen=True)
class Contacts:
    """The people around the person, sorted by id.

    Attributes:
        id: Unique within the person, shape ``(n,)``.
        name: As the file has it, shape ``(n,)``.
        closeness: 0 to 1, shape ``(n,)``.
        since: First day; ``NO_DAY`` is an open beginning, shape ``(n,)``.
        until: First day on which it no longer is; ``NO_DAY`` is an open end, shape ``(n,)``.
        score_contact: Row of the contact that a score belongs to, shape ``(m,)``; sorted by
            (contact, day).
        score_day: Day of that score, shape ``(m,)``.
        score: The contact's score, shape ``(m,)``. Unit: points.
    """

    id: TextVector
    name: TextVector
    closeness: FloatVector
    since: DayVector
    until: DayVector
    score_contact: RowVector
    score_day: DayVector
    score: FloatVector

    def __len__(self) -> int:
        return len(self.id)

    @classmethod
    def none(cls) -> Contacts:
        """Return the table without a row."""
        text, number = np.empty(0, dtype=object), np.empty(0, dtype=np.float64)
        day = np.empty(0, dtype=np.int32)
        return cls(text, text, number, day, day, np.empty(0, dtype=np.int64), day, number)


@dataclass(frozen=True)
class OfficialScores:
    """What the operator published, sorted by day. Read by explanations and audits only.

    ``rulebook`` is the version in force as the file has it; ``note`` is free text.
    """

    day: DayVector
    score: FloatVector
    rulebook: TextVector
    note: TextVector

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def none(cls) -> OfficialScores:
        """Return the table without a row."""
        text = np.empty(0, dtype=object)
        return cls(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float64), text, text)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Someone looked the person up."""

    day: int
    who: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Something was decided on the score.

    ``threshold`` is the score that was asked for, ``None`` where nobody said.
    """

    day: int
    who: str
    what: str
    outcome: str
    threshold: float | None
    reasons: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the file is about, as the file says it."""

    id: str = ""
    name: str = ""
    region: str = ""
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that figures rest on. Two are the same where name and hash are.

    Attributes:
        name: Its name.
        sha256: What it hashes to, in hexadecimal.
        signature: What its signature is worth; ``None`` where that is not known any more.
    """

    name: str
    sha256: str
    signature: Signature | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Export:
    """One person's data, whatever file it came from.

    Attributes:
        subject: Whom it is about.
        created: Day on which it was made; ``None`` where the file does not say.
        rulebook: Rulebook id that the export names; ``None`` where it names none.
        rulebook_version: Its version, likewise.
        issuer: Who issued it; empty where the file does not say.
        inputs: The files read, in order.
        signed_by: Key id of a signature that fits a trusted key and covers every table; ``None``
            where there is none.
        not_used: Tables and columns that the format does not know (``records.colour``).
        bills: The rows of payment apps' bills that the records came from; a package has none.
        withdrawn: Ids of records told earlier that count no more, since these files came.
    """

    records: Records
    contacts: Contacts
    official: OfficialScores
    lookups: tuple[Lookup, ...] = ()
    decisions: tuple[Decision, ...] = ()
    subject: Subject = field(default_factory=Subject)
    created: int | None = None
    rulebook: str | None = None
    rulebook_version: str | None = None
    issuer: str = ""
    inputs: tuple[InputFile, ...] = ()
    signed_by: str | None = None
    not_used: tuple[str, ...] = ()
    bills: tuple[BillPart, ...] = ()
    withdrawn: frozenset[str] = frozenset()

    @property
    def default_day(self) -> int | None:
        """The day a score is asked for: when it was made, else the latest day in a table."""
        if self.created is not None:
            return self.created
        days = [
            *self.records.day[-1:].tolist(),
            *self.official.day[-1:].tolist(),
            *(lookup.day for lookup in self.lookups),
            *(decision.day for decision in self.decisions),
        ]
        if len(self.contacts.score_day):
            days.append(int(self.contacts.score_day.max()))
        return max(days, default=None)


def dated_by_all(export: Export) -> Export:
    """Return what several files tell of a person, made no earlier than their latest record.

    Of the files some say when they were made; those that do not say it may be newer.
    """
    latest = max(export.records.day[-1:].tolist(), default=None)
    if export.created is None or latest is None or latest <= export.created:
        return export
    return replace(export, created=latest)
