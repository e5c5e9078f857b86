"""A person on one day as a linear programme.

It is exact on both sides, so that it can be pressed for the most and for the least alike.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from app.domain.rulebook import Measure, Rule
from app.planning.levers import Lever
from app.planning.pieces import clipped_line, segments, stepped_line
from app.planning.programme import Line, Programme
from app.planning.projection import Feed, Projection
from app.rulebook.curves import rule_points

Candidate = tuple[int | None, float]
"""Who may settle a selecting rule: a lever (or nobody planned), and the points it would give."""


class Encoding:
    """The sum of a person's points on one day, as a function of the steps of every lever.

    Attributes:
        programme: The programme; rows can be added to it.
        steps: The variable of each lever; ``None`` where it cannot move.
        sum: Base and factors, before floor and ceiling.
    """

    def __init__(self, projection: Projection, day: int, levers: Sequence[Lever]) -> None:
        self.programme = Programme()
        self._projection, self._day, self._levers = projection, day, tuple(levers)
        self.steps = tuple(
            self.programme.variable(lever.low, lever.high, whole=True)
            if lever.high > lever.low
            else None
            for lever in levers
        )
        self._on: dict[int, int] = {}
        self._circles = self._contact_choices()
        self.sum = self._encoded()

    def effort(self, occurrences: Sequence[int]) -> Line:
        """Return what the levers cost, as a line to be pressed down.

        Args:
            occurrences: How often each lever's action comes up until the day.
        """
        constant, costs = 0.0, {}
        for lever, steps, often in zip(self._levers, self.steps, occurrences, strict=True):
            price = lever.action.effort * often
            off = lever.action.minimum - lever.action.expected
            least, most = (
                lever.units(end) - lever.action.expected for end in (lever.low, lever.high)
            )
            if steps is None or not price:
                constant += price * abs(least)
            elif least >= 0 or most <= 0:
                # On one side of what is expected the cost is straight: whole numbers stay whole,
                # by which HiGHS dismisses far more at once.
                side = 1.0 if least >= 0 else -1.0
                constant += price * side * off
                costs[steps] = price * side * lever.action.step
            else:
                away = self.programme.variable(0.0, math.inf)
                self.programme.row({away: 1.0, steps: -lever.action.step}, low=off)
                self.programme.row({away: 1.0, steps: lever.action.step}, low=-off)
                costs[away] = price
        return Line(constant, costs)

    def on(self, place: int) -> int:
        """Return the variable that is 1 where a lever is above its lowest step, else 0."""
        if place not in self._on:
            steps, lever = self.steps[place], self._levers[place]
            if steps is None:
                raise AssertionError(lever.action.id)
            switch = self._on[place] = self.programme.binary()
            width = float(lever.high - lever.low)
            self.programme.row({steps: 1.0, switch: -width}, high=float(lever.low))
            self.programme.row({steps: 1.0, switch: -1.0}, low=float(lever.low))
        return self._on[place]

    def _encoded(self) -> Line:
        book = self._projection.book
        whole = Line.of(book.base.value)
        for factor in book.factors:
            parts = Line.of(0.0)
            for row, rule in enumerate(book.rules):
                if rule.factor == factor.id:
                    parts += self._rule(row, rule)
            whole += clipped_line(self.programme, parts, factor.minimum, factor.maximum)
        return whole

    def _rule(self, row: int, rule: Rule) -> Line:
        feed = self._projection.feeds[row]
        if rule.measure is Measure.CONTACTS and self._projection.ties:
            return self._contacts(row, rule)
        if feed is None:
            return Line.of(_points(rule, float(self._projection.own[row, self._day])))
        if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
            return self._summed(row, rule, feed)
        return self._selected(row, rule, feed)

    def _summed(self, row: int, rule: Rule, feed: Feed) -> Line:
        constant = float(self._projection.own[row, self._day])
        terms: dict[int, float] = {}
        lists = []
        low = high = 0.0
        for place, weight in zip(feed.things, feed.lines[:, self._day].tolist(), strict=True):
            lever, steps = self._levers[place], self.steps[place]
            worth = weight * lever.action.step
            if steps is None or not worth:
                constant += weight * lever.least
                continue
            constant += weight * lever.action.minimum
            terms[steps] = worth
            ends = (worth * lever.low, worth * lever.high)
            low, high = low + min(ends), high + max(ends)
            if rule.points is None:
                lists.append(worth * np.arange(lever.low, lever.high + 1))
        if not terms:
            return Line.of(_points(rule, constant))
        x = Line(constant, terms, constant + low, constant + high)
        if rule.points is not None:
            worth_of_x = x.times(rule.points.value)
            return clipped_line(self.programme, worth_of_x, rule.minimum, rule.maximum)
        return stepped_line(self.programme, x, segments(rule, x, lists))

    def _selected(self, row: int, rule: Rule, feed: Feed) -> Line:
        """Let the first in rank that is there settle the rule."""
        queue = self._candidates(row, rule, feed)
        if len({points for _, points in queue}) == 1:
            return Line.of(queue[0][1])
        chosen = [self.programme.binary() for _ in queue]
        self.programme.row(dict.fromkeys(chosen, 1.0), 1.0, 1.0)
        for place, (who, _) in enumerate(queue):
            if who is None:
                continue
            self.programme.row({chosen[place]: 1.0, self.on(who): -1.0}, high=0.0)
            for behind in chosen[place + 1 :]:
                self.programme.row({behind: 1.0, self.on(who): 1.0}, high=1.0)
        worth = [points for _, points in queue]
        return Line(0.0, dict(zip(chosen, worth, strict=True)), min(worth), max(worth))

    def _candidates(self, row: int, rule: Rule, feed: Feed) -> list[Candidate]:
        """Return who may settle a rule, first in rank first; the last is always there."""
        own = float(self._projection.own[row, self._day])
        ranked: list[tuple[float, int, int | None, float]] = []  # rank, place, lever, measure
        for at, place in enumerate(feed.things):
            x = float(feed.lines[at, self._day])
            lever = self._levers[place]
            if math.isnan(x) or lever.units(lever.high) <= 0:
                continue
            always = lever.least > 0
            day = 0 if feed.definers is None else int(feed.definers[at, self._day])
            ranked.append((_rank(rule, x, day), -place, None if always else place, x))
        if not math.isnan(own):
            day = 0 if feed.own_definers is None else int(feed.own_definers[self._day])
            ranked.append((_rank(rule, own, day), 1, None, own))
        queue: list[Candidate] = []
        for _rank_of, _place, who, x in sorted(ranked, key=lambda one: one[:2]):
            queue.append((who, _points(rule, x)))
            if who is None:
                return queue
        return [*queue, (None, _points(rule, math.nan))]

    def _contact_choices(self) -> list[tuple[int | None, tuple[int, ...]]]:
        """Add one switch for each way in which the contacts can change."""
        ties = self._projection.ties
        ways = list(
            itertools.product(
                *(range(self._levers[one].low, self._levers[one].high + 1) for one in ties)
            )
        )
        if len(ways) == 1:
            return [(None, ways[0])]
        choices = [(self.programme.binary(), way) for way in ways]
        self.programme.row({switch: 1.0 for switch, _ in choices}, 1.0, 1.0)
        for at, place in enumerate(ties):
            steps = self.steps[place]
            if steps is not None:
                terms = {switch: -float(way[at]) for switch, way in choices}
                self.programme.row({steps: 1.0, **terms}, 0.0, 0.0)
        return list(choices)

    def _contacts(self, row: int, rule: Rule) -> Line:
        units = np.zeros((len(self._circles), len(self._levers)))
        for at, (_switch, way) in enumerate(self._circles):
            for place, steps in zip(self._projection.ties, way, strict=True):
                units[at, place] = self._levers[place].units(steps)
        worth = [
            _points(rule, float(self._projection.contacts_measure(row, rule, one)[self._day]))
            for one in units[:, self._projection.ties]
        ]
        terms = {
            switch: points
            for (switch, _way), points in zip(self._circles, worth, strict=True)
            if switch is not None
        }
        if not terms or len(set(worth)) == 1:
            return Line.of(worth[0])
        return Line(0.0, terms, min(worth), max(worth))


def _points(rule: Rule, x: float) -> float:
    return float(rule_points(rule, np.array(x)))


def _rank(rule: Rule, x: float, day: int) -> float:
    """Return what a selecting rule sorts by; the least settles it."""
    if rule.measure is Measure.LATEST:
        return -float(day)
    return x if rule.measure is Measure.TIME_SINCE_LAST else -x
