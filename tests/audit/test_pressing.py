from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.pressing import pressing_of, stance_of_rule
from app.domain.audit import Question
from app.domain.rulebook import Stance
from app.rulebook import library
from tests.audit.crowds import USUAL, cut, planted, table, whole

ASKED = Question(books=(USUAL,))


def test_speech_comes_before_ties_and_other_rules_are_left_out() -> None:
    found = pressing_of(whole(planted(1)), ASKED)

    assert [(one.stance, one.rule) for one in found] == [("speech", "posts"), ("ties", "contacts")]


def test_what_a_post_costs_is_told_over_all_and_over_those_who_pay() -> None:
    people = planted(2)
    posts = pressing_of(whole(people), ASKED)[0]
    wrote = people.measures[1] > 0

    assert (posts.moved, posts.takes_from) == (wrote.sum(), wrote.sum())
    assert posts.taken == -15
    assert posts.mean.value == pytest.approx(-15 * wrote.mean())


def test_contacts_give_to_some_and_take_from_others() -> None:
    people = planted(3)
    contacts = pressing_of(whole(people), ASKED)[1]
    points = people.points[2]

    assert contacts.takes_from == (points < 0).sum() < contacts.moved
    assert contacts.taken == pytest.approx(points[points < 0].mean())


def test_who_is_not_scored_is_not_counted() -> None:
    people = planted(4)
    unscored = np.arange(len(people)) < 300
    found = pressing_of(whole(replace(people, unscored=unscored)), ASKED)[0]

    assert found.mean.value == pytest.approx(people.points[1][300:].mean())


def test_rules_that_take_from_nobody_take_nothing() -> None:
    people = planted(5)
    found = pressing_of(whole(replace(people, points=np.abs(people.points))), ASKED)

    assert [(one.taken, one.takes_from) for one in found] == [(0.0, 0), (0.0, 0)]


def test_without_a_rulebook_or_without_people_nothing_presses() -> None:
    assert pressing_of(whole(table(np.ones(3))), Question()) == ()
    assert pressing_of(lambda: iter(()), ASKED) == ()


def test_the_shipped_book_presses_by_posts_and_contacts() -> None:
    book = library.find("article-2016")
    stances = {rule.id: stance_of_rule(book, rule) for rule in book.rules}

    assert {rule for rule, stance in stances.items() if stance} == {"negative-posts", "contacts"}
    assert stances["contacts"] is Stance.TIES


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 90), max_size=4))
def test_pressure_is_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    people = planted(seed, n=90)
    for one, other in zip(
        pressing_of(whole(people), ASKED), pressing_of(cut(people, *places), ASKED), strict=True
    ):
        assert (one.rule, one.moved, one.takes_from) == (other.rule, other.moved, other.takes_from)
        assert (other.mean.value, other.mean.low, other.taken) == pytest.approx(
            (one.mean.value, one.mean.low, one.taken), abs=1e-9
        )
