"""Does something in steps, one in each turn of the event loop: all at once would be felt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class Steps(QObject):
    """Takes steps one after another; between two of them the reader has their turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], object]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._take)

    def add(self, steps: Iterable[Callable[[], object]]) -> None:
        """Take these steps after those that are left."""
        self._left.extend(steps)
        if self._left:
            self._next.start()

    def instead(self, steps: Iterable[Callable[[], object]]) -> None:
        """Take these steps; those that are left are given up."""
        self._left.clear()
        self.add(steps)

    @property
    def under_way(self) -> bool:
        """Whether there are steps left to take."""
        return bool(self._left)

    def _take(self) -> None:
        if not self._left:
            return
        step = self._left.popleft()
        try:
            step()
        finally:
            if self._left:  # after the step: whatever waited for its end comes first
                self._next.start()
