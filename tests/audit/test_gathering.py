from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest

from app.audit import executors
from app.audit.executors import Crew
from app.audit.gathering import gather
from app.domain.errors import WhyscoreError
from app.domain.progress import Cancelled
from tests.audit import labours

pytestmark = pytest.mark.timeout(60)

CREWS = {
    "here": executors.here,
    "threads": partial(executors.threads, 3),
    "two processes": partial(executors.processes, 2),
}


def results(tasks: dict[str, Callable[[], object]], crew: Crew) -> dict[str, object]:
    arrived: dict[str, object] = {}

    def take(name: str, result: object) -> None:
        assert name not in arrived
        arrived[name] = result

    gather(tasks, crew, arrived=take, told=lambda: None)
    return arrived


@pytest.mark.parametrize("crew", CREWS.values(), ids=CREWS.keys())
def test_every_task_is_computed_once_whoever_computes_it(crew) -> None:
    tasks = {f"{number}": partial(labours.square, number) for number in range(20)}

    assert results(tasks, crew()) == {f"{number}": number * number for number in range(20)}


@pytest.mark.parametrize("crew", CREWS.values(), ids=CREWS.keys())
def test_what_a_task_raises_is_raised_to_who_asked(crew) -> None:
    tasks = {"good": partial(labours.square, 2), "bad": partial(labours.refuse, 3)}

    with pytest.raises(ValueError, match="no 3"):
        results(tasks, crew())


def test_nothing_to_compute_opens_nothing() -> None:
    def never() -> None:
        raise AssertionError

    assert results({}, Crew(1, never)) == {}


def test_processes_compute_beside_each_other_and_not_in_this_one() -> None:
    tasks = {f"{number}": partial(labours.own_process, number) for number in range(20)}

    at_work = set(results(tasks, executors.processes(2)).values())

    assert len(at_work) == 2
    assert os.getpid() not in at_work


def test_only_so_many_tasks_are_under_way_as_the_crew_has_hands_for() -> None:
    crew = executors.threads(2)
    handed_in, most = 0, 0

    class Counting(type(crew.opened())):
        def submit(self, *args):
            nonlocal handed_in
            handed_in += 1
            return super().submit(*args)

    def take(_name: str, _result: object) -> None:
        nonlocal handed_in, most
        most = max(most, handed_in)
        handed_in -= 1

    tasks = {f"{number}": partial(labours.slow_square, number, 0.005) for number in range(30)}
    counted = Crew(2, lambda: Counting(2), ahead=1)
    gather(tasks, counted, arrived=take, told=lambda: None)

    assert 2 <= most <= 3


@pytest.mark.parametrize("number", [1, 2])
def test_a_worker_killed_mid_run_changes_no_result(number, tmp_path) -> None:
    tasks = {f"{one}": partial(labours.square, one) for one in range(12)}
    tasks["5"] = partial(labours.square_but_die_once, 5, tmp_path / "died")

    found = results(tasks, executors.processes(number))

    assert (tmp_path / "died").exists()
    assert found == {f"{one}": one * one for one in range(12)}


def test_the_task_that_kills_its_workers_is_named_and_no_other() -> None:
    tasks = {f"{one}": partial(labours.square, one) for one in range(6)}
    tasks["the deadly one"] = partial(labours.die, 1)
    tasks |= {f"{one}": partial(labours.square, one) for one in range(6, 9)}

    with pytest.raises(WhyscoreError, match="Part the deadly one could not be computed: 3 times"):
        results(tasks, executors.processes(2))


@pytest.mark.parametrize("crew", CREWS.values(), ids=CREWS.keys())
def test_work_that_is_stopped_hands_in_nothing_more(crew, tmp_path) -> None:
    file = tmp_path / "done"
    tasks = {f"{one}": partial(labours.append_line, one, file) for one in range(200)}
    arrived: list[str] = []

    def told() -> None:
        if len(arrived) >= 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        gather(tasks, crew(), arrived=lambda name, _: arrived.append(name), told=told)

    assert 3 <= len(file.read_text(encoding="ascii").split()) < 20


def test_who_waits_is_told_also_while_nothing_arrives() -> None:
    times: list[None] = []

    gather(
        {"slow": partial(labours.slow_square, 3, 1.0)},
        executors.threads(1),
        arrived=lambda *_: None,
        told=lambda: times.append(None),
    )

    assert len(times) >= 4
