from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from distributed import Client, LocalCluster

from app.audit import cluster as on_cluster
from app.audit import executors
from app.audit.cluster import crew_of
from app.audit.running import recompute, run
from app.domain.cohort import Cohort
from app.domain.errors import UsageError, WhyscoreError
from app.domain.progress import Cancelled
from tests.audit import labours
from tests.audit.small_cohort import PARTS, assert_same, columns, made, question

pytestmark = pytest.mark.timeout(110)

NOBODY_LISTENS = "tcp://127.0.0.1:9"


def local(*, processes: bool, workers: int = 2) -> LocalCluster:
    """Start a cluster on this machine that nobody else can reach."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address="127.0.0.1:0",
        memory_limit=None,
    )


@pytest.fixture(scope="module")
def cohort(tmp_path_factory) -> Cohort:
    return made(tmp_path_factory.mktemp("cohort"))


@pytest.fixture(scope="module")
def expected(cohort, tmp_path_factory) -> dict[str, np.ndarray]:
    work = tmp_path_factory.mktemp("work")
    return columns(recompute(executors.here(), cohort, question(), work=work))


@pytest.fixture(scope="module")
def threads() -> Iterator[LocalCluster]:
    with local(processes=False) as cluster:
        yield cluster


class Told:
    """Progress that does something once the first part is done."""

    def __init__(self, then) -> None:
        self._then = then
        self.done: list[int] = []

    def report(self, done: int, _total: int) -> None:
        if done and not self.done:
            self.done.append(done)
            self._then()


def stop() -> None:
    raise Cancelled


def test_threads_of_a_dask_cluster_find_the_same_figures(
    threads, cohort, expected, tmp_path
) -> None:
    with crew_of(threads.scheduler_address) as crew:
        assert crew.size == 2
        found = columns(recompute(crew, cohort, question(), work=tmp_path))

    assert_same(found, expected)


@pytest.mark.slow
def test_worker_processes_find_the_same_figures_also_where_one_is_killed_mid_run(
    cohort, expected, tmp_path
) -> None:
    with local(processes=True) as cluster, crew_of(cluster.scheduler_address) as crew:
        whole = columns(recompute(crew, cohort, question(), work=tmp_path / "whole"))
        killing = Told(lambda: os.kill(cluster.workers[0].pid, signal.SIGKILL))
        rest = recompute(crew, cohort, question(), work=tmp_path / "killed", progress=killing)

    assert killing.done
    assert killing.done[0] < sum(part.rows for part in cohort.parts)
    assert_same(whole, expected)
    assert_same(columns(rest), expected)


def test_an_audit_on_a_cluster_finds_what_one_on_this_machine_finds(
    threads, cohort, tmp_path
) -> None:
    asked = question(fit=False)
    with run(cohort, asked, workers=1, work=tmp_path) as here:
        pass
    with run(cohort, asked, cluster=threads.scheduler_address, work=tmp_path) as there:
        pass

    assert repr(there.findings) == repr(here.findings)
    assert list(tmp_path.iterdir()) == []


def test_an_audit_stopped_on_a_cluster_is_taken_up_on_this_machine(
    threads, cohort, expected, tmp_path
) -> None:
    with crew_of(threads.scheduler_address) as crew, pytest.raises(Cancelled):
        recompute(crew, cohort, question(), work=tmp_path, progress=Told(stop))
    there = len(list(tmp_path.glob("*/*.sums")))

    done = recompute(executors.here(), cohort, question(), work=tmp_path)

    assert 1 <= there < PARTS
    assert_same(columns(done), expected)


def test_what_others_compute_on_the_cluster_goes_on_when_an_audit_is_stopped(
    threads, cohort, tmp_path
) -> None:
    with Client(threads.scheduler_address, set_as_default=False) as other:
        theirs = [other.submit(labours.slow_square, one, 0.1, pure=False) for one in range(20)]
        with crew_of(threads.scheduler_address) as crew, pytest.raises(Cancelled):
            recompute(crew, cohort, question(), work=tmp_path, progress=Told(stop))

        assert [one.result(timeout=60) for one in theirs] == [one * one for one in range(20)]


def test_what_a_worker_raises_is_said_to_the_auditor(threads, cohort, tmp_path) -> None:
    with (
        crew_of(threads.scheduler_address) as crew,
        pytest.raises(ValueError, match="no such rule"),
    ):
        recompute(crew, cohort, question(claims=("no such rule",)), work=tmp_path)


def test_a_scheduler_that_goes_away_is_told_and_what_is_done_is_kept(
    cohort, expected, tmp_path
) -> None:
    with local(processes=False) as cluster, crew_of(cluster.scheduler_address) as crew:
        gone = Told(lambda: cluster.close(timeout=10))
        with pytest.raises(WhyscoreError, match="does not answer any more"):
            recompute(crew, cohort, question(), work=tmp_path, progress=gone)
    assert list(tmp_path.glob("*/*.sums"))

    done = recompute(executors.here(), cohort, question(), work=tmp_path)

    assert_same(columns(done), expected)


def test_without_dask_its_extra_is_named(cohort, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError, match=r"pip install whyscore\[cluster\]"):
        run(cohort, question(), cluster="tcp://127.0.0.1:8786")


@pytest.mark.parametrize(
    "address", ["", "here", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://h", "tcp://a b:1"]
)
def test_what_is_no_address_is_refused_at_once(address, cohort) -> None:
    with pytest.raises(UsageError, match="must be the address of a Dask scheduler"):
        run(cohort, question(), cluster=address)


def test_an_address_where_nobody_listens_is_refused_after_a_bounded_wait(
    cohort, monkeypatch
) -> None:
    monkeypatch.setattr(on_cluster, "_REACHED_IN", 1.0)
    start = time.monotonic()

    with pytest.raises(UsageError, match="no Dask scheduler answers at"):
        run(cohort, question(), cluster=NOBODY_LISTENS)

    assert time.monotonic() - start < 30


def test_a_cluster_without_workers_is_refused_after_a_bounded_wait(cohort, monkeypatch) -> None:
    monkeypatch.setattr(on_cluster, "_WORKERS_IN", 0.5)

    with (
        local(processes=False, workers=0) as cluster,
        pytest.raises(UsageError, match="has no workers"),
    ):
        run(cohort, question(), cluster=cluster.scheduler_address)


def other_version(_language: str) -> str:
    return "0.0.1"


def test_workers_with_another_version_of_the_program_are_refused(
    threads, cohort, monkeypatch
) -> None:
    monkeypatch.setattr(on_cluster, "begun", other_version)

    with pytest.raises(UsageError, match="does not have Whyscore"):
        run(cohort, question(), cluster=threads.scheduler_address)
