"""Joins the page with its presenter."""

from __future__ import annotations

from collections.abc import Callable

from app.gui.pages.questions.view import QuestionsView
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts
from app.workflow.importing import Preview


def build_questions(
    tasks: Starts, session: Session, show_preview: Callable[[Preview], None]
) -> Page:
    """Return the page, ready to be placed in the window."""
    del tasks, session, show_preview
    return QuestionsView()
