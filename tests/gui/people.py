"""An invented person under an invented rulebook, for tests of the window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from app.domain.arrays import TextVector
from app.domain.calendar import NO_DAY, day_of
from app.domain.explanation import Explanation
from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.domain.rulebook import Rulebook
from app.workflow.case import Case
from app.workflow.explaining import Question, explain
from app.workflow.rulebooks import find

TODAY = day_of(dt.date(2016, 3, 6))
BOOK = Path(__file__).with_name("book.toml")


def day(year: int, month: int, of_month: int) -> int:
    return day_of(dt.date(year, month, of_month))


def book(variant: str | None = None) -> Rulebook:
    return find(str(BOOK), variant)


def texts(*values: str) -> TextVector:
    return np.array([*values, None], dtype=object)[:-1]


def records(extra: tuple[tuple[str, int, str, float], ...] = ()) -> Records:
    rows: list[tuple[str, int, str, float]] = [
        (f"home-{n:02}", TODAY - 12 * n - 5, "purchase.domestic", 30.0 + n) for n in range(27)
    ]
    rows += [(f"import-{n}", TODAY - 25 - 80 * n, "purchase.imported", 90.0) for n in range(4)]
    rows += [
        (f"power-{n:02}", TODAY - 30 * n - 9, "bill.electricity.paid", 40.0) for n in range(13)
    ]
    rows += [(f"phone-{n:02}", TODAY - 30 * n - 12, "bill.phone.paid", 12.0) for n in range(12)]
    rows += [
        ("late-1", TODAY - 120, "bill.phone.late", 12.0),
        ("post-1", TODAY - 60, "post.economy", np.nan),
        ("post-2", TODAY - 110, "post.economy", np.nan),
        ("fine-1", day(2015, 4, 22), "licence.points", 2.0),
        ("walk-1", day(2015, 9, 1), "park.visit", np.nan),
        *extra,
    ]
    ids, days, kinds, amounts = zip(*rows, strict=True)
    return Records.build(
        texts(*ids),
        np.array(days, np.int32),
        texts(*kinds),
        np.array(amounts, np.float64),
        texts={"text": texts(*(f"what {name}" for name in ids))},
    )


def contacts() -> Contacts:
    names = texts("Ana", "Bo", "Chen", "Dee", "Ping")
    return Contacts(
        id=texts("c1", "c2", "c3", "c4", "c5"),
        name=names,
        closeness=np.array([0.9, 0.5, 0.4, 0.8, 0.3]),
        since=np.full(5, NO_DAY, np.int32),
        until=np.full(5, NO_DAY, np.int32),
        score_contact=np.array([0, 1, 2, 3]),
        score_day=np.full(4, TODAY - 30, np.int32),
        score=np.array([720.0, 690.0, 655.0, 701.0]),
    )


def official(last: float = 648.0) -> OfficialScores:
    count = 12
    return OfficialScores(
        day=np.array([TODAY - 30 * (count - 1 - n) for n in range(count)], np.int32),
        score=np.array([630.0 + 3 * (n % 7) for n in range(count - 1)] + [last]),
        rulebook=texts(*[""] * count),
        note=texts(*[""] * count),
    )


def export(
    extra: tuple[tuple[str, int, str, float], ...] = (), *, published: bool = True
) -> Export:
    return Export(
        records=records(extra),
        contacts=contacts(),
        official=official() if published else OfficialScores.none(),
        subject=Subject(id="mei", name="Mei"),
        created=TODAY,
    )


def case(extra: tuple[tuple[str, int, str, float], ...] = (), *, published: bool = True) -> Case:
    return Case(export(extra, published=published), book(), TODAY)


def explained(asked: Case) -> Explanation:
    question = Question(asked.rulebook, asked.day, asked.aside_ids)
    return explain(asked.export, question)
