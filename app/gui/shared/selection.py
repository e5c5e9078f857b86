"""Selected rows of a table that may have a million of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QTableView

from app.domain.arrays import RowVector


def spare_the_heading(table: QTableView) -> None:
    """Keep the heading from looking whether whole columns are selected.

    Each time it paints, it would ask the model row by row: with a million rows selected the
    window would stand still for half a minute. So it gets a selection of its own, which is empty.
    Call it after the table has its model.
    """
    heading = table.horizontalHeader()
    heading.setSelectionModel(QItemSelectionModel(table.model(), heading))


def selected_rows(table: QTableView) -> RowVector:
    """Return the selected rows, ascending, shape ``(n,)``; spans are read, never single rows."""
    # A list in all but its type stub.
    spans = cast("Iterable[QItemSelectionRange]", table.selectionModel().selection())
    chosen = np.zeros(table.model().rowCount(), dtype=np.bool_)
    for span in spans:
        chosen[span.top() : span.bottom() + 1] = True
    return np.flatnonzero(chosen)
