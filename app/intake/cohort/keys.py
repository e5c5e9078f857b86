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
_HALF = np.uint64(32)


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

    It may be wrong in one direction only: of some ten thousand million pairs of ids of one
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

    def look(self, person: CodeVector, id_: NDArray[np.uint32]) -> None:
        """Take the next rows: whose they are, and a number that stands for each id."""
        if self.found or not self.sorted or not len(person):
            return
        person = np.concatenate([self._person, person])
        id_ = np.concatenate([self._id, id_])
        if not ascending(person):
            self.sorted = False
            return
        self.found = _has_twin_rows(person, id_)
        last = int(np.searchsorted(person, person[-1]))
        self._person, self._id = person[last:], id_[last:].copy()


def _has_twin_rows(person: CodeVector, id_: NDArray[np.uint32]) -> bool:
    """Tell by as much of the ids as has room beside the person in 32 bits; if need be, by all."""
    own = (person - person[0]).astype(np.uint32)
    bits = int(own[-1]).bit_length()
    if bits < 32:
        short = (own << np.uint32(32 - bits)) | (id_ >> np.uint32(bits)) if bits else id_
        if not has_twins(short):
            return False
    return has_twins((own.astype(np.uint64) << _HALF) | id_)


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
