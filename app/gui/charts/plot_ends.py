"""Arithmetic of the charts over time: names that keep apart, lines thinned to what pixels show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatVector


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends, and what it is called there.

    Attributes:
        x: Unit: days since 1970-01-01.
        value: Unit: points.
        figure: The value as it is said.
        word: What the line is.
        strong: Whether it is our own.
        dot: Whether a dot marks the end.
    """

    x: float
    value: float
    figure: str
    word: str
    strong: bool
    dot: bool = True


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Move places apart, each as little as can be.

    Args:
        wanted: Where they would be, descending.
        least: How far apart two neighbours must be.
    """
    groups: list[tuple[float, int]] = []  # middle, how many
    for place in wanted:
        middle, count = place, 1
        while groups:
            above, many = groups[-1]
            if above - middle >= least * (many + count) / 2:
                break
            groups.pop()
            middle = (above * many + middle * count) / (many + count)
            count += many
        groups.append((middle, count))
    return [
        middle + least * ((count - 1) / 2 - step)
        for middle, count in groups
        for step in range(count)
    ]


def thinned(days: DayVector, values: FloatVector, most: int) -> tuple[DayVector, FloatVector]:
    """Leave out what no pixel could show: of each stretch only its least and its greatest value.

    Args:
        days: Days, ascending, shape ``(n,)``.
        values: Their values, NaN where there is none, shape ``(n,)``.
        most: How many points are left at most, roughly.
    """
    n = len(days)
    if n <= most or most < 2:
        return days, values
    starts = np.arange(0, n, -(-2 * n // most))
    low, high = np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)
    first = values[starts]
    rising = np.nan_to_num(first - low) <= np.nan_to_num(high - first)
    kept = np.empty(2 * len(starts))
    kept[0::2], kept[1::2] = np.where(rising, low, high), np.where(rising, high, low)
    shown = np.append(np.repeat(days[starts], 2), days[-1]).astype(np.int32)
    return shown, np.append(kept, values[-1])
