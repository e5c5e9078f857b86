"""What the page about contacts does: fills it, keeps one selection, sorts, searches. No Qt here."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from app.domain.arrays import RowVector
from app.domain.explanation import Explanation
from app.domain.records import Contacts
from app.gui.charts.ego_layout import largest
from app.gui.charts.ego_parts import MORE
from app.gui.pages.contacts.accounts import Account, accounts
from app.gui.pages.contacts.content import Content, Present, content, note_of
from app.gui.pages.contacts.people_table import Column, PeopleTable
from app.wording.notes import Note
from app.workflow.case import Case

_GREATEST_FIRST = frozenset({Column.CLOSENESS, Column.SCORE, Column.SHARE})


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_accounts(self, shown: tuple[Account, ...]) -> None:
        """Offer the accounts to choose from."""

    def show_content(self, shown: Content, drawn: tuple[int, ...]) -> None:
        """Show sentence, notes and picture; ``drawn`` are the entries drawn one by one."""

    def show_rows(
        self, table: PeopleTable, rows: RowVector, column: Column, *, descending: bool
    ) -> None:
        """Show these entries in this order."""

    def show_selected(self, contact: str, on_picture: str) -> None:
        """Select a contact in the table, and what stands for it in the picture."""


class Tells(Protocol):
    """Tells who is a contact on a day; ``workflow`` does."""

    def __call__(self, contacts: Contacts, day: int) -> Present:
        """Return the contacts of a day and their scores."""


class Rules(Protocol):
    """Puts a rulebook's variant to use: ``RulesChoice``."""

    def use(self, reference: str, variant: str | None) -> None:
        """Go on under a rulebook with a variant on."""

    def reference(self, case: Case) -> str:
        """Return by which id or file a case's rulebook is found again."""


class ContactsPresenter:
    """Shows who moves the score; one selection holds for picture and table."""

    def __init__(self, screen: Screen, rules: Rules, tells: Tells) -> None:
        self._screen, self._rules, self._tells = screen, rules, tells
        self._case: Case | None = None
        self._explanation: Explanation | None = None
        self._table: PeopleTable | None = None
        self._drawn: frozenset[str] = frozenset()
        self._selected = ""
        self._column, self._descending, self._search = Column.SHARE, True, ""

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case."""
        self._case, self._explanation = case, explanation
        present = self._tells(explanation.contacts, explanation.to.score.day)
        shown = content(explanation, present)
        table = self._table = shown.table
        drawn = tuple(largest(table.shares.tolist(), table.closeness.tolist()))
        self._drawn = frozenset(table.ids[row] for row in drawn)
        if self._selected not in table.row_by_id and self._selected != MORE:
            self._selected = ""
        # Where nothing is shown, no account of it makes a difference.
        offered = accounts(explanation.to.rulebook) if shown.empty is None else ()
        self._screen.show_accounts(offered)
        self._screen.show_content(shown, drawn)
        self._arrange()

    def choose(self, contact: str) -> None:
        """The reader chose a contact, in the picture or in the table."""
        self._selected = contact
        self._select()

    def sort(self, column: Column) -> None:
        """Sort by a column; by the same once more, the other way round."""
        same = column is self._column
        self._descending = not self._descending if same else column in _GREATEST_FIRST
        self._column = column
        self._arrange()

    def search(self, text: str) -> None:
        """Show only contacts whose name holds a text."""
        self._search = text
        self._arrange()

    def use(self, variant: str | None) -> None:
        """Believe another account."""
        case = self._case
        if case is not None and case.rulebook.variant != variant:
            self._rules.use(self._rules.reference(case), variant)

    def note(self, contact: str) -> Note | None:
        """Return what a contact's figures rest on; ``None`` where no contact is meant."""
        table, explanation = self._table, self._explanation
        row = None if table is None else table.row_by_id.get(contact)
        if table is None or explanation is None or row is None:
            return None
        return note_of(explanation, table, row)

    def _arrange(self) -> None:
        table = self._table
        if table is None:
            return
        rows = table.arranged(self._column, descending=self._descending, search=self._search)
        self._screen.show_rows(table, rows, self._column, descending=self._descending)
        self._select()

    def _select(self) -> None:
        chosen = self._selected
        in_picture = chosen if not chosen or chosen in self._drawn else MORE
        self._screen.show_selected("" if chosen == MORE else chosen, in_picture)


def rest(table: PeopleTable, drawn: tuple[int, ...]) -> RowVector:
    """Return the entries that are not drawn one by one."""
    left = np.ones(len(table), dtype=np.bool_)
    left[list(drawn)] = False
    return np.flatnonzero(left).astype(np.int64)
