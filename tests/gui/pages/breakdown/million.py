"""What the table of a million records costs, for the benchmark of the table.

``tests/bench`` runs these; nothing here asserts a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.gui.pages.breakdown.arrange import Column, Texts, Wish, arranged
from app.gui.pages.breakdown.model import RecordModel
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.pages.breakdown.records_card import RecordsView
from tests.gui.pages.breakdown import mei

Timing = dict[str, float]


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def sort_times(count: int = 1_000_000) -> Timing:
    """Sort all records by each column, the texts coded before. Unit: ms."""
    table = RecordTable(mei.many(count), {})
    texts = Texts(table)
    for column in Column:
        arranged(table, texts, Wish(sort=column))  # codes the texts, shares the points out
    return {
        column.name.lower(): _took(
            lambda column=column: arranged(table, texts, Wish(sort=column, descending=True))
        )
        for column in Column
    }


def scroll_times(count: int = 1_000_000, steps: int = 200) -> Timing:
    """Scroll through the table, painting each step. Needs a QApplication. Unit: ms.

    Returns:
        The median and the longest step, the time to show the lines, and the time to show them
        in another order.
    """
    table = RecordTable(mei.many(count), {})
    texts = Texts(table)
    shown = arranged(table, texts, Wish(sort=Column.DATE))
    model = RecordModel()
    view = RecordsView(model)
    view.resize(1000, 600)
    view.show()
    first = _took(lambda: (model.show_lines(table, shown), _painted(view)))
    other = arranged(table, texts, replace(shown.wish, descending=True))
    again = _took(lambda: (model.show_lines(table, other), _painted(view)))
    bar = view.verticalScrollBar()
    times = []
    for step in range(steps):
        to = bar.maximum() * step // steps
        times.append(_took(lambda to=to: (bar.setValue(to), _painted(view))))
    times.sort()
    view.close()
    return {"show": first, "reorder": again, "median": times[steps // 2], "longest": times[-1]}


def _painted(view: RecordsView) -> None:
    view.viewport().repaint()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
