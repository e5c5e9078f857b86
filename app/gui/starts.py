"""What a presenter asks of the window: to start work, and to be called back. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from app.domain.progress import Progress

T = TypeVar("T")


class Starts(Protocol):
    """Starts work off the window's thread; see ``Tasks``."""

    def start(
        self,
        name: str,
        work: Callable[[Progress], T],
        *,
        succeeded: Callable[[T], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Start ``work``; of one ``name`` only the newest result arrives."""

    def cancel(self, name: str) -> None:
        """Stop the work called ``name``, if any; its result does not arrive."""


class Errands:
    """The work that pages have under way: where they are built anew, nothing of it arrives any more."""

    def __init__(self, tasks: Starts) -> None:
        self._tasks = tasks
        self._names: set[str] = set()
        self._round = 0  # how often the pages were built anew

    def start(
        self,
        name: str,
        work: Callable[[Progress], T],
        *,
        succeeded: Callable[[T], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Start ``work``; of one ``name`` only the newest result arrives."""
        self._names.add(name)
        self._tasks.start(name, work, succeeded=succeeded, failed=failed, progressed=progressed)

    def cancel(self, name: str) -> None:
        """Stop the work called ``name``, if any; its result does not arrive."""
        self._tasks.cancel(name)

    def for_now(self, call: Callable[[T], None]) -> Callable[[T], None]:
        """Return what takes a result as ``call`` does, as long as the pages there are now live."""
        begun = self._round

        def take(result: T) -> None:
            if self._round == begun:
                call(result)

        return take

    def drop(self) -> None:
        """Stop all of it: whoever waited for the results is gone."""
        self._round += 1
        for name in self._names:
            self._tasks.cancel(name)
        self._names.clear()
