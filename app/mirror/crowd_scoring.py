"""Scores of many people at once, by one rulebook or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, Mask, RowVector
from app.domain.crowd import Crowd
from app.domain.rulebook import Rulebook
from app.domain.score import published_figures
from app.mirror.crowd import measures_of_rules, unscored_of_crowd
from app.mirror.packing import only
from app.rulebook.curves import factor_points, rule_points, total


@dataclass(frozen=True)
class CrowdMarks:
    """What a rulebook makes of a crowd.

    Attributes:
        measures: x of every rule, NaN where it is none, shape ``(n_rules, n_people)``.
        points: z of every rule, shape ``(n_rules, n_people)``. Unit: points.
        sum: The score before overrides, unrounded, shape ``(n_people,)``. Unit: points.
        published: As it is published; NaN where an override leaves no score.
        unscored: Who is left without a score, shape ``(n_people,)``.
    """

    measures: FloatMatrix
    points: FloatMatrix
    sum: FloatVector
    published: FloatVector
    unscored: Mask


def marks_of_crowd(
    books: Sequence[Rulebook], crowd: Crowd, day: DayVector
) -> tuple[CrowdMarks, ...]:
    """Score every person by each of some rulebooks.

    Args:
        books: The rulebooks, their variants already applied.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.

    Source:
        The model, section 2.
    """
    x = measures_of_rules([rule for book in books for rule in book.rules], crowd, day)
    ends = np.cumsum([len(book.rules) for book in books])[:-1]
    return tuple(
        _marks(book, own, unscored_of_crowd(book, crowd, day))
        for book, own in zip(books, np.split(x, ends), strict=True)
    )


def points_of(book: Rulebook, measures: FloatMatrix) -> FloatMatrix:
    """Return z of every rule.

    Args:
        book: The rulebook.
        measures: x of every rule, shape ``(n_rules, ...)``.
    """
    z = np.empty(measures.shape)
    for row, rule in enumerate(book.rules):
        z[row] = rule_points(rule, measures[row])
    return z


def marks_at(book: Rulebook, crowd: Crowd, person: RowVector, day: DayVector) -> CrowdMarks:
    """Score people on several days each.

    Args:
        book: The rulebook, its variant already applied.
        crowd: The people.
        person: Whose score, ascending, shape ``(n,)``.
        day: On what day, shape ``(n,)``.

    Returns:
        What the book makes of each of them, shapes ``(n_rules, n)`` and ``(n,)``.
    """
    n = len(person)
    x, unscored = np.empty((len(book.rules), n)), np.empty(n, dtype=np.bool_)
    asked, first, times = np.unique(person, return_index=True, return_counts=True)
    some = _these(crowd, asked)
    for turn in range(int(times.max(initial=0))):
        # Who is asked for on another day still; those who are not are left behind.
        more = np.flatnonzero(times > turn)
        some = _these(some, more)
        first, times = first[more], times[more]
        places = first + turn
        x[:, places] = measures_of_rules(book.rules, some, day[places])
        unscored[places] = unscored_of_crowd(book, some, day[places])
    return _marks(book, x, unscored)


def _these(crowd: Crowd, people: RowVector) -> Crowd:
    """Return these people of a crowd; ascending rows."""
    if len(people) == len(crowd):
        return crowd
    chosen = np.zeros(len(crowd), dtype=np.bool_)
    chosen[people] = True
    return only(crowd, chosen)


def _marks(book: Rulebook, x: FloatMatrix, unscored: Mask) -> CrowdMarks:
    z = points_of(book, x)
    sums = total(book, factor_points(book, z), book.base.value)
    return CrowdMarks(x, z, sums, published_of(book, sums, unscored), unscored)


def published_of(book: Rulebook, sums: FloatVector, unscored: Mask) -> FloatVector:
    """Return scores as they are published; NaN where there is none."""
    published = published_figures(sums, book.decimals)
    published[unscored] = np.nan
    return published
