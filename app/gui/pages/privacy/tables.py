"""The two tables of the page: who is kept, and which files came in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.gui import theme
from app.wording.plain_text import pasted

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HEAD = 30


class FactTable(QTableWidget):
    """A small table of plain cells; one row is chosen, Ctrl+C copies it, Enter opens it."""

    row_chosen = Signal(int)
    row_opened = Signal(int)

    def __init__(self, name: str, right: frozenset[int], parent: QWidget | None = None) -> None:
        """Make the table.

        Args:
            name: What a screen reader calls it.
            right: Columns of figures, which stand at the right.
            parent: Qt's owner.
        """
        super().__init__(parent)
        look = theme.current()
        self._right = right
        self.setAccessibleName(name)
        self.setFont(look.font("table"))
        head = self.horizontalHeader()
        head.setFont(look.font("caption", 500))
        head.setFixedHeight(look.px(_HEAD))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(look.px(40))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.size("table_row"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentCellChanged.connect(self._tell)
        self.cellActivated.connect(lambda row, _column: self.row_opened.emit(row))

    def show_cells(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        tips: Sequence[Sequence[str]] = (),
    ) -> None:
        """Show rows of cells; the chosen row stays chosen where it is still there.

        Args:
            headings: Names of the columns.
            rows: The cells.
            tips: What each cell says in full, where it is cut; as the cells where left out.
        """
        self.blockSignals(True)
        before = self.currentRow()
        self.clear()
        self.setColumnCount(len(headings))
        self.setRowCount(len(rows))
        for column, heading in enumerate(headings):
            item = QTableWidgetItem(heading)
            item.setTextAlignment(self._aligned(column))
            self.setHorizontalHeaderItem(column, item)
        full = tips or rows
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(self._aligned(column))
                item.setData(Qt.ItemDataRole.UserRole, full[row][column])
                if full[row][column] != cell:
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, full[row][column])
                self.setItem(row, column, item)
        self._fit(len(rows))
        if rows:
            self.setCurrentCell(max(0, min(before, len(rows) - 1)), 0)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen row in full, a tab between cells."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        items = (self.item(self.currentRow(), column) for column in range(self.columnCount()))
        cells = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item is not None]
        QGuiApplication.clipboard().setText(pasted(cells))

    def _tell(self, row: int, _column: int, before: int, _before: int) -> None:
        if row not in {before, -1}:
            self.row_chosen.emit(row)

    def _fit(self, rows: int) -> None:
        look = theme.current()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if self.columnCount():
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        shown = min(max(rows, 1), 8)
        self.setFixedHeight(
            look.px(_HEAD) + shown * look.size("table_row") + 2 * max(2, look.px(2)) + look.px(2)
        )

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self._right else _LEFT
