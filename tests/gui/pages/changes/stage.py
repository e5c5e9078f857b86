"""A screen that remembers, and questions answered by the real core."""

from __future__ import annotations

from app.gui.pages.changes import build
from app.gui.pages.changes.presenter import Asks, ChangesPresenter
from tests.gui import people
from tests.gui.waiting import WaitingTasks


class Screen:
    """Remembers what it was last told to show."""

    def __init__(self) -> None:
        self.sentence = self.notice = self.chart_notice = self.statement_notice = ""
        self.lines = self.range = self.period = self.names = self.limits = None
        self.statement, self.check, self.clipboard = None, ("", ""), ""
        self.wanted: list[tuple[str, str]] = []

    def show_sentence(self, text):
        self.sentence = text

    def show_lines(self, shown):
        self.lines = shown

    def show_range(self, chosen):
        self.range = chosen

    def show_period(self, period, names, limits):
        self.period, self.names, self.limits = period, names, limits

    def show_statement(self, shown):
        self.statement = shown

    def show_check(self, label, about):
        self.check = label, about

    def show_key(self, *, guess, unexplained):
        self.key = guess, unexplained

    def show_empty(self, text):
        self.notice = text

    def show_chart_trouble(self, text):
        self.chart_notice = text

    def show_statement_trouble(self, text):
        self.statement_notice = text

    def put_on_clipboard(self, text):
        self.clipboard = text

    def want_record(self, record):
        self.wanted.append(("record", record))

    def want_rule(self, rule):
        self.wanted.append(("rule", rule))


def asks(**changes) -> Asks:
    told = {
        "first_day": build._first_day,
        "course": build._course,
        "statement": build._statement,
        "kind_title": build._kind_title,
    }
    return Asks(**(told | changes))


def staged(case=None, books=(), **changes):
    """Return screen, tasks and presenter, the case shown and nothing worked out yet."""
    screen, tasks = Screen(), WaitingTasks()
    presenter = ChangesPresenter(screen, tasks, asks(**changes), lambda: books)
    shown = case or people.case()
    presenter.show(shown, people.explained(shown))
    return screen, tasks, presenter
