from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.groups import grouped, held_against
from app.audit.intervals import wilson
from app.domain.audit import PAIR, Question
from app.domain.errors import UsageError
from tests.audit.crowds import USUAL, cut, planted, table, whole

BY_GROUP = Question(books=(USUAL,), groups=("group",), thresholds=(620.0,))


def test_everybody_comes_first_and_then_the_groups_by_name() -> None:
    found = grouped(whole(planted(1)), Question(books=(USUAL,), groups=("region", "group")))

    assert [(one.attribute, one.group) for one in found.groups] == [
        ("all", "all"),
        ("region", "east"),
        ("region", "north"),
        ("region", "south"),
        ("group", "a"),
        ("group", "b"),
    ]


def test_a_group_has_the_mean_spread_and_rates_of_its_scores() -> None:
    people = planted(2)
    scores = people.official[people.attributes["group"].code == 0]
    name = people.attributes["group"].names[0]
    found = next(one for one in grouped(whole(people), BY_GROUP).groups if one.group == name)

    assert found.n == len(scores)
    assert found.mean.value == pytest.approx(scores.mean())
    assert found.quartiles == pytest.approx(np.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95]))
    assert found.below[620.0] == wilson(int((scores < 620).sum()), len(scores))


def test_a_score_at_the_threshold_is_not_below_it() -> None:
    scores = np.array([4.0] * 30 + [5.0] * 30)
    (everybody,) = grouped(whole(table(scores)), Question(thresholds=(5.0,))).groups

    assert everybody.below[5.0].value == 0.5


def test_a_silent_penalty_of_a_group_shows_in_its_residual() -> None:
    found = grouped(whole(planted(3, penalty=8.0)), BY_GROUP).groups
    a, b = found[1], found[2]

    assert b.residual.high < 0
    assert b.residual.value - a.residual.value == pytest.approx(-8, abs=2)
    assert b.p_holm < 0.001
    assert b.within < a.within


def test_groups_that_are_too_small_are_listed_and_not_shown() -> None:
    told = {"group": ["a"] * 30 + ["b"] * 19 + ["c"] * 20}
    found = grouped(whole(table(np.arange(69.0), attributes=told)), Question(groups=("group",)))

    assert [one.group for one in found.groups] == ["all", "a", "c"]
    assert [(one.attribute, one.group, one.n) for one in found.suppressed] == [("group", "b", 19)]
    assert ("group", "b") not in found.scores


def test_everybody_is_told_however_few() -> None:
    (everybody,) = grouped(whole(table(np.array([700.0]))), Question()).groups

    assert everybody.n == 1
    assert math.isnan(everybody.mean.low)


def test_nobody_is_no_group() -> None:
    assert grouped(whole(table(np.empty(0))), Question()).groups == ()


def test_without_a_rulebook_nothing_is_said_of_residuals() -> None:
    told = {"group": ["a", "b"] * 30}
    found = grouped(whole(table(np.arange(60.0), attributes=told)), Question(groups=("group",)))

    assert all((one.residual, one.within, one.p_holm) == (None, None, None) for one in found.groups)


def test_who_says_nothing_is_shown_but_held_against_nobody() -> None:
    told = {"group": ["a"] * 30 + ["b"] * 30 + [""] * 30}
    question = Question(groups=("group",), thresholds=(40.0,))
    found = grouped(whole(table(np.arange(90.0), attributes=told)), question)

    assert [one.group for one in found.groups] == ["all", "", "a", "b"]
    assert [gap.groups for gap in found.rate_gaps] == [("a", "b")]


def test_people_are_told_apart_by_two_columns_where_asked() -> None:
    question = Question(books=(USUAL,), groups=("group", "region"), pairs=True, smallest_group=1)
    people = planted(4)
    found = [one for one in grouped(whole(people), question).groups if PAIR in one.attribute]

    assert [one.group for one in found] == [
        group + PAIR + region for group in "ab" for region in ("east", "north", "south")
    ]
    assert sum(one.n for one in found) == len(people)


def test_few_groups_are_all_held_against_each_other_and_many_against_the_largest() -> None:
    few = dict.fromkeys("abcdef", 30)
    many = few | {"g": 31}

    assert len(list(held_against(few))) == 15
    assert list(held_against(many)) == [(name, "g") for name in "abcdef"]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no column age"):
        grouped(whole(planted(5)), Question(groups=("age",)))


def test_a_column_that_names_people_is_refused() -> None:
    told = {"id": [f"p{number}" for number in range(10_001)]}
    people = table(np.zeros(10_001), attributes=told)

    with pytest.raises(UsageError, match="more than 10000 groups"):
        grouped(whole(people), Question(groups=("id",)))


def test_every_score_of_a_group_is_in_one_of_its_bars() -> None:
    found = grouped(whole(planted(6)), BY_GROUP)
    edges = {tuple(bar.low for bar in bars) for bars in found.scores.values()}

    assert len(edges) == 1
    for one in found.groups:
        assert sum(bar.n for bar in found.scores[one.attribute, one.group]) == one.n


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 150), max_size=5))
def test_groups_are_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    question = Question(
        books=(USUAL,), groups=("region", "group"), pairs=True, thresholds=(600.0, 620.0)
    )
    people = planted(seed, n=150, penalty=5.0)
    one, other = grouped(whole(people), question), grouped(cut(people, *places), question)

    assert other.suppressed == one.suppressed
    assert other.scores == one.scores
    assert other.rate_gaps == one.rate_gaps
    for mine, theirs in zip(one.groups, other.groups, strict=True):
        assert (mine.attribute, mine.group, mine.n) == (theirs.attribute, theirs.group, theirs.n)
        assert (mine.quartiles, mine.below) == (theirs.quartiles, theirs.below)
        assert theirs.p_holm == pytest.approx(mine.p_holm, abs=1e-9)
        for name in ("mean", "residual"):
            a, b = getattr(mine, name), getattr(theirs, name)
            assert (b.value, b.low, b.high) == pytest.approx((a.value, a.low, a.high), abs=1e-9)


def test_a_mean_of_scores_far_from_nothing_keeps_its_digits() -> None:
    scores = 1e9 + np.arange(100.0) / 100
    (everybody,) = grouped(cut(table(scores), 7, 50, 51), Question()).groups
    (plain,) = grouped(whole(table(scores - 1e9)), Question()).groups

    assert everybody.mean.value - 1e9 == pytest.approx(plain.mean.value, abs=1e-6)
    assert everybody.mean.high - everybody.mean.low == pytest.approx(
        plain.mean.high - plain.mean.low, rel=1e-6
    )
