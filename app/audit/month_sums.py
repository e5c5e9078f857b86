"""How official and mirrored scores compare month by month, as sums that can be merged."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatVector, Mask, RowVector, TextVector

_CLOSE = 1e-9
_MOST_LOOKS = 20_000_000
_LOOKS_A_PERSON = 20
_ALL = 2**32


@dataclass(frozen=True)
class MonthSums:
    """Residuals by the calendar month of the official score. Unit: points.

    Attributes:
        month: Months since January 1970, ascending, shape ``(n_months,)``.
        n: How many scores have a residual, likewise.
        sum: Sum of the residuals.
        squares: Sum of their squares.
        within: How many are within tolerance.
        people: How many people the scores are of.
    """

    month: RowVector
    n: RowVector
    sum: FloatVector
    squares: FloatVector
    within: RowVector
    people: int

    @classmethod
    def none(cls) -> MonthSums:
        """Return the sums of nobody."""
        whole, numbers = np.empty(0, np.int64), np.empty(0)
        return cls(whole, whole, numbers, numbers, whole, 0)

    @classmethod
    def of(cls, day: DayVector, residual: FloatVector, tolerance: float, people: int) -> MonthSums:
        """Sum residuals up.

        Args:
            day: Day of each official score, shape ``(n,)``.
            residual: Official minus mirrored score, NaN where one is missing, shape ``(n,)``.
            tolerance: How near is within. Unit: points.
            people: Of how many people they are.
        """
        known = ~np.isnan(residual)
        residual = residual[known]
        months = day[known].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        month, place = np.unique(months, return_inverse=True)
        size = len(month)
        within = np.abs(residual) <= tolerance + _CLOSE
        return cls(
            month,
            np.bincount(place, minlength=size),
            np.bincount(place, residual, size).astype(np.float64),
            np.bincount(place, residual * residual, size).astype(np.float64),
            np.bincount(place[within], minlength=size),
            people,
        )

    def merge(self, other: MonthSums) -> MonthSums:
        """Return the sums of both; they must be of different people."""
        month = np.union1d(self.month, other.month)
        both = [(one, np.searchsorted(month, one.month)) for one in (self, other)]
        n, within = np.zeros(len(month), np.int64), np.zeros(len(month), np.int64)
        sums, squares = np.zeros(len(month)), np.zeros(len(month))
        for one, place in both:
            n[place] += one.n
            within[place] += one.within
            sums[place] += one.sum
            squares[place] += one.squares
        return MonthSums(month, n, sums, squares, within, self.people + other.people)


def months_share(people: int, scores: int, records: int) -> float:
    """Return for what share of a cohort's people every official score is looked at.

    For each earlier score of a person all of their records are gone through again. All people are
    looked at where that makes no more than 20 million looks; else as many as make that.

    Args:
        people: How many people the cohort has, or about.
        scores: How many official scores they have.
        records: How many records.
    """
    again = max(scores / max(people, 1) - 1.0, 0.0)
    looks = again * (records + _LOOKS_A_PERSON * people)
    return min(1.0, _MOST_LOOKS / max(looks, 1.0))


def chosen_for_months(ids: TextVector, share: float) -> Mask:
    """Choose about such a share of people, by their ids alone.

    Who is chosen depends neither on who else is there nor on the salt.

    Args:
        ids: As the file has them, shape ``(n,)``.
        share: 0 to 1.
    """
    if share >= 1.0:
        return np.ones(len(ids), dtype=np.bool_)
    sums = (zlib.crc32(one.encode("utf-8", "surrogatepass")) for one in ids.tolist())
    mixed = np.fromiter(sums, np.uint64, len(ids))
    # The sums of ids that count upwards are no chance: each bit must come to depend on every other.
    for factor, shift in ((0x85EBCA6B, 13), (0xC2B2AE35, 16)):
        mixed ^= mixed >> np.uint64(16)
        mixed = (mixed * np.uint64(factor)) & np.uint64(_ALL - 1)
        mixed ^= mixed >> np.uint64(shift)
    return np.asarray(mixed < share * _ALL)
