"""Bars of a histogram from counted values: few, of one round width, outliers gathered at the ends."""

from __future__ import annotations

import math

import numpy as np

from app.audit.counted import Counts
from app.domain.arrays import FloatVector
from app.domain.findings import Bar

MOST_BARS = 60
"""More are not told apart by eye."""

_FAR = 1.5  # so many times the middle 98 of 100 beyond them begins what is gathered


def residual_edges(counts: Counts, unit: float) -> FloatVector:
    """Return the edges of bars centred on 0, each of an odd number of units.

    Args:
        counts: The residuals.
        unit: The least that two published scores can differ. Unit: points.
    """
    low, high = _core(counts)
    times = math.ceil((high - low) / unit / MOST_BARS) if high > low else 1
    width = unit * (times + 1 - times % 2)
    first, last = math.floor(low / width + 0.5), math.floor(high / width + 0.5)
    return _ended((np.arange(first, last + 2, dtype=np.float64) - 0.5) * width, counts)


def score_edges(counts: Counts) -> FloatVector:
    """Return the edges of bars at multiples of a round width (1, 2 or 5 times a power of ten)."""
    low, high = _core(counts)
    width = _round_width((high - low) / MOST_BARS, float(np.diff(counts.value).min(initial=1.0)))
    first, last = math.floor(low / width + 1e-9), math.floor(high / width + 1e-9)
    return _ended(np.arange(first, last + 2, dtype=np.float64) * width, counts)


def bars(counts: Counts, edges: FloatVector) -> tuple[Bar, ...]:
    """Return how many lie in each bar."""
    lows, highs = edges[:-1].tolist(), edges[1:].tolist()
    times = counts.within(edges).tolist()
    return tuple(Bar(*bar) for bar in zip(lows, highs, times, strict=True))


def _core(counts: Counts) -> tuple[float, float]:
    """Return the stretch that is cut into bars of one width."""
    low, high = counts.quantiles((0.01, 0.99))
    far = _FAR * (high - low)
    least, most = float(counts.value[0]), float(counts.value[-1])
    if far <= 0:
        return least, most
    return max(least, low - far), min(most, high + far)


def _ended(edges: FloatVector, counts: Counts) -> FloatVector:
    """Add a bar at either end where values lie beyond, so that all are in one."""
    least, most = float(counts.value[0]), float(counts.value[-1])
    before = [least] if least < edges[0] else []
    after = [math.nextafter(most, math.inf)] if most >= edges[-1] else []
    return np.concatenate([before, edges, after])


def _round_width(least: float, apart: float) -> float:
    """Return the first round width that is no less; bars are no narrower than values lie apart."""
    wanted = max(least, min(apart, 1.0), 1e-9)
    power = 10.0 ** math.floor(math.log10(wanted) + 1e-12)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= wanted * (1 - 1e-9))
