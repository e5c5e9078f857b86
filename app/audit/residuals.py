"""Published against actual: how far official scores lie from mirrored ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.audit.bars import bars, residual_edges
from app.audit.counted import Counting
from app.audit.intervals import NOTHING
from app.audit.sums import GroupSums, Pairs, Parts
from app.domain.arrays import FloatVector, Mask
from app.domain.audit import People, Question
from app.domain.calendar import iso
from app.domain.findings import Bar, Explains, Largest, Residual

MOST_LARGEST = 20
"""So many of the largest residuals are listed."""

_MONTH = len("2016-03")
_QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Residuals:
    """What there is to say of residuals; see ``Findings``."""

    within_tolerance: float | None
    residual: Residual | None
    distribution: tuple[Bar, ...]
    explains: tuple[Explains, ...]
    largest: tuple[Largest, ...]


class ResidualTally:
    """Adds residuals up, in one pass.

    Args:
        question: Its first rulebook is the one that is held against the official scores.
    """

    def __init__(self, question: Question) -> None:
        book = question.book
        self._rules = [rule.id for rule in book.rules] if book else []
        self._unit = 10.0 ** -(book.decimals if book else 0)
        self._tolerance = question.agreed
        self._sums = GroupSums(1)
        self._counts = Counting()
        self._agree = 0
        self._explaining = Pairs(len(self._rules))
        self._largest: list[Largest] = []

    def add(self, people: People) -> None:
        """Add the people of a part."""
        residual = people.residual
        known = ~np.isnan(residual)
        if not known.any():
            return
        one = np.zeros(len(people), dtype=np.int64)
        self._sums.add(one, 1, residual[np.newaxis])
        self._counts.add(one, residual)
        self._agree += int((np.abs(residual[known]) <= self._tolerance + NOTHING).sum())
        if self._rules:
            left = np.broadcast_to(residual, people.points.shape)
            self._explaining.add(people.points, left)
        self._keep_largest(people, known, residual)

    def residuals(self) -> Residuals:
        """Return the figures."""
        counts = self._counts.of(0)
        if not counts.n:
            return Residuals(None, None, (), (), ())
        moments = self._sums.of(0, 0)
        p05, p50, p95 = counts.quantiles(_QUANTILES)
        described = Residual(
            n=moments.n,
            mean=moments.mean,
            sd=float(np.sqrt(moments.variance)),
            min=float(counts.value[0]),
            p05=p05,
            p50=p50,
            p95=p95,
            max=float(counts.value[-1]),
        )
        edges = residual_edges(counts, self._unit)
        return Residuals(
            within_tolerance=self._agree / moments.n,
            residual=described,
            distribution=bars(counts, edges),
            explains=self._explains(),
            largest=tuple(self._largest),
        )

    def _explains(self) -> tuple[Explains, ...]:
        """Return the squared correlation of what is left with each rule's points, most first."""
        pairs = self._explaining
        spread = pairs.xx * pairs.yy
        # Where all have the same points, or the same is left of all, nothing is explained.
        flat = (pairs.xx <= NOTHING * pairs.n) | (pairs.yy <= NOTHING * pairs.n)
        shares = np.where(flat, 0.0, pairs.xy**2 / np.where(flat, 1.0, spread)).tolist()
        found = [Explains(rule, share) for rule, share in zip(self._rules, shares, strict=True)]
        return tuple(sorted(found, key=lambda one: -round(one.share, 9)))

    def _keep_largest(self, people: People, known: Mask, residual: FloatVector) -> None:
        rows = np.flatnonzero(known)
        apart = np.abs(residual[rows])
        if len(rows) > MOST_LARGEST:
            # All that are as far apart as the last one stay: names decide between them.
            least = np.partition(apart, -MOST_LARGEST)[-MOST_LARGEST]
            rows = rows[apart >= least]
        rows = rows[np.abs(residual[rows]) > NOTHING]
        found = [
            Largest(
                name=str(people.name[row]),
                month=iso(int(people.day[row]))[:_MONTH],
                official=float(people.official[row]),
                published=float(people.published[row]),
            )
            for row in rows.tolist()
        ]
        self._largest = sorted((*self._largest, *found), key=_farthest)[:MOST_LARGEST]


def _farthest(one: Largest) -> tuple[float, str]:
    return -round(abs(one.official - one.published), 9), one.name


def residuals_of(parts: Parts, question: Question) -> Residuals:
    """Describe the residuals of all people, in one pass."""
    tally = ResidualTally(question)
    for people in parts():
        tally.add(people)
    return tally.residuals()
