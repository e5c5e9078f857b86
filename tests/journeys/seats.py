"""A window in a language with a store of its own, and what a hand does in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.gui import theme
from app.gui.engine import Engine
from app.gui.pages_made import PREVIEW
from app.gui.shared.page import Page, Table
from app.gui.store_engine import StoreEngine
from app.gui.tasks import Tasks
from app.gui.window import Window
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import Language

WAIT = 60_000  # milliseconds; a bound, not an expectation


class Seat:
    """One window, and somebody who sits before it."""

    def __init__(self, qtbot, folder: Path, speech: Language) -> None:
        self.qtbot = qtbot
        language.use(speech)
        theme.Appearance(QApplication.instance()).choose(Choice.LIGHT, 100)
        self.tasks, engine = Tasks(), Engine()
        store = StoreEngine(folder, engine.case)
        self.window = Window(self.tasks, engine, Settings(speech, Choice.LIGHT), store)
        qtbot.addWidget(self.window, before_close_func=Window.leave)
        self.window.show()

    def until(self, holds) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)

    def settle(self) -> None:
        self.until(self.is_settled)
        self.qtbot.wait(20)  # what follows in the next turns of the event loop
        self.until(self.is_settled)

    def is_settled(self) -> bool:
        """Say whether nothing is under way, and no page on its way."""
        return not (self.tasks.busy or self.window._shelf.bringing)

    def click(self, button: QAbstractButton) -> None:
        self.until(lambda: button.isVisible() and button.isEnabled())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def open(self, *files: Path) -> None:
        """Open files and look at them, keeping nothing."""
        self.window.open_files(list(files))
        self.until(lambda: self.window._pages.get(PREVIEW) is self.window.stack.currentWidget())
        self.window._pages[PREVIEW].looked.emit()
        self.until(lambda: self.window.session.explanation is not None)
        self.settle()

    def go(self, page: str) -> Page:
        """Go to a page by its button on the rail."""
        self.click(self.window.rail._buttons[page])
        self.until(lambda: self.window._pages.get(page) is self.window.stack.currentWidget())
        self.settle()
        return self.window._pages[page]

    def end(self) -> None:
        self.window.leave()
        self.tasks.finish()
        language.use(Language.ENGLISH)


def tables(page: Page) -> dict[str, Table]:
    """Return the tables of a page by their names, as they can be saved."""
    found = {}
    for entry in page.exports():
        if entry.lines is not None:
            head, *rows = entry.lines()(_Unwatched())
            found[entry.name] = Table(head, tuple(rows))
        elif entry.table is not None:
            found[entry.name] = entry.table()
    return found


class _Unwatched:
    def report(self, done: int, total: int) -> None:
        """Nobody watches."""
