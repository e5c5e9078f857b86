"""The preview's table for Qt: columns over the records, a box before each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from app.domain.arrays import Mask, RowVector
from app.gui import theme
from app.gui.pages.preview.rows import Column, Rows, nothing_out
from app.gui.shared.tips import tip
from app.wording import importing as words
from app.wording.language import _

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PreviewModel(QAbstractTableModel):
    """Shows some rows of a file and which of them are left out."""

    left_out = Signal()  # the reader left rows out, or took them back in

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None
        self._shown: RowVector = np.empty(0, np.int64)
        self.out: Mask = np.zeros(0, np.bool_)

    def show_rows(self, rows: Rows) -> None:
        """Show all rows of a file, latest first; none is left out."""
        self.beginResetModel()
        self._rows, self.out = rows, nothing_out(rows)
        self._shown = np.arange(len(rows) - 1, -1, -1, dtype=np.int64)
        self.endResetModel()

    def show_kinds(self, rows: Rows) -> None:
        """Show the same rows with other kinds; what is left out stays so."""
        self._rows = rows
        if len(self._shown):
            last = self.index(self.rowCount() - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, line: int) -> int:
        """Return the row of the file that stands in a line on screen."""
        return int(self._shown[line])

    def show_only(self, shown: RowVector) -> None:
        """Show these rows only."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    @property
    def shown(self) -> RowVector:
        """The rows of the file that are shown."""
        return self._shown

    def turn(self, lines: RowVector | Sequence[int], *, out: bool | None = None) -> None:
        """Leave lines of the table out, or take them back in.

        Args:
            lines: Lines on screen.
            out: What to do; the other way than the first line is where it is left out.
        """
        rows = self._shown[np.asarray(lines, np.int64)]
        if not len(rows):
            return
        self.out[rows] = not self.out[rows[0]] if out is None else out
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))
        self.left_out.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen, and the boxes be ticked."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == Column.KEEP:
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, and where it stands."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.headings()[section]
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 500)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Column.AMOUNT else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; only cells on screen are ever asked for."""
        if self._rows is None or not index.isValid():
            return None
        row, column = int(self._shown[index.row()]), Column(index.column())
        out = bool(self.out[row])
        if column is Column.KEEP:
            return self._box(out=out, role=role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows.cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return self._style(row, column, role, out=out)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Leave a row out, or take it back in, as its box is ticked."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.turn([index.row()], out=not ticked)
        return True

    def _style(self, row: int, column: Column, role: int, *, out: bool) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Column.AMOUNT else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return _struck() if out else None
        if role == Qt.ItemDataRole.ForegroundRole and self._rows is not None:
            quiet = column is Column.KIND or self._rows.is_idle(row)
            return theme.current().brush("ink3" if out else "ink2" if quiet else "ink")
        return None

    def _box(self, *, out: bool, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("left out") if out else _("kept")
        return None

    def _tip(self, row: int, column: Column) -> str | None:
        if self._rows is None:
            return None
        if self._rows.is_idle(row) and column is Column.KIND:
            return words.not_counted()
        return tip(self._rows.cell(row, column)) if column is Column.WHAT else None


def _struck() -> QFont:
    font = theme.current().font("table")
    font.setStrikeOut(True)
    return font
