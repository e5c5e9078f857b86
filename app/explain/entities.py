"""One list of records (and contacts) for two states: who of A is who in B.

Where both states come from one export, the list is that export's. Where they come from two
(an earlier package and a later one), B's rows come first, and what only A has stands behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from app.domain.arrays import Mask, RowVector, TextVector
from app.domain.records import Contacts, Records

T = TypeVar("T", Records, Contacts)


@dataclass(frozen=True)
class Entities(Generic[T]):
    """The rows that an explanation counts in.

    Attributes:
        table: B's rows, then those only A has.
        in_b: How many of them are B's.
        of_a: For each row of A's table its row here; ``None`` where A's table is B's.
        corrected: Rows that both have with other content, shape ``(n,)``.
    """

    table: T
    in_b: int
    of_a: RowVector | None
    corrected: Mask

    def from_a(self, rows: RowVector) -> RowVector:
        """Translate rows of A's table."""
        return rows if self.of_a is None else self.of_a[rows]

    def in_a(self) -> Mask:
        """Return which rows A's table has."""
        if self.of_a is None:
            return np.ones(len(self.table), dtype=np.bool_)
        present = np.zeros(len(self.table), dtype=np.bool_)
        present[self.of_a] = True
        return present


def record_entities(a: Records, b: Records) -> Entities[Records]:
    """Match the records of two states by id."""
    if a is b or not len(a):
        return _one_table(a, b)
    of_a, only_a, pairs = _matched(a.id, b.id)
    corrected = np.zeros(len(b) + len(only_a), dtype=np.bool_)
    if len(pairs):
        in_a, in_b = pairs.T
        names_a, names_b = np.array(a.kinds, object), np.array(b.kinds, object)
        corrected[in_b] = (
            (a.day[in_a] != b.day[in_b])
            | (a.until[in_a] != b.until[in_b])
            | (names_a[a.kind[in_a]] != names_b[b.kind[in_b]])
            | ~np.equal(np.nan_to_num(a.amount[in_a]), np.nan_to_num(b.amount[in_b]))
            | (np.isnan(a.amount[in_a]) != np.isnan(b.amount[in_b]))
        )
    return Entities(_joined(b, a.only(only_a)), len(b), of_a, corrected)


def contact_entities(a: Contacts, b: Contacts) -> Entities[Contacts]:
    """Match the contacts of two states by id."""
    if a is b or not len(a):
        return _one_table(a, b)
    of_a, only_a, _ = _matched(a.id, b.id)
    table = Contacts(
        id=np.concatenate([b.id, a.id[only_a]]),
        name=np.concatenate([b.name, a.name[only_a]]),
        closeness=np.concatenate([b.closeness, a.closeness[only_a]]),
        since=np.concatenate([b.since, a.since[only_a]]),
        until=np.concatenate([b.until, a.until[only_a]]),
        # Scores are read from each state's own table; here they would be of two minds.
        score_contact=b.score_contact,
        score_day=b.score_day,
        score=b.score,
    )
    return Entities(table, len(b), of_a, np.zeros(len(table), dtype=np.bool_))


def _one_table(a: T, b: T) -> Entities[T]:
    # An empty A has no row to translate, but none of B's rows is its own either.
    of_a = None if a is b else np.empty(0, dtype=np.int64)
    return Entities(b, len(b), of_a, np.zeros(len(b), dtype=np.bool_))


def _matched(a: TextVector, b: TextVector) -> tuple[RowVector, RowVector, RowVector]:
    """Return A's rows here, A's rows that B lacks, and the (A row, B row) pairs."""
    place = {name: row for row, name in enumerate(b.tolist())}
    known = np.array([place.get(name, -1) for name in a.tolist()], dtype=np.int64)
    only_a = np.flatnonzero(known < 0)
    both = np.flatnonzero(known >= 0)
    of_a = known.copy()
    of_a[only_a] = len(b) + np.arange(len(only_a))
    return of_a, only_a, np.column_stack([both, known[both]])


def _joined(b: Records, a: Records) -> Records:
    """Return B's rows with A's behind; no longer sorted, for looking up and showing only."""
    kinds = list(b.kinds)
    kinds += [kind for kind in a.kinds if kind not in b.kinds]
    recoded = np.array([kinds.index(kind) for kind in a.kinds], dtype=np.int32)
    empty_a, empty_b = np.full(len(a), "", object), np.full(len(b), "", object)
    return replace(
        b,
        id=np.concatenate([b.id, a.id]),
        day=np.concatenate([b.day, a.day]),
        kind=np.concatenate([b.kind, recoded[a.kind] if len(a) else a.kind]),
        kinds=tuple(kinds),
        amount=np.concatenate([b.amount, a.amount]),
        until=np.concatenate([b.until, a.until]),
        texts={
            name: np.concatenate([b.texts.get(name, empty_b), a.texts.get(name, empty_a)])
            for name in {**b.texts, **a.texts}
        },
    )
