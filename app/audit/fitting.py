"""Fits the assumed numbers of a rulebook to official scores, within what the book allows.

Bounded least squares of the unrounded score, bounds of rules and factors in their places. What
the book leaves open runs from 0 (its ``low``) to 1 (its ``high``), so that numbers of any size
can be compared. Whatever the data cannot tell stays as near to the book as it may.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from app.audit.fit_model import FitModel, FreeNumber, free_numbers
from app.audit.fit_sample import FitSample, Sampled
from app.audit.intervals import NORMAL
from app.audit.sums import Parts
from app.domain.arrays import FloatMatrix, FloatVector, Mask
from app.domain.audit import People, Question
from app.domain.findings import Fit, FittedNumber

_STARTS = 4
_SEED = 0
_AT_BOUND = 1e-6
_NO_SLOPE = 1e-7  # beside the steepest direction
_TOGETHER = 0.1  # two numbers share this much of what cannot be told
_MOST_LOOKS = 200


class FitTally:
    """Keeps the people on whom the assumed numbers of the first rulebook are fitted.

    Args:
        question: What is asked.
    """

    def __init__(self, question: Question) -> None:
        self._book = question.book if question.fit else None
        self._smallest = question.smallest_group
        self._free = free_numbers(self._book) if self._book else ()
        self._sample = FitSample(len(self._book.rules) if self._book else 0)

    def add(self, people: People) -> None:
        """Look at the people of a part."""
        if self._free:
            self._sample.add(people)

    def fit(self) -> Fit | None:
        """Return the fit.

        It is ``None`` where none is asked for, no number may be off, or too few people have both
        scores.

        Note:
            The 95 in 100 intervals come from the slopes at the solution with HC3 errors. Where a
            number lies at a bound they are those that there would be without it: rather too wide
            than too narrow for the others, and cut off at the bound for the number itself. They
            take the rest of the rulebook for right: a rule that is not in it, or a group that is
            silently treated otherwise, can move a number further than its interval says.
        """
        sampled = self._sample.sampled()
        if not self._book or not self._free:
            return None
        if sampled.n < max(self._smallest, len(self._free) + 1):
            return None
        model = FitModel(self._book, self._free, sampled.measures)
        return _Fitting(model, self._free, sampled).fit()


def fit_of(parts: Parts, question: Question) -> Fit | None:
    """Fit the assumed numbers of the first rulebook, in one pass over the people."""
    tally = FitTally(question)
    for people in parts():
        tally.add(people)
    return tally.fit()


@dataclass(frozen=True)
class _Errors:
    """How sure the solution is, each number counted from 0 (low) to 1 (high).

    Attributes:
        low: Lower end of each interval.
        high: Upper end.
        told: Which numbers have an interval (HC3) narrower than what the book allows.
        together: What of every two numbers cannot be told, a projection.
    """

    low: FloatVector
    high: FloatVector
    told: Mask
    together: FloatMatrix


class _Fitting:
    """One fit: numbers are counted from 0 (low) to 1 (high) throughout."""

    def __init__(self, model: FitModel, free: tuple[FreeNumber, ...], sampled: Sampled) -> None:
        self._model, self._free, self._sampled = model, free, sampled
        self._low = np.array([one.number.low for one in free])
        self._width = np.array([one.number.high for one in free]) - self._low
        self._was = (np.array([one.number.value for one in free]) - self._low) / self._width

    def fit(self) -> Fit:
        """Return the fit."""
        found = self._nearest(self._best())
        errors = self._errors(found)
        most = np.array([one.number.high for one in self._free])
        values, lows, highs = (
            np.clip(self._low + end * self._width, self._low, most).tolist()
            for end in (found, errors.low, errors.high)
        )
        told = errors.told.tolist()
        numbers = tuple(
            FittedNumber(
                key=one.key,
                was=one.number.value,
                value=values[place],
                low=lows[place] if told[place] else None,
                high=highs[place] if told[place] else None,
                told=told[place],
                bound=bool(min(found[place], 1 - found[place]) <= _AT_BOUND),
            )
            for place, one in enumerate(self._free)
        )
        return Fit(
            n=self._sampled.n,
            numbers=numbers,
            tied=self._tied(errors),
            before=self._error(self._was),
            after=self._error(found),
        )

    def _off(self, at: FloatVector) -> FloatVector:
        scores = self._model.scores(self._low + at * self._width)
        return np.asarray(scores - self._sampled.official)

    def _slopes(self, at: FloatVector) -> FloatMatrix:
        return np.asarray(self._model.slopes(self._low + at * self._width) * self._width)

    def _error(self, at: FloatVector) -> float:
        """Return the root mean square error. Unit: points."""
        times = self._sampled.times
        return math.sqrt(float(times @ self._off(at) ** 2) / self._sampled.n)

    def _best(self) -> FloatVector:
        """Return the best solution from a few starts: bounds can hide slopes from one of them."""
        chance = np.random.default_rng(_SEED)
        starts = [self._was, np.full(len(self._free), 0.5)]
        starts += list(chance.random((_STARTS - len(starts), len(self._free))))
        solved = [self._solved(start) for start in starts]
        errors = [self._error(one) for one in solved]
        least = min(errors)
        return next(
            one
            for one, error in zip(solved, errors, strict=True)
            if error <= least * (1 + _AT_BOUND)
        )

    def _solved(self, start: FloatVector) -> FloatVector:
        weight = np.sqrt(self._sampled.times)

        def off(at: FloatVector) -> FloatVector:
            return np.asarray(weight * self._off(at))

        def slopes(at: FloatVector) -> FloatMatrix:
            return np.asarray(weight[:, np.newaxis] * self._slopes(at))

        solution = optimize.least_squares(
            off,
            start,
            jac=slopes,
            bounds=(0.0, 1.0),
            ftol=1e-12,
            xtol=1e-12,
            gtol=1e-12,
            max_nfev=_MOST_LOOKS,
        )
        return np.asarray(np.clip(solution.x, 0.0, 1.0))

    def _nearest(self, found: FloatVector) -> FloatVector:
        """Move the solution towards the book where that moves no score."""
        _steep, flat = self._directions(found)
        nearer = np.clip(found - flat.T @ (flat @ (found - self._was)), 0.0, 1.0)
        return nearer if self._error(nearer) <= self._error(found) * (1 + _AT_BOUND) else found

    def _directions(self, at: FloatVector) -> tuple[FloatMatrix, FloatMatrix]:
        """Return the directions in which the scores move and those in which they do not.

        Each is a row of length 1; those that move are divided by how far they move the sum of
        squares, so that their products are the inverse of the normal equations.
        """
        weight = np.sqrt(self._sampled.times)[:, np.newaxis]
        # The triangle of QR has the same directions, and few rows.
        triangle = np.linalg.qr(weight * self._slopes(at), mode="r")
        _left, steep, rows = np.linalg.svd(triangle, full_matrices=True)
        full = np.zeros(len(rows))
        full[: len(steep)] = steep
        moves = full > _NO_SLOPE * max(full.max(initial=0.0), 1e-300)
        return rows[moves] / full[moves, np.newaxis], rows[~moves]

    def _errors(self, found: FloatVector) -> _Errors:
        steep, flat = self._directions(found)
        covariance = self._covariance(found, steep)
        spread, ways = np.linalg.eigh(covariance)
        weak = 2 * NORMAL * np.sqrt(np.maximum(spread, 0.0)) >= 1
        together = ways[:, weak] @ ways[:, weak].T + flat.T @ flat
        half = NORMAL * np.sqrt(np.diagonal(covariance))
        unmoved = (flat**2).sum(axis=0) > _NO_SLOPE
        told = ~unmoved & (2 * half < 1)
        return _Errors(found - half, found + half, told, together)

    def _covariance(self, found: FloatVector, steep: FloatMatrix) -> FloatMatrix:
        """Return the covariance of the numbers (HC3 at the solution)."""
        slopes, off, times = self._slopes(found), self._off(found), self._sampled.times
        along = slopes @ steep.T
        free = np.maximum(1 - (along**2).sum(axis=1), _AT_BOUND)
        sides = along * (off / free * np.sqrt(times))[:, np.newaxis]
        return np.asarray(steep.T @ (sides.T @ sides) @ steep)

    def _tied(self, errors: _Errors) -> tuple[tuple[str, ...], ...]:
        """Return the sets of numbers that only their sum, so to speak, is known of."""
        left = [place for place, told in enumerate(errors.told.tolist()) if not told]
        sets: list[set[int]] = []
        for place in left:
            mates = {
                other for other in left if abs(float(errors.together[place, other])) > _TOGETHER
            } | {place}
            touching = [one for one in sets if one & mates]
            sets = [one for one in sets if not one & mates] + [mates.union(*touching)]
        named = [tuple(self._free[place].key for place in sorted(one)) for one in sets]
        return tuple(sorted(one for one in named if len(one) > 1))
