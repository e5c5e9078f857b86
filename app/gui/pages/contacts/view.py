"""Who moves the score: the person in the middle, contacts around, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.domain.arrays import RowVector
from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.charts.ego_painting import Around, Ego
from app.gui.charts.ego_parts import MORE
from app.gui.pages.contacts.account_switch import AccountSwitch
from app.gui.pages.contacts.accounts import Account
from app.gui.pages.contacts.cards import EmptyCard, PictureCard, TableCard
from app.gui.pages.contacts.content import Content
from app.gui.pages.contacts.people_table import Column, PeopleTable
from app.gui.pages.contacts.presenter import rest
from app.gui.shared.footnotes import DOTS, Footnote, Footnotes
from app.gui.shared.page import Breadth, Exportable, Page
from app.wording import contacts as words
from app.wording.language import _, points
from app.workflow.case import Case

_CROWDED = 12
_TALLEST = 760  # in a tall window the cards grow, but not for ever. Unit: pixels drawn
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"
_AS_DRAWN, _LONG = (504, 504), (440, 568)  # widths of the two cards, of 1008


class ContactsView(Page):
    """Shows who moves the score, and tells whom the reader chose.

    It decides nothing and computes nothing: see ``presenter.py``.
    """

    account_chosen = Signal(object)  # id of a variant; None: the rulebook as it stands
    contact_chosen = Signal(str)
    sort_wanted = Signal(int)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Contacts"), parent)
        look = theme.current()
        self.shower: Callable[[Case, Explanation], None] | None = None
        self.switch = AccountSwitch()
        self.switch.hide()
        self._long = False
        self._lay_out_head()
        self.picture = PictureCard()
        self.people = TableCard()
        self.empty = EmptyCard()
        self.empty.hide()
        self._both = QHBoxLayout()
        self._both.setSpacing(look.size("gutter"))
        self._both.addWidget(self.picture, _AS_DRAWN[0])
        self._both.addWidget(self.people, _AS_DRAWN[1])
        self._notes = Footnotes()
        self.cards.setSpacing(0)
        self.cards.addLayout(self._both, 100)
        alone = QHBoxLayout()
        alone.addWidget(self.empty)
        alone.addStretch(1)
        self.cards.addLayout(alone)
        self.cards.addWidget(self._notes)
        self.cards.addStretch(1)
        self.switch.account_chosen.connect(self.account_chosen)
        self.picture.contact_chosen.connect(self.contact_chosen)
        self.people.contact_chosen.connect(self.contact_chosen)
        self.contact_chosen.connect(lambda _contact: self.used.emit("contact"))
        self.people.sort_wanted.connect(self.sort_wanted)
        self.people.searched.connect(self.searched)
        self.empty.open_wanted.connect(lambda: self.page_wanted.emit("welcome"))

    def _lay_out_head(self) -> None:
        """Put the switch beside title and sentence."""
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.current().px(16))
        self._top.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self._put_beside(self._top)
        self._column.insertLayout(0, self._top)

    def _right_of_title(self) -> int:
        """Leave the switch its room."""
        beneath = self.switch.isHidden() or self.breadth is Breadth.NARROW
        return 0 if beneath else self.switch.sizeHint().width() + self._top.spacing()

    def can_use(self, name: str) -> bool:
        """Say whether there is somebody to choose."""
        return super().can_use(name) and not self.picture.isHidden()

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        if self.shower is not None:
            self.shower(case, explanation)

    def show_accounts(self, shown: tuple[Account, ...]) -> None:
        """Offer the accounts to choose from."""
        self.switch.show_accounts(shown)
        # Let the Tab key follow the eye: what is made anew would come last.
        stops = [*self.switch.stops(), *self.picture.stops(), *self.people.stops()]
        for here, following in pairwise(stops):
            QWidget.setTabOrder(here, following)

    def show_content(self, shown: Content, drawn: tuple[int, ...]) -> None:
        """Show sentence, picture and notes, or what is missing."""
        self.sentence.setText(shown.sentence)
        filled = shown.empty is None
        self.picture.setVisible(filled)
        self.people.setVisible(filled)
        self.empty.setVisible(not filled)
        self.cards.setStretchFactor(self._both, 100 if filled else 0)
        if shown.empty is not None:
            self.empty.show_empty(shown.empty)
        self.picture.show_ego(ego(shown, drawn) if filled else Ego())
        self.people.show_remarks(shown.remarks)
        self._notes.show_notes((Footnote(shown.guess, DOTS),) if shown.guess else ())

    def show_rows(
        self, table: PeopleTable, rows: RowVector, column: Column, *, descending: bool
    ) -> None:
        """Show these contacts in this order."""
        self.people.show_rows(table, rows, column, descending=descending)
        # A long table scrolls: its bar takes room, and its names are seldom as short as drawn.
        self._long = len(table) > _CROWDED
        self._weigh()

    def show_selected(self, contact: str, on_picture: str) -> None:
        """Select a contact in the table, and what stands for it in the picture."""
        self.people.select(contact)
        self.picture.chart.select(on_picture)

    def arrange(self, breadth: Breadth) -> None:
        """Put the table beside the picture, or beneath it where there is no room."""
        super().arrange(breadth)
        beneath = breadth is Breadth.NARROW
        downwards = QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        self._both.setDirection(downwards if beneath else across)
        self._top.setDirection(downwards if beneath else across)
        left = Qt.AlignmentFlag.AlignLeft
        self._top.setAlignment(self.switch, left if beneath else Qt.AlignmentFlag.AlignTop)
        self._weigh()
        self._cap()

    def fold(self) -> None:
        """Put the accounts beneath each other, and let the picture be smaller than drawn."""
        self.switch.fold(beneath=self.tight)
        self.picture.fold(small=self.tight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards grow with the window, within reason."""
        super().resizeEvent(event)
        self._cap()

    def _cap(self) -> None:
        """Keep few rows from falling apart in a tall window."""
        capped = self.breadth is Breadth.WIDE
        most = theme.current().px(_TALLEST) if capped else _ANY_HEIGHT
        for card in (self.picture, self.people):
            if card.maximumHeight() != most:
                card.setMaximumHeight(most)

    def _weigh(self) -> None:
        """Share the width out: as drawn, and where room is short or names are long to the table."""
        wants = self._long or self.breadth is Breadth.MIDDLE
        for at, weight in enumerate(_LONG if wants else _AS_DRAWN):
            self._both.setStretch(at, weight)

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: the picture with its table, and all contacts as a table."""
        if not self.picture.chart.ego.around:
            return ()
        chart = self.picture.chart
        return (
            Exportable(_("Picture of your contacts"), chart, self.picture.as_table, chart.paint_on),
            Exportable(_("All contacts"), None, self.people.as_table),
        )


def ego(shown: Content, drawn: tuple[int, ...]) -> Ego:
    """Return the picture of a content: these one by one, all others as one mark."""
    table = shown.table
    crowded = len(drawn) > _CROWDED  # then the legend alone says who has no score
    around = [_around(table, row, crowded=crowded) for row in drawn]
    others = rest(table, drawn)
    if len(others):
        shares = table.shown_shares[others]
        known = not np.isnan(shares).all()
        total = float(np.nansum(shares)) if known else None
        name = words.more(len(others))
        line = points(total, table.decimals) if total is not None else ""
        closeness = float(table.closeness[others].mean())
        spoken = name + _(", ") + (line or _("no score known"))
        around.append(Around(MORE, name, line, closeness, total, spoken))
    return Ego(shown.you, tuple(around), table.guess)


def _around(table: PeopleTable, row: int, *, crowded: bool) -> Around:
    known = table.known(row)
    share = table.value(row, Column.SHARE)
    line = table.cell(row, Column.SHARE) if known else "" if crowded else _("no score known")
    exact = float(table.shares[row]) if share else share
    return Around(
        table.ids[row],
        table.names[row],
        line,
        float(table.closeness[row]),
        exact,
        table.spoken(row),
    )
