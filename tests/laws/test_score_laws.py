"""The score equals the model's text, whoever the person and whatever the rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Duration, Unit, completed, day_later, later
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.mirror.eligible import first_alive
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.mirror.timeline import measures_over, scores_over
from tests.laws import brute
from tests.laws.invented import TODAY, durations, people, rulebooks

some_days = st.integers(-200_000, 900_000)


@given(book=rulebooks(), who=people())
def test_a_score_equals_the_model_computed_record_by_record(book: Rulebook, who: Facts) -> None:
    found = score(book, who.records, who.contacts, who.day, who.aside)

    expected = [
        brute.measure(rule, who.records, who.contacts, who.day, who.aside) for rule in book.rules
    ]
    assert found.measures == pytest.approx(
        [np.nan if x is None else x for x in expected], abs=1e-9, nan_ok=True
    )
    assert found.rule_points == pytest.approx(
        [brute.points(rule, x) for rule, x in zip(book.rules, expected, strict=True)], abs=1e-7
    )
    assert found.sum == pytest.approx(
        brute.score(book, who.records, who.contacts, who.day, who.aside), abs=1e-7
    )


@given(book=rulebooks(), who=people())
def test_a_score_lies_between_floor_and_ceiling(book: Rulebook, who: Facts) -> None:
    found = score(book, who.records, who.contacts, who.day, who.aside)

    assert book.floor <= found.sum <= book.ceiling
    assert found.score in {None, found.sum}
    assert (found.score is None) == (found.unscored is not None)


@pytest.mark.heavy
@given(book=rulebooks(), who=people(), back=st.integers(0, 900), n=st.integers(1, 40))
def test_a_history_equals_the_scorer_on_each_of_its_days(
    book: Rulebook, who: Facts, back: int, n: int
) -> None:
    days = np.arange(TODAY - back, TODAY - back + n, dtype=np.int32)

    together = scores_over(book, who, days)

    for day, one in zip(days.tolist(), together.tolist(), strict=True):
        alone = score(book, who.records, who.contacts, day, who.aside).score
        assert one == pytest.approx(np.nan if alone is None else alone, abs=1e-7, nan_ok=True)


@given(book=rulebooks(), who=people(), days=st.sets(st.integers(-1500, 1500), min_size=1))
def test_measures_on_any_days_equal_the_measures_of_each_day(
    book: Rulebook, who: Facts, days: set[int]
) -> None:
    chosen = np.array(sorted(TODAY + day for day in days), dtype=np.int32)

    together = measures_over(book, who, chosen)

    for column, day in enumerate(chosen.tolist()):
        alone = score(book, who.records, who.contacts, day, who.aside).measures
        assert together[:, column] == pytest.approx(alone, abs=1e-7, nan_ok=True)


@given(start=some_days, count=st.integers(0, 400), unit=st.sampled_from(list(Unit)))
def test_calendar_arithmetic_clamps_to_the_end_of_the_month(
    start: int, count: int, unit: Unit
) -> None:
    assert day_later(start, count, unit) == brute.plus(start, count, unit)


@given(start=some_days, length=st.integers(0, 4000), unit=st.sampled_from(list(Unit)))
def test_completed_units_are_the_most_that_fit(start: int, length: int, unit: Unit) -> None:
    found = completed(
        np.array([start], np.int32), np.array([start + length], np.int32), unit
    ).tolist()

    assert found == [brute.completed_units(start, start + length, unit)]


@given(
    start=some_days,
    pairs=st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=1, max_size=300),
    unit=st.sampled_from(list(Unit)),
)
def test_completed_units_of_many_days_are_those_of_each(
    start: int, pairs: list[tuple[int, int]], unit: Unit
) -> None:
    begun = np.array([start + low for low, _ in pairs], np.int32)
    ended = np.array([start + low + length for low, length in pairs], np.int32)

    found = completed(begun, ended, unit).tolist()

    assert found == [
        brute.completed_units(one, other, unit)
        for one, other in zip(begun.tolist(), ended.tolist(), strict=True)
    ]


@given(day=some_days, lifetime=durations)
def test_the_first_living_day_is_the_earliest_that_has_not_run_out(
    day: int, lifetime: Duration
) -> None:
    first = int(first_alive(np.array([day], np.int32), lifetime)[0])

    ends = later(np.array([first - 1, first], np.int32), lifetime.count, lifetime.unit)
    assert ends[0] <= day < ends[1]


@pytest.mark.parametrize(
    ("score_", "decimals", "shown"),
    [
        (651.5, 0, 652.0),
        (650.4999999999, 0, 651.0),  # 9 decimals first: 650.5
        (650.499999999, 0, 650.0),
        (-0.4, 0, 0.0),
        (-0.5, 0, -1.0),
        (0.145, 2, 0.15),
        (1.005, 2, 1.01),
        (2.675, 2, 2.68),
    ],
)
def test_a_published_figure_is_rounded_half_away_from_zero(
    score_: float, decimals: int, shown: float
) -> None:
    assert published_figure(score_, decimals) == shown
    assert np.signbit(published_figure(-0.0, decimals)) is np.False_
