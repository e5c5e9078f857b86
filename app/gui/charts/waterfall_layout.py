"""Where everything of a waterfall stands: rows, bars, axis. Arithmetic only, without Qt.

A waterfall is painted in rows, so that labels stay whole. Its figures are whole numbers of the
last decimal that is shown: what the reader adds up by hand is what the bars are drawn from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ROW = 28.0
"""Height of a row with a label of one line. Unit: pixels at 96 dpi."""
DENSE_ROW = 26.0
"""The same, where rows are many."""
BAR = 16.0
"""Height of a bar. Unit: pixels."""
HEAD = 24.0
"""Height above the first row, for the column heads and the labels of marks. Unit: pixels."""
FOOT = 20.0
"""Height below the last row, for the axis. Unit: pixels."""
LINE = 18.0
"""Height that each further line of a label adds. Unit: pixels."""
FOLDED = 420.0
"""Below this width labels stand above their bars, which take the whole width. Unit: pixels."""
FOLD = 22.0
"""Height of a bar's own line, where the label stands above it. Unit: pixels."""
INSET = 8.0
"""Left and right of the text: the selected row is wider than what stands in it. Unit: pixels."""
GAP = 16.0
"""Between the columns. Unit: pixels."""
MOST_LABEL = 0.36
"""The labels get at most this share of the width; longer ones are wrapped."""
_PADDING = 0.3  # of the span, left of the least figure: totals need a visible body
_PADDING_RIGHT = 0.12
_WHOLE = 1e-9
_LEAST_SPAN = 4  # of the last decimal: a chart of one point is no wall of colour


