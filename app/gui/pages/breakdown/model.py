"""The records' table for Qt: columns of numbers, a line is made into text when it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.gui import theme
from app.gui.pages.breakdown import cells, telling
from app.gui.pages.breakdown.arrange import Arrangement, Column
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.shared.tips import tip
from app.wording.notes import Note

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
AT_RIGHT = frozenset({Column.POINTS, Column.AGE, Column.UNTIL})
_STRUCK = frozenset({Column.DATE, Column.WHAT})
_QUIET = frozenset({Column.REPORTED_BY, Column.CAUSE, Column.AGE, Column.UNTIL})

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Painted(NamedTuple):
    """A cell as it is painted.

    Attributes:
        text: What it says.
        tone: Colour of the look.
        struck: Whether it is struck through, because its record is set aside.
        value: Its points, where it shows points and has any.
        guess: Whether a guess is in them.
    """

    text: str
    tone: str
    struck: bool
    value: float | None
    guess: bool


class RecordModel(QAbstractTableModel):
    """Shows an arrangement of records; it is replaced whole, never changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: RecordTable | None = None
        self._shown: Arrangement | None = None

    def show_lines(self, table: RecordTable, shown: Arrangement) -> None:
        """Show these lines in this order.

        Another order of as many lines is no reset: the view would measure each of a million rows
        anew. Whoever shows them chooses the row anew in either case.
        """
        before = self.rowCount()
        if before and before == len(shown.lines):
            self._table, self._shown = table, shown
            last = len(Column) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(before - 1, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
            return
        self.beginResetModel()
        self._table, self._shown = table, shown
        self.endResetModel()

    def line(self, row: int) -> int:
        """Return the line of the table that stands in a row on screen."""
        if self._shown is None:
            raise IndexError(row)
        return int(self._shown.lines[row])

    def painted(self, row: int, column: Column) -> Painted:
        """Return a cell as it is painted: in one call, because a scroll step paints a hundred."""
        table, shown = self._table, self._shown
        if table is None or shown is None:
            return Painted("", "ink", struck=False, value=None, guess=False)
        line = int(shown.lines[row])
        text = cells.cell(table, shown, line, column)
        aside = bool(table.is_aside[line])
        if column is Column.POINTS:
            moved = cells.points_of(table, shown, line)
            guess = moved is not None and bool(shown.part.guess[line])
            return Painted(text, "ink3", aside, moved, guess)
        quiet = column in _QUIET or bool(np.isnan(shown.part.points[line]))
        tone = "ink3" if aside else "ink2" if quiet else "ink"
        return Painted(text, tone, aside and column in _STRUCK, None, guess=False)

    def note(self, row: int) -> Note | None:
        """Return what F1 tells about the points in a row."""
        if self._table is None or self._shown is None or not 0 <= row < self.rowCount():
            return None
        return telling.note_of(self._table, self._shown, int(self._shown.lines[row]))

    def row_of(self, line: int) -> int | None:
        """Return the row on screen where a line stands; ``None`` where it is not shown."""
        if self._shown is None:
            return None
        found = np.flatnonzero(self._shown.lines == line)
        return int(found[0]) if len(found) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines are shown."""
        return 0 if parent.isValid() or self._shown is None else len(self._shown.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, and where it stands."""
        if orientation is Qt.Orientation.Vertical:
            return None
        column = Column(section)
        sorts = self._shown is not None and self._shown.wish.sort is column
        if role == Qt.ItemDataRole.DisplayRole:
            return cells.heading(column) + (self._arrow() if sorts else "")
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 600 if sorts else 500)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; only cells on screen are ever asked for."""
        answer = _ANSWERS.get(role)
        if answer is None or self._table is None or self._shown is None or not index.isValid():
            return None
        line = int(self._shown.lines[index.row()])
        return answer(self, self._table, self._shown, line, Column(index.column()))

    def _arrow(self) -> str:
        """Return the arrow of the column sorted by, as text: a screen reader says it."""
        return " ↓" if self._shown is not None and self._shown.wish.descending else " ↑"


def _aligned(column: Column) -> Qt.AlignmentFlag:
    return _RIGHT if column in AT_RIGHT else _LEFT


def _tip(
    _model: RecordModel, table: RecordTable, shown: Arrangement, line: int, column: Column
) -> str | None:
    if column not in {Column.WHAT, Column.REPORTED_BY}:
        return None
    return tip(cells.cell(table, shown, line, column))


_ANSWERS: dict[int, Callable[[RecordModel, RecordTable, Arrangement, int, Column], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda _m, t, s, i, c: cells.cell(t, s, i, c),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda _m, t, s, i, c: cells.spoken(t, s, i, c),
    int(Qt.ItemDataRole.TextAlignmentRole): lambda _m, _t, _s, _i, c: _aligned(c),
    int(Qt.ItemDataRole.ToolTipRole): _tip,
}
