"""How far a rulebook's points can go at all: per rule, per factor, for the score.

Rules of one factor that measure the very same thing are weighed together (one that gives 3 and
one that takes 3 for the same bill cancel); everything else is taken as free of each other. So
each bound is attained, or lies outside what can be attained, never inside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.domain.calendar import Duration, Unit, completed, later
from app.domain.rulebook import Factor, Measure, Rule, Rulebook
from app.rulebook.curves import STEP_TOLERANCE, clipped, rule_points, unbounded_points

_CANCELS = 1e-9  # slopes that sum up to less than this part of themselves cancel

_SOME_YEARS = np.arange(1461, dtype=np.int32)  # every day of a leap year and the three after it


@dataclass(frozen=True, slots=True)
class Reach:
    """The least and the most that can be attained; infinite where nothing bounds it."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the two lie apart."""
        return self.high - self.low

    def clipped(self, minimum: float | None, maximum: float | None) -> Reach:
        """Return the reach within bounds, where there are any."""
        low, high = clipped(np.array([self.low, self.high]), minimum, maximum).tolist()
        return Reach(low, high)

    def __add__(self, other: Reach) -> Reach:
        return Reach(self.low + other.low, self.high + other.high)


NOTHING = Reach(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class MeasureRange:
    """The values a measure can take where it is not none: from, to, and whether only whole ones."""

    low: float
    high: float
    whole: bool


def measure_range(rule: Rule, book: Rulebook) -> MeasureRange:
    """Return which values a rule's measure can take, none left aside."""
    match rule.measure:
        case Measure.COUNT:
            return MeasureRange(0.0, math.inf, whole=rule.half_life is None)
        case Measure.AMOUNT | Measure.LATEST:  # a refund is an amount below 0
            return MeasureRange(-math.inf, math.inf, whole=False)
        case Measure.CONTACTS:
            return MeasureRange(book.floor - rule.pivot, book.ceiling - rule.pivot, whole=False)
        case Measure.TIME_LEFT:
            return MeasureRange(0.0, math.inf, whole=True)
        case Measure.TIME_SINCE_FIRST | Measure.TIME_SINCE_LAST:
            unit = rule.unit or Unit.DAYS
            most = math.inf if rule.lifetime is None else _oldest(rule.lifetime, unit)
            return MeasureRange(0.0, most, whole=True)


@lru_cache(maxsize=256)
def _oldest(lifetime: Duration, unit: Unit) -> float:
    """Return how many completed units a record can be old on its last eligible day."""
    last_days = later(_SOME_YEARS, lifetime.count, lifetime.unit) - 1
    return float(completed(_SOME_YEARS, last_days.astype(np.int32), unit).max())


def worth_of_none(rule: Rule, *, bounded: bool = True) -> float:
    """Return a rule's points for a person without a record or contact that it measures."""
    points = rule_points if bounded else unbounded_points
    none = 0.0 if rule.measure in {Measure.COUNT, Measure.AMOUNT} else math.nan
    return float(points(rule, np.array(none)))


def turning_points(rules: Iterable[Rule], within: MeasureRange) -> tuple[float, ...]:
    """Return every finite value of the measure between which the rules' points run straight.

    Just before each step its left side is among them, so that no value of points is missed.
    """
    found = {end for end in (within.low, within.high) if math.isfinite(end)} | {0.0}
    for rule in rules:
        for step in rule.steps:
            found |= {step.start, math.nextafter(step.start - STEP_TOLERANCE, -math.inf)}
        if rule.points is not None and rule.points.value:
            bounds = (rule.minimum, rule.maximum)
            found |= {bound / rule.points.value for bound in bounds if bound is not None}
    # Beyond the outermost turn as well, where the points stay or run on.
    found |= {min(found) - 1.0, max(found) + 1.0}
    if within.whole:
        found = {float(side) for value in found for side in (math.floor(value), math.ceil(value))}
    return tuple(sorted(value for value in found if within.low <= value <= within.high))


def reach_of_rules(rules: Sequence[Rule], book: Rulebook, *, bounded: bool = True) -> Reach:
    """Return the reach of the sum of rules that measure the very same thing.

    Args:
        rules: At least one; all with the same ``measured`` key.
        book: Their rulebook; its floor and ceiling bound the scores of contacts.
        bounded: Whether the rules' own bounds hold.
    """
    points = rule_points if bounded else unbounded_points
    within = measure_range(rules[0], book)
    turns = np.array(turning_points(rules, within))
    sums = np.sum([points(rule, turns) for rule in rules], axis=0).tolist()
    sums.append(sum(worth_of_none(rule, bounded=bounded) for rule in rules))
    for sign, end in ((-1.0, within.low), (1.0, within.high)):
        slope = _slope(rules, sign, bounded=bounded) if math.isinf(end) else 0.0
        if slope:
            sums.append(math.copysign(math.inf, slope))
    return Reach(min(sums), max(sums))


def _slope(rules: Iterable[Rule], sign: float, *, bounded: bool) -> float:
    """Return how the sum goes on as the measure grows without end; 0 where it stays."""
    slopes = []
    for rule in rules:
        slope = sign * rule.points.value if rule.points is not None else 0.0
        bound = rule.maximum if slope > 0 else rule.minimum
        if not bounded or bound is None:
            slopes.append(slope)
    total, size = sum(slopes), sum(abs(slope) for slope in slopes)
    # Slopes that cancel leave a rest of rounding (the model, section 3).
    return 0.0 if abs(total) <= _CANCELS * size else total


def measured(rule: Rule) -> tuple[object, ...]:
    """Return what a rule looks at: two rules with the same key always have the same measure."""
    return (
        rule.measure,
        frozenset(rule.kinds),
        rule.unit,
        rule.per,
        rule.half_life,
        rule.lifetime,
        rule.pivot,
        rule.min_contacts,
    )


def alike(rules: Iterable[Rule]) -> Iterator[tuple[Rule, ...]]:
    """Group rules by what they measure."""
    groups: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(measured(rule), []).append(rule)
    for group in groups.values():
        yield tuple(group)


def rule_reach(rule: Rule, book: Rulebook, *, bounded: bool = True) -> Reach:
    """Return the least and the most points (z) of one rule."""
    return reach_of_rules((rule,), book, bounded=bounded)


def sum_reach(rules: Iterable[Rule], book: Rulebook) -> Reach:
    """Return the reach of the sum of any rules."""
    return sum((reach_of_rules(group, book) for group in alike(rules)), NOTHING)


def rules_of(book: Rulebook, factor: str) -> tuple[Rule, ...]:
    """Return the rules of a factor, in the order of the file."""
    return tuple(rule for rule in book.rules if rule.factor == factor)


def factor_reach(book: Rulebook, factor: Factor) -> Reach:
    """Return the least and the most points (Z) of one factor, within its bounds."""
    reach = sum_reach(rules_of(book, factor.id), book)
    return reach.clipped(factor.minimum, factor.maximum)


def score_reach(book: Rulebook) -> Reach:
    """Return the least and the most that the unrounded score can be, before overrides."""
    reach = sum((factor_reach(book, factor) for factor in book.factors), NOTHING)
    base = Reach(book.base.value, book.base.value)
    return (base + reach).clipped(book.floor, book.ceiling)
