"""A search finds a name however it is typed: without case, accents and width."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wording.searching import folded, places, sought

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("muller", "Müller Jan"), ("MÜLLER", "muller"), ("mu\u0308ller", "Müller"),
        ("jose", "José Ruiz"), ("jose", "Jose\u0301 Ruiz"), ("josé", "Jose Ruiz"),
        ("abc", "ＡＢＣ Ltd"), ("ａｂｃ", "abc"), ("strasse", "Straße"), ("STRAẞE", "strasse"),
        ("sorensen", "Sørensen"), ("lodz", "Łódź"), ("istanbul", "İstanbul"), ("ﬁn", "finland"),
        ("aeon", "Æon"), ("カ", "ｶﾞ"), ("nguyen", "Nguyễn"), ("σοφος", "Σοφός"), ("２", "2016"),
        ("ann  lee", "Ann Lee"), ("o'neill", "O’Neill"), ("한", "한국"), ("王", "王芳"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(typed, name):
    assert sought(typed) in folded(name)
    assert list(places(name, typed))


def test_what_is_not_there_is_not_found():
    assert "muller" not in folded("Miller")
    assert list(places("Miller", "muller")) == []
    assert list(places("Miller", "  ")) == []


@given(TEXTS)
def test_every_spelling_of_a_text_is_searched_alike(text):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)
    assert folded(folded(text)) == folded(text)


@given(TEXTS, TEXTS, TEXTS)
def test_a_place_that_is_found_lies_in_the_text_and_says_what_is_sought(before, text, after):
    whole = before + text + after
    for start, length in places(whole, text):
        assert 0 <= start < start + length <= len(whole)
        assert sought(text) in folded(" ".join(whole[start : start + length].split(None)) or " ")


def test_the_whole_letter_is_marked_where_it_is_written_as_two():
    assert list(places("Jose\u0301 Ruiz, Straße", "jose")) == [(0, 5)]
    assert list(places("Die Straße dort", "strasse")) == [(4, 6)]
