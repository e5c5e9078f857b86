"""Joins the page with its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.explanation import Explanation
from app.domain.rulebook import Rulebook
from app.gui.asking import Asking
from app.gui.pages.rulebook.presenter import Asks, RulebookPresenter
from app.gui.pages.rulebook.view import RulebookView
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.reading_rules import Coverage
    from app.workflow.rulebooks import BookComparison, CheckReport


def build_rulebook(tasks: Starts, session: Session, rules: RulesChoice, asking: Asking) -> Page:
    """Return the page, ready to be placed in the window."""
    view = RulebookView()
    asks = Asks(_book, _check, _coverage, _compare, _change, asking.rulebook_to_load)
    presenter = RulebookPresenter(view, tasks, rules, asks)
    view.case_shown.connect(presenter.show)
    view.sought.connect(presenter.seek)
    view.stepped.connect(presenter.step)
    view.book_chosen.connect(presenter.read)
    view.compare_wanted.connect(presenter.compare)
    view.open_wanted.connect(presenter.open)
    view.preview_left.connect(presenter.leave_preview)
    view.preview_used.connect(presenter.use_loaded)
    view.preview_compared.connect(presenter.compare_loaded)
    view.comparing.second_chosen.connect(presenter.compare_with)
    view.comparing.used.connect(presenter.use)
    view.keep(presenter)
    if session.case is None:
        presenter.begin()
    return view


def _book(reference: str, variant: str | None) -> Rulebook:
    from app.workflow import rulebooks

    return rulebooks.find(reference, variant)


def _check(reference: str, variant: str | None) -> CheckReport:
    from app.workflow import rulebooks

    return rulebooks.check(reference, variant)


def _coverage(case: Case) -> Coverage:
    from app.workflow import reading_rules

    return reading_rules.coverage(case)


def _compare(before: Rulebook, after: Rulebook, case: Case | None) -> BookComparison:
    from app.workflow import rulebooks

    if case is None:
        return rulebooks.compare(before, after)
    return rulebooks.compare(before, after, case.export, case.day, case.aside_ids)


def _change(before: Rulebook, after: Rulebook, case: Case) -> Explanation:
    from app.workflow import explaining

    asked = explaining.Question(after, case.day, case.aside_ids, since_rulebook=before)
    return explaining.explain(case.export, asked)
