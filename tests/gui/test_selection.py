"""Selected rows are read in spans, and a heading does not ask for them row by row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QApplication, QTableView

from app.gui.shared.selection import selected_rows, spare_the_heading

ROWS = 40


class Plain(QAbstractTableModel):
    """Counts how often it is asked for its size."""

    def __init__(self, rows: int = ROWS) -> None:
        super().__init__()
        self.rows, self.asked = rows, 0

    def rowCount(self, parent=QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        self.asked += 1
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent=QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 3

    def data(self, _index, _role=0) -> None:
        return None


@given(
    st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1)).map(sorted), max_size=5)
)
def test_any_spans_give_each_row_once_ascending(spans) -> None:
    model, table = Plain(), QTableView()
    table.setModel(model)
    for first, last in spans:
        span = QItemSelection(model.index(first, 0), model.index(last, 2))
        table.selectionModel().select(span, QItemSelectionModel.SelectionFlag.Select)

    expected = sorted({row for first, last in spans for row in range(first, last + 1)})
    assert selected_rows(table).tolist() == expected


def test_painting_the_heading_asks_for_no_row_of_a_large_selection(qtbot) -> None:
    model, table = Plain(50_000), QTableView()
    qtbot.addWidget(table)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setModel(model)
    spare_the_heading(table)
    table.show()
    table.selectAll()
    model.asked = 0

    table.horizontalHeader().viewport().update()
    QApplication.processEvents()
    table.horizontalHeader().grab()

    assert len(selected_rows(table)) == 50_000
    assert model.asked < 1_000
