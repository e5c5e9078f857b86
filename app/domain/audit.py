"""What an audit of many people asks, and the columns that its figures are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, Mask, TextVector
from app.domain.crowd import Labels
from app.domain.rulebook import Rulebook

SMALLEST_GROUP = 20
"""Groups with fewer people are listed and not shown, unless the auditor says otherwise."""

EVERYBODY = "all"
"""Stands as attribute and as group where all people are meant."""

NOT_STATED = ""
"""Stands as group where the file says nothing of a person: shown, but held against no other."""

PAIR = " × "
"""Stands between two attributes, and between two groups, where people are told apart by both."""


@dataclass(frozen=True)
class Question:
    """What an audit is asked.

    Attributes:
        books: The rulebooks, each with its variant on; the first is the one audited, the others
            are compared with it. Empty where only scores and outcomes are looked at.
        day: No score dated later is looked at; ``None`` for the latest day of the cohort.
        claims: Ids of the rules of which the operator says that they do not count.
        groups: Columns by which people are told apart.
        pairs: Whether people are told apart by every two of them as well.
        thresholds: A score >= threshold is high.
        outcome: Column that says what came of it; ``None`` where none does.
        tolerance: A mirrored score this near counts as agreeing; ``None`` for half a unit of the
            rulebook's decimals. Unit: points.
        smallest_group: Smaller groups are suppressed and listed.
        fit: Whether the rulebook's assumed numbers are fitted to the official scores.
        salt: By what people's ids are made unrecognisable.
    """

    books: tuple[Rulebook, ...] = ()
    day: int | None = None
    claims: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    pairs: bool = False
    thresholds: tuple[float, ...] = ()
    outcome: str | None = None
    tolerance: float | None = None
    smallest_group: int = SMALLEST_GROUP
    fit: bool = False
    salt: str = ""

    @property
    def book(self) -> Rulebook | None:
        """The rulebook that is audited."""
        return self.books[0] if self.books else None

    @property
    def agreed(self) -> float:
        """How near a mirrored score must be to agree. Unit: points."""
        if self.tolerance is not None:
            return self.tolerance
        return 0.5 * 10.0 ** -(self.book.decimals if self.book else 0)


@dataclass(frozen=True)
class People:
    """What the statistics know of people: one row a person, whatever their records were.

    The official score is the latest one dated on the day of the audit or before; the mirrored one
    is computed on that same day, so that the two can be compared. Where somebody has no official
    score the mirrored one is of the day of the audit.

    Attributes:
        name: Salted id, shape ``(n,)``.
        day: Day of the scores, shape ``(n,)``.
        official: NaN where there is none, shape ``(n,)``. Unit: points.
        sum: Mirrored score before overrides, unrounded; NaN without a rulebook, shape ``(n,)``.
        published: The same as it would be published; NaN where an override leaves no score.
        unscored: Who gets no score from the rulebook, shape ``(n,)``.
        points: Points of each rule after its bounds, shape ``(n_rules, n)``.
        measures: x of each rule, NaN where it is none, shape ``(n_rules, n)``; without a row
            where no fit is asked for.
        without: Published score where the rulebook leaves one rule out, one row a claim in the
            order of ``Question.claims``, shape ``(n_claims, n)``.
        behaviour: What all but contacts move the score from the base, shape ``(n,)``.
        contacts: What contacts move it; ``base + behaviour + contacts`` is ``sum``.
        rules: What it moves that somebody is scored under another of the books: ``sum`` under
            that book minus ``sum`` under the first, 0 for everybody else.
        others: Published score under each book, shape ``(n_books, n)``; its first row is
            ``published``.
        attributes: By which people can be told apart, by column name.
        outcome: 1, 0, or NaN where nobody says; NaN for all where no outcome was asked for.
    """

    name: TextVector
    day: DayVector
    official: FloatVector
    sum: FloatVector
    published: FloatVector
    unscored: Mask
    points: FloatMatrix
    measures: FloatMatrix
    without: FloatMatrix
    behaviour: FloatVector
    contacts: FloatVector
    rules: FloatVector
    others: FloatMatrix
    attributes: Mapping[str, Labels]
    outcome: FloatVector

    def __len__(self) -> int:
        return len(self.name)

    @property
    def residual(self) -> FloatVector:
        """The official score minus the mirrored one, NaN where one is missing. Unit: points."""
        return self.official - self.published
