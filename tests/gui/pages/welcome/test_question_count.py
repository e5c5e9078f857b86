"""Welcome says how many questions there are once they are counted, and never too late."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from app.gui.pages.welcome.build import build_welcome
from tests.gui.waiting import WaitingTasks

WAIT = 5_000  # milliseconds; a bound, not an expectation


def nothing(*_whatever: object) -> None:
    """Stand in for a door that this test does not go through."""


def welcome(tasks: WaitingTasks):
    return build_welcome(tasks, nothing, nothing, nothing, nothing, nothing, nothing)


def said(view) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_a_few_questions_become_a_number_when_the_count_arrives(qtbot) -> None:
    tasks = WaitingTasks()
    view = welcome(tasks)
    qtbot.addWidget(view)
    assert "A few questions" in said(view)

    qtbot.waitUntil(lambda: bool(tasks.waiting), timeout=WAIT)
    tasks.run()

    assert "11 questions give a first figure" in said(view)


def test_a_count_that_arrives_after_the_page_is_gone_is_dropped(qtbot) -> None:
    tasks = WaitingTasks()
    view = welcome(tasks)
    qtbot.waitUntil(lambda: bool(tasks.waiting), timeout=WAIT)
    again = welcome(WaitingTasks())
    qtbot.addWidget(again)

    delete(view)
    tasks.run()

    assert not tasks.waiting
    assert "A few questions" in said(again)


def test_a_rulebook_that_cannot_be_read_leaves_a_few_questions(qtbot) -> None:
    tasks = WaitingTasks()
    view = welcome(tasks)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: bool(tasks.waiting), timeout=WAIT)

    tasks.waiting.pop("welcome").failed(ValueError())

    assert "A few questions" in said(view)
