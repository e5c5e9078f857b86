"""Where the score certainly lies when the file leaves something out.

A current contact without a score could have any score, or none; an amount that is not there
could be any amount. Each rule then has an interval, and intervals add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector, RowVector
from app.domain.explanation import GuaranteedRange, MissingInput
from app.domain.rulebook import Measure, Rule, Rulebook
from app.explain.comparison import Reckoning
from app.mirror.contacts import counted_scores, current
from app.mirror.facts import Facts
from app.mirror.measures import DEFAULT_AMOUNT, RuleMeasure
from app.rulebook.curves import factor_points, rule_points, total

MOST_INPUTS = 1000
"""So many missing inputs are weighed one by one: the ones that weigh most in their rule."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """One rule's missing inputs: rows, and what each weighs in the measure."""

    rule: int
    rows: RowVector
    weights: FloatVector
    of_contacts: bool


def guaranteed_range(book: Reckoning, facts: Facts) -> GuaranteedRange | None:
    """Bound the score whatever the missing inputs are.

    Args:
        book: Both states by one rulebook; state B is bounded.
        facts: State B's facts.

    Returns:
        An outer bound and what each missing input adds to its width, widest first; ``None``
        where nothing is missing or an override leaves no score.

    Source:
        The model, section 4.
    """
    score = book.score_b
    missing = [
        one
        for row, rule in enumerate(book.book.rules)
        if (one := _missing(row, rule, book.measures_b[row], facts)) is not None
    ]
    if score.score is None or not missing:
        return None
    inputs = _inputs(missing)
    low = np.repeat(score.rule_points[:, np.newaxis], len(inputs) + 1, axis=1)
    high = low.copy()
    for one in missing:
        rule, measure = book.book.rules[one.rule], book.measures_b[one.rule]
        bounds = _Bounds(book.book, rule, measure, facts, one)
        low[one.rule], high[one.rule] = bounds.without_any()
        for column, (row, of_contacts) in enumerate(inputs, start=1):
            if of_contacts == one.of_contacts and row in bounds.place:
                low[one.rule, column], high[one.rule, column] = bounds.without(row)
    lows, highs = _scores(book.book, low), _scores(book.book, high)
    widths = highs - lows
    names = [
        (facts.contacts.id if of_contacts else facts.records.id)[row] for row, of_contacts in inputs
    ]
    told = [
        MissingInput(str(name), float(widths[0] - widths[column]), of_contacts)
        for column, (name, (_, of_contacts)) in enumerate(zip(names, inputs, strict=True), start=1)
    ]
    told.sort(key=lambda one: -one.narrows)
    return GuaranteedRange(float(lows[0]), float(highs[0]), tuple(told))


def _missing(row: int, rule: Rule, measure: RuleMeasure, facts: Facts) -> _Missing | None:
    """Return what a rule would need and the file does not have."""
    if rule.measure is Measure.CONTACTS:
        scores = counted_scores(facts.contacts, facts.day)
        rows = np.flatnonzero(current(facts.contacts, facts.day) & np.isnan(scores))
        weights = facts.contacts.closeness[rows]
    elif rule.measure in {Measure.AMOUNT, Measure.LATEST}:
        rows = measure.parts().rows
        rows = rows[np.isnan(facts.records.amount[rows])]
        weights = np.full(len(rows), 1 / rule.per)
        if rule.half_life is not None:
            days = facts.records.day[rows]
            weights *= np.exp2((days - facts.day) / rule.half_life.mean_days)
    else:
        return None
    if not len(rows):
        return None
    return _Missing(row, rows, weights, rule.measure is Measure.CONTACTS)


def _inputs(missing: list[_Missing]) -> list[tuple[int, bool]]:
    inputs: dict[tuple[int, bool], float] = {}
    for one in missing:
        strongest = np.argsort(-one.weights, kind="stable")[:MOST_INPUTS]
        for row, weight in zip(one.rows[strongest], one.weights[strongest], strict=True):
            key = (int(row), one.of_contacts)
            inputs[key] = max(inputs.get(key, 0.0), float(weight))
    return sorted(inputs, key=lambda key: -inputs[key])[:MOST_INPUTS]


class _Bounds:
    """The interval of one rule's points over all that its missing inputs could be."""

    def __init__(
        self, book: Rulebook, rule: Rule, measure: RuleMeasure, facts: Facts, missing: _Missing
    ) -> None:
        self._book, self._rule, self._missing = book, rule, missing
        self.place = {int(row): place for place, row in enumerate(missing.rows)}
        defaults = float(missing.weights.sum()) * DEFAULT_AMOUNT
        self._known = 0.0 if rule.measure is Measure.LATEST else measure.x - defaults
        if missing.of_contacts:
            scores = counted_scores(facts.contacts, facts.day)
            counting = ~np.isnan(scores)
            closeness = facts.contacts.closeness[counting]
            self._count = int(counting.sum())
            self._weight = float(closeness.sum())
            self._total = float((closeness * (scores[counting] - rule.pivot)).sum())

    def without_any(self) -> tuple[float, float]:
        """Return the bounds with every input missing."""
        return self._of(self._missing.weights, 0.0)

    def without(self, row: int) -> tuple[float, float]:
        """Return the bounds with one input at its default: amount 1, or no such contact."""
        place = self.place[row]
        others = np.delete(self._missing.weights, place)
        return self._of(others, float(self._missing.weights[place]) * DEFAULT_AMOUNT)

    def _of(self, weights: FloatVector, default: float) -> tuple[float, float]:
        if self._missing.of_contacts:
            return self._of_contacts(weights)
        x = self._known + default
        return _points_between(self._rule, x, np.inf if len(weights) else x)

    def _of_contacts(self, weights: FloatVector) -> tuple[float, float]:
        """Bound the contacts measure: each missing contact at the floor, the ceiling or absent."""
        rule, book = self._rule, self._book
        needed = max(0, rule.min_contacts - self._count)
        reached: list[float] = []
        if needed <= len(weights):
            few, all_of_them = float(np.sort(weights)[:needed].sum()), float(weights.sum())
            # The mean moves one way only as weight is added at one score: the ends suffice.
            for score in (book.floor, book.ceiling):
                for weight in (few, all_of_them):
                    if self._weight + weight > 0:
                        added = weight * (score - rule.pivot)
                        reached.append((self._total + added) / (self._weight + weight))
        points = [float(rule_points(rule, np.array(x))) for x in reached]
        if needed or self._weight <= 0:
            points.append(float(rule_points(rule, np.array(np.nan))))
        return min(points), max(points)


def _points_between(rule: Rule, low: float, high: float) -> tuple[float, float]:
    """Return the least and the most points of a rule for measures from low to high."""
    if rule.points is not None and rule.points.value == 0:
        at = [low]  # nothing times without end is nothing
    else:
        at = [low, high, *(step.start for step in rule.steps if low < step.start <= high)]
    points = [float(rule_points(rule, np.array(x))) for x in at]
    return min(points), max(points)


def _scores(book: Rulebook, z: FloatMatrix) -> FloatVector:
    return np.asarray(total(book, factor_points(book, z), book.base.value))
