"""The score over time: ours on every day or month, and the operator's beside it."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import DayVector
from app.domain.calendar import Every, month_by_month
from app.domain.explanation import History
from app.domain.records import OfficialScores
from app.domain.rulebook import Rulebook
from app.domain.score import published_figures
from app.mirror.facts import Facts
from app.mirror.timeline import scores_over


def history(
    book: Rulebook, facts: Facts, official: OfficialScores, first: int, last: int, every: Every
) -> History:
    """Compute the score from one day to another.

    Args:
        book: The rulebook.
        facts: The person's facts; their own day plays no part.
        official: What the operator published.
        first: The first day.
        last: The last day; always part of the history.
        every: Each day, or the same day of each month.
    """
    days = points_between(first, last, every)
    scores = scores_over(book, facts, days)
    row = np.searchsorted(official.day, days, side="right") - 1
    figures = np.append(official.score, np.nan)[row]  # row -1: nothing published yet
    return History(days, scores, published_figures(scores, book.decimals), figures)


def points_between(first: int, last: int, every: Every) -> DayVector:
    """Return the days of a history, ascending; month ends are clamped from the first day."""
    if every is Every.DAY:
        return np.arange(first, last + 1, dtype=np.int32)
    days = month_by_month(first, last)
    return days if days[-1] == last else np.append(days, np.int32(last))
