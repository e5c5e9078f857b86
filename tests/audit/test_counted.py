from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.bars import MOST_BARS, bars, residual_edges, score_edges
from app.audit.counted import Counting, Counts

values = st.lists(
    st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=1, max_size=200
).map(np.array)
shares = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def counted(numbers, *, most: int = 1000, cuts: tuple[int, ...] = ()) -> Counts:
    counting = Counting(most)
    for part in np.split(numbers, sorted(cuts)):
        counting.add(np.zeros(len(part), dtype=np.int64), part)
    return counting.of(0)


@given(numbers=values, wanted=shares)
def test_quantiles_are_those_of_numpy(numbers, wanted) -> None:
    assert counted(numbers).quantiles(wanted) == pytest.approx(
        np.quantile(numbers, wanted).tolist(), abs=1e-8
    )


@given(numbers=values, cuts=st.lists(st.integers(0, 200), max_size=4), most=st.integers(2, 50))
def test_cells_are_the_same_however_the_values_are_cut(numbers, cuts, most) -> None:
    one, other = counted(numbers, most=most), counted(numbers, most=most, cuts=tuple(cuts))

    assert np.array_equal(one.value, other.value)
    assert np.array_equal(one.times, other.times)


@given(numbers=values, most=st.integers(2, 50))
def test_no_more_values_are_held_than_allowed_and_none_is_lost(numbers, most) -> None:
    found = counted(numbers, most=most)

    assert len(found.value) <= most
    assert found.n == len(numbers)


def test_too_many_values_are_told_to_a_cell() -> None:
    numbers = np.linspace(0, 100, 5001)
    found = counted(numbers, most=1001)

    assert found.quantiles((0.25, 0.5)) == pytest.approx((25, 50), abs=0.1)


def test_a_value_that_is_none_is_not_counted() -> None:
    assert counted(np.array([1.0, np.nan, 1.0])).n == 2


def test_groups_are_counted_apart() -> None:
    counting = Counting()
    counting.add(np.array([0, 1, 1, 0]), np.array([1.0, 5.0, 6.0, 2.0]))

    assert counting.of(0).value.tolist() == [1.0, 2.0]
    assert counting.of(1).value.tolist() == [5.0, 6.0]
    assert counting.of(2).n == 0


def test_of_nothing_there_is_no_quantile() -> None:
    assert np.isnan(counted(np.empty(0)).quantiles((0.5,))).all()


@given(numbers=values)
def test_every_value_is_in_one_bar(numbers) -> None:
    found = counted(numbers)
    for edges in (residual_edges(found, 0.01), score_edges(found)):
        drawn = bars(found, edges)
        assert sum(bar.n for bar in drawn) == len(numbers)
        assert np.all(np.diff(edges) > 0)
        assert len(drawn) <= 4 * MOST_BARS


def test_ten_deciles_are_ten_bars() -> None:
    found = counted(np.repeat(np.arange(1.0, 11), 5))

    assert [(bar.low, bar.n) for bar in bars(found, score_edges(found))] == [
        (float(low), 5) for low in range(1, 11)
    ]


def test_scores_from_350_to_900_stand_in_bars_of_ten() -> None:
    found = counted(np.arange(350.0, 901))

    assert set(np.diff(score_edges(found))) == {10.0}
