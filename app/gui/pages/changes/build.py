"""Joins the page with its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.charts.period import Period
from app.gui.pages.changes.content import Course, Range
from app.gui.pages.changes.presenter import Asks, ChangesPresenter, Looked
from app.gui.pages.changes.view import ChangesView
from app.gui.rules_choice import RulesChoice
from app.gui.starts import Starts
from app.workflow.case import Case


def build_changes(tasks: Starts, rules: RulesChoice, looked: Looked) -> ChangesView:
    """Return the page, ready to be placed in the window.

    Args:
        tasks: Works off the window's thread.
        rules: Knows the rulebooks at hand.
        looked: What the reader looked at on the page before this one, and will on this.
    """
    view = ChangesView()
    asks = Asks(_first_day, _course, _statement, _kind_title)
    presenter = ChangesPresenter(view, tasks, asks, lambda: rules.at_hand, looked)
    view.case_shown.connect(presenter.show)
    view.chart.range_chosen.connect(lambda value: presenter.choose_range(Range(value)))
    view.chart.period_moved.connect(presenter.move)
    view.chart.period_chosen.connect(presenter.choose_period)
    view.statement.start_chosen.connect(presenter.choose_start)
    view.statement.end_chosen.connect(presenter.choose_end)
    view.statement.row_chosen.connect(presenter.choose_row)
    view.words.copy_wanted.connect(presenter.copy)
    view.words.check_wanted.connect(presenter.check)
    view.keep(presenter)
    return view


def _first_day(case: Case) -> int:
    from app.workflow import changes

    return changes.first_day(case.export, case.day)


def _course(case: Case, progress: Progress) -> Course:
    from app.workflow import changes

    return changes.course(case, progress)


def _statement(
    case: Case, period: Period, books: tuple[Rulebook, ...], progress: Progress
) -> tuple[Explanation, tuple[str, str] | None]:
    from app.workflow import changes

    before, changed = changes.book_before(case, period.first, period.last, books)
    told = changes.statement(case, period.first, period.last, progress, before)
    if before is not None or not changed:
        return told, None
    official = case.export.official
    first, last = (changes.version_on(official, day) for day in (period.first, period.last))
    return told, (first, last)


def _kind_title(kind: str) -> str:
    from app.workflow import kinds

    return kinds.title(kind)
