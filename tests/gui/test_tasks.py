from __future__ import annotations

from threading import Event, current_thread

import pytest

from app.gui.tasks import Tasks

WAIT = 5_000  # milliseconds; a bound, not an expectation


@pytest.fixture
def tasks(qapp):
    made = Tasks(qapp)
    yield made
    made.finish()


def test_every_result_arrives_on_the_window_s_thread(tasks, qtbot) -> None:
    arrived: list[tuple[int, str]] = []

    for number in range(50):
        tasks.start(
            f"work {number}",
            lambda _progress, number=number: number,
            succeeded=lambda result: arrived.append((result, current_thread().name)),
            failed=lambda error: pytest.fail(str(error)),
        )
    qtbot.waitUntil(lambda: len(arrived) == 50, timeout=WAIT)

    assert {name for _number, name in arrived} == {current_thread().name}
    assert sorted(number for number, _name in arrived) == list(range(50))


def test_of_one_name_only_the_newest_result_arrives(tasks, qtbot) -> None:
    gate, arrived = Event(), []

    def slow(_progress):
        gate.wait(5)
        return "old"

    tasks.start("line", slow, succeeded=arrived.append, failed=arrived.append)
    tasks.start("line", lambda _progress: "new", succeeded=arrived.append, failed=arrived.append)
    gate.set()
    qtbot.waitUntil(lambda: arrived == ["new"], timeout=WAIT)
    tasks.finish()

    assert arrived == ["new"]


def test_a_cancelled_task_stops_at_its_next_report_and_says_nothing(tasks) -> None:
    began, gate, after, heard = Event(), Event(), Event(), []

    def work(progress):
        began.set()
        gate.wait(5)
        progress.report(1, 2)
        after.set()

    tasks.start("read", work, succeeded=heard.append, failed=heard.append)
    assert began.wait(5)
    tasks.cancel("read")
    gate.set()
    tasks.finish()

    assert not after.is_set()
    assert heard == []


def test_what_breaks_is_handed_to_the_window(tasks, qtbot) -> None:
    heard: list[Exception] = []

    def work(_progress):
        raise ValueError("no")

    tasks.start("read", work, succeeded=lambda _: None, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=WAIT)

    assert isinstance(heard[0], ValueError)


def test_progress_counts_beyond_32_bits_arrive_whole(tasks, qtbot) -> None:
    heard: list[tuple[int, int]] = []

    tasks.start(
        "read",
        lambda progress: progress.report(5_000_000_000, 9_000_000_000),
        succeeded=lambda _: None,
        failed=lambda error: pytest.fail(str(error)),
        progressed=lambda done, total: heard.append((done, total)),
    )
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)

    assert heard == [(5_000_000_000, 9_000_000_000)]
