"""Work off the window's thread: start it, watch it, stop it.

The work itself knows no Qt: it is a function that takes a ``Progress``. Every callback
runs on the window's thread.

Python runs one thread at a time, so work that runs while the window lays out and paints makes
the reader wait twice as long. Work is therefore begun when the window has come to rest, and one
piece after another, as long as that holds nothing up for more than ``_PATIENCE``.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from app.domain.progress import Cancelled, Progress

log = logging.getLogger(__name__)
T = TypeVar("T")

_TURN = 0.000_5
"""Seconds after which work lets the window's thread have its turn. One event of the window may
ask for it thirty times; at Python's own 5 ms each that would be felt."""
_THREADS = 4  # at least, so that a long audit and a long copy leave room for what pages need
_PATIENCE = 0.2  # seconds that work waits for the window's rest or for what was begun, at most
_LOOK = 1  # milliseconds between two looks whether the window is at rest
_PROMPT = 0.004  # seconds: a look that comes no later than this found nothing in its way
_GONE = "already deleted"  # what PySide says of a widget that Qt has deleted
_CALM = 2  # so many prompt looks one after another are rest


class Task(QObject):
    """One piece of work under way; also the ``Progress`` that the work reports to.

    Made on the window's thread and kept by ``Tasks`` until ``ended`` has arrived: a
    QObject made or destroyed on a thread of the pool breaks Qt's rules.
    """

    # A count of bytes does not fit Qt's int of 32 bits, so the counts travel as objects.
    progressed = Signal(object, object)  # steps done, steps in all
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception
    ended = Signal()  # always the last, also after a cancel

    def __init__(self, work: Callable[[Progress], object], parent: QObject) -> None:
        super().__init__(parent)
        self.asked = time.perf_counter()  # when it was asked for. Unit: seconds
        self._work = work
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Pass the work's progress on, or stop the work."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work. Runs on a thread of the pool."""
        try:
            self.succeeded.emit(self._work(self))
        except Cancelled:
            log.debug("cancelled")
        except Exception as error:  # noqa: BLE001 - the window tells the reader
            self.failed.emit(error)
        finally:
            self.ended.emit()


class Tasks(QObject):
    """All work under way, one piece per name: the newest wins."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(_THREADS, self._pool.maxThreadCount()))
        self._newest: dict[str, Task] = {}
        self._waiting: list[Task] = []  # not begun yet, the oldest first
        self._running, self._began = 0, 0.0
        self._calm, self._looked = 0, 0.0
        self._pulse = QTimer(self, interval=_LOOK, timerType=Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._look)
        self._finished = False

    def start(
        self,
        name: str,
        work: Callable[[Progress], T],
        *,
        succeeded: Callable[[T], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Start ``work`` and cancel the older work of the same ``name``.

        A slider may call this on every move: only the newest result arrives. After ``finish``
        nothing is started any more: whoever asked is going.
        """
        if self._finished:
            return
        self.cancel(name)
        task = self._newest[name] = Task(work, self)

        def hand_to(call: Callable[..., None] | None) -> Callable[..., None]:
            def hand(*told: object) -> None:
                if call and self._newest.get(name) is task:
                    deliver(call, *told)

            return hand

        def forget() -> None:
            self._running -= 1
            if self._newest.get(name) is task:
                del self._newest[name]
            task.deleteLater()

        task.succeeded.connect(hand_to(succeeded))
        task.failed.connect(hand_to(failed))
        task.ended.connect(forget)
        task.progressed.connect(hand_to(progressed))
        self._waiting.append(task)
        if not self._pulse.isActive():
            self._calm, self._looked = 0, time.perf_counter()
            self._pulse.start()

    def _look(self) -> None:
        """Begin the work that waited longest, if the window is at rest or it waited enough."""
        now = time.perf_counter()
        self._calm = self._calm + 1 if now - self._looked <= _PROMPT else 0
        self._looked = now
        if not self._waiting:
            self._pulse.stop()
        elif (self._calm >= _CALM and not self._running) or (
            now - max(self._waiting[0].asked, self._began) > _PATIENCE
        ):
            self._began = now
            self._begin(self._waiting.pop(0))

    def _begin(self, task: Task) -> None:
        self._running += 1
        self._pool.start(task.run)

    @property
    def busy(self) -> bool:
        """Whether any work is under way whose result will arrive."""
        return bool(self._newest)

    def cancel(self, name: str) -> None:
        """Stop the work called ``name``, if any; its result does not arrive."""
        if task := self._newest.pop(name, None):
            task.cancel()
            if task in self._waiting:
                self._waiting.remove(task)
                task.deleteLater()

    def finish(self) -> None:
        """Cancel everything and wait for the threads. For closing time.

        What waits is begun before: work that never asks whether to stop, as a change of the
        store, is done to its end.
        """
        self._finished = True
        self._pulse.stop()
        while self._waiting:
            self._begin(self._waiting.pop(0))
        for name in list(self._newest):
            self.cancel(name)
        self._pool.waitForDone()


def deliver(call: Callable[..., None], *told: object) -> None:
    """Hand a result over; where whoever waited for it is gone, it is dropped.

    A page is built anew when language or text size change, and goes when somebody is put away.
    Its presenter lives as long as work holds it, and may speak to what Qt has deleted.
    """
    try:
        call(*told)
    except RuntimeError as error:
        if _GONE not in str(error):
            raise
        log.debug("a result was dropped: whoever waited for it is gone")
