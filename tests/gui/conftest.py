"""The window as tests drive it: the invented person, the light look, bounded waits."""

from __future__ import annotations

import pytest

from app.gui import theme
from app.gui.tasks import Tasks
from app.gui.window import Window
from app.settings import Settings
from app.settings import Theme as Choice
from tests.gui import people
from tests.gui.engines import PersonEngine
from tests.gui.stores import MemoryStore

WAIT = 10_000  # milliseconds; a bound, not an expectation


def stands(window) -> bool:
    """Say whether the case is explained, and the page that tells of it before the reader."""
    return window.session.explanation is not None and not window._shelf.bringing


@pytest.fixture
def look(qapp):
    """Wear the light look, as every test expects it."""
    appearance = theme.Appearance(qapp)
    appearance.choose(Choice.LIGHT, 100)
    yield appearance
    appearance.choose(Choice.LIGHT, 100)
    appearance.deleteLater()


@pytest.fixture
def opened(qtbot, look):
    """Make windows, and close them all in the end."""
    windows = []

    def make(engine=None, settings=None, store=None) -> Window:
        tasks = Tasks()
        kept = store or MemoryStore(people.case())
        window = Window(tasks, engine or PersonEngine(), settings or Settings(), kept)
        window.settings_chosen.connect(lambda chosen: look.choose(chosen.theme, chosen.text_size))
        look.changed.connect(window.look_changed)
        windows.append((window, tasks))
        qtbot.addWidget(window, before_close_func=Window.leave)
        window.show()
        return window

    yield make
    for window, tasks in windows:
        look.changed.disconnect(
            window.look_changed
        )  # the look is put back after the window is gone
        window.leave()
        tasks.finish()


@pytest.fixture
def with_mei(opened, qtbot):
    """Make a window with the invented person open."""

    def make(engine=None, settings=None, store=None) -> Window:
        window = opened(engine, settings, store)
        window.opening.open_sample()
        qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
        return window

    return make
