from __future__ import annotations

import gc
import os
import signal
import stat
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from app import settings
from app.audit import executors
from app.audit.executors import Crew
from app.audit.running import recompute, run
from app.domain.cohort import Cohort
from app.domain.errors import UsageError
from app.domain.progress import Cancelled
from tests.audit.small_cohort import (
    PARTS,
    PEOPLE,
    assert_same,
    columns,
    cut,
    ids_of,
    made,
    question,
)

pytestmark = pytest.mark.timeout(90)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory) -> Cohort:
    return made(tmp_path_factory.mktemp("cohort"))


@pytest.fixture(scope="module")
def expected(cohort, tmp_path_factory) -> dict[str, np.ndarray]:
    """Return what one process finds, part after part."""
    work = tmp_path_factory.mktemp("work")
    return columns(recompute(executors.here(), cohort, question(), work=work))


class Told:
    """Progress that notes what it is told, and stops the work after so many calls that move on."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.told: list[tuple[int, int]] = []
        self._stop_after = stop_after

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))
        moved = len({one for one, _ in self.told}) - 1
        if self._stop_after is not None and moved >= self._stop_after:
            raise Cancelled


class Counted:
    """A crew of this process that counts what it is handed."""

    def __init__(self) -> None:
        self.parts: list[int] = []

    def crew(self) -> Crew:
        counted, own = self.parts, executors.here().opened()

        class Counting(Executor):
            def submit(self, task):
                counted.append(task.part.number)
                return own.submit(task)

        return Crew(1, Counting, ahead=0)


def test_the_columns_hold_something_to_be_compared(expected) -> None:
    assert len(expected["name"]) == PEOPLE
    assert expected["counts"].tolist()[0] == PEOPLE
    assert np.isfinite(expected["official"]).all()
    assert np.isfinite(expected["published"]).sum() > PEOPLE / 2
    assert expected["months"].shape[1] > 12
    assert expected["points"].std() > 0
    assert len(set(expected["region"])) > 1


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_however_many_processes_compute_the_figures_are_the_same(
    workers, cohort, expected, tmp_path
) -> None:
    done = recompute(executors.processes(workers), cohort, question(), work=tmp_path)

    assert_same(columns(done), expected)


def test_threads_find_the_same_figures(cohort, expected, tmp_path) -> None:
    done = recompute(executors.threads(3), cohort, question(), work=tmp_path)

    assert_same(columns(done), expected)


class Backwards(Executor):
    """Computes the last part first."""

    def __init__(self) -> None:
        self._handed_in: list[tuple[Future, object]] = []

    def submit(self, task):
        future: Future = Future()
        self._handed_in.append((future, task))
        if len(self._handed_in) == PARTS:
            for waiting, one in reversed(self._handed_in):
                waiting.set_result(one())
        return future


def test_parts_are_folded_in_their_order_whatever_order_they_come_in(
    cohort, expected, tmp_path
) -> None:
    done = recompute(Crew(PARTS, Backwards), cohort, question(), work=tmp_path)

    assert_same(columns(done), expected)


def test_a_crew_that_does_not_see_this_disk_finds_the_same_figures(
    cohort, expected, tmp_path
) -> None:
    crew = replace(executors.processes(2), writes=False)

    assert_same(columns(recompute(crew, cohort, question(), work=tmp_path)), expected)


@pytest.mark.parametrize("budget", [0, 10_000])
def test_a_tiny_budget_of_memory_changes_no_figure(budget, cohort, expected, tmp_path) -> None:
    done = recompute(executors.here(), cohort, question(), work=tmp_path, budget=budget)

    held = [one is other for one, other in zip(done.people(), done.people(), strict=True)]
    assert not all(held)
    assert any(held) == (budget > 0)
    assert_same(columns(done), expected)


def test_a_worker_killed_mid_run_changes_no_figure(cohort, expected, tmp_path) -> None:
    opened: list[ProcessPoolExecutor] = []

    def pool() -> Executor:
        opened.append(ProcessPoolExecutor(2, mp_context=get_context("spawn")))
        return opened[-1]

    class Killing(Told):
        def report(self, done: int, total: int) -> None:
            if done and len(opened) == 1 and not self.told:
                os.kill(next(iter(opened[0]._processes)), signal.SIGKILL)
                super().report(done, total)

    killing = Killing()
    done = recompute(Crew(2, pool), cohort, question(), work=tmp_path, progress=killing)

    assert len(opened) == 2
    assert killing.told[0][0] < killing.told[0][1]
    assert_same(columns(done), expected)


@pytest.mark.parametrize("crew", [executors.here, partial(executors.processes, 1)])
def test_a_stopped_audit_is_taken_up_again_and_does_only_what_is_left(
    crew, cohort, expected, tmp_path
) -> None:
    with pytest.raises(Cancelled):
        recompute(crew(), cohort, question(), work=tmp_path, progress=Told(stop_after=2))
    there = {int(file.stem[5:]) for file in tmp_path.glob("*/*.sums")}
    rest = Counted()

    done = recompute(rest.crew(), cohort, question(), work=tmp_path)

    assert 2 <= len(there) < PARTS
    assert set(rest.parts) == set(range(PARTS)) - there
    assert len(rest.parts) == PARTS - len(there)
    assert_same(columns(done), expected)


def test_what_is_taken_up_again_keeps_the_salt_that_nobody_knows(cohort, tmp_path) -> None:
    asked = question(salt="")
    with pytest.raises(Cancelled):
        recompute(executors.here(), cohort, asked, work=tmp_path, progress=Told(stop_after=2))
    salts = {file.read_text("ascii") for file in tmp_path.glob("*/salt")}

    done = recompute(executors.here(), cohort, asked, work=tmp_path)

    assert salts == {done.question.salt}
    assert len(done.question.salt) == 32
    other = recompute(executors.here(), cohort, asked, work=tmp_path / "other")
    assert other.question.salt != done.question.salt
    assert not set(columns(other)["name"]) & set(columns(done)["name"])


def test_another_question_and_other_files_are_computed_anew(cohort, tmp_path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    for file in Path(cohort.path).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    copy = replace(cohort, path=str(folder))
    work = tmp_path / "work"

    def left() -> int:
        counted = Counted()
        recompute(counted.crew(), copy, question(), work=work).people.leave()
        return len(counted.parts)

    assert left() == PARTS
    assert left() == 0
    other = Counted()
    recompute(other.crew(), copy, question(claims=()), work=work).people.leave()
    assert len(other.parts) == PARTS
    scores = next(folder.glob("scores*.csv"))
    scores.write_bytes(scores.read_bytes() + b"\n")
    assert left() == PARTS


def test_a_part_that_was_not_kept_whole_is_computed_anew(cohort, expected, tmp_path) -> None:
    recompute(executors.here(), cohort, question(), work=tmp_path).people.leave()
    part = next(tmp_path.glob("*/part-000002"))
    part.write_bytes(part.read_bytes()[:-5])
    next(tmp_path.glob("*/part-000003.sums")).write_bytes(b"")
    rest = Counted()

    done = recompute(rest.crew(), cohort, question(), work=tmp_path)

    assert rest.parts == [2, 3]
    assert_same(columns(done), expected)


def test_what_is_kept_on_disk_names_nobody_and_is_its_owners_alone(cohort, tmp_path) -> None:
    done = recompute(executors.here(), cohort, question(salt=""), work=tmp_path)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    names = [one.encode() for one in ids_of(cohort)]

    assert len(files) >= 2 * PARTS
    assert [file for file in files if any(one in file.read_bytes() for one in names)] == []
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in tmp_path.iterdir()} == {0o700}
    done.people.close()
    assert list(tmp_path.iterdir()) == []


def test_tables_put_in_order_hold_what_the_files_hold_and_are_erased_with_the_last_part(
    cohort, expected, tmp_path
) -> None:
    there: set[str] = set()

    class Looking(Told):
        def report(self, done: int, total: int) -> None:
            super().report(done, total)
            there.update(file.name for file in tmp_path.glob("*/ordered/*.parquet"))

    looking = Looking()
    done = recompute(executors.here(), cohort, question(), work=tmp_path, progress=looking)

    assert "records.parquet" in there
    assert list(tmp_path.glob("*/ordered")) == []
    assert_same(columns(done), expected)
    plain = replace(executors.here(), writes=False)
    assert_same(columns(recompute(plain, cohort, question(), work=tmp_path / "plain")), expected)


def test_no_table_put_in_order_is_left_where_the_audit_is_stopped(cohort, tmp_path) -> None:
    with pytest.raises(Cancelled):
        recompute(executors.here(), cohort, question(), work=tmp_path, progress=Told(stop_after=1))

    assert list(tmp_path.glob("*/*.sums"))
    assert list(tmp_path.glob("*/ordered")) == []


def test_a_single_part_is_computed_without_writing_anything(cohort, expected) -> None:
    before = settings.work_place().exists()
    done = recompute(executors.here(), cut(cohort, 1), question())

    assert settings.work_place().exists() == before
    ours = columns(done)
    for name in ("name", "official", "published", "points", "without", "others", "region"):
        np.testing.assert_array_equal(ours[name], expected[name], err_msg=name)


def test_parts_are_kept_in_the_cache_unless_told_otherwise(cohort) -> None:
    done = recompute(executors.here(), cohort, question())

    assert len(list(settings.work_place().glob("audit-*/part-*"))) >= PARTS
    done.people.close()
    assert list(settings.work_place().iterdir()) == []


def test_who_forgets_to_close_leaves_nothing_behind_either(cohort, tmp_path) -> None:
    done = recompute(executors.here(), cohort, question(), work=tmp_path)
    assert list(tmp_path.iterdir()) != []

    del done
    gc.collect()

    assert list(tmp_path.iterdir()) == []


def test_the_rows_that_are_done_count_up_to_all_of_them(cohort, tmp_path) -> None:
    told = Told()

    recompute(executors.here(), cohort, question(), work=tmp_path, progress=told)

    total = sum(part.rows for part in cohort.parts)
    done = [one for one, _ in told.told]
    assert {all_ for _, all_ in told.told} == {total}
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, total)


@pytest.mark.parametrize("workers", [4, None])
def test_what_is_found_is_the_same_however_many_look(workers, cohort, tmp_path) -> None:
    asked = question(thresholds=(600.0,), pairs=True, smallest_group=3, fit=False)
    with run(cohort, asked, workers=1, work=tmp_path) as alone:
        pass
    with run(cohort, asked, workers=workers, work=tmp_path) as together:
        pass

    assert alone.findings.people == PEOPLE
    assert alone.findings.claims[0].n > PEOPLE / 2
    assert len(alone.findings.groups) > 4
    assert repr(together.findings) == repr(alone.findings)  # as a text, for NaN is not NaN
    assert list(tmp_path.iterdir()) == []


def test_figures_that_are_stopped_leave_the_parts_to_be_taken_up_again(cohort, tmp_path) -> None:
    class AtTheEnd(Told):
        def report(self, done: int, total: int) -> None:
            super().report(done, total)
            if self.told.count((total, total)) > 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        run(cohort, question(), workers=1, work=tmp_path, progress=AtTheEnd())
    rest = Counted()

    recompute(rest.crew(), cohort, question(), work=tmp_path)

    assert rest.parts == []


@pytest.mark.parametrize("workers", [0, -1, 5_000])
def test_a_number_of_workers_that_makes_no_sense_is_refused(workers, cohort) -> None:
    with pytest.raises(UsageError, match="--workers"):
        run(cohort, question(), workers=workers)
