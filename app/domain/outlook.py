"""What will change by itself if nothing new happens."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.score import Score


@dataclass(frozen=True, slots=True)
class Coming:
    """One rule's change that comes with time alone.

    Attributes:
        rule: The rule's id.
        points: What it will do to the score. Unit: points.
        day: The day on which it happens; ``None`` where it comes little by little.
        count: How many records run out then; 0 where they only grow older.
    """

    rule: str
    points: float
    day: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that comes with time alone up to a day; the points add up to the difference.

    Attributes:
        items: What comes, dated things first, the strongest of a day first.
        then: The score on that day if nothing new happens.
    """

    items: tuple[Coming, ...]
    then: Score
