"""Joins Welcome with what opens files and people."""

from __future__ import annotations

from collections.abc import Callable

from app.gui.pages.welcome.view import WelcomeView


def build_welcome(
    choose_file: Callable[[], None],
    open_sample: Callable[[], None],
    open_person: Callable[[str], None],
    unlock: Callable[[], None],
    show_check: Callable[[], None],
    show_questions: Callable[[], None],
) -> WelcomeView:
    """Return the page, ready to be placed in the window.

    Args:
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
    return view
