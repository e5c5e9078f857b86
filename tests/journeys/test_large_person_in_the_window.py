"""A person of 30,000 records and 2,000 contacts in the real window: every page, every change.

How long the window stands still is told at the end of the run, step by step; what is asserted is
that each step does what it says.
"""

from __future__ import annotations

import pytest

from app.gui import theme
from app.gui.pages_made import BREAKDOWN, ON_THE_RAIL, OVERVIEW
from app.gui.tasks import Tasks
from app.gui.window import Window
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from tests.gui.stores import MemoryStore
from tests.journeys.large import LargeEngine, ways
from tests.journeys.watching import settle, walk

RECORDS, CONTACTS = 30_000, 2_000  # the watchdog goes the same way with many more


@pytest.fixture
def window(qtbot, qapp):
    appearance = theme.Appearance(qapp)
    appearance.choose(Choice.LIGHT, 100)
    tasks, engine = Tasks(), LargeEngine(RECORDS, CONTACTS)
    made = Window(tasks, engine, Settings(), MemoryStore())

    def wear(chosen: Settings) -> None:
        language.use(chosen.language or language.Language.ENGLISH)
        appearance.choose(chosen.theme, chosen.text_size)

    made.settings_chosen.connect(wear)
    appearance.changed.connect(made.look_changed)
    qtbot.addWidget(made, before_close_func=Window.leave)
    made.show()
    made.warm_up()
    settle(made)
    yield made
    made.leave()
    tasks.finish()
    appearance.choose(Choice.LIGHT, 100)


@pytest.mark.window
@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)", extend=True)
def test_a_large_person_is_walked_through_from_page_to_page(window, dog, tmp_path) -> None:
    steps = ways(window, tmp_path)
    opening = ("preview a file", "preview: only look")

    walk(dog, window, {name: steps.pop(name) for name in opening})
    opened = window.session.explanation
    assert opened is not None
    assert len(opened.records) == RECORDS
    assert len(opened.contacts) == CONTACTS

    aside = list(steps)[: list(steps).index("set a record aside") + 1]
    walk(dog, window, {name: steps.pop(name) for name in aside})
    assert set(ON_THE_RAIL) <= set(window._pages)
    assert window._pages[BREAKDOWN].records.model.rowCount() == RECORDS
    assert len(window.session.case.aside) == 1
    assert len(window.session.explanation.aside) == 1
    assert len((tmp_path / "records.csv").read_text(encoding="utf-8").splitlines()) == RECORDS + 1

    changes = list(steps)[: list(steps).index("undo the variant") + 1]
    walk(dog, window, {name: steps.pop(name) for name in changes})
    assert window.session.case.aside_ids == frozenset()
    assert window.session.explanation.to.score.sum == opened.to.score.sum
    assert theme.current().name == "light"

    walk(dog, window, steps)
    assert window.stack.currentWidget() is window._pages[OVERVIEW]
