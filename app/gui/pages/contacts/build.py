"""Joins the page with its presenter."""

from __future__ import annotations

from app.gui.pages.contacts.view import ContactsView
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts


def build_contacts(tasks: Starts, session: Session, rules: RulesChoice) -> Page:
    """Return the page, ready to be placed in the window."""
    del tasks, session, rules
    return ContactsView()
