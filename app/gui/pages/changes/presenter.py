"""Decides what the Changes page shows: the score's way, a period in it, the statement. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.gui.charts.course_figures import CourseLines
from app.gui.charts.period import Limits, Period, between
from app.gui.pages.changes.content import Course, Range, default_period, lines
from app.gui.pages.changes.items import Item
from app.gui.pages.changes.statement import Setting, Statement, statement
from app.gui.session import said
from app.gui.starts import Starts
from app.wording import changes as words
from app.wording.language import day
from app.wording.notes import official_compares
from app.workflow.case import Case


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""

    def show_lines(self, shown: CourseLines) -> None:
        """Show the score's way."""

    def show_range(self, chosen: Range) -> None:
        """Show how far back the chart looks."""

    def show_period(self, period: Period, names: tuple[str, str], limits: Limits) -> None:
        """Show the period: in the chart, and as two dates."""

    def show_statement(self, shown: Statement) -> None:
        """Show the change statement."""

    def show_check(self, label: str, about: str) -> None:
        """Offer to look at what is behind a row; an empty label offers nothing."""

    def show_key(self, *, guess: bool, unexplained: bool) -> None:
        """Say what dots and hatches mean, where there are any."""

    def show_empty(self, text: str) -> None:
        """Say why there is nothing to show."""

    def show_chart_trouble(self, text: str) -> None:
        """Say in the chart's place what went wrong."""

    def show_statement_trouble(self, text: str) -> None:
        """Say in the statement's place what went wrong."""

    def put_on_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""

    def want_record(self, record: str) -> None:
        """Lead to a record."""

    def want_rule(self, rule: str) -> None:
        """Lead to the records of a rule."""


@dataclass(frozen=True)
class Asks:
    """What the presenter asks of the core; all but ``first_day`` run off the window's thread.

    Attributes:
        first_day: The first day that anything in a case is dated.
        course: Computes a case's way.
        statement: Explains what changed between two days; by the older rules where they are at
            hand. Also tells the versions of the rules where they are not.
        kind_title: Says what a kind of record is called.
    """

    first_day: Callable[[Case], int]
    course: Callable[[Case, Progress], Course]
    statement: Callable[
        [Case, Period, tuple[Rulebook, ...], Progress], tuple[Explanation, tuple[str, str] | None]
    ]
    kind_title: Callable[[str], str] = str


@dataclass
class Looked:
    """What the reader looks at; it stays while the page is built anew.

    Attributes:
        export: Whose score.
        period: The period that the statement is about.
        chosen: Whether the reader chose the period.
        range: How far back the chart goes.
    """

    export: Export | None = None
    period: Period | None = None
    chosen: bool = False
    range: Range = Range.YEAR


