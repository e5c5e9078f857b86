"""Mei, who is invented: her file and her figures."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import Counter
from functools import cache

import pytest

from app import assets
from app.domain.records import Export
from app.mirror.scoring import score
from app.workflow import reading
from tests.content.books import day, plain, read
from tests.making.plain_score import Entry, Friend, factor_points, plain_score
from tests.making.sample_person import files

AT = "2016-03-06"


@cache
def mei() -> Export:
    found = reading.read([reading.sample_person()])
    assert not found.faults
    assert found.export is not None
    return found.export


def table(name: str) -> list[dict[str, str]]:
    path = assets.sample_person() / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_her_file_is_what_the_script_makes_to_the_byte() -> None:
    place = assets.sample_person()

    assert {path.name: path.read_bytes() for path in place.iterdir()} == files()


def test_her_file_is_read_whole_and_nothing_is_left_over() -> None:
    assert len(mei().records) == 1284
    assert len(mei().official) == 14
    assert mei().not_used == ()
    assert mei().default_day == day(AT)
    assert (mei().rulebook, mei().rulebook_version) == (
        "article-2016",
        read("article-2016").version,
    )


def test_sixty_of_her_records_count_and_the_others_count_under_no_rule() -> None:
    book = read("article-2016")
    counted = Counter(
        rule.id for row in table("records") for rule in book.rules if rule.names(row["kind"])
    )

    assert counted == {
        "domestic-goods": 27,
        "imported-goods": 4,
        "negative-posts": 2,
        "licence-points": 1,
        "electricity-bills": 13,
        "phone-bills": 12,
        "late-bills": 1,
    }
    assert sum(counted.values()) == 60


def test_her_score_is_652_and_the_official_one_is_4_lower() -> None:
    found = score(read("article-2016"), mei().records, mei().contacts, day(AT))

    assert found.published == 652
    assert found.band == "very-good"
    assert mei().official.score[-1] == 648


def test_her_factors_read_as_in_the_design_and_add_up_without_a_rounding_row() -> None:
    book = read("article-2016")
    found = score(book, mei().records, mei().contacts, day(AT))
    points = {
        factor.id: round(float(value))
        for factor, value in zip(book.factors, found.factor_points, strict=True)
    }

    assert points == {
        "purchases": 21,
        "posts": -18,
        "licence": -10,
        "bills": 26,
        "contacts": 8,
        "volunteering": 0,
    }
    assert 625 + sum(points.values()) == 652


def test_a_second_program_finds_the_same_figure() -> None:
    at = dt.date.fromisoformat(AT)
    entries = tuple(
        Entry(
            row["id"],
            dt.date.fromisoformat(row["date"]),
            row["kind"],
            float(row["amount"]) if row["amount"] else None,
        )
        for row in table("records")
    )
    latest = {
        row["contact"]: float(row["score"])
        for row in sorted(table("contact_scores"), key=lambda row: row["date"])
    }
    friends = tuple(
        Friend(float(row["closeness"]), latest.get(row["id"])) for row in table("contacts")
    )
    book = read("article-2016")
    ours = score(book, mei().records, mei().contacts, day(AT))

    theirs = factor_points(plain("article-2016"), entries, friends, at)

    assert list(theirs.values()) == pytest.approx(ours.factor_points.tolist(), abs=1e-9)
    assert plain_score(plain("article-2016"), entries, friends, at) == pytest.approx(
        ours.score, abs=1e-6
    )


def test_without_the_wrong_record_her_score_would_be_655() -> None:
    wrong = next(row for row in table("records") if row["text"] == "Running shoes, imported")

    found = score(
        read("article-2016"), mei().records, mei().contacts, day(AT), frozenset({wrong["id"]})
    )

    assert wrong["date"] == "2016-02-10"
    assert found.published == 655


def test_her_licence_points_run_out_on_22_april() -> None:
    book = read("article-2016")
    place = [factor.id for factor in book.factors].index("licence")

    def licence(at: str) -> float:
        return float(score(book, mei().records, mei().contacts, day(at)).factor_points[place])

    assert licence("2016-04-21") == -10
    assert licence("2016-04-22") == 0


def test_eight_of_her_nine_contacts_have_a_score_and_it_averages_703() -> None:
    book = read("article-2016")
    place = [rule.id for rule in book.rules].index("contacts")

    found = score(book, mei().records, mei().contacts, day(AT))

    scored = {row["contact"] for row in table("contact_scores")}
    assert {row["name"] for row in table("contacts") if row["id"] not in scored} == {"Ping"}
    assert len(scored) == 8
    assert round(625 + float(found.measures[place])) == 703


def test_from_january_to_february_8_of_the_10_points_have_a_reason() -> None:
    def ours(at: str) -> float:
        found = score(read("article-2016"), mei().records, mei().contacts, day(at)).published
        assert found is not None
        return found

    official = {row["date"]: float(row["score"]) for row in table("scores")}

    assert official["2016-02-06"] - official["2016-01-06"] == -10
    assert ours("2016-02-06") - ours("2016-01-06") == -8


def test_official_scores_come_monthly_on_the_6th() -> None:
    days = [row["date"] for row in table("scores")]

    assert len(days) == 14
    assert all(one.endswith("-06") for one in days)
    assert len({one[:7] for one in days}) == 14


def test_a_deposit_was_asked_for_while_the_official_score_was_655() -> None:
    asked = next(row for row in table("decisions") if row["outcome"].startswith("Deposit"))
    before = [row for row in table("scores") if row["date"] <= asked["date"]][-1]

    assert float(before["score"]) == 655
    assert float(asked["threshold"]) == 650


def test_her_package_says_that_she_is_invented() -> None:
    descriptor = json.loads(
        (assets.sample_person() / "datapackage.json").read_text(encoding="utf-8")
    )

    assert "invented" in descriptor["description"]
