"""A history: its days, and the operator's figures beside ours."""

from __future__ import annotations

import datetime as dt

import numpy as np

from app.domain.calendar import day_of, iso
from app.domain.records import Contacts, OfficialScores, Records
from app.mirror.facts import Facts
from app.mirror.history import Every, history, points_between
from tests.laws.invented import counting_book


def at(text: str) -> int:
    return day_of(dt.date.fromisoformat(text))


def test_months_are_counted_from_the_first_day_and_the_last_is_always_there() -> None:
    days = points_between(at("2015-10-31"), at("2016-03-06"), Every.MONTH)

    assert [iso(day) for day in days.tolist()] == [
        "2015-10-31",
        "2015-11-30",
        "2015-12-31",
        "2016-01-31",
        "2016-02-29",
        "2016-03-06",
    ]


def test_the_official_figure_of_a_day_is_the_latest_published_by_then() -> None:
    text = np.array(["", "", ""], object)[1:]
    official = OfficialScores(
        np.array([at("2016-03-02"), at("2016-03-04")], np.int32), np.array([1.0, 2.0]), text, text
    )
    facts = Facts(Records.none(), Contacts.none(), at("2016-03-05"))

    found = history(counting_book(), facts, official, at("2016-03-01"), at("2016-03-05"), Every.DAY)

    assert found.score.tolist() == [0.0] * 5
    assert np.isnan(found.official[0])
    assert found.official[1:].tolist() == [1.0, 1.0, 2.0, 2.0]
