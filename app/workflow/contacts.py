"""Who of a person's contacts is one on a day, and with which score each counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector, RowVector
from app.domain.records import Contacts
from app.mirror.contacts import current, latest_scores


@dataclass(frozen=True)
class Present:
    """The contacts of a day.

    Attributes:
        rows: Rows of those who are contacts on that day, ascending, shape ``(n,)``.
        scores: The latest score of each that is dated that day or before, NaN where there is
            none, shape ``(n,)``. Unit: points.
    """

    rows: RowVector
    scores: FloatVector


def present(contacts: Contacts, day: int) -> Present:
    """Return who is a contact on a day, and with which score.

    Args:
        contacts: The table.
        day: The day. Unit: days since 1970-01-01.
    """
    rows = np.flatnonzero(current(contacts, day)).astype(np.int64)
    return Present(rows, latest_scores(contacts, day)[rows])
