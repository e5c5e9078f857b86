from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.intervals import holm, newcombe, student, student_p, welch, welch_p, wilson
from app.audit.sums import Moments

counted = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
ps = st.lists(st.none() | st.floats(0, 1), max_size=12)


def moments(values: list[float]) -> Moments:
    return Moments(len(values), float(np.mean(values)), float(np.var(values) * len(values)))


@given(of=counted)
def test_a_share_lies_in_its_interval_and_the_interval_among_the_shares(of) -> None:
    found = wilson(*of)

    assert 0 <= found.low <= found.value <= found.high <= 1


@given(of=counted)
def test_the_share_of_those_of_whom_it_is_not_true_is_the_mirror_image(of) -> None:
    count, n = of
    found, other = wilson(count, n), wilson(n - count, n)

    assert (other.low, other.high) == pytest.approx((1 - found.high, 1 - found.low))


def test_a_share_that_newcombe_published_has_his_interval() -> None:
    found = wilson(81, 263)  # Statistics in Medicine 17 (1998), page 861

    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_a_difference_that_newcombe_published_has_his_interval() -> None:
    found = newcombe(wilson(56, 70), wilson(48, 80))  # page 876, contrast (a), method 10

    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@given(one=counted, other=counted)
def test_a_difference_turned_round_turns_its_sign(one, other) -> None:
    found = newcombe(wilson(*one), wilson(*other))
    turned = newcombe(wilson(*other), wilson(*one))

    assert found.low <= found.value <= found.high
    assert (turned.value, turned.low, turned.high) == pytest.approx(
        (-found.value, -found.high, -found.low)
    )


def test_one_person_has_a_mean_and_no_interval() -> None:
    found = student(Moments(1, 650.0, 0.0))

    assert found.value == 650.0
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_nobody_has_no_mean() -> None:
    assert math.isnan(student(Moments(0, 0.0, 0.0)).value)


def test_two_means_that_are_equal_without_any_spread_are_not_apart() -> None:
    assert welch_p(moments([5.0] * 30), moments([5.0] * 40)) == 1.0


def test_two_means_that_differ_without_any_spread_are_apart() -> None:
    assert welch_p(moments([5.0] * 30), moments([6.0] * 40)) == 0.0


def test_one_person_against_many_cannot_be_told() -> None:
    one, many = moments([5.0]), moments([1.0, 2.0, 3.0])

    assert welch_p(one, many) is None
    assert math.isnan(welch(one, many).low)


def test_a_figure_without_error_is_nothing_only_where_it_is_nothing() -> None:
    assert student_p(0.0, 0.0, 5) == 1.0
    assert student_p(0.2, 0.0, 5) == 0.0
    assert student_p(2.5705818366, 1.0, 5) == pytest.approx(0.05)


@given(ps=ps)
def test_holm_never_lowers_a_p_and_keeps_their_order(ps) -> None:
    found = holm(ps)

    assert [p is None for p in found] == [p is None for p in ps]
    pairs = [(p, q) for p, q in zip(ps, found, strict=True) if p is not None]
    assert all(p <= q <= 1 for p, q in pairs)
    corrected = [q for _p, q in sorted(pairs)]
    assert corrected == sorted(corrected)


def test_a_single_test_is_not_corrected() -> None:
    assert holm([None, 0.03]) == (None, 0.03)
