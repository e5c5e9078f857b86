"""A rulebook: the published, reported or guessed rules of a score, as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.calendar import Duration, Unit

Texts = Mapping[str, str]
"""One text in several languages, by language code; ``en`` is always there."""


class Basis(StrEnum):
    """What a number rests on. All but ``published`` and ``reported`` are guesses."""

    PUBLISHED = "published"
    REPORTED = "reported"
    ASSUMED = "assumed"
    FITTED = "fitted"


class Measure(StrEnum):
    """What a rule looks at in the records it names."""

    COUNT = "count"
    AMOUNT = "amount"
    LATEST = "latest"
    TIME_SINCE_FIRST = "time_since_first"
    TIME_SINCE_LAST = "time_since_last"
    TIME_LEFT = "time_left"
    CONTACTS = "contacts"


ADDITIVE = frozenset({Measure.COUNT, Measure.AMOUNT, Measure.CONTACTS})
"""Measures to which every record adds; the others are settled by one record."""

TIMED = frozenset({Measure.TIME_SINCE_FIRST, Measure.TIME_SINCE_LAST, Measure.TIME_LEFT})
"""Measures counted in completed days, months or years."""


class Stance(StrEnum):
    """What a planned action asks of a person."""

    ACT = "act"
    REFRAIN = "refrain"
    SPEECH = "speech"
    TIES = "ties"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the rulebook with how far off it may be.

    Attributes:
        value: What is computed with.
        low: It may be as low as this.
        high: It may be as high as this.
        basis: What it rests on, where the number says so itself; else its rule's basis holds.
        source: Id of its source, likewise.
    """

    value: float
    low: float
    high: float
    basis: Basis | None = None
    source: str | None = None

    @property
    def certain(self) -> bool:
        """Whether the number has no range."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Step:
    """From this measure on, so many points."""

    start: float
    points: Number


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was read."""

    id: str
    title: str
    publisher: str
    date: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of the scale, from its lowest score on."""

    id: str
    title: Texts
    start: float


@dataclass(frozen=True, slots=True)
class Perk:
    """What a score opens.

    Attributes:
        at: The score asked for; ``None`` where nobody has said from what score.
        above: True where the score must be greater than ``at``, False where equal is enough.
    """

    id: str
    title: Texts
    at: float | None
    above: bool
    basis: Basis
    source: str

    def held(self, published: float) -> bool:
        """Whether a published score holds the perk; never, where no threshold is known."""
        if self.at is None:
            return False
        return published > self.at if self.above else published >= self.at


@dataclass(frozen=True, slots=True)
class Factor:
    """A group of rules that the charts show as one bar."""

    id: str
    title: Texts
    minimum: float | None
    maximum: float | None
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: which records, what is measured in them, and what that is worth.

    Attributes:
        reason: Sentence with the fields ``{count} {measure} {points} {since} {until}``.
        kinds: Exact kinds, or ``x.*`` for ``x`` and all beneath; empty for contacts.
        points: Points per unit of the measure; ``None`` where ``steps`` stand.
        steps: Ascending by ``start``; empty where ``points`` stands.
        unit: Completed units of a timed measure.
        per: What one unit of an amount is (the ``unit`` of an amount rule), 1 by default.
        half_life: After so long half of a record's weight is left.
        lifetime: After so long a record no longer counts.
        minimum: Least points of the rule.
        maximum: Most points of the rule.
        when_none: Points where no record is eligible.
        pivot: Score of a contact that moves nothing.
        min_contacts: Fewer contacts with a score than this: no measure.
        numbers: The rule's numbers in the order of the file (points or steps, when_none).
    """

    id: str
    factor: str
    title: Texts
    reason: Texts
    kinds: tuple[str, ...]
    measure: Measure
    basis: Basis
    source: str
    points: Number | None = None
    steps: tuple[Step, ...] = ()
    unit: Unit | None = None
    per: float = 1.0
    half_life: Duration | None = None
    lifetime: Duration | None = None
    minimum: float | None = None
    maximum: float | None = None
    when_none: Number | None = None
    pivot: float = 0.0
    min_contacts: int = 1
    numbers: tuple[Number, ...] = ()

    def names(self, kind: str) -> bool:
        """Whether the rule counts records of this kind."""
        return matches(self.kinds, kind)


def matches(patterns: tuple[str, ...], kind: str) -> bool:
    """Whether one of the patterns (``x`` or ``x.*``) names the kind."""
    return any(
        kind == pattern
        or (pattern.endswith(".*") and (kind == pattern[:-2] or kind.startswith(pattern[:-1])))
        for pattern in patterns
    )


class Effect(StrEnum):
    """What an override does."""

    NO_SCORE = "no_score"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Override:
    """A record that settles the score by itself: none at all, or at most a band."""

    id: str
    title: Texts
    kinds: tuple[str, ...]
    effect: Effect
    band: str | None = None
    lifetime: Duration | None = None


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A planned change of the contacts: one joins, or one of this score leaves."""

    change: str  # "add" or "drop"
    score: float
    closeness: float


@dataclass(frozen=True, slots=True)
class Action:
    """What a person can plan. ``kind`` is ``None`` where ``contact`` stands.

    ``per`` is ``"month"`` or ``"once"``; ``effort`` is the relative cost of one unit.
    """

    id: str
    title: Texts
    kind: str | None
    amount: float
    per: str
    minimum: float
    maximum: float
    step: float
    effort: float
    stance: Stance
    expected: float = 0.0
    until: Duration | None = None
    contact: ContactChange | None = None


@dataclass(frozen=True, slots=True)
class ExampleRecord:
    """A record of a worked example."""

    day: int
    kind: str
    amount: float | None = None
    until: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ExampleContact:
    """A contact of a worked example, with the score known on its day."""

    score: float | None
    closeness: float = 1.0
    since: int | None = None
    until: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case by which the rulebook proves itself: the score, or that there is none."""

    title: Texts
    at: int
    records: tuple[ExampleRecord, ...]
    contacts: tuple[ExampleContact, ...]
    score: float | None
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A named switch: numbers that it sets, by path (``rule.contacts.points``)."""

    id: str
    title: Texts
    settings: Mapping[str, float]


@dataclass(frozen=True)
class Rulebook:
    """All of a score's rules, ready to be computed with.

    Attributes:
        sha256: Hash of the file, before any variant.
        variant: Id of the variant that is on; ``None`` for the book as it stands.
        bands: Ascending by ``start``.
        content: The file as it was read, before any variant.
    """

    id: str
    version: str
    title: Texts
    about: Texts
    caution: Texts | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    review_after: dt.date | None
    floor: float
    ceiling: float
    base: Number
    decimals: int
    sources: tuple[Source, ...]
    bands: tuple[Band, ...]
    perks: tuple[Perk, ...]
    factors: tuple[Factor, ...]
    rules: tuple[Rule, ...]
    overrides: tuple[Override, ...]
    actions: tuple[Action, ...]
    examples: tuple[Example, ...]
    variants: tuple[Variant, ...]
    sha256: str
    variant: str | None = None
    content: bytes = field(default=b"", compare=False, repr=False)

    def band_of(self, published: float) -> Band | None:
        """Return the band that a published score lies in; ``None`` where there are no bands."""
        found = None
        for band in self.bands:
            if published >= band.start:
                found = band
        return found or (self.bands[0] if self.bands else None)

    def numbers(self) -> Iterator[Number]:
        """Yield every number that may carry a range: the base, then each rule's, in file order."""
        yield self.base
        for rule in self.rules:
            yield from rule.numbers
