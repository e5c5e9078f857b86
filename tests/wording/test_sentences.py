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
