"""How much is left of a record, looked up by its day: no power is taken of any record."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatVector, RowVector
from app.domain.calendar import Duration
from app.domain.rulebook import Rule
from app.mirror.eligible import first_alive

_NOTHING_LEFT = 1_100  # half-lives after which a float holds nothing of a record any more
_AT_HAND = 4_000  # days: a table of so many is small, and no record's day need be moved
_FOR_EVER = np.iinfo(np.int32).max


class PeopleDays:
    """The days that people are scored on; most cohorts have few different ones.

    Args:
        day: Day of each person, shape ``(n_people,)``, at least one.

    Attributes:
        day: The same.
        distinct: The different ones, ascending, shape ``(n_days,)``.
        place: Place of each person's day among them, shape ``(n_people,)``.
        first: The earliest.
        last: The latest.
    """

    def __init__(self, day: DayVector) -> None:
        self.day = day
        self.first, self.last = int(day.min()), int(day.max())
        self.distinct, self.place = (
            (day[:1], np.zeros(len(day), np.intp))
            if self.first == self.last
            else np.unique(day, return_inverse=True)
        )
        self._alive: dict[Duration | None, DayVector] = {}

    def alive_by_day(self, lifetime: Duration | None) -> DayVector:
        """Return the first record day that counts on each distinct day, shape ``(n_days,)``."""
        if lifetime not in self._alive:
            self._alive[lifetime] = first_alive(self.distinct, lifetime)
        return self._alive[lifetime]

    def first_alive(self, lifetime: Duration | None) -> DayVector:
        """Return the first record day that counts for each person, shape ``(n_people,)``."""
        return self.alive_by_day(lifetime)[self.place]


@dataclass(frozen=True)
class Fading:
    """What is left of the records of a layer: ``left[start[person, column] - day]``.

    Attributes:
        left: 0 for records that do not count (yet or any more), shape ``(n,)``.
        start: One place a person and column, person by person, shape ``(n_people * n_columns,)``.
        bounds: Days to which earlier and later ones may be moved without changing anything, and
            must be; ``None`` where no record of the crowd lies outside.
    """

    left: FloatVector
    start: RowVector
    bounds: tuple[int, int] | None

    @classmethod
    def of(
        cls, rules: Sequence[Rule], columns: int, days: PeopleDays, first: int, last: int
    ) -> Fading:
        """Work the table out.

        Args:
            rules: The rules, a column each.
            columns: How many columns; what is left in those beyond the rules is of no meaning.
            days: The people's days.
            first: Day of the earliest record of the crowd.
            last: Day of the latest.
        """
        oldest = [_oldest_ages(rule, days) for rule in rules]
        useful = max(_useful(rule, age) for rule, age in zip(rules, oldest, strict=True))
        low = max(min(first, days.last + 1), days.first - max(useful, _AT_HAND) - 1)
        high = max(low, min(last, days.last + 1))
        age = np.arange(min(days.first - high, -1), max(days.last - low, 0) + 1)
        parts: dict[tuple[float | None, int], int] = {}
        by_day = np.empty((len(days.distinct), columns), np.int64)
        for column, (rule, limits) in enumerate(zip(rules, oldest, strict=True)):
            half_life = rule.half_life.mean_days if rule.half_life else None
            numbers = [parts.setdefault((half_life, one), len(parts)) for one in limits.tolist()]
            by_day[:, column] = np.array(numbers, np.int64) * len(age) - age[0] + days.distinct
        by_day[:, len(rules) :] = by_day[:, :1]
        left = np.concatenate([_left(age, half_life, limit) for half_life, limit in parts])
        moved = first < low or last > high
        return cls(left, by_day[days.place].ravel(), (low, high) if moved else None)


def _oldest_ages(rule: Rule, days: PeopleDays) -> DayVector:
    """Return the greatest age at which a record counts on each distinct day. Unit: days."""
    if rule.lifetime is None:
        return np.full(len(days.distinct), _FOR_EVER, dtype=np.int32)
    return np.asarray(days.distinct - days.alive_by_day(rule.lifetime), dtype=np.int32)


def _useful(rule: Rule, oldest: DayVector) -> int:
    """Return the age after which what is left of a record does not change any more."""
    ages = [] if rule.lifetime is None else [int(oldest.max()) + 1]
    if rule.half_life is not None:
        ages.append(math.ceil(_NOTHING_LEFT * rule.half_life.mean_days))
    return min(ages, default=0)


def _left(age: RowVector, half_life: float | None, oldest: int) -> FloatVector:
    left = np.ones(len(age)) if half_life is None else np.exp2(-np.maximum(age, 0) / half_life)
    left[(age < 0) | (age > oldest)] = 0.0
    return left
