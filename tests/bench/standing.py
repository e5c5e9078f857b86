"""How long the window stands still: the longest block of a reader's whole way through it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from tests.bench.measuring import Result

_ROUNDS = 3
_LIMIT = 900  # seconds


def still_100k() -> Result:
    """Hold the longest block with 100,000 records and 2,000 contacts against 50 ms."""
    return _held("still-100k", 100_000, 0.050)


def still_million() -> Result:
    """Hold the longest block with a million records and 2,000 contacts against 100 ms."""
    return _held("still", 1_000_000, 0.100)


def _held(name: str, records: int, allowed: float) -> Result:
    """Go all the way several times, each in a process of its own, and keep each step's median.

    The longest of the medians is the figure: one step that was held up by another program of the
    computer is no step that is slow.
    """
    rounds = [_walk(records) for _round in range(_ROUNDS)]
    medians = {step: statistics.median(one[step] for one in rounds) for step in rounds[0]}
    slowest = max(medians, key=medians.__getitem__)
    longest = [max(one.values()) for one in rounds]
    over = [step for step, seconds in medians.items() if seconds > allowed]
    return Result(
        name=name,
        what=f"longest block of the window, {records:,} records and 2,000 contacts",
        yardstick=f"{allowed * 1e3:.0f} ms",
        reach="at most 1 x",
        seconds=medians[slowest],
        yardstick_seconds=allowed,
        ratio=medians[slowest] / allowed,
        least=min(longest) / allowed,
        most=max(longest) / allowed,
        runs=_ROUNDS,
        note=f"slowest step: {slowest}; {len(over)} of {len(medians)} steps are above",
    )


def _walk(records: int) -> dict[str, float]:
    """Return the longest block of each step. Unit: seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.watchdog", "--records", str(records), "--json"],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        timeout=_LIMIT,
        capture_output=True,
        text=True,
    )
    return {block["step"]: block["clock"] for block in json.loads(done.stdout)}
