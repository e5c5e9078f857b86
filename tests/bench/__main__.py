"""Run one benchmark, or all: ``python -m tests.bench [NAME ...] [--write] [--json FILE]``."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import results as table
from tests.bench.ahead import plan_of_twelve, slider_frame
from tests.bench.audit import RECORDS, audit, audit_workers
from tests.bench.explaining import explain_million, history_million
from tests.bench.measuring import Result
from tests.bench.shapley import shapley, shapley_clipped
from tests.bench.size import size
from tests.bench.standing import still_100k, still_million
from tests.bench.startup import startup
from tests.bench.store import import_million, import_read_records, open_million
from tests.bench.table import scroll_million, sort_million

BENCHMARKS: dict[str, Callable[[], Result]] = {
    "explain": explain_million,
    "history": history_million,
    "shapley": shapley,
    "shapley-clipped": shapley_clipped,
    "slider": slider_frame,
    "plan": plan_of_twelve,
    "startup": startup,
    "import": import_million,
    "import-store": import_read_records,
    "open": open_million,
    "scroll": scroll_million,
    "sort": sort_million,
    "still-100k": still_100k,
    "still": still_million,
    "size": size,
}
SIZED: dict[str, Callable[[int], Result]] = {"audit": audit, "audit-workers": audit_workers}
NAMES = [*BENCHMARKS, *SIZED]


def main() -> int:
    """Run what was asked for; print each figure beside its yardstick, write them as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument(
        "--records", type=int, default=RECORDS, help=f"how many to audit: {RECORDS:,}"
    )
    parser.add_argument(
        "--write", action="store_true", help=f"put the figures into {table.PLACE.name}"
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no such benchmark: {min(unknown)}")
    results = []
    for name in asked.names or NAMES:
        result = SIZED[name](asked.records) if name in SIZED else BENCHMARKS[name]()
        print(result, flush=True)
        results.append(result)
        if asked.write:
            table.write([result], NAMES)  # each at once: the whole suite takes long
    if asked.json:
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        document = {**machine, "results": [one.as_json() for one in results]}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
