"""Counts how often each value occurs, by group: from it come exact quantiles and histograms.

Scores are published in few decimals, so that of a hundred million people few thousand values are
different. Where more than ``MOST_VALUES`` are, cells ten times as wide take their place, until
they fit: memory stays bounded, and the cells are the same however the people are cut into parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector, RowVector

MOST_VALUES = 200_000
"""So many different values (over all groups) are told apart exactly."""

_FINEST = 1e9  # as everywhere in the house, nine decimals are settled


@dataclass(frozen=True, slots=True)
class Counts:
    """Values with how often each occurs.

    Attributes:
        value: Ascending, each once, shape ``(n,)``.
        times: How often, > 0, same shape.
    """

    value: FloatVector
    times: RowVector

    @property
    def n(self) -> int:
        """How many values there are in all."""
        return int(self.times.sum())

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return quantiles as NumPy's ``linear`` ones; NaN where nothing was counted.

        Args:
            shares: Each 0 to 1.
        """
        if not len(self.value):
            return (float("nan"),) * len(shares)
        ends = np.cumsum(self.times)
        at = np.asarray(shares, dtype=np.float64) * (ends[-1] - 1)
        below = np.floor(at).astype(np.int64)
        above = np.minimum(below + 1, ends[-1] - 1)
        low = self.value[np.searchsorted(ends, below, side="right")]
        high = self.value[np.searchsorted(ends, above, side="right")]
        return tuple((low + (high - low) * (at - below)).tolist())

    def within(self, edges: FloatVector) -> RowVector:
        """Return how many lie from each edge up to, not including, the next."""
        ends = np.concatenate([[0], np.cumsum(self.times)])
        places = np.searchsorted(self.value, edges, side="left")
        return np.asarray(np.diff(ends[places]))


class Counting:
    """Values of several groups, counted part by part."""

    def __init__(self, most: int = MOST_VALUES) -> None:
        self._most = most
        self._wide = 1.0
        self._group = np.empty(0, dtype=np.int64)
        self._cell = np.empty(0)
        self._times = np.empty(0, dtype=np.int64)

    @property
    def exact(self) -> bool:
        """Whether every value is told to the ninth decimal."""
        return self._wide == 1.0

    def add(self, group: RowVector, values: FloatVector) -> None:
        """Count values.

        Args:
            group: Number of the group of each, shape ``(n,)``.
            values: The values, NaN where there is none, same shape.
        """
        known = ~np.isnan(values)
        cell = np.floor_divide(np.rint(values[known] * _FINEST), self._wide)
        ones = np.ones(len(cell), dtype=np.int64)
        # First by itself: a part has far more values than different ones.
        part = _gathered(group[known], cell, ones)
        self._keep(
            np.concatenate([self._group, part[0]]),
            np.concatenate([self._cell, part[1]]),
            np.concatenate([self._times, part[2]]),
        )

    def _keep(self, group: RowVector, cell: FloatVector, times: RowVector) -> None:
        group, cell, times = _gathered(group, cell, times)
        while len(cell) > self._most and np.ptp(cell):
            self._wide *= 10
            group, cell, times = _gathered(group, np.floor_divide(cell, 10), times)
        self._group, self._cell, self._times = group, cell, times

    def of(self, group: int) -> Counts:
        """Return the counts of one group."""
        low, high = np.searchsorted(self._group, [group, group + 1])
        # The middle of a cell stands for all in it.
        value = (self._cell[low:high] + (0.0 if self.exact else 0.5)) * self._wide / _FINEST
        return Counts(value + 0.0, self._times[low:high])


def _gathered(
    group: RowVector, cell: FloatVector, times: RowVector
) -> tuple[RowVector, FloatVector, RowVector]:
    """Add up what is of the same group and cell; sorted by both."""
    if not len(cell):
        return group, cell, times
    order = np.lexsort((cell, group))
    group, cell, times = group[order], cell[order], times[order]
    new = np.concatenate([[True], (np.diff(group) != 0) | (np.diff(cell) != 0)])
    first = np.flatnonzero(new)
    return group[first], cell[first], np.add.reduceat(times, first)
