"""From a factor's share to its rules, and from a rule's share to its records."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import FloatVector, Mask
from app.domain.rulebook import ADDITIVE, Rule

NOTHING = 1e-9
"""A sum counts as 0 where it is at most this part of the sum of the absolute terms."""


def is_nothing(terms: FloatVector) -> bool:
    """Whether terms cancel, so that their sum counts as 0."""
    total = terms.sum()
    one_way = not len(terms) or terms.min() >= 0 or terms.max() <= 0
    return bool(abs(total) <= NOTHING * (abs(total) if one_way else np.abs(terms).sum()))


def rule_shares(share: float, change: FloatVector, when_cancelling: float = 1.0) -> FloatVector:
    """Share a factor's points among its rules.

    Args:
        share: The factor's share. Unit: points.
        change: dz of each of its rules, shape ``(n,)``. Unit: points.
        when_cancelling: Part of its own dz that a rule gets where the rules cancel: all of it,
            or half in each of two rulebooks.

    Source:
        The model, section 3, Aumann-Shapley: phi_r = phi_f * dz_r / sum of dz.
    """
    if is_nothing(change):
        return change * when_cancelling
    return np.asarray(share * change / change.sum())


def record_shares(
    rule: Rule, share: float, change: FloatVector, when_cancelling: float = 1.0
) -> FloatVector:
    """Share a rule's points among the records (or contacts) that add to its measure.

    Args:
        rule: A rule with an additive measure.
        share: The rule's share. Unit: points.
        change: What each record changed of the measure, shape ``(n,)``.
        when_cancelling: As in ``rule_shares``, where the records cancel.

    Source:
        The model, section 3, "to the record".
    """
    if rule.measure not in ADDITIVE:
        raise AssertionError(rule.id)
    if not len(change):
        return change
    moved = float(change.sum())
    nothing = is_nothing(change)
    if rule.points is not None:
        if nothing:
            return rule.points.value * when_cancelling * change
        return np.asarray(change * (share / moved))
    if share == 0:
        return np.zeros(len(change))
    with_it = np.abs(change) if nothing else np.where(_along(change, moved), np.abs(change), 0.0)
    return np.asarray(share * with_it / with_it.sum())


def _along(change: FloatVector, moved: float) -> Mask:
    return np.asarray(np.sign(change) == np.sign(moved))
