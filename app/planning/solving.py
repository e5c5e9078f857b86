"""The two questions that a plan is made of: the most that can be reached, and the least effort.

A solver's "infeasible" is never taken as proof, and no point is believed before the scorer has
scored it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.planning.encoding import Encoding
from app.planning.levers import Lever
from app.planning.programme import Line, Point
from app.planning.projection import Projection
from app.planning.things import effort_of

CLOSE = 1e-7  # a programme may miss the target by so much; the scorer decides
_SAME = 1e-9


@dataclass(frozen=True)
class Clock:
    """Until when a question may be worked on.

    Attributes:
        end: Reading of ``time.monotonic`` at the end; ``None`` where there is none.
    """

    end: float | None = None

    @classmethod
    def of(cls, seconds: float | None) -> Clock:
        """Start a clock that runs for so long."""
        return cls(None if seconds is None else time.monotonic() + seconds)

    @property
    def left(self) -> float | None:
        """Seconds left; ``None`` where there is no end."""
        return None if self.end is None else self.end - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.left is not None and self.left <= 0


def least_sum(book: Rulebook, target: float) -> float:
    """Return the least unrounded score that is published as the target or more."""
    grain = 10.0**-book.decimals
    wanted = float(np.ceil(target / grain - _SAME)) * grain
    half = wanted - grain / 2
    # Half is rounded away from zero: up above it, down below it.
    return half if published_figure(half, book.decimals) >= target else half + 2 * _SAME


@dataclass(frozen=True)
class Day:
    """What can be done until one day, and how it is scored.

    Attributes:
        projection: The person's past and things to plan, on a grid with that day in it.
        at: The place of the day on the grid.
        levers: One lever an action, in the order of the rulebook.
        occurrences: How often each action comes up until the day.
    """

    projection: Projection
    at: int
    levers: tuple[Lever, ...]
    occurrences: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, projection: Projection, at: int, levers: Sequence[Lever]) -> Day:
        """Return the day at a place of the grid; what would leave no score is held at nothing."""
        held = tuple(
            lever.between(0, 0) if projection.raised[place, at] and lever.fixed is None else lever
            for place, lever in enumerate(levers)
        )
        day = projection.days[at]
        often = tuple(int((thing.days <= day).sum()) for thing in projection.things)
        return cls(projection, at, held, often)

    def with_levers(self, levers: Sequence[Lever]) -> Day:
        """Return the same day with other levers."""
        return Day(self.projection, self.at, tuple(levers), self.occurrences)

    def units(self, steps: Sequence[int]) -> FloatVector:
        """Return units from steps."""
        return np.array([lever.units(step) for lever, step in zip(self.levers, steps, strict=True)])

    def sum_of(self, units: FloatVector) -> float:
        """Score some units exactly; minus infinity where there is no score."""
        found = float(self._projection_day(units))
        return -np.inf if np.isnan(found) else found

    def _projection_day(self, units: FloatVector) -> float:
        return float(self.single.scores(units.reshape(1, -1))[0, 0])

    @property
    def single(self) -> Projection:
        """The projection of this day alone."""
        return self.projection.on_day(self.at)

    def effort_of(self, units: FloatVector) -> float:
        """Return what some units cost."""
        return sum(
            effort_of(lever.action, amount, often)
            for lever, amount, often in zip(
                self.levers, units.tolist(), self.occurrences, strict=True
            )
        )

    @property
    def scorable(self) -> bool:
        """Whether the least that must happen leaves a score."""
        return self.sum_of(self.units([lever.low for lever in self.levers])) > -np.inf

    def encoded(self) -> Encoding:
        """Return the day as a linear programme."""
        return Encoding(self.projection, self.at, self.levers)


@dataclass(frozen=True)
class Found:
    """Steps that a solve came to, scored by the scorer.

    Attributes:
        units: Units of each action, shape ``(n_actions,)``.
        sum: The score, unrounded.
        effort: What it costs.
    """

    steps: tuple[int, ...]
    units: FloatVector
    sum: float
    effort: float


def scored(day: Day, steps: Sequence[int]) -> Found:
    """Score some steps."""
    units = day.units(steps)
    return Found(tuple(steps), units, day.sum_of(units), day.effort_of(units))


def extreme(day: Day, clock: Clock, *, most: bool = True) -> tuple[Found, bool]:
    """Return the steps of the greatest score, or of the least, and whether that is proven."""
    if not any(lever.high > lever.low for lever in day.levers):
        return scored(day, [lever.low for lever in day.levers]), True
    encoding = day.encoded()
    sign = -1.0 if most else 1.0
    objective = {one: sign * times for one, times in encoding.sum.terms.items()}
    points = [
        encoding.programme.least(objective, presolve=presolve, seconds=clock.left)
        for presolve in (True, False)
    ]
    ends = [[lever.low for lever in day.levers], [lever.high for lever in day.levers]]
    tried = [*_found(day, encoding, points), *(scored(day, end) for end in ends)]
    usable = [one for one in tried if one.sum > -np.inf] or tried
    best = min(usable, key=lambda one: (sign * one.sum, one.effort))
    return best, not any(point.cut_short for point in points)


def cheapest(
    day: Day,
    target: float,
    fallback: Found,
    clock: Clock,
    *,
    without: Sequence[frozenset[int]] = (),
    at_most: float | None = None,
) -> tuple[Found | None, float, bool]:
    """Return the steps of least effort whose published score reaches the target.

    Args:
        day: The day.
        target: The published score that is wanted.
        fallback: Steps that reach it.
        clock: Until when.
        without: Sets of levers; of each set at least one stays at its lowest step.
        at_most: The most effort.

    Returns:
        The steps (``None`` where only the fallback's would do, and it breaks ``without``), how
        much less effort could be possible, and whether the time was enough.
    """
    least = least_sum(day.projection.book, target)
    reach = least - CLOSE
    if not any(lever.high > lever.low for lever in day.levers):
        return (None if without else fallback), 0.0, True
    encoding = day.encoded()
    costs = encoding.effort(day.occurrences)
    floor = day.projection.book.floor
    if floor < least:
        encoding.programme.row(dict(encoding.sum.terms), low=reach - encoding.sum.constant)
    for group in without:
        switches = {encoding.on(place): 1.0 for place in group}
        encoding.programme.row(switches, high=len(group) - 1.0)
    if at_most is not None:
        encoding.programme.row(dict(costs.terms), high=at_most + CLOSE - costs.constant)
    points = [
        encoding.programme.least(costs.terms, presolve=presolve, seconds=clock.left)
        for presolve in (True, False)
    ]
    found = [one for one in _found(day, encoding, points) if reaches(day, one, target)]
    if not without:
        found.append(fallback)
    if at_most is not None:
        found = [one for one in found if one.effort <= at_most + _SAME]
    found = [one for one in found if not any(_uses(day, one, group) for group in without)]
    if not found:
        return None, 0.0, not any(point.cut_short for point in points)
    cheap = min(found, key=lambda one: (round(one.effort, 9), -one.sum))
    cut = any(point.cut_short for point in points)
    bounds = [costs.constant + point.bound for point in points if np.isfinite(point.bound)]
    gap = max(0.0, cheap.effort - max(bounds, default=0.0)) if cut else 0.0
    if not cut and not without:
        cheap = _highest(day, encoding, costs, target, cheap, clock)
    return cheap, gap, not cut


def reaches(day: Day, found: Found, target: float) -> bool:
    """Whether some steps reach the target as published."""
    if found.sum == -np.inf:
        return False
    return published_figure(found.sum, day.projection.book.decimals) >= target


def _uses(day: Day, found: Found, group: frozenset[int]) -> bool:
    return all(found.steps[place] > day.levers[place].low for place in group)


def _highest(
    day: Day, encoding: Encoding, costs: Line, target: float, cheap: Found, clock: Clock
) -> Found:
    """Among plans of the same effort take the highest score, then the fewest units in order."""
    encoding.programme.row(dict(costs.terms), high=cheap.effort + CLOSE - costs.constant)
    objective = {one: -times for one, times in encoding.sum.terms.items()}
    points = [encoding.programme.least(objective, presolve=True, seconds=clock.left)]
    best = cheap
    for one in _found(day, encoding, points):
        same = one.effort <= cheap.effort + _SAME and reaches(day, one, target)
        if same and one.sum > best.sum + _SAME:
            best = one
    steps = list(best.steps)
    for place in range(len(steps)):
        for fewer in range(day.levers[place].low, steps[place]):
            if clock.over:
                return best
            tried = scored(day, [*steps[:place], fewer, *steps[place + 1 :]])
            if tried.effort <= best.effort + _SAME and tried.sum >= best.sum - _SAME:
                steps, best = list(tried.steps), tried
                break
    return best


def _found(day: Day, encoding: Encoding, points: Sequence[Point]) -> Iterator[Found]:
    for point in points:
        if point.values is not None:
            steps = [
                lever.low
                if variable is None
                else min(max(round(float(point.values[variable])), lever.low), lever.high)
                for lever, variable in zip(day.levers, encoding.steps, strict=True)
            ]
            yield scored(day, steps)
