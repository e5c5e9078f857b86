"""The table of figures in ``RESULTS.md``: a benchmark that is run again replaces its own row.

What stands around the table is written by hand and stays.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from tests.bench.measuring import Result

PLACE = Path(__file__).with_name("RESULTS.md")
_HEAD = (
    "| benchmark | figure | yardstick | ratio (least to most) | reach | date | machine |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def write(results: Iterable[Result], names: Iterable[str], place: Path = PLACE) -> None:
    """Put the rows of these results into the table.

    Args:
        results: What was measured now.
        names: All benchmarks, in the order of their rows.
        place: The file.
    """
    text = place.read_text(encoding="utf-8")
    before, _head, after = text.partition("\n".join(_HEAD) + "\n")
    if not _head:
        raise ValueError(f"{place.name} has no table")
    lines = after.splitlines(keepends=True)
    told = list(takewhile(lambda line: line.startswith("|"), lines))
    rows = {_name(line): line for line in told}
    rows |= {one.name: _row(one) for one in results}
    table = "".join(rows[name] for name in names if name in rows)
    place.write_text(
        before + "\n".join(_HEAD) + "\n" + table + "".join(lines[len(told) :]), encoding="utf-8"
    )


def machine() -> str:
    """Name the machine: cores, memory, processor, Python."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores} cores, {memory:.0f} GiB, {platform.machine()}, Python {platform.python_version()}"
    )


def _name(row: str) -> str:
    return row.split("|")[1].strip().strip("`")


def _row(one: Result) -> str:
    figure = one.said(one.seconds) + (f"; {one.note}" if one.note else "")
    cells = (
        f"`{one.name}`",
        f"{one.what}: {figure}",
        f"{one.yardstick}: {one.said(one.yardstick_seconds)}",
        f"**{one.ratio:.4g}** ({one.least:.4g} to {one.most:.4g}, {one.runs} pairs)",
        one.reach,
        dt.datetime.now().astimezone().date().isoformat(),
        machine(),
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"
