"""The numbers that a rulebook states: each once, at the place where the book has it."""

from __future__ import annotations

import pytest

from app.domain.stated import stated, unfounded
from app.workflow.rulebooks import shipped

BOOKS = {book.id: book for book in shipped()}


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_is_listed_once(name) -> None:
    book = BOOKS[name]
    paths = [one.path for one in (*stated(book), *unfounded(book))]

    assert len(paths) == len(set(paths))
    assert {"score.floor", "score.ceiling", "score.base"} <= set(paths)


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_stated_has_a_basis_and_the_rest_has_none(name) -> None:
    assert all(one.basis is not None for one in stated(BOOKS[name]))
    assert all(one.basis is None and not one.source for one in unfounded(BOOKS[name]))


@pytest.mark.parametrize("name", BOOKS)
def test_a_range_holds_its_number(name) -> None:
    for one in stated(BOOKS[name]):
        assert one.low <= one.value <= one.high, one.path
        assert one.certain == (one.low == one.high)


@pytest.mark.parametrize("name", BOOKS)
def test_the_figures_are_those_of_the_book(name) -> None:
    book = BOOKS[name]
    by_path = {one.path: one for one in (*stated(book), *unfounded(book))}

    assert by_path["score.floor"].value == book.floor
    for band in book.bands:
        assert by_path[f"band.{band.id}.from"].value == band.start
    for rule in book.rules:
        if rule.points is not None:
            said = by_path[f"rule.{rule.id}.points"]
            assert (said.value, said.low, said.high) == (
                rule.points.value, rule.points.low, rule.points.high,
            )  # fmt: skip
        assert (f"rule.{rule.id}.half_life" in by_path) == (rule.half_life is not None)
    for one in book.overrides:
        assert (f"override.{one.id}.lifetime" in by_path) == (one.lifetime is not None)
    for one in book.actions:
        assert by_path[f"action.{one.id}.max"].value == one.maximum
