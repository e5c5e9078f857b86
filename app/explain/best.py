"""The way down from the best possible score: what each factor falls short of."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.domain.explanation import FactorShare
from app.domain.rulebook import Rulebook
from app.domain.score import Score, published_figure
from app.explain.shapley import Side, factor_shares
from app.rulebook.bounds import factor_reach
from app.rulebook.curves import total


@dataclass(frozen=True, slots=True)
class FromBest:
    """A score compared with the best that its rulebook can give.

    Attributes:
        score: The best possible score, unrounded. Unit: points.
        published: The same as published.
        factors: What each factor takes from it; the shares add up to the score minus the best.
        rounding: Published difference minus unrounded difference.
    """

    score: float
    published: float
    factors: tuple[FactorShare, ...]
    rounding: float


def from_best(book: Rulebook, score: Score) -> FromBest | None:
    """Compare a score with the best possible one.

    Args:
        book: The rulebook.
        score: A score by it.

    Returns:
        The comparison; ``None`` where a factor has no greatest points, or there is no score.

    Source:
        The model, section 3: "the best possible" has every factor at its greatest attainable Z.
    """
    best = np.array([factor_reach(book, factor).high for factor in book.factors])
    if score.published is None or not all(math.isfinite(one) for one in best.tolist()):
        return None
    side = Side(book.base.value, book.floor, book.ceiling, best, score.factor_points)
    shares = factor_shares(side)
    top = float(total(book, best, book.base.value))
    shown = published_figure(top, book.decimals)
    return FromBest(
        score=top,
        published=shown,
        factors=tuple(
            FactorShare(factor.id, float(shares[row]), float(side.now[row]), float(best[row]))
            for row, factor in enumerate(book.factors)
        ),
        rounding=(score.published - shown) - (score.sum - top),
    )
