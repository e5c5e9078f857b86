"""Names keep apart, long lines keep their peaks, dates keep to their axis."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import day_of
from app.gui.charts.date_axis import date_ticks
from app.gui.charts.plot_ends import apart, thinned
from app.wording import language


@given(
    wanted=st.lists(st.floats(0, 100), max_size=6).map(lambda x: sorted(x, reverse=True)),
    least=st.floats(0.1, 30),
)
def test_names_keep_their_order_and_their_distance(wanted, least) -> None:
    places = apart(wanted, least)

    assert len(places) == len(wanted)
    assert all(a - b >= least - 1e-6 for a, b in pairwise(places))


def test_names_that_are_apart_stay_where_they_are() -> None:
    assert apart([30.0, 20.0, 0.0], 5.0) == [30.0, 20.0, 0.0]
    assert apart([10.0, 10.0], 4.0) == [12.0, 8.0]


@given(
    values=st.lists(st.floats(300, 900) | st.just(np.nan), min_size=1, max_size=400),
    most=st.integers(2, 100),
)
def test_a_thinned_line_keeps_its_ends_its_least_and_its_greatest(values, most) -> None:
    line = np.array(values)
    days = np.arange(len(line), dtype=np.int32)

    at, shown = thinned(days, line, most)

    assert len(at) == len(shown) <= max(len(line), most + 3)
    assert at[0] == 0
    assert at[-1] == days[-1]
    assert np.all(np.diff(at) >= 0)
    assert np.isnan(shown).all() == np.isnan(line).all()
    if not np.isnan(line).all():
        assert np.nanmin(shown) == np.nanmin(line)
        assert np.nanmax(shown) == np.nanmax(line)


@given(first=st.integers(-20_000, 30_000), length=st.integers(1, 30_000), most=st.integers(1, 14))
def test_dates_lie_on_the_axis_in_order_and_are_not_too_many(first, length, most) -> None:
    found = date_ticks(first, first + length, most)

    assert all(first <= day <= first + length for day, _name in found)
    assert [day for day, _name in found] == sorted({day for day, _name in found})
    assert len(found) <= max(most, 2) + 1


def test_a_year_is_told_at_first_and_where_it_changes() -> None:
    first, last = day_of(dt.date(2015, 3, 6)), day_of(dt.date(2016, 6, 6))

    names = [name for _day, name in date_ticks(first, last, 8)]

    assert names == ["May 2015", "Jul", "Sept", "Nov", "Jan 2016", "Mar", "May"]


@pytest.mark.parametrize("spoken", list(language.Language))
def test_many_years_are_named_by_their_year(spoken) -> None:
    language.use(spoken)
    try:
        names = [name for _day, name in date_ticks(0, 10_000, 8)]
    finally:
        language.use(language.Language.ENGLISH)

    assert names[0].rstrip("年") == "1970"
    assert all("19" in name or "20" in name for name in names)
