"""Finding a plan, and what the rules pay for, without a window."""

from __future__ import annotations

import pytest

from app.domain.calendar import iso
from app.domain.rulebook import Stance
from app.gui.pages.whatif import build
from app.gui.pages.whatif.finder import Wish
from tests.cli.conftest import whyscore  # noqa: F401 - a fixture
from tests.gui.pages.whatif.stage import MEI, Stage


@pytest.fixture
def stage():
    return Stage()


def test_a_plan_is_what_the_terminal_finds_and_fills_the_sliders(stage, whyscore) -> None:  # noqa: F811
    stage.finder.open()
    assert stage.screen.form.target == 701
    stage.finder.find(Wish(701))
    stage.tasks.run()

    told = whyscore(
        "plan", MEI, "--target", "701", "--by", iso(stage.presenter.by), "--json"
    ).document
    assert told["reachable"]
    for one in told["actions"]:
        assert stage.presenter.units[one["id"]] == one["units"]
    assert stage.screen.plan.head.score.figure == f"{round(told['score'])}"
    for name, (low, high) in told["safe"].items():
        assert stage.screen.lever(name).safe == (low, high)
    assert stage.screen.found.schedule.rows
    assert stage.screen.busy[-1][0] > 0
    assert "701 is kept" in stage.screen.target


def test_off_the_plan_the_target_is_said_to_be_lost(stage) -> None:
    stage.finder.find(Wish(701))
    stage.tasks.run()

    stage.presenter.set_all({})

    assert "701 is not reached" in stage.screen.target
    stage.presenter.reset()
    assert stage.screen.target == ""


def test_a_target_out_of_reach_is_proven_so_and_moves_no_slider(stage) -> None:
    stage.finder.find(Wish(890, limits={"volunteer": 1}, off=frozenset({"donate"})))
    stage.tasks.run()

    found = stage.screen.found
    assert not found.reached
    assert "cannot be reached" in found.verdict
    assert any("The most by then" in line for line in found.lines)
    assert found.held
    assert stage.presenter.units == {}


def test_a_plan_never_moves_speech_or_ties_unless_they_were_put_on_the_table(stage) -> None:
    stage.finder.find(Wish(701))
    stage.tasks.run()

    book = stage.presenter.case.rulebook
    for action in book.actions:
        if action.stance in {Stance.SPEECH, Stance.TIES}:
            assert stage.presenter.units[action.id] == action.expected


def test_an_own_effort_leads_to_another_plan(stage) -> None:
    stage.finder.find(Wish(701, efforts={"volunteer": 500.0}))
    stage.tasks.run()

    assert stage.presenter.units["volunteer"] == 0


def test_stopping_leaves_everything_as_it_was(stage) -> None:
    stage.move(bills=1)
    stage.finder.find(Wish(701))
    stage.finder.stop()
    stage.tasks.run()

    assert stage.screen.found is None
    assert stage.presenter.units == {"bills": 1}


def test_another_way_sets_the_sliders(stage) -> None:
    stage.finder.find(Wish(690))
    stage.tasks.run()
    first = stage.presenter.units
    assert stage.screen.found.ways

    stage.finder.use(1)

    assert stage.presenter.units != first
    assert float(stage.presenter._frame(stage.presenter.units).published[-1]) >= 690


# Prices


def test_prices_are_asked_for_when_they_are_looked_at(stage) -> None:
    assert stage.screen.prices is None
    stage.prices.look()
    stage.tasks.run()

    headings = [group.heading for group in stage.screen.prices.rates]
    assert headings[-2:] == ["The price of silence", "The price of a friend"]
    found = build._pressure(stage.presenter.case)
    told = sum(len(group.rows) for group in stage.screen.prices.rates)
    assert told == len(found.rates)
    assert sum(len(group.rows) for group in stage.screen.prices.mechanics) == len(found.mechanics)


def test_a_record_says_what_correcting_it_would_be_worth(stage) -> None:
    shown = stage.presenter.case
    record = str(shown.export.records.id[0])
    stage.prices.ask_worth(record)
    stage.tasks.run()

    (known,) = build._if_wrong(shown, record)
    assert f"{abs(known.correcting):.1f}" in stage.screen.worth[1]
    stage.prices.ask_worth("no such record")
    assert not stage.tasks.waiting
