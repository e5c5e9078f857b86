"""The 95 in 100 intervals and tests that an audit rests on, each by its published formula."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy import special

from app.audit.sums import Moments
from app.domain.findings import Interval

LEVEL = 0.95
NORMAL = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 in 100 on either side."""

NOTHING = 1e-9
"""Differences up to this are rounding."""

_NONE = float("nan")


def wilson(count: int, n: int) -> Interval:
    """Return a share with its score interval.

    Args:
        count: How many it is true of.
        n: How many there are, > 0.

    Source:
        E. B. Wilson (1927), Journal of the American Statistical Association 22.
    """
    share, z2 = count / n, NORMAL**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = NORMAL * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Interval(share, low, high)


def newcombe(first: Interval, second: Interval) -> Interval:
    """Return the difference of two independent shares, first minus second.

    Args:
        first: A share with its Wilson interval.
        second: Another.

    Source:
        R. G. Newcombe (1998), Statistics in Medicine 17, method 10 (hybrid score).
    """
    difference = first.value - second.value
    down = math.hypot(first.value - first.low, second.high - second.value)
    up = math.hypot(first.high - first.value, second.value - second.low)
    return Interval(difference, difference - down, difference + up)


def student(of: Moments) -> Interval:
    """Return a mean with Student's interval; its ends are NaN where fewer than two are known."""
    if of.n < 2:
        return Interval(of.mean if of.n else _NONE, _NONE, _NONE)
    half = student_quantile(of.n - 1) * math.sqrt(of.variance / of.n)
    return Interval(of.mean, of.mean - half, of.mean + half)


def welch(first: Moments, second: Moments) -> Interval:
    """Return the difference of two means, first minus second, the variances not taken as equal.

    The ends are NaN where either has fewer than two.

    Source:
        B. L. Welch (1947), Biometrika 34.
    """
    difference = first.mean - second.mean
    error, freedom = _welch_error(first, second)
    if math.isnan(error):
        return Interval(difference, _NONE, _NONE)
    half = student_quantile(freedom) * error
    return Interval(difference, difference - half, difference + half)


def welch_p(first: Moments, second: Moments) -> float | None:
    """Return the two-sided p of two means being equal; ``None`` where it cannot be told."""
    difference = abs(first.mean - second.mean)
    error, freedom = _welch_error(first, second)
    if math.isnan(error):
        return None
    if error <= NOTHING:
        return 1.0 if difference <= NOTHING else 0.0
    return float(2 * special.stdtr(freedom, -difference / error))


def _welch_error(first: Moments, second: Moments) -> tuple[float, float]:
    """Return the standard error of the difference and its degrees of freedom."""
    if first.n < 2 or second.n < 2:
        return _NONE, _NONE
    one, two = first.variance / first.n, second.variance / second.n
    if not one + two:
        return 0.0, float(first.n + second.n - 2)
    freedom = (one + two) ** 2 / (one**2 / (first.n - 1) + two**2 / (second.n - 1))
    return math.sqrt(one + two), freedom


def student_quantile(freedom: float) -> float:
    """Return Student's quantile that leaves 2.5 in 100 on either side."""
    return float(special.stdtrit(freedom, 0.5 + LEVEL / 2))


def student_p(value: float, error: float, freedom: float) -> float:
    """Return the two-sided p of a figure being 0, whose error has so many degrees of freedom.

    Args:
        value: The figure.
        error: Its standard error, >= 0.
        freedom: Degrees of freedom, > 0.
    """
    if error <= 0:
        return 1.0 if abs(value) <= NOTHING else 0.0
    return float(2 * special.stdtr(freedom, -abs(value) / error))


def holm(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return the p values corrected for how many were tested; ``None`` was not tested.

    Source:
        S. Holm (1979), Scandinavian Journal of Statistics 6.
    """
    places = [place for place, p in enumerate(ps) if p is not None]
    tested = np.array([ps[place] for place in places], dtype=np.float64)
    order = np.argsort(tested, kind="stable")
    times = np.arange(len(tested), 0, -1)
    corrected = np.empty(len(tested))
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(tested[order] * times))
    found: list[float | None] = [None] * len(ps)
    for place, p in zip(places, corrected.tolist(), strict=True):
        found[place] = p
    return tuple(found)
