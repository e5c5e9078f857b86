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
from app.mirror.eligible import eligible, joined
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


def decay(days: DayVector, day: int, half_life: float) -> FloatVector:
    """Let what is left of a record halve with every half-life.

    Args:
        days: Days of the records, ascending, none after ``day``, shape ``(n,)``.
        day: The day of the score.
        half_life: After so long half is left, > 0. Unit: days.

    Returns:
        What is left of each record, shape ``(n,)``.
    """
    if not len(days) or int(days[-1]) - int(days[0]) > _DAYS_PER_RECORD * len(days):
        return np.exp2((days - day) / half_life)
    # Many records share few days: each day's decay is computed once, and no record is looked at.
    of_day = np.arange(days[0], days[-1] + 1, dtype=np.int32)
    ends = np.searchsorted(days, of_day, side="right")
    return np.repeat(np.exp2((of_day - day) / half_life), np.diff(ends, prepend=0))


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
    return _selected(rule, facts, joined(eligible(facts, rule.kinds, rule.lifetime)).rows)


def _sum(rule: Rule, facts: Facts) -> RuleMeasure:
    runs = eligible(facts, rule.kinds, rule.lifetime)
    x = sum(float(_parts(rule, facts, run).sum()) for run in runs)

    def parts() -> Parts:
        each = [_parts(rule, facts, run) for run in runs]
        return Parts(joined(runs).rows, np.concatenate([_NOTHING, *each]))

    return RuleMeasure(float(x), sum(len(run.rows) for run in runs), parts)


def _parts(rule: Rule, facts: Facts, run: Run) -> FloatVector:
    """Return what each record of a run adds to the measure."""
    weights = weights_of(rule, facts.records, run.rows)
    if rule.half_life is None:
        return np.ones(len(run.rows)) if weights is None else weights
    left = decay(run.days, facts.day, rule.half_life.mean_days)
    return left if weights is None else np.asarray(np.multiply(weights, left, out=left))


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
