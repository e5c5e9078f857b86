"""How sentences and names stand together in each language."""

from __future__ import annotations

import pytest

from app.wording import language, sentences
from app.wording.language import Language


@pytest.mark.parametrize(
    ("spoken", "listed", "together", "inside"),
    [
        (Language.ENGLISH, "a, b and c", "A. B.", "bills"),
        (Language.GERMAN, "a, b und c", "A. B.", "Bills"),
        (Language.CHINESE, "a、b和c", "A.B.", "Bills"),
    ],
)
def test_each_language_has_its_manner(spoken, listed, together, inside) -> None:
    language.use(spoken)

    assert sentences.listed(["a", "b", "c"]) == listed
    assert sentences.together("A.", "", "B.") == together
    assert sentences.inside("Bills") == inside


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert sentences.inside("IT costs") == "IT costs"


@pytest.mark.parametrize(
    ("spoken", "name", "said"),
    [
        (Language.ENGLISH, "2 posts about it", "two posts about it"),
        (Language.ENGLISH, "12 bills", "12 bills"),
        (Language.ENGLISH, "9.5 points", "9.5 points"),
        (Language.GERMAN, "4 Einkäufe", "vier Einkäufe"),
        (Language.GERMAN, "1 Rechnung", "1 Rechnung"),
        (Language.CHINESE, "2条帖子", "2条帖子"),
    ],
)
def test_a_count_at_the_beginning_is_a_word_where_the_language_has_one(spoken, name, said) -> None:
    language.use(spoken)
    try:
        assert sentences.count_in_words(name) == said
    finally:
        language.use(Language.ENGLISH)
