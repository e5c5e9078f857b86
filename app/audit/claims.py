"""Tests what an operator claims: that a rule does not count.

What is left when the mirror leaves a rule out is regressed on the points of that rule. Where the
rule counts as the rulebook says, one point of it is one point of what is left: the slope is 1.
Where it does not count, the slope is 0.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from app.audit.intervals import NOTHING, holm, student_p, student_quantile
from app.audit.sums import Pairs, Parts
from app.domain.arrays import FloatMatrix, FloatVector
from app.domain.audit import People, Question
from app.domain.findings import Claim, Verdict

ERRORS_OF_POWER = 2.8
"""An effect of so many standard errors is found in 80 of 100 cohorts at 5 in 100."""

LARGEST_SUPPORTED = 0.5
"""A claim is supported only where half the rule's weight would have been seen."""

_ALONE = 1e-9  # somebody whose leverage is this near to 1 settles the slope alone


class ClaimSums:
    """The first pass: what the slopes are made of.

    Args:
        question: Its claims are tested, in its order.

    Attributes:
        pairs: Points of each claim's rule, and what is left without it.
        moved: For how many the rule has points, shape ``(n_claims,)``.
        moved_by: Sum of the absolute points, same shape.
        net: Sum of the points, same shape.
    """

    def __init__(self, question: Question) -> None:
        ids = [rule.id for rule in question.book.rules] if question.book else []
        self.rules = question.claims if ids else ()
        self.smallest = question.smallest_group
        self._rows = [ids.index(rule) for rule in self.rules]
        self.pairs = Pairs(len(self._rows))
        self.moved = np.zeros(len(self._rows), dtype=np.int64)
        self.moved_by = np.zeros(len(self._rows))
        self.net = np.zeros(len(self._rows))

    def add(self, people: People) -> None:
        """Add the people of a part."""
        if not self._rows:
            return
        x, y = self.sides(people)
        self.pairs.add(x, y)
        own = np.where(np.isnan(y), 0.0, x)
        used = np.abs(own)
        self.net += own.sum(axis=1)
        self.moved += (used > NOTHING).sum(axis=1)
        self.moved_by += used.sum(axis=1)

    def sides(self, people: People) -> tuple[FloatMatrix, FloatMatrix]:
        """Return the points of each claim's rule and what is left without it."""
        return people.points[self._rows], people.official - people.without


