"""What an audit of many people found: figures, each with the number of people it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What the data say of the claim that a rule does not count."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    TOO_LITTLE_DATA = "too_little_data"


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the 95 in 100 interval around it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Residual:
    """How far official scores lie from mirrored ones. Unit: points."""

    n: int
    mean: float
    sd: float
    min: float
    p05: float
    p50: float
    p95: float
    max: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: so many from ``low`` up to, not including, ``high``."""

    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Period:
    """How official and mirrored scores compare in one month (``2016-03``)."""

    month: str
    n: int
    mean: Interval
    within: float


@dataclass(frozen=True, slots=True)
class Explains:
    """How much of what is left one rule's points explain: the square of the correlation."""

    rule: str
    share: float


@dataclass(frozen=True, slots=True)
class Largest:
    """Somebody whose scores lie far apart, by salted id; the month is all of the date."""

    name: str
    month: str
    official: float
    published: float


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim that a rule does not count, tested.

    Attributes:
        rule: Id of the rule.
        n: How many people it was tested on.
        moved: For how many of them the rule has points.
        effect: Coefficient of the rule's points on what is left without it: 1 is as the rulebook
            says, 0 is not at all; ``None`` where it cannot be told.
        low: Lower end of its 95 in 100 interval (HC3, Student).
        high: Upper end.
        p: Two-sided p of the effect being 0.
        p_holm: The same, corrected for how many claims were tested (Holm).
        detectable: The smallest effect that these people would show in 80 of 100 cohorts.
        points: The effect in points: ``effect`` times the mean of the absolute points of those
            whom the rule moves; negative where the rule only takes and counts.
    """

    rule: str
    n: int
    moved: int
    effect: float | None
    low: float | None
    high: float | None
    p: float | None
    p_holm: float | None
    detectable: float | None
    points: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """The official scores of a group.

    Attributes:
        attribute: Column, or two with ``PAIR`` between.
        group: What stands in it, likewise.
        n: How many of it have a score.
        mean: Mean score with its interval (Student's t).
        quartiles: The 5th, 25th, 50th, 75th and 95th percentile.
        below: By threshold, the share below it (Wilson).
        residual: Mean residual with its interval; ``None`` where nothing is mirrored.
        within: Share within tolerance, likewise.
        p_holm: p of its mean residual against everybody else's (Welch), corrected for how many
            groups were tested (Holm); ``None`` where nothing is mirrored.
    """

    attribute: str
    group: str
    n: int
    mean: Interval
    quartiles: tuple[float, float, float, float, float]
    below: Mapping[float, Interval]
    residual: Interval | None = None
    within: float | None = None
    p_holm: float | None = None


@dataclass(frozen=True, slots=True)
class RateGap:
    """How the shares below a threshold of two groups differ (Newcombe)."""

    attribute: str
    groups: tuple[str, str]
    threshold: float
    difference: Interval


@dataclass(frozen=True, slots=True)
class Gap:
    """The difference of two groups' mean official scores, split. Unit: points.

    ``behaviour + contacts + rules + unexplained`` is ``gap``.
    """

    attribute: str
    groups: tuple[str, str]
    gap: Interval
    behaviour: Interval
    contacts: Interval
    rules: Interval
    unexplained: Interval
    means: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a threshold was wrong about a group; rates are ``None`` where they have no n.

    Attributes:
        counts: Low and did not, high and did not, low and did, high and did.
        fpr: Share high of those who did not (Wilson).
        fnr: Share low of those who did.
        ppv: Share who did of the high.
        npv: Share who did not of the low.
    """

    attribute: str
    group: str
    threshold: float
    n: int
    counts: tuple[int, int, int, int]
    fpr: Interval | None
    fnr: Interval | None
    ppv: Interval | None
    npv: Interval | None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A group too small to be shown; ``n`` is told, nothing else is."""

    attribute: str
    group: str
    n: int


@dataclass(frozen=True, slots=True)
class Pressing:
    """What rules of one stance (speech or ties) cost and give across the people.

    Attributes:
        stance: ``speech`` or ``ties``.
        rule: Id of the rule.
        moved: How many people it moves.
        mean: Mean points over everybody who is scored.
        taken: Mean points of those from whom it takes; 0 where it takes from nobody.
        takes_from: From how many it takes.
    """

    stance: str
    rule: str
    moved: int
    mean: Interval
    taken: float
    takes_from: int


@dataclass(frozen=True, slots=True)
class BookFit:
    """How well one rulebook, with its variant, gives the official scores."""

    id: str
    version: str
    variant: str | None
    n: int
    within: float
    mean_error: float
    root_mean_square_error: float


@dataclass(frozen=True, slots=True)
class FittedNumber:
    """An assumed number of the rulebook, fitted.

    Attributes:
        key: Dotted path, as in a variant's settings (``rule.contacts.points``).
        was: What the rulebook says.
        value: What fits best within low and high.
        low: Lower end of the 95 in 100 interval; ``None`` where the data cannot tell.
        high: Upper end, likewise.
        told: Whether the data tell this number apart from the others.
        bound: Whether it lies at the end of what the rulebook allows.
    """

    key: str
    was: float
    value: float
    low: float | None
    high: float | None
    told: bool
    bound: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The assumed numbers fitted to the official scores.

    Attributes:
        n: On how many people.
        numbers: Each assumed number.
        tied: Sets of numbers that the data cannot tell apart.
        before: Root mean square error before. Unit: points.
        after: And after.
    """

    n: int
    numbers: tuple[FittedNumber, ...]
    tied: tuple[tuple[str, ...], ...]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Honesty:
    """The reasons that the operator stated, held against those that weigh most.

    Attributes:
        decisions: How many decisions state a reason that names a rule of the book.
        not_understood: How many state reasons that name none.
        first_is_strongest: Share whose first reason is the rule that takes most.
        among_strongest: Share all of whose reasons are among the four that take most.
        unsaid: By rule, how often it takes most and is not stated.
        said_without_weight: By rule, how often it is stated and takes nothing.
    """

    decisions: int
    not_understood: int
    first_is_strongest: Interval | None
    among_strongest: Interval | None
    unsaid: Mapping[str, int]
    said_without_weight: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Faulty:
    """Somebody who is in no figure: salted id, and where the file is wrong."""

    name: str
    file: str
    table: str
    line: int | None
    column: str
    expected: str


@dataclass(frozen=True)
class Findings:
    """All that an audit found.

    Attributes:
        people: How many people there are, faulty ones not counted.
        scored: How many the rulebook scores; ``None`` without a rulebook.
        unscored: How many it leaves without a score; ``None`` without a rulebook.
        with_official: How many have an official score.
        records: How many of their records a rule of the books names.
        day: The day of the audit; ``None`` where nothing has a date.
        tolerance: Unit: points.
        within_tolerance: Share of those with both scores; ``None`` where nobody has both.
        distribution: Residuals as bars.
        scores: Official scores as bars, by (attribute, group).
        periods_of: How many people the months rest on: a large cohort is sampled.
        faulty_people: How many people are in no figure because of their rows.
        faulty: The first of them.
    """

    people: int
    scored: int | None
    unscored: int | None
    with_official: int
    records: int
    day: int | None
    tolerance: float
    within_tolerance: float | None
    residual: Residual | None
    distribution: tuple[Bar, ...] = ()
    periods: tuple[Period, ...] = ()
    periods_of: int = 0
    explains: tuple[Explains, ...] = ()
    largest: tuple[Largest, ...] = ()
    claims: tuple[Claim, ...] = ()
    groups: tuple[Group, ...] = ()
    scores: Mapping[tuple[str, str], tuple[Bar, ...]] = field(default_factory=dict)
    rate_gaps: tuple[RateGap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    pressure: tuple[Pressing, ...] = ()
    books: tuple[BookFit, ...] = ()
    fit: Fit | None = None
    honesty: Honesty | None = None
    faulty_people: int = 0
    faulty: tuple[Faulty, ...] = ()
