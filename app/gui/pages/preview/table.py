"""The preview's table: rows of one height, a box before each; Space leaves rows out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.gui import theme
from app.gui.pages.preview.model import PreviewModel
from app.gui.pages.preview.rows import Column
from app.gui.shared.selection import selected_rows, spare_the_heading
from app.wording import importing as words
from app.wording import kinds as kind_words
from app.wording.language import _, short_day

_LEAST_ROWS = 8
_LEAST_TEXT = 140
_LONG_DAY = 11_315  # 24 December 2000, as wide as a day gets
_SAMPLE_AMOUNT = "12,345.67 CNY"


class PreviewTable(QTableView):
    """A million rows scroll as ten do."""

    kind_wanted = Signal(int)  # line on screen

    def __init__(self, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setObjectName("preview")
        self.setAccessibleName(_("Rows of the file"))
        self.setAccessibleDescription(_("Space leaves the chosen rows out, or takes them back in."))
        dress(self)
        for column, width in _widths().items():
            self.setColumnWidth(int(column), width)
        self.doubleClicked.connect(self._opened)

    def sizeHint(self) -> QSize:
        """Ask for a few rows; the page gives the rest of its height."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts what the other columns leave."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(int(c)) for c in Column if c is not Column.WHAT)
        least = theme.current().px(_LEAST_TEXT)
        self.setColumnWidth(int(Column.WHAT), max(least, self.viewport().width() - others))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the chosen rows out on Space, or take them back in."""
        if event.key() == Qt.Key.Key_Space:
            rows = selected_rows(self)
            if len(rows):
                self._rows.turn(rows)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to give the row another kind."""
        line = self.currentIndex().row()
        if line < 0:
            return
        menu = QMenu(self)
        menu.addAction(kind_words.wanted(), lambda: self.kind_wanted.emit(line))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _opened(self, index: QModelIndex) -> None:
        if index.column() == Column.KIND:
            self.kind_wanted.emit(index.row())

    def changeEvent(self, event: QEvent) -> None:
        """Follow another look."""
        super().changeEvent(event)
        # A style sheet changes the palette once more: only another look is another sheet.
        if event.type() is QEvent.Type.PaletteChange and self.styleSheet() != _style():
            self.setStyleSheet(_style())


def dress(table: QTableView) -> None:
    """Give a table of a file's rows its looks: rows of one height, no grid, texts on one line."""
    look = theme.current()
    table.setFont(look.font("table"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(look.size("table_row"))
    head = table.horizontalHeader()
    head.setFixedHeight(look.px(30))
    head.setHighlightSections(False)
    spare_the_heading(table)
    head.setMinimumSectionSize(look.px(40))
    table.setStyleSheet(_style())
    table.setMinimumHeight(look.size("table_row") * _LEAST_ROWS + look.px(34))


def _style() -> str:
    """Style a border that is always there: the table does not jump when it gets the focus."""
    look = theme.current()
    width = max(2, look.px(2))
    colours = look.colours
    return (
        f"QTableView {{ border: {width}px solid transparent; background: {colours['card']}; }}"
        f"QTableView:focus {{ border-color: {colours['accent']}; }}"
    )


def _widths() -> dict[Column, int]:
    look = theme.current()
    text, head = QFontMetricsF(look.font("table")), QFontMetricsF(look.font("caption", 500))
    room = look.px(24)
    said = words.headings()
    least = {
        Column.KEEP: look.px(22),
        Column.DATE: text.horizontalAdvance(short_day(_LONG_DAY)),
        Column.KIND: look.px(140),
        Column.AMOUNT: text.horizontalAdvance(_SAMPLE_AMOUNT),
    }
    return {
        column: round(max(width, head.horizontalAdvance(said[column])) + room)
        for column, width in least.items()
    }
