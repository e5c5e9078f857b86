"""Plans held against the whole grid of what can be planned, point by point."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Unit, day_later
from app.domain.planning import Status
from app.domain.records import Contacts, Records
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.planning.binding import binding
from app.planning.earliest import earliest
from app.planning.levers import Lever, Table, lever_of, steps_up_to
from app.planning.pieces import clipped_line
from app.planning.plan import answer, day_for, others, surer
from app.planning.programme import Line, Programme
from app.planning.projection import Projection
from app.planning.safe import safe_box
from app.planning.solving import Clock, Day
from app.planning.sureness import sureness
from app.planning.things import with_planned
from app.rulebook import library
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


@pytest.mark.heavy
@settings(max_examples=120)
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


@settings(max_examples=40)
@given(
    low=st.integers(-20, 20),
    width=st.integers(1, 30),
    bounds=st.tuples(st.integers(-20, 0), st.integers(0, 20)),
    most=st.booleans(),
    kept=st.integers(0, 30),
)
def test_a_clipped_line_is_exact_at_every_point_also_where_it_touches_a_bound(
    low, width, bounds, most, kept
) -> None:
    programme = Programme()
    x = programme.variable(0, width, whole=True)
    line = Line(low, {x: 1.0}, low, low + width)
    clipped = clipped_line(programme, line, *map(float, bounds))
    at = min(kept, width)
    programme.row({x: 1.0}, at, at)
    sign = -1.0 if most else 1.0
    objective = {one: sign * times for one, times in clipped.terms.items()}

    point = programme.least(objective, presolve=True, seconds=None)

    found = clipped.constant + sum(
        times * point.values[one] for one, times in clipped.terms.items()
    )
    assert found == pytest.approx(min(max(low + at, bounds[0]), bounds[1]), abs=1e-6)


@pytest.mark.parametrize("name", ["article-2016", "sesame-reported", "schufa-2026"])
@pytest.mark.parametrize("seed", range(6))
def test_a_plan_of_a_shipped_rulebook_is_the_cheapest_of_its_grid(name, seed) -> None:
    chance = Chance(seed)
    book = library.find(name)
    actions = tuple(
        replace(one, maximum=one.minimum + 3 * one.step, step=one.step)
        for one in book.actions
        if one.stance.value in {"act", "refrain"}
    )
    book = replace(book, actions=actions[:5] if chance.yes() else actions[-5:])
    who = Facts(Records.none(), Contacts.none(), TODAY)
    day = day_for(book, who, TODAY + chance.whole(20, 500), Table())
    _units, scores, efforts = everything(day)
    target = target_for(book, scores, chance)

    told = answer(day, target, Clock())

    reach = np.array([published_figure(s, book.decimals) >= target for s in scores])
    assert told.best.sum == pytest.approx(scores.max(), abs=CLOSE)
    assert (told.cheap is not None) == reach.any()
    if told.cheap is not None:
        assert told.cheap.effort == pytest.approx(efforts[reach].min(), abs=CLOSE)


@pytest.mark.heavy
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


@pytest.mark.heavy
@settings(max_examples=60)
@given(wish=wishes(), seed=seeds)
def test_a_safe_range_holds_at_every_point_and_no_side_can_move_out(wish, seed) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    _units, scores, _efforts = everything(day)
    target = target_for(book, scores, Chance(seed))
    told = answer(day, target, Clock())
    if told.cheap is None:
        return

    box = safe_box(day, target, told.cheap, Clock())

    def all_reach(sides: list[list[float]]) -> bool:
        found = day.single.scores(np.array(list(itertools.product(*sides))))[:, 0]
        return not np.isnan(found).any() and bool((day.single.published(found) >= target).all())

    sides = []
    for lever in day.levers:
        inside = [lever.units(steps) for steps in range(lever.low, lever.high + 1)]
        if lever.fixed is None:
            low, high = box[lever.action.id]
            inside = [one for one in inside if low <= one <= high]
        sides.append(inside)
    assert all_reach(sides)
    for place, lever in enumerate(day.levers):
        if lever.fixed is not None:
            continue
        for moved in (min(sides[place]) - 1, max(sides[place]) + 1):
            if lever.units(lever.low) <= moved <= lever.units(lever.high):
                wider = [*sides]
                wider[place] = [moved]
                assert not all_reach(wider)


@pytest.mark.heavy
@settings(max_examples=25)
@given(wish=wishes(), seed=seeds)
def test_the_earliest_day_is_the_first_on_which_any_point_of_the_grid_reaches(wish, seed) -> None:
    book, who, _by, table = wish
    last = TODAY + 1826
    day = day_for(book, who, last, table)
    units, scores, _efforts = everything(day)
    target = target_for(book, scores, Chance(seed))

    found = earliest(book, who, target, table, Clock())

    assert found.known
    days = np.arange(TODAY + 1, day_later(TODAY, 5, Unit.YEARS) + 1, dtype=np.int32)
    ahead = Projection(table.applied(book), who, day.projection.things, days)
    # What would leave no score on a day is held at nothing on that day by a plan; the grid has
    # that point too, unless it is the least that must be done.
    reach = np.zeros(len(days), dtype=bool)
    for one in np.array_split(units, max(1, len(units) // 16)):
        reach |= (ahead.published(ahead.scores(one)) >= target).any(axis=0)
    expected = int(days[reach.argmax()]) if reach.any() else None
    assert found.day == expected


@settings(max_examples=15)
@given(wish=wishes(), seed=seeds)
def test_the_solver_finds_the_same_earliest_day_as_the_grid(wish, seed) -> None:
    book, who, _by, table = wish
    day = day_for(book, who, TODAY + 25, table)
    _units, scores, _efforts = everything(day)
    target = target_for(book, scores, Chance(seed))

    solved = earliest(book, who, target, table, Clock(), last=TODAY + 25, few=0)

    assert solved == earliest(book, who, target, table, Clock(), last=TODAY + 25)


@pytest.mark.heavy
@settings(max_examples=40)
@given(wish=wishes())
def test_lifting_what_binds_raises_the_best(wish) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    levers = tuple(lever_of(action, table) for action in day.projection.book.actions)
    told = answer(day, book.ceiling + 1, Clock())

    for name in binding(day, levers, Clock()):
        if told.best is not None and name.startswith("action:"):
            place = next(i for i, one in enumerate(levers) if f"action:{one.action.id}" == name)
            more = [*levers]
            full = steps_up_to(levers[place].action, levers[place].action.maximum)
            high = full + (levers[place].fixed is None and levers[place].high >= full)
            more[place] = Lever(levers[place].action, 0, high)
            lifted = Day.of(day.projection, 0, more)
            assert np.nanmax(everything(lifted)[1]) > told.best.sum + 1e-6


@settings(max_examples=30)
@given(wish=wishes(), seed=seeds)
def test_other_ways_reach_the_target_cost_nearly_the_same_and_leave_something_out(
    wish, seed
) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    target = target_for(book, everything(day)[1], Chance(seed))
    told = answer(day, target, Clock())
    if told.cheap is None:
        return

    seen = [told.cheap]
    for other in others(day, target, told.cheap, Clock()):
        assert published_figure(other.sum, book.decimals) >= target
        assert told.cheap.effort - 1e-6 <= other.effort <= 1.25 * told.cheap.effort + 1e-6
        for before in seen:
            pairs = zip(before.steps, other.steps, day.levers, strict=True)
            assert any(one > lever.low >= two for one, two, lever in pairs)
        seen.append(other)


@settings(max_examples=25)
@given(wish=wishes(), seed=seeds)
def test_a_surer_plan_is_as_sure_as_was_asked(wish, seed) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    target = target_for(book, everything(day)[1], Chance(seed))
    told = answer(day, target, Clock())
    if told.cheap is None:
        return

    sure = surer(day, target, told.cheap, told.best, 0.9, Clock())

    if sure is None:
        assert sureness(day, told.best, target, 0.9).share < 0.9
    else:
        found = sureness(day, sure, target, 0.9)
        assert found is None or found.share >= 0.9
        assert sure.effort >= told.cheap.effort - 1e-6


@settings(max_examples=20)
@given(wish=wishes(), seed=seeds)
def test_a_plan_out_of_time_says_so_and_never_claims_a_proof(wish, seed) -> None:
    book, who, by, table = wish
    day = day_for(book, who, by, table)
    _units, scores, efforts = everything(day)
    target = target_for(book, scores, Chance(seed))

    told = answer(day, target, Clock.of(0.0))

    reach = np.array(
        [not math.isnan(s) and published_figure(s, book.decimals) >= target for s in scores]
    )
    if told.status is Status.INFEASIBLE:
        assert not reach.any()
    if told.cheap is not None:
        assert reach.any()
        if told.status is Status.OPTIMAL:
            assert told.cheap.effort == pytest.approx(efforts[reach].min(), abs=CLOSE)
        else:
            assert told.cheap.effort - told.gap <= efforts[reach].min() + CLOSE
