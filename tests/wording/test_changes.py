"""The sentences of the Changes page."""

from __future__ import annotations

import pytest

from app.domain.explanation import Cause
from app.wording import changes as words
from app.wording.language import Language, use
from tests.gui import people


@pytest.fixture(params=list(Language))
def spoken(request):
    use(request.param)
    yield request.param
    use(Language.ENGLISH)


def test_a_day_is_named_with_its_year_only_where_that_is_far() -> None:
    assert words.named_day(people.TODAY - 30, people.TODAY) == "5 February"
    assert words.named_day(people.TODAY - 400, people.TODAY) == "31 January 2015"


@pytest.mark.parametrize(
    ("moved", "rest", "said"),
    [
        (-10, -2, "fell 10 points from A to B. 8 of them have a reason; 2 have none."),
        (-1, 0, "fell 1 point from A to B. All of it has a reason."),
        (4, 4, "rose 4 points from A to B. None of that has a reason."),
        (3, 5, "rose 3 points from A to B. By our count it would have moved by −2: 5 have no reason."),
        (0, 0, "was the same on A and on B."),
        (0, 2, "was the same on A and on B. By our count it would have moved by −2: 2 have no reason."),
    ],
)  # fmt: skip
def test_the_answer_tells_what_has_a_reason_and_what_has_none(moved, rest, said) -> None:
    assert words.answer(moved, rest, "A", "B", 0) == "Your official score " + said


def test_without_an_official_figure_the_answer_is_ours() -> None:
    assert (
        words.answer(-8, None, "A", "B", 0) == "By our count your score fell 8 points from A to B."
    )


def test_what_is_explained_never_hides_what_is_not() -> None:
    assert words.explained(-10, -2, 0).endswith("explains the other 2.")
    assert words.explained(-10, -10, 0) == "Nothing in your file explains the 10 points."
    assert words.explained(-10, 0, 0) == "That explains all of it."
    assert words.explained(3, 5, 0) == (
        "That makes −2, the official score moved by +3. "
        "Nothing in your file explains the difference of 5."
    )
    assert words.explained(0, 0, 0) == ""


def test_several_records_are_counted_in_the_rules_own_words() -> None:
    rules = {rule.id: rule for rule in people.book().rules}
    counted = next(rule for rule in rules.values() if "{count}" in rule.reason["en"])

    assert words.records(counted, 2).startswith("2 ")


def test_a_rule_whose_sentence_tells_more_than_a_count_is_told_by_its_title() -> None:
    measured = next(
        (rule for rule in people.book().rules if "{measure}" in rule.reason["en"]), None
    )

    assert measured is not None
    assert words.records(measured, 1) == f"{measured.title['en']}: 1 record"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (560.0, 548.0, "Tao’s score fell to 548"),
        (540.0, 548.5, "Tao’s score rose to 548.5"),
        (None, 548.0, "Tao’s score became known: 548"),
        (None, None, "Tao’s score changed"),
    ],
)
def test_a_contacts_score_is_told_by_where_it_went(before, after, said) -> None:
    assert words.contact(Cause.CONTACT_SCORE, "Tao", before, after) == said


def test_every_sentence_is_said_in_every_language(spoken) -> None:
    said = [
        words.answer(moved, rest, "A", "B", 0)
        for moved in (-3, 0, 3)
        for rest in (None, 0, 1, -1, 3, -3)
    ]
    said += [words.explained(moved, rest, 0) for moved in (-3, 3) for rest in (0, 1, 3, 5)]
    said += [words.took([("a", -1.0), ("b", -2.0)], 0), words.gave([("a", 1.0)], 0)]
    said += [words.because(cause, "x") for cause in Cause]

    assert all(text and "{" not in text for text in said)
    if spoken is not Language.ENGLISH:
        assert not any("score fell" in text or "reason" in text for text in said)
