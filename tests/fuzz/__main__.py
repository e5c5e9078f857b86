"""Tries the readers of files with bad inputs: ``python -m tests.fuzz all --inputs 20000``."""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path

from tests.fuzz.inputs import Finding
from tests.fuzz.readers import READERS
from tests.fuzz.trying import answer, limit_memory, warm_up
from tests.fuzz.watching import Bounds, Tally, run

_ROW = "{:<16} {:>7} {:>7} {:>7} {:>8} {:>9} {:>9} {:>9} {:>8}\n"


def main(arguments: list[str]) -> int:
    """Try, print a table, and return 1 where there was a finding."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("reader", choices=[*READERS, "all"], nargs="?", default="all")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="one that was used goes on where it was"
    )
    parser.add_argument("--seconds", type=float, default=math.inf, help="most for a reader")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="where they go")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one finding again")
    asked = parser.parse_args(arguments)
    if asked.replay:
        return replay(asked.replay)

    def told(finding: Finding) -> None:
        path = finding.write(asked.findings)
        sys.stderr.write(f"{path}: {finding.what}\n")

    sys.stdout.write(f"seed {asked.seed}\n")
    sys.stdout.write(
        _ROW.format(
            "reader", "inputs", "read", "faults", "refused", "findings", "slowest", "memory", "time"
        )
    )
    bad = 0
    for reader in READERS if asked.reader == "all" else (asked.reader,):
        kept = asked.findings / f"{reader}-{asked.seed}.tally"
        before = map(Finding.read, sorted(asked.findings.glob(f"{reader}-{asked.seed}-*.json")))
        tally = run(
            reader,
            asked.seed,
            Bounds(asked.inputs, time.monotonic() + asked.seconds),
            tally=Tally.read(kept, list(before)),
            told=told,
            kept=lambda tally, path=kept: tally.write(path),
        )
        bad += len(tally.findings)
        answers = (tally.answers[word] for word in ("read", "faults", "refused"))
        measured = (f"{tally.slowest:.2f} s", f"{tally.memory} MiB", f"{tally.seconds:.0f} s")
        sys.stdout.write(
            _ROW.format(reader, tally.inputs, *answers, len(tally.findings), *measured)
        )
        sys.stdout.flush()
    return 1 if bad else 0


def replay(path: Path) -> int:
    """Try one finding again, with the limit of memory but with nobody who watches the time."""
    finding = Finding.read(path)
    warm_up(finding.reader)
    limit_memory()
    began = time.process_time()
    found, wrong = answer(finding.reader, finding.given)
    took = time.process_time() - began
    sys.stdout.write(f"{finding.reader}: was {finding.what}\n")
    sys.stdout.write(f"{finding.reader}: now {wrong or found}, {took:.2f} s\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
