"""The first day on which a target can be reached.

What can be reached today may be out of reach tomorrow, so every day is looked at: most are
dismissed by what the rules can give at most, each taken for itself.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector, Mask
from app.domain.calendar import Unit, day_later
from app.domain.rulebook import Measure, Rule, Rulebook
from app.domain.score import published_figures
from app.mirror.facts import Facts
from app.planning.levers import Lever, Table, lever_of
from app.planning.projection import Projection
from app.planning.solving import CLOSE, Clock, Day, extreme, least_sum
from app.planning.things import thing_of
from app.rulebook.curves import factor_points, rule_points

YEARS_AHEAD = 5
FEW = 1024
_DAYS_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first day on which a target can be reached.

    Attributes:
        day: The day; ``None`` where there is none within five years.
        known: False where the time ran out: the day is then the earliest that was found.
    """

    day: int | None
    known: bool


def earliest(
    book: Rulebook,
    facts: Facts,
    target: float,
    table: Table,
    clock: Clock,
    *,
    last: int | None = None,
    few: int = FEW,
) -> Earliest:
    """Look for the first day after today on which the target can be reached.

    Args:
        book: The rulebook.
        facts: The person's facts today.
        target: The published score that is wanted.
        table: What is on the table.
        clock: Until when.
        last: The last day to look at; five years ahead by default.
        few: Up to so many points, each is scored on every day; more are left to the solver.
    """
    own = table.applied(book)
    end = day_later(facts.day, YEARS_AHEAD, Unit.YEARS) if last is None else last
    days = np.arange(facts.day + 1, end + 1, dtype=np.int32)
    things = [thing_of(action, facts.day, end) for action in own.actions]
    projection = Projection(own, facts, things, days)
    levers = [lever_of(action, table) for action in own.actions]
    possible = most_possible(projection, levers) >= least_sum(own, target) - CLOSE
    first = len(days)
    for units in _first_tries(levers):
        first = min(first, _first_reach(projection, units, target))
    points = math.prod(lever.high - lever.low + 1 for lever in levers)
    if points <= few:
        first = min(first, _first_of_all(projection, levers, target, possible, first))
        return Earliest(int(days[first]) if first < len(days) else None, known=True)
    for at in np.flatnonzero(possible).tolist():
        if at >= first:
            break
        if clock.over:
            return Earliest(int(days[first]) if first < len(days) else None, known=False)
        day = Day.of(projection, at, levers)
        if day.scorable:
            best, _proven = extreme(day, clock)
            if published_figures(np.array([best.sum]), own.decimals)[0] >= target:
                return Earliest(int(days[at]), known=True)
            first = min(first, _first_reach(projection, best.units, target))
    return Earliest(int(days[first]) if first < len(days) else None, known=True)


def _first_tries(levers: list[Lever]) -> list[FloatVector]:
    """Return the least of all, the most of all, and the most of each alone."""
    low = np.array([lever.least for lever in levers])
    high = np.array([lever.units(lever.high) for lever in levers])
    alone = [np.where(np.arange(len(levers)) == one, high, low) for one in range(len(levers))]
    return [low, high, *alone]


def _first_of_all(
    projection: Projection, levers: list[Lever], target: float, possible: Mask, end: int
) -> int:
    """Score every point on every day before ``end`` that may do; return the first that does."""
    sides = [[lever.units(one) for one in range(lever.low, lever.high + 1)] for lever in levers]
    points = list(itertools.product(*sides))  # one, of nothing, where there are no levers
    units = np.array(points).reshape(len(points), len(levers))
    places = np.flatnonzero(possible[:end])
    for some in np.array_split(places, max(1, len(places) // _DAYS_AT_ONCE)):
        part = projection.on_days(some)
        reach = (part.published(part.scores(units)) >= target).any(axis=0)
        if reach.any():
            return int(some[reach.argmax()])
    return len(projection.days)


def _first_reach(projection: Projection, units: FloatVector, target: float) -> int:
    """Return the place of the first day on which some units reach the target."""
    scores = projection.scores(units.reshape(1, len(units)))[0]
    reach = np.flatnonzero(projection.published(scores) >= target)
    return int(reach[0]) if len(reach) else len(projection.days)


def most_possible(projection: Projection, levers: list[Lever]) -> FloatVector:
    """Return a sum that cannot be passed on each day: every rule at its own most.

    Returns:
        Base and factors, before floor and ceiling; minus infinity where there is no score.
    """
    book = projection.book
    most = np.array(
        [_most_of(projection, row, rule, levers) for row, rule in enumerate(book.rules)]
    )
    sums = book.base.value + factor_points(book, most).sum(axis=0)
    return np.where(projection.own_unscored, -np.inf, np.minimum(sums, _open_end(book)))


def _open_end(book: Rulebook) -> float:
    # A target above the ceiling is out of reach on any day.
    return book.ceiling


def _most_of(projection: Projection, row: int, rule: Rule, levers: list[Lever]) -> FloatVector:
    own, feed = projection.own[row], projection.feeds[row]
    if rule.measure is Measure.CONTACTS and projection.ties:
        lines = [
            projection.contacts_measure(row, rule, np.array(way))
            for way in itertools.product(*(_all_units(levers[one]) for one in projection.ties))
        ]
        return _greatest(rule, np.array(lines))
    if feed is None:
        return _greatest(rule, own[np.newaxis])
    if rule.measure not in {Measure.COUNT, Measure.AMOUNT}:
        nothing = np.full((1, len(own)), np.nan)
        return _greatest(rule, np.concatenate([own[np.newaxis], feed.lines, nothing]))
    low, high = own.copy(), own.copy()
    for place, line in zip(feed.things, feed.lines, strict=True):
        lever = levers[place]
        ends = np.array([lever.least * line, lever.units(lever.high) * line, 0 * line])
        low, high = low + ends.min(axis=0), high + ends.max(axis=0)
    within = [np.clip(np.full(len(own), step.start), low, high) for step in rule.steps]
    return _greatest(rule, np.array([low, high, *within]))


def _all_units(lever: Lever) -> list[float]:
    # At nothing, too: an action that would leave no score on some day is held there.
    return [0.0, *(lever.units(steps) for steps in range(lever.low, lever.high + 1))]


def _greatest(rule: Rule, x: FloatMatrix) -> FloatVector:
    return np.asarray(rule_points(rule, x).max(axis=0))
