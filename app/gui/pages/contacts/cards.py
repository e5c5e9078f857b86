"""The two cards of the page about contacts: the picture, and its table with what is to be known."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.arrays import RowVector
from app.gui import theme
from app.gui.charts.ego import EgoChart
from app.gui.charts.ego_painting import Ego
from app.gui.pages.contacts.content import Empty, Remark
from app.gui.pages.contacts.people_table import Column, PeopleTable, copied_headings
from app.gui.pages.contacts.people_view import PeopleView, TogetherRow
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.clearing import clear, held
from app.gui.shared.icons import picture
from app.gui.shared.page import Table
from app.gui.shared.search_field import SearchField
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words
from app.wording import contacts as words
from app.wording.language import _

_SEARCHED_FROM = 12  # more contacts than this can be searched
_SMALL = 240, 360  # least width and greatest height of a small picture. Unit: pixels drawn
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"
_EMPTY = 480  # pixels drawn
_TYPING = 150  # milliseconds after the last letter


class PictureCard(Card):
    """The ego picture, or the same as a table."""

    contact_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Nearer means closer to you"), parent)
        self.switch = ChartSwitch("share-network")
        self.put_at_right(self.switch)
        self.chart = EgoChart()
        self._twin = ChartTable(_("Picture of your contacts, as a table"))
        self._twin.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self._twin)
        self.body.addWidget(self._stack, 1)
        self.chart.chosen.connect(self.contact_chosen)
        self.switch.turned.connect(self._turn)

    def fold(self, *, small: bool) -> None:
        """Let the picture be narrower than drawn, and no higher than it then has use for."""
        look = theme.current()
        self.chart.setMinimumWidth(look.px(_SMALL[0]) if small else 0)
        self._stack.setMaximumHeight(look.px(_SMALL[1]) if small else _ANY_HEIGHT)

    def show_ego(self, ego: Ego) -> None:
        """Show who is around."""
        self.chart.show_ego(ego)
        self._fill()

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        return [*self.switch.findChildren(QToolButton), self.chart, self._twin]

    def as_table(self) -> Table:
        """Return the picture as a table, as it is said."""
        rows = [
            (one.name, words.closeness(one.closeness), one.line) for one in self.chart.ego.around
        ]
        return Table((_("Contact"), _("Closeness"), _("Points")), tuple(rows))

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._stack.setCurrentIndex(int(table))
        self._fill()

    def _fill(self) -> None:
        """Fill the table only where it is seen."""
        if self._stack.currentIndex() == 1:
            self._twin.show_table(self.as_table())


class TableCard(Card):
    """Every contact with both figures, all together, and what there is to know about them."""

    contact_chosen = Signal(str)
    sort_wanted = Signal(int)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        title = _("Share, and what would change without them")
        self.setAccessibleName(title)
        heading = Words(title, "body", weight=600, wraps=True)
        heading.setMinimumHeight(look.px(24))
        self._search = SearchField(_("Search contacts"))
        self._search.setObjectName("search")
        self._count = Words("", "caption", "ink2")
        seek = QHBoxLayout()
        seek.setSpacing(look.px(12))
        seek.addWidget(self._search, 1)
        seek.addWidget(self._count)
        self._seek = held(seek)
        self._seek.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self.view = PeopleView()
        self.together = TogetherRow(self.view)
        self._nobody = Words("", "body", "ink2", wraps=True)
        self._nobody.hide()
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(look.px(8))
        self._told: tuple[Remark, ...] = ()
        self._table: PeopleTable | None = None
        self.body.setSpacing(0)
        self.body.addWidget(heading)
        self.body.addWidget(self._seek)
        self.body.addWidget(self.view, 100)
        self.body.addWidget(self._nobody)
        self.body.addWidget(self.together)
        self.body.addStretch(1)
        self.body.addSpacing(look.px(12))
        self.body.addLayout(self._remarks)
        self.body.addSpacing(look.px(4))
        self.view.contact_chosen.connect(self.contact_chosen)
        self.view.sort_wanted.connect(self.sort_wanted)

    def show_rows(
        self, table: PeopleTable, rows: RowVector, column: Column, *, descending: bool
    ) -> None:
        """Show these contacts in this order."""
        fresh, self._table = table is not self._table, table
        chooser = self.view.selectionModel()
        chooser.blockSignals(True)
        self.view.people.show_rows(table, rows, column, descending=descending)
        chooser.blockSignals(False)
        self.view.fit()
        if fresh:
            self.view.scrollToTop()
        self.together.show_table(table)
        self._seek.setVisible(len(table) > _SEARCHED_FROM or bool(self._search.text()))
        found = len(rows) < len(table)
        self._count.setText(words.of_shown(len(rows), len(table)) if found else "")
        self._count.setVisible(found)
        nobody = found and not len(rows)
        if nobody:
            self._nobody.setText(_("No contact’s name holds this."))
        self._nobody.setVisible(nobody)

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show what there is to know about the figures."""
        if remarks != self._told:
            self._told = remarks
            self._write()

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        return [self._search, self.view]

    def select(self, contact: str) -> None:
        """Select a contact; nothing is told."""
        self.view.select(contact)

    def as_table(self) -> Table:
        """Return all contacts and their sum, as a program wants them."""
        table = self._table
        if table is None:
            return Table(copied_headings(), ())
        order = table.arranged(Column.SHARE, descending=True).tolist()
        rows = (*(table.copied(row) for row in order), table.copied_together())
        return Table(copied_headings(), rows)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_told"):
            self._write()

    def _write(self) -> None:
        clear(self._remarks)
        look = theme.current()
        for remark in self._told:
            row = QHBoxLayout()
            row.setSpacing(look.px(8))
            mark = Words()
            mark.setPixmap(picture(remark.mark, "ink2", 18))
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(remark.text, "table", "ink2", wraps=True), 1)
            self._remarks.addWidget(held(row))


class EmptyCard(Card):
    """Stands where there is nothing to show: what is missing, and how to get it."""

    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        self._mark = Words()
        self._title = Words("", "body", weight=600, wraps=True)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._text = Words("", "body", "ink2", wraps=True)
        self._open = QPushButton(_("Open a file"))
        self._open.setFont(look.font("body"))
        self._open.clicked.connect(self.open_wanted)
        self.body.setSpacing(look.px(8))
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.body.addSpacing(look.px(12))
        self.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(look.px(_EMPTY))

    def show_empty(self, shown: Empty) -> None:
        """Say what is missing."""
        self.setAccessibleName(shown.heading)
        self._mark.setPixmap(picture("folder-open" if shown.can_open else "info", "ink2", 18))
        self._title.setText(shown.heading)
        self._text.setText(shown.text)
        self._open.setVisible(shown.can_open)
