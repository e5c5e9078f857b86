"""The contacts' table for Qt: columns of numbers, a row is made into text when it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.arrays import RowVector
from app.gui import theme
from app.gui.pages.contacts.people_table import Column, PeopleTable, heading
from app.gui.shared.tips import tip
from app.wording.breakdown import spoken_guess

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_POINTS = frozenset({Column.SHARE, Column.IF_GONE})

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Painted(NamedTuple):
    """A cell as it is painted.

    Attributes:
        text: What it says.
        value: Its points, where it shows points and has any.
        part: A share against the largest one, from -1 to 1, where it has a bar.
        guess: Whether a guess is in its points.
        strong: Whether it is written in full ink.
    """

    text: str
    value: float | None
    part: float | None
    guess: bool
    strong: bool


class PeopleModel(QAbstractTableModel):
    """Shows contacts in an order; it is replaced whole, never changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: PeopleTable | None = None
        self._rows: RowVector = np.empty(0, dtype=np.int64)
        self._sort: tuple[Column, bool] = (Column.SHARE, True)

    def show_rows(
        self, table: PeopleTable, rows: RowVector, column: Column, *, descending: bool
    ) -> None:
        """Show these entries in this order."""
        self.beginResetModel()
        self._table, self._rows, self._sort = table, rows, (column, descending)
        self.endResetModel()

    def painted(self, row: int, column: Column) -> Painted:
        """Return a cell as it is painted: in one call, because a scroll step paints fifty."""
        table = self._table
        if table is None:
            return Painted("", None, None, guess=False, strong=False)
        entry = int(self._rows[row])
        known = table.known(entry)
        return Painted(
            table.cell(entry, column),
            table.value(entry, column),
            _part(table, entry) if column is Column.SHARE else None,
            guess=table.guess and known,
            strong=column is Column.NAME or (column is Column.SCORE and known),
        )

    def id_at(self, row: int) -> str:
        """Return the contact in a row on screen; empty where there is none."""
        if self._table is None or not 0 <= row < len(self._rows):
            return ""
        return self._table.ids[int(self._rows[row])]

    def name_at(self, row: int) -> str:
        """Return how the contact in a row on screen is called."""
        return "" if self._table is None else self._table.names[int(self._rows[row])]

    def row_of(self, contact: str) -> int | None:
        """Return the row on screen of a contact; ``None`` where it is not shown."""
        entry = None if self._table is None else self._table.row_by_id.get(contact)
        if entry is None:
            return None
        found = np.flatnonzero(self._rows == entry)
        return int(found[0]) if len(found) else None

    def copied(self, row: int) -> tuple[str, ...]:
        """Return a row on screen as a program wants it."""
        return () if self._table is None else self._table.copied(int(self._rows[row]))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many contacts are shown."""
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
        column = Column(section)
        name = heading(column)
        arrow = self._arrow() if self._sort[0] is column else ""
        return {
            int(Qt.ItemDataRole.DisplayRole): name,
            int(Qt.ItemDataRole.AccessibleTextRole): name + arrow,
            int(Qt.ItemDataRole.ToolTipRole): name + arrow if arrow else None,
            int(Qt.ItemDataRole.FontRole): theme.current().font("caption", 600 if arrow else 500),
            int(Qt.ItemDataRole.TextAlignmentRole): _aligned(column),
        }.get(role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; only cells on screen are ever asked for."""
        if self._table is None or not index.isValid():
            return None
        answer = _ANSWERS.get(role)
        if answer is None:
            return None
        return answer(self._table, int(self._rows[index.row()]), Column(index.column()))

    def _arrow(self) -> str:
        return " ↓" if self._sort[1] else " ↑"


def _aligned(column: Column) -> Qt.AlignmentFlag:
    return _LEFT if column is Column.NAME else _RIGHT


def _is_guess(table: PeopleTable, row: int, column: Column) -> bool:
    return table.guess and column in _POINTS and table.known(row)


def _part(table: PeopleTable, row: int) -> float | None:
    known = table.known(row) and table.most > 0
    return float(table.shares[row]) / table.most if known else None


def _spoken(table: PeopleTable, row: int, column: Column) -> str:
    said = table.cell(row, column)
    return spoken_guess(said) if _is_guess(table, row, column) else said


def _tip(table: PeopleTable, row: int, column: Column) -> str | None:
    return tip(table.names[row]) if column is Column.NAME else None


_ANSWERS: dict[int, Callable[[PeopleTable, int, Column], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): PeopleTable.cell,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda _table, _row, column: _aligned(column),
    int(Qt.ItemDataRole.ToolTipRole): _tip,
}
