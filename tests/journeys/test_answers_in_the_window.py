"""A citizen with only a paper copy: answers in German, by keyboard, to a score that is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.gui import theme
from app.gui.engine import Engine
from app.gui.pages_made import QUESTIONS
from app.gui.store_engine import StoreEngine
from app.gui.tasks import Tasks
from app.gui.window import OVERVIEW, PREVIEW, Window
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import Language
from tests.gui.conftest import stands
from tests.journeys.watching import settle

WAIT = 30_000  # milliseconds; a bound, not an expectation
SETTLED, MATURE_FILE = (135, 117, 99, 63, 74, 49, 66, 61, 0, 38, 36, 19), 757


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    language.use(Language.GERMAN)
    theme.Appearance(qapp).choose(Choice.LIGHT, 100)
    tasks = Tasks()
    engine = Engine()
    made = Window(tasks, engine, Settings(Language.GERMAN), StoreEngine(tmp_path, engine.case))
    qtbot.addWidget(made, before_close_func=Window.leave)
    made.show()
    yield made
    made.leave()
    tasks.finish()
    language.use(Language.ENGLISH)


@pytest.mark.window
def test_answers_from_a_paper_copy_become_a_score_that_can_be_read(window, qtbot, dog) -> None:
    # Welcome's second door leads to the questions of the German score.
    qtbot.mouseClick(window._welcome().start, Qt.MouseButton.LeftButton)
    page = window._pages[QUESTIONS]
    qtbot.waitUntil(lambda: len(page.card.rows) == 2, timeout=WAIT)
    assert window.stack.currentWidget() is page
    assert page.books.currentText() == "SCHUFA 2026"
    assert page.all.list.count() == 13

    # Number keys and Enter answer everything; the slowest step of the window is told at the end.
    settle(window)
    for place, points in enumerate((None, *SETTLED)):
        choice = 0
        if points is not None:
            wanted = {0: "0"}.get(points, f"+{points}")
            choice = next(n for n, row in enumerate(page.card.rows) if row.figure.text() == wanted)
        dog.begin(f"answer {place + 1}")
        if choice < 9:
            qtbot.keyClick(page.card, Qt.Key(Qt.Key.Key_1 + choice))
        else:
            qtbot.mouseClick(page.card.rows[choice].button, Qt.MouseButton.LeftButton)
        assert page.card.rows[choice].button.isChecked()
        qtbot.waitUntil(
            lambda place=place: page.total.answered.text().startswith(f"{place + 1} "), timeout=WAIT
        )
        settle(window)
        dog.begin(f"to question {place + 2}")
        qtbot.keyClick(page.card, Qt.Key.Key_Return)
        settle(window)
    dog.end()

    # The running total is the published one, and nothing is open.
    assert page.total.figure.text() == str(MATURE_FILE)
    assert page.total.band.text() == "Gut"
    assert page.total.open.text() == "Alle Fragen sind beantwortet."

    # It is looked at without being kept: preview, then the overview with the same figure.
    qtbot.mouseClick(page.total.see, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: PREVIEW in window._pages, timeout=WAIT)
    preview = window._pages[PREVIEW]
    qtbot.waitUntil(lambda: window.stack.currentWidget() is preview, timeout=WAIT)
    look = next(
        button
        for button in preview.findChildren(QPushButton)
        if button.text().strip() == "Nur ansehen, nichts behalten"
    )
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
    assert window.session.explanation.to.score.published == MATURE_FILE
    assert window.session.case.rulebook.id == "schufa-2026"
    assert window.stack.currentWidget() is window._pages[OVERVIEW]

    # Coming back, every answer is still there.
    window.show_page(QUESTIONS)
    qtbot.waitUntil(lambda: page.total.figure.text() == str(MATURE_FILE), timeout=WAIT)
    assert page.total.answered.text() == "13 von 13 beantwortet"
