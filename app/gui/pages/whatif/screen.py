"""What the presenter of the What if page asks: of the page, of the session, of the core. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.planning import Frame, Scenario
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.pages.whatif.compared import Compared
from app.gui.pages.whatif.content import Shown
from app.gui.pages.whatif.levers import Lever, Prepared, Units
from app.workflow.case import Case


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_levers(self, levers: tuple[Lever, ...]) -> None:
        """Lay the sliders out."""

    def show_plan(self, plan: Shown) -> None:
        """Show what is set now, and what it leads to."""

    def show_fitted(self) -> None:
        """Let the chart fit what is shown: nothing moves any more."""

    def show_name(self, name: str, presets: tuple[str, ...], kept: tuple[str, ...]) -> None:
        """Show which scenario is set, and which there are."""

    def show_compared(self, found: Compared) -> None:
        """Show scenarios side by side."""

    def show_day(self, day: int, text: str, first: int, last: int) -> None:
        """Show the horizon, and between which days it can be chosen."""

    def show_target(self, text: str) -> None:
        """Say whether the target of the plan is kept; empty where there is none."""

    def show_empty(self, heading: str, text: str) -> None:
        """Say why nothing can be planned."""

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""

    def show_waiting(self) -> None:
        """Say that the days ahead are being measured."""

    def show_steps(self) -> None:
        """Tell that what can be undone on the page is something else."""

    def save_calendar(self, content: bytes) -> None:
        """Ask where to write a calendar file."""


class Keeps(Protocol):
    """Keeps named plans with the person; the session does."""

    def keep_scenario(self, scenario: Scenario) -> None:
        """Keep a named plan."""

    def rename_scenario(self, name: str, wanted: str) -> None:
        """Call a plan something else."""

    def drop_scenario(self, name: str) -> None:
        """Drop a plan."""


@dataclass(frozen=True)
class Asks:
    """What the presenter asks of the core.

    Attributes:
        prepare: Measures the days ahead up to a day, off the window's thread.
        scenario: Makes a named set of units ready to be kept.
        calendar: Writes what is coming as a calendar file.
    """

    prepare: Callable[[Case, int, Progress], Prepared]
    scenario: Callable[[Rulebook, str, Units], Scenario]
    calendar: Callable[[Prepared, Frame], bytes]
