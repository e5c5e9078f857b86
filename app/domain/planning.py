"""What lies ahead of a person: lines, marks, plans, and what a rulebook pays for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.arrays import DayVector, FloatVector
from app.domain.rulebook import Stance


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of planned units, ready to be kept with a person.

    Attributes:
        name: As the person calls it.
        units: (action id, units per occurrence), in the order of the rulebook; an action that
            is left out is at what is expected of it.
        rulebook: Id of the rulebook whose actions these are.
    """

    name: str
    units: tuple[tuple[str, float], ...]
    rulebook: str = ""


class Why(StrEnum):
    """What makes the score turn on a day if nothing new happens."""

    EXPIRED = "expired"
    AGEING = "ageing"


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the score turns by itself, through one rule.

    Attributes:
        points: The score on that day, minus what it would be had the rule not turned.
        count: How many records run out; 0 where one only comes of age.
    """

    day: int
    rule: str
    points: float
    why: Why
    count: int = 0


@dataclass(frozen=True, slots=True)
class PerkTurn:
    """A day on which a perk is won or lost."""

    day: int
    perk: str
    won: bool


@dataclass(frozen=True)
class Frame:
    """What a set of planned units leads to.

    Attributes:
        day: The days of the line, from today to the horizon, shape ``(n,)``.
        score: Unrounded, NaN where there is no score, shape ``(n,)``.
        published: As published, likewise.
        nothing: The score of doing nothing, unrounded, shape ``(n,)``.
        perks: Perks won and lost along the planned line, by day.
    """

    day: DayVector
    score: FloatVector
    published: FloatVector
    nothing: FloatVector
    perks: tuple[PerkTurn, ...]


@dataclass(frozen=True)
class Spread:
    """Where a line lies if the guessed numbers are off, day by day.

    Attributes:
        low: Lower end on each day, shape ``(n,)``; ``high`` likewise.
        level: Share of the draws within.
    """

    day: DayVector
    low: FloatVector
    high: FloatVector
    level: float


class Status(StrEnum):
    """How sure a plan is to be the cheapest: proven, proven that there is none, or cut short."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """A month of a plan: what is done on which day, action by action."""

    day: int
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to the target.

    Attributes:
        units: (action id, units per occurrence) of every action on the table.
        effort: What it costs, in the rulebook's own measure.
        score: The score on the day, unrounded.
        published: As published.
        sure: Share of the draws in which it reaches the target; ``None`` where no number is a
            guess.
    """

    units: tuple[tuple[str, float], ...]
    effort: float
    score: float
    published: float
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The least effort that reaches a target, or why nothing does.

    Attributes:
        target: The published score that is wanted.
        by: The day.
        status: What is proven.
        option: The plan; ``None`` where none was found.
        best: The best score that can be reached on the day, unrounded; ``None`` where an
            override leaves no score. With a status of ``unknown``, the best that was found.
        gap: How much less effort could still be possible, where the time ran out.
        earliest: The first day on which the target can be reached.
        earliest_known: False where the time ran out before all days were looked at.
        binding: Ids of what, lifted alone, raises the best; the strongest first.
        safe: Lowest and highest units of each action that keep the target, together.
        others: Different plans of nearly the same effort.
    """

    target: float
    by: int
    status: Status
    option: Option | None
    best: float | None
    gap: float = 0.0
    earliest: int | None = None
    earliest_known: bool = True
    binding: tuple[str, ...] = ()
    safe: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    others: tuple[Option, ...] = ()
    schedule: tuple[Step, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether a plan was found."""
        return self.option is not None


@dataclass(frozen=True, slots=True)
class Rate:
    """What one more of something is worth today.

    Attributes:
        id: The action's id, else the record's kind.
        kind: The record's kind; ``None`` for a contact.
        stance: What it asks of a person; ``None`` for a kind that no action names.
        points: The score with one more, dated today, minus the score.
        days_of_waiting: The first day within three years on which doing nothing gains as much
            (or gains back what it takes), counted from today; ``None`` where none does.
    """

    id: str
    kind: str | None
    stance: Stance | None
    points: float
    days_of_waiting: int | None


class Mechanic(StrEnum):
    """By what means a rulebook presses."""

    THRESHOLD = "threshold"
    DECAY = "decay"
    CAP = "cap"
    STREAK = "streak"
    PEERS = "peers"


@dataclass(frozen=True, slots=True)
class Pull:
    """One means of pressure and what it costs this person today.

    Attributes:
        id: ``decay:bills``: the mechanic, and the rule or factor that works by it.
        of: Id of the rule or factor.
        points: What it takes: the score, minus the score without this means; the sign says so.
    """

    id: str
    mechanic: Mechanic
    of: str
    points: float


@dataclass(frozen=True)
class Pressure:
    """What a rulebook pays a person to do, and by what means."""

    rates: tuple[Rate, ...]
    mechanics: tuple[Pull, ...]


@dataclass(frozen=True, slots=True)
class WrongRecord:
    """What it would be worth to have a record corrected, or to wait until it runs out.

    Attributes:
        correcting: The score without it, minus the score.
        expires: The day on which no rule counts it any more; ``None`` where it stays.
        waiting: What its running out gives on that day; ``None`` where it stays.
    """

    id: str
    correcting: float
    expires: int | None
    waiting: float | None
