"""The rows of bills that were left out, one by one, with the reason of each: read only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.domain.intake import LeftOutRow
from app.gui import theme
from app.gui.pages.preview.table import dress
from app.gui.shared.tips import tip
from app.wording import importing as words
from app.wording.language import number
from app.wording.visible import visible

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEAST_TEXT = 120
_TWO_LINES = 44  # height of a row
_SAMPLE_LINE = 12_345
_SAMPLE_DATE = "2000-12-24 20:00:00"
_SAMPLE_AMOUNT = "¥12,345.67"


class Column(IntEnum):
    """The columns of the table, from the left."""

    LINE = 0
    DATE = 1
    WHAT = 2
    WHY = 3
    AMOUNT = 4


_NUMBERS = (Column.LINE, Column.AMOUNT)


class LeftOutModel(QAbstractTableModel):
    """Shows rows as their file has them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[LeftOutRow] = ()

    def show_rows(self, rows: Sequence[LeftOutRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, and where it stands."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.left_out_headings()[section]
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 500)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; only cells on screen are ever asked for."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{visible(row.file)}: {self._said(row, column)}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().brush("ink2" if column is Column.WHY else "ink")
        return None

    def _said(self, row: LeftOutRow, column: Column) -> str:
        match column:
            case Column.LINE:
                return number(row.line)
            case Column.DATE:
                return visible(row.date)
            case Column.WHAT:
                return visible(" · ".join(part for part in (row.what, row.counterparty) if part))
            case Column.WHY:
                return visible(row.reason)
            case Column.AMOUNT:
                return visible(row.amount)


class LeftOutTable(QTableView):
    """The rows beneath each other; nothing can be changed."""

    def __init__(self, model: LeftOutModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName("left-out")
        self.setAccessibleName(words.left_out_title())
        dress(self)
        self.setWordWrap(True)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_TWO_LINES))
        for column, width in _widths().items():
            self.setColumnWidth(int(column), width)
        self.horizontalHeader().setSectionResizeMode(int(Column.LINE), QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what and why what the other columns leave."""
        super().resizeEvent(event)
        texts = (Column.WHAT, Column.WHY)
        others = sum(self.columnWidth(int(one)) for one in Column if one not in texts)
        least = theme.current().px(_LEAST_TEXT)
        room = max(2 * least, self.viewport().width() - others)
        self.setColumnWidth(int(Column.WHAT), room - room // 2)
        self.setColumnWidth(int(Column.WHY), room // 2)


def _widths() -> dict[Column, int]:
    look = theme.current()
    text, head = QFontMetricsF(look.font("table")), QFontMetricsF(look.font("caption", 500))
    said = words.left_out_headings()
    samples = {
        Column.LINE: number(_SAMPLE_LINE),
        Column.DATE: _SAMPLE_DATE,
        Column.AMOUNT: _SAMPLE_AMOUNT,
    }
    return {
        column: round(
            max(text.horizontalAdvance(sample), head.horizontalAdvance(said[column])) + look.px(20)
        )
        for column, sample in samples.items()
    }
