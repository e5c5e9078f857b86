"""An audit of many people against DuckDB's decoding of their records, and two workers against one."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import duckdb

from app.rulebook import library
from tests.bench.audit_data import write_cohort
from tests.bench.audit_program import audited
from tests.bench.measuring import Result, paired, seconds_of

RECORDS = 100_000_000
"""So many, unless told otherwise."""

_RULEBOOK = "article-2016"
_CORES = 2
_LOOK_EVERY = 0.05  # seconds
_LONGEST = 3_600  # seconds

_DECODE = """
SELECT count(*), sum(hash(subject)), sum(hash(id)), sum(date - DATE '1970-01-01'),
       sum(hash(kind)), sum(amount), sum(until - DATE '1970-01-01') FROM read_parquet(?)
"""


def audit(records: int = RECORDS) -> Result:
    """Hold an audit, opening and figures included, against decoding the columns that it reads."""
    peaks: list[int] = []
    work: list[float] = []
    decoding: list[float] = []
    with tempfile.TemporaryDirectory(prefix="whyscore-bench-") as folder:
        source = write_cohort(Path(folder) / "cohort", records, library.find(_RULEBOOK))

        def ours() -> float:
            before = _processor_seconds(resource.RUSAGE_CHILDREN)
            taken, peak = _watched(str(source), str(Path(folder) / "work"), str(_CORES))
            work.append(_processor_seconds(resource.RUSAGE_CHILDREN) - before)
            peaks.append(peak)
            return taken

        def theirs() -> float:
            before = _processor_seconds(resource.RUSAGE_SELF)
            taken = _decode(source / "records.parquet")
            decoding.append(_processor_seconds(resource.RUSAGE_SELF) - before)
            return taken

        result = paired(
            "audit",
            what=f"audit of {records:,} records of {records // 100:,} people on two cores",
            yardstick="DuckDB decoding and summing the same columns on two cores",
            reach="at most 4 x, less than 2 GiB",
            ours=ours,
            theirs=theirs,
            runs=1 if records > 20_000_000 else 3,
        )
    note = (
        f"peak memory of all processes together {max(peaks) / 2**20:,.0f} MiB; processor time, "
        f"start of the program included, {min(work):.1f} s against {min(decoding):.1f} s"
    )
    return replace(result, note=note)


def audit_workers(records: int = RECORDS) -> Result:
    """Hold two worker processes of a Dask cluster against one; the ratio is one's to two's."""
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory(prefix="whyscore-bench-") as folder:
        source = write_cohort(Path(folder) / "cohort", records, library.find(_RULEBOOK))
        options = {
            "threads_per_worker": 1,
            "host": "127.0.0.1",
            "dashboard_address": "127.0.0.1:0",
            "memory_limit": None,
        }
        with LocalCluster(1, **options) as one, LocalCluster(2, **options) as two:

            def on(cluster: LocalCluster) -> float:
                work = Path(folder) / "work"
                return audited(source, work, cluster=cluster.scheduler_address)

            return paired(
                "audit-workers",
                what=f"audit of {records:,} records by one Dask worker process",
                yardstick="the same by two",
                reach="at least 1.7 x",
                ours=lambda: on(one),
                theirs=lambda: on(two),
                runs=1 if records > 20_000_000 else 3,
            )


def _processor_seconds(whose: int) -> float:
    """Return the processor time of this process, or of its children that have ended."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _decode(file: Path) -> float:
    with duckdb.connect(config={"threads": str(_CORES)}) as connection:
        return seconds_of(lambda: connection.execute(_DECODE, [str(file)]).fetchall())


def _watched(*arguments: str) -> tuple[float, int]:
    """Run the audit in a process of its own; return its seconds and the peak of all processes.

    The peak is the sum of each process's own highest, so that no look comes too late. Unit: bytes.
    """
    command = [sys.executable, "-m", "tests.bench.audit_program", *arguments]
    highest: dict[int, int] = {}
    until = time.monotonic() + _LONGEST
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            for process in _tree(running.pid):
                highest[process] = max(highest.get(process, 0), _highest(process))
            if time.monotonic() > until:
                running.kill()
            time.sleep(_LOOK_EVERY)
        said = running.stdout.read() if running.stdout else ""
    if running.returncode:
        raise RuntimeError(f"the audit ended with {running.returncode}")
    return float(said.split()[0]), sum(highest.values())


def _tree(process: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [process]
    for one in found:
        try:
            tasks = list(Path(f"/proc/{one}/task").iterdir())
            children = [(task / "children").read_text().split() for task in tasks]
        except OSError:  # it ended meanwhile
            continue
        found += [int(child) for of_task in children for child in of_task]
    return found


def _highest(process: int) -> int:
    """Return the most memory that a process held at once; 0 where it is gone. Unit: bytes."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    held = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(held[0]) * 1024 if held else 0
