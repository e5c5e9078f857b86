"""The seven measures: what a rule sees in a person's records on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.domain.arrays import DayVector, FloatVector, RowVector
from app.domain.calendar import NO_DAY, completed
from app.domain.records import Records, Run
from app.domain.rulebook import Measure, Rule
from app.mirror.contacts import counted_scores
from app.mirror.eligible import eligible, end_to_end, rows_of
from app.mirror.facts import Facts

DEFAULT_AMOUNT = 1.0
"""A measure that needs an amount takes this where the record has none."""

_NOTHING = np.empty(0, dtype=np.float64)
_NO_ROWS = np.empty(0, dtype=np.int64)
_DAYS_PER_RECORD = 0.25  # a table of decays by day pays off up to so many days a record


class Parts(NamedTuple):
    """The records (or contacts) that make a measure.

    Attributes:
        rows: Additive measures: those that add to it. Selecting ones: the one that defines it,
            or none. Shape ``(k,)``.
        each: What each of ``rows`` adds, shape ``(k,)``; empty for selecting measures.
    """

    rows: RowVector
    each: FloatVector


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """What one rule measures, and in which records.

    Attributes:
        x: The measure; NaN where it is none. Unit: the measure's own.
        counted: How many records are eligible (contacts: how many count).
        parts: Makes the records and what each adds, anew at each call: of a million records
            only one rule's are held at a time.
    """

    x: float
    counted: int
    parts: Callable[[], Parts]


class Fading:
    """How much is left of records that halve with every half-life.

    Args:
        days: Days of the records, ascending, none after ``day``, shape ``(n,)``.
        day: The day of the score.
        half_life: After so long half is left, > 0; ``None`` where nothing is ever lost.
            Unit: days.
    """

    def __init__(self, days: DayVector, day: int, half_life: float | None) -> None:
        self._counts: RowVector | None = None
        if half_life is None:
            self._left, self._counts = np.ones(1), np.array([len(days)])
        elif int(days[-1]) - int(days[0]) > _DAYS_PER_RECORD * len(days):
            self._left = np.exp2((days - day) / half_life)
        else:
            # Many records share few days: each day is computed once, and no record looked at.
            of_day = np.arange(days[0], days[-1] + 1, dtype=np.int32)
            ends = np.searchsorted(days, of_day, side="right")
            self._counts = np.diff(ends, prepend=0)
            self._left = np.exp2((of_day - day) / half_life)

    def each(self) -> FloatVector:
        """Return what is left of each record, shape ``(n,)``."""
        return self._left if self._counts is None else np.repeat(self._left, self._counts)

    def total(self) -> float:
        """Return what is left of all."""
        counts = self._counts
        return float(self._left.sum() if counts is None else self._left @ counts)


def amounts_of(records: Records, rows: RowVector) -> FloatVector:
    """Return the amounts of these rows, the default where there is none."""
    amounts = records.amount[rows]
    missing = np.isnan(amounts)
    if missing.any():
        amounts[missing] = DEFAULT_AMOUNT
    return amounts


def weights_of(rule: Rule, records: Records, rows: RowVector) -> FloatVector | None:
    """Return what each record weighs on its own day; ``None`` where each weighs 1."""
    if rule.measure is Measure.AMOUNT:
        return np.asarray(amounts_of(records, rows) / rule.per)
    return None


def measure(rule: Rule, facts: Facts) -> RuleMeasure:
    """Measure one rule in a person's facts.

    Source:
        The model, section 2, table of measures.
    """
    if rule.measure is Measure.CONTACTS:
        return _contacts(rule, facts)
    if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
        return _sum(rule, facts)
    return _selected(rule, facts, rows_of(eligible(facts, rule.kinds, rule.lifetime)))


def _sum(rule: Rule, facts: Facts) -> RuleMeasure:
    runs = eligible(facts, rule.kinds, rule.lifetime)
    if not runs:
        return RuleMeasure(0.0, 0, lambda: Parts(_NO_ROWS, _NOTHING))
    half_life = rule.half_life.mean_days if rule.half_life else None
    fading = [Fading(run.days, facts.day, half_life) for run in runs]

    def each(run: Run, left: Fading) -> FloatVector:
        weights = weights_of(rule, facts.records, run.rows)
        return left.each() if weights is None else np.asarray(weights * left.each())

    def parts() -> Parts:
        pairs = zip(runs, fading, strict=True)
        return Parts(rows_of(runs), end_to_end([each(run, left) for run, left in pairs]))

    weightless = rule.measure is Measure.COUNT
    sums = (
        left.total() if weightless else float(each(run, left).sum())
        for run, left in zip(runs, fading, strict=True)
    )
    return RuleMeasure(float(sum(sums)), sum(len(run.rows) for run in runs), parts)


def _selected(rule: Rule, facts: Facts, rows: RowVector) -> RuleMeasure:
    counted = len(rows)
    records, day = facts.records, np.array([facts.day], dtype=np.int32)
    if rule.measure is Measure.TIME_LEFT:
        ends = records.until[rows]
        rows = rows[(ends != NO_DAY) & (ends >= facts.day)]
    if not len(rows):
        return RuleMeasure(np.nan, counted, lambda: Parts(_NO_ROWS, _NOTHING))
    match rule.measure:
        case Measure.TIME_SINCE_FIRST:
            row = rows.min()
        case Measure.TIME_LEFT:
            ends = records.until[rows]
            row = rows[ends == ends.max()].max()
        case _:
            row = rows.max()
    definer = np.array([row], dtype=np.int64)
    if rule.measure is Measure.LATEST:
        x = float(amounts_of(records, definer)[0])
    elif rule.unit is None:
        raise AssertionError(rule.id)  # the loader lets no timed rule pass without its unit
    elif rule.measure is Measure.TIME_LEFT:
        x = float(completed(day, records.until[definer], rule.unit)[0])
    else:
        x = float(completed(records.day[definer], day, rule.unit)[0])
    return RuleMeasure(x, counted, lambda: Parts(definer, _NOTHING))


def _contacts(rule: Rule, facts: Facts) -> RuleMeasure:
    contacts = facts.contacts
    scores = counted_scores(contacts, facts.day)
    rows = np.flatnonzero(~np.isnan(scores))
    closeness = contacts.closeness[rows]
    weight = float(closeness.sum())
    if len(rows) < rule.min_contacts or weight <= 0:
        return RuleMeasure(np.nan, len(rows), lambda: Parts(_NO_ROWS, _NOTHING))
    parts = closeness * (scores[rows] - rule.pivot) / weight
    return RuleMeasure(float(parts.sum()), len(rows), lambda: Parts(rows, parts))
