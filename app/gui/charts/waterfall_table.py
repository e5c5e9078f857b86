"""A waterfall as a table: the same text, the same figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.gui import theme
from app.gui.charts.waterfall_layout import Part, Row, Waterfall
from app.gui.shared.page import Table
from app.gui.shared.points_delegate import (
    GUESS_ROLE,
    STRUCK_ROLE,
    VALUE_ROLE,
    CellDelegate,
    PointsDelegate,
)
from app.wording.language import _, number, points

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel):
    """The waterfall's rows as a table: the same text, the same figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart = Waterfall(())

    def show_rows(self, chart: Waterfall) -> None:
        """Show the rows of a waterfall."""
        self.beginResetModel()
        self._chart = chart
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """Return what a row selects; empty where it selects nothing."""
        return self._chart.rows[row].id if 0 <= row < len(self._chart.rows) else ""

    def row_of(self, name: str) -> int | None:
        """Return the row that selects this."""
        found = (at for at, row in enumerate(self._chart.rows) if name and row.id == name)
        return next(found, None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._chart.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("What"), self._chart.points_head, self._chart.makes_head)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 500)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a cell."""
        row, column = self._chart.rows[index.row()], index.column()
        look = theme.current()
        answers: dict[int, Callable[[], object]] = {
            int(Qt.ItemDataRole.DisplayRole): lambda: _cells(row)[column],
            int(Qt.ItemDataRole.TextAlignmentRole): lambda: _RIGHT if column else _LEFT,
            int(Qt.ItemDataRole.FontRole): lambda: look.font(
                "table", 600 if row.part.is_figure else 400
            ),
            # Only what a factor moves has a colour; rounding and the unexplained have none.
            VALUE_ROLE: lambda: row.points if row.part is Part.STEP else None,
            GUESS_ROLE: lambda: row.guess and column == (2 if row.part.is_figure else 1),
            STRUCK_ROLE: lambda: False,
        }
        answer = answers.get(role)
        return answer() if answer else None

    def as_table(self) -> Table:
        """Return all cells as they are said."""
        return Table(
            (_("What"), self._chart.points_head, self._chart.makes_head),
            tuple(_cells(row) for row in self._chart.rows),
        )


def waterfall_table(model: RowsModel) -> QTableView:
    """Return a table of the rows, beside or in place of their chart."""
    look = theme.current()
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(_("Account of the score, as a table"))
    view.setItemDelegate(CellDelegate(view))
    view.setItemDelegateForColumn(1, PointsDelegate(view))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(look.px(28))
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(column, look.px(120))
    return view


def _cells(row: Row) -> tuple[str, str, str]:
    moved = "" if row.points is None else points(row.points, row.decimals)
    return row.label, moved, number(row.after, row.decimals)
