"""What the table of a million records costs, for the benchmark of the table.

``tests/bench`` runs these; nothing here asserts a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

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
        ``step``, ``step_longest``: three rows further, as a turn of the wheel goes; ``jump``,
        ``jump_longest``: somewhere else, every row new; ``show``: the lines for the first time;
        ``reorder``: in another order.
    """
    table = RecordTable(mei.many(count), {})
    texts = Texts(table)
    shown = arranged(table, texts, Wish(sort=Column.DATE))
    model = RecordModel()
    window = QWidget()
    window.resize(1000, 600)
    view = RecordsView(model, window)
    view.resize(1000, 600)
    window.show()
    first = _took(lambda: (model.show_lines(table, shown), _painted()))
    other = arranged(table, texts, replace(shown.wish, descending=True))
    again = _took(lambda: (model.show_lines(table, other), _painted()))
    bar = view.verticalScrollBar()
    walked = sorted(
        _took(lambda: (bar.setValue(bar.value() + 3), _painted())) for _step in range(steps)
    )
    stride = bar.maximum() // (steps + 1)
    leapt = sorted(
        _took(lambda to=step * stride: (bar.setValue(to), _painted())) for step in range(steps)
    )
    window.close()
    return {
        "step": walked[steps // 2], "step_longest": walked[-1],
        "jump": leapt[steps // 2], "jump_longest": leapt[-1],
        "show": first, "reorder": again,
    }  # fmt: skip


def _painted() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