class ClaimErrors:
    """The second pass: the errors of the slopes (HC3).

    Args:
        sums: What the first pass found.

    Where few people hold the slope, their own errors are too few to tell how far it may be off:
    its interval is Student's, with Bell and McCaffrey's degrees of freedom.

    Source:
        J. G. MacKinnon and H. White (1985), Journal of Econometrics 29. With one slope, a person's
        leverage is ``1/n + (x − mean)² / xx``. R. M. Bell and D. F. McCaffrey (2002), Survey
        Methodology 28: the freedom is ``(Σλ)² / Σλ²`` over the eigenvalues of what the variance
        is as a square of the errors.
    """

    def __init__(self, sums: ClaimSums) -> None:
        self._sums = sums
        pairs = sums.pairs
        self._told = (pairs.n >= 3) & (pairs.xx > NOTHING * np.maximum(pairs.n, 1))
        self._xx = np.where(self._told, pairs.xx, 1.0)
        self._n = np.maximum(pairs.n, 1)
        self.slope: FloatVector = np.where(self._told, pairs.xy / self._xx, np.nan)
        self._meat = np.zeros(len(pairs.n))
        self._fourth, self._above = np.zeros(len(pairs.n)), np.zeros(len(pairs.n))
        self._trace, self._squares = np.zeros(len(pairs.n)), np.zeros(len(pairs.n))
        self._weights = np.zeros((3, len(pairs.n)))
        self._alone = np.zeros(len(pairs.n), dtype=np.bool_)

    def add(self, people: People) -> None:
        """Add the people of a part, the same ones as in the first pass."""
        if not self._told.any():
            return
        x, y = self._sums.sides(people)
        pairs = self._sums.pairs
        both = ~(np.isnan(x) | np.isnan(y)) & self._told[:, np.newaxis]
        dx = np.where(both, x - pairs.mean_x[:, np.newaxis], 0.0)
        dy = np.where(both, y - pairs.mean_y[:, np.newaxis], 0.0)
        off = dy - np.nan_to_num(self.slope)[:, np.newaxis] * dx
        free = 1 - 1 / self._n[:, np.newaxis] - dx**2 / self._xx[:, np.newaxis]
        alone = both & (free <= _ALONE)
        self._alone |= alone.any(axis=1)
        self._meat += ((dx * off / np.where(both & ~alone, free, 1.0)) ** 2).sum(axis=1)
        self._fourth += (dx**4).sum(axis=1)
        self._above += (np.maximum(dx, 0.0) ** 2).sum(axis=1)
        weight = (dx / np.where(both & ~alone, free, 1.0)) ** 2
        self._trace += (weight * free).sum(axis=1)
        self._squares += (weight**2 * (2 * free - 1)).sum(axis=1)
        self._weights += [(weight * dx**power).sum(axis=1) for power in range(3)]

    def _freedom(self) -> FloatVector:
        """Return the degrees of freedom of each slope's error, shape ``(n_claims,)``."""
        none, first, second = self._weights
        between = (none / self._n) ** 2 + 2 * first**2 / (self._n * self._xx)
        squares = self._squares + between + (second / self._xx) ** 2
        told = squares > 0
        return np.asarray(np.where(told, self._trace**2 / np.where(told, squares, 1.0), np.nan))

    def _holding(self) -> FloatVector:
        """Return how many people hold each slope, as if all of them held it alike.

        Where a rule moves some of n people by the same, it is the fewer of those whom it moves and
        of those whom it does not: n times the share of the leverage that the others hold. Of
        points that vary, those above the mean are held against those below it.
        """
        told = self._fourth > 0
        alike = np.where(told, self._xx**2 / np.where(told, self._fourth, 1.0), 0.0)
        above = self._above / self._xx
        fewer = self._n * np.minimum(above, 1 - above)
        return np.asarray(np.minimum(np.minimum(alike, fewer), self._sums.moved))

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims with their verdicts, in the order of the question."""
        errors = np.where(self._told & ~self._alone, np.sqrt(self._meat) / self._xx, np.nan)
        slopes = [None if math.isnan(slope) else slope for slope in self.slope.tolist()]
        freedom, holding = self._freedom().tolist(), self._holding().tolist()
        found = [
            self._claim(row, slopes[row], error, freedom[row], holding[row])
            for row, error in enumerate(errors.tolist())
        ]
        corrected = holm([claim.p for claim in found])
        return tuple(
            replace(claim, p_holm=p_holm) for claim, p_holm in zip(found, corrected, strict=True)
        )

    def _claim(
        self, row: int, effect: float | None, error: float, freedom: float, holding: float
    ) -> Claim:
        sums = self._sums
        n, moved = int(sums.pairs.n[row]), int(sums.moved[row])
        mean_moved = float(sums.moved_by[row]) / moved if moved else 0.0
        if sums.net[row] <= NOTHING - sums.moved_by[row]:
            mean_moved = -mean_moved  # it gives to nobody
        points = None if effect is None else effect * mean_moved
        if effect is None or math.isnan(error) or math.isnan(freedom):
            none = Verdict.TOO_LITTLE_DATA
            return Claim(
                sums.rules[row], n, moved, effect, None, None, None, None, None, points, none
            )
        quantile = student_quantile(freedom)
        low, high = effect - quantile * error, effect + quantile * error
        detectable = ERRORS_OF_POWER * error
        verdict = verdict_of(low, high, detectable)
        if min(n, holding + NOTHING) < sums.smallest:
            verdict = Verdict.TOO_LITTLE_DATA
        p = student_p(effect, error, freedom)
        return Claim(
            sums.rules[row], n, moved, effect, low, high, p, None, detectable, points, verdict
        )


def verdict_of(low: float, high: float, detectable: float) -> Verdict:
    """Say what an interval and the smallest effect that would show say of a claim.

    An end that is 0 but for rounding is 0.
    """
    if low > NOTHING or high < -NOTHING:
        return Verdict.CONTRADICTED
    return Verdict.SUPPORTED if detectable <= LARGEST_SUPPORTED else Verdict.TOO_LITTLE_DATA


def claims_of(parts: Parts, question: Question) -> tuple[Claim, ...]:
    """Test every claim of a question, in two passes over the people."""
    sums = ClaimSums(question)
    for people in parts():
        sums.add(people)
    errors = ClaimErrors(sums)
    for people in parts():
        errors.add(people)
    return errors.claims()
