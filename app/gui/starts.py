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
