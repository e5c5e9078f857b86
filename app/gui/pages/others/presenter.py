"""What the page does: judges the decisions, counts the lookups, searches them. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.explanation import Explanation
from app.domain.judging import Judged
from app.domain.progress import Progress
from app.gui.pages.others import decided, looked
from app.gui.pages.others.ledger import Ledger
from app.gui.pages.others.profile import ProfileContent, profile
from app.gui.session import said
from app.gui.starts import Starts
from app.wording import others as words
from app.workflow.case import Case


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""

    def show_profile(self, shown: ProfileContent) -> None:
        """Show the preview of the public profile."""

    def show_waiting(self) -> None:
        """Say that decisions and lookups are being looked at."""

    def show_decisions(self, shown: decided.DecisionsContent) -> None:
        """Show the decisions."""

    def show_why(self, text: str) -> None:
        """Say what the verdict on the chosen decision rests on."""

    def show_lookups(self, shown: looked.LookupsContent, ledger: Ledger) -> None:
        """Show the lookups."""

    def show_found(self, ledger: Ledger, sought: str) -> None:
        """Show the lookups that a search found."""

    def show_trouble(self, text: str) -> None:
        """Say why decisions and lookups cannot be shown."""


@dataclass(frozen=True)
class Asks:
    """What the core answers. Runs off the window's thread.

    Attributes:
        judged: Holds a case's decisions against the scores of their days, newest first.
        stated: Whether a purpose says what a lookup was for.
    """

    judged: Callable[[Case], tuple[Judged, ...]]
    stated: Callable[[str], bool]


class OthersPresenter:
    """Shows a case; what takes long follows as it is ready."""

    def __init__(self, screen: Screen, tasks: Starts, asks: Asks) -> None:
        self._screen, self._tasks, self._asks = screen, tasks, asks
        self._decisions: decided.DecisionsContent | None = None
        self._lookups: looked.LookupsContent | None = None
        self._sought = ""

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case."""
        self._screen.show_profile(profile(case, explanation))
        if self._decisions is None:
            self._screen.show_waiting()
        sought = self._sought

        def work(
            _progress: Progress,
        ) -> tuple[decided.DecisionsContent, looked.LookupsContent, Ledger]:
            told = decided.decisions(self._asks.judged(case), case.rulebook)
            lookups = case.export.lookups
            stated = {text: self._asks.stated(text) for text in {one.purpose for one in lookups}}
            log = looked.logged(lookups, case.day, stated)
            return told, looked.content(log, case.day), looked.ledger(log, log.holding(sought))

        self._tasks.cancel("others search")
        self._tasks.start(
            "others",
            work,
            succeeded=lambda found: self._show(*found),
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def choose(self, line: int) -> None:
        """The reader chose a decision."""
        if self._decisions is not None and 0 <= line < self._decisions.ledger.count:
            self._screen.show_why(self._decisions.why(line))

    def search(self, text: str) -> None:
        """The reader looks for lookups that hold these words."""
        self._sought = text
        if self._lookups is None:
            return
        log = self._lookups.log

        def work(_progress: Progress) -> Ledger:
            return looked.ledger(log, log.holding(text))

        self._tasks.start(
            "others search",
            work,
            succeeded=lambda ledger: self._screen.show_found(ledger, text),
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _show(
        self, told: decided.DecisionsContent, lookups: looked.LookupsContent, ledger: Ledger
    ) -> None:
        self._decisions, self._lookups = told, lookups
        count = told.ledger.count
        self._screen.show_sentence(
            words.sentence(lookups.who, lookups.silent, told.claimed, told.unfit, count)
        )
        self._screen.show_decisions(told)
        self.choose(told.chosen)
        self._screen.show_lookups(lookups, ledger)
