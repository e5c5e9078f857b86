from __future__ import annotations

import pytest

from app.domain.errors import UsageError, WhyscoreError
from app.gui.session import Session, said
from app.workflow.case import Objection
from tests.gui import people
from tests.gui.waiting import WaitingTasks


class Listener:
    def __init__(self) -> None:
        self.heard: list[tuple] = []

    def case_changed(self, case) -> None:
        self.heard.append(("changed", case))

    def case_explained(self, case, explanation) -> None:
        self.heard.append(("explained", case, explanation))

    def case_failed(self, case, trouble) -> None:
        self.heard.append(("failed", case, trouble))


@pytest.fixture
def tasks() -> WaitingTasks:
    return WaitingTasks()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def session(tasks, listener) -> Session:
    session = Session(tasks, lambda case, _progress: sorted(case.aside_ids))
    session.tell(listener)
    return session


def test_an_opened_case_is_explained_and_told(session, tasks, listener) -> None:
    case = people.case()

    session.open(case)
    tasks.run()

    assert [what[0] for what in listener.heard] == ["changed", "explained"]
    assert session.explanation == []
    assert session.case is case


def test_two_changes_in_a_hurry_both_count(session, tasks) -> None:
    session.open(people.case())

    session.set_aside("fine-1", Objection.WRONG)
    session.set_aside("post-1", Objection.NOT_MINE)
    tasks.run()

    assert session.explanation == ["fine-1", "post-1"]


def test_undo_and_redo_explain_again(session, tasks) -> None:
    session.open(people.case())
    session.set_aside("fine-1", Objection.WRONG)
    tasks.run()

    session.undo()
    tasks.run()
    assert session.explanation == []
    assert session.can_redo

    session.redo()
    tasks.run()
    assert session.explanation == ["fine-1"]
    assert not session.can_redo


def test_undo_with_nothing_to_undo_explains_nothing(session, tasks, listener) -> None:
    session.undo()
    session.open(people.case())
    tasks.run()
    told = len(listener.heard)

    session.undo()
    session.redo()

    assert len(listener.heard) == told
    assert not session.can_undo


def test_another_person_begins_a_new_course(session) -> None:
    session.open(people.case())
    session.set_aside("fine-1", Objection.WRONG)

    session.open(people.case())

    assert not session.can_undo


def test_a_case_that_cannot_be_explained_is_told_and_stopping_goes_back(tasks, listener) -> None:
    def explains(case, _progress):
        if case.aside:
            raise UsageError("that cannot be computed")
        return "fine"

    session = Session(tasks, explains)
    session.tell(listener)
    session.open(people.case())
    tasks.run()

    session.set_aside("fine-1", Objection.WRONG)
    tasks.run()
    session.stop()

    assert listener.heard[-1][0] == "failed"
    assert listener.heard[-1][2] == "that cannot be computed"
    assert session.case is not None
    assert session.case.aside_ids == frozenset()
    assert session.explanation == "fine"


def test_before_a_person_is_open_nothing_can_be_changed(session) -> None:
    with pytest.raises(WhyscoreError, match="no person"):
        session.set_aside("fine-1", Objection.WRONG)


def test_a_stranger_s_exception_is_told_without_its_name_and_its_values() -> None:
    told = said(ValueError("Mei lives in Hangzhou"))

    assert "made a mistake" in told
    assert "ValueError" not in told
    assert "Mei" not in told
