"""Work that is kept nowhere: whatever would replace it or close the window asks once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from app.domain.planning import Scenario
from app.gui.kept import Door
from app.gui.window import OVERVIEW, PREVIEW, PRIVACY
from app.workflow.case import Objection
from tests.gui import people
from tests.gui.conftest import WAIT, stands
from tests.gui.engines import PersonEngine
from tests.gui.stores import MemoryStore

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)", extend=True)
WORD = "lamp garden"
PLAN = Scenario("Steady", (), "small")
KEEP, FORGET, CANCEL = "Keep it, locked on this computer", "Go on and forget it", "Cancel"


class Scene:
    """A window with somebody who is only looked at, and a store with somebody else."""

    def __init__(self, opened, qtbot) -> None:
        self.qtbot = qtbot
        self.store = MemoryStore(people.case(), exists=True)
        self.store.put("lin", "Lin", people.case())
        self.engine = PersonEngine()
        self.window = opened(engine=self.engine, store=self.store)
        self.window.house.keeping.begin(reopens=False)
        self.until(lambda: self.window.house.state.door is Door.OPEN)

    def until(self, holds) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)

    def look(self, *names: str) -> None:
        self.window.open_files([Path(name) for name in names or ("mei.zip",)])
        self.preview().looked.emit()
        self.until(lambda: stands(self.window))

    def preview(self):
        page = lambda: self.window._pages.get(PREVIEW)  # noqa: E731 - asked again and again
        self.until(lambda: page() is not None and page() is self.window.stack.currentWidget())
        return page()

    def work(self) -> None:
        """Do what would be lost."""
        self.window.session.set_aside("fine-1", Objection.WRONG)
        self.window.session.keep_scenario(PLAN)
        self.until(lambda: self.window.session.explanation is not None)

    @property
    def questions(self) -> list[QMessageBox]:
        boxes = self.window.findChildren(QMessageBox, "question")
        return [box for box in boxes if box.isVisible()]

    def answer(self, said: str) -> None:
        (box,) = self.questions
        next(button for button in box.buttons() if button.text() == said).click()

    def settle(self) -> None:
        turns = self.window.house.keeping.turns
        self.until(lambda: turns.idle and not self.window._tasks.busy and stands(self.window))


@pytest.fixture
def scene(opened, qtbot):
    return Scene(opened, qtbot)


def the_sample(scene) -> None:
    scene.window.open_sample()


def a_person_of_the_store(scene) -> None:
    scene.window.header.person_chosen.emit("lin")


def another_file_to_look_at(scene) -> None:
    scene.window.open_files([Path("other.zip")])
    scene.preview().looked.emit()


def another_file_to_keep(scene) -> None:
    scene.window.open_files([Path("other.zip")])
    scene.preview().kept.emit()


def a_person_on_the_page(scene) -> None:
    scene.window.show_page(PRIVACY)
    scene.window._pages[PRIVACY].people.open_wanted.emit("lin")


REPLACING = [
    the_sample,
    a_person_of_the_store,
    another_file_to_look_at,
    another_file_to_keep,
    a_person_on_the_page,
]


@pytest.mark.parametrize("replace", REPLACING)
def test_nobody_is_replaced_unasked_and_cancel_leaves_all_as_it_was(scene, replace) -> None:
    scene.look()
    scene.work()
    before = scene.window.session.case

    replace(scene)
    (box,) = scene.questions
    assert box.text() == "Mei is not kept"
    assert "1 record that you set aside" in box.informativeText()
    assert "1 plan that you saved" in box.informativeText()
    scene.answer(CANCEL)

    assert scene.window.session.case is before
    assert list(scene.store.rows) == ["lin"]


@pytest.mark.parametrize("replace", REPLACING)
def test_forgetting_goes_on_and_asks_no_second_time(scene, replace) -> None:
    scene.look()
    scene.work()
    before = scene.window.session.case

    replace(scene)
    scene.answer(FORGET)
    scene.until(lambda: scene.window.session.case is not before)
    scene.settle()

    assert not scene.questions
    assert not scene.window.session.case.aside
    assert "p2" not in scene.store.rows or replace is another_file_to_keep


@pytest.mark.parametrize("replace", REPLACING)
def test_keeping_keeps_what_was_set_aside_and_planned_and_then_goes_on(scene, replace) -> None:
    scene.look()
    scene.work()
    before = scene.window.session.case

    replace(scene)
    scene.answer(KEEP)
    scene.until(lambda: scene.window.session.case is not before)
    scene.settle()

    kept = scene.store.rows["p2"].case
    assert kept.aside_ids == {"fine-1"}
    assert kept.scenarios == (PLAN,)
    assert not scene.questions


def test_the_sample_is_replaced_without_a_question(scene) -> None:
    scene.window.open_sample()
    scene.until(lambda: stands(scene.window))
    scene.window.session.set_aside("fine-1", Objection.WRONG)

    a_person_of_the_store(scene)
    scene.settle()

    assert scene.window.house.state.person == "lin"


def test_a_person_of_the_store_is_replaced_without_a_question(scene) -> None:
    a_person_of_the_store(scene)
    scene.settle()
    scene.work()

    the_sample(scene)
    scene.until(lambda: scene.window.session.case.invented)

    assert not scene.questions
    assert scene.store.rows["lin"].case.aside_ids == {"fine-1"}


def test_closing_asks_once_and_cancel_keeps_the_window_open(scene) -> None:
    scene.look()

    assert not scene.window.close()
    assert scene.window.isVisible()
    scene.answer(CANCEL)
    assert scene.window.isVisible()

    scene.window.close()
    scene.answer(FORGET)
    assert not scene.window.isVisible()


def test_closing_keeps_what_was_done_where_that_is_chosen(scene) -> None:
    scene.look()
    scene.work()

    scene.window.close()
    scene.answer(KEEP)
    scene.until(lambda: not scene.window.isVisible())

    assert scene.store.rows["p2"].case.aside_ids == {"fine-1"}


def test_an_empty_window_closes_without_a_question(scene) -> None:
    assert scene.window.close()


def test_locking_asks_and_then_shows_nothing_of_anybody(scene) -> None:
    scene.look()
    scene.window.lock()
    scene.answer(FORGET)

    assert scene.window.session.case is None
    assert scene.window.opening.looked is None
    assert scene.window.windowTitle() == "Whyscore"
    assert scene.window.house.state.door is Door.LOCKED
    assert "Mei" not in scene.window.header.person.text()


def test_locking_by_itself_loses_nobody_who_is_kept_nowhere(scene) -> None:
    scene.look()
    scene.work()

    scene.window.house.keeping.lock()  # as the clock does

    assert scene.window.session.case.aside_ids == {"fine-1"}


def test_unlocking_reopens_nobody_over_somebody_who_is_open(opened, qtbot) -> None:
    store = MemoryStore(people.case(), exists=True, passphrase=WORD)
    store.put("lin", "Lin", people.case(), people_left())
    window = opened(store=store)
    window.house.keeping.begin(reopens=True)
    qtbot.waitUntil(lambda: window.house.state.door is Door.LOCKED, timeout=WAIT)
    window.opening.open_sample()
    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)

    window.house.keeping.unlock(WORD)
    qtbot.waitUntil(lambda: window.house.state.door is Door.OPEN, timeout=WAIT)

    assert window.house.state.person == ""
    assert window.session.case.invented


def people_left():
    from app.gui.kept import Left

    return Left(opened="2016-03-06T10:00:00+00:00", page=OVERVIEW)


def test_a_file_that_comes_while_another_is_looked_through_asks_where_it_belongs(scene) -> None:
    scene.window.open_files([Path("first.zip")])
    scene.preview()

    scene.window.open_files([Path("second.zip")])
    scene.answer("Read both as one person’s")
    scene.preview()
    assert scene.window.opening.undecided == (Path("first.zip"), Path("second.zip"))

    scene.window.open_files([Path("third.zip")])
    scene.answer("Open only the new one")
    scene.preview()
    assert scene.window.opening.undecided == (Path("third.zip"),)

    scene.window.leave_preview()
    scene.window.open_files([Path("fourth.zip")])
    assert not scene.questions


def test_a_person_who_is_only_looked_at_can_be_kept_from_the_header(scene) -> None:
    scene.look()
    scene.work()
    entries = [action.text() for action in scene.window.header.person.menu().actions()]
    assert "Keep Mei, locked on this computer …" in entries

    scene.window.header.keep_wanted.emit()
    scene.until(lambda: scene.window.house.state.person == "p2")
    scene.settle()

    assert scene.window.session.case.aside_ids == {"fine-1"}
    entries = [action.text() for action in scene.window.header.person.menu().actions()]
    assert not [entry for entry in entries if entry.startswith("Keep")]
