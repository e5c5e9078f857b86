"""A period stays in its limits, whatever moves it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.gui.charts.period import Limits, Period, Step, around, between, snapped

LIMITS = Limits(100, 400, (130, 160, 190))


@given(
    ends=st.tuples(st.integers(100, 400), st.integers(100, 400)),
    moves=st.lists(st.tuples(st.sampled_from(Step), st.booleans()), max_size=30),
)
def test_a_period_is_at_least_a_day_long_and_never_leaves_its_limits(ends, moves) -> None:
    period = between(*ends, LIMITS)

    for step, start in moves:
        period = period.stepped(step, LIMITS, start=start)

        assert LIMITS.first <= period.first < period.last <= LIMITS.last


def test_one_end_moves_and_the_other_stays() -> None:
    assert Period(150, 200).stepped(Step.DAY_ON, LIMITS, start=False) == Period(150, 201)
    assert Period(150, 200).stepped(Step.DAY_BACK, LIMITS, start=True) == Period(149, 200)
    assert Period(150, 200).stepped(Step.MONTH_BACK, LIMITS, start=True) == Period(119, 200)


def test_an_end_goes_from_official_figure_to_official_figure() -> None:
    assert Period(110, 150).stepped(Step.OFFICIAL_ON, LIMITS, start=False) == Period(110, 160)
    assert Period(110, 150).stepped(Step.OFFICIAL_BACK, LIMITS, start=False) == Period(110, 130)
    assert Period(110, 190).stepped(Step.OFFICIAL_ON, LIMITS, start=False) == Period(110, 190)


def test_days_in_either_order_make_a_period() -> None:
    assert between(300, 200, LIMITS) == Period(200, 300)
    assert between(400, 400, LIMITS) == Period(399, 400)
    assert between(0, 9_999, LIMITS) == Period(100, 400)


def test_a_click_takes_the_time_between_two_official_figures() -> None:
    assert around(150, LIMITS) == Period(130, 160)
    assert around(300, LIMITS) is None


def test_only_a_near_official_day_is_snapped_to() -> None:
    assert snapped(162.4, LIMITS.official, reach=3) == 160
    assert snapped(164.4, LIMITS.official, reach=3) == 164
    assert snapped(164.4, (), reach=3) == 164
