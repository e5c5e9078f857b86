"""Chooses the people on whom numbers are fitted: as many as memory and patience allow.

Two people with the same measures and the same official score say the same, so that each is held
once, with how often it occurs. Of these at most ``MOST_ALIKE`` are kept: those whose figures have
the least hash. So the choice depends neither on the order of the people, nor on how they are cut
into parts, nor on the salt; and no score or measure is more likely to be chosen than another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import FloatMatrix, FloatVector
from app.domain.audit import People

MOST_ALIKE = 20_000
"""So many different people are fitted on."""

_SEED = np.uint64(0x9E3779B97F4A7C15)
_ROUNDS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_LAST = np.uint64(31)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Sampled:
    """The people on whom numbers are fitted.

    Attributes:
        official: Their scores, shape ``(n,)``. Unit: points.
        measures: x of each rule, shape ``(n_rules, n)``.
        times: How many people each stands for, same shape as ``official``.
    """

    official: FloatVector
    measures: FloatMatrix
    times: FloatVector

    @property
    def n(self) -> int:
        """How many people they stand for."""
        return int(self.times.sum())


class FitSample:
    """Keeps the people on whom numbers are fitted.

    Args:
        n_rules: How many rules the rulebook has.
        most: How many different people are kept.
    """

    def __init__(self, n_rules: int, most: int = MOST_ALIKE) -> None:
        self._most = most
        self._hash: Hashes = np.empty(0, dtype=np.uint64)
        self._figures = np.empty((n_rules + 1, 0))
        self._times = np.empty(0, dtype=np.int64)

    def add(self, people: People) -> None:
        """Look at the people of a part; who lacks the official or the mirrored score is left out."""
        both = ~np.isnan(people.residual)
        figures = np.vstack([people.official[np.newaxis], people.measures])[:, both] + 0.0
        figures = np.hstack([self._figures, figures])
        times = np.concatenate([self._times, np.ones(int(both.sum()), dtype=np.int64)])
        hashes = np.concatenate([self._hash, hashed(figures[:, len(self._hash) :])])
        self._hash, first, place = np.unique(hashes, return_index=True, return_inverse=True)
        self._times = np.bincount(place, weights=times, minlength=len(first)).astype(np.int64)
        self._figures = figures[:, first]
        # Who is among the least of all is among the least of every part: each count is whole.
        self._hash = self._hash[: self._most]
        self._times = self._times[: self._most]
        self._figures = self._figures[:, : self._most]

    def sampled(self) -> Sampled:
        """Return the people, in the order of their hashes."""
        return Sampled(self._figures[0], self._figures[1:], self._times.astype(np.float64))


def hashed(figures: FloatMatrix) -> Hashes:
    """Return a hash of each column (SplitMix64 over its figures, one after the other).

    Args:
        figures: Any numbers, NaN among them, shape ``(k, n)``.
    """
    known = np.where(np.isnan(figures), np.nan, figures)  # one NaN, whatever its bits were
    bits = np.ascontiguousarray(known).view(np.uint64)
    state = np.full(figures.shape[1], _SEED, dtype=np.uint64)
    for row in bits:
        state = (state ^ row) + _SEED
        for shift, factor in _ROUNDS:
            state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
        state ^= state >> _LAST
    return state
