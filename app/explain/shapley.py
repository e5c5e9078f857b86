"""Exact Shapley values of the factors, and of "the rules changed" where it is a player."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector, RowVector

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
    losses = np.minimum(change, 0.0).sum()
    lowest, highest = start + losses, start + (change.sum() - losses)
    if lowest >= side.floor and highest <= side.ceiling:
        return change  # no clip binds in any subset: the common case
    shares = np.zeros(len(change))
    movers = np.flatnonzero(change)  # who moves nothing gets nothing, and need not be enumerated
    values = np.clip(start + _subset_sums(change[movers]), side.floor, side.ceiling)
    shares[movers] = _sharing(len(movers)) @ values
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
    before, after = _values(old, moving), _values(new, moving)
    # "The rules changed" is the last player: the first half of the coalitions is without it.
    without, with_it = np.hsplit(_sharing(len(moving) + 1), 2)
    under_old, under_new = np.zeros(n), np.zeros(n)
    under_old[moving] = without[:-1] @ before
    under_new[moving] = with_it[:-1] @ after
    return RuleChangeShares(under_old, under_new, float(without[-1] @ before + with_it[-1] @ after))


def _values(side: Side, moving: RowVector) -> FloatVector:
    start = side.base + side.was.sum()
    sums = _subset_sums((side.now - side.was)[moving])
    return np.asarray(np.clip(start + sums, side.floor, side.ceiling))


def _subset_sums(change: FloatVector) -> FloatVector:
    """Return the sum over each subset; bit i of the position says whether player i is in."""
    sums = np.zeros(2 ** len(change))
    for player, one in enumerate(change.tolist()):
        half = 2**player
        np.add(sums[:half], one, out=sums[half : 2 * half])
    return sums


@cache
def _sharing(players: int) -> FloatMatrix:
    """Return the matrix that turns the values of all coalitions into Shapley values.

    Args:
        players: How many, at most ``MOST_PLAYERS``.

    Returns:
        Shape ``(players, 2**players)``: for a coalition with the player in it the weight
        (|Q|-1)! (n-|Q|)! / n!, else minus the weight |Q|! (n-|Q|-1)! / n!.
    """
    if players > MOST_PLAYERS:
        raise AssertionError(players)  # the loader lets no more than 15 factors pass
    coalitions = np.arange(2**players)
    inside = (coalitions >> np.arange(players)[:, np.newaxis]) & 1 == 1
    weights = [1.0 / (players * math.comb(players - 1, size)) for size in range(players)]
    sizes = inside.sum(axis=0)
    gaining = np.array([0.0, *weights])[sizes]  # the player came to one fewer
    losing = np.array([*weights, 0.0])[sizes]
    return np.asarray(np.where(inside, gaining, -losing), dtype=np.float64)
