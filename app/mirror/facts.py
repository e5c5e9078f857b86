"""What a score is computed from, besides the rulebook: records, contacts, a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.arrays import RowVector
from app.domain.records import Contacts, Records


@dataclass(frozen=True)
class Facts:
    """A person's data on a day.

    Attributes:
        day: The day of the score.
        aside: Ids of records that the person has set aside; they count nowhere.
    """

    records: Records
    contacts: Contacts
    day: int
    aside: frozenset[str] = frozenset()

    @classmethod
    def none(cls, day: int) -> Facts:
        """Return the facts of someone of whom nothing is known."""
        return cls(Records.none(), Contacts.none(), day)

    @cached_property
    def aside_rows(self) -> RowVector:
        """Rows of the records set aside, ascending."""
        if not self.aside:
            return np.empty(0, dtype=np.int64)
        named = (row for row, name in enumerate(self.records.id.tolist()) if name in self.aside)
        return np.fromiter(named, dtype=np.int64)
