"""An explanation: a difference between two states, shared out until it adds up.

Sum over records = rule, over rules = factor, over factors (and "the rules changed") = the
difference of the two scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import FloatVector, RowVector
from app.domain.intake import Notice
from app.domain.records import Contacts, InputFile, Records
from app.domain.rulebook import Rulebook
from app.domain.score import Score


class Cause(IntEnum):
    """Why a record's points differ between the two states; the first that fits."""

    SET_ASIDE = 0
    REMOVED = 1
    CORRECTED = 2
    NEW = 3
    EXPIRED = 4
    AGEING = 5
    CONTACT_JOINED = 6
    CONTACT_LEFT = 7
    CONTACT_SCORE = 8
    CONTACT_WEIGHT = 9

    @property
    def code(self) -> str:
        """The name that machine-readable output uses, such as ``set_aside``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class State:
    """One of the two sides of an explanation.

    Attributes:
        name: ``no_records`` or ``since`` or ``to``.
        score: What it scores.
        rulebook: By which rulebook.
    """

    name: str
    score: Score
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class FactorShare:
    """A factor's share of the difference. ``raw`` is Z in B, ``was`` is Z in A. Unit: points."""

    id: str
    points: float
    raw: float
    was: float


@dataclass(frozen=True, slots=True)
class RuleShare:
    """A rule's share of the difference.

    ``raw`` is z in B and ``was`` z in A; ``measure`` is x in B and ``measure_was`` in A,
    ``None`` where there is none.
    """

    id: str
    factor: str
    points: float
    measure: float | None
    measure_was: float | None
    raw: float
    was: float


@dataclass(frozen=True)
class RecordShares:
    """Every record's and contact's share, as columns; rows that share nothing are left out.

    Attributes:
        rule: Number into the explanation's ``rules``, shape ``(n,)``.
        row: Row into ``Explanation.records`` (or into ``contacts`` where ``is_contact``).
        points: The share, shape ``(n,)``. Unit: points.
        cause: ``Cause`` of each, shape ``(n,)``.
        is_contact: True where ``row`` counts contacts, shape ``(n,)``.
    """

    rule: NDArray[np.int16]
    row: RowVector
    points: FloatVector
    cause: NDArray[np.int8]
    is_contact: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.points)


@dataclass(frozen=True)
class ContactShares:
    """Every contact's two figures, one entry a row of ``Explanation.contacts``.

    ``points`` is the contact's share of the difference; ``if_gone`` is the score without it
    minus the score. Unit: points.
    """

    points: FloatVector
    if_gone: FloatVector


@dataclass(frozen=True, slots=True)
class Aside:
    """A record set aside, and what it would be worth: the score with it minus the score."""

    id: str
    worth: float


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule's share in one sentence, and the figures that the sentence is made of.

    Attributes:
        rule: The rule's id.
        points: Its share. Unit: points.
        text: The sentence, in the language that was spoken when it was made.
        count: How many records (or contacts) it counts in B.
        measure: What it measures in B; for contacts their mean score. ``None``: nothing.
        since: Day of the earliest record it counts.
        until: Day on which the measure ends: the end of a contract, else the last record's day.
    """

    rule: str
    points: float
    text: str
    count: int = 0
    measure: float | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class PerkStanding:
    """How far a perk is. ``held`` and ``distance`` are ``None`` where nobody said from what score."""

    id: str
    held: bool | None
    distance: float | None


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """Where the score lies if the guessed numbers are off: 90 in 100 tries.

    ``perks`` is the share of tries that holds each perk; ``factors`` and ``rules`` hold each
    one's own interval (of Z and z).
    """

    low: float
    high: float
    level: float
    draws: int
    perks: dict[str, float]
    factors: dict[str, tuple[float, float]]
    rules: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class MissingInput:
    """Something the file does not say, and how much narrower the score would be if it did."""

    id: str
    narrows: float
    is_contact: bool


@dataclass(frozen=True, slots=True)
class GuaranteedRange:
    """Where the score certainly lies, whatever the missing inputs are."""

    low: float
    high: float
    inputs: tuple[MissingInput, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """The operator's figure beside ours.

    Attributes:
        day: Day it was published for.
        score: The figure.
        difference: It minus our published figure; ``None`` where we have none.
        was: The official figure of the earlier state, where there is one.
        unexplained: The official difference minus ours, where there is an earlier state.
    """

    day: int
    score: float
    difference: float | None
    was: float | None = None
    unexplained: float | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of a person's file the rules of one rulebook are about.

    Attributes:
        rulebook: Its id.
        title: Its title, by language.
        records: How many records a rule or an override names.
        of: How many records there are up to the day, without those set aside.
        parts: How many factors have a rule that is about a record or a contact.
        of_parts: How many factors there are.
    """

    rulebook: str
    title: Mapping[str, str]
    records: int
    of: int
    parts: int
    of_parts: int


@dataclass(frozen=True, slots=True)
class Fed:
    """What of a score a file feeds.

    Attributes:
        counted: What the rulebook in use counts of it.
        better: Rulebooks that count much more of it, most first.
        gathered: Whether nobody who scores issued the file: it is a bill, say, or an address book,
            and what it does not tell is unknown.
    """

    counted: Counted
    better: tuple[Counted, ...]
    gathered: bool

    @property
    def nothing(self) -> bool:
        """Whether there are records and no rule is about any of them, nor about a contact."""
        return self.counted.of > 0 and not self.counted.records and not self.counted.parts

    @property
    def little(self) -> bool:
        """Whether less than half of the score is fed, and the rest is unknown."""
        return self.gathered and self.counted.parts * 2 < self.counted.of_parts


@dataclass(frozen=True)
class Explanation:
    """Why the score is what it is, down to the record.

    Attributes:
        to: State B. Explanations are of its sum before overrides.
        since: State A (``no_records`` or ``since``).
        factors: One share a factor of either rulebook.
        rules_changed: The share of "the rules changed"; ``None`` where one rulebook rules both.
        rules: One share a rule of either rulebook.
        shares: Every record's and contact's share.
        records: The records that ``shares`` counts in: B's, then those only A has.
        contacts: The contacts that ``shares`` and ``contact_shares`` count in.
        rounding: Published difference minus unrounded difference; ``None`` without a score.
        fed: What the file feeds of the score; ``None`` where nobody asked.
    """

    to: State
    since: State
    factors: tuple[FactorShare, ...]
    rules_changed: float | None
    rules: tuple[RuleShare, ...]
    shares: RecordShares
    records: Records
    contacts: Contacts
    contact_shares: ContactShares
    aside: tuple[Aside, ...]
    reasons: tuple[Reason, ...]
    perks: tuple[PerkStanding, ...]
    range: ScoreRange | None
    guaranteed: GuaranteedRange | None
    official: Official | None
    rounding: float | None
    notices: tuple[Notice, ...]
    inputs: tuple[InputFile, ...] = ()
    fed: Fed | None = None

    @property
    def feeds_nothing(self) -> bool:
        """Whether no figure may be shown as a score, since nothing in the file counts."""
        return self.fed is not None and self.fed.nothing


@dataclass(frozen=True)
class History:
    """The score over time.

    Attributes:
        day: Days, shape ``(n,)``.
        score: Unrounded score, NaN where there is none, shape ``(n,)``.
        published: As published, NaN where there is none, shape ``(n,)``.
        official: The operator's latest figure dated that day or before, NaN before the first,
            shape ``(n,)``.
    """

    day: NDArray[np.int32]
    score: FloatVector
    published: FloatVector
    official: FloatVector
