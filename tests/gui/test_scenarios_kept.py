"""Named plans of a person who is kept: saved, renamed, dropped, and what undoing does to them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import assets
from app.domain.planning import Scenario
from app.gui.changes import Changes
from app.gui.kept import StoreState
from app.gui.session import Session
from app.gui.store_engine import StoreEngine
from app.store.archive import Archive
from app.store.keys import Unlock
from app.store.wrapping import Cost
from app.workflow import reading
from app.workflow.case import Case, Objection
from app.workflow.people import People
from tests.cli.conftest import PHRASE
from tests.gui import engines, people
from tests.gui.stores import MemoryStore
from tests.gui.waiting import WaitingTasks

PLAN = Scenario("Steady", (("volunteer", 2.0),), "small")


@dataclass
class Keeper:
    """What ``Changes`` asks for, with work that is done at once."""

    keeps: object
    state = StoreState(person="mei")
    house = None

    @property
    def turns(self):
        return self

    def take(self, work, succeeded, _failed, **_how) -> None:
        succeeded(work(None))


@pytest.fixture
def store():
    kept = MemoryStore()
    kept.put("mei", "Mei", people.case())
    return kept


@pytest.fixture
def session(store):
    tasks = WaitingTasks()
    opened = Session(tasks, lambda case, _progress: people.explained(case))
    opened.open(people.case(), Changes(Keeper(store)))
    tasks.run()
    opened.tasks = tasks
    return opened


def names(case) -> list[str]:
    return [one.name for one in case.scenarios]


def test_undo_passes_over_a_plan_that_was_saved(session, store) -> None:
    session.keep_scenario(PLAN)

    assert not session.can_undo
    session.undo()

    assert names(session.case) == names(store.rows["mei"].case) == ["Steady"]
    assert not session.tasks.waiting  # nothing is explained anew


def test_undo_takes_back_what_was_done_before_a_plan_was_saved_and_the_plan_stays(
    session, store
) -> None:
    session.set_aside("fine-1", Objection.WRONG)
    session.keep_scenario(PLAN)

    session.undo()

    for case in (session.case, store.rows["mei"].case):
        assert names(case) == ["Steady"]
        assert case.aside_ids == frozenset()
    assert not session.can_undo


def test_undo_brings_a_plan_back_that_was_dropped(session, store) -> None:
    session.keep_scenario(PLAN)
    session.drop_scenario("Steady")
    assert names(session.case) == []

    session.undo()
    assert names(session.case) == names(store.rows["mei"].case) == ["Steady"]
    session.redo()
    assert names(session.case) == names(store.rows["mei"].case) == []


def test_a_renamed_plan_keeps_its_name_whatever_is_undone(session, store) -> None:
    session.set_aside("fine-1", Objection.WRONG)
    session.keep_scenario(PLAN)
    session.rename_scenario("Steady", "Calm")

    while session.can_undo:
        session.undo()

    assert names(session.case) == names(store.rows["mei"].case) == ["Calm"]
    assert session.case.aside_ids == store.rows["mei"].case.aside_ids == frozenset()


PLAN_STEPS = st.lists(
    st.tuples(st.sampled_from(["keep", "drop", "rename", "aside", "undo"]), st.sampled_from("abc")),
    max_size=8,
)


@settings(max_examples=8)
@given(PLAN_STEPS)
def test_undoing_everything_in_the_store_keeps_every_plan_that_was_not_dropped(
    made_store, steps
) -> None:
    """The store's log and the session's course stay in step, whatever was done in between."""
    kept, person, records = made_store
    for record in kept.case(person).aside:
        kept.put_back(person, record)
    for name in [one.name for one in kept.scenarios(person)]:
        kept.drop_scenario(person, name)
    engine = StoreEngine(
        kept.folder,
        lambda export, _left, aside: Case(export, people.book(), people.TODAY, dict(aside)),
    )
    engine._people = kept
    session = Session(WaitingTasks(), lambda case, _progress: people.explained(case))
    changes = Changes(Keeper(engine))
    Keeper.state = StoreState(person=person)
    session.open(engine.take(person, None).case, changes)
    for did, name in steps:
        if did == "keep":
            session.keep_scenario(Scenario(name, (("volunteer", float(len(steps))),), "small"))
        elif did == "drop":
            session.drop_scenario(name)
        elif did == "rename":
            session.rename_scenario(name, "abc"["abc".index(name) - 1])
        elif did == "aside":
            session.set_aside(records["abc".index(name)], Objection.WRONG)
        else:
            session.undo()
        stored = engine.take(person, None).case
        assert sorted(names(stored)) == sorted(names(session.case))
        assert stored.aside_ids == session.case.aside_ids


@pytest.fixture(scope="module")
def made_store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans") / "store"
    archive = Archive.make(folder, Unlock.by_passphrase(PHRASE), cost=Cost(64, 1, 1))
    kept = People(archive)
    (receipt,) = kept.add(engines.preview(engines.reading(people.case())))
    yield kept, receipt.person, people.case().export.records.id.tolist()
    kept.lock()


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
