"""A figure and its yardstick, taken in turn, so that a noisy machine disturbs both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark found.

    Attributes:
        name: The benchmark.
        what: What was timed, with the size of the work.
        yardstick: What it is held against.
        reach: What is aimed at, as ``6-quality.md`` has it.
        seconds: Median of ours.
        yardstick_seconds: Median of the yardstick.
        ratio: Median of the ratios, ours to the yardstick's, pair by pair.
        least: Least ratio; ``most`` likewise.
        runs: How many pairs.
        note: Anything else that the reader of the figure must know.
        unit: ``seconds``, or ``bytes`` where size is what counts.
    """

    name: str
    what: str
    yardstick: str
    reach: str
    seconds: float
    yardstick_seconds: float
    ratio: float
    least: float
    most: float
    runs: int
    note: str = ""
    unit: str = "seconds"

    def said(self, figure: float) -> str:
        """Say a figure with its unit."""
        if self.unit == "bytes":
            return f"{figure / 1e6:,.0f} MB"
        return f"{figure:,.2f} s" if figure >= 10 else f"{figure * 1e3:,.3g} ms"

    def as_json(self) -> dict[str, object]:
        """Return the result for a file."""
        return asdict(self)

    def __str__(self) -> str:
        spread = f"{self.least:.4f} to {self.most:.4f}, {self.runs} pairs"
        lines = [
            f"{self.name}: {self.what}",
            f"  ours       {self.said(self.seconds):>15}",
            f"  yardstick  {self.said(self.yardstick_seconds):>15}  ({self.yardstick})",
            f"  ratio      {self.ratio:12.4f}     ({spread}; reach: {self.reach})",
        ]
        if self.note:
            lines.append(f"  {self.note}")
        return "\n".join(lines)


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long one run of the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(  # one argument a field of the result
    name: str,
    *,
    what: str,
    yardstick: str,
    reach: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    runs: int = 9,
    note: str = "",
) -> Result:
    """Time ours and the yardstick in turn, after one round that does not count.

    Args:
        name: The benchmark.
        what: What is timed.
        yardstick: What it is held against.
        reach: What is aimed at.
        ours: Does our work once and returns its seconds.
        theirs: Does the yardstick's work once and returns its seconds.
        runs: How many pairs count.
        note: See ``Result``.
    """
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratios = [one / other for one, other in pairs]
    return Result(
        name=name,
        what=what,
        yardstick=yardstick,
        reach=reach,
        seconds=statistics.median(one for one, _ in pairs),
        yardstick_seconds=statistics.median(other for _, other in pairs),
        ratio=statistics.median(ratios),
        least=min(ratios),
        most=max(ratios),
        runs=runs,
        note=note,
    )
