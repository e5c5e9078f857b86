"""Findings made by hand: those of the drawing, and what an audit adds to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app import assets
from app.domain.audit import EVERYBODY
from app.domain.calendar import day_of
from app.domain.cohort import Cohort, CohortPart, CohortShape, ColumnRoles, TablePreview
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
    Residual,
    Suppressed,
    Verdict,
)
from app.domain.records import InputFile
from app.gui.pages.audit.desk import Choices, Ran
from app.workflow import rulebooks

DAY = day_of(dt.date(2016, 3, 6))
BOOK = rulebooks.find("article-2016", None)
SHIPPED = assets.folder("rulebooks") / "article-2016.toml"
RULES = tuple(rule.id for rule in BOOK.rules)
CHOICES = Choices(
    books=(("article-2016", None), ("sesame-reported", None)),
    claims=RULES[:4],
    groups=("age", "region"),
    thresholds=(650.0,),
    outcome="defaulted",
    tolerance=2.0,
    day=DAY,
)
AGES = ("18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 and over")


def _bars() -> tuple[Bar, ...]:
    heights = {-2: 1790, -1: 3600, 0: 3950, 1: 2070, 2: 590, 3: 150, 4: 90, 5: 60, 6: 40, 7: 20}
    tail = {-n: max(8, 260 - 14 * n) for n in range(3, 21)}
    return tuple(Bar(n - 0.5, n + 0.5, (heights | tail).get(n, 6)) for n in range(-26, 11))


def _group(attribute: str, name: str, n: int, mean: float, above: float, half: float) -> Group:
    below = 1 - above
    return Group(
        attribute, name, n, Interval(mean, mean - 2.1, mean + 2.1),
        (mean - 88, mean - 38, mean + 1, mean + 37, mean + 84),
        {650.0: Interval(below, below - half, below + half)},
        Interval(-0.4 if n > 2500 else -1.9, -0.6, -0.2), 0.81, 0.4 if n > 2500 else 0.0004,
    )  # fmt: skip


def _rate(value: float) -> Interval:
    return Interval(value, max(0.0, value - 0.03), min(1.0, value + 0.03))


def _outcome(attribute: str, group: str, n: int, fpr: float, fnr: float) -> Outcome:
    yes = n // 3
    counts = (round((n - yes) * (1 - fpr)), round((n - yes) * fpr), round(yes * fnr), 0)
    counts = (*counts[:3], yes - counts[2])
    return Outcome(
        attribute, group, 650.0, n, counts, _rate(fpr), _rate(fnr), _rate(0.61), _rate(0.7)
    )


def findings() -> Findings:
    """Return the findings of the drawing, and more."""
    ages = (
        _group("age", AGES[0], 2204, 640, 0.41, 0.02),
        _group("age", AGES[1], 3105, 655, 0.52, 0.02),
        _group("age", AGES[2], 2980, 664, 0.58, 0.02),
        _group("age", AGES[3], 2410, 671, 0.61, 0.02),
        _group("age", AGES[4], 1752, 662, 0.57, 0.03),
    )
    regions = tuple(
        _group("region", name, 3000 - 200 * at, 660 - 3 * at, 0.55 - 0.02 * at, 0.02)
        for at, name in enumerate(("north", "east", "south", "west"))
    )
    everybody = _group(EVERYBODY, EVERYBODY, 12451, 659, 0.54, 0.01)
    claims = (
        Claim(RULES[0], 12451, 9120, 0.94, 0.86, 1.02, 1e-9, 4e-9, 0.11, 8.9, Verdict.CONTRADICTED),
        Claim(RULES[1], 12451, 4180, 1.02, 0.92, 1.12, 1e-9, 4e-9, 0.14, 14.2, Verdict.CONTRADICTED),
        Claim(RULES[2], 12451, 11980, 0.02, -0.06, 0.1, 0.62, 0.62, 0.11, 0.2, Verdict.SUPPORTED),
        Claim(RULES[3], 12451, 310, -0.4, -1.1, 0.3, 0.26, 0.52, 0.98, -1.9, Verdict.TOO_LITTLE_DATA),
    )  # fmt: skip
    gap = Gap(
        "age", (AGES[3], AGES[0]), Interval(31, 28.1, 33.9), Interval(20.2, 18.9, 21.5),
        Interval(7.1, 6.2, 8.0), Interval(2.9, 2.4, 3.4), Interval(0.8, -0.2, 1.8), (671.0, 640.0),
    )  # fmt: skip
    smaller = replace(
        gap, groups=(AGES[3], AGES[1]), gap=Interval(16, 13, 19), behaviour=Interval(11, 9, 13),
        contacts=Interval(3, 2, 4), rules=Interval(1, 0.4, 1.6), unexplained=Interval(1, -0.5, 2.5),
        means=(671.0, 655.0),
    )  # fmt: skip
    return Findings(
        people=12480, scored=12462, unscored=18, with_official=12451, records=1_284_210, day=DAY,
        tolerance=2.0, within_tolerance=0.81,
        residual=Residual(12451, -1.2, 4.9, -26.0, -12.0, 0.0, 3.0, 9.0),
        distribution=_bars(),
        periods=tuple(
            Period(f"{2015 + (at + 3) // 12}-{(at + 3) % 12 + 1:02}", 900,
                   Interval(-0.3 if at < 8 else -2.6, -0.9 if at < 8 else -3.3, 0.3 if at < 8 else -1.9),
                   0.9 if at < 8 else 0.64)
            for at in range(12)
        ),
        periods_of=900,
        explains=(Explains(RULES[0], 0.31), Explains(RULES[1], 0.08), Explains(RULES[2], 0.01)),
        largest=tuple(
            Largest(f"{n * 2654435761 % 2**32:08x}", "2016-02", 600.0 - n, 626.0 - n + n / 2)
            for n in range(1, 9)
        ),
        claims=claims, groups=(everybody, *ages, *regions), gaps=(gap, smaller),
        outcomes=(
            _outcome(EVERYBODY, EVERYBODY, 12400, 0.32, 0.37),
            *(_outcome("age", name, 2300, 0.22 + 0.05 * at, 0.4 - 0.03 * at)
              for at, name in enumerate(AGES)),
        ),
        suppressed=(Suppressed("age", "under 18", 11), Suppressed("age", "", 7)),
        pressure=(
            Pressing("speech", RULES[0], 4180, Interval(-4.2, -4.6, -3.8), -12.5, 4180),
            Pressing("ties", RULES[1], 9120, Interval(3.1, 2.6, 3.6), -8.1, 2210),
        ),
        books=(
            BookFit("article-2016", "1.1", None, 12451, 0.81, 2.3, 5.1),
            BookFit("sesame-reported", "1.0", None, 12451, 0.07, 31.9, 48.4),
        ),
        fit=Fit(
            12451,
            (
                FittedNumber("rule.contacts.points", 4.0, 4.31, 4.2, 4.42, told=True, bound=False),
                FittedNumber("rule.posts.points", -12.0, -14.0, None, None, told=False, bound=True),
            ),
            (("rule.posts.points", "rule.posts.half_life"),), 5.1, 3.4,
        ),
        honesty=Honesty(
            812, 45, Interval(0.38, 0.35, 0.41), Interval(0.62, 0.59, 0.65),
            {RULES[0]: 210, RULES[1]: 94}, {RULES[2]: 33},
        ),
        faulty_people=3,
        faulty=(Faulty("9f3c51aa", "records.csv", "records", 218, "date", "a date as 2016-02-11"),),
    )  # fmt: skip


def ran(found: Findings | None = None, choices: Choices = CHOICES, **more: object) -> Ran:
    """Return an audit that was run."""
    books = (BOOK, rulebooks.find("sesame-reported", None))
    return Ran(found or findings(), choices, books, 41.0, object(), **more)


def cohort(shape: CohortShape = CohortShape.PACKAGE, **more: object) -> Cohort:
    """Return a cohort of three files."""
    files = tuple(
        InputFile(f"{name}.parquet", "0" * 64) for name in ("subjects", "records", "scores")
    )
    rows = {"records": 1_284_210, "scores": 298_824, "contacts": 88_012}
    made = Cohort(
        "cohort", "cohort", shape, files, 12480, rows, ("age", "region", "gender"),
        (CohortPart(0, 1000),), rulebook="article-2016", default_day=DAY,
    )  # fmt: skip
    return replace(made, **more)


PREVIEW = TablePreview(
    ("id", "name", "decile_score", "screening_date", "race", "sex", "is_recid"),
    ("BIGINT", "VARCHAR", "BIGINT", "DATE", "VARCHAR", "VARCHAR", "BIGINT"),
    (
        ("1", "somebody", "1", "2013-08-14", "Other", "Male", "0"),
        ("3", "somebody else", "3", "2013-01-27", "African-American", "Male", "1"),
        ("4", "a third", "4", "2013-04-14", "African-American", "Male", "1"),
    ),
    ColumnRoles("decile_score", "id", "screening_date", "is_recid", ("race", "sex")),
)
