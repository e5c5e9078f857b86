"""Numbers and days follow the language, whatever was said and loaded before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.wording import language
from app.wording.language import Language, number, short_day

DAY = 16_866  # 6 March 2016


def test_a_number_said_in_one_language_is_said_anew_in_another() -> None:
    said = []
    for spoken in (Language.ENGLISH, Language.GERMAN, Language.ENGLISH):
        language.use(spoken)
        said.append(number(1284.5, 1))

    assert said == ["1,284.5", "1.284,5", "1,284.5"]


def test_warming_up_changes_neither_the_language_nor_what_is_said() -> None:
    language.use(Language.GERMAN)
    before = number(1284), short_day(DAY)

    language.warm_up()

    assert language.current() is Language.GERMAN
    assert (number(1284), short_day(DAY)) == before


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_has_the_true_minus_and_never_one_before_nothing(value, decimals) -> None:
    said = number(value, decimals)

    assert "-" not in said
    assert said.startswith(language.MINUS) == (round(value, decimals) < 0)
