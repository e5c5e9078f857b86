"""How far points can go is known exactly, and never promised too small."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Duration, Unit
from app.domain.rulebook import Measure, Rule
from app.rulebook.bounds import (
    Reach,
    factor_reach,
    measure_range,
    reach_of_rules,
    rule_reach,
    score_reach,
    worth_of_none,
)
from app.rulebook.curves import rule_points
from tests.rulebook.rules import HALF_YEAR, book, certain, factor, rule

INF = math.inf


def worth(of: Rule, measure: float) -> float:
    return float(rule_points(of, np.array(measure)))


@pytest.mark.parametrize(
    ("made", "low", "high"),
    [
        (rule(points=-4), -INF, 0),
        (rule(points=-4, minimum=-40.0), -40, 0),
        (rule(points=4, maximum=10.0), 0, 10),
        (rule(points=0), 0, 0),
        (rule(points=2, measure=Measure.AMOUNT), -INF, INF),  # refunds are below 0
        (rule(points=2, measure=Measure.AMOUNT, minimum=0.0, maximum=9.0), 0, 9),
        (rule(points=2, measure=Measure.LATEST, when_none=certain(-5), maximum=9.0), -INF, 9),
        (rule(steps=((0, 117), (1, 82), (3, 0))), 0, 117),
        (rule(steps=((1, 20), (2, 30))), 0, 30),
        (rule(steps=((0, 5), (0.4, 90), (0.6, 7))), 5, 7),  # no whole number between 0.4 and 0.6
        (rule(steps=((0, 5), (0.4, 90), (0.6, 7)), half_life=HALF_YEAR), 5, 90),
        (rule(steps=((-3, 50), (0, 5))), 5, 5),  # a count is never below 0
        (rule(steps=((-3, 50), (0, 5)), measure=Measure.AMOUNT), 0, 50),
        (rule(steps=((5, 1), (9, 2)), maximum=1.5), 0, 1.5),
        (rule(steps=((0, 3), (6, 14)), measure=Measure.TIME_LEFT), 0, 14),
        (rule(steps=((0, 3), (6, 14)), measure=Measure.TIME_LEFT, when_none=certain(24)), 3, 24),
        (rule(points=1, measure=Measure.TIME_SINCE_LAST), 0, INF),
        (rule(points=1, measure=Measure.TIME_SINCE_LAST, lifetime=Duration(1, Unit.YEARS)), 0, 11),
        (rule(points=0.1, measure=Measure.CONTACTS, pivot=625.0), -27.5, 27.5),
        (rule(points=-0.1, measure=Measure.CONTACTS, pivot=350.0, minimum=-14.0), -14, 0),
    ],
    ids=str,
)
def test_a_rule_reaches_so_far_and_no_farther(made: Rule, low: float, high: float) -> None:
    reach = rule_reach(made, book(made))

    assert (reach.low, reach.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("lifetime", "unit", "most"),
    [
        (Duration(12, Unit.MONTHS), Unit.MONTHS, 11),
        (Duration(18, Unit.MONTHS), Unit.YEARS, 1),
        (Duration(1, Unit.YEARS), Unit.DAYS, 365),  # a leap year but its last day
        (Duration(1, Unit.MONTHS), Unit.DAYS, 30),
        (Duration(31, Unit.DAYS), Unit.MONTHS, 1),  # 1 February to 3 March
        (Duration(28, Unit.DAYS), Unit.MONTHS, 0),
    ],
    ids=str,
)
def test_no_record_grows_older_than_its_lifetime(
    lifetime: Duration, unit: Unit, most: float
) -> None:
    made = rule(points=1, measure=Measure.TIME_SINCE_FIRST, unit=unit, lifetime=lifetime)

    assert measure_range(made, book(made)).high == most


def test_rules_that_measure_the_same_thing_cancel() -> None:
    made = book(rule("up", points=3), rule("down", points=-3), factors=(factor(),))

    assert factor_reach(made, made.factors[0]) == Reach(0, 0)


def test_of_two_rules_on_one_thing_the_bounded_one_stops_first() -> None:
    made = book(rule("up", points=3, maximum=10.0), rule("down", points=-2))

    reach = factor_reach(made, made.factors[0])

    assert reach.low == -INF
    assert reach.high == 3 * 3 - 2 * 3  # three records: 9 and -6; the fourth gives only 1 more


def test_rules_on_different_things_are_free_of_each_other() -> None:
    made = book(
        rule("up", points=3, maximum=10.0),
        rule("down", kinds=("fine",), points=-2, minimum=-7.0),
    )

    assert factor_reach(made, made.factors[0]) == Reach(-7, 10)


def test_a_factor_and_the_scale_bound_what_lies_beneath() -> None:
    made = book(
        rule("up", points=3, factor="good"),
        rule("down", kinds=("fine",), points=-2, factor="bad"),
        factors=(factor("good", maximum=20), factor("bad")),
    )

    assert factor_reach(made, made.factors[0]) == Reach(0, 20)
    assert score_reach(made) == Reach(350, 620)


def test_without_bounds_of_its_own_a_rule_may_run_on() -> None:
    made = rule(points=-4, minimum=-40.0, maximum=0.0)

    assert rule_reach(made, book(made), bounded=False) == Reach(-INF, 0)


def test_the_points_of_nothing_stand_for_a_person_without_records() -> None:
    assert worth_of_none(rule(steps=((0, 117), (1, 82)))) == 117
    assert worth_of_none(rule(points=1, measure=Measure.TIME_LEFT)) == 0
    assert worth_of_none(rule(points=1, measure=Measure.CONTACTS, pivot=300.0)) == 0
    timed = rule(points=1, measure=Measure.TIME_LEFT, when_none=certain(24), maximum=20.0)
    assert worth_of_none(timed) == 20


bounds = st.one_of(st.none(), st.floats(0, 50))
whole_steps = st.lists(
    st.tuples(st.integers(-3, 30), st.integers(-60, 60)),
    min_size=1,
    max_size=5,
    unique_by=lambda s: s[0],
).map(lambda steps: tuple(sorted(steps)))


@pytest.mark.heavy
@given(
    steps=st.one_of(st.none(), whole_steps),
    points=st.floats(-20, 20),
    least=bounds,
    most=bounds,
    x=st.floats(0, 200),
    other=st.floats(-20, 20),
    fading=st.booleans(),
)
def test_no_measure_leads_out_of_the_reach(steps, points, least, most, x, other, fading) -> None:
    first = rule("a", steps=steps or (), points=None if steps else points)
    first = replace(
        first,
        minimum=None if least is None else -least,
        maximum=most,
        half_life=HALF_YEAR if fading else None,
    )
    second = replace(rule("b", points=other), half_life=first.half_life)
    at = x if fading else float(int(x))

    alone = rule_reach(first, book(first))
    both = reach_of_rules((first, second), book(first, second))

    assert alone.low - 1e-9 <= worth(first, at) <= alone.high + 1e-9
    assert both.low - 1e-6 <= worth(first, at) + worth(second, at) <= both.high + 1e-6


@given(steps=whole_steps)
def test_both_ends_of_a_reach_are_reached(steps) -> None:
    made = rule(steps=steps)
    reach = rule_reach(made, book(made))
    figures = [worth(made, float(count)) for count in range(40)]

    assert (reach.low, reach.high) == (min(figures), max(figures))
