"""Watches the process that tries a reader: what hangs or ends it is a finding, and the run goes on."""

from __future__ import annotations

import json
import math
import os
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.inputs import Finding
from tests.fuzz.trying import made

LONGEST = 5.0
"""A reader may work so long at one input. Unit: seconds of the processor."""

_LONGEST_WAIT = 60.0  # seconds; a reader that waits for something works at nothing
_LOADING = 120.0  # seconds
_KEEPING = 5.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        answers: How often each answer was given.
        slowest: Longest time at one input. Unit: seconds of the processor.
        memory: Most memory that was held. Unit: MiB.
        seconds: How long the run took.
        findings: What a reader did not stand.
    """

    inputs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def write(self, path: Path) -> None:
        """Keep it, so that the run can go on; the findings are kept each by itself."""
        said = {**vars(self), "findings": len(self.findings)}
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(said), encoding="utf-8")
        beside.replace(path)

    @classmethod
    def read(cls, path: Path, findings: list[Finding]) -> Tally:
        """Return one that was kept; an empty one where none was."""
        if not path.exists():
            return cls()
        said = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**said, "answers": Counter(said["answers"]), "findings": findings})


@dataclass(frozen=True)
class Bounds:
    """Where a run ends.

    Attributes:
        inputs: How many, with those of the tally that it goes on with.
        until: When at the latest, by the monotonic clock. Unit: seconds.
    """

    inputs: int
    until: float = math.inf


def run(
    reader: str,
    seed: int,
    bounds: Bounds,
    *,
    tally: Tally | None = None,
    told: Callable[[Finding], None] = lambda _finding: None,
    kept: Callable[[Tally], None] = lambda _tally: None,
) -> Tally:
    """Try inputs on a reader until there were enough; a bad one never ends the run.

    Args:
        reader: Of ``READERS``.
        seed: Seed of the run.
        bounds: Where it ends.
        tally: Of the same reader and seed, to go on with.
        told: Is told each finding at once.
        kept: Is given the tally every some seconds and at the end.
    """
    tally = tally or Tally()
    while tally.inputs < bounds.inputs and time.monotonic() < bounds.until:
        began, before = time.monotonic(), tally.seconds
        for _input in _stretch(reader, seed, bounds, tally, told):
            now = time.monotonic()
            if before + now - began > tally.seconds + _KEEPING:
                tally.seconds = before + now - began
                kept(tally)
            if now > bounds.until:
                break
        tally.seconds = before + time.monotonic() - began
        kept(tally)
    return tally


def _stretch(
    reader: str,
    seed: int,
    bounds: Bounds,
    tally: Tally,
    told: Callable[[Finding], None],
) -> Iterator[int]:
    """Try inputs in one process until it ends; yield the number of each."""

    def note(number: int, what: str) -> None:
        finding = Finding(reader, seed, number, what, made(reader, seed, number))
        tally.findings.append(finding)
        told(finding)

    # Every input is counted once: so many were tried, and so is the next one's number.
    left = bounds.inputs - tally.inputs
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.fuzz.trying",
            reader,
            f"{seed}",
            f"{tally.inputs}",
            f"{left}",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    lines = _Lines(child)
    current: int | None = None
    try:
        while (line := lines.next(_LOADING if current is None else _LONGEST_WAIT)) is not None:
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
                current = None
                yield int(number)
    finally:
        child.kill()
        errors = child.communicate()[1].decode(errors="replace").strip()
    if current is not None:
        last = errors.splitlines()[-1] if errors else "no word"
        ended = f"ended by {-child.returncode}" if child.returncode < 0 else "ended"
        note(current, lines.hung or f"the process {ended}: {last[:300]}")
        tally.inputs += 1
        tally.answers["finding"] += 1
        yield current
    elif child.returncode and tally.inputs < bounds.inputs:
        raise SystemExit(f"{reader} cannot be tried: {errors[-2_000:]}")


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
