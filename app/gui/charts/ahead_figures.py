"""What the chart of the days ahead shows, as plain values. No Qt here: presenters make these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.arrays import DayVector, FloatVector
from app.gui.charts.figures import BandMark


@dataclass(frozen=True, slots=True)
class Flag:
    """A day on which something turns by itself.

    Attributes:
        points: How much.
        words: What, in words.
        name: What, as short as the chart needs it.
    """

    day: int
    points: float
    words: str
    name: str


@dataclass(frozen=True)
class AheadLines:
    """A score's way so far, and the ways that lie ahead.

    Attributes:
        past_day: Each day up to today, shape ``(m,)``.
        past: Our published figures, NaN where there is no score, shape ``(m,)``.
        day: Each day from today to the horizon, shape ``(n,)``.
        plan: The score with what is planned, unrounded, shape ``(n,)``.
        nothing: The score of doing nothing, shape ``(n,)``.
        low: Lower end of the range of the plan, shape ``(n,)``; empty where none is known.
        high: Upper end, likewise.
        others: Other scenarios: name and line, shape ``(n,)`` each.
        bands: The bands behind.
        floor: Where the first band begins at the latest.
        ceiling: Where the last band ends.
        marks: Thresholds of perks: the score, and what it opens.
        turns: Days on which the score turns by itself.
        perks: Days on which a perk is won or lost along the plan: day, score, whether it is won.
        decimals: Of a published figure.
        stops: What the arrow keys come to, ascending.
        said: Says what was, or would be, on a day.
        spoken: The chart in one sentence.
    """

    past_day: DayVector
    past: FloatVector
    day: DayVector
    plan: FloatVector
    nothing: FloatVector
    low: FloatVector
    high: FloatVector
    others: tuple[tuple[str, FloatVector], ...]
    bands: tuple[BandMark, ...]
    floor: float
    ceiling: float
    marks: tuple[tuple[float, str], ...]
    turns: tuple[Flag, ...]
    perks: tuple[tuple[int, float, bool], ...]
    decimals: int
    stops: tuple[int, ...]
    said: Callable[[int], str]
    spoken: str

    @property
    def first(self) -> int:
        """The first day shown."""
        return int(self.past_day[0]) if len(self.past_day) else self.today

    @property
    def today(self) -> int:
        """Today."""
        return int(self.day[0])

    @property
    def last(self) -> int:
        """The horizon."""
        return int(self.day[-1])
