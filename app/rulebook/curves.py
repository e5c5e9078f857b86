"""From a measure to points, and from points to a score: the one place where it is computed.

Every function takes arrays of any shape, so that one day, ten years of days, a thousand draws
and a whole cohort go through the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import FloatMatrix
from app.domain.rulebook import Number, Rule, Rulebook

STEP_TOLERANCE = 1e-9
"""A measure this little below a step still reaches it."""


@dataclass(frozen=True, slots=True)
class Term:
    """Which of a rule's numbers counts, and how often: points = number x times.

    Attributes:
        slot: Place in ``slots``, any shape.
        times: How often that number counts, same shape.
    """

    slot: NDArray[np.int64]
    times: FloatMatrix


def slots(rule: Rule) -> tuple[Number | None, ...]:
    """Return the numbers that a measure can pick: points or steps, "when none", and nothing."""
    worth = (rule.points,) if rule.points is not None else tuple(s.points for s in rule.steps)
    return (*worth, rule.when_none, None)


def term(rule: Rule, x: FloatMatrix) -> Term:
    """Return which number of the rule a measure picks.

    Args:
        rule: The rule.
        x: Its measure, NaN where it is none, any shape.
    """
    none, ones = np.isnan(x), np.ones(np.shape(x))
    if rule.points is not None:
        return Term(np.where(none, 1, 0), np.where(none, 1.0, x))
    starts = np.array([step.start for step in rule.steps]) - STEP_TOLERANCE
    step = np.searchsorted(starts, x, side="right") - 1  # -1, below the first: the last slot
    return Term(np.where(none, len(starts), step), ones)


def rule_points(rule: Rule, x: FloatMatrix) -> FloatMatrix:
    """Return the points z of a rule for its measure, within the rule's own bounds.

    Args:
        rule: The rule.
        x: Its measure, NaN where it is none, any shape.

    Source:
        The model, section 2.
    """
    return clipped(unbounded_points(rule, x), rule.minimum, rule.maximum)


def unbounded_points(rule: Rule, x: FloatMatrix) -> FloatMatrix:
    """Return the points of a rule for its measure, before the rule's own bounds."""
    picked = term(rule, x)
    values = np.array([0.0 if number is None else number.value for number in slots(rule)])
    return np.asarray(values[picked.slot] * picked.times)


def clipped(values: FloatMatrix, low: float | None, high: float | None) -> FloatMatrix:
    """Hold values within bounds; ``None`` is no bound."""
    return np.clip(values, -np.inf if low is None else low, np.inf if high is None else high)


def factor_points(book: Rulebook, z: FloatMatrix) -> FloatMatrix:
    """Sum the rules of each factor and hold the sum within the factor's bounds.

    Args:
        book: The rulebook.
        z: Points of every rule, shape ``(n_rules, ...)``.

    Returns:
        Points Z of every factor, shape ``(n_factors, ...)``.
    """
    sums = np.zeros((len(book.factors), *z.shape[1:]))
    place = {factor.id: row for row, factor in enumerate(book.factors)}
    for row, rule in enumerate(book.rules):
        sums[place[rule.factor]] += z[row]
    for row, factor in enumerate(book.factors):
        sums[row] = clipped(sums[row], factor.minimum, factor.maximum)
    return sums


def total(book: Rulebook, factors: FloatMatrix, base: FloatMatrix | float) -> FloatMatrix:
    """Return the score S before overrides: base and factors, within floor and ceiling.

    Args:
        book: The rulebook.
        factors: Points of every factor, shape ``(n_factors, ...)``.
        base: The base, a number or of the trailing shape.
    """
    return np.asarray(np.clip(base + factors.sum(axis=0), book.floor, book.ceiling))
