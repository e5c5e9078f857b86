"""A hand-made audit of invented people: every kind of finding once."""

from __future__ import annotations

import datetime as dt

import numpy as np

from app.domain.audit import EVERYBODY, People, Question
from app.domain.calendar import day_of
from app.domain.crowd import Labels
from app.domain.findings import (
    Bar,
    BookFit,
    Claim,
    Explains,
    Faulty,
    Findings,
    Fit,
    FittedNumber,
    Gap,
    Group,
    Honesty,
    Interval,
    Largest,
    Outcome,
    Period,
    Pressing,
    RateGap,
    Residual,
    Suppressed,
    Verdict,
)

DAY = day_of(dt.date(2016, 3, 6))
YOUNG, OLD = "18 to 24", "45 to 54"


def interval(value: float, half: float) -> Interval:
    """Return a figure with an interval of so much either way."""
    return Interval(value, value - half, value + half)


def group(attribute: str, name: str, n: int, mean: float, rate: float) -> Group:
    """Return a group whose scores lie evenly around its mean."""
    spread = (mean - 60, mean - 25, mean, mean + 25, mean + 60)
    below = {650.0: interval(rate, 0.02), 700.0: interval(rate + 0.2, 0.02)}
    return Group(
        attribute, name, n, interval(mean, 2.0), spread, below, interval(-1.2, 0.4), 0.81, 0.03
    )


def bars(middle: float, n: int) -> tuple[Bar, ...]:
    """Return a histogram that falls off to both sides."""
    shares = (0.05, 0.2, 0.5, 0.2, 0.05)
    return tuple(
        Bar(middle + 20 * (place - 2.5), middle + 20 * (place - 1.5), round(n * share))
        for place, share in enumerate(shares)
    )


CLAIMS = (
    Claim("friends", 11_900, 8_400, 1.02, 0.94, 1.1, 1e-40, 3e-40, 0.11, 8.9, Verdict.CONTRADICTED),
    Claim("late", 11_900, 2_100, 0.03, -0.2, 0.26, 0.62, 1.0, 0.33, 0.2, Verdict.SUPPORTED),
    Claim("paid", 11_900, 12, None, None, None, None, None, None, None, Verdict.TOO_LITTLE_DATA),
)

FINDINGS = Findings(
    people=12_480,
    scored=12_300,
    unscored=180,
    with_official=11_950,
    records=1_284_000,
    day=DAY,
    tolerance=2.0,
    within_tolerance=0.81,
    residual=Residual(11_900, -1.204, 3.1, -24.0, -8.0, 0.0, 1.5, 11.0),
    distribution=tuple(
        Bar(low, low + 1, n)
        for low, n in zip(
            range(-8, 5), (60, 80, 90, 120, 150, 800, 2_400, 3_600, 2_900, 1_200, 380, 90, 30),
            strict=True,
        )
    ),
    periods=(
        Period("2016-01", 11_200, interval(0.1, 0.1), 0.93),
        Period("2016-02", 11_600, interval(0.2, 0.1), 0.92),
        Period("2016-03", 11_900, interval(-1.2, 0.1), 0.81),
    ),
    periods_of=11_950,
    explains=(Explains("friends", 0.41), Explains("late", 0.02)),
    largest=(Largest("p-3fa9c1d2", "2016-03", 611.0, 635.0),),
    claims=CLAIMS,
    groups=(
        group(EVERYBODY, EVERYBODY, 11_950, 656.0, 0.46),
        group("age", YOUNG, 2_310, 640.0, 0.59),
        group("age", OLD, 3_050, 671.0, 0.39),
    ),
    scores={("age", YOUNG): bars(640, 2_310), ("age", OLD): bars(671, 3_050)},
    rate_gaps=(RateGap("age", (YOUNG, OLD), 650.0, interval(0.2, 0.027)),),
    gaps=(
        Gap(
            "age",
            (YOUNG, OLD),
            interval(-31, 2.8),
            interval(-20, 2.0),
            interval(-7, 1.0),
            interval(-3, 0.5),
            interval(-1, 0.8),
            (640.0, 671.0),
        ),
    ),
    outcomes=(
        Outcome(
            EVERYBODY, EVERYBODY, 650.0, 900, (400, 200, 100, 200),
            interval(1 / 3, 0.04), interval(1 / 3, 0.05), interval(0.5, 0.05), interval(0.8, 0.03),
        ),
        Outcome(
            "age", YOUNG, 650.0, 300, (0, 0, 100, 200),
            None, interval(1 / 3, 0.05), interval(1.0, 0.0), None,
        ),
    ),
    suppressed=(Suppressed("age", "over 90", 7),),
    pressure=(
        Pressing("speech", "late", 2_100, interval(-1.4, 0.1), -8.2, 2_100),
        Pressing("ties", "friends", 8_400, interval(0.7, 0.2), -5.5, 3_900),
    ),
    books=(
        BookFit("village", "3", None, 11_900, 0.81, -1.204, 3.32),
        BookFit("village", "3", "alone", 11_900, 0.22, -4.1, 9.4),
    ),
    fit=Fit(
        11_900,
        (
            FittedNumber("rule.paid.points", 7.4, 7.1, 7.0, 7.2, told=True, bound=False),
            FittedNumber("score.base", 600.0, 600.0, None, None, told=False, bound=False),
            FittedNumber("rule.late.points", -3.3, -3.5, -3.6, -3.4, told=True, bound=True),
        ),
        (("score.base", "rule.friends.points"),),
        3.32,
        2.9,
    ),
    honesty=Honesty(
        420, 31, interval(0.61, 0.05), interval(0.4, 0.05), {"friends": 140}, {"paid": 22}
    ),
    faulty_people=3,
    faulty=(Faulty("p-77aa01bb", "records.csv", "records", 218, "date", "a date"),),
)  # fmt: skip


def people(
    n: int, *, seed: int = 0, attributes: dict[str, tuple[str, ...]] | None = None
) -> People:
    """Return so many invented people with salted names, all of their figures drawn."""
    chance = np.random.default_rng(seed)
    none = np.empty((0, n))
    official = np.round(chance.normal(640, 30, n))
    mirrored = official - np.round(chance.normal(0, 2, n))
    named = {} if attributes is None else attributes
    return People(
        name=np.array([f"p-{seed}-{row:06d}" for row in range(n)], dtype=object),
        day=np.full(n, DAY, np.int32),
        official=official,
        sum=mirrored + 0.25,
        published=mirrored,
        unscored=np.zeros(n, bool),
        points=none,
        measures=none,
        without=none,
        behaviour=mirrored - 600,
        contacts=np.zeros(n),
        rules=np.zeros(n),
        others=mirrored[None, :],
        attributes={
            name: Labels(chance.integers(0, len(names), n).astype(np.int32), names)
            for name, names in named.items()
        },
        outcome=np.full(n, np.nan),
    )


def question(**parts: object) -> Question:
    """Return what was asked, without a rulebook unless one is given."""
    return Question(day=DAY, groups=("age",), thresholds=(650.0, 700.0), salt="grain", **parts)  # type: ignore[arg-type]
