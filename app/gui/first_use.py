"""Decides which hint is still worth saying, and walks through the tour. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

TOUR = "tour"
"""Name under which it is remembered that the tour was offered."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the window that the tour points at.

    Attributes:
        name: Name of its sentence, and of the widget that it points at.
        page: The page that the widget is on.
    """

    name: str
    page: str


class Hints:
    """Remembers what the reader has done or closed: that hint never comes back."""

    def __init__(
        self,
        pages: dict[str, tuple[str, ...]],
        seen: Sequence[str],
        keep: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Take the hints.

        Args:
            pages: Names of the hints of each page, the first one first.
            seen: What the reader is through with.
            keep: Keeps that for the next time.
        """
        self._pages, self._keep = pages, keep
        self._seen = tuple(dict.fromkeys(seen))

    def of(self, page: str) -> str:
        """Return the hint that a page shows; empty where it has none left."""
        return next((name for name in self._pages.get(page, ()) if name not in self._seen), "")

    def is_seen(self, name: str) -> bool:
        """Whether the reader is through with it."""
        return name in self._seen

    def done(self, name: str) -> None:
        """Take note that the reader did it, or closed the hint."""
        if name not in self._seen:
            self._seen = (*self._seen, name)
            self._keep(self._seen)

    def again(self) -> None:
        """Begin anew: every hint is said again, and the tour is offered again."""
        self._seen = ()
        self._keep(self._seen)


class ShowsSteps(Protocol):
    """What shows the tour."""

    def show_step(self, step: Step, number: int, count: int) -> bool:
        """Point at a part of the window; say whether there is that part."""

    def end_tour(self) -> None:
        """Take the tour away."""


class Tour:
    """Goes from step to step; leaves out those whose part of the window is not there."""

    def __init__(self, screen: ShowsSteps, steps: Sequence[Step]) -> None:
        self._screen, self._steps = screen, tuple(steps)
        self._at: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether a step is shown."""
        return self._at is not None

    def start(self) -> None:
        """Show the first step."""
        self._go(range(len(self._steps)))

    def next(self) -> None:
        """Show the next step; after the last one the tour ends."""
        if self._at is not None:
            self._go(range(self._at + 1, len(self._steps)))

    def back(self) -> None:
        """Show the step before; the first one stays."""
        if self._at is not None and not self._show(range(self._at - 1, -1, -1)):
            self._show(range(self._at, self._at + 1))

    def end(self) -> None:
        """End the tour."""
        if self._at is not None:
            self._at = None
            self._screen.end_tour()

    def _go(self, places: Sequence[int]) -> None:
        if not self._show(places):
            self.end()

    def _show(self, places: Sequence[int]) -> bool:
        for place in places:
            before, self._at = self._at, place
            if self._screen.show_step(self._steps[place], place + 1, len(self._steps)):
                return True
            self._at = before
        return False
