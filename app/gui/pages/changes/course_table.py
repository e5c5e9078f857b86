"""The chart as a table: each day on which a figure changed, was published, or something happened.

The cells are said when they are shown: ten years of days are thousands of rows.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.gui import theme
from app.gui.charts.course_figures import CourseLines
from app.gui.shared.page import Table
from app.gui.shared.points_delegate import CellDelegate
from app.wording.changes import decimals_of
from app.wording.language import _, number, short_day
from app.wording.plain_text import pasted

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOTHING = "–"


def headings() -> tuple[str, ...]:
    """Name the columns."""
    return (_("Date"), _("Ours"), _("Official"), _("What happened"))


class CourseRows(QAbstractTableModel):
    """The rows, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: CourseLines | None = None
        self._days: list[int] = []
        self._official: dict[int, float] = {}

    def show_lines(self, lines: CourseLines) -> None:
        """Show a score's way."""
        self.beginResetModel()
        self._lines = lines
        self._days = _days(lines)
        self._official = dict(
            zip(lines.official_day.tolist(), lines.official.tolist(), strict=True)
        )
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in {1, 2} else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 500)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in {1, 2} else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("table")
        return None

    def cells(self, row: int) -> tuple[str, ...]:
        """Say one row."""
        lines, day = self._lines, self._days[row]
        if lines is None:
            return ()
        ahead = day > lines.today
        place = day - (lines.today if ahead else lines.first)
        figure = float((lines.ahead if ahead else lines.ours)[place])
        ours = _NOTHING if np.isnan(figure) else number(figure, decimals_of(figure, 0))
        theirs = self._official.get(day)
        official = "" if theirs is None else number(theirs, decimals_of(theirs, 0))
        told = lines.happened(day)
        if ahead:
            told = _("; ").join(part for part in (_("if nothing new"), told) if part)
        return short_day(day), ours, official, told

    def as_table(self) -> Table:
        """Return all rows as they are said."""
        return Table(headings(), tuple(self.cells(row) for row in range(len(self._days))))


class CourseTable(QTableView):
    """Shows the rows; Ctrl+C copies those that are selected."""

    def __init__(self, rows: CourseRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._rows = rows
        self.setModel(rows)
        self.setAccessibleName(_("Your score over time, as a table"))
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((140, 80, 90)):
            head.resizeSection(column, look.px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, a tab between cells."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        text = "\n".join(pasted(self._rows.cells(row)) for row in chosen)
        QGuiApplication.clipboard().setText(text)


def _days(lines: CourseLines) -> list[int]:
    """Return the days that have something to tell, the latest first."""
    found = set(lines.stops) | set(lines.official_day.tolist())
    for day, values in ((lines.day, lines.ours), (lines.ahead_day, lines.ahead)):
        same = (values[1:] == values[:-1]) | (np.isnan(values[1:]) & np.isnan(values[:-1]))
        found.update(day[1:][~same].tolist())
    return sorted(found, reverse=True)
