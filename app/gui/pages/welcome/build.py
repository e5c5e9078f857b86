"""Joins Welcome with what opens files and people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from app.domain.progress import Progress
from app.gui.pages.welcome.view import WelcomeView
from app.gui.starts import Starts

_AFTER = 400  # milliseconds after the page is made


def build_welcome(
    tasks: Starts,
    choose_file: Callable[[], None],
    open_sample: Callable[[], None],
    open_person: Callable[[str], None],
    unlock: Callable[[], None],
    show_check: Callable[[], None],
    show_questions: Callable[[], None],
) -> WelcomeView:
    """Return the page, ready to be placed in the window.

    Args:
        tasks: Counts the questions off the window's thread.
        choose_file: Asks for a file and opens it.
        open_sample: Opens the sample person.
        open_person: Opens a person who is kept.
        unlock: Opens the store.
        show_check: Shows how to check that nothing leaves the computer.
        show_questions: Shows the questions.
    """
    view = WelcomeView()
    view.file_wanted.connect(choose_file)
    view.sample_wanted.connect(open_sample)
    view.before.person_chosen.connect(open_person)
    view.before.unlock_wanted.connect(unlock)
    view.check_wanted.connect(show_check)
    view.questions_wanted.connect(show_questions)
    QTimer.singleShot(_AFTER, view, partial(_count, view, tasks))
    return view


def _count(view: WelcomeView, tasks: Starts) -> None:
    """Say how many questions there are, once the window stands: reading a rulebook takes time."""

    def work(_progress: Progress) -> int:
        from app.workflow.questionnaire import default_book, questions
        from app.workflow.rulebooks import find

        return len(questions(find(default_book())))

    def keep_the_text(_error: Exception) -> None:
        """Leave it at "a few": the page of questions tells what is wrong."""

    def show(count: int) -> None:
        if isValid(view):  # the page may have been built anew in the meantime
            view.show_question_count(count)

    tasks.start("welcome", work, succeeded=show, failed=keep_the_text)
