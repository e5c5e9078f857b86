"""Whose a row is, told by a number that stands for the id: no text is held for every row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, RowVector

Keys = NDArray[np.uint64]
"""Numbers that stand for ids, shape ``(n,)``."""


class People:
    """The rows of people in the crowd, by the numbers that stand for their ids.

    Args:
        keys: The number of each person, in their order, shape ``(n_people,)``; no two alike.
    """

    def __init__(self, keys: Keys) -> None:
        self._order = np.argsort(keys)
        self._sorted = keys[self._order]

    def rows_of(self, keys: Keys) -> CodeVector:
        """Return the person of each row, -1 where it is nobody's, shape ``(n,)``.

        Rows of one person that follow one another are looked up once.
        """
        starts = run_starts(keys)
        found = self._looked_up(keys[starts])
        return np.repeat(found, np.diff(starts, append=len(keys)))

    def _looked_up(self, keys: Keys) -> CodeVector:
        if not len(self._sorted):
            return np.full(len(keys), -1, dtype=np.int32)
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        found = np.where(self._sorted[at] == keys, self._order[at], -1)
        return found.astype(np.int32)


def run_starts(keys: NDArray[np.generic]) -> RowVector:
    """Return where each run of equal keys begins, shape ``(n_runs,)``."""
    if not len(keys):
        return np.empty(0, dtype=np.int64)
    changes = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    return np.concatenate([np.zeros(1, dtype=np.int64), changes])


def has_twins(keys: Keys) -> bool:
    """Return whether any two are alike."""
    ordered = np.sort(keys)
    return bool((ordered[1:] == ordered[:-1]).any())


def ascending(codes: CodeVector) -> bool:
    """Return whether no code is smaller than the one before."""
    return bool((codes[1:] >= codes[:-1]).all())
