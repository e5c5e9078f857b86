from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.comparing import books_of
from app.domain.audit import Question
from tests.audit.crowds import USUAL, cut, planted, scored, table, whole

DENIED = replace(
    USUAL,
    variant="operator-account",
    rules=(*USUAL.rules[:2], replace(USUAL.rules[2], minimum=0.0, maximum=0.0)),
)
ASKED = Question(books=(USUAL, DENIED))


def both(seed: int, **plants):
    people = planted(seed, **plants)
    return scored(people.measures, people.official, others=(DENIED,))


def test_the_book_by_which_people_are_scored_fits_better() -> None:
    first, second = books_of(whole(both(1, counts=1.0, noise=1.0)), ASKED)

    assert (first.variant, second.variant) == (None, "operator-account")
    assert first.within > second.within
    assert first.root_mean_square_error < second.root_mean_square_error


def test_the_account_of_the_operator_fits_where_it_is_true() -> None:
    first, second = books_of(whole(both(2, counts=0.0, noise=1.0)), ASKED)

    assert first.root_mean_square_error > second.root_mean_square_error


def test_errors_are_official_minus_mirrored() -> None:
    people = both(3)
    for row, found in enumerate(books_of(whole(people), ASKED)):
        errors = people.official - people.others[row]
        assert found.n == len(errors)
        assert found.mean_error == pytest.approx(errors.mean())
        assert found.root_mean_square_error == pytest.approx(np.sqrt((errors**2).mean()))
        assert found.within == (np.abs(errors) <= 0.5).mean()


def test_a_book_that_scores_nobody_is_not_told() -> None:
    people = both(4)
    others = people.others.copy()
    others[1] = np.nan

    assert len(books_of(whole(replace(people, others=others)), ASKED)) == 1


def test_without_books_or_people_nothing_is_compared() -> None:
    assert books_of(whole(table(np.ones(3))), Question()) == ()
    assert books_of(lambda: iter(()), ASKED) == ()


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 90), max_size=4))
def test_books_fit_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    people = both(seed, n=90)
    for one, other in zip(
        books_of(whole(people), ASKED), books_of(cut(people, *places), ASKED), strict=True
    ):
        assert (other.n, other.within) == (one.n, one.within)
        assert other.mean_error == pytest.approx(one.mean_error, abs=1e-9)
        assert other.root_mean_square_error == pytest.approx(one.root_mean_square_error, abs=1e-9)
