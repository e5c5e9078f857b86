"""Work on the store, one piece after another in the order it was asked for. No Qt here.

A change that is under way is never overtaken by the next one, nor given up for it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from app.domain.progress import Progress, Unwatched
from app.gui.opening import Busy, seconds_left
from app.gui.starts import Starts
from app.wording.language import _, number

log = logging.getLogger(__name__)
T = TypeVar("T")
_TASK = "store"
_FIRST_ESTIMATE = 1.0  # seconds of work before a time left is worth saying


class Watches(Protocol):
    """Shows how far work on the store is: the window."""

    def store_busy(self, busy: Busy) -> None:
        """Show how far work on the store is."""


@dataclass(frozen=True)
class _Turn:
    work: Callable[[Progress], Any]
    succeeded: Callable[[Any], None]
    failed: Callable[[Exception], None]
    heading: str
    must: bool
    name: str


class Turns:
    """Starts pieces of work so that only one is under way."""

    def __init__(self, watches: Watches, tasks: Starts) -> None:
        self._watches, self._tasks = watches, tasks
        self._waiting: deque[_Turn] = deque()
        self._now: _Turn | None = None
        self._began = 0.0

    def take(
        self,
        work: Callable[[Progress], T],
        succeeded: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        heading: str = "",
        must: bool = False,
        name: str = "",
    ) -> None:
        """Do a piece of work when those before it are done.

        Args:
            work: What to do, off the window's thread.
            succeeded: Takes what it gave.
            failed: Takes why it failed.
            heading: What the reader is told meanwhile; empty where it is not worth it.
            must: Whether it is done even where the window closes, and is never stopped.
            name: Of those that wait under one name the newest is enough.
        """
        if name:
            self._waiting = deque(turn for turn in self._waiting if turn.name != name)
        self._waiting.append(_Turn(work, succeeded, failed, heading, must, name))
        if self._now is None:
            self._next()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing waits."""
        return self._now is None and not self._waiting

    def stop(self) -> None:
        """Stop what is under way, unless it must be done."""
        if self._now is not None and not self._now.must:
            self._tasks.cancel(_TASK)
            self._now = None
            self._next()

    def finish(self) -> None:
        """Do what must not be lost, here and now. The window's threads are done by now."""
        waiting = [turn for turn in self._waiting if turn.must]
        self._waiting.clear()
        self._now = None
        for turn in waiting:
            try:
                turn.work(Unwatched())
            except Exception as error:  # noqa: BLE001 - the window is closed: nobody to tell
                log.warning("the store: %s", type(error).__name__)

    def _next(self) -> None:
        if not self._waiting:
            return
        turn = self._now = self._waiting.popleft()
        self._began = time.monotonic()
        if turn.heading:
            self._watches.store_busy(Busy(turn.heading))

        def end(call: Callable[[Any], None], value: object) -> None:
            self._now = None
            try:
                call(value)
            finally:  # whoever waited for it may be gone: the next piece is done all the same
                if self._now is None:
                    self._next()

        def advance(done: int, total: int) -> None:
            if turn.heading and total > 0:
                self._watches.store_busy(self._busy(turn.heading, done, total))

        self._tasks.start(
            _TASK,
            turn.work,
            succeeded=lambda result: end(turn.succeeded, result),
            failed=lambda error: end(turn.failed, error),
            progressed=advance,
        )

    def _busy(self, heading: str, done: int, total: int) -> Busy:
        spent = time.monotonic() - self._began
        left = ""
        if spent >= _FIRST_ESTIMATE and 0 < done < total:
            left = seconds_left(spent * (total - done) / done)
        count = _("{done} of {total}").format(done=number(done), total=number(total))
        return Busy(heading, min(1.0, done / total), count, left)
