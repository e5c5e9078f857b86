"""How bent lines enter a linear programme: clips as pieces, steps as segments."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.rulebook import Rule
from app.planning.programme import Line, Programme
from app.rulebook.curves import STEP_TOLERANCE, rule_points

_LENGTHENED = 0.05  # of the reach, at either end of a bent line
_MOST_SUMS = 2_000_000
_NARROW = 1e-6
_ALIKE = 1e-11  # sums that differ by less are one


def clipped_line(programme: Programme, line: Line, low: float | None, high: float | None) -> Line:
    """Hold a line within bounds: at most three straight pieces, filled one after the other.

    Source:
        The incremental model: a piece is used once the one before it is full.
    """
    bottom = -math.inf if low is None else low
    top = math.inf if high is None else high
    ends = (min(max(line.low, bottom), top), min(max(line.high, bottom), top))
    if line.high <= bottom or line.low >= top:
        return Line.of(ends[0])
    if bottom <= line.low and line.high <= top:
        return line
    more = _LENGTHENED * (line.high - line.low)
    turns = [turn for turn in (bottom, top) if line.low < turn < line.high]
    ends_and_turns = [line.low, *turns, line.high]
    # Which piece runs and which lies flat is told by its middle, before the ends are lengthened:
    # a line that begins at the very bottom runs from there.
    runs = [bottom < (left + right) / 2 < top for left, right in itertools.pairwise(ends_and_turns)]
    marks = [line.low - more, *turns, line.high + more]
    start = ends[0] - (more if runs[0] else 0.0)
    terms: dict[int, float] = {}
    spread: dict[int, float] = {}
    full: int | None = None
    for place, (left, right) in enumerate(itertools.pairwise(marks)):
        length = right - left
        part = programme.variable(0.0, length)
        spread[part] = 1.0
        if runs[place]:
            terms[part] = 1.0
        if full is not None:
            programme.row({part: 1.0, full: -length}, high=0.0)
        if place < len(marks) - 2:
            full = programme.binary()
            programme.row({part: 1.0, full: -length}, low=0.0)
    equal = {**{one: -times for one, times in line.terms.items()}, **spread}
    programme.row(equal, line.constant - marks[0], line.constant - marks[0])
    return Line(start, terms, ends[0], ends[1])


class Segment(NamedTuple):
    """A stretch of a measure on which a rule's points stay; both ends lie between its values."""

    low: float
    high: float
    points: float


def segments(rule: Rule, line: Line, lists: Sequence[FloatVector]) -> list[Segment]:
    """Cut the measure of a rule of steps where no attainable value is near.

    Args:
        rule: The rule.
        line: Its measure, with the least and the most that it can be.
        lists: What each action can add to the measure, one list an action; the constant of the
            line is the rest.
    """
    halves = _halves(lists)
    found: list[Segment] = []
    low, first = line.low - 1.0, line.low
    points = _worth(rule, rule.steps[0].start - 1.0)
    for step in rule.steps:
        under, over = _around(halves, step.start - STEP_TOLERANCE, line)
        if math.isinf(over):
            break  # no value reaches this step
        if not math.isinf(under):
            gap = (over - under) / 3
            if under >= first:
                found.append(Segment(low, under + gap, points))
            low, first = over - gap, over
        points = _worth(rule, step.start)
    found.append(Segment(low, line.high + 1.0, points))
    return _merged(found)


def stepped_line(programme: Programme, line: Line, cut: Sequence[Segment]) -> Line:
    """Let the points of a rule of steps follow its measure, one switch a segment."""
    if len(cut) == 1:
        return Line.of(cut[0].points)
    switches = [programme.binary() for _ in cut]
    programme.row(dict.fromkeys(switches, 1.0), 1.0, 1.0)
    for at_least in (True, False):
        ends = [one.low if at_least else one.high for one in cut]
        scale = max(1e-9, *(abs(end) for end in ends))
        terms = {one: times / scale for one, times in line.terms.items()}
        for switch, end in zip(switches, ends, strict=True):
            terms[switch] = -end / scale
        bound = -line.constant / scale
        programme.row(terms, bound if at_least else -np.inf, np.inf if at_least else bound)
    worth = [one.points for one in cut]
    return Line(0.0, dict(zip(switches, worth, strict=True)), min(worth), max(worth))


def _worth(rule: Rule, x: float) -> float:
    return float(rule_points(rule, np.array(x)))


def _merged(cut: list[Segment]) -> list[Segment]:
    merged = [cut[0]]
    for one in cut[1:]:
        if one.points == merged[-1].points:
            merged[-1] = Segment(merged[-1].low, one.high, one.points)
        else:
            merged.append(one)
    return merged


def _halves(lists: Sequence[FloatVector]) -> tuple[FloatVector, FloatVector] | None:
    """Return all sums of two halves of the lists, ascending; ``None`` where they are too many."""
    halves: list[FloatVector] = [np.zeros(1), np.zeros(1)]
    for added in sorted(lists, key=len, reverse=True):
        smaller = int(len(halves[1]) < len(halves[0]))
        if len(halves[smaller]) * len(added) > _MOST_SUMS:
            return None
        sums = np.sort((halves[smaller][:, np.newaxis] + added).ravel())
        least = _ALIKE * max(1.0, abs(float(sums[0])), abs(float(sums[-1])))
        halves[smaller] = sums[np.concatenate([[True], np.diff(sums) > least])]
    return halves[0], halves[1]


def _around(
    halves: tuple[FloatVector, FloatVector] | None, mark: float, line: Line
) -> tuple[float, float]:
    """Return the greatest value below a mark and the least at or above it; infinite where none."""
    if halves is None:
        # Too many values to look at: a narrow gap, and the scorer has the last word anyway.
        narrow = _NARROW * max(1.0, abs(line.low), abs(line.high))
        under = mark - narrow if line.low < mark else -math.inf
        return under, mark if line.high >= mark else math.inf
    left, right = halves
    place = np.searchsorted(right, mark - line.constant - left, side="left")
    has_below, has_above = place > 0, place < len(right)
    below = (left[has_below] + right[place[has_below] - 1]).max(initial=-math.inf)
    above = (left[has_above] + right[place[has_above]]).min(initial=math.inf)
    return float(below) + line.constant, float(above) + line.constant
