"""The way down from the best possible score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.domain.records import Contacts, Records
from app.domain.rulebook import Rulebook
from app.explain.best import from_best
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.rulebook import library
from tests.laws.invented import TODAY, people, rulebooks


def test_the_best_that_the_german_book_can_give_is_999() -> None:
    book = library.find("schufa-2026")

    told = from_best(book, score(book, Records.none(), Contacts.none(), TODAY))

    assert told is not None
    assert told.published == 999


def test_without_bounds_there_is_no_best() -> None:
    book = library.find("rongcheng-2019")
    book = replace(book, factors=tuple(replace(one, maximum=None) for one in book.factors))
    given_points = any(
        rule.points and rule.points.value > 0 and rule.maximum is None for rule in book.rules
    )
    told = from_best(book, score(book, Records.none(), Contacts.none(), TODAY))

    assert (told is None) == given_points


@given(book=rulebooks(), who=people())
def test_what_falls_short_of_the_best_adds_up(book: Rulebook, who: Facts) -> None:
    found = score(book, who.records, who.contacts, who.day, who.aside)

    told = from_best(book, found)

    if told is not None:
        of_this_scale = (book.floor <= who.contacts.score) & (who.contacts.score <= book.ceiling)
        if of_this_scale.all():  # a contact beyond the scale is of another operator
            assert found.sum <= told.score + 1e-9
        gap = sum(one.points for one in told.factors)
        assert gap == pytest.approx(found.sum - told.score, abs=1e-6)
        assert found.published is not None
        assert told.published + gap + told.rounding == pytest.approx(found.published, abs=1e-6)
