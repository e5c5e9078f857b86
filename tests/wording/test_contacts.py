"""The sentences about contacts: by whom, how much, and never a guess about what is not known."""

from __future__ import annotations

import pytest

from app.wording import contacts as words
from app.wording import language
from app.wording.language import Language
from app.workflow.rulebooks import find


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.use(Language.ENGLISH)


@pytest.mark.parametrize(
    ("count", "moved", "said"),
    [
        (8, 7.8, "Eight contacts together give you 8 points."),
        (8, 1.2, "Eight contacts together give you 1 point."),
        (12, -3.4, "12 contacts together take 3 points."),
        (1, 2.0, "One contact gives you 2 points."),
        (1, -1.0, "One contact takes 1 point."),
        (3, 0.3, "Three contacts together move your score too little to show."),
    ],
)
def test_what_all_give_together_is_said_with_the_right_number(count, moved, said) -> None:
    assert words.gives(count, moved, 0) == said


def test_german_and_chinese_say_the_same() -> None:
    language.use(Language.GERMAN)
    assert words.gives(8, 7.8, 0) == "Acht Kontakte zusammen geben dir 8 Punkte."
    assert words.against("Tao", 548, -0.9, 0) == "Der Score 548 von Tao nimmt 1 zurück."

    language.use(Language.CHINESE)
    assert words.gives(8, 7.8, 0) == "8位联系人一共给你8分。"
    assert words.against("Tao", 548, -0.9, 0) == "Tao的548分扣回1分。"


def test_a_long_name_does_not_push_the_figures_out_of_a_sentence() -> None:
    said = words.against("N" * 150, 548, -0.9, 0)

    assert said.endswith("…’s score of 548 takes back 1.")
    assert len(said) < 80


@pytest.mark.parametrize(
    ("closeness", "said"), [(1, "1.0"), (0.6, "0.6"), (0.55, "0.55"), (0, "0.0")]
)
def test_a_closeness_has_as_many_decimals_as_it_needs(closeness, said) -> None:
    assert words.closeness(closeness) == said


def test_the_assumed_rule_is_quoted_with_its_numbers() -> None:
    def rule(variant):
        book = find("article-2016", variant)
        return next(one for one in book.rules if one.id == "contacts")

    assert words.rule_is_assumed(rule(None)) == (
        "The rule “0.1 point for each point above 625” is assumed."
    )
    assert words.rule_is_assumed(rule("operator-account")) == (
        "The rule “0 points for each point above 625” is assumed."
    )


def test_who_has_no_score_is_named_while_there_are_few() -> None:
    assert words.without_score(("Ping",), 1) == "Ping has no score in your file."
    assert words.without_score(("Ping", "Bo"), 2) == "Ping and Bo have no score in your file."
    assert words.without_score(("Ping", "Bo"), 31) == "31 contacts have no score in your file."


def test_an_empty_name_shows_the_id_and_a_hidden_letter_is_a_box() -> None:
    assert words.name_of("", "C-1") == "C-1"
    assert words.name_of("a\u202eb", "C-1") == "a\ufffdb"
    assert len(words.name_of("x" * 10_000_000, "C-1")) == words.MOST_NAME
