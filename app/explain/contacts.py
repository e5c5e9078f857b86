"""What the score would be if a contact were not there: each contact in turn."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.rulebook import Measure
from app.explain.comparison import Reckoning
from app.mirror.contacts import counted_scores, mean_difference
from app.mirror.facts import Facts
from app.rulebook.curves import factor_points, rule_points, total


def worth_if_gone(book: Reckoning, facts: Facts, rows: int) -> FloatVector:
    """Return S without each contact, minus S.

    Args:
        book: Both states by one rulebook; state B is asked about.
        facts: State B's facts.
        rows: How many contacts the explanation counts in; those that only A has are worth 0.

    Returns:
        The difference for each contact, shape ``(rows,)``; 0 for one that does not count.
        Unit: points.
    """
    scores = counted_scores(facts.contacts, facts.day)
    counting = np.flatnonzero(~np.isnan(scores))
    worth = np.zeros(rows)
    if not len(counting):
        return worth
    score = book.score_b
    z = np.repeat(score.rule_points[:, np.newaxis], len(counting), axis=1)
    closeness = facts.contacts.closeness[counting]
    weighing = closeness > 0
    others_weigh = weighing.sum() > weighing  # where none does, no rounding may say otherwise
    left = np.where(others_weigh, closeness.sum() - closeness, 0.0)
    rest = np.full(len(counting), len(counting) - 1.0)
    for row, rule in enumerate(book.book.rules):
        if rule.measure is Measure.CONTACTS:
            parts = closeness * (scores[counting] - rule.pivot)
            x = mean_difference(rule, parts.sum() - parts, left, rest)
            z[row] = rule_points(rule, x)
    without = total(book.book, factor_points(book.book, z), book.book.base.value)
    worth[counting] = without - score.sum
    return worth
