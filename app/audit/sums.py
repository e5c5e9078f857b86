"""Means and spreads of many people in one pass: sums that can be merged in any order.

Each part is summed around its own mean, and two sums are merged as Chan, Golub and LeVeque do it,
so that a million scores around 650 lose no digit, however they are cut into parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import FloatMatrix, FloatVector, RowVector
from app.domain.audit import People

Parts = Callable[[], Iterable[People]]
"""The people of a cohort, part by part; may be asked again and again."""


@dataclass(frozen=True, slots=True)
class Moments:
    """How many there are, their mean, and the sum of the squares of what they are off it."""

    n: int
    mean: float
    squares: float

    @property
    def variance(self) -> float:
        """Variance of a sample (n − 1); NaN where fewer than two are known."""
        return self.squares / (self.n - 1) if self.n > 1 else float("nan")


class GroupSums:
    """Moments of several figures for each of several groups.

    Args:
        n_rows: How many figures each person has.

    Attributes:
        n: How many have the figure, shape ``(n_rows, n_groups)``.
        mean: Their mean, 0 where there is nobody, same shape.
        squares: Sum of squares around the mean, same shape.
    """

    def __init__(self, n_rows: int) -> None:
        self.n = np.zeros((n_rows, 0), dtype=np.int64)
        self.mean = np.zeros((n_rows, 0))
        self.squares = np.zeros((n_rows, 0))

    def add(self, group: RowVector, n_groups: int, values: FloatMatrix) -> None:
        """Add people.

        Args:
            group: Number of each one's group, shape ``(n,)``.
            n_groups: How many groups are known by now; never fewer than before.
            values: Their figures, NaN where there is none, shape ``(n_rows, n)``.
        """
        self._grow(n_groups)
        for row, line in enumerate(values):
            known = ~np.isnan(line)
            own, x = group[known], line[known]
            if not len(x):
                continue
            n = np.bincount(own, minlength=n_groups)
            there = np.maximum(n, 1)
            centre = float(x[0])
            mean = centre + np.bincount(own, weights=x - centre, minlength=n_groups) / there
            squares = np.bincount(own, weights=np.square(x - mean[own]), minlength=n_groups)
            self._merge(row, n.astype(np.int64), mean, squares.astype(np.float64))

    def of(self, row: int, group: int) -> Moments:
        """Return the moments of one figure in one group."""
        return Moments(
            int(self.n[row, group]), float(self.mean[row, group]), float(self.squares[row, group])
        )

    def others(self, row: int, group: int) -> Moments:
        """Return the moments of one figure over everybody who is not in a group."""
        rest = np.arange(self.n.shape[1]) != group
        return pooled(self.n[row, rest], self.mean[row, rest], self.squares[row, rest])

    def _grow(self, n_groups: int) -> None:
        more = ((0, 0), (0, n_groups - self.n.shape[1]))
        self.n = np.pad(self.n, more)
        self.mean = np.pad(self.mean, more)
        self.squares = np.pad(self.squares, more)

    def _merge(self, row: int, n: RowVector, mean: FloatVector, squares: FloatVector) -> None:
        before = self.n[row]
        after = before + n
        there = np.maximum(after, 1)
        off = np.where(n > 0, mean - self.mean[row], 0.0)
        self.mean[row] += off * n / there
        self.squares[row] += squares + off**2 * before * n / there
        self.n[row] = after


def pooled(n: RowVector, mean: FloatVector, squares: FloatVector) -> Moments:
    """Return the moments of all groups together, each given by its own."""
    count = int(n.sum())
    if not count:
        return Moments(0, 0.0, 0.0)
    centre = float(mean[n > 0][0])
    middle = centre + float((n * (mean - centre)).sum()) / count
    spread = float((squares + n * (mean - middle) ** 2)[n > 0].sum())
    return Moments(count, middle, spread)


class Pairs:
    """How two figures of each person go together, for several pairs of figures at once.

    Args:
        n_rows: How many pairs of figures there are.

    Attributes:
        n: Who has both, shape ``(n_rows,)``; so are the others.
        mean_x: Mean of the first.
        mean_y: Mean of the second.
        xx: Sum of the squares of the first around its mean.
        xy: Sum of the products of both around their means.
        yy: Sum of the squares of the second.
    """

    def __init__(self, n_rows: int) -> None:
        self.n = np.zeros(n_rows, dtype=np.int64)
        self.mean_x, self.mean_y = np.zeros(n_rows), np.zeros(n_rows)
        self.xx, self.xy, self.yy = np.zeros(n_rows), np.zeros(n_rows), np.zeros(n_rows)

    def add(self, x: FloatMatrix, y: FloatMatrix) -> None:
        """Add people; who lacks one of the two is left out of that pair.

        Args:
            x: The first figures, shape ``(n_rows, n)``.
            y: The second ones, same shape.
        """
        both = ~(np.isnan(x) | np.isnan(y))
        n = both.sum(axis=1)
        there = np.maximum(n, 1)
        mean_x, dx = _centred(x, both, there)
        mean_y, dy = _centred(y, both, there)
        before, after = self.n, self.n + n
        share = before * n / np.maximum(after, 1)
        off_x = np.where(n > 0, mean_x - self.mean_x, 0.0)
        off_y = np.where(n > 0, mean_y - self.mean_y, 0.0)
        self.xx += (dx * dx).sum(axis=1) + off_x * off_x * share
        self.xy += (dx * dy).sum(axis=1) + off_x * off_y * share
        self.yy += (dy * dy).sum(axis=1) + off_y * off_y * share
        self.mean_x += off_x * n / np.maximum(after, 1)
        self.mean_y += off_y * n / np.maximum(after, 1)
        self.n = after


def _centred(
    values: FloatMatrix, both: NDArray[np.bool_], there: RowVector
) -> tuple[FloatVector, FloatMatrix]:
    """Return the mean of each row and what each is off it, 0 where it is left out."""
    if not values.shape[1]:
        return np.zeros(len(values)), values
    first = values[np.arange(len(values)), both.argmax(axis=1)][:, np.newaxis]
    shifted = np.where(both, values - first, 0.0)
    mean = shifted.sum(axis=1) / there
    off = np.where(both, shifted - mean[:, np.newaxis], 0.0)
    return np.nan_to_num(first[:, 0]) + mean, off
