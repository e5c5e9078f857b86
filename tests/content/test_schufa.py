"""The German credit score against the facts, typed from there: every class and every total."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.records import Contacts
from app.mirror.scoring import score
from tests.content.books import Entered, day, factor_points, plain, read, records, total
from tests.making.plain_score import months_later

AT = "2026-06-15"
TODAY = dt.date(2026, 6, 15)
MOST = {
    "defaults": 264,
    "bank-requests": 117,
    "other-requests": 99,
    "address": 94,
    "oldest-card": 81,
    "oldest-contract": 69,
    "new-loans": 66,
    "loan-term": 61,
    "mortgage": 55,
    "identity": 38,
    "revolving": 36,
    "loan-status": 19,
}
# The checked totals of the facts, rows 1 to 12.
TOTALS = (
    ((264, 117, 99, 94, 81, 69, 66, 61, 55, 38, 36, 19), 999),
    ((100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 100),
    ((264, 82, 99, 0, 24, 3, 66, 61, 0, 38, 36, 9), 682),
    ((135, 117, 99, 63, 74, 49, 66, 61, 0, 38, 36, 19), 757),
    ((264, 117, 99, 63, 74, 49, 66, 61, 55, 38, 36, 19), 941),
    ((264, 117, 99, 0, 74, 49, 66, 61, 55, 38, 36, 19), 878),
    ((264, 82, 71, 28, 41, 37, 48, 10, 0, 38, 36, 0), 655),
)
YEAR = 12
# factor, kind, then months of age and the points from there on.
AGES = (
    ("defaults", "default.settled", {0: 100, YEAR: 135, 2 * YEAR: 152, 3 * YEAR: 264}),
    (
        "address",
        "address.move",
        {
            0: 0,
            7: 6,
            YEAR: 17,
            2 * YEAR: 28,
            3 * YEAR: 35,
            4 * YEAR: 40,
            5 * YEAR: 42,
            6 * YEAR: 49,
            7 * YEAR: 49,
            8 * YEAR: 54,
            9 * YEAR: 58,
            10 * YEAR: 63,
            15 * YEAR: 75,
            20 * YEAR: 94,
        },
    ),
    (
        "oldest-card",
        "account.card",
        {
            0: 0,
            6: 14,
            YEAR: 23,
            2 * YEAR: 32,
            3 * YEAR: 41,
            4 * YEAR: 52,
            5 * YEAR: 59,
            10 * YEAR: 74,
            15 * YEAR: 81,
        },
    ),
    (
        "oldest-contract",
        "account.current",
        {
            0: 0,
            3: 3,
            6: 6,
            YEAR: 12,
            2 * YEAR: 17,
            3 * YEAR: 23,
            4 * YEAR: 27,
            5 * YEAR: 37,
            10 * YEAR: 49,
            15 * YEAR: 56,
            20 * YEAR: 69,
        },
    ),
    ("revolving", "credit.revolving", {0: 0, YEAR: 16, 2 * YEAR: 36}),
)
# factor, kind, points by how many there are.
NUMBERS = (
    ("bank-requests", "inquiry.bank.card", (117, 82, 44, 0, 0)),
    ("bank-requests", "inquiry.bank.account", (117, 82, 44, 0, 0)),
    ("bank-requests", "account.current", (117, 82, 44, 0, 0)),
    ("other-requests", "inquiry.other.telecom", (99, 99, 71, 40, 0, 0)),
    ("new-loans", "loan.instalment", (66, 48, 32, 0, 0)),
    ("mortgage", "loan.mortgage", (0, 55, 55)),
    ("mortgage", "guarantee", (0, 55, 55)),
    ("identity", "identity.check", (0, 38, 38)),
)
WITHOUT_ANY = {
    "defaults": 264,
    "bank-requests": 117,
    "other-requests": 99,
    "address": 0,
    "oldest-card": 24,
    "oldest-contract": 18,
    "new-loans": 66,
    "loan-term": 61,
    "mortgage": 0,
    "identity": 0,
    "revolving": 36,
    "loan-status": 9,
}


def points(*entered: Entered) -> dict[str, float]:
    return factor_points(read("schufa-2026"), AT, entered)


def test_the_most_of_all_criteria_is_999() -> None:
    most = {factor.id: factor.maximum for factor in read("schufa-2026").factors}

    assert most == MOST
    assert sum(MOST.values()) == 999


@pytest.mark.parametrize(("rows", "sum_of_rows"), TOTALS)
def test_the_checked_totals_of_the_facts_come_out_row_by_row(
    rows: tuple[int, ...], sum_of_rows: int
) -> None:
    examples = [example for example in plain("schufa-2026")["example"] if "score" in example]
    found = []
    for example in examples:
        entered = [
            (
                record["date"].isoformat(),
                record["kind"],
                None,
                record["until"].isoformat() if "until" in record else "",
            )
            for record in example["records"]
        ]
        at = example["at"].isoformat()
        of_factors = factor_points(read("schufa-2026"), at, entered)
        found.append((tuple(of_factors.values()), total(read("schufa-2026"), at, entered)))

    assert (rows, sum_of_rows) in found


@pytest.mark.parametrize(("factor", "kind", "classes"), AGES)
def test_an_age_gives_its_class_from_the_day_it_is_reached(
    factor: str, kind: str, classes: dict[int, int]
) -> None:
    before = None
    for months, expected in classes.items():
        reached = months_later(TODAY, -months)
        not_yet = reached + dt.timedelta(days=1)

        assert points((reached.isoformat(), kind))[factor] == expected
        if before is not None:
            assert points((not_yet.isoformat(), kind))[factor] == before
        before = expected


@pytest.mark.parametrize(("factor", "kind", "by_number"), NUMBERS)
def test_a_number_of_entries_gives_its_class(
    factor: str, kind: str, by_number: tuple[int, ...]
) -> None:
    for number, expected in enumerate(by_number):
        found = points(*[("2026-01-10", kind, None, "2027-01-10")] * number)

        assert found[factor] == expected


@pytest.mark.parametrize(
    ("factor", "kind"),
    [
        ("bank-requests", "inquiry.bank.card"),
        ("other-requests", "inquiry.other"),
        ("new-loans", "loan.instalment"),
    ],
)
def test_after_twelve_months_an_entry_no_longer_counts(factor: str, kind: str) -> None:
    assert points(*[("2025-06-15", kind)] * 5)[factor] == MOST[factor]
    assert points(*[("2025-06-16", kind)] * 5)[factor] == 0


def test_an_empty_file_has_the_points_of_none() -> None:
    assert points() == WITHOUT_ANY
    assert total(read("schufa-2026"), AT, ()) == sum(WITHOUT_ANY.values())


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-06-14", 61),
        ("2026-06-15", 61),
        ("2029-06-14", 61),
        ("2029-06-15", 48),
        ("2030-06-15", 28),
        ("2031-06-15", 10),
        ("2032-06-14", 10),
        ("2032-06-15", 0),
        ("2040-01-01", 0),
    ],
)
def test_the_longest_remaining_term_decides(until: str, expected: int) -> None:
    short = ("2025-01-01", "loan.instalment", None, "2027-01-01")

    assert points(("2025-01-01", "loan.instalment", None, until), short)["loan-term"] == expected


OPEN = ("2024-01-01", "loan.instalment", None, "2028-01-01")
DONE = ("2016-01-01", "loan.instalment", None, "2020-01-01")
REPAID = ("2020-01-01", "loan.repaid")
ENDED_BADLY = ("2020-01-01", "loan.ended_badly")


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ((), 9),
        ((OPEN,), 0),
        ((DONE, REPAID), 19),
        ((DONE, REPAID, REPAID), 19),
        ((DONE, ENDED_BADLY), 0),
        ((DONE, REPAID, OPEN), 0),
        ((DONE, REPAID, ENDED_BADLY), 0),
        ((OPEN, ENDED_BADLY), 0),
        ((REPAID,), 19),
    ],
)
def test_the_status_of_instalment_loans(entered: tuple[Entered, ...], expected: int) -> None:
    assert points(*entered)["loan-status"] == expected


@pytest.mark.parametrize("kind", ["inquiry.condition", "identity.check", "inquiry.bank.loan"])
def test_condition_inquiries_and_identity_checks_are_no_inquiries(kind: str) -> None:
    found = points(*[("2026-05-01", kind)] * 5)

    assert (found["bank-requests"], found["other-requests"]) == (117, 99)


def test_an_open_default_leaves_no_score_and_names_its_record() -> None:
    table = records([("2015-01-01", "address.move"), ("2026-05-01", "default.open")])

    found = score(read("schufa-2026"), table, Contacts.none(), day(AT))

    assert found.score is None
    assert found.band is None
    assert found.unscored is not None
    assert found.unscored.override == "open-default"
    assert len(found.unscored.records) == 1


@pytest.mark.parametrize(
    ("figure", "band"),
    [
        (999, "outstanding"),
        (776, "outstanding"),
        (775, "good"),
        (709, "good"),
        (708, "acceptable"),
        (642, "acceptable"),
        (641, "sufficient"),
        (100, "sufficient"),
    ],
)
def test_the_bands_begin_where_the_facts_say(figure: int, band: str) -> None:
    found = read("schufa-2026").band_of(figure)

    assert found is not None
    assert found.id == band


def test_the_doubt_at_four_years_is_a_range() -> None:
    book = read("schufa-2026")
    rule = next(rule for rule in book.rules if rule.id == "oldest-contract")
    doubted = [step.points for step in rule.steps if not step.points.certain]

    assert [(number.value, number.low, number.high) for number in doubted] == [(27, 23, 27)]
    assert book.review_after == dt.date(2026, 11, 20)
    assert sum(not number.certain for number in book.numbers()) == 1
