"""Named plans of a person who is kept: each step of the session is as many entries of the log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app import assets
from app.domain.planning import Scenario
from app.gui.changes import entries_between, touches_data
from app.gui.session import Session
from app.store.archive import Archive
from app.store.keys import Unlock
from app.store.wrapping import Cost
from app.workflow import reading
from app.workflow.people import People
from tests.cli.conftest import PHRASE
from tests.gui import people
from tests.gui.stores import MemoryStore
from tests.gui.waiting import WaitingTasks

PLAN = Scenario("Steady", (("volunteer", 2.0),), "small")


class Follower:
    """Keeps steps in a store, as the window's does."""

    def __init__(self, store) -> None:
        self.store = store

    def changed(self, before, after) -> None:
        kept = tuple(one for one in after.scenarios if one not in before.scenarios)
        names = {one.name for one in after.scenarios}
        dropped = tuple(one.name for one in before.scenarios if one.name not in names)
        self.store.change_scenarios("mei", kept, dropped)

    def undone(self, before, after) -> None:
        for _each in range(entries_between(before, after)):
            self.store.undo("mei")

    def redone(self, before, after) -> None:
        for _each in range(entries_between(before, after)):
            self.store.redo("mei")


def test_a_renamed_plan_is_taken_back_in_one_step_in_the_store_too() -> None:
    store, tasks = MemoryStore(), WaitingTasks()
    store.put("mei", "Mei", people.case())
    session = Session(tasks, lambda case, _progress: people.explained(case))
    session.open(people.case(), Follower(store))
    tasks.run()

    session.keep_scenario(PLAN)
    session.rename_scenario("Steady", "Calm")
    assert [one.name for one in store.rows["mei"].case.scenarios] == ["Calm"]
    session.undo()
    assert [one.name for one in store.rows["mei"].case.scenarios] == ["Steady"]
    session.redo()
    assert [one.name for one in store.rows["mei"].case.scenarios] == ["Calm"]
    assert not tasks.waiting  # nothing is explained anew


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4))
def test_a_step_counts_every_name_that_came_or_went(before, after) -> None:
    one, other = people.case(), people.case()
    one = _with(one, before)
    other = _with(one, after)

    assert touches_data(one, other) == (one.scenarios != other.scenarios)
    assert entries_between(one, other) >= 1


def _with(case, names):
    for name in names:
        case = case.with_scenario(Scenario(name, (("volunteer", float(len(names))),), "small"))
    return case


def test_a_plan_goes_into_the_store_and_comes_back_out(tmp_path) -> None:
    store = Archive.make(tmp_path / "store", Unlock.by_passphrase(PHRASE), cost=Cost(64, 1, 1))
    kept = People(store)
    person = store.add(reading.read([assets.folder("samples") / "mei"])).person

    kept.keep_scenario(person, PLAN)
    assert kept.scenarios(person) == (PLAN,)
    kept.drop_scenario(person, PLAN.name)
    assert kept.scenarios(person) == ()
    kept.undo(person)
    assert kept.scenarios(person) == (PLAN,)
    kept.lock()
