"""What the charts of an audit show, as plain values. No Qt here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.findings import Verdict
from app.wording.notes import Note

Ticks = tuple[tuple[float, str], ...]
"""Places of an axis with their labels, ascending."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many people there are in each stretch of a scale.

    Attributes:
        edges: Ends of the bars, ascending, one more than there are bars.
        counts: People in each bar.
        notes: What is told of each bar.
        ticks: What stands below the axis.
        band: The stretch within tolerance; ``None`` where nothing is marked.
        said: What is written beside the band, a line each.
        caption: What the axis counts.
        spoken: The chart in one sentence.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    notes: tuple[Note, ...]
    ticks: Ticks
    band: tuple[float, float] | None
    said: tuple[str, ...]
    caption: str
    spoken: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One claim, tested: an effect with its interval, and the verdict.

    Attributes:
        name: What the operator says.
        caption: On whom it was tested.
        value: The effect; ``None`` where it cannot be told. Unit: points.
        low: Lower end of its interval.
        high: Upper end.
        figure: The effect as it is said.
        interval: The interval as it is said.
        p: The p as it is said.
        verdict: What the data say.
        word: The verdict in words.
        shows: The smallest effect that would show, as it is said.
        note: What F1 and the pointer tell.
    """

    name: str
    caption: str
    value: float | None
    low: float
    high: float
    figure: str
    interval: str
    p: str
    verdict: Verdict
    word: str
    shows: str
    note: Note


@dataclass(frozen=True, slots=True)
class Effects:
    """All claims.

    Attributes:
        heads: Above the names, points, intervals and verdicts.
        ticks: Of the axis above the intervals.
        reach: How far the axis goes to either side of 0. Unit: points.
        spoken: The chart in one sentence.
    """

    heads: tuple[str, str, str, str]
    rows: tuple[EffectRow, ...]
    ticks: Ticks
    reach: float
    spoken: str


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A figure with its interval.

    Attributes:
        name: Whose it is.
        value: The figure; ``None`` where there is none.
        low: Lower end of the interval.
        high: Upper end.
        figure: As it is said.
        note: What F1 and the pointer tell, n among it.
    """

    name: str
    value: float | None
    low: float
    high: float
    figure: str
    note: Note


@dataclass(frozen=True, slots=True)
class Intervals:
    """Figures with their intervals, one below the other on one axis.

    Attributes:
        low: Left end of the axis.
        high: Right end.
        origin: Where a line says that nothing differs; ``None`` where no place does.
        bars: Whether figures are bars that begin at ``origin`` and have no interval.
    """

    rows: tuple[IntervalRow, ...]
    ticks: Ticks
    low: float
    high: float
    spoken: str
    origin: float | None = None
    bars: bool = False


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How the scores of a group lie: five percentiles and the mean."""

    name: str
    quartiles: tuple[float, float, float, float, float]
    mean: float
    figure: str
    note: Note


@dataclass(frozen=True, slots=True)
class Spreads:
    """How the scores of groups lie, one below the other on one axis."""

    rows: tuple[SpreadRow, ...]
    ticks: Ticks
    low: float
    high: float
    spoken: str


@dataclass(frozen=True, slots=True)
class MonthDot:
    """The mean of one month with its interval, so many months after the first."""

    at: int
    value: float
    low: float
    high: float
    note: Note


@dataclass(frozen=True, slots=True)
class Months:
    """A figure month by month.

    Attributes:
        dots: Ascending.
        wide: How many months the axis is long.
        ticks: Months that are named, by how many they come after the first.
        scale: Figures that are named at the left.
        low: Lower end of the scale.
        high: Upper end.
        band: The stretch within tolerance.
        caption: What is shown.
        spoken: The chart in one sentence.
    """

    dots: tuple[MonthDot, ...]
    wide: int
    ticks: Ticks
    scale: Ticks
    low: float
    high: float
    band: tuple[float, float]
    caption: str
    spoken: str
