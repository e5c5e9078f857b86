"""Rulebooks and dates that ask for more than any plan or line can hold."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from app.domain.calendar import Unit, date_of, day_later, day_of, iso, month_by_month
from tests.cli.conftest import make_package

ACTION = """
[[action]]
id = "{id}"
title = {{ en = "A" }}
per = "month"
min = 0
max = {most}
step = {step}
effort = 1
{kind}
"""
RECORD = 'kind = "purchase.imported"\namount = 1\nstance = "act"'
CONTACT = 'contact = {{ change = "add", score = 700, closeness = 1 }}\nstance = "ties"'
CONTACT = CONTACT.replace("{{", "{").replace("}}", "}")
LAST, FIRST = "9999-12-31", "0001-01-01"


def action(most: str, step: str = "1", kind: str = RECORD, name: str = "a") -> str:
    return ACTION.format(id=name, most=most, step=step, kind=kind)


@pytest.mark.parametrize(
    "actions",
    [
        action("1000000000"),
        action("100000000000", "2"),
        action("1", "0.00001"),
        action("20000"),
        action("100000", kind=CONTACT),
        action("49", kind=CONTACT)
        + action("49", kind=CONTACT, name="b")
        + action("49", kind=CONTACT, name="c"),
        "".join(action("1000000000", name=f"a{n}") for n in range(12)),
    ],
    ids=["billion", "huge", "fine", "many", "contacts", "ways", "twelve"],
)
def test_an_action_of_more_steps_than_a_plan_can_look_at_is_a_fault(
    whyscore, person, book, actions
) -> None:
    book.write_text(book.read_text(encoding="utf-8") + actions, encoding="utf-8")

    assert "at most" in whyscore("rulebook", "check", book, status=1).out
    plan = ("--rulebook", book, "--target", "800", "--by", "2018-01-01")
    assert whyscore("plan", person, *plan, status=2).err.count("\n") == 1


def test_an_action_of_many_steps_is_planned_with(whyscore, book) -> None:
    book.write_text(book.read_text(encoding="utf-8") + action("10000"), encoding="utf-8")

    whyscore("rulebook", "check", book, status=0)


@pytest.mark.parametrize("name", ["actions2.toml", "actions3.toml"])
def test_the_rulebooks_that_took_all_memory_are_refused(whyscore, shared, name) -> None:
    file = shared / "cases" / "38-plan-with-a-huge-action" / name
    if not file.is_file():
        pytest.skip("the case is not among the shared samples")
    whyscore("rulebook", "check", file, status=1)


@pytest.fixture
def ages(tmp_path):
    """Return a person with records at both ends of the calendar."""
    records = [
        "id,date,kind,amount,until",
        f"a,{FIRST},purchase.imported,1,",
        f"b,{LAST},purchase.imported,2,{LAST}",
        "c,2016-01-01,loan.instalment,-5,9999-12-31",
    ]
    return make_package(tmp_path / "ages", records)


@pytest.mark.parametrize("every", ["day", "month"])
def test_a_line_of_all_ages_is_refused_with_a_way_out(whyscore, ages, every) -> None:
    answer = whyscore("history", ages, "--at", LAST, "--every", every, status=2)

    assert "Choose a shorter time" in answer.err
    short = ("--from", "9999-01-01", "--to", LAST, "--every", every)
    assert "31 Dec 9999" in whyscore("history", ages, *short, status=0).out


@pytest.mark.parametrize("at", [LAST, FIRST])
@pytest.mark.parametrize("book", ["article-2016", "sesame-reported", "schufa-2026"])
def test_the_ends_of_the_calendar_break_no_verb(whyscore, ages, at, book) -> None:
    by = LAST if at > "9000" else "0002-01-01"
    for words in (
        ("explain", ages, "--since", FIRST),
        ("pressure", ages),
        ("whatif", ages, "--by", by),
        ("plan", ages, "--target", "700", "--by", by),
    ):
        answer = whyscore(*words, "--at", at, "--rulebook", book, "--json")
        assert answer.status in {0, 1, 2}
        assert "mistake" not in answer.err, words


def test_a_day_beyond_the_calendar_is_called_by_its_last() -> None:
    last, first = day_of(dt.date.max), day_of(dt.date.min)

    assert iso(day_later(last, 40, Unit.YEARS)) == LAST
    assert date_of(day_later(first, -1, Unit.DAYS)) == dt.date.min


@pytest.mark.parametrize("first", ["2015-01-31", "2016-02-29", "9999-10-31", FIRST])
def test_the_days_of_a_line_by_months_are_the_same_of_every_month(first) -> None:
    start = day_of(dt.date.fromisoformat(first))

    days = month_by_month(start, start + 400)

    one_by_one = [day_later(start, count, Unit.MONTHS) for count in range(20)]
    assert days.tolist() == [day for day in one_by_one if day <= start + 400]
    assert month_by_month(start, start - 1).tolist() == []
    assert days.dtype == np.int32
