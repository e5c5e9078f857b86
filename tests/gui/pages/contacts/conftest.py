"""What the tests of the page about contacts stand on: the sample person and a screen of paper."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from app.domain.calendar import NO_DAY
from app.domain.records import Contacts
from app.gui.pages.contacts.presenter import ContactsPresenter
from app.workflow import explaining, reading
from app.workflow.case import Case
from app.workflow.contacts import present
from tests.gui import people


@cache
def sample(variant: str | None = None):
    export = reading.read([reading.sample_person()]).export
    asked = explaining.question(export, variant=variant)
    return Case(export, asked.rulebook, asked.day), explaining.explain(export, asked)


def crowd(names, *, scores=None, closeness=None) -> Contacts:
    """Make contacts of these names; ``None`` among the scores is not known."""
    count = len(names)
    known = [at for at, score in enumerate(scores or ()) if score is not None]
    return Contacts(
        id=people.texts(*(f"c{at:05}" for at in range(count))),
        name=people.texts(*names),
        closeness=np.ones(count) if closeness is None else np.array(closeness, np.float64),
        since=np.full(count, NO_DAY, np.int32),
        until=np.full(count, NO_DAY, np.int32),
        score_contact=np.array(known, np.int64),
        score_day=np.full(len(known), people.TODAY - 3, np.int32),
        score=np.array([scores[at] for at in known], np.float64),
    )


class Screen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.accounts, self.content, self.drawn = (), None, ()
        self.table, self.rows, self.sorted_by = None, None, None
        self.selected = ("", "")

    def show_accounts(self, shown):
        self.accounts = shown

    def show_content(self, shown, drawn):
        self.content, self.drawn = shown, drawn

    def show_rows(self, table, rows, column, *, descending):
        self.table, self.rows, self.sorted_by = table, rows, (column, descending)

    def show_selected(self, contact, on_picture):
        self.selected = (contact, on_picture)

    @property
    def names(self):
        return [self.table.names[row] for row in self.rows.tolist()]


class Rules:
    """Remembers which variant was wanted."""

    def __init__(self) -> None:
        self.used = []

    def use(self, reference, variant):
        self.used.append((reference, variant))

    def reference(self, case):
        return case.rulebook.id


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def rules():
    return Rules()


@pytest.fixture
def presenter(screen, rules):
    made = ContactsPresenter(screen, rules, present)
    made.show(*sample())
    return made
