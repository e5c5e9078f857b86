"""One rounding for every figure that is shown, and rows that add up by hand."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rounding import decimals_needed, re_adding, rounded, shown
from app.domain.score import published_figures, published_parts
from app.wording.language import Language, number, percent, points, use

HALVES = (
    # value, decimals, as it is shown
    (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "−1"), (-2.5, 0, "−3"),
    (0.145, 2, "0.15"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.25, 1, "0.3"),
    (0.1 + 0.2, 1, "0.3"), (2.4999999999999996, 0, "3"), (0.49, 0, "0"), (-0.4, 0, "0"),
    (650.5, 0, "651"), (1234567.125, 2, "1,234,567.13"), (1e15 + 0.5, 0, "1,000,000,000,000,001"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_english():
    use(Language.ENGLISH)


@pytest.mark.parametrize(("value", "decimals", "said"), HALVES)
def test_a_half_goes_away_from_zero_by_its_shortest_decimal(value, decimals, said):
    assert number(value, decimals) == said


@pytest.mark.parametrize(
    ("share", "decimals", "said"),
    [
        (0.145, 0, "15%"),
        (0.285, 0, "29%"),
        (0.0005, 1, "0.1%"),
        (0.5, 0, "50%"),
        (1.005, 0, "101%"),
    ],
)
def test_percentages_round_like_every_other_figure(share, decimals, said):
    assert percent(share, decimals) == said


def test_points_that_round_to_nothing_have_no_sign():
    assert [points(value) for value in (0.4, -0.4, 0.5, -0.5)] == ["0", "0", "+1", "−1"]


cents = st.integers(-(10**9), 10**9)


@given(cents, st.integers(0, 4), st.integers(0, 4))
def test_what_has_few_decimals_is_rounded_as_on_paper(whole, places, decimals):
    on_paper = Decimal(whole).scaleb(-places)
    wanted = on_paper.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert rounded(float(on_paper), decimals) == wanted


@given(st.floats(-2000, 2000), st.integers(0, 3))
def test_figures_are_shown_as_scores_are_published(value, decimals):
    published = float(published_figures(np.array([value]), decimals)[0])

    assert shown(value, decimals) == published
    assert shown(published, decimals) == published
    assert number(value, decimals) == number(published, decimals)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_stays_so(value):
    assert str(shown(value, 1)) == str(value)


@pytest.mark.parametrize(("value", "decimals"), [(1.0, 0), (0.5, 1), (0.25, 2), (1 / 3, 3)])
def test_no_more_decimals_are_shown_than_a_number_has(value, decimals):
    assert decimals_needed(value, 3) == decimals


parts = st.lists(st.floats(-300, 300).map(lambda x: round(x, 6)), max_size=12)


@given(parts, st.floats(300, 900), st.integers(0, 2))
def test_rows_make_the_sum_as_shown_and_each_is_next_to_its_own_figure(exact, start, decimals):
    unit = 10.0**-decimals
    begin, end = shown(start, decimals), shown(start + math.fsum(exact), decimals)

    rows = re_adding(exact, end - begin, decimals)
    left = end - begin - math.fsum(rows)

    assert all(abs(row - one) < unit + 1e-6 for row, one in zip(rows, exact, strict=True))
    assert all(row == 0 for row, one in zip(rows, exact, strict=True) if one == 0)
    # What is left is never more than start and end lost themselves.
    true = end - begin - math.fsum(exact)
    assert abs(left) < unit / 2 or abs(left) <= abs(true) + 1e-6


@given(parts, st.floats(-900, 900), st.integers(0, 2))
def test_many_parts_are_rounded_as_few_are(exact, off, decimals):
    total = shown(math.fsum(exact) + off / 1000, decimals)

    together = published_parts(np.array(exact, dtype=float), total, decimals)

    assert together.tolist() == pytest.approx(re_adding(exact, total, decimals), abs=1e-9)


@given(parts, st.integers(0, 2))
def test_rows_that_add_up_by_themselves_are_left_alone(exact, decimals):
    alone = [shown(one, decimals) for one in exact]

    assert re_adding(exact, math.fsum(alone), decimals) == alone


def test_five_small_parts_make_their_two_points_and_the_larger_part_gives_way_first():
    assert re_adding([0.4] * 5, 2, 0) == [1, 1, 0, 0, 0]
    assert re_adding([0.4, 100.4, 0.2], 101, 0) == [0, 101, 0]
    assert re_adding([0.5, 0.5, -0.5, 1.5, -2.5], 0, 0) == [1, 1, -1, 2, -3]
    assert re_adding([], 1, 0) == []
