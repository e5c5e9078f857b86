"""Plans held against the whole grid of what can be planned, point by point."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.planning import Status
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.planning.levers import Table
from app.planning.plan import answer, day_for
from app.planning.solving import Clock, Day
from app.planning.things import with_planned
from tests.laws.invented import TODAY, Chance, people, rulebooks, seeds
from tests.planning.test_projection import invented_action

CLOSE = 1e-6


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Rulebook, Facts, int, Table]:
    """Return a rulebook with actions, a person, a day, and what is on the table."""
    book, who, chance = draw(rulebooks()), draw(people(12)), Chance(draw(seeds))
    actions = tuple(invented_action(chance, f"a{i}") for i in range(chance.whole(1, 4)))
    table = Table(
        limits={"a0": actions[0].minimum + 1} if chance.yes(0.3) else {},
        off=frozenset({"a1"}) if chance.yes(0.2) else frozenset(),
        allowed=frozenset(one.stance for one in actions) if chance.yes() else frozenset(),
    )
    return replace(book, actions=actions), who, TODAY + chance.whole(1, 800), table


def everything(day: Day) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return every point of the grid with its score and its effort."""
    sides = [range(lever.low, lever.high + 1) for lever in day.levers]
    units = np.array([day.units(steps) for steps in itertools.product(*sides)])
    scores = day.single.scores(units)[:, 0]
    return units, scores, np.array([day.effort_of(one) for one in units])


def target_for(book: Rulebook, scores: np.ndarray, chance: Chance) -> float:
    """Return a target around what can be reached: some are out of reach, many are just met."""
    known = scores[~np.isnan(scores)]
    if not len(known):
        return book.floor + 1
    low, high = float(known.min()), float(known.max())
    if chance.yes(0.3):
        return published_figure(chance.one_of(known.tolist()), book.decimals)
    return published_figure(low + (high - low) * chance.whole(0, 12) / 10, book.decimals)


@settings(max_examples=150)
@given(wish=wishes(), seed=seeds)
def test_a_plan_costs_what_the_cheapest_point_of_the_grid_costs(wish, seed) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    _units, scores, efforts = everything(day)
    target = target_for(book, scores, Chance(seed))

    told = answer(day, target, Clock())

    reach = np.array(
        [not math.isnan(s) and published_figure(s, book.decimals) >= target for s in scores]
    )
    assert (told.cheap is not None) == reach.any()
    if told.best is None:
        assert np.isnan(scores).all()
        return
    assert told.best.sum == pytest.approx(np.nanmax(scores), abs=CLOSE)
    if told.cheap is None:
        assert told.status is Status.INFEASIBLE
        return
    assert told.status is Status.OPTIMAL
    assert told.cheap.effort == pytest.approx(efforts[reach].min(), abs=CLOSE)
    tied = reach & (efforts <= efforts[reach].min() + 1e-9)
    assert told.cheap.sum == pytest.approx(scores[tied].max(), abs=CLOSE)


@settings(max_examples=60)
@given(wish=wishes(), seed=seeds)
def test_a_plan_reaches_its_target_by_the_ordinary_scorer(wish, seed) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    _units, scores, _efforts = everything(day)
    target = target_for(book, scores, Chance(seed))

    told = answer(day, target, Clock())

    if told.cheap is not None:
        seen = with_planned(who, day.projection.things, told.cheap.units.tolist())
        found = score(book, seen.records, seen.contacts, by, seen.aside)
        assert found.score == pytest.approx(told.cheap.sum, abs=CLOSE)
        assert published_figure(found.score, book.decimals) >= target
