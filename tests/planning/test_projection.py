"""Looking ahead gives what the ordinary scorer gives with everything planned on record."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Duration, Unit
from app.domain.rulebook import Action, ContactChange, Rulebook, Stance
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.planning.projection import Projection
from app.planning.things import days_of, thing_of, with_planned
from tests.laws.invented import KINDS, TODAY, Chance, people, rulebooks, seeds


def invented_action(chance: Chance, name: str) -> Action:
    """Return an action on some kind of record, or on contacts."""
    ties = chance.yes(0.2)
    change = ContactChange(
        chance.one_of(["add", "drop"]), float(chance.whole(300, 900)), chance.one_of([0.0, 0.5])
    )
    minimum = float(chance.one_of([0, 0, 1]))
    return Action(
        id=name,
        title={"en": name},
        kind=None if ties else chance.one_of(KINDS),
        amount=chance.one_of([1.0, 25.0, -3.0]),
        per=chance.one_of(["month", "once"]),
        minimum=minimum,
        maximum=minimum + chance.whole(0, 3),
        step=1.0,
        effort=float(chance.whole(0, 3)),
        stance=Stance.TIES if ties else Stance.ACT,
        expected=float(chance.one_of([0, 0, 1])),
        until=None if ties else chance.maybe(Duration(chance.whole(1, 30), Unit.MONTHS)),
        contact=change if ties else None,
    )


@st.composite
def actions(draw: st.DrawFn, most: int = 4) -> tuple[Action, ...]:
    """Return a few actions."""
    chance = Chance(draw(seeds))
    return tuple(invented_action(chance, f"a{i}") for i in range(draw(st.integers(0, most))))


@given(book=rulebooks(), who=people(), planned=actions(), seed=seeds)
def test_the_projected_score_equals_the_scorer_with_the_planned_records_added(
    book: Rulebook, who: Facts, planned: tuple[Action, ...], seed: int
) -> None:
    chance = Chance(seed)
    days = np.unique([TODAY + chance.whole(0, 900) for _ in range(6)]).astype(np.int32)
    things = [thing_of(action, TODAY, int(days[-1])) for action in planned]
    units = np.array([float(chance.whole(0, 3)) for _ in planned])

    ahead = Projection(book, who, things, days).scores(units[np.newaxis])[0]

    seen = with_planned(who, things, units.tolist())
    for day, found in zip(days.tolist(), ahead.tolist(), strict=True):
        expected = score(book, seen.records, seen.contacts, day, seen.aside).score
        assert found == pytest.approx(
            np.nan if expected is None else expected, abs=1e-6, nan_ok=True
        )


@given(book=rulebooks(), who=people(), planned=actions(), seed=seeds)
def test_many_sets_of_units_at_once_give_what_each_gives_alone(
    book: Rulebook, who: Facts, planned: tuple[Action, ...], seed: int
) -> None:
    chance = Chance(seed)
    days = np.array([TODAY, TODAY + 40, TODAY + 400], np.int32)
    ahead = Projection(book, who, [thing_of(one, TODAY, TODAY + 400) for one in planned], days)
    units = np.array([[float(chance.whole(0, 2)) for _ in planned] for _ in range(4)])

    together = ahead.scores(units.reshape(4, len(planned)))

    for row, one in enumerate(units.reshape(4, len(planned))):
        alone = ahead.scores(one[np.newaxis])[0]
        assert together[row] == pytest.approx(alone, abs=1e-9, nan_ok=True)


def test_monthly_days_are_counted_from_the_first_and_clamped() -> None:
    action = replace(invented_action(Chance(1), "a"), per="month")
    start = int(np.datetime64("2016-01-30", "D").astype(int))
    horizon = int(np.datetime64("2016-05-31", "D").astype(int))

    found = days_of(action, start, horizon).astype("datetime64[D]").astype(str).tolist()

    assert found == ["2016-01-31", "2016-02-29", "2016-03-31", "2016-04-30", "2016-05-31"]


def test_a_single_action_falls_on_the_day_after_today_only() -> None:
    action = replace(invented_action(Chance(1), "a"), per="once")

    assert days_of(action, 100, 200).tolist() == [101]
    assert days_of(action, 100, 100).tolist() == []
