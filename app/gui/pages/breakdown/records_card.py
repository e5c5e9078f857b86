"""The card with the records: where they come from, search, filter, the table, the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.domain.progress import Progress
from app.gui import theme
from app.gui.pages.breakdown import cells
from app.gui.pages.breakdown.answer_bar import AnswerBar
from app.gui.pages.breakdown.arrange import Arrangement, Column
from app.gui.pages.breakdown.filter_menu import FilterButton
from app.gui.pages.breakdown.model import RecordModel
from app.gui.pages.breakdown.record_delegate import RecordDelegate
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.pages.breakdown.telling import Crumb
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear
from app.gui.shared.flowing import Flowing
from app.gui.shared.icons import picture
from app.gui.shared.page import Lines, Table
from app.gui.shared.search_field import SearchField
from app.gui.shared.selection import selected_rows, spare_the_heading
from app.gui.shared.tips import unmarked
from app.gui.shared.words import Words, hairline
from app.wording import breakdown as words
from app.wording import kinds as kind_words
from app.wording.language import _, short_day
from app.wording.notes import Note
from app.wording.visible import visible

_WIDTHS = {
    Column.DATE: 116,
    Column.REPORTED_BY: 140,
    Column.POINTS: 96,
    Column.CAUSE: 140,
    Column.AGE: 80,
    Column.UNTIL: 124,
}
_TYPING = 200  # ms without a key before a search starts
_LEAST_ROWS = 4
_LEAST_TEXT = 200
_LONG_DAY = 11_315  # 24 December 2000, as wide as a day gets


class RecordsCard(Card):
    """Shows records and tells what the reader chose, sought, filtered and sorted."""

    crumb_chosen = Signal(str, str)  # factor, rule
    searched = Signal(str)
    sorted_by = Signal(int)  # Column
    record_chosen = Signal(int)  # line of the table

    def __init__(self, parent: QWidget | None = None) -> None:
        self._told: tuple[RecordTable, Arrangement] | None = None
        self._way: tuple[tuple[Crumb, ...], str] = ((), "")
        super().__init__("", parent)
        # A new look comes in several events; what has colours of its own waits for the last.
        self._restyling = QTimer(self, singleShot=True, interval=0)
        self._restyling.timeout.connect(self._restyle)
        look = theme.current()
        self.setAccessibleName(_("Records"))
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(look.px(6))
        self._count = Words("", "caption", "ink2")
        self._search = SearchField(_("Search records"))
        self._search.setObjectName("search")
        self._search.setMaximumWidth(look.px(216))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self.filter = FilterButton()
        self._lay_out_head()
        self.model = RecordModel(self)
        self.table = RecordsView(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.horizontalHeader().sectionClicked.connect(self.sorted_by)
        self._notice = Words("", "body", "ink2", wraps=True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._notice)
        self.body.addWidget(self._stack, 1)
        self.body.setSpacing(look.px(4))
        self.body.setContentsMargins(look.px(15), look.px(9), look.px(15), look.px(6))
        self.answer = AnswerBar()
        self._line = hairline()
        self.body.addWidget(self._line)
        self.body.addWidget(self.answer)

    def _lay_out_head(self) -> None:
        look = theme.current()
        # The way asks for no width of its own: long titles must not make the page wider.
        trail = QWidget()
        trail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        way = self._trail = QHBoxLayout(trail)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(look.px(12))
        way.addLayout(self._crumbs)
        way.addWidget(self._count)
        way.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        tools.addWidget(self._search, 1)
        tools.addWidget(self.filter)
        tools.addStretch(0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(look.px(8))
        self._top.addWidget(trail, 1)
        self._top.addLayout(tools)
        self.body.addLayout(self._top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put search and filter beneath the way where both do not fit beside each other."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        look = theme.current()
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        tools = self._search.maximumWidth() + self.filter.sizeHint().width() + look.px(24)
        wanted = self._trail.sizeHint().width()
        self._top.setDirection(
            QBoxLayout.Direction.LeftToRight
            if wanted + tools <= room
            else QBoxLayout.Direction.TopToBottom
        )

    def show_crumbs(self, crumbs: tuple[Crumb, ...], count: str) -> None:
        """Show the way to the records; each step but the last leads back."""
        look = theme.current()
        self._way = crumbs, count
        clear(self._crumbs)
        for number, crumb in enumerate(crumbs):
            if number:
                arrow = Words()
                arrow.setPixmap(picture("caret-right", "ink3", 12))
                self._crumbs.addWidget(arrow)
            if number == len(crumbs) - 1:
                weight = 600 if number == 0 else 500
                self._crumbs.addWidget(Flowing(visible(crumb.title), weight=weight))
                continue
            step = QPushButton(unmarked(visible(crumb.title)))
            step.setStyleSheet(_crumb_style())
            step.setAccessibleDescription(_("Leads back to these records."))
            step.setFont(look.font("body", 600 if number == 0 else 400))
            step.setCursor(Qt.CursorShape.PointingHandCursor)
            step.clicked.connect(partial(self.crumb_chosen.emit, crumb.factor, crumb.rule))
            self._crumbs.addWidget(step)
        self._count.setText(count)
        self._fit_head()

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        items = (self._crumbs.itemAt(at) for at in range(self._crumbs.count()))
        steps = [item.widget() for item in items if item is not None]
        buttons = [step for step in steps if isinstance(step, QPushButton)]
        return [*buttons, self._search, self.filter, self.table, *self.answer.stops()]

    def show_records(self, table: RecordTable, shown: Arrangement, selected: int | None) -> None:
        """Show the records in their order, one of them selected."""
        self._told = (table, shown)
        chooser = self.table.selectionModel()
        chooser.blockSignals(True)
        self.model.show_lines(table, shown)
        self.table.fit_causes(shown.causes)
        chooser.clear()
        row = None if selected is None else self.model.row_of(selected)
        if row is not None:
            self.table.bring(row)
        chooser.blockSignals(False)
        self.table.viewport().update()
        self.filter.show_filters(table, shown)
        for below in (self._line, self.answer):
            below.setVisible(bool(len(shown.lines)))
        if len(shown.lines):
            self._stack.setCurrentIndex(0)
        else:
            self.show_notice(
                _("No record holds “{text}”.").format(text=visible(shown.wish.search))
                if shown.wish.search
                else _("No record is behind this.")
                if len(table.records)
                else _("There is no record in this file.")
            )

    def clear_search(self) -> None:
        """Empty the search, without telling: whoever does it says what is shown instead."""
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        self._typing.stop()

    def show_waiting(self, text: str) -> None:
        """Say beside the crumbs that other records are under way; these stay until then."""
        self._count.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Draw what has colours of its own again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._told is not None:
            self._restyling.start()

    def _restyle(self) -> None:
        self.show_crumbs(*self._way)

    def show_notice(self, text: str) -> None:
        """Say something in the table's place."""
        self._notice.setText(text)
        self._stack.setCurrentIndex(1)

    def as_table(self) -> Table:
        """Return the records as a file wants them: plain dates, numbers with a hyphen."""
        if self._told is None:
            return Table(cells.headings(), ())
        table, shown = self._told
        return Table(cells.headings(), tuple(cells.copied(table, shown, shown.lines.tolist())))

    def as_lines(self) -> Lines:
        """Note what is shown now, and return the work that makes it a table line by line."""
        told = self._told

        def work(progress: Progress) -> Iterator[tuple[str, ...]]:
            yield cells.headings()
            if told is not None:
                yield from cells.watched(*told, progress)

        return work

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.record_chosen.emit(self.model.line(current.row()))


