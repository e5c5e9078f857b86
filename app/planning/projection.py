"""The score on the days ahead for any planned units, at a cost that knows no records.

A person's past is measured once, on every day of the grid, by the lines of ``mirror.timeline``;
so is each planned thing, one unit of it on its own. What a set of units leads to is then put
together from these lines: sums add up, and a selecting rule takes the later, earlier or longest of
its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import reduce

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, Mask, RowVector
from app.domain.records import Contacts
from app.domain.rulebook import Measure, Rule, Rulebook
from app.domain.score import published_figures
from app.mirror.facts import Facts
from app.mirror.timeline import (
    definer_days_over,
    measure_over,
    measures_over,
    unscored_over,
)
from app.planning.things import Thing, records_of, with_contacts
from app.rulebook.curves import factor_points, rule_points, total

_MOST_REMEMBERED = 512


@dataclass(frozen=True)
class Feed:
    """What the planned things do to one rule.

    Attributes:
        things: Places of the things that feed the rule, ascending.
        lines: The measure of each such thing alone, one unit a day of its own, NaN where it has
            no eligible record, shape ``(n_things, n_days)``.
        definers: Day of each one's latest eligible record, same shape; for ``latest`` only.
        own_definers: The same of the person's own records, shape ``(n_days,)``.
    """

    things: tuple[int, ...]
    lines: FloatMatrix
    definers: DayVector | None = None
    own_definers: DayVector | None = None

    def only(self, some: RowVector) -> Feed:
        """Return the same for some of the days."""
        return Feed(
            self.things,
            self.lines[:, some],
            None if self.definers is None else self.definers[:, some],
            None if self.own_definers is None else self.own_definers[some],
        )


class Projection:
    """A person under a rulebook on some days, ready to be asked for any planned units.

    Attributes:
        book: The rulebook.
        facts: The person's facts today.
        things: What can be planned.
        days: The grid, ascending, shape ``(n_days,)``.
        own: The measures of the person's own past, shape ``(n_rules, n_days)``.
        feeds: What the things do to each rule; ``None`` where nothing feeds it.
        own_unscored: Days on which an own record leaves no score.
        raised: Days on which each thing would, shape ``(n_things, n_days)``.
    """

    def __init__(
        self, book: Rulebook, facts: Facts, things: Sequence[Thing], days: DayVector
    ) -> None:
        self.book, self.facts, self.things, self.days = book, facts, tuple(things), days
        self.own = measures_over(book, facts, days)
        self._alone = [
            Facts(records_of(thing), Contacts.none(), facts.day) for thing in self.things
        ]
        self.feeds = tuple(self._feed(rule) for rule in book.rules)
        self.own_unscored = unscored_over(book, facts, days)
        self.raised = np.zeros((len(self.things), len(days)), dtype=np.bool_)
        for place, alone in enumerate(self._alone):
            self.raised[place] = unscored_over(book, alone, days)
        self.ties = tuple(i for i, thing in enumerate(self.things) if thing.contact is not None)
        self._days: dict[int, Projection] = {}
        self._remembered: dict[tuple[int, tuple[float, ...]], FloatVector] = {}

    def measures(self, units: FloatMatrix) -> FloatMatrix:
        """Return the measure of every rule.

        Args:
            units: Units of each thing, shape ``(n, n_things)``.

        Returns:
            Measures, NaN where there is none, shape ``(n_rules, n, n_days)``.
        """
        x = np.empty((len(self.book.rules), len(units), len(self.days)))
        for row, (rule, feed) in enumerate(zip(self.book.rules, self.feeds, strict=True)):
            if rule.measure is Measure.CONTACTS and self.ties:
                x[row] = [self.contacts_measure(row, rule, one) for one in units[:, self.ties]]
            elif feed is None:
                x[row] = self.own[row]
            elif rule.measure in {Measure.COUNT, Measure.AMOUNT}:
                x[row] = self.own[row] + units[:, feed.things] @ feed.lines
            else:
                x[row] = _selected(rule, self.own[row], feed, units[:, feed.things] > 0)
        return x

    def scores(self, units: FloatMatrix) -> FloatMatrix:
        """Return the score of every set of units on every day, NaN where there is none.

        Args:
            units: Units of each thing, shape ``(n, n_things)``.

        Returns:
            Unrounded scores, shape ``(n, n_days)``.
        """
        return np.where(self.unscored(units), np.nan, self.sums(self.measures(units)))

    def sums(self, measures: FloatMatrix) -> FloatMatrix:
        """Turn measures into scores before overrides, shape ``(n, n_days)``."""
        z = np.empty(measures.shape)
        for row, rule in enumerate(self.book.rules):
            z[row] = rule_points(rule, measures[row])
        return total(self.book, factor_points(self.book, z), self.book.base.value)

    def unscored(self, units: FloatMatrix) -> Mask:
        """Say where an override leaves no score, shape ``(n, n_days)``."""
        planned = (units > 0).astype(np.float64) @ self.raised.astype(np.float64) > 0
        return np.asarray(planned | self.own_unscored)

    def published(self, scores: FloatMatrix) -> FloatMatrix:
        """Return scores as they are published."""
        return published_figures(scores, self.book.decimals)

    def on_day(self, at: int) -> Projection:
        """Return the same projection on one of its days alone, without measuring anew."""
        if at not in self._days:
            if len(self.days) == 1:
                return self
            self._days[at] = self.on_days(np.array([at]))
        return self._days[at]

    def with_book(self, book: Rulebook) -> Projection:
        """Return the same under a rulebook that differs in bounds only."""
        part = copy(self)
        part.book = book
        part._remembered, part._days = {}, {}  # noqa: SLF001 - of the same class
        return part

    def on_days(self, some: RowVector) -> Projection:
        """Return the same projection on some of its days, by their places, ascending."""
        part = copy(self)
        part.days = self.days[some]
        part.own, part.own_unscored = self.own[:, some], self.own_unscored[some]
        part.raised = self.raised[:, some]
        part.feeds = tuple(feed and feed.only(some) for feed in self.feeds)
        part._remembered, part._days = {}, {}  # noqa: SLF001 - of the same class
        return part

    def contact_units(self, units: Sequence[float]) -> Contacts:
        """Return the contacts as they are with so many units of each thing."""
        return with_contacts(self.facts.contacts, self.facts.day, self.things, units)

    def contacts_measure(self, row: int, rule: Rule, ties: FloatVector) -> FloatVector:
        """Return the measure of a contacts rule for units of the things in ``ties``, each day."""
        key = (row, tuple(ties.tolist()))
        if key not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            units = np.zeros(len(self.things))
            units[list(self.ties)] = ties
            changed = Facts(self.facts.records, self.contact_units(units.tolist()), self.facts.day)
            self._remembered[key] = measure_over(rule, changed, self.days)
        return self._remembered[key]

    def _feed(self, rule: Rule) -> Feed | None:
        fed = tuple(
            place
            for place, thing in enumerate(self.things)
            if thing.kind is not None and rule.names(thing.kind)
        )
        if not fed or rule.measure is Measure.CONTACTS:
            return None
        lines = np.array([measure_over(rule, self._alone[one], self.days) for one in fed])
        if rule.measure is not Measure.LATEST:
            return Feed(fed, lines)
        definers = np.array([definer_days_over(rule, self._alone[one], self.days) for one in fed])
        return Feed(fed, lines, definers, definer_days_over(rule, self.facts, self.days))


def _selected(rule: Rule, own: FloatVector, feed: Feed, on: Mask) -> FloatMatrix:
    """Let the records of all things that are on settle a selecting rule, shape ``(n, n_days)``."""
    if feed.definers is not None and feed.own_definers is not None:
        return _latest(own, feed.own_definers, feed.lines, feed.definers, on)
    # The latest record has the fewest completed units behind it, the first one the most.
    choose = np.fmin if rule.measure is Measure.TIME_SINCE_LAST else np.fmax
    start = np.broadcast_to(own, (len(on), len(own)))
    lines = (np.where(on[:, [i]], line, np.nan) for i, line in enumerate(feed.lines))
    return reduce(choose, lines, start)


def _latest(
    own: FloatVector, own_definers: DayVector, lines: FloatMatrix, definers: DayVector, on: Mask
) -> FloatMatrix:
    """Take the amount of the latest record; of one day, that of the thing named last."""
    x = np.repeat(own[np.newaxis], len(on), axis=0)
    newest = np.repeat(own_definers[np.newaxis], len(on), axis=0)
    for place, line in enumerate(lines):
        takes = on[:, [place]] & (definers[place] >= newest) & ~np.isnan(line)
        x = np.where(takes, line, x)
        newest = np.where(takes, definers[place], newest)
    return x
