"""What a figure of an audit tells on F1 and under the pointer, and axes for such figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.findings import Interval
from app.domain.rounding import decimals_needed
from app.gui.charts.crowd_figures import IntervalRow, Ticks
from app.gui.charts.waterfall_layout import ticks
from app.wording.language import _, number, percent, points
from app.wording.notes import Note, NoteLine

MOST_ROWS = 12
"""More groups than this are in the table only."""
_AIR = 0.06  # of the span, beside the outermost figures


def note(title: str, figure: str, *lines: tuple[str, str]) -> Note:
    """Make a note; it is spoken as title, figure and each line."""
    told = tuple(NoteLine(label, text) for label, text in lines if text)
    spoken = ", ".join([f"{title}: {figure}", *(f"{line.label} {line.text}" for line in told)])
    return Note(title, figure, None, guess=False, lines=told, spoken=spoken)


def counted(n: int) -> tuple[str, str]:
    """Return the line that says on how many people a figure rests."""
    return _("People"), number(n)


def reach_of(values: Iterable[float], *, least: float = 1.0) -> tuple[float, float]:
    """Return an axis that holds all values with air beside them, at least so long."""
    there = list(values)
    low, high = min(there, default=0.0), max(there, default=1.0)
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    air = (high - low) * _AIR
    return low - air, high + air


def scale(
    low: float, high: float, say: Callable[[float], str], most: int = 5, unit: float = 0.0
) -> Ticks:
    """Return round places of an axis with their labels, each a multiple of ``unit``."""
    return tuple((place, say(place)) for place in ticks(low, high, most, unit))


def said_points(value: float) -> str:
    """Say points at an axis, with no more decimals than they have."""
    return points(value, decimals_needed(value, 2))


def share_scale(low: float, high: float) -> Ticks:
    """Return whole percents of an axis of shares."""
    return scale(low, high, said_share, 4, 0.01)


def share_axis(rows: Iterable[IntervalRow]) -> tuple[float, float]:
    """Return an axis of shares: what is needed of 0 to 1."""
    ends = [end for row in rows if row.value is not None for end in (row.low, row.high)]
    low, high = reach_of(ends or [0.0, 1.0], least=0.1)
    return max(0.0, low), min(1.0, high)


def said_share(share: float) -> str:
    """Say a share at an axis."""
    return percent(share)


def share_row(name: str, rate: Interval | None, n: int, *lines: tuple[str, str]) -> IntervalRow:
    """Return a share with its interval as a row; a dash where there is none."""
    if rate is None:
        empty = note(name, "–", counted(n), *lines)
        return IntervalRow(name, None, 0.0, 0.0, "–", empty)
    span = f"{percent(rate.low, 1)} – {percent(rate.high, 1)}"
    told = note(name, percent(rate.value, 1), (_("95 in 100"), span), counted(n), *lines)
    return IntervalRow(name, rate.value, rate.low, rate.high, percent(rate.value), told)
