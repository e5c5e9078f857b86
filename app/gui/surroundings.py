"""What stands around the pages: rail, header and doorway, made one after another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.gui.doorway import DoorwayView
from app.gui.header import Header
from app.gui.pages_made import (
    AUDIT,
    BREAKDOWN,
    CHANGES,
    CONTACTS,
    OTHERS,
    OVERVIEW,
    PRIVACY,
    RULEBOOK,
    WELCOME,
    WHAT_IF,
)
from app.gui.rail import Entry, Rail
from app.settings import Settings
from app.wording.language import _


class Surroundings:
    """Rail, header, doorway and an empty stack for the pages, in the language and look in force.

    Attributes:
        inner: Holds them all; hidden until it is put before the reader.
    """

    rail: Rail
    header: Header
    doorway: DoorwayView
    stack: QStackedWidget

    def __init__(self, room: QWidget, settings: Settings) -> None:
        """Begin with nothing.

        Args:
            room: Where it will stand. It holds everything from the beginning: a part with a style
                sheet would be styled once more when it changes hands.
            settings: Language and look that are chosen.
        """
        self._settings = settings
        self.inner = QWidget(room)
        self.inner.hide()
        self.inner.setProperty("surface", "page")

    def steps(self) -> tuple[Callable[[], None], ...]:
        """Return what makes it, to be done in this order."""
        return self._make_rail, self._make_header, self._make_rest

    def take_doorway(self, doorway: DoorwayView) -> None:
        """Go on with a doorway that stands before the reader, and what is written in it."""
        self.stack.removeWidget(self.doorway)
        self.doorway.deleteLater()
        self.doorway = doorway
        self.stack.addWidget(doorway)

    def _make_rail(self) -> None:
        self.rail = Rail(
            (
                Entry(WELCOME, _("Welcome"), "house"),
                Entry(OVERVIEW, _("Overview"), "gauge", _("Your score")),
                Entry(BREAKDOWN, _("Breakdown"), "chart-bar-horizontal"),
                Entry(CHANGES, _("Changes"), "chart-line"),
                Entry(CONTACTS, _("Contacts"), "users-three"),
                Entry(WHAT_IF, _("What if"), "sliders-horizontal"),
                Entry(RULEBOOK, _("Rulebook"), "book-open", _("Rules and rights")),
                Entry(OTHERS, _("What others see"), "eye"),
                Entry(AUDIT, _("Audit"), "clipboard-text", _("Many people")),
            ),
            self._settings,
            foot=(Entry(PRIVACY, _("Data and privacy"), "lock-simple"),),
            parent=self.inner,
        )

    def _make_header(self) -> None:
        self.header = Header(self.inner)

    def _make_rest(self) -> None:
        self.stack = QStackedWidget(self.inner)
        self.doorway = DoorwayView(self.stack)
        nothing = QWidget()  # until there is a page; without it the doorway would be seen
        nothing.setProperty("surface", "page")
        self.stack.addWidget(nothing)
        self.stack.addWidget(self.doorway)
        across = QHBoxLayout(self.inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        across.addLayout(column, 1)
