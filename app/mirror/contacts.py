"""Which contacts count on a day, and what each adds to the measure."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import FloatVector, Mask
from app.domain.calendar import NO_DAY
from app.domain.records import Contacts
from app.domain.rulebook import Rule


def current(contacts: Contacts, day: int) -> Mask:
    """Return which contacts are contacts on a day: since <= day < until, open ends allowed."""
    begun = (contacts.since == NO_DAY) | (contacts.since <= day)
    return np.asarray(begun & ((contacts.until == NO_DAY) | (contacts.until > day)))


def latest_scores(contacts: Contacts, day: int) -> FloatVector:
    """Return each contact's latest score dated ``day`` or before, NaN where there is none."""
    scores = np.full(len(contacts), np.nan)
    known = contacts.score_day <= day
    # Rows are sorted by (contact, day): the last one written is the latest.
    scores[contacts.score_contact[known]] = contacts.score[known]
    return scores


def counted_scores(contacts: Contacts, day: int) -> FloatVector:
    """Return the score with which each contact counts on a day, NaN where it does not."""
    return np.where(current(contacts, day), latest_scores(contacts, day), np.nan)


def mean_difference(
    rule: Rule, total: FloatVector, weight: FloatVector, count: FloatVector
) -> FloatVector:
    """Return the contacts measure from its sums; NaN where it is none.

    Args:
        rule: The rule, for its ``min_contacts``.
        total: Sum of closeness x (score - pivot), any shape.
        weight: Sum of closeness, same shape; 0 where every counting contact's is 0.
        count: How many contacts count, same shape.
    """
    enough = (count >= rule.min_contacts) & (weight > 0)
    return np.where(enough, total / np.where(weight > 0, weight, 1.0), np.nan)
