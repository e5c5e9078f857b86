"""Joins header, doorway and keys with whoever does what is asked there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from app.gui.doorway import DoorwayView
from app.gui.header import Header
from app.gui.pages_made import AUDIT, ON_THE_RAIL, PRIVACY, QUESTIONS, RULEBOOK
from app.gui.shortcuts import add_shortcuts

if TYPE_CHECKING:
    from app.gui.housekeeping import Housekeeping
    from app.gui.leaving import Leaving
    from app.gui.opening import Opening
    from app.gui.rules_choice import RulesChoice
    from app.gui.session import Session


_PAGES = {
    "answers": QUESTIONS,
    "later": QUESTIONS,
    "bill": QUESTIONS,
    "people": AUDIT,
    "rulebook": RULEBOOK,
    "backup": PRIVACY,
    "store": PRIVACY,
}
"""The page on which a reader goes on with a file that is none of a person's."""


class Acts(Protocol):
    """Does what the reader asks for: the window, and whom it knows."""

    session: Session
    opening: Opening
    house: Housekeeping
    rules: RulesChoice
    leaving: Leaving

    def choose_files(self) -> None:
        """Ask for files and open them."""

    def open_sample(self) -> None:
        """Open the sample person."""

    def open_person(self, person: str) -> None:
        """Open a person of the store as they were left."""

    def lock(self) -> None:
        """Close the store, and take whoever is open from the window."""

    def go_to(self, page: str) -> None:
        """Show a page as soon as it is ready."""

    def undo(self) -> None:
        """Undo what was set on the page, else the last change of the case."""

    def redo(self) -> None:
        """Do again what was undone last."""

    def stop(self) -> None:
        """Stop what the doorway shows."""

    def explain_focus(self) -> None:
        """Explain the number in focus."""


def join_header(header: Header, acts: Acts) -> None:
    """Have done what is asked in the header."""
    header.open_wanted.connect(acts.choose_files)
    header.sample_wanted.connect(acts.open_sample)
    header.questions_wanted.connect(partial(acts.go_to, QUESTIONS))
    header.person_chosen.connect(acts.open_person)
    header.keep_wanted.connect(acts.leaving.keep_open_person)
    header.unlock_wanted.connect(acts.house.keeping.want_open)
    header.rulebook_chosen.connect(acts.rules.use)
    header.rulebook_file_wanted.connect(acts.rules.load)
    header.day_chosen.connect(acts.session.look_at)
    header.undo_wanted.connect(acts.undo)
    header.redo_wanted.connect(acts.redo)


def join_doorway(doorway: DoorwayView, acts: Acts) -> None:
    """Have done what is asked at the doorway."""
    doorway.stopped.connect(acts.stop)
    doorway.went_on.connect(acts.house.keeping.want_open)
    doorway.password_given.connect(acts.opening.unlock)
    doorway.encoding_picked.connect(acts.opening.read_in)
    doorway.passphrase_given.connect(acts.house.upkeep.passphrase_given)
    doorway.key_chosen.connect(acts.house.upkeep.key_chosen)
    doorway.other_wanted.connect(acts.choose_files)
    doorway.way_taken.connect(lambda way: acts.go_to(_PAGES[way]))


def join_keys(window: QWidget, acts: Acts, keys: Mapping[str, Callable[[], None]]) -> None:
    """Have done what the keys ask for, wherever the focus is.

    Args:
        window: Where the keys are pressed.
        acts: Does it.
        keys: Other keys, and what each does.
    """
    add_shortcuts(
        window,
        {
            "Ctrl+O": acts.choose_files,
            "Ctrl+Z": acts.undo,
            "Ctrl+Shift+Z": acts.redo,
            "Ctrl+L": acts.lock,
            "F1": acts.explain_focus,
            **keys,
        }
        | {
            f"Ctrl+{number % 10}": partial(acts.go_to, page)  # the tenth is 0
            for number, page in enumerate(ON_THE_RAIL, start=1)
        },
    )
