"""Joins the breakdown's view and its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.score import Score
from app.gui.pages.breakdown.account import Best
from app.gui.pages.breakdown.arrange import Column, Counting
from app.gui.pages.breakdown.presenter import Asks, BreakdownPresenter
from app.gui.pages.breakdown.view import BreakdownView
from app.gui.session import Session
from app.gui.starts import Starts
from app.workflow.case import Case


def build_breakdown(tasks: Starts, session: Session) -> BreakdownView:
    """Return the page, ready to be placed in the window."""
    return joined(tasks, session, Asks(_since, _without, _kind_title, _best, _kinds))


def joined(tasks: Starts, session: Session, asks: Asks) -> BreakdownView:
    """Return the page, its presenter asking ``asks``."""
    view = BreakdownView()
    presenter = BreakdownPresenter(view, tasks, session, asks)
    view.case_shown.connect(presenter.show)
    view.rule_sought.connect(
        lambda rule: presenter.choose_rule(rule) if rule else presenter.choose_all()
    )
    view.record_sought.connect(presenter.choose_record_by_id)
    view.factor_chosen.connect(presenter.choose_factor)
    view.rule_chosen.connect(presenter.choose_rule)
    view.all_chosen.connect(presenter.choose_all)
    view.account.no_records_chosen.connect(presenter.from_no_records)
    view.account.best_chosen.connect(presenter.from_best)
    view.account.day_chosen.connect(presenter.from_day)
    records = view.records
    records.searched.connect(presenter.search)
    records.sorted_by.connect(lambda column: presenter.sort(Column(column)))
    records.record_chosen.connect(presenter.choose_record)
    records.table.copy_wanted.connect(presenter.copy)
    records.answer.objected.connect(presenter.set_aside)
    records.answer.put_back.connect(presenter.put_back)
    records.answer.worth_wanted.connect(presenter.ask_worth)
    records.answer.kind_wanted.connect(presenter.change_kind)
    records.table.kind_wanted.connect(presenter.change_kind)
    filters = records.filter
    filters.counting_chosen.connect(lambda value: presenter.count_only(Counting(value)))
    filters.kinds_chosen.connect(presenter.only_kinds)
    filters.causes_chosen.connect(presenter.only_causes)
    filters.sort_chosen.connect(lambda column: presenter.sort(Column(column)))
    filters.cleared.connect(presenter.clear_filters)
    view.keep(presenter)
    return view


def _since(case: Case, day: int, progress: Progress) -> Explanation:
    from app.workflow import explaining

    asked = explaining.Question(case.rulebook, case.day, case.aside_ids, since_day=day)
    return explaining.explain(case.export, asked, progress)


def _best(explanation: Explanation) -> Best | None:
    from app.workflow import explaining

    return explaining.best_possible(explanation)


def _without(case: Case, record: str) -> Score:
    from app.workflow import explaining

    asked = explaining.Question(case.rulebook, case.day, case.aside_ids)
    return explaining.score_without(case.export, asked, record)


def _kind_title(kind: str) -> str:
    from app.workflow import kinds

    return kinds.title(kind)


def _kinds() -> tuple[tuple[str, str], ...]:
    from app.workflow import kinds

    return kinds.offered()
