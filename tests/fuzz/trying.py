"""Tries one reader in a process of its own, and says of each input how it went.

Started by ``watching``; a line each goes to standard output: ``begin 7``, ``end 7 faults 0.004 93``,
``found 7 …``. Whatever ends this process is told by whoever started it.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.inputs import Given
from tests.fuzz.mutating import mutated
from tests.fuzz.readers import READERS, Answer

MOST_MEMORY = 1 << 30
"""A reader may take so much more than it has when it starts. Unit: bytes."""


def made(reader: str, seed: int, number: int) -> Given:
    """Return the input of this number; the same every time, as long as the corpus is the same."""
    chance = random.Random(f"{seed} {reader} {number}")  # noqa: S311 - makes inputs, keeps no secret
    return mutated(READERS[reader].corpus(), chance)


def answer(reader: str, given: Given) -> tuple[Answer | None, str]:
    """Return how a reader answered, or what went wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = given.write(Path(folder))
        try:
            return READERS[reader].read(path), ""
        except BaseException as error:  # whatever comes out is a finding
            if isinstance(error, KeyboardInterrupt):
                raise
            return None, _said(error)


def limit_memory() -> None:
    """Let this process take ``MOST_MEMORY`` more than it has now; beyond, it is refused."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def warm_up(reader: str) -> None:
    """Read the good inputs, so that everything is loaded before the limit counts."""
    for given in READERS[reader].corpus():
        _found, wrong = answer(reader, given)
        if wrong:
            raise SystemExit(f"a good input of {reader} is not read: {wrong}")


def try_all(reader: str, seed: int, first: int, count: int) -> None:
    """Try the inputs from ``first`` on, one after another."""
    warm_up(reader)
    limit_memory()
    for number in range(first, first + count):
        given = made(reader, seed, number)
        _say(f"begin {number}")
        began = time.process_time()
        found, wrong = answer(reader, given)
        took = time.process_time() - began
        if wrong:
            _say(f"found {number} {wrong}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        _say(f"end {number} {found or 'finding'} {took:.4f} {peak}")


def _said(error: BaseException) -> str:
    """Say an exception in one line, with the last places of our own that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(one.filename).name}:{one.lineno}" for one in frames if "/app/" in one.filename]
    text = f"{type(error).__name__}: {error}"[:300] + f" (in {' < '.join(reversed(ours[-3:]))})"
    return text.replace("\n", " ")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode(errors="backslashreplace"))


if __name__ == "__main__":
    try_all(sys.argv[1], *map(int, sys.argv[2:5]))
