"""What the faces ask of the days ahead."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from app import assets
from app.domain.calendar import Unit, day_later
from app.domain.errors import UsageError
from app.domain.planning import Status
from app.domain.rulebook import Stance
from app.store.archive import Archive
from app.store.keys import Unlock
from app.store.wrapping import Cost
from app.wording.ahead import binding_title, earliest_said, proof_said, verdict
from app.workflow import ahead, explaining, reading
from tests.cli.conftest import PHRASE


@pytest.fixture(scope="module")
def mei():
    """Return the invented sample person."""
    return reading.read([assets.folder("samples") / "mei"]).export


@pytest.fixture
def asked(mei):
    """Return the question of her own day and rulebook."""
    return explaining.question(mei)


def by_of(asked, months: int) -> int:
    return day_later(asked.day, months, Unit.MONTHS)


def test_doing_nothing_ends_where_the_outlook_ends(mei, asked) -> None:
    until = by_of(asked, 3)
    told = explaining.upcoming(mei, asked)

    looked = ahead.look_ahead(mei, asked, until)

    assert looked.nothing[-1] == pytest.approx(told.then.sum, abs=1e-6)
    dated = {(one.rule, one.day) for one in told.items if one.count}
    assert dated == {(one.rule, one.day) for one in looked.turns}


def test_a_plan_tells_its_calendar_its_sureness_and_other_ways(mei, asked) -> None:
    table = ahead.table_of(asked.rulebook, limits={"volunteer": 4}, off=("domestic",))

    plan = ahead.plan(mei, asked, 665, by_of(asked, 3), table)

    assert plan.status is Status.OPTIMAL
    units = dict(plan.option.units)
    assert "domestic" not in units
    assert "posts" not in units
    assert 0 <= plan.option.sure <= 1
    done = {name for step in plan.schedule for name, _count in step.units}
    assert done == {name for name, count in units.items() if count}
    for low, high in plan.safe.values():
        assert low <= high
    for name, count in units.items():
        low, high = plan.safe[name]
        assert low <= count <= high
    frame = ahead.what_if(ahead.look_ahead(mei, asked, plan.by), units)
    assert frame.score[-1] == pytest.approx(plan.option.score, abs=1e-6)


def test_a_surer_plan_costs_more_and_is_as_sure_as_asked(mei, asked) -> None:
    table = ahead.table_of(asked.rulebook, limits={})
    plan = ahead.plan(mei, asked, 665, by_of(asked, 3), table)

    surer = ahead.surer_plan(mei, asked, plan, table, wanted=0.9)

    assert surer.option.sure >= 0.9
    assert surer.option.effort >= plan.option.effort


def test_what_is_out_of_reach_is_told_with_what_holds_it_back(mei, asked) -> None:
    book = asked.rulebook
    table = ahead.table_of(book, limits={one.id: 0 for one in book.actions})

    plan = ahead.plan(mei, asked, 890, by_of(asked, 1), table)

    assert plan.status is Status.INFEASIBLE
    assert not plan.reachable
    assert any(name.startswith("action:") for name in plan.binding)
    assert "cannot be reached" in verdict(plan, book)
    assert earliest_said(plan) == "On no day of the next five years."
    for name in plan.binding:
        action = next((one for one in book.actions if f"action:{one.id}" == name), None)
        quiet = action is not None and action.stance in {Stance.SPEECH, Stance.TIES}
        assert bool(binding_title(book, name)) != quiet


def test_a_person_s_own_efforts_change_the_plan(mei, asked) -> None:
    cheap = ahead.Table(efforts={"volunteer": 0.01})

    plan = ahead.plan(mei, asked, 665, by_of(asked, 3), cheap)

    assert dict(plan.option.units)["volunteer"] > 0
    assert plan.option.effort < 1
    assert proof_said(plan) == "No plan of less effort does it."


def test_a_correction_is_worth_what_setting_aside_gives(mei, asked) -> None:
    told = explaining.explain(mei, asked)
    strongest = [str(mei.records.id[row]) for row in range(3)]

    for one in ahead.if_wrong(mei, asked, strongest):
        without = explaining.score_without(mei, asked, one.id)
        assert one.correcting == pytest.approx(without.sum - told.to.score.sum, abs=1e-9)


def test_the_calendar_can_be_read_back_and_lies_ahead(mei, asked) -> None:
    looked = ahead.look_ahead(mei, asked, by_of(asked, 24))
    frame = ahead.what_if(looked, {"volunteer": 8})

    events = Calendar.from_ical(ahead.calendar_of(looked, frame)).walk("VEVENT")

    assert len(events) == len(looked.turns) + len(frame.perks)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_scenario_keeps_the_order_of_the_rulebook(asked) -> None:
    kept = ahead.scenario_of(asked.rulebook, "mine", {"donate": 1, "volunteer": 2})

    assert kept.units == (("volunteer", 2.0), ("donate", 1.0))
    assert kept.rulebook == "article-2016"


def test_a_scenario_is_kept_in_the_store_and_comes_back_the_same(asked, tmp_path) -> None:
    mine = ahead.scenario_of(asked.rulebook, "mine", {"volunteer": 2})
    store = Archive.make(tmp_path / "store", Unlock.by_passphrase(PHRASE), cost=Cost(64, 1, 1))
    with store:
        person = store.add(reading.read([assets.folder("samples") / "mei"])).person
        store.keep_scenario(person, mine.name, ahead.scenario_content(mine))

        found = store.scenarios(person)

    assert [ahead.scenario_kept(name, content) for name, content in found.items()] == [mine]
    assert ahead.scenario_kept("theirs", ["no", "scenario"]) is None


def test_a_day_that_does_not_lie_ahead_is_refused(mei, asked) -> None:
    with pytest.raises(UsageError, match="--by"):
        ahead.look_ahead(mei, asked, asked.day)
    with pytest.raises(UsageError, match="30 years"):
        ahead.look_ahead(mei, asked, by_of(asked, 12 * 31))
