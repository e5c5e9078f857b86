"""What the Overview does: fills its cards, and fetches the history and what time will do."""

from __future__ import annotations

from typing import Protocol

from app.domain.calendar import Unit, day_later
from app.domain.explanation import Explanation, History
from app.domain.outlook import Outlook
from app.domain.progress import Progress
from app.gui.charts.figures import HistoryLines
from app.gui.pages.overview import around, content
from app.gui.session import said
from app.gui.starts import Starts
from app.wording import overview as words
from app.wording.language import text_of
from app.wording.notes import official_compares
from app.workflow.case import Case

MONTHS_AHEAD = 3


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""

    def show_lead(self, shown: content.LeadContent | None) -> None:
        """Show where a file leads of which little or nothing counts."""

    def show_dial(self, shown: content.DialContent) -> None:
        """Show the score."""

    def show_reasons(self, shown: content.ReasonsContent) -> None:
        """Show the reasons."""

    def show_ladder(self, shown: around.LadderContent) -> None:
        """Show the perks."""

    def show_history(self, shown: HistoryLines) -> None:
        """Show the small history."""

    def show_coming(self, shown: around.ComingContent) -> None:
        """Show what changes by itself."""

    def show_remarks(self, guess: str, remarks: tuple[str, ...]) -> None:
        """Show the footnotes: what dots mean, the rulebook's caution, other notices."""

    def show_history_trouble(self, text: str) -> None:
        """Show why there is no history."""

    def show_coming_trouble(self, text: str) -> None:
        """Show why nothing can be said about the months ahead."""


class Looks(Protocol):
    """Looks back and ahead; ``workflow`` does. Runs off the window's thread."""

    def history(self, case: Case, first: int, last: int) -> History:
        """Return the score day by day."""

    def upcoming(self, case: Case) -> Outlook:
        """Return what changes by itself in the months ahead."""


class OverviewPresenter:
    """Shows a case; history and outlook follow as they are ready."""

    def __init__(self, screen: Screen, tasks: Starts, looks: Looks) -> None:
        self._screen, self._tasks, self._looks = screen, tasks, looks

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case."""
        screen, book = self._screen, case.rulebook
        screen.show_sentence(words.sentence(book, explanation))
        screen.show_lead(content.lead(case, explanation))
        dial = content.dial(case, explanation)
        screen.show_dial(dial)
        screen.show_reasons(content.reasons(case, explanation))
        screen.show_ladder(around.ladder(case, explanation))
        # The caution is the longest: it comes last, so that the short ones share a line.
        told = (one for one in explanation.notices if one.code != "other_rulebook_counts")
        remarks = [notice.text for notice in told]  # what another rulebook counts leads the page
        remarks.extend([text_of(book.caution)] if book.caution else [])
        guess = words.guess_footnote() if dial.figures.guess else ""
        screen.show_remarks(guess, tuple(dict.fromkeys(remarks)))
        self._look_back(case, compares=official_compares(explanation))
        self._look_ahead(case)

    def _look_back(self, case: Case, *, compares: bool) -> None:
        first = around.year_before(case.day)

        def work(_progress: Progress) -> HistoryLines:
            told = self._looks.history(case, first, case.day)
            return around.history_lines(case, told, compares=compares)

        self._tasks.start(
            "overview history",
            work,
            succeeded=self._screen.show_history,
            failed=lambda error: self._screen.show_history_trouble(said(error)),
        )

    def _look_ahead(self, case: Case) -> None:
        until = day_later(case.day, MONTHS_AHEAD, Unit.MONTHS)

        def work(_progress: Progress) -> around.ComingContent:
            return around.coming(case, self._looks.upcoming(case), until)

        self._tasks.start(
            "overview outlook",
            work,
            succeeded=self._screen.show_coming,
            failed=lambda error: self._screen.show_coming_trouble(said(error)),
        )
