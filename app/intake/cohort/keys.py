"""Whose a row is, told by a number that stands for the id: no text is held for every row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, RowVector

Keys = NDArray[np.uint64]
"""Numbers that stand for ids, shape ``(n,)``."""

NOBODY = -1
"""Stands where a row is of nobody who is known."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIXING = np.uint32(0x9E3779B1)
_SLOTS = 1 << 18  # for the rows of a block and as many again; they fit into a core's own memory


class Owners:
    """Finds the row of whoever a number stands for.

    Args:
        keys: The number of each, in their order, shape ``(n,)``; no two alike.
    """

    def __init__(self, keys: Keys) -> None:
        self._order = np.argsort(keys).astype(np.int32)
        self._sorted = keys[self._order]

    def rows_of(self, keys: Keys) -> CodeVector:
        """Return the row of each, ``NOBODY`` where there is none, shape ``(n,)``.

        Numbers that follow their like are looked up once.
        """
        starts = run_starts(keys)
        found = self._looked_up(keys[starts])
        return np.repeat(found, np.diff(starts, append=len(keys)))

    def _looked_up(self, keys: Keys) -> CodeVector:
        if not len(self._sorted):
            return np.full(len(keys), NOBODY, dtype=np.int32)
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        return np.where(self._sorted[at] == keys, self._order[at], np.int32(NOBODY))


class Twins:
    """Tells whether anybody has two rows of one id, while the rows come by in blocks.

    It may be wrong in one direction only: of some four thousand million pairs of ids of one
    person, one passes for a pair of twins.

    Attributes:
        found: Whether there are any.
        sorted: Whether the rows came in the order of their people, without which nothing is told.
    """

    def __init__(self) -> None:
        self.found = False
        self.sorted = True
        self._person = np.empty(0, dtype=np.int32)
        self._id = np.empty(0, dtype=np.uint32)
        self._slots = np.zeros(_SLOTS, dtype=np.int32)

    def look(self, person: CodeVector, id_: NDArray[np.uint32]) -> None:
        """Take the next rows: whose they are, and a number that stands for each id."""
        if self.found or not self.sorted or not len(person):
            return
        person = np.concatenate([self._person, person])
        id_ = np.concatenate([self._id, id_])
        if not ascending(person):
            self.sorted = False
            return
        self.found = self._any_alike(person, id_)
        last = int(np.searchsorted(person, person[-1]))
        self._person, self._id = person[last:].copy(), id_[last:].copy()

    def _any_alike(self, person: CodeVector, id_: NDArray[np.uint32]) -> bool:
        """Put each row in a slot; of rows that share one, the last to come stays.

        Twins share a slot. Where one of them stays, the other is found to be its like; where
        neither does, both are put in slots again with all others that did not stay.
        """
        if 2 * len(person) > len(self._slots):
            self._slots = np.zeros(1 << (2 * len(person)).bit_length(), dtype=np.int32)
        slot = (id_ ^ (person.view(np.uint32) * _MIXING)) & np.uint32(len(self._slots) - 1)
        rows = np.arange(len(person), dtype=np.int32)
        while len(rows):
            self._slots[slot] = rows
            stayed = self._slots[slot]
            left = np.flatnonzero(stayed != rows)
            rows, stayed, slot = rows[left], stayed[left], slot[left]
            if ((id_[rows] == id_[stayed]) & (person[rows] == person[stayed])).any():
                return True
        return False


def run_starts(keys: NDArray[np.generic]) -> RowVector:
    """Return where each run of equal keys begins, shape ``(n_runs,)``."""
    if not len(keys):
        return np.empty(0, dtype=np.int64)
    changes = np.flatnonzero(keys[1:] != keys[:-1])
    starts = np.zeros(len(changes) + 1, dtype=np.int64)
    np.add(changes, 1, out=starts[1:])
    return starts


def paired(first: Keys, second: Keys) -> Keys:
    """Return numbers that stand for pairs of ids."""
    return np.asarray((first * _ODD) ^ second)


def has_twins(keys: NDArray[np.unsignedinteger]) -> bool:
    """Return whether any two are alike."""
    ordered = np.sort(keys)
    return bool((ordered[1:] == ordered[:-1]).any())


def ascending(codes: NDArray[np.signedinteger]) -> bool:
    """Return whether none is smaller than the one before."""
    return bool((codes[1:] >= codes[:-1]).all())
