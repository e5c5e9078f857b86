"""Joins the page with its presenter."""

from __future__ import annotations

from app.gui.pages.others.view import OthersView
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts


def build_others(tasks: Starts, session: Session) -> Page:
    """Return the page, ready to be placed in the window."""
    del tasks, session
    return OthersView()
