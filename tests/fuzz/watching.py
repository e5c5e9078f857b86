"""Watches the process that tries a reader: what hangs or ends it is a finding, and the run goes on."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.inputs import Finding
from tests.fuzz.trying import made

LONGEST = 5.0
"""A reader may work so long at one input. Unit: seconds of the processor."""

_LONGEST_WAIT = 60.0  # seconds; a reader that waits for something works at nothing
_LOADING = 120.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        answers: How often each answer was given.
        slowest: Longest time at one input. Unit: seconds of the processor.
        memory: Most memory that was held. Unit: MiB.
        findings: What a reader did not stand.
    """

    inputs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    findings: list[Finding] = field(default_factory=list)


def run(
    reader: str, seed: int, inputs: int, told: Callable[[Finding], None] | None = None
) -> Tally:
    """Try so many inputs on a reader; a bad one never ends the run.

    Args:
        reader: Of ``READERS``.
        seed: Seed of the run.
        inputs: How many.
        told: Is told each finding at once.
    """
    tally = Tally()
    first = 0
    while first < inputs:
        first = _stretch(reader, seed, first, inputs - first, tally, told or (lambda _one: None))
    return tally


def _stretch(
    reader: str,
    seed: int,
    first: int,
    count: int,
    tally: Tally,
    told: Callable[[Finding], None],
) -> int:
    """Try inputs in one process until it ends; return the number of the next input."""

    def note(number: int, what: str) -> None:
        finding = Finding(reader, seed, number, what, made(reader, seed, number))
        tally.findings.append(finding)
        told(finding)

    child = subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz.trying", reader, str(seed), str(first), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    lines = _Lines(child)
    current: int | None = None
    try:
        while True:
            line = lines.next(_LOADING if current is None else _LONGEST_WAIT)
            if line is None:
                break
            word, number, *rest = line.split(" ", 2)
            if word == "begin":
                current = int(number)
                lines.begin()
            elif word == "found":
                note(int(number), rest[0])
            else:
                answer, took, memory = rest[0].split()
                tally.inputs += 1
                tally.answers[answer] += 1
                tally.slowest = max(tally.slowest, float(took))
                tally.memory = max(tally.memory, int(memory))
                first, current = int(number) + 1, None
    finally:
        child.kill()
        errors = child.communicate()[1].decode(errors="replace").strip()
    if current is None:
        if child.returncode and first < count:
            raise SystemExit(f"{reader} cannot be tried: {errors[-2_000:]}")
        return first
    last = errors.splitlines()[-1] if errors else "no word"
    ended = f"ended by {-child.returncode}" if child.returncode < 0 else "ended"
    note(current, lines.hung or f"the process {ended}: {last[:300]}")
    tally.inputs += 1
    tally.answers["finding"] += 1
    return current + 1


class _Lines:
    """The lines of a process, each waited for no longer than a reader may take."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        self.hung = ""
        self._child = child
        self._pipe = child.stdout.fileno()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)
        self._kept = b""
        self._worked = 0.0

    def begin(self) -> None:
        """Count the processor's time from here."""
        self._worked = self._work()

    def next(self, wait: float) -> str | None:
        """Return the next line; ``None`` where the process ended or was found to hang."""
        until = time.monotonic() + wait
        while b"\n" not in self._kept:
            if self._selector.select(1.0):
                read = os.read(self._pipe, 1 << 16)
                if not read:
                    return None
                self._kept += read
            elif wait == _LONGEST_WAIT and self._work() - self._worked > LONGEST:
                self.hung = f"more than {LONGEST:g} s of work"
                return None
            elif time.monotonic() > until:
                self.hung = f"more than {wait:g} s without an answer"
                return None
        line, _newline, self._kept = self._kept.partition(b"\n")
        return line.decode(errors="replace")

    def _work(self) -> float:
        """Return how long the process has worked, all its threads together."""
        try:
            stat = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(stat[11]) + int(stat[12])) / _TICKS
