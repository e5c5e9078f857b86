"""The contacts of a crowd: which count on each person's own day, and what they come to."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import NO_DAY
from app.domain.crowd import CrowdContacts
from app.domain.rulebook import Rule
from app.mirror.contacts import mean_difference


class CountingContacts:
    """Contacts with a score, on each person's own day.

    Args:
        contacts: The contacts of the crowd.
        day: Day of each person, shape ``(n_people,)``.
    """

    def __init__(self, contacts: CrowdContacts, day: DayVector) -> None:
        on = day[contacts.person]
        begun = (contacts.since == NO_DAY) | (contacts.since <= on)
        current = begun & ((contacts.until == NO_DAY) | (contacts.until > on))
        scores = np.full(len(contacts), np.nan)
        known = contacts.score_day <= on[contacts.score_contact]
        # Rows are sorted by (contact, day): the last one written is the latest.
        scores[contacts.score_contact[known]] = contacts.score[known]
        rows = np.flatnonzero(current & ~np.isnan(scores))
        self._people = len(day)
        self._person = contacts.person[rows].astype(np.intp)
        self._closeness = contacts.closeness[rows]
        self._score = scores[rows]
        self._count = np.bincount(self._person, minlength=self._people).astype(np.float64)
        self._weight = self._summed(self._closeness)

    def measure(self, rule: Rule) -> FloatVector:
        """Measure a rule of contacts for each person; NaN where it is none, shape ``(n_people,)``."""
        total = self._summed(self._closeness * (self._score - rule.pivot))
        return mean_difference(rule, total, self._weight, self._count)

    def _summed(self, values: FloatVector) -> FloatVector:
        sums = np.bincount(self._person, values, minlength=self._people)
        return sums.astype(np.float64, copy=False)
