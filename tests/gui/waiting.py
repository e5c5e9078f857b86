"""Tasks that a test runs by hand: nothing happens until it says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.progress import Cancelled


@dataclass
class Waiting:
    work: Callable[..., Any]
    succeeded: Callable[..., None]
    failed: Callable[[Exception], None]
    progressed: Callable[[int, int], None] | None

    def report(self, done: int, total: int) -> None:
        if self.progressed:
            self.progressed(done, total)


class WaitingTasks:
    """Starts nothing by itself; of one name only the newest is kept."""

    def __init__(self) -> None:
        self.waiting: dict[str, Waiting] = {}

    def start(self, name, work, *, succeeded, failed, progressed=None) -> None:
        self.waiting[name] = Waiting(work, succeeded, failed, progressed)

    def cancel(self, name: str) -> None:
        self.waiting.pop(name, None)

    def run(self) -> None:
        """Run what waits, and what that starts, until nothing waits."""
        while self.waiting:
            name, task = next(iter(self.waiting.items()))
            del self.waiting[name]
            try:
                result = task.work(task)
            except Cancelled:
                continue
            except Exception as error:  # noqa: BLE001 - as Tasks does
                task.failed(error)
            else:
                task.succeeded(result)
