"""The sentences of the breakdown."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.calendar import day_of
from app.domain.explanation import Cause
from app.wording import breakdown as words
from app.wording.breakdown import Standing

TODAY = day_of(dt.date(2016, 3, 6))


def test_the_account_is_one_sentence_that_adds_up() -> None:
    said = words.summary(
        625,
        [("Bills", 26), ("Purchases", 21), ("Contacts", 8)],
        [("Posts", -18), ("Driving licence", -10)],
        0,
        652,
        0,
    )

    assert said == (
        "Bills, purchases and contacts add 55; posts and driving licence take 28. "
        "625 + 55 − 28 = 652."
    )


def test_a_single_factor_is_named_with_its_points() -> None:
    assert words.summary(625, [("Bills", 26)], [], 0, 651, 0) == "Bills: +26. 625 + 26 = 651."
    assert words.summary(625, [], [("Posts", -18)], 0, 607, 0) == "Posts: −18. 625 − 18 = 607."


def test_of_many_factors_three_are_named() -> None:
    gains = [(name, 1) for name in ("Bills", "IT", "Rent", "Tax", "Work")]

    assert words.summary(625, gains, [], 0, 630, 0).startswith(
        "Bills, IT, rent and 2 others add 5."
    )


def test_what_rounding_adds_stands_in_the_sum() -> None:
    said = words.summary(625, [("Bills", 26)], [], -1, 650, 0)

    assert said.endswith("625 + 26 − 1 (rounding) = 650.")


def test_nothing_that_moves_is_said_plainly() -> None:
    assert words.summary(625, [], [], 0, 625, 0) == (
        "Nothing in your file moves the score. 625 = 625."
    )


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (-4, "The official figure is 4 lower. No rule explains that."),
        (3.5, "The official figure is 3.5 higher. No rule explains that."),
        (0, "The official figure is the same as ours."),
    ],
)
def test_the_unexplained_is_called_so(gap, said) -> None:
    assert words.unexplained_hint(gap, 1 if gap % 1 else 0) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "0 days"), (1, "1 day"), (59, "59 days"), (78, "2 months"), (366, "12 months"),
     (730, "23 months"), (731, "2 years"), (-3, "")],
)  # fmt: skip
def test_an_age_is_said_in_the_unit_that_fits(days, said) -> None:
    assert words.age(TODAY - days, TODAY) == said


def test_every_cause_and_standing_has_a_word() -> None:
    for code in (*Cause, *Standing):
        assert words.cause(int(code))
        assert all(words.cause_texts(int(code)))


def test_the_reason_for_setting_aside_is_said_and_a_strange_one_stays() -> None:
    assert words.set_aside_as("wrong") == "set aside: wrong"
    assert words.set_aside_as("not_mine") == "set aside: not mine"
    assert words.set_aside_as("lost") == "set aside: lost"
    assert words.set_aside_as("") == "set aside"


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((-69, 69), "31 records, 2 rules, at most −69 to +69"),
        ((None, 40), "31 records, 2 rules, at most +40"),
        ((-20, None), "31 records, 2 rules, at most −20"),
        ((None, None), "31 records, 2 rules"),
    ],
)
def test_a_factor_says_what_it_looks_at_and_how_far_it_goes(bounds, said) -> None:
    assert words.factor_caption(31, 0, 2, *bounds) == said


def test_records_and_contacts_are_counted_apart() -> None:
    assert words.counted(1, 0) == "1 record"
    assert words.counted(0, 9) == "9 contacts"
    assert words.counted(0, 0) == "no records"


def test_a_rule_says_the_most_it_can_move_where_there_is_an_end() -> None:
    assert words.rule_caption(4, 0, -40) == "4 records · of at most 40"
    assert words.rule_caption(4, 0, None) == "4 records"


def test_rounding_within_a_factor_is_told() -> None:
    assert words.with_rounding("2 rules", 1, 0) == "2 rules, rounding +1"
    assert words.with_rounding("2 rules", 0, 0) == "2 rules"


def test_a_row_is_read_aloud_with_what_it_rests_on() -> None:
    assert words.bar_spoken("Bills", 26, 651, 0, guess=True) == "Bills: +26, guess; makes 651"
    assert words.bar_spoken("Our figure", None, 652, 0, guess=True) == "Our figure: 652, guess"
    assert words.bar_spoken("Official figure", None, 648, 0, guess=False) == "Official figure: 648"


def test_the_official_figure_of_another_day_carries_its_day() -> None:
    assert words.official_figure(TODAY, TODAY) == "Official figure"
    assert words.official_figure(TODAY - 6, TODAY) == "Official figure, 29 Feb 2016"


def test_a_threshold_of_several_perks_says_how_many_more() -> None:
    assert words.perk_mark(650, ["Car hire"], 0) == "650: car hire"
    assert words.perk_mark(650, ["Car hire", "Visa", "Loan"], 0) == "650: car hire and 2 more"


def test_changed_rules_name_both_books() -> None:
    assert words.rules_changed_caption("Article 2016", "Article 2017") == (
        "From “Article 2016” to “Article 2017”; no record of yours is behind this."
    )


def test_no_score_says_why_and_what_the_rules_alone_make() -> None:
    assert words.no_score("A default is open", 480, 0) == (
        "No score: A default is open. Without that, the rules make 480."
    )
