"""What turns by itself, perks along a line, and the spread of the guesses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from app.domain.planning import Why
from app.domain.rulebook import Measure, Rulebook
from app.explain.ranges import drawn_range
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.planning.looking import Ahead, perk_turns
from tests.laws import brute
from tests.laws.invented import TODAY, people, rulebooks, seeds
from tests.planning.test_projection import actions


@pytest.mark.heavy
@settings(max_examples=40)
@given(book=rulebooks(), who=people(12))
def test_what_runs_out_is_worth_the_score_with_and_without_it_on_its_day(
    book: Rulebook, who: Facts
) -> None:
    additive = {Measure.COUNT, Measure.AMOUNT}
    ahead = Ahead.of(book, who, TODAY + 200)
    all_of_them = brute.entries(who.records)
    for turn in ahead.turns[:5]:
        rule = next(one for one in book.rules if one.id == turn.rule)
        if turn.why is not Why.EXPIRED or rule.measure not in additive:
            continue
        before = brute.eligible(rule, all_of_them, turn.day - 1, who.aside)
        on_day = brute.eligible(rule, all_of_them, turn.day, who.aside)
        left = {one.id for one in before} - {one.id for one in on_day}
        # Had they stayed: the same rule without a lifetime, all else that is gone set aside.
        still = {one.id for one in (*on_day, *before)}
        others = frozenset({one.id for one in all_of_them} - still)
        kept = replace(rule, lifetime=None)
        own = replace(book, rules=tuple(kept if one.id == rule.id else one for one in book.rules))
        now = score(book, who.records, who.contacts, turn.day, who.aside).sum
        z = brute.points(
            kept, brute.measure(kept, who.records, who.contacts, turn.day, who.aside | others)
        )
        parts = {}
        for one in own.rules:
            worth = (
                z
                if one.id == rule.id
                else brute.points(
                    one, brute.measure(one, who.records, who.contacts, turn.day, who.aside)
                )
            )
            parts[one.factor] = parts.get(one.factor, 0.0) + worth
        sums = []
        for factor in book.factors:
            low = -np.inf if factor.minimum is None else factor.minimum
            high = np.inf if factor.maximum is None else factor.maximum
            sums.append(min(max(parts.get(factor.id, 0.0), low), high))
        assert turn.count == len(left)
        assert turn.points == pytest.approx(now - brute.clipped_sum(book, sums), abs=1e-6)


@settings(max_examples=25)
@given(book=rulebooks(), who=people(12), planned=actions())
def test_the_spread_of_today_is_the_range_of_the_score(book, who, planned) -> None:
    own = replace(book, actions=planned)
    ahead = Ahead.of(own, who, TODAY + 3)
    told = drawn_range(own, score(own, who.records, who.contacts, TODAY, who.aside))

    spread = ahead.spread({})

    if told is None:
        assert spread is None or np.isnan(spread.low[0])
    else:
        assert (spread.low[0], spread.high[0]) == pytest.approx((told.low, told.high), abs=1e-9)


@settings(max_examples=25)
@given(book=rulebooks(), who=people(12), planned=actions(), seed=seeds)
def test_a_perk_is_held_after_each_turn_as_the_line_says(book, who, planned, seed) -> None:
    ahead = Ahead.of(replace(book, actions=planned), who, TODAY + 120)
    frame = ahead.frame({one.id: one.maximum for one in planned[: seed % 3]})
    perk = book.perks[0]

    held = perk.held(frame.published[0])
    turns = {turn.day: turn.won for turn in frame.perks}
    for day, shown in zip(frame.day.tolist(), frame.published.tolist(), strict=True):
        held = turns.get(day, held)
        assert held == perk.held(shown)


def test_a_perk_without_a_threshold_never_turns() -> None:
    from tests.laws.invented import plain_book

    perk = replace(plain_book((), ()).perks[0], at=None)

    assert perk_turns((perk,), np.array([1, 2], np.int32), np.array([-5.0, 5.0])) == ()
