"""How long work says how far it is, and how it is stopped."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: the reader asked for it
    """The reader stopped the work. Nothing was changed."""


class Progress(Protocol):
    """What long work reports to."""

    def report(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` steps are done.

        Raises:
            Cancelled: The reader asked the work to stop.
        """


class Unwatched:
    """Progress that nobody looks at; the work is never stopped."""

    def report(self, done: int, total: int) -> None:
        """Take note of nothing."""
