"""The sentences of the page Rulebook."""

from __future__ import annotations

import pytest

from app.domain.calendar import Duration, Unit
from app.domain.fault import RulebookFault
from app.domain.rulebook import Basis, Effect, Override
from app.domain.stated import Stated
from app.wording import rulebook_page as words
from app.wording.faults import wanted_and_remedy
from app.wording.rulebook_places import place_in_words, value_in_words
from app.workflow.rulebooks import compare, find, shipped


def stated(basis, value=4.0, low=None, high=None, path="rule.x.points") -> Stated:
    return Stated(path, value, value if low is None else low, value if high is None else high,
                  basis, "")  # fmt: skip


def test_the_summary_counts_by_what_numbers_rest_on_and_leaves_out_what_there_is_none_of() -> None:
    book = find("article-2016")
    numbers = [stated(Basis.ASSUMED), stated(Basis.ASSUMED), stated(Basis.REPORTED), stated(None)]

    assert words.summary(book, numbers) == (
        "Nobody has published these rules: of the 4 numbers, 1 comes from reports, 2 are guesses, "
        "1 states no basis."
    )
    assert words.summary(book, [stated(Basis.PUBLISHED), stated(Basis.FITTED)]) == (
        "Of the 2 numbers of Article 2016, 1 was published by the operator, "
        "1 was fitted to records."
    )


@pytest.mark.parametrize(
    ("one", "said", "rests"),
    [
        (stated(Basis.ASSUMED, -4, -8, -1), "4", "guess, 1 to 8"),
        (stated(Basis.ASSUMED, 4, 1, 8), "4", "guess, 1 to 8"),
        (stated(None, 350, path="score.floor"), "350", "no basis stated"),
        (stated(Basis.REPORTED, -40, path="rule.x.min"), "−40", "reported"),
        (stated(None, 20, path="action.x.max"), "20", "no basis stated"),
    ],
)
def test_a_number_says_what_it_rests_on(one, said, rests) -> None:
    assert words.figure(one) == said
    assert words.resting(one) == rests
    assert words.chips((one,)) == ((one.basis, f"{said}: {rests}"),)


def test_what_states_no_basis_is_not_called_a_guess() -> None:
    assert not words.rests_on_a_guess(stated(None))
    assert words.rests_on_a_guess(stated(Basis.ASSUMED))
    assert not words.rests_on_a_guess(stated(Basis.REPORTED))


def test_an_override_says_how_long_it_holds_where_it_ends() -> None:
    book = find("article-2016")
    one = Override("x", {"en": "X"}, ("k",), Effect.NO_SCORE, None, Duration(2, Unit.YEARS))

    assert words.override_line(one, book, "") == "While it stands there is no score."
    assert words.override_line(one, book, "2 years").endswith("After 2 years it no longer counts.")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (652, 700, "Under B your score would be 700, 48 more than 652."),
        (652, 600, "Under B your score would be 600, 52 less than 652."),
        (652, 652, "Under B your score stays 652."),
        (None, 652, "Under B your score would be 652."),
        (652, None, "Under B you would have no score."),
    ],
)
def test_the_score_under_another_book_is_told_by_contrast(before, after, said) -> None:
    assert words.would_be(before, after, 0, "B") == said


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        ("nothing", "a number", ("a number", "Add it.")),
        ("“x”", "a number", ("a number", "Write what is expected instead of what was found.")),
        ("“x”", "either points or steps, not both; remove one",
         ("either points or steps, not both", "Remove one.")),
    ],
)  # fmt: skip
def test_what_to_do_about_a_fault_is_parted_from_what_should_stand_there(found, expected, told):
    assert wanted_and_remedy(RulebookFault("b.toml", 3, "rule.x", found, expected)) == told


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("score.base.low", "The scale: where everyone starts, as low as"),
        ("rule.imported-goods.points", "Imported goods: points"),
        ("rule.imported-goods.half_life", "Imported goods: half is left after"),
        ("rule.imported-goods.steps[1].points", "Imported goods: step 2, points"),
        ("rule.imported-goods", "Imported goods"),
        ("band.low.from", "Low: from what score"),
    ],
)
def test_a_place_is_named_by_its_title_and_what_stands_there(path, said) -> None:
    book = find("article-2016")

    assert place_in_words(path, book, book) == said


def test_every_place_in_which_shipped_books_differ_has_words() -> None:
    books = shipped()
    for before in books:
        for after in books:
            for one in compare(before, after).differences:
                said = place_in_words(one.path, before, after)
                key = one.path.rpartition(".")[2]
                assert said
                assert "_" not in said, one.path
                assert not (key in {"at", "per", "min", "max"} and said.endswith(key)), one.path


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("rule.x.points", -4.0, "−4"),
        ("perk.x.above", True, "yes"),
        ("rule.x.half_life", "6 months", "6 months"),
        ("rule.x.basis", "assumed", "guess"),
        ("rule.x.measure", "time_left", "time that is left"),
        ("rule.x.kinds", "bill.late.*", "bill.late.*"),
        ("rule.x.points", None, "–"),
    ],
)
def test_a_value_is_said_in_words(path, value, said) -> None:
    assert value_in_words(path, value) == said
