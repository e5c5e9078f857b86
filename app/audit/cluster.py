"""A Dask cluster that computes the parts of an audit: the only module that knows Dask.

The same tasks go there as to processes of this machine. People come back over the wire, and what
is kept is written on this machine only; the workers must see the cohort's files under its path.
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from app import __version__
from app.audit.executors import Crew
from app.domain.errors import UsageError, WhyscoreError
from app.wording import language
from app.wording.language import Language, _

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:\d{1,5}")
_REACHED_IN = 10.0  # seconds
_WORKERS_IN = 30.0  # seconds
_CLOSED_IN = 5.0  # seconds
_ASKED_EVERY = 5.0  # seconds between two looks whether workers are left
_WITHOUT_WORKERS = 60.0  # seconds that a cluster may be without workers, as while it is restarted
_MOST_UNDER_WAY = 64  # parts whose people may be on their way here: each some tens of megabytes


@contextlib.contextmanager
def crew_of(address: str) -> Iterator[Crew]:
    """Reach a cluster, and let it go afterwards; nothing of anybody else's is touched there.

    Args:
        address: Of its scheduler, such as ``tcp://127.0.0.1:8786``.

    Raises:
        UsageError: Dask is not installed, the address makes no sense or cannot be reached, or the
            workers are none, or do not have this version of Whyscore.
    """
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise UsageError(
            _("--cluster needs Dask. Install it with: pip install whyscore[cluster]")
        ) from error
    with _quiet(), contextlib.closing(_reached(distributed.Client, address)) as client:
        hands = min(_hands(client, address), _MOST_UNDER_WAY)
        yield Crew(
            hands,
            opened=lambda: _OnCluster(client),
            writes=False,
            lost=(distributed.KilledWorker,),
            looked_after=_Watch(client, address),
            ahead=min(hands, _MOST_UNDER_WAY - hands),
        )


def begun(spoken: str) -> str:
    """Prepare a worker: errors are said there in the auditor's language; return its version."""
    language.use(Language(spoken))
    return __version__


def _reached(client: Callable[..., Client], address: str) -> Client:
    if not _ADDRESS.fullmatch(address):
        raise UsageError(
            _(
                "--cluster is {address}; it must be the address of a Dask scheduler, such as tcp://127.0.0.1:8786."
            ).format(address=address)
        )
    try:
        return client(address, timeout=_REACHED_IN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            _("--cluster: no Dask scheduler answers at {address}.").format(address=address)
        ) from error


def _hands(client: Client, address: str) -> int:
    """Return how many parts the workers compute at the same time, once they are found fit."""
    try:
        client.wait_for_workers(1, timeout=_WORKERS_IN)
    except TimeoutError as error:
        raise UsageError(_no_workers(address)) from error
    answers = client.run(begun, language.current().value, on_error="return")
    for worker, answer in answers.items():
        if answer != __version__:
            raise UsageError(
                _(
                    "--cluster: the worker {worker} does not have Whyscore {version}. Install it on every worker."
                ).format(worker=worker, version=__version__)
            )
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    return max(sum(threads.values()), 1)


class _Watch:
    """Looks whether the cluster is still there."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._asked = self._manned = time.monotonic()

    def __call__(self) -> None:
        """Look.

        Raises:
            WhyscoreError: The scheduler is gone, or all workers are for a minute.
        """
        if self._client.status != "running":
            raise WhyscoreError(
                _(
                    "The cluster at {address} does not answer any more. Start the audit again, and it goes on with what is left."
                ).format(address=self._address)
            )
        now = time.monotonic()
        if now - self._asked < _ASKED_EVERY:
            return
        self._asked = now
        if self._client.nthreads():  # type: ignore[no-untyped-call]
            self._manned = now
        elif now - self._manned > _WITHOUT_WORKERS:
            raise WhyscoreError(_no_workers(self._address))


class _OnCluster(Executor):
    """Dask's own executor, which cancels only what was handed in through it."""

    def __init__(self, client: Client) -> None:
        self._executor: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand a task in."""
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Take nothing more; what was handed in and is not done is let go."""
        self._executor.shutdown(wait=wait and not cancel_futures)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log off the terminal: what the auditor must know we say ourselves."""
    log: Any = logging.getLogger("distributed")
    before = log.disabled, {one: one.disabled for one in _loggers("distributed.")}
    log.disabled = True
    for one in before[1]:
        one.disabled = True
    try:
        yield
    finally:
        log.disabled = before[0]
        for one, was in before[1].items():
            one.disabled = was


def _loggers(prefix: str) -> list[logging.Logger]:
    known = logging.Logger.manager.loggerDict
    return [
        one
        for name, one in known.items()
        if name.startswith(prefix) and isinstance(one, logging.Logger)
    ]


def _no_workers(address: str) -> str:
    return _("--cluster: the scheduler at {address} has no workers.").format(address=address)
