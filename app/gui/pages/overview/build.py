"""Joins the Overview's view and presenter."""

from __future__ import annotations

from app.gui.pages.overview.presenter import Looks, OverviewPresenter
from app.gui.pages.overview.view import OverviewView
from app.gui.shared.page import Page
from app.gui.starts import Starts


def build_overview(tasks: Starts, looks: Looks) -> Page:
    """Return the page, ready to be placed in the window."""
    view = OverviewView()
    presenter = OverviewPresenter(view, tasks, looks)
    view.shower = presenter.show
    view.keep(presenter)
    return view
