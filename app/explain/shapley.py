"""Exact Shapley values of the factors, and of "the rules changed" where it is a player."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector, RowVector

MOST_PLAYERS = 16


@dataclass(frozen=True, slots=True)
class Side:
    """What one rulebook makes of the factors in both states.

    Attributes:
        base: The base. Unit: points.
        floor: Least score.
        ceiling: Greatest score.
        was: Points Z of every factor in state A, shape ``(n_factors,)``; 0 where the book lacks it.
        now: The same in state B.
    """

    base: float
    floor: float
    ceiling: float
    was: FloatVector
    now: FloatVector


def factor_shares(side: Side) -> FloatVector:
    """Share the difference of two scores among the factors.

    Args:
        side: The one rulebook, both states.

    Returns:
        The Shapley value of each factor, shape ``(n_factors,)``; the sum is S_B - S_A.

    Source:
        The model, section 3: v(Q) is the score with the factors in Q taken from B.
    """
    change = side.now - side.was
    start = side.base + side.was.sum()
    lowest, highest = start + change[change < 0].sum(), start + change[change > 0].sum()
    if lowest >= side.floor and highest <= side.ceiling:
        return change  # no clip binds in any subset: the common case
    shares = np.zeros(len(change))
    movers = np.flatnonzero(change)  # who moves nothing gets nothing, and need not be enumerated
    values = np.clip(start + _subset_sums(change[movers]), side.floor, side.ceiling)
    weights = _weights(len(movers))
    for place, factor in enumerate(movers):
        shares[factor] = _weighted_gain(values, place, weights)
    return shares


@dataclass(frozen=True, slots=True)
class RuleChangeShares:
    """Shares where the rulebook changed too.

    Attributes:
        under_old: Part of each factor's share earned before the rules change, shape ``(n,)``.
        under_new: Part earned after it, shape ``(n,)``.
        rules: The share of "the rules changed".
    """

    under_old: FloatVector
    under_new: FloatVector
    rules: float


def shares_with_rules(old: Side, new: Side) -> RuleChangeShares:
    """Share the difference among the factors and "the rules changed".

    Args:
        old: What A's rulebook makes of the factors in both states.
        new: What B's rulebook makes of them; the factors stand in the same order.

    Source:
        The model, section 3: with the rules in Q all points are computed by B's rulebook.
    """
    n = len(old.was)
    moving = np.flatnonzero((old.now != old.was) | (new.now != new.was))
    before = _values(old, moving)
    after = _values(new, moving)
    weights = _weights(len(moving) + 1)
    under_old, under_new = np.zeros(n), np.zeros(n)
    for place, factor in enumerate(moving):
        under_old[factor] = _weighted_gain(before, place, weights[:-1])
        # With the rules in, every coalition is one player larger.
        under_new[factor] = _weighted_gain(after, place, weights[1:])
    sizes = _sizes(len(moving))
    return RuleChangeShares(under_old, under_new, float((weights[sizes] * (after - before)).sum()))


def _values(side: Side, moving: RowVector) -> FloatVector:
    start = side.base + side.was.sum()
    sums = _subset_sums((side.now - side.was)[moving])
    return np.asarray(np.clip(start + sums, side.floor, side.ceiling))


def _subset_sums(change: FloatVector) -> FloatVector:
    """Return the sum over each subset; bit i of the position says whether player i is in."""
    sums = np.zeros(1)
    for one in change:
        sums = np.concatenate([sums, sums + one])
    return sums


def _sizes(players: int) -> RowVector:
    return np.rint(_subset_sums(np.ones(players))).astype(np.int64)


def _weights(players: int) -> FloatVector:
    """Return the weight |Q|! (n - |Q| - 1)! / n! of a coalition of each size, 0 to n - 1."""
    return np.array([1.0 / (players * math.comb(players - 1, size)) for size in range(players)])


def _weighted_gain(values: FloatVector, player: int, weights: FloatVector) -> float:
    """Return the weighted mean of what a player adds to each coalition without it."""
    pairs = values.reshape(-1, 2, 2**player)
    gain = pairs[:, 1, :] - pairs[:, 0, :]
    sizes = _sizes(int(math.log2(len(values))) - 1).reshape(gain.shape)
    return float((weights[sizes] * gain).sum())
