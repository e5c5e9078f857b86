"""Why a record's points differ between two states: the first cause that fits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import Mask, RowVector
from app.domain.explanation import Cause
from app.domain.records import Contacts, Records
from app.explain.entities import Entities
from app.mirror.contacts import counted_scores, current
from app.mirror.facts import Facts

Causes = NDArray[np.int8]


class RecordCauses:
    """Tells the cause of any record between two states.

    Args:
        records: The rows of both states.
        a: State A's facts.
        b: State B's facts.

    Source:
        The model, section 3, the order of causes.
    """

    def __init__(self, records: Entities[Records], a: Facts, b: Facts) -> None:
        self._records = records
        self._nobody = not len(a.records)
        self._one_table = not records.corrected.any() and records.in_b == len(records.table)
        self._a = a
        self._in_a = records.in_a()
        aside = set(b.aside_rows.tolist()) ^ set(records.from_a(a.aside_rows).tolist())
        self._aside = np.array(sorted(aside), dtype=np.int64)

    def of(self, rows: RowVector, *, counted_in_b: Mask) -> Causes:
        """Return the cause of each row, whose own contribution changed.

        Args:
            rows: Rows, shape ``(n,)``.
            counted_in_b: Which of them still count in B, shape ``(n,)``.
        """
        if self._nobody:
            return np.full(len(rows), Cause.NEW, dtype=np.int8)
        causes = np.where(counted_in_b, Cause.AGEING, Cause.EXPIRED).astype(np.int8)
        causes[self._is_new(rows)] = Cause.NEW
        return self._of_the_file(rows, causes)

    def of_definer(self, row: int, *, former: int | None, is_in_b: bool) -> Cause:
        """Return the cause of the record that carries a selecting rule's share.

        Args:
            row: The record that carries it.
            former: The record that defined the measure in A, if any.
            is_in_b: Whether ``row`` defines it in B; else it did in A.
        """
        own = self.of(np.array([row]), counted_in_b=np.array([is_in_b]))[0]
        if own != Cause.AGEING or former is None or former == row:
            return Cause(own)
        # The former definer made room: the new one carries that, under the reason why.
        return Cause(self.of(np.array([former]), counted_in_b=np.array([False]))[0])

    def _is_new(self, rows: RowVector) -> Mask:
        return np.asarray(
            ~self._in_a[rows] | (self._records.table.day[rows] > self._a.day), dtype=np.bool_
        )

    def _of_the_file(self, rows: RowVector, causes: Causes) -> Causes:
        if not self._one_table:
            causes[self._records.corrected[rows]] = Cause.CORRECTED
            causes[rows >= self._records.in_b] = Cause.REMOVED
        if len(self._aside):
            causes[np.isin(rows, self._aside)] = Cause.SET_ASIDE
        return causes


def contact_causes(contacts: Entities[Contacts], a: Facts, b: Facts) -> Causes:
    """Return the cause of each contact between two states, shape ``(n_contacts,)``."""
    n = len(contacts.table)
    of_a = contacts.from_a(np.arange(len(a.contacts)))
    score_a, score_b = np.full(n, np.nan), np.full(n, np.nan)
    current_a, current_b = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    score_a[of_a] = counted_scores(a.contacts, a.day)
    current_a[of_a] = current(a.contacts, a.day)
    score_b[: contacts.in_b] = counted_scores(b.contacts, b.day)
    current_b[: contacts.in_b] = current(b.contacts, b.day)
    causes = np.full(n, Cause.CONTACT_WEIGHT, dtype=np.int8)
    causes[np.nan_to_num(score_a) != np.nan_to_num(score_b)] = Cause.CONTACT_SCORE
    causes[current_a & ~current_b] = Cause.CONTACT_LEFT
    causes[current_b & ~current_a] = Cause.CONTACT_JOINED
    return causes
