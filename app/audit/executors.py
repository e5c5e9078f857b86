"""Who computes the parts of an audit: this process, its threads, or processes of this machine.

Numpy is not imported here: a process that begins says first how many threads it may use.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection, get_context, parent_process
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_ONE_THREAD_EACH = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def _nothing() -> None:
    """Find nothing amiss."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Those who compute the parts, whichever engine they run on.

    Attributes:
        size: How many parts they compute at the same time.
        opened: Opens the executor; called again where it broke.
        writes: Whether they see this machine's disk, so that each writes its own parts there.
        lost: What a part raises whose worker died, besides ``BrokenExecutor``.
        looked_after: Called while parts are waited for; raises where nobody is left to compute.
        ahead: How many parts are handed in besides, so that nobody waits for the next.
    """

    size: int
    opened: Callable[[], Executor]
    writes: bool = True
    lost: tuple[type[BaseException], ...] = ()
    looked_after: Callable[[], None] = _nothing
    ahead: int = 1


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - where the system has no affinity


def here() -> Crew:
    """Compute in this process, one part after the other."""
    return Crew(1, _Here, ahead=0)


def threads(number: int) -> Crew:
    """Compute in threads of this process."""
    return Crew(number, partial(ThreadPoolExecutor, number))


def processes(number: int) -> Crew:
    """Compute in processes of this machine.

    They are spawned, never forked: the window has threads, and a fork would copy their locks.
    """
    return Crew(number, partial(_spawned, number))


def _spawned(number: int) -> Executor:
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Prepare a process that was just spawned."""
    for name in _ONE_THREAD_EACH:  # there are as many processes as cores already
        os.environ.setdefault(name, "1")
    # Ctrl+C goes to all processes of a terminal; what follows from it is decided by the first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


class _Here(Executor):
    """Computes each task while it is handed in."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Compute the task and return its result, or what it raised, as a future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whatever it is, the future carries it
            future.set_exception(error)
        return future
