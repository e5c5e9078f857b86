"""What a chart of lanes shows, as plain values. No Qt here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LaneDot:
    """What happened in one month on one lane.

    Attributes:
        month: Which month, counted from the first of the chart.
        count: How many times, at least 1.
        hollow: Whether something about all of them is not known.
        spoken: The dot in words.
    """

    month: int
    count: int
    hollow: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: whose, how many in all, and its dots from the left."""

    name: str
    total: str
    dots: tuple[LaneDot, ...]


@dataclass(frozen=True, slots=True)
class LaneChart:
    """All lanes.

    Attributes:
        months: How many months the chart is wide, at least 1.
        ticks: Months that are named below, ascending, with their names.
        lanes: From the top.
        key: What a hollow dot means.
        spoken: The chart in one sentence.
    """

    months: int
    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    key: str
    spoken: str
