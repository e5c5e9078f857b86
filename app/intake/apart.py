"""Work on a stranger's bytes in a process of its own, which may fail in any way without harm.

A library that is not written in Python can end the whole program, or ask for all memory there is.
Here it ends a process that holds nothing, and that may hold no more than a bound.

Bounds of memory and of processor time are the system's. Windows knows neither in this form and
macOS does not keep the first: there only the time that is waited bounds the work, besides what
the work itself looks at before it begins.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

MEMORY = 1 << 30
"""The most that the process may hold. Unit: bytes."""

SECONDS = 5
"""The most processor time that it may take."""

_WAITED = 30  # seconds by the clock: other programs may have the processor
_LONGEST = 1 << 29  # of an answer; the longest sheet that is read has a fraction of it
_ANSWERED, _FAILED = b"\0", b"\1"


class LostError(Exception):
    """The work was ended: by a bound, or by a mistake of the library."""


def apart(work: Callable[[bytes], bytes], data: bytes) -> bytes:
    """Do work in a process of its own.

    Args:
        work: A function of a module, which a process that begins can import.
        data: What it works on.

    Raises:
        LostError: The process was ended before it answered, or failed.
    """
    context = get_context("spawn")  # never forked: the window has threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_begin, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(_WAITED):
            raise LostError
        answer = ours.recv_bytes(_LONGEST)
    except (EOFError, OSError) as error:
        raise LostError from error
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()
    if answer[:1] != _ANSWERED:
        raise LostError
    return answer[1:]


def _begin(work: Callable[[bytes], bytes], pipe: Connection) -> None:
    """Work within the bounds, and say nothing but the answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to all; the first one decides
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a library that aborts prints values and a trace
        os.dup2(silent, stream)
    _bound()
    data = pipe.recv_bytes()
    try:
        answer = _ANSWERED + work(data)
    except BaseException:  # noqa: BLE001 - whatever it is, there is no answer
        answer = _FAILED
    pipe.send_bytes(answer)


def _bound() -> None:
    if sys.platform == "win32":  # pragma: no cover - tried there only
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (allowed, allowed))
        except (OSError, ValueError):  # pragma: no cover - macOS refuses some
            continue
