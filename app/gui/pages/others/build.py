"""Joins the page with its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from app.domain.judging import Judged
from app.gui.pages.others.presenter import Asks, OthersPresenter
from app.gui.pages.others.view import OthersView
from app.gui.session import Session
from app.gui.starts import Starts
from app.workflow.case import Case


def build_others(tasks: Starts, session: Session) -> OthersView:
    """Return the page, ready to be placed in the window."""
    del session  # nothing on this page changes the case
    return joined(tasks, Asks(_judged, _stated))


def joined(tasks: Starts, asks: Asks) -> OthersView:
    """Return the page, its presenter asking ``asks``."""
    view = OthersView()
    presenter = OthersPresenter(view, tasks, asks)
    view.case_shown.connect(presenter.show)
    view.decisions.line_chosen.connect(presenter.choose)
    view.lookups.searched.connect(presenter.search)
    view.keep(presenter)
    return view


def _judged(case: Case) -> tuple[Judged, ...]:
    from app.workflow import decisions

    return decisions.judged(case.export, case.rulebook, case.day, case.aside_ids)


def _stated(purpose: str) -> bool:
    from app.workflow import claims

    return claims.is_stated(purpose)
