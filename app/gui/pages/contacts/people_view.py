"""The table of contacts: share and "if it were not there" side by side, and all together below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from app.domain.rounding import shown
from app.gui import theme
from app.gui.pages.contacts.model import PeopleModel
from app.gui.pages.contacts.people_delegate import PADDING, PeopleDelegate
from app.gui.pages.contacts.people_table import Column, PeopleTable, copied_headings, heading
from app.gui.shared.drawing import signed_points, write
from app.wording.breakdown import spoken_guess
from app.wording.language import _, number, points
from app.wording.notes import Note
from app.wording.plain_text import pasted

_ROW, _HEAD = 36, 32
_MEASURED = 60
_MOST_ROWS, _ROWS_OF_MANY, _LEAST_ROWS = 10, 6, 5
_NAME, _LEAST_NAME = 130, 72
_WIDTHS = {Column.CLOSENESS: 76, Column.SCORE: 83, Column.SHARE: 154, Column.IF_GONE: 80}


class PeopleView(QTableView):
    """The table itself: rows of one height, so that thousands of them scroll as ten do."""

    contact_chosen = Signal(str)
    sort_wanted = Signal(int)  # Column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.people = PeopleModel(self)
        self.noter: Callable[[str], Note | None] | None = None
        """Says what a contact's figures rest on."""
        self.setModel(self.people)
        self.setObjectName("people")
        self.setAccessibleName(_("Contacts, as a table"))
        self.setAccessibleDescription(_("A table. Ctrl+C copies the rows that are selected."))
        self.setItemDelegate(PeopleDelegate(self.people, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(look.px(_ROW))
        rows.setDefaultSectionSize(look.px(_ROW))
        head = self.horizontalHeader()
        head.setFixedHeight(look.px(_HEAD))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(look.px(40))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        face = QFontMetricsF(look.font("caption", 500))
        unknown = QFontMetricsF(look.font("table")).horizontalAdvance(_("not known"))
        self._name = self._least_share = 0
        self._heights: tuple[int, int] | None = None  # least and greatest, without a bar beneath
        for column, width in _WIDTHS.items():
            named = face.horizontalAdvance(heading(column)) + look.px(2 * PADDING + 2)
            if column is Column.SCORE:
                named = max(named, unknown + look.px(2 * PADDING + 2))
            self.setColumnWidth(int(column), max(look.px(width), round(named)))
            if column is Column.SHARE:
                self._least_share = round(named)
        head.sectionClicked.connect(self.sort_wanted)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def note(self) -> Note | None:
        """Return what F1 tells about the contact in the current row."""
        contact = self.people.id_at(self.currentIndex().row())
        return self.noter(contact) if self.noter and contact else None

    def fit(self) -> None:
        """Be as high as the rows are, at most as many as the drawing has."""
        look = theme.current()
        shown = min(max(self.people.rowCount(), 1), _MOST_ROWS)
        bars = 2 * max(2, look.px(2))
        # Few rows are all seen: a table that scrolls within a page that scrolls is a trap.
        least = shown if self.people.rowCount() <= _MOST_ROWS else _LEAST_ROWS
        all_rows = look.px(_HEAD + max(self.people.rowCount(), 1) * _ROW) + bars
        self._heights = look.px(_HEAD + least * _ROW) + bars, all_rows
        self.updateGeometry()
        self._name = min(self._longest_name(), look.px(_NAME))
        self._give_rest()

    def select(self, contact: str) -> None:
        """Select a contact and bring it into sight; none where it is empty. Nothing is told."""
        chooser = self.selectionModel()
        row = self.people.row_of(contact) if contact else None
        if row is not None and row == self.currentIndex().row() and chooser.isRowSelected(row):
            return
        chooser.blockSignals(True)
        chooser.clear()
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self.people.index(row, 0))
        chooser.blockSignals(False)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for the rows there are, for few of many: the page gives the rest of its height."""
        look = theme.current()
        count = max(self.people.rowCount(), 1)
        shown = count if count <= _MOST_ROWS else _ROWS_OF_MANY
        high = look.px(_HEAD + shown * _ROW) + 2 * max(2, look.px(2)) + self._bar()
        return QSize(look.px(472), high)

    def minimumSizeHint(self) -> QSize:
        """Keep the columns apart; narrower than that the table scrolls sideways."""
        return QSize(theme.current().px(240), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the other columns leave."""
        super().resizeEvent(event)
        self._give_rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected row on Ctrl+C."""
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            lines = (copied_headings(), self.people.copied(row))
            text = "\n".join(pasted(line) for line in lines)
            QGuiApplication.clipboard().setText(text + "\n")
            return
        super().keyPressEvent(event)

    def _longest_name(self) -> int:
        """Return the room that the longest name wants; of many they are not all measured."""
        look = theme.current()
        if self.people.rowCount() > _MEASURED:
            return look.px(_NAME)
        face = QFontMetricsF(look.font("table", 500))
        said = (self.people.name_at(row) for row in range(self.people.rowCount()))
        wide = max((face.horizontalAdvance(name) for name in said), default=0.0)
        return max(round(wide) + look.px(2 * PADDING + 2), look.px(_LEAST_NAME))

    def _give_rest(self) -> None:
        look = theme.current()
        fixed = sum(self.columnWidth(int(one)) for one in _WIDTHS if one is not Column.SHARE)
        rest = self.viewport().width() - fixed
        # The bars give way first, down to the column's heading; then the names are cut.
        share = min(max(self._least_share, rest - self._name), look.px(_WIDTHS[Column.SHARE]))
        share = max(share, self._least_share)
        self.setColumnWidth(int(Column.SHARE), share)
        self.setColumnWidth(int(Column.NAME), max(look.px(_LEAST_NAME), rest - share))
        if self._heights is not None:
            least, most = (height + self._bar() for height in self._heights)
            if (least, most) != (self.minimumHeight(), self.maximumHeight()):
                self.setMinimumHeight(least)
                self.setMaximumHeight(most)

    def _bar(self) -> int:
        """Return the height of the bar that scrolls sideways; 0 where there is none."""
        sideways = self.horizontalHeader().length() > self.viewport().width()
        return self.horizontalScrollBar().sizeHint().height() if sideways else 0

    def _tell(self) -> None:
        if contact := self.people.id_at(self.currentIndex().row()):
            self.contact_chosen.emit(contact)


class TogetherRow(QWidget):
    """What all contacts give together, below their columns; it stays while they scroll."""

    def __init__(self, view: PeopleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._table: PeopleTable | None = None
        self.setFixedHeight(theme.current().px(_ROW))
        head = view.horizontalHeader()
        head.sectionResized.connect(self._moved)
        view.horizontalScrollBar().valueChanged.connect(self._moved)

    def show_table(self, table: PeopleTable) -> None:
        """Show the sum of a table."""
        self._table = table
        total = points(table.total, table.decimals)
        said = spoken_guess(total) if table.guess else total
        self.setAccessibleName(f"{_('Together')}: {said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row in the columns of the table above."""
        del event
        table = self._table
        if table is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, mean, share = (
            self._room(column) for column in (Column.NAME, Column.SCORE, Column.SHARE)
        )
        write(painter, name, _("Together"), look.font("table", 600), look.colour("ink"))
        right = Qt.AlignmentFlag.AlignRight
        said = "–" if table.mean != table.mean else number(table.mean)
        write(painter, mean, said, look.font("table"), look.colour("ink2"), right)
        signed_points(
            painter, QPointF(share.right(), share.center().y()),
            points(table.total, table.decimals), shown(table.total, table.decimals),
            guess=table.guess, font=look.font("table", 600),
        )  # fmt: skip

    def changeEvent(self, event: QEvent) -> None:
        """Follow another look."""
        super().changeEvent(event)
        self.update()

    def _room(self, column: Column) -> QRectF:
        pad = theme.current().px(PADDING)
        start = self._view.viewport().x() + self._view.columnViewportPosition(int(column))
        wide = self._view.columnWidth(int(column))
        if column is Column.NAME:
            wide += self._view.columnWidth(int(Column.CLOSENESS))
        return QRectF(start + pad, 0, wide - 2 * pad, self.height())

    def _moved(self) -> None:
        self.update()
