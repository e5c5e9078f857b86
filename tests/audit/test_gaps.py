from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.gaps import gaps_of
from app.domain.audit import Question
from tests.audit.crowds import USUAL, cut, planted, scored, table, whole

ASKED = Question(books=(USUAL,), groups=("group",))
PARTS = ("behaviour", "contacts", "rules", "unexplained")


def test_a_gap_is_the_difference_of_the_groups_mean_scores() -> None:
    people = planted(1)
    told = np.array(people.attributes["group"].names)[people.attributes["group"].code]
    (gap,) = gaps_of(whole(people), ASKED)

    means = [people.official[told == name].mean() for name in ("a", "b")]
    assert gap.groups == ("a", "b")
    assert gap.means == pytest.approx(tuple(means))
    assert gap.gap.value == pytest.approx(means[0] - means[1])


def test_a_silent_penalty_is_what_is_left_unexplained() -> None:
    (gap,) = gaps_of(whole(planted(2, n=2000, penalty=8.0)), ASKED)

    assert gap.unexplained.low < 8 < gap.unexplained.high
    assert gap.unexplained.low > 6
    assert abs(gap.behaviour.value) < 2


def test_behaviour_that_differs_is_told_as_behaviour() -> None:
    people = planted(3)
    b = people.attributes["group"].code == people.attributes["group"].names.index("b")
    measures = people.measures.copy()
    measures[0] += 3 * b  # three more late bills at 4 points
    given_by_book = scored(measures, np.zeros(len(people)))
    told = np.where(b, "b", "a").tolist()
    exact = scored(measures, given_by_book.sum, attributes={"group": told})
    (gap,) = gaps_of(whole(exact), ASKED)

    assert gap.behaviour.value == pytest.approx(12, abs=2)
    assert gap.unexplained.value == pytest.approx(0, abs=1e-9)


def test_who_is_scored_under_another_rulebook_is_told_as_rules() -> None:
    people = planted(4)
    b = people.attributes["group"].code == people.attributes["group"].names.index("b")
    moved = replace(people, rules=-5.0 * b, official=people.official - 5.0 * b)
    (gap,) = gaps_of(whole(moved), ASKED)
    (before,) = gaps_of(whole(people), ASKED)

    assert gap.rules.value == pytest.approx(5)
    assert gap.unexplained.value == pytest.approx(before.unexplained.value)


def test_who_lacks_one_of_the_two_scores_is_in_no_gap() -> None:
    people = planted(5)
    half = np.arange(len(people)) < 200
    without = replace(people, published=np.where(half, np.nan, people.published))
    (gap,) = gaps_of(whole(without), ASKED)

    b = people.attributes["group"].code == people.attributes["group"].names.index("b")
    assert gap.means[1] == pytest.approx(people.official[b & ~half].mean())


def test_groups_that_are_too_small_have_no_gap() -> None:
    people = planted(6, n=40)
    question = replace(ASKED, smallest_group=39)

    assert gaps_of(whole(people), question) == ()


def test_without_a_rulebook_there_is_nothing_to_split() -> None:
    people = table(np.arange(60.0), attributes={"group": ["a", "b"] * 30})

    assert gaps_of(whole(people), Question(groups=("group",))) == ()


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10_000),
    places=st.lists(st.integers(0, 150), max_size=5),
    penalty=st.floats(-300, 300),
)
def test_the_parts_of_a_gap_add_up_however_the_people_are_cut(seed, places, penalty) -> None:
    people = planted(seed, n=150, penalty=penalty)
    question = Question(books=(USUAL,), groups=("group", "region"), smallest_group=1)
    whole_gaps, cut_gaps = (
        gaps_of(whole(people), question),
        gaps_of(cut(people, *places), question),
    )

    assert len(whole_gaps) == 4
    for one, other in zip(whole_gaps, cut_gaps, strict=True):
        assert (one.attribute, one.groups) == (other.attribute, other.groups)
        assert sum(getattr(one, part).value for part in PARTS) == pytest.approx(
            one.gap.value, abs=1e-9
        )
        for part in ("gap", *PARTS):
            mine, theirs = getattr(one, part), getattr(other, part)
            assert (theirs.value, theirs.low, theirs.high) == pytest.approx(
                (mine.value, mine.low, mine.high), abs=1e-9
            )
