"""Work off the window's thread: start it, watch it, stop it.

The work itself knows no Qt: it is a function that takes a ``Progress``. Every callback
runs on the window's thread.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.domain.progress import Cancelled, Progress

log = logging.getLogger(__name__)
T = TypeVar("T")

_TURN = 0.000_5
"""Seconds after which work lets the window's thread have its turn. One event of the window may
ask for it thirty times; at Python's own 5 ms each that would be felt."""


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
        self._newest: dict[str, Task] = {}
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

        def accept(result: T) -> None:
            if self._newest.get(name) is task:
                succeeded(result)

        def advance(done: int, total: int) -> None:
            if progressed and self._newest.get(name) is task:
                progressed(done, total)

        def refuse(error: Exception) -> None:
            if self._newest.get(name) is task:
                failed(error)

        def forget() -> None:
            if self._newest.get(name) is task:
                del self._newest[name]
            task.deleteLater()

        task.succeeded.connect(accept)
        task.failed.connect(refuse)
        task.ended.connect(forget)
        task.progressed.connect(advance)
        self._pool.start(task.run)

    @property
    def busy(self) -> bool:
        """Whether any work is under way whose result will arrive."""
        return bool(self._newest)

    def cancel(self, name: str) -> None:
        """Stop the work called ``name``, if any; its result does not arrive."""
        if task := self._newest.pop(name, None):
            task.cancel()

    def finish(self) -> None:
        """Cancel everything and wait for the threads. For closing time."""
        self._finished = True
        for name in list(self._newest):
            self.cancel(name)
        self._pool.waitForDone()
