"""Days, and what it means to be so many months later.

A day is a whole number: days since 1970-01-01. Calendar arithmetic clamps to the end of the
month: 31 January and one month make the last day of February.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import DayVector

NO_DAY = np.iinfo(np.int32).min
"""Stands where a table has no day."""

EPOCH = dt.date(1970, 1, 1)
_DAYS_PER_MONTH = 30.4375
_DAYS_PER_YEAR = 365.25
_SHORTEST_MONTH = 28
_DURATION = re.compile(r"([1-9][0-9]{0,3}) (day|month|year)s?")


class Unit(StrEnum):
    """What a stretch of time is counted in."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class Every(StrEnum):
    """How far apart the points of a history lie."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole stretch of calendar time, such as 6 months."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Duration | None:
        """Read ``"6 months"``; ``None`` where the text is no such thing."""
        match = _DURATION.fullmatch(text)
        if match is None:
            return None
        return cls(int(match[1]), Unit(match[2] + "s"))

    @property
    def mean_days(self) -> float:
        """Length in days, a month being 30.4375 and a year 365.25 days: for half-lives."""
        match self.unit:
            case Unit.DAYS:
                return float(self.count)
            case Unit.MONTHS:
                return self.count * _DAYS_PER_MONTH
            case Unit.YEARS:
                return self.count * _DAYS_PER_YEAR

    def __str__(self) -> str:
        unit = self.unit.value if self.count != 1 else self.unit.value[:-1]
        return f"{self.count} {unit}"


def day_of(date: dt.date) -> int:
    """Return the number of a calendar date."""
    return date.toordinal() - EPOCH.toordinal()


def date_of(day: int) -> dt.date:
    """Return the calendar date of a day's number.

    A file may have a record of the calendar's last day, and what is reckoned from it lies beyond:
    such a day is called by the last date there is, or by the first.
    """
    ordinal = int(day) + EPOCH.toordinal()
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))


def iso(day: int) -> str:
    """Return a day as ``2016-03-06``."""
    return date_of(day).isoformat()


def later(days: DayVector, count: int, unit: Unit) -> DayVector:
    """Return the days that come so many units later, month ends clamped.

    Args:
        days: Days, shape ``(n,)``.
        count: How many units; may be negative.
        unit: Days, months or years.
    """
    if unit is Unit.DAYS:
        return (days + count).astype(np.int32)
    months_on = count * (12 if unit is Unit.YEARS else 1)
    return _months_later(days, np.array(months_on))


def day_later(day: int, count: int, unit: Unit) -> int:
    """Return the one day that comes so many units after ``day``."""
    return int(later(np.array([day], dtype=np.int32), count, unit)[0])


def month_by_month(first: int, last: int) -> DayVector:
    """Return the same day of every month from one day up to another, month ends clamped.

    Args:
        first: The first day; there is no other where it lies after ``last``.
        last: No day lies after it.
    """
    most = max(0, last - first) // _SHORTEST_MONTH + 2
    days = _months_later(np.full(most, first, dtype=np.int32), np.arange(most))
    return days[days <= last]


def completed(start: DayVector, end: DayVector, unit: Unit) -> DayVector:
    """Count the completed units from ``start`` to ``end``.

    The greatest n with start + n units <= end, month ends clamped; shapes broadcast, and each
    start must not lie after its end.
    """
    if unit is Unit.DAYS:
        return (end - start).astype(np.int32)
    begun, ended = _placed(start), _placed(end)
    count, rest = np.divmod(ended.month - begun.month, 12 if unit is Unit.YEARS else 1)
    # In the month in which it would be complete, it is on the same day, or on the month's last.
    short = (rest == 0) & (begun.within > ended.within) & ~ended.closes
    return np.asarray(count - short, dtype=np.int32)


class _Placed(NamedTuple):
    """Days by their months: months since January 1970, days into it, whether it is its last."""

    month: NDArray[np.int64]
    within: NDArray[np.int64]
    closes: NDArray[np.bool_]


def _placed(days: DayVector) -> _Placed:
    if days.size:
        low, high = int(days.min()), int(days.max())
        if high - low < days.size - 1:
            # Many days of a short time: each is looked at once.
            whole = _placed(np.arange(low, high + 1, dtype=np.int32))
            place = np.subtract(days, low, dtype=np.int64)
            return _Placed(whole.month[place], whole.within[place], whole.closes[place])
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    within = (dates - months.astype("datetime64[D]")).astype(np.int64)
    closes = (dates + 1).astype("datetime64[M]") != months
    return _Placed(months.astype(np.int64), within, closes)


def _months_later(days: DayVector, months_on: NDArray[np.int64]) -> DayVector:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    within = (dates - months.astype("datetime64[D]")).astype(np.int64)
    target = months + months_on.astype("timedelta64[M]")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + 1).astype("datetime64[D]").astype(np.int64) - first
    day: DayVector = (first + np.minimum(within, length - 1)).astype(np.int32)
    return day