class RecordsView(QTableView):
    """The table itself: rows of one height, so that a million of them scroll as ten do."""

    copy_wanted = Signal(object)  # rows on screen, shape (n,)
    kind_wanted = Signal()  # of the row that is chosen

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._records = model
        self.setModel(model)
        self.setObjectName("records")
        self.setAccessibleName(_("Records"))
        self.setAccessibleDescription(_("A table. Ctrl+C copies the rows that are selected."))
        self.setFont(look.font("table"))
        self.setItemDelegate(RecordDelegate(model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.size("table_row"))
        head = self.horizontalHeader()
        head.setFixedHeight(look.px(30))
        head.setHighlightSections(False)
        spare_the_heading(self)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(look.px(64))
        widths = _widths()
        self._cause_width = widths[Column.CAUSE]
        for column, width in widths.items():
            self.setColumnWidth(int(column), width)
        self.setStyleSheet(_focus_style())
        focus = max(2, look.px(2))
        height = look.size("table_row") * _LEAST_ROWS + look.px(30) + 2 * focus
        self.setMinimumHeight(height)

    def note(self) -> Note | None:
        """Return what F1 tells about the points of the current row."""
        return self._records.note(self.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        """Give the rows an opaque ground, once the style has had its say."""
        super().showEvent(event)
        # Then Qt moves what is painted on a scroll, and asks for the new rows only.
        self.viewport().setAutoFillBackground(True)

    def bring(self, row: int) -> None:
        """Select a row and bring it into sight."""
        self.selectRow(row)
        # The bar still has the range of the lines before; a row beyond it would not be reached.
        self.updateGeometries()
        self.scrollTo(self.model().index(row, 0))

    def fit_causes(self, causes: Sequence[int]) -> None:
        """Make the column of causes as wide as the longest that occurs."""
        face = QFontMetricsF(theme.current().font("table"))
        said = [text for code in causes for text in words.cause_texts(code)]
        wide = max((face.horizontalAdvance(text) for text in said), default=0.0)
        room = theme.current().px(20)
        self.setColumnWidth(int(Column.CAUSE), max(self._cause_width, round(wide) + room))
        self._give_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts what the other columns leave."""
        super().resizeEvent(event)
        self._give_rest()

    def _give_rest(self) -> None:
        others = sum(self.columnWidth(int(column)) for column in _WIDTHS)
        least = theme.current().px(_LEAST_TEXT)
        self.setColumnWidth(int(Column.WHAT), max(least, self.viewport().width() - others))

    def sizeHint(self) -> QSize:
        """Ask for a few rows; the page gives the rest of its height."""
        return self.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to give the row another kind, and to copy rows."""
        if not self.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.addAction(kind_words.wanted(), self.kind_wanted.emit)
        menu.addAction(_("Copy"), self.copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy(self) -> None:
        """Tell which rows are wanted on the clipboard."""
        rows = selected_rows(self)
        if len(rows):
            self.copy_wanted.emit(rows)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another look."""
        super().changeEvent(event)
        # A style sheet changes the palette once more: only another look is another sheet.
        if event.type() is QEvent.Type.PaletteChange and self.styleSheet() != _focus_style():
            self.setStyleSheet(_focus_style())


def _focus_style() -> str:
    """Style a border that is always there: the table does not jump when it gets the focus."""
    look = theme.current()
    width = max(2, look.px(2))
    return (
        f"QTableView {{ border: {width}px solid transparent; background: {look.colours['card']}; }}"
        f"QTableView:focus {{ border-color: {look.colours['accent']}; }}"
    )


def _widths() -> dict[Column, int]:
    """Measure the columns: no date, cause or heading is cut in any language."""
    look = theme.current()
    text, head = QFontMetricsF(look.font("table")), QFontMetricsF(look.font("caption", 600))
    longest = {
        Column.DATE: [short_day(_LONG_DAY)],
        Column.UNTIL: [short_day(_LONG_DAY), cells.no_end()],
    }
    room = look.px(20)
    measured = {}
    for column, width in _WIDTHS.items():
        named = head.horizontalAdvance(cells.heading(column) + " ↓")
        shown = (text.horizontalAdvance(said) for said in longest.get(column, ()))
        measured[column] = max(look.px(width), *(round(wide) + room for wide in (named, *shown)))
    return measured


def _crumb_style() -> str:
    """Style a step of the way as a word that can be clicked."""
    look = theme.current()
    ink, hover, accent = (look.colours[name] for name in ("ink2", "accent", "accent"))
    ring = max(2, look.px(2))
    return (
        f"QPushButton {{ border: {ring}px solid transparent; padding: 0; margin-left: -{ring}px;"
        f" min-height: {look.px(22)}px; background: transparent; color: {ink}; }}"
        f"QPushButton:hover {{ color: {hover}; }}"
        f"QPushButton:focus {{ border-color: {accent}; border-radius: {look.px(4)}px; }}"
    )