class Part(StrEnum):
    """What a row of the waterfall is."""

    START = "start"
    STEP = "step"
    ROUNDING = "rounding"
    TOTAL = "total"
    UNEXPLAINED = "unexplained"
    OFFICIAL = "official"

    @property
    def is_figure(self) -> bool:
        """Whether the row is a score rather than a change of it."""
        return self in {Part.START, Part.TOTAL, Part.OFFICIAL}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a waterfall.

    Attributes:
        part: What it is.
        id: What a click on it selects; empty where it selects nothing.
        label: What stands at its left.
        before: Where its bar begins. Unit: the score's.
        after: Where its bar ends, which the column Makes shows.
        points: What the column Points shows; ``None`` for a figure.
        decimals: How many decimals its figures are shown with.
        guess: Whether a number that nobody published is in it.
        notes: What F1 and the pointer tell about it: (what, figures or a sentence).
    """

    part: Part
    id: str
    label: str
    before: float
    after: float
    points: float | None = None
    decimals: int = 0
    guess: bool = False
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A score that matters, drawn as a dotted line: a perk's threshold."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All that a waterfall shows, before it has a size.

    Attributes:
        rows: From the start to the last figure.
        marks: Candidates for dotted lines, the most important first.
        points_head: Head of the column Points.
        makes_head: Head of the column Makes.
        row: Height of a row with a label of one line. Unit: pixels at 96 dpi.
    """

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...] = ()
    points_head: str = ""
    makes_head: str = ""
    row: float = ROW

    def selectable(self) -> tuple[str, ...]:
        """Return what can be selected, from top to bottom."""
        return tuple(row.id for row in self.rows if row.id)


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of the scale that is drawn; it is cut, it need not begin at 0."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """Return where a score stands, held within the drawn stretch. Unit: pixels."""
        held = min(max(value, self.low), self.high)
        return self.left + (held - self.low) / (self.high - self.low) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands. Unit: pixels from the top left of the chart.

    Attributes:
        top: Where it begins.
        height: How high it is.
        bar_left: Where its bar begins.
        bar_right: Where its bar ends.
        fold: Height of the line that the bar has for itself beneath the texts; 0 where it stands
            beside them.
    """

    top: float
    height: float
    bar_left: float
    bar_right: float
    fold: float = 0.0

    @property
    def text_height(self) -> float:
        """The height that the texts have."""
        return self.height - self.fold

    @property
    def middle(self) -> float:
        """The height of the texts' centre line."""
        return self.top + self.text_height / 2

    @property
    def bar_middle(self) -> float:
        """The height of the bar's centre line."""
        return self.top + self.height - self.fold / 2 if self.fold else self.middle


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands. Unit: pixels from the top left of the chart."""

    width: float
    height: float
    label_width: float
    points_right: float
    makes_right: float
    axis: Axis
    ticks: tuple[float, ...]
    marks: tuple[Mark, ...]
    places: tuple[Place, ...]

    @property
    def plot_top(self) -> float:
        """Where the first row begins."""
        return self.places[0].top if self.places else 0.0

    @property
    def plot_bottom(self) -> float:
        """Where the last row ends."""
        last = self.places[-1] if self.places else None
        return last.top + last.height if last else 0.0

    def row_at(self, y: float) -> int | None:
        """Return the number of the row at a height; ``None`` above and below the rows."""
        for number, place in enumerate(self.places):
            if place.top <= y < place.top + place.height:
                return number
        return None


def label_column(widths: Sequence[float], width: float) -> float:
    """Return how wide the column of labels is, so that most labels need one line."""
    return min(max(widths, default=0.0) + 2, width * MOST_LABEL)


def lay_out(
    chart: Waterfall,
    width: float,
    label_width: float,
    lines: Sequence[int],
    figures: tuple[float, float],
    scale: float = 1.0,
    *,
    folded: bool = False,
) -> Layout:
    """Place the rows, the bars and the axis.

    Args:
        chart: What is shown.
        width: Width of the whole chart. Unit: pixels.
        label_width: Width of the column of labels (see ``label_column``).
        lines: How many lines each label takes, one a row.
        figures: Widths of the columns Points and Makes.
        scale: How many pixels a pixel of the drawings is.
        folded: Whether bars stand beneath their labels, for want of width.
    """
    gap = GAP * scale
    makes_right = width - INSET * scale
    points_right = makes_right - figures[1] - gap
    left = INSET * scale + label_width + gap
    right = max(left + 40 * scale, points_right - figures[0] - gap)
    if folded:
        left, right = INSET * scale, makes_right
    fold = FOLD * scale if folded else 0.0
    axis = _axis(chart, left, right)
    places = []
    top = HEAD * scale
    for entry, count in zip(chart.rows, lines, strict=True):
        height = (chart.row + (max(count, 1) - 1) * LINE) * scale + fold
        start = axis.left if entry.part.is_figure else axis.x(min(entry.before, entry.after))
        end = axis.x(entry.after if entry.part.is_figure else max(entry.before, entry.after))
        places.append(Place(top, height, start, end, fold))
        top += height
    return Layout(
        width=width,
        height=top + FOOT * scale,
        label_width=label_width,
        points_right=points_right,
        makes_right=makes_right,
        axis=axis,
        ticks=ticks(axis.low, axis.high, max(2, int((right - left) // (90 * scale))), _unit(chart)),
        marks=tuple(mark for mark in chart.marks if axis.low < mark.at < axis.high),
        places=tuple(places),
    )


def _axis(chart: Waterfall, left: float, right: float) -> Axis:
    ends = [end for row in chart.rows for end in (row.before, row.after)] or [0.0]
    low, high = min(ends), max(ends)
    unit = _unit(chart)
    span = max(high - low, _LEAST_SPAN * unit)
    return Axis(low - span * _PADDING, high + span * _PADDING_RIGHT, left, right)


def _unit(chart: Waterfall) -> float:
    """Return the last decimal that is shown."""
    return 10.0 ** -max((row.decimals for row in chart.rows), default=0)


def ticks(low: float, high: float, most: int, unit: float = 0.0) -> tuple[float, ...]:
    """Return round figures within a stretch, evenly apart, each a multiple of ``unit``.

    There are at most ``most`` of them, but two or three in any case: one alone is no scale.
    """
    span = high - low
    if not math.isfinite(span) or span <= 0 or most < 1:
        return ()
    found: tuple[float, ...] = ()
    step = 10.0 ** math.floor(math.log10(span / max(most, 3)))
    while True:
        for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
            finer, each = found, step * factor
            if unit and (each < unit or abs(each / unit - round(each / unit)) > _WHOLE):
                continue
            found = tuple(
                n * each for n in range(math.ceil(low / each), math.floor(high / each) + 1)
            )
            if len(found) <= most:
                return found if len(found) > 1 or not finer else finer
        step *= 10.0
