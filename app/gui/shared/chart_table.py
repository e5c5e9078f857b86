"""A chart as a table: the same figures to read, select and copy."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.gui import theme
from app.gui.shared.page import Table
from app.wording.language import _
from app.wording.plain_text import pasted


class ChartTable(QTableWidget):
    """Shows a small table; Ctrl+C copies what is selected."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("A table. Ctrl+C copies the rows that are selected."))
        self.setFont(look.font("table"))
        self.horizontalHeader().setFont(look.font("caption"))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(26))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)

    def sizeHint(self) -> QSize:
        """Ask for no more room than its chart has."""
        look = theme.current()
        return QSize(look.px(200), look.px(120))

    def show_table(self, table: Table) -> None:
        """Show a table; the first column is words, the others are figures."""
        self.clear()
        self.setColumnCount(len(table.headings))
        self.setHorizontalHeaderLabels(list(table.headings))
        self.setRowCount(len(table.rows))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                if column:
                    item.setTextAlignment(middle | right)
                self.setItem(row, column, item)
        for column in range(1, len(table.headings)):
            heading = QTableWidgetItem(table.headings[column])
            heading.setTextAlignment(middle | right)
            self.setHorizontalHeaderItem(column, heading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, a tab between cells."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted({index.row() for index in self.selectedIndexes()})
        lines = [
            pasted(self._text(row, column) for column in range(self.columnCount())) for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return "" if item is None else item.text()
