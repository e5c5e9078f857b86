from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.findings import Fit, FittedNumber
from app.domain.rulebook import Basis
from app.rulebook.emitting import emitted
from app.rulebook.fitted import fitted
from app.rulebook.reading import read_bytes, read_text
from tests.cli.conftest import BOOK

STEPS = (
    BOOK.replace(
        "points = { value = 7.4, low = 5, high = 9 }",
        "steps = [ { from = 0, points = 0 }, { from = 2, points = { value = 7, low = 5, high = 9 } } ]",
    )
    .replace('id = "fit"', 'id = "other"')
    .partition("[[example]]")[0]
)


def fit(*numbers):
    return Fit(300, numbers, (), 3.0, 2.0)


def number(key, value, *, low=None, high=None, told=True):
    return FittedNumber(key, 0.0, value, low, high, told=told, bound=False)


def again(text, *numbers, variant=None):
    book = read_text(text, "village.toml", variant)
    content = fitted(book, fit(*numbers), "2016-03", "A heading", "Fitted to 300 people")
    return read_bytes(content, "new.toml"), content


def test_a_number_that_the_scores_tell_is_fitted_and_says_so():
    book, content = again(BOOK, number("rule.paid.points", 7.1, low=7.0, high=7.2))

    points = book.rules[0].points
    assert (points.value, points.low, points.high) == (7.1, 7.0, 7.2)
    assert points.basis is Basis.FITTED
    source = next(one for one in book.sources if one.id == points.source)
    assert (source.title, source.date) == ("Fitted to 300 people", "2016-03")
    assert book.id == "village-fitted"
    assert content.startswith(b"# A heading\n")


def test_a_number_that_the_scores_do_not_tell_stays_a_guess():
    book, _content = again(BOOK, number("score.base", 590, told=False))

    assert (book.base.value, book.base.basis) == (600, Basis.ASSUMED)


def test_the_base_and_a_step_have_their_places():
    told = (
        number("score.base", 601.5, low=601, high=602),
        number("rule.paid.steps[1].points", 6.5, low=6, high=7),
    )
    book, _content = again(STEPS, *told)

    assert book.base.value == 601.5
    assert [step.points.value for step in book.rules[0].steps] == [0, 6.5]


def test_the_variant_that_was_fitted_is_in_the_new_book():
    book, _content = again(BOOK, number("rule.paid.points", 7.1), variant="alone")

    assert next(rule for rule in book.rules if rule.id == "friends").points.value == 0
    assert book.variant is None


def test_examples_worked_by_the_old_numbers_are_left_out():
    book, _content = again(BOOK, number("rule.paid.points", 7.1))

    assert book.examples == ()


def test_fitted_once_more_it_keeps_its_name():
    _book, content = again(BOOK, number("rule.paid.points", 7.1))
    twice, _content = again(content.decode(), number("rule.paid.points", 7.2))

    assert twice.id == "village-fitted"
    assert {"fit", "fit-again"} <= {source.id for source in twice.sources}


plain = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**62), 2**62),
        st.floats(allow_nan=False),
        st.text(st.characters(codec="utf-8"), max_size=12),
        st.dates(dt.date(1, 1, 1)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=3),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), plain, max_size=4))
def test_what_is_written_is_read_as_the_same(document):
    assert tomllib.loads(emitted(document)) == document


def test_what_no_toml_file_can_hold_is_refused():
    with pytest.raises(TypeError, match="object"):
        emitted({"a": object()})
