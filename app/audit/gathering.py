"""Have every part computed, whoever computes it and whoever dies over it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, TypeVar

from app.audit.executors import Crew
from app.domain.errors import WhyscoreError
from app.wording.language import _

T = TypeVar("T")

_LOOK_UP = 0.2  # seconds until it is told again how far the work is, and asked whether to stop
_LET_GO = 10.0  # seconds that the futures of a broken pool may take to say so
_TRIES = 3


def gather(
    tasks: Mapping[str, Callable[[], T]],
    crew: Crew,
    *,
    arrived: Callable[[str, T], None],
    told: Callable[[], None],
) -> None:
    """Have every task computed, and hand over each result as it arrives.

    Results arrive in any order; only so many tasks are under way as the crew
    has hands for, and some ahead.
    Where a worker dies its tasks are computed again, each alone, so that the one that kills workers
    is found out.

    Args:
        tasks: What to compute, by the name that an error gives it; in this order.
        crew: Who computes.
        arrived: Takes the name and the result of a task.
        told: Called after every result and a few times a second; may raise to stop the work.

    Raises:
        WhyscoreError: A task's worker died again and again.
        Exception: What a task raised, or ``told``; tasks under way are let go first.
    """
    _Gathering(tasks, crew, arrived, told).run()


class _Gathering(Generic[T]):
    def __init__(
        self,
        tasks: Mapping[str, Callable[[], T]],
        crew: Crew,
        arrived: Callable[[str, T], None],
        told: Callable[[], None],
    ) -> None:
        self._tasks = tasks
        self._crew = crew
        self._arrived = arrived
        self._told = told
        self._waiting = deque(tasks)
        self._suspects: deque[str] = deque()
        self._flying: dict[Future[T], str] = {}
        self._falls: Counter[str] = Counter()

    def run(self) -> None:
        executor: Executor | None = None
        try:
            while self._waiting or self._suspects or self._flying:
                self._told()
                self._crew.looked_after()
                if executor is None:
                    executor = self._crew.opened()
                whole = self._hand_in(executor)
                done = wait(self._flying, timeout=_LOOK_UP, return_when=FIRST_COMPLETED).done
                if not self._take(done) or not whole:
                    self._take(wait(self._flying, timeout=_LET_GO).done)
                    self._fell(list(self._flying.values()))
                    self._flying.clear()
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor = None
            self._told()
        finally:
            for future in self._flying:
                future.cancel()
            if executor is not None:
                executor.shutdown(cancel_futures=True)

    def _hand_in(self, executor: Executor) -> bool:
        """Hand in as many tasks as may be under way; return whether the executor took them."""
        while (name := self._next()) is not None:
            try:
                future = executor.submit(self._tasks[name])
            except BrokenExecutor:
                self._waiting.appendleft(name)
                return False
            self._flying[future] = name
        return True

    def _next(self) -> str | None:
        if self._suspects:
            return None if self._flying else self._suspects.popleft()
        if not self._waiting or len(self._flying) >= self._crew.size + self._crew.ahead:
            return None
        if any(self._falls[name] for name in self._flying.values()):
            return None  # a suspect is under way, and stays alone
        return self._waiting.popleft()

    def _take(self, done: set[Future[T]]) -> bool:
        """Take what is done; return whether the executor still stands."""
        stands = True
        for future in done:
            name = self._flying.pop(future)
            error = None if future.cancelled() else future.exception()
            if isinstance(error, BrokenExecutor):
                stands = False
                self._fell([name])
            elif future.cancelled() or isinstance(error, self._crew.lost):
                self._fell([name])
            elif error is not None:
                raise error
            else:
                self._arrived(name, future.result())
        return stands

    def _fell(self, names: list[str]) -> None:
        self._falls.update(names)
        self._suspects.extend(sorted(names, key=list(self._tasks).index))
        dead = [name for name in names if self._falls[name] >= _TRIES]
        if dead:
            raise WhyscoreError(
                _(
                    "Part {part} could not be computed: {tries} times the process that computed it ended. Memory may have run out; try fewer workers."
                ).format(part=dead[0], tries=_TRIES)
            )
