"""A person's way through the real window: open, read, drill down, object, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView

from app.gui import theme
from app.gui.charts.reason_row import ReasonRow
from app.gui.engine import Engine
from app.gui.store_engine import StoreEngine
from app.gui.tasks import Tasks
from app.gui.window import BREAKDOWN, OVERVIEW, Window
from app.settings import Settings
from app.settings import Theme as Choice
from tests.gui.conftest import stands

WAIT = 30_000  # milliseconds; a bound, not an expectation


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    appearance = theme.Appearance(qapp)
    appearance.choose(Choice.LIGHT, 100)
    tasks = Tasks()
    engine = Engine()
    made = Window(tasks, engine, Settings(), StoreEngine(tmp_path, engine.case))
    qtbot.addWidget(made, before_close_func=Window.leave)
    made.show()
    yield made
    made.leave()
    tasks.finish()


@pytest.mark.window
def test_the_sample_is_opened_read_followed_to_a_record_objected_to_and_undone(
    window, qtbot, dog
) -> None:
    # The sample is behind a button of Welcome.
    dog.begin("open the sample")
    qtbot.mouseClick(window._welcome().sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
    overview = window._pages[OVERVIEW]
    assert window.stack.currentWidget() is overview

    # The score stands on the dial and in the sentence.
    score = window.session.explanation.to.score.published
    assert overview.sentence.text().startswith(f"{score:.0f}")
    assert f"{score:.0f}" in overview.dial.dial.accessibleDescription()

    # The licence points cost; their row leads to the record behind them.
    dog.begin("from a reason to its records")
    row = next(
        row
        for row in overview.reasons.findChildren(ReasonRow)
        if "driving licence" in row.accessibleName()
    )
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window._pages[BREAKDOWN]
    breakdown = window._pages[BREAKDOWN]
    table = breakdown.findChild(QTableView, "records")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1, timeout=WAIT)

    # Choosing it says what would be without it, and it is set aside as wrong.
    dog.begin("choose a record and set it aside")
    table.selectRow(0)
    wrong = breakdown.findChild(QPushButton, "wrong")
    qtbot.waitUntil(lambda: wrong.isVisible() and wrong.isEnabled(), timeout=WAIT)
    qtbot.mouseClick(wrong, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    without = window.session.explanation
    assert len(window.session.case.aside) == 1
    assert without.to.score.published == pytest.approx(score + 10)
    assert without.aside[0].worth == pytest.approx(-10)

    # Ctrl+Z takes it back, and the score is what it was.
    dog.begin("undo")
    undo = next(action for action in window.actions() if action.shortcut().toString() == "Ctrl+Z")
    undo.trigger()
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    assert window.session.case.aside_ids == frozenset()
    assert window.session.explanation.to.score.published == score
    window.show_page(OVERVIEW)
    assert overview.sentence.text().startswith(f"{score:.0f}")
