"""The table of a million records: a scroll step and a sort, in milliseconds of one frame."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable

from tests.bench.measuring import Result

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_FRAME = 0.016
_SORT = 0.300
_ROUNDS = 5


def scroll_million() -> Result:
    """Hold a turn of the wheel over a million records against a frame."""
    from PySide6.QtWidgets import QApplication

    from tests.gui.pages.breakdown.million import scroll_times

    _application = QApplication.instance() or QApplication([])
    return _held(
        "scroll",
        "one scroll step in a table of 1,000,000 records, painted",
        "a frame of 16 ms",
        _FRAME,
        lambda: scroll_times()["step"],
    )


def sort_million() -> Result:
    """Hold the slowest column's sort of a million records against 300 ms."""
    from tests.gui.pages.breakdown.million import sort_times

    slowest: list[str] = []

    def once() -> float:
        times = sort_times()
        slowest.append(max(times, key=times.__getitem__))
        return times[slowest[-1]]

    result = _held("sort", "sort 1,000,000 records by the slowest column", "300 ms", _SORT, once)
    return Result(**{**result.as_json(), "note": f"slowest column: {slowest[-1]}"})  # type: ignore[arg-type]


def _held(
    name: str, what: str, yardstick: str, allowed: float, once: Callable[[], float]
) -> Result:
    """Take a figure several times; the yardstick is a time that people do not notice."""
    seconds = [once() / 1000 for _ in range(_ROUNDS)]
    ratios = [one / allowed for one in seconds]
    return Result(
        name=name,
        what=what,
        yardstick=yardstick,
        reach="at most 1 x",
        seconds=statistics.median(seconds),
        yardstick_seconds=allowed,
        ratio=statistics.median(ratios),
        least=min(ratios),
        most=max(ratios),
        runs=_ROUNDS,
    )
