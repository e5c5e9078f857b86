from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.residuals import MOST_LARGEST, residuals_of
from app.domain.audit import Question
from tests.audit.crowds import USUAL, book, cut, exactly, planted, rule, scored, table, whole

ASKED = Question(books=(USUAL,))


def test_a_residual_is_the_official_score_minus_the_mirrored_one() -> None:
    people = planted(1)
    found = residuals_of(whole(people), ASKED).residual
    apart = people.official - people.published

    assert (found.n, found.min, found.max) == (400, apart.min(), apart.max())
    assert found.mean == pytest.approx(apart.mean())
    assert found.sd == pytest.approx(apart.std(ddof=1))
    assert (found.p05, found.p50, found.p95) == pytest.approx(
        tuple(np.quantile(apart, [0.05, 0.5, 0.95]))
    )


def test_half_a_point_off_agrees_and_more_does_not() -> None:
    tenths = book(rule("bills", exactly(-4.0)), decimals=1)
    none = np.zeros((1, 4))
    people = scored(none, np.array([625.0, 625.05, 624.95, 625.06]), tenths)

    assert residuals_of(whole(people), Question(books=(tenths,))).within_tolerance == 0.75


def test_the_tolerance_asked_for_is_the_one_that_counts() -> None:
    people = scored(np.zeros((3, 4)), np.array([625.0, 628.0, 622.0, 629.0]))

    assert residuals_of(whole(people), replace(ASKED, tolerance=3.0)).within_tolerance == 0.75


def test_who_lacks_a_score_has_no_residual() -> None:
    people = scored(np.zeros((3, 3)), np.array([625.0, np.nan, 630.0]))

    assert residuals_of(whole(people), ASKED).residual.n == 2


def test_without_a_rulebook_there_are_no_residuals() -> None:
    found = residuals_of(whole(table(np.array([1.0, 2.0]))), Question())

    assert (found.residual, found.within_tolerance, found.distribution) == (None, None, ())


def test_one_person_has_a_residual_without_a_spread() -> None:
    found = residuals_of(whole(scored(np.zeros((3, 1)), np.array([630.0]))), ASKED)

    assert found.residual.mean == 5.0
    assert np.isnan(found.residual.sd)
    assert [(bar.low, bar.high, bar.n) for bar in found.distribution] == [(4.5, 5.5, 1)]


def test_the_bars_are_centred_on_no_difference_and_hold_everybody() -> None:
    found = residuals_of(whole(planted(2)), ASKED).distribution

    assert sum(bar.n for bar in found) == 400
    assert any(bar.low == -bar.high for bar in found)
    assert all(one.high == two.low for one, two in itertools.pairwise(found))


def test_a_few_far_out_leave_the_others_their_bars() -> None:
    people = planted(3)
    official = people.official.copy()
    official[:2] = [-1e6, 1e6]
    found = residuals_of(whole(scored(people.measures, official)), ASKED).distribution

    assert sum(bar.n for bar in found) == 400
    assert (found[0].n, found[-1].n) == (1, 1)
    assert len(found) > 20


def test_the_rule_that_counts_less_than_the_book_says_explains_most_of_what_is_left() -> None:
    found = residuals_of(whole(planted(4, counts=0.0, noise=2.0)), ASKED).explains

    assert next(one.rule for one in found) == "contacts"
    assert found[0].share > 0.5
    assert found[1].share < 0.05


def test_a_rule_that_moves_nobody_explains_nothing() -> None:
    people = scored(np.zeros((3, 40)), 625.0 + np.arange(40.0))

    assert [one.share for one in residuals_of(whole(people), ASKED).explains] == [0.0, 0.0, 0.0]


def test_the_largest_are_told_by_salted_name_and_month() -> None:
    official = np.full(50, 625.0)
    official[[7, 11]] = [600.0, 660.0]
    found = residuals_of(whole(scored(np.zeros((3, 50)), official)), ASKED).largest

    assert [(one.name, one.month, one.official) for one in found] == [
        ("p000011", "2013-10", 660.0),
        ("p000007", "2013-10", 600.0),
    ]


def test_of_many_large_ones_the_names_decide() -> None:
    official = np.full(50, 630.0)
    found = residuals_of(cut(scored(np.zeros((3, 50)), official), 13, 30), ASKED).largest

    assert [one.name for one in found] == [f"p{number:06}" for number in range(MOST_LARGEST)]


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 150), max_size=5))
def test_residuals_are_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    people = planted(seed, n=150)
    one, other = residuals_of(whole(people), ASKED), residuals_of(cut(people, *places), ASKED)

    assert (other.distribution, other.largest) == (one.distribution, one.largest)
    assert other.within_tolerance == one.within_tolerance
    assert {e.rule: e.share for e in other.explains} == pytest.approx(
        {e.rule: e.share for e in one.explains}, abs=1e-9
    )
    for name in ("n", "mean", "sd", "min", "p05", "p50", "p95", "max"):
        mine, theirs = getattr(one.residual, name), getattr(other.residual, name)
        assert theirs == pytest.approx(mine, abs=1e-9), name
