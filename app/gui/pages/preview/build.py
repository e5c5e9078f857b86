"""Joins the preview's view and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from app.gui.kept import Chosen
from app.gui.pages.preview.presenter import PreviewPresenter
from app.gui.pages.preview.view import PreviewView
from app.gui.starts import Starts
from app.workflow import kinds
from app.workflow.importing import Preview


def build_preview(
    tasks: Starts,
    keeps: Callable[[Chosen], None],
    looks: Callable[[Chosen], None],
) -> tuple[PreviewView, Callable[[Preview], None]]:
    """Return the page, and what shows a file on it.

    Args:
        tasks: Starts the search.
        keeps: Keeps what the reader chose.
        looks: Opens what the reader chose, and keeps nothing.
    """
    view = PreviewView()
    presenter = PreviewPresenter(view, tasks, kinds.title, keeps, looks, kinds.offered)
    view.searched.connect(presenter.search)
    view.kind_wanted.connect(presenter.change_kind)
    view.went_on.connect(presenter.go_on)
    view.kept.connect(presenter.keep)
    view.looked.connect(presenter.look)
    view.keep(presenter)
    return view, presenter.show
