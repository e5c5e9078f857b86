"""Joins the page about contacts with its presenter."""

from __future__ import annotations

from app.domain.records import Contacts
from app.gui.pages.contacts.content import Present
from app.gui.pages.contacts.people_table import Column
from app.gui.pages.contacts.presenter import ContactsPresenter, Rules
from app.gui.pages.contacts.view import ContactsView
from app.gui.session import Session
from app.gui.starts import Starts


def build_contacts(tasks: Starts, session: Session, rules: Rules) -> ContactsView:
    """Return the page, ready to be placed in the window."""
    del tasks, session  # every figure comes with the explanation: nothing is left to fetch
    view = ContactsView()
    presenter = ContactsPresenter(view, rules, _present)
    view.shower = presenter.show
    view.picture.chart.noter = presenter.note
    view.account_chosen.connect(presenter.use)
    view.contact_chosen.connect(presenter.choose)
    view.sort_wanted.connect(lambda column: presenter.sort(Column(column)))
    view.searched.connect(presenter.search)
    view.people.view.noter = presenter.note
    view.keep(presenter)
    return view


def _present(contacts: Contacts, day: int) -> Present:
    from app.workflow.contacts import present

    return present(contacts, day)
