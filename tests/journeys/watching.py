"""Watches how long the window stands still, step by step.

A timer ticks whenever the event loop is free. The longest stretch between two ticks is how long
a key or a click had to wait. It is printed and never asserted, because a busy computer makes it
longer; the time that the window's own thread worked within the stretch is printed beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer

from app.gui.window import Window

LONGEST = 120_000  # milliseconds that a step may take to settle; a bound, not an expectation
_QUIET = 12  # so many looks without work one after another, and a step is over
_TURN = 2  # milliseconds between two looks


@dataclass(frozen=True, slots=True)
class Block:
    """The longest time that the window stood still within a step.

    Attributes:
        step: What the reader did.
        clock: From one tick to the next. Unit: seconds.
        worked: What the window's own thread worked at most between two ticks. Unit: seconds.
        total: From the beginning of the step until nothing was under way. Unit: seconds.
    """

    step: str
    clock: float
    worked: float
    total: float

    def __str__(self) -> str:
        return (
            f"{self.step:34} {self.clock * 1e3:6.0f} ms, of work {self.worked * 1e3:6.0f} ms;"
            f" all of it {self.total:6.2f} s"
        )


class Watchdog(QObject):
    """Measures the longest gap of the event loop in each step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[Block] = []
        self.last = time.perf_counter(), time.thread_time()
        self._step = ""
        self._start = self._longest = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def begin(self, step: str) -> None:
        """Watch a step of the reader's from now on; the one before it is over."""
        self.end()
        self._step, self._longest, self._worked = step, 0.0, 0.0
        self._start, _worked = self.last = time.perf_counter(), time.thread_time()
        self._timer.start()

    def end(self) -> None:
        """Note the longest gap of the step that was watched."""
        if not self._timer.isActive():
            return
        self._tick()
        self._timer.stop()
        total = time.perf_counter() - self._start
        self.blocks.append(Block(self._step, self._longest, self._worked, total))

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, now[0] - self.last[0])
        self._worked = max(self._worked, now[1] - self.last[1])
        self.last = now


def settle(window: Window) -> None:
    """Wait until nothing is under way.

    In a loop of its own, as the program has one: ``processEvents`` would delete nothing that
    shall be deleted later, and every page ever made would be dressed again.

    Raises:
        TimeoutError: It never came to rest.
    """
    deadline = QDeadlineTimer(LONGEST)
    loop, look = QEventLoop(), QTimer()
    quiet = 0

    def see() -> None:
        nonlocal quiet
        busy = window._tasks.busy or not window.house.keeping.turns.idle
        busy = busy or window._shelf.bringing or not window.updatesEnabled()
        quiet = 0 if busy else quiet + 1
        if quiet >= _QUIET or deadline.hasExpired():
            loop.quit()

    look.timeout.connect(see)
    look.start(_TURN)
    loop.exec()
    look.stop()
    if quiet < _QUIET:
        raise TimeoutError("the window did not come to rest")


def walk(dog: Watchdog, window: Window, steps: dict[str, Callable[[], object]]) -> None:
    """Go through the steps, each until nothing is under way any more."""
    for name, act in steps.items():
        settle(window)
        dog.begin(name)
        act()
        settle(window)
        dog.end()
