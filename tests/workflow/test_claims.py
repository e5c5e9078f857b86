from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.judging import Relation
from app.workflow import claims


@pytest.mark.parametrize(
    ("reason", "relation"),
    [
        ("Score under 650", Relation.UNDER),
        ("score below 650.", Relation.UNDER),
        ("Score not over 650", Relation.NOT_OVER),
        ("Score of 650 or more", Relation.AT_LEAST),
        ("At least 650 points", Relation.AT_LEAST),
        ("Your score is over 650", Relation.OVER),
        ("Score not under 650", Relation.AT_LEAST),
        ("Dein Score liegt unter 650", Relation.UNDER),
        ("Score nicht über 650 Punkten", Relation.NOT_OVER),
        ("650 Punkte oder mehr", Relation.AT_LEAST),
        ("评分低于650", Relation.UNDER),
        ("您的信用分不超过650分", Relation.NOT_OVER),
        ("信用分未达到650", Relation.UNDER),
        ("Score too low", Relation.UNDER),
        ("评分过低", Relation.UNDER),
    ],
)
def test_a_reason_that_is_one_comparison_is_understood(reason: str, relation: Relation) -> None:
    said = claims.understood(reason, 650)

    assert said is not None
    assert said.relation is relation
    assert said.at in {650, None}


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Needs a score of at least 650",  # what is asked, not what was found
        "Income under 650",
        "Score under 650 and late bills",
        "Score under 650 yuan",
        "Score not yet over 650",
        "Score was not enough under 650",
        "Score under 640",  # not the number that is asked for
        "between 600 and 650",
        "Score under 600 or over 650",
        "Applicant under 18",
        "Late bills",
        "Too low",  # of what?
        "650",
        "分数不低",
        "650分以上",  # with 650 or without it: usage differs
    ],
)
def test_a_reason_that_says_anything_more_is_left_alone(reason: str) -> None:
    assert claims.understood(reason, 650) is None


def test_without_a_threshold_a_reason_must_name_the_score_and_a_number() -> None:
    assert claims.understood("Score under 650", None) is not None
    assert claims.understood("under 650", None) is None
    assert claims.understood("Score too low", None) is None


@pytest.mark.parametrize(("text", "value"), [("1,000", 1000.0), ("97,5", 97.5), ("97.5", 97.5)])
def test_numbers_are_read_as_they_are_written(text: str, value: float) -> None:
    said = claims.understood(f"Score under {text}", None)

    assert said is not None
    assert said.at == value


@pytest.mark.parametrize(
    ("outcome", "yes"),
    [
        ("Approved", True),
        (" no deposit. ", True),
        ("免押金", True),
        ("Refused", False),
        ("abgelehnt", False),
        ("Approved in part", None),
        ("Deposit of 3,000 yuan", None),
        ("Page 4", None),
        ("", None),
    ],
)
def test_only_whole_outcomes_say_yes_or_no(outcome, yes) -> None:
    assert claims.says_yes(outcome) is yes


@pytest.mark.parametrize("purpose", ["", "  ", "Not stated", "keine Angabe", "未说明", "N/A"])
def test_an_empty_purpose_is_known_in_any_language(purpose: str) -> None:
    assert not claims.is_stated(purpose)


def test_a_purpose_is_a_purpose() -> None:
    assert claims.is_stated("Loan")


@pytest.mark.timeout(60)  # a reading that backtracks would not end for years
@given(st.text(alphabet="您的你分 不低于超过650score under", max_size=200))
def test_no_reason_is_read_for_ever(reason: str) -> None:
    understood = claims.understood(reason + "x", 650)  # "x" is no word of a comparison

    assert understood is None


def test_a_reason_of_nothing_but_fillers_is_read_at_once() -> None:
    assert claims.understood("低于" + "您的" * 90 + "x", 650) is None
