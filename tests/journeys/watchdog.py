"""How long the window stands still: ``python -m tests.journeys.watchdog``.

A timer ticks whenever the event loop is free. The longest stretch between two ticks is how long
a key or a click had to wait. It is printed and never asserted, because a busy computer makes it
longer; the time that the window's own thread worked within the stretch is printed beside it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.gui.launch import made_application, made_window
from app.gui.window import BREAKDOWN, OVERVIEW, Window
from app.settings import Settings, Theme
from app.wording.language import Language
from app.workflow.case import Objection
from tests.pictures import settle


class Watchdog(QObject):
    """Measures the longest gap of the event loop since it was last asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._tick)
        self.forget()
        self._timer.start()

    def forget(self) -> None:
        """Begin anew."""
        self.longest = self.worked = 0.0  # seconds on the clock, seconds of this thread's work
        self._last = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now[0] - self._last[0])
        self.worked = max(self.worked, now[1] - self._last[1])
        self._last = now


def steps(window: Window) -> dict[str, Callable[[], object]]:
    """List what a reader does, in order."""

    def record() -> str:
        return str(window.session.case.export.records.id[-1])

    def factor() -> None:
        page = window._pages[BREAKDOWN]
        page.factor_chosen.emit(window.session.explanation.factors[0].id)

    return {
        "open the sample": window.opening.open_sample,
        "first show of Breakdown": lambda: window.show_page(BREAKDOWN),
        "back to Overview": lambda: window.show_page(OVERVIEW),
        "Breakdown again": lambda: window.show_page(BREAKDOWN),
        "choose a factor": factor,
        "set a record aside": lambda: window.session.set_aside(record(), Objection.WRONG),
        "undo": window.session.undo,
        "dark": lambda: window.choose_theme(Theme.DARK),
        "light": lambda: window.choose_theme(Theme.LIGHT),
    }


def main() -> None:
    """Go through the steps and print the longest gap of each."""
    application = made_application()
    window = made_window(application, Settings(Language.ENGLISH, Theme.LIGHT), keeps=False)
    window.show()
    settle(application, window)
    window.warm_up()
    settle(application, window)
    dog = Watchdog(application)
    for name, act in steps(window).items():
        settle(application, window)
        dog.forget()
        act()
        settle(application, window)
        sys.stdout.write(
            f"{name:24} {dog.longest * 1e3:6.0f} ms, of work {dog.worked * 1e3:6.0f} ms\n"
        )
    window.close()
    QApplication.processEvents()


if __name__ == "__main__":
    main()
