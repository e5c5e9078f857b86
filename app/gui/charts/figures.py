"""What the charts show, as plain values. No Qt here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.arrays import DayVector, FloatVector
from app.wording.notes import Note


@dataclass(frozen=True, slots=True)
class BandMark:
    """A band: where it begins, and its name."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class DialStop:
    """A place on the dial that the arrow keys come to.

    Attributes:
        value: Where it lies.
        caption: What it is.
        text: The figure as it is said.
        beneath: The band that it lies in.
    """

    value: float
    caption: str
    text: str
    beneath: str


@dataclass(frozen=True, slots=True)
class DialFigures:
    """What the dial shows.

    Attributes:
        floor: Left end of the dial. Unit: points.
        ceiling: Right end.
        bands: Ascending by start.
        labels: What stands at each band's start; the first is the floor's.
        last_label: What stands at the ceiling.
        score: Our published figure; ``None`` where there is none.
        text: The figure as it is said, ``–`` where there is none.
        caption: What stands above the figure.
        beneath: What stands below it: the band's name, or why there is no score.
        guess: Whether the figure is a guess.
        official: The operator's figure, where there is one.
        low: Lower end of the range, where there is one.
        high: Upper end.
        spoken: The whole dial in one sentence.
        stops: What the arrow keys come to, from the left.
    """

    floor: float
    ceiling: float
    bands: tuple[BandMark, ...]
    labels: tuple[str, ...]
    last_label: str
    score: float | None
    text: str
    caption: str
    beneath: str
    guess: bool
    official: float | None
    low: float | None
    high: float | None
    spoken: str
    stops: tuple[DialStop, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A rule's share as a sentence with its bar.

    Attributes:
        rule: Id of the rule.
        text: The sentence.
        caption: How much at most, and what time does to it.
        points: Unit: points.
        figure: The points as they are said.
        share: Share of the most that the rule can move, 0 to 1; ``None`` where it has no bound.
        note: What the points rest on.
    """

    rule: str
    text: str
    caption: str
    points: float
    figure: str
    share: float | None
    note: Note


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder of perks.

    Attributes:
        kind: ``perk``, ``ours`` or ``official``.
        figure: The score at which it lies, as it is said.
        title: The perk, or "You, by our count".
        distance: How far it is.
        held: Whether the perk is held.
        note: What the threshold rests on, for a perk.
        partly: Whether the range holds the perk in some tries and not in others.
    """

    kind: str
    figure: str
    title: str
    distance: str
    held: bool
    note: Note | None
    partly: bool = False


@dataclass(frozen=True, slots=True)
class ComingLine:
    """Something that time alone will do to the score."""

    when: str
    text: str
    points: float
    figure: str
    guess: bool


@dataclass(frozen=True)
class HistoryLines:
    """The score over time, ours and the operator's.

    Attributes:
        day: Days, shape ``(n,)``.
        ours: Our published figures, NaN where there is no score, shape ``(n,)``.
        official_day: Days on which the operator published, shape ``(m,)``.
        official: The operator's figures, shape ``(m,)``.
        bands: The bands behind.
        floor: Where the first band begins at the latest.
        ceiling: Where the last band ends.
        marks: Thresholds worth a line: the score and its label.
        ticks: Days and their labels, ascending.
        ours_label: What stands at the end of our line: figure and word.
        official_label: The same for the operator's.
        spoken: The chart in one sentence.
        stops: What the arrow keys come to: days on which a figure changed or was published, each
            with what is said of it.
    """

    day: DayVector
    ours: FloatVector
    official_day: DayVector
    official: FloatVector
    bands: tuple[BandMark, ...]
    floor: float
    ceiling: float
    marks: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[int, str], ...]
    ours_label: tuple[str, str]
    official_label: tuple[str, str]
    spoken: str
    stops: tuple[tuple[int, str], ...] = ()
