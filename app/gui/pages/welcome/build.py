"""Joins Welcome with what opens files."""

from __future__ import annotations

from collections.abc import Callable

from app.gui.pages.welcome.view import WelcomeView


def build_welcome(choose_file: Callable[[], None], open_sample: Callable[[], None]) -> WelcomeView:
    """Return the page, ready to be placed in the window.

    Args:
        choose_file: Asks for a file and opens it.
        open_sample: Opens the sample person.
    """
    view = WelcomeView()
    view.file_wanted.connect(choose_file)
    view.sample_wanted.connect(open_sample)
    return view
