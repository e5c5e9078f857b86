"""A period between two days, and how keys and the pointer move it. Arithmetic only, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from app.domain.calendar import Unit, day_later


class Step(Enum):
    """How far an end of a period goes."""

    DAY_BACK = auto()
    DAY_ON = auto()
    MONTH_BACK = auto()
    MONTH_ON = auto()
    OFFICIAL_BACK = auto()
    OFFICIAL_ON = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a period may lie.

    Attributes:
        first: The earliest day.
        last: The latest day.
        official: Days on which the operator published, ascending.
    """

    first: int
    last: int
    official: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to a later one. Unit: days since 1970-01-01."""

    first: int
    last: int

    def stepped(self, step: Step, limits: Limits, *, start: bool) -> Period:
        """Return the period with one end moved; it stays within its limits, a day long at least.

        Args:
            step: How far.
            limits: Where it may lie.
            start: Whether the start is moved, and not the end.
        """
        here = self.first if start else self.last
        match step:
            case Step.DAY_BACK:
                there = here - 1
            case Step.DAY_ON:
                there = here + 1
            case Step.MONTH_BACK:
                there = day_later(here, -1, Unit.MONTHS)
            case Step.MONTH_ON:
                there = day_later(here, 1, Unit.MONTHS)
            case Step.OFFICIAL_BACK:
                there = max((day for day in limits.official if day < here), default=here)
            case Step.OFFICIAL_ON:
                there = min((day for day in limits.official if day > here), default=here)
        return self.with_end(there, limits, start=start)

    def with_end(self, day: int, limits: Limits, *, start: bool) -> Period:
        """Return the period with one end on a day, or as near to it as can be."""
        if start:
            return Period(max(limits.first, min(day, self.last - 1)), self.last)
        return Period(self.first, min(limits.last, max(day, self.first + 1)))


def between(one: int, other: int, limits: Limits) -> Period:
    """Return the period between two days in either order, within the limits."""
    first, last = (min(max(day, limits.first), limits.last) for day in sorted((one, other)))
    if first < last:
        return Period(first, last)
    return Period(first, first + 1) if first < limits.last else Period(first - 1, first)


def around(day: int, limits: Limits) -> Period | None:
    """Return the time between two official figures that a day lies in, if there is one."""
    for first, last in pairwise(limits.official):
        if first < last and first <= day <= last:
            return Period(first, last)
    return None


def snapped(day: float, official: Sequence[int], reach: float) -> int:
    """Return the official day within reach, else the nearest day.

    Args:
        day: Where the pointer is. Unit: days.
        official: Days on which the operator published.
        reach: How near such a day must be to be taken. Unit: days.
    """
    nearest = min(official, key=lambda one: abs(one - day), default=None)
    if nearest is not None and abs(nearest - day) <= reach:
        return nearest
    return round(day)
