"""What changes by itself: the days ahead compared with today, nothing new added."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import later
from app.domain.explanation import Cause
from app.domain.outlook import Coming, Outlook
from app.domain.rulebook import ADDITIVE, Measure, Rule, Rulebook
from app.explain.comparison import Reckoning
from app.explain.difference import Difference, difference
from app.mirror.eligible import eligible
from app.mirror.facts import Facts
from app.mirror.timeline import measures_over
from app.rulebook.curves import rule_points

_LEAST = 1e-9  # less than this is rounding of the sums, not a change


def outlook(book: Rulebook, facts: Facts, until: int) -> Outlook:
    """Tell what comes with time alone.

    Args:
        book: The rulebook.
        facts: The person's facts today.
        until: The last day ahead.

    Returns:
        One item a rule and day; what only fades has no day. The points add up to the score
        on ``until`` minus the score today, both before overrides.
    """
    ahead = replace(facts, day=until)
    both = Reckoning.of(book, facts, ahead)
    shared = difference(facts, ahead, both, both)
    days = np.arange(facts.day, until + 1, dtype=np.int32)
    measures = measures_over(book, facts, days)
    items: list[Coming] = []
    for row, rule in enumerate(book.rules):
        share = next(one.points for one in shared.rules if one.id == rule.id)
        if abs(share) <= _LEAST:
            continue
        if rule.measure in ADDITIVE and rule.half_life is not None:
            items += _of_fading(rule, _place(shared, rule), shared)
        else:
            z = rule_points(rule, measures[row])
            day = _only_change(days, z)
            items.append(Coming(rule.id, share, day, _running_out(rule, facts, day)))
    items.sort(key=lambda one: (one.day is None, one.day or 0, -abs(one.points)))
    return Outlook(tuple(items), both.score_b)


def _place(shared: Difference, rule: Rule) -> int:
    return next(row for row, one in enumerate(shared.rules) if one.id == rule.id)


def _of_fading(rule: Rule, place: int, shared: Difference) -> list[Coming]:
    """Tell apart what runs out on a day and what only fades."""
    own = shared.shares.rule == place
    rows, points = shared.shares.row[own], shared.shares.points[own]
    gone = shared.shares.cause[own] == Cause.EXPIRED
    items = []
    if gone.any() and rule.lifetime is not None:
        ends = later(shared.records.day[rows[gone]], rule.lifetime.count, rule.lifetime.unit)
        for day in np.unique(ends).tolist():
            at = ends == day
            worth = float(points[gone][at].sum())
            items.append(Coming(rule.id, worth, day, int(at.sum())))
    fading = float(points[~gone].sum())
    if abs(fading) > _LEAST:
        items.append(Coming(rule.id, fading, None, 0))
    return items


def _only_change(days: DayVector, z: FloatVector) -> int | None:
    """Return the day on which a rule's points change, if they change once only."""
    changes = np.flatnonzero(np.abs(np.diff(z)) > _LEAST) + 1
    return int(days[changes[0]]) if len(changes) == 1 else None


def _running_out(rule: Rule, facts: Facts, day: int | None) -> int:
    """Return how many records a rule loses on a day."""
    if day is None or rule.lifetime is None or rule.measure is Measure.CONTACTS:
        return 0
    yesterday, then = (
        sum(len(run.rows) for run in eligible(replace(facts, day=on), rule.kinds, rule.lifetime))
        for on in (day - 1, day)
    )
    return max(0, yesterday - then)
