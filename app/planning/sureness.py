"""How sure a plan is: in how many of the draws it reaches its target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.score import published_figures
from app.explain.ranges import drawn_scores, guesses
from app.planning.solving import Day, Found


@dataclass(frozen=True, slots=True)
class Sureness:
    """In how many draws of the guessed numbers a target is reached.

    Attributes:
        share: 0 to 1.
        short: How many points more would do in the wanted share of the draws, at least 0.
    """

    share: float
    short: float


def sureness(day: Day, found: Found, target: float, wanted: float) -> Sureness | None:
    """Draw every guessed number anew and see how often some steps reach the target.

    Args:
        day: The day.
        found: The steps.
        target: The published score that is wanted.
        wanted: The share that ``short`` is asked for, 0 to 1.

    Returns:
        The share; ``None`` where no number of the rulebook is a guess.
    """
    book = day.projection.book
    if not guesses(book):
        return None
    measures = day.single.measures(found.units.reshape(1, -1))[:, :, 0]
    drawn = drawn_scores(book, measures)[:, 0]
    share = float(np.mean(published_figures(drawn, book.decimals) >= target))
    short = max(0.0, target - float(np.quantile(drawn, 1 - wanted)))
    return Sureness(share, short)
