"""Every rule measured on many days at once, at a cost that hardly grows with the records.

Records enter as what they add on their own day; decay and lifetimes are then worked out on the
days, not on the records. A measure here equals the one of ``measures`` on the same day.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, Mask, RowVector
from app.domain.calendar import NO_DAY, completed
from app.domain.rulebook import Effect, Measure, Rule, Rulebook
from app.mirror.contacts import mean_difference
from app.mirror.eligible import first_alive, runs_of_kinds
from app.mirror.facts import Facts
from app.mirror.measures import amounts_of, weights_of
from app.rulebook.curves import factor_points, rule_points, total

_SAFE_EXPONENT = 500.0  # 2 to the power of this is far from the greatest float
_NEVER = np.iinfo(np.int32).max


def measures_over(
    book: Rulebook, facts: Facts, days: DayVector, *, newest: bool = True
) -> FloatMatrix:
    """Measure every rule on every day.

    Args:
        book: The rulebook.
        facts: The person's facts; their own day plays no part.
        days: Days, ascending, shape ``(n_days,)``.
        newest: Whether the records of a day itself count on it, as they do.

    Returns:
        x of every rule on every day, NaN where it is none, shape ``(n_rules, n_days)``.

    Source:
        The model, section 2.
    """
    x = np.empty((len(book.rules), len(days)))
    for row, rule in enumerate(book.rules):
        x[row] = measure_over(rule, facts, days, newest=newest)
    return x


def measure_over(
    rule: Rule,
    facts: Facts,
    days: DayVector,
    alive: DayVector | None = None,
    *,
    newest: bool = True,
) -> FloatVector:
    """Measure one rule on every day; NaN where it is none.

    Args:
        rule: The rule.
        facts: The person's facts; their own day plays no part.
        days: Days, ascending, shape ``(n_days,)``.
        alive: The first record day that counts on each day, ascending, shape ``(n_days,)``; by
            default what the rule's lifetime says. An earlier one holds records that have run out.
        newest: Whether the records of a day itself count on it, as they do.
    """
    if rule.measure is Measure.CONTACTS:
        return _contacts_over(rule, facts, days)
    rows = _rows(facts, rule.kinds)
    first = first_alive(days, rule.lifetime) if alive is None else alive
    if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
        return _sums_over(rule, facts, rows, first, days, newest=newest)
    return _selected_over(rule, facts, rows, first, days, newest=newest)


def definer_days_over(rule: Rule, facts: Facts, days: DayVector) -> DayVector:
    """Return the day of the latest eligible record on every day; ``NO_DAY`` where there is none."""
    known = facts.records.day[_rows(facts, rule.kinds)]
    first, last = _window(known, first_alive(days, rule.lifetime), days)
    found = last > first
    definers = np.full(len(days), NO_DAY, dtype=np.int32)
    definers[found] = known[last[found] - 1]
    return definers


def ran_out_over(rule: Rule, facts: Facts, days: DayVector) -> RowVector:
    """Count the records that a rule loses on every day because their lifetime has passed."""
    if rule.lifetime is None or rule.measure is Measure.CONTACTS:
        return np.zeros(len(days), dtype=np.int64)
    known = facts.records.day[_rows(facts, rule.kinds)]
    before = np.asarray(days - 1, dtype=np.int32)
    upto = np.searchsorted(known, before, side="right")
    now, then = (
        np.minimum(np.searchsorted(known, first_alive(on, rule.lifetime)), upto)
        for on in (days, before)
    )
    return np.asarray(now - then, dtype=np.int64)


def scores_over(book: Rulebook, facts: Facts, days: DayVector) -> FloatVector:
    """Score a person on every day; NaN where an override leaves no score.

    Args:
        book: The rulebook.
        facts: The person's facts; their own day plays no part.
        days: Days, ascending, shape ``(n_days,)``.
    """
    scores = _sums(book, measures_over(book, facts, days))
    return np.where(unscored_over(book, facts, days), np.nan, scores)


def newly_over(book: Rulebook, facts: Facts, days: DayVector) -> FloatVector:
    """Tell what the records of each day move on that day: the score with them minus without.

    Args:
        book: The rulebook.
        facts: The person's facts; their own day plays no part.
        days: Days, ascending, shape ``(n_days,)``.

    Returns:
        Points of the sum before overrides, shape ``(n_days,)``.
    """
    before = _sums(book, measures_over(book, facts, days, newest=False))
    return _sums(book, measures_over(book, facts, days)) - before


def _sums(book: Rulebook, x: FloatMatrix) -> FloatVector:
    z = np.empty(x.shape)
    for row, rule in enumerate(book.rules):
        z[row] = rule_points(rule, x[row])
    return total(book, factor_points(book, z), book.base.value)


def unscored_over(book: Rulebook, facts: Facts, days: DayVector) -> Mask:
    """Say on which days a record of the person leaves no score at all."""
    unscored = np.zeros(len(days), dtype=np.bool_)
    for override in book.overrides:
        if override.effect is Effect.NO_SCORE:
            known = facts.records.day[_rows(facts, override.kinds)]
            first, last = _window(known, first_alive(days, override.lifetime), days)
            unscored |= last > first
    return unscored


def _rows(facts: Facts, kinds: tuple[str, ...]) -> RowVector:
    """Return all rows of these kinds that are not set aside, ascending."""
    found = [run.rows for run in runs_of_kinds(facts.records, kinds)]
    rows = np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    if len(facts.aside_rows):
        rows = rows[~np.isin(rows, facts.aside_rows)]
    return rows


def _window(
    known: DayVector, alive: DayVector, days: DayVector, *, newest: bool = True
) -> tuple[RowVector, RowVector]:
    """Return the run of eligible places on each day: from the first, up to before the last."""
    side: Literal["left", "right"] = "right" if newest else "left"
    return np.searchsorted(known, alive), np.searchsorted(known, days, side=side)


def _sums_over(
    rule: Rule, facts: Facts, rows: RowVector, alive: DayVector, days: DayVector, *, newest: bool
) -> FloatVector:
    if not len(rows):
        return np.zeros(len(days))
    known = facts.records.day[rows]
    weights = weights_of(rule, facts.records, rows)
    first, last = _window(known, alive, days, newest=newest)
    start = int(known[0])
    by_day = np.bincount(known - start, weights).astype(np.float64)
    if rule.half_life is None:
        sums = np.concatenate([[0.0], np.cumsum(by_day)])
        upto = np.clip(days - start + 1, 0, len(by_day))
        before = np.clip(alive.astype(np.int64) - start, 0, len(by_day))
        found = sums[upto] - sums[before]
    else:
        half_life = rule.half_life.mean_days
        found = _faded(by_day, half_life, days.astype(np.int64) - start)
        lost_on = alive.astype(np.int64) - 1  # the last day whose records no longer count
        lost = _faded(by_day, half_life, lost_on - start)
        since_lost = np.maximum(days - np.maximum(lost_on, start), 0)
        found = found - lost * np.exp2(-since_lost / half_life)
    if not newest:
        found = found - _added_on(by_day, days.astype(np.int64) - start)
    return np.where(last > first, found, 0.0)


def _added_on(by_day: FloatVector, at: RowVector) -> FloatVector:
    """Return what some days add, counted from the first of ``by_day``; 0 beyond its ends."""
    within = (at >= 0) & (at < len(by_day))
    return np.where(within, by_day[np.clip(at, 0, len(by_day) - 1)], 0.0)


def _faded(by_day: FloatVector, half_life: float, upto: RowVector) -> FloatVector:
    """Return what is left, on some days, of all that was added up to then.

    Args:
        by_day: What each day adds, shape ``(n,)``.
        half_life: Unit: days.
        upto: Days, counted from the first of ``by_day``; 0 is returned for negative ones.
    """
    block = max(1, int(_SAFE_EXPONENT * half_life))
    left = np.empty(len(by_day))
    carried = 0.0
    for start in range(0, len(by_day), block):
        added = by_day[start : start + block]
        grown = np.exp2(np.arange(len(added)) / half_life)
        left[start : start + block] = (carried + np.cumsum(added * grown)) / grown
        carried = left[start + len(added) - 1] * float(np.exp2(-1 / half_life))
    within = np.clip(upto, 0, len(by_day) - 1)
    later = np.maximum(upto - within, 0)
    return np.where(upto < 0, 0.0, left[within] * np.exp2(-later / half_life))


def _selected_over(
    rule: Rule, facts: Facts, rows: RowVector, alive: DayVector, days: DayVector, *, newest: bool
) -> FloatVector:
    known = facts.records.day[rows]
    first, last = _window(known, alive, days, newest=newest)
    found = np.flatnonzero(last > first)
    x = np.full(len(days), np.nan)
    if not len(found):
        return x
    on = days[found]
    if rule.measure is Measure.LATEST:
        x[found] = amounts_of(facts.records, rows[last[found] - 1])
        return x
    if rule.unit is None:
        raise AssertionError(rule.id)  # the loader lets no timed rule pass without its unit
    if rule.measure is Measure.TIME_LEFT:
        ends = _greatest_between(facts.records.until[rows], first[found], last[found])
        open_still = (ends != NO_DAY) & (ends >= on)
        x[found[open_still]] = completed(on[open_still], ends[open_still], rule.unit)
        return x
    place = first[found] if rule.measure is Measure.TIME_SINCE_FIRST else last[found] - 1
    x[found] = completed(known[place], on, rule.unit)
    return x


def _greatest_between(values: DayVector, first: RowVector, last: RowVector) -> DayVector:
    """Return the greatest value of each run, by a table of runs of 1, 2, 4, 8, ... values."""
    table = [values]
    while 2 ** len(table) <= len(values):
        half = 2 ** (len(table) - 1)
        table.append(np.maximum(table[-1][:-half], table[-1][half:]))
    level = np.log2(last - first).astype(np.int64)
    greatest = np.empty(len(first), dtype=np.int32)
    for one in np.unique(level):
        at = np.flatnonzero(level == one)
        runs = table[one]
        greatest[at] = np.maximum(runs[first[at]], runs[last[at] - 2**one])
    return greatest


def _contacts_over(rule: Rule, facts: Facts, days: DayVector) -> FloatVector:
    """Let each score of a contact count from its day to the next one's, while it is a contact."""
    contacts = facts.contacts
    of = contacts.score_contact
    following = np.append(contacts.score_day[1:], _NEVER)[: len(of)]
    same_next = np.append(of[1:] == of[:-1], False)[: len(of)]
    ends = np.where(contacts.until == NO_DAY, _NEVER, contacts.until)[of]
    start = np.maximum(contacts.score_day, contacts.since[of])
    end = np.minimum(np.where(same_next, following, _NEVER), ends)
    counted = start < end
    begin = np.searchsorted(days, start[counted])
    stop = np.searchsorted(days, end[counted])
    closeness = contacts.closeness[of][counted]
    n = len(days) + 1

    def running(values: FloatVector) -> FloatVector:
        steps = np.bincount(begin, values, minlength=n) - np.bincount(stop, values, minlength=n)
        return np.asarray(np.cumsum(steps)[:-1], dtype=np.float64)

    weighing = running((closeness > 0).astype(np.float64))
    weight = np.where(weighing > 0, running(closeness), 0.0)
    sums = running(closeness * (contacts.score[counted] - rule.pivot))
    return mean_difference(rule, sums, weight, running(np.ones(int(counted.sum()))))