class ChangesPresenter:
    """Shows a score's way, and what changed in the period that the reader looks at."""

    def __init__(
        self,
        screen: Screen,
        tasks: Starts,
        asks: Asks,
        books: Callable[[], tuple[Rulebook, ...]] = tuple,
        looked: Looked | None = None,
    ) -> None:
        self._screen, self._tasks, self._asks, self._books = screen, tasks, asks, books
        self._looked = looked or Looked()
        self._case: Case | None = None
        self._first = 0
        self._compares = True
        self._lines: Mapping[Range, CourseLines] = {}
        self._statement: Statement | None = None
        self._row = ""

    @property
    def period(self) -> Period | None:
        """The period that the statement is about."""
        return self._looked.period

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case. The period that the reader chose stays where it still can."""
        looked = self._looked
        if looked.export is not case.export:
            looked.export, looked.chosen, looked.range = case.export, False, Range.YEAR
            self._lines = {}
        self._case, self._compares = case, official_compares(explanation)
        self._first = self._asks.first_day(case)
        if self._first >= case.day:
            for name in ("changes course", "changes statement"):
                self._tasks.cancel(name)
            self._screen.show_empty(words.one_day(day(case.day), older=_has_older(case)))
            return
        kept = looked.period if looked.chosen else None
        if kept is None or kept.last > case.day or kept.first < self._first:
            kept = default_period(case, self._first, compares=self._compares)
            looked.chosen = False
        self._look_back(case)
        self._go(kept)

    def choose_range(self, chosen: Range) -> None:
        """Look so far back."""
        self._looked.range = chosen
        self._screen.show_range(chosen)
        if chosen in self._lines:
            self._screen.show_lines(self._lines[chosen])
            self._tell_period()

    def choose_period(self, first: int, last: int) -> None:
        """Look at another period, wherever it was chosen."""
        limits = self._limits()
        if limits is not None:
            self._looked.chosen = True
            self._go(between(first, last, limits))

    def choose_start(self, first: int) -> None:
        """Let the period start on another day; its end stays after it."""
        if self._looked.period is not None:
            self.choose_period(first, max(self._looked.period.last, first + 1))

    def choose_end(self, last: int) -> None:
        """Let the period end on another day; its start stays before it."""
        if self._looked.period is not None:
            self.choose_period(min(self._looked.period.first, last - 1), last)

    def move(self, first: int, last: int) -> None:
        """The period is being moved: its dates follow, the statement waits until it rests."""
        limits = self._limits()
        if limits is not None:
            # A statement under way is of a period that is no longer shown.
            self._tasks.cancel("changes statement")
            self._looked.period = Period(first, last)
            self._tell_period()

    def choose_row(self, row: str) -> None:
        """Look at one row of the statement."""
        self._row = row
        self._offer()

    def check(self) -> None:
        """Lead to what is behind the row that is looked at, else behind the strongest record."""
        item = self._looked_at()
        if item is not None and item.record:
            self._screen.want_record(item.record)
        elif item is not None and item.rule:
            self._screen.want_rule(item.rule)

    def copy(self) -> None:
        """Copy the statement."""
        if self._statement is not None:
            self._screen.put_on_clipboard(self._statement.as_text())

    def _look_back(self, case: Case) -> None:
        compares = self._compares

        def work(progress: Progress) -> dict[Range, CourseLines]:
            course = self._asks.course(case, progress)
            return {shown: lines(case, course, shown, compares=compares) for shown in Range}

        def show(found: dict[Range, CourseLines]) -> None:
            self._lines = found
            self.choose_range(self._looked.range)

        self._tasks.start(
            "changes course",
            work,
            succeeded=show,
            failed=lambda error: self._screen.show_chart_trouble(said(error)),
        )

    def _go(self, period: Period) -> None:
        case = self._case
        if case is None:
            return
        self._looked.period = period
        self._tell_period()
        books = self._books()

        def work(progress: Progress) -> Statement:
            told, versions = self._asks.statement(case, period, books, progress)
            setting = Setting(case.export.official, case.day, versions)
            return statement(told, setting, self._asks.kind_title)

        self._tasks.start(
            "changes statement",
            work,
            succeeded=self._show_statement,
            failed=lambda error: self._screen.show_statement_trouble(said(error)),
        )

    def _show_statement(self, shown: Statement) -> None:
        self._statement, self._row = shown, shown.strongest
        self._screen.show_sentence(shown.answer)
        self._screen.show_statement(shown)
        self._screen.show_key(guess=shown.guess, unexplained=bool(shown.ends.rest))
        self._offer()

    def _offer(self) -> None:
        item = self._looked_at()
        if item is None or self._case is None:
            self._screen.show_check("", "")
        elif item.record:
            named = words.named_day(item.day, self._case.day)
            self._screen.show_check(words.check_record(named), item.label)
        elif item.rule:
            self._screen.show_check(words.check_records(), item.label)
        else:
            self._screen.show_check("", "")

    def _looked_at(self) -> Item | None:
        return None if self._statement is None else self._statement.items.get(self._row)

    def _limits(self) -> Limits | None:
        case = self._case
        if case is None or self._first >= case.day:
            return None
        days = case.export.official.day
        known = days[(days <= case.day) & self._compares]
        return Limits(self._first, case.day, tuple(known.tolist()))

    def _tell_period(self) -> None:
        limits, period, case = self._limits(), self._looked.period, self._case
        if limits is None or period is None or case is None:
            return
        names = words.named_day(period.first, case.day), words.named_day(period.last, case.day)
        self._screen.show_period(period, names, limits)


def _has_older(case: Case) -> bool:
    """Whether something in the file is dated before the day that is looked at."""
    tables = (case.export.records.day, case.export.official.day)
    return any(len(days) and int(days[0]) < case.day for days in tables)
