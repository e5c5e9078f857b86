"""Which rulebook fits: several books held against the same official scores."""

from __future__ import annotations

import math

import numpy as np

from app.audit.intervals import NOTHING
from app.audit.sums import GroupSums, Parts
from app.domain.audit import People, Question
from app.domain.findings import BookFit


class BookTally:
    """Adds up each book's errors, over all people whom it scores and who have a score.

    Args:
        question: Its rulebooks, and how near agrees.
    """

    def __init__(self, question: Question) -> None:
        self._books = question.books
        self._tolerance = question.agreed
        self._sums = GroupSums(len(self._books))
        self._agree = np.zeros(len(self._books), dtype=np.int64)

    def add(self, people: People) -> None:
        """Add the people of a part."""
        if not self._books:
            return
        errors = people.official - people.others
        self._sums.add(np.zeros(len(people), dtype=np.int64), 1, errors)
        self._agree += (np.abs(errors) <= self._tolerance + NOTHING).sum(axis=1)

    def books(self) -> tuple[BookFit, ...]:
        """Return how well each book fits, in the order of the question."""
        if not self._sums.n.size:
            return ()
        return tuple(
            self._fit(row) for row, _book in enumerate(self._books) if self._sums.n[row, 0]
        )

    def _fit(self, row: int) -> BookFit:
        book, errors = self._books[row], self._sums.of(row, 0)
        return BookFit(
            id=book.id,
            version=book.version,
            variant=book.variant,
            n=errors.n,
            within=int(self._agree[row]) / errors.n,
            mean_error=errors.mean,
            root_mean_square_error=math.sqrt(errors.squares / errors.n + errors.mean**2),
        )


def books_of(parts: Parts, question: Question) -> tuple[BookFit, ...]:
    """Hold every rulebook of a question against the scores, in one pass over the people."""
    tally = BookTally(question)
    for people in parts():
        tally.add(people)
    return tally.books()
