"""A decision held against the score of its day, and what can be told from that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.records import Decision


class Verdict(StrEnum):
    """Whether a decision fits what it claims."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    CANNOT_BE_TOLD = "cannot_be_told"


class Ground(StrEnum):
    """What a verdict rests on."""

    STATED = "stated"  # the stated reason compares the score with a number
    OUTCOME = "outcome"  # the outcome is a word that says yes or no
    NO_DIFFERENCE = "no_difference"  # the same was decided on both sides of the threshold
    NO_SCORE = "no_score"  # no official figure from before that day
    NO_THRESHOLD = "no_threshold"  # nobody said what score was asked for
    ON_THE_LINE = "on_the_line"  # exactly the threshold, and nobody said whether that is enough
    OTHER_REASON = "other_reason"  # the stated reason says more than the score, or something else
    WORDS = "words"  # the words of the outcome do not say yes or no


class Relation(StrEnum):
    """How a stated reason compares the score with a number."""

    UNDER = "under"
    NOT_OVER = "not_over"
    AT_LEAST = "at_least"
    OVER = "over"

    def holds(self, score: float, at: float) -> bool:
        """Whether a score stands to a number as is said."""
        match self:
            case Relation.UNDER:
                return score < at
            case Relation.NOT_OVER:
                return score <= at
            case Relation.AT_LEAST:
                return score >= at
            case Relation.OVER:
                return score > at

    @property
    def opposite(self) -> Relation:
        """The relation that holds exactly where this one does not."""
        return _OPPOSITES[self]


_OPPOSITES = {
    Relation.UNDER: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.UNDER,
    Relation.OVER: Relation.NOT_OVER,
    Relation.NOT_OVER: Relation.OVER,
}


@dataclass(frozen=True, slots=True)
class Published:
    """An official figure and the day it is from."""

    day: int
    score: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision, the scores of its day, and the verdict.

    Attributes:
        decision: What was decided.
        verdict: Whether it fits its own claim.
        ground: What the verdict rests on.
        official: The last official figure of that day or before; ``None`` where there is none.
        ours: Our published figure of that day; ``None`` where there is no score.
        threshold: The score that was asked for, as the decision says it or else its reason;
            ``None`` where nobody said.
        following: The next official figure, where it lies on the other side of the threshold:
            who decided may have seen a figure that was on its way there.
        other: The official figure of a like decision on the other side of the threshold, where
            the same was decided on both.
        perk: Id of the rulebook's perk of the same name, where it asks for another score.
    """

    decision: Decision
    verdict: Verdict
    ground: Ground
    official: Published | None = None
    ours: float | None = None
    threshold: float | None = None
    following: Published | None = None
    other: float | None = None
    perk: str | None = None

    @property
    def over(self) -> float | None:
        """How far the official figure was over the threshold; negative under it. Unit: points."""
        if self.official is None or self.threshold is None:
            return None
        return self.official.score - self.threshold
