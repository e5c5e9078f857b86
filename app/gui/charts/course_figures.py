"""What the chart of a score's way shows, as plain values. No Qt here: presenters make these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.arrays import DayVector, FloatVector
from app.gui.charts.figures import BandMark
from app.gui.charts.plot_ends import End

STRONG = 8.0
"""From so many points on, what a day's new records move is a triangle. Unit: points."""


@dataclass(frozen=True, slots=True)
class PerkLane:
    """When a perk was held.

    Attributes:
        title: The perk, as it is called at the lane's end.
        spans: First and last day of each time, ascending.
        words: What is written in the lane, where there is room.
    """

    title: str
    spans: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True)
class CourseLines:
    """A score's way over a range of days.

    Attributes:
        day: Each day up to today, shape ``(n,)``.
        ours: Our published figures, NaN where there is no score, shape ``(n,)``.
        ahead_day: Each day from today on, shape ``(k,)``; empty where nothing is said of them.
        ahead: Our figures if nothing new happens, shape ``(k,)``.
        official_day: Days on which the operator published, shape ``(m,)``.
        official: The operator's figures, shape ``(m,)``.
        bands: The bands behind.
        floor: Where the first band begins at the latest.
        ceiling: Where the last band ends.
        marks: Thresholds of perks: the score and its label.
        ends: Names of the lines at their ends.
        new_day: Days whose new records moved the score, shape ``(j,)``.
        new_points: What they moved, shape ``(j,)``. Unit: points.
        rules: Days from which other rules held, each with words.
        perks: One lane a perk that was held at some time.
        coming: Days on which something runs out.
        stops: What the up and down keys come to, ascending.
        said: Says what was, or will be, on a day: its figures and what happened.
        happened: Says what happened, or will; empty where nothing did.
        spoken: The chart in one sentence.
    """

    day: DayVector
    ours: FloatVector
    ahead_day: DayVector
    ahead: FloatVector
    official_day: DayVector
    official: FloatVector
    bands: tuple[BandMark, ...]
    floor: float
    ceiling: float
    marks: tuple[tuple[float, str], ...]
    ends: tuple[End, ...]
    new_day: DayVector
    new_points: FloatVector
    rules: tuple[tuple[int, str], ...]
    perks: tuple[PerkLane, ...]
    coming: tuple[int, ...]
    stops: tuple[int, ...]
    said: Callable[[int], str]
    happened: Callable[[int], str]
    spoken: str

    @property
    def first(self) -> int:
        """The first day."""
        return int(self.day[0])

    @property
    def today(self) -> int:
        """The last day that is past."""
        return int(self.day[-1])

    @property
    def last(self) -> int:
        """The last day that is shown."""
        return int(self.ahead_day[-1]) if len(self.ahead_day) else self.today
