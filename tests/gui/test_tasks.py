from __future__ import annotations

from threading import Event, current_thread

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from app.gui.tasks import Tasks, deliver

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


def test_a_cancelled_task_stops_at_its_next_report_and_says_nothing(tasks, qtbot) -> None:
    began, gate, after, heard = Event(), Event(), Event(), []

    def work(progress):
        began.set()
        gate.wait(5)
        progress.report(1, 2)
        after.set()

    tasks.start("read", work, succeeded=heard.append, failed=heard.append)
    qtbot.waitUntil(began.is_set, timeout=WAIT)
    tasks.cancel("read")
    gate.set()
    tasks.finish()

    assert not after.is_set()
    assert heard == []


def test_work_begins_only_when_the_window_came_to_rest(tasks, qtbot) -> None:
    order: list[str] = []

    def start(_progress):
        order.append("work")

    tasks.start("line", start, succeeded=lambda _: None, failed=lambda _: None)
    QTimer.singleShot(0, lambda: order.append("the window paints"))
    qtbot.waitUntil(lambda: "work" in order, timeout=WAIT)

    assert order == ["the window paints", "work"]


def test_work_runs_one_after_another_but_none_is_held_up_by_long_work(tasks, qtbot) -> None:
    gate, order = Event(), []

    def long(_progress):
        order.append("long begins")
        gate.wait(5)
        order.append("long ends")

    def short(name):
        return lambda _progress: order.append(name)

    quiet = {"succeeded": lambda _: None, "failed": lambda _: None}
    tasks.start("first", short("first"), **quiet)
    tasks.start("long", long, **quiet)
    tasks.start("last", short("last"), **quiet)
    qtbot.waitUntil(lambda: "last" in order, timeout=WAIT)
    gate.set()
    tasks.finish()

    assert order == ["first", "long begins", "last", "long ends"]


def test_work_that_was_cancelled_before_its_turn_is_never_begun(tasks, qtbot) -> None:
    order: list[str] = []
    quiet = {"succeeded": lambda _: None, "failed": lambda _: None}
    tasks.start("read", lambda _progress: order.append("read"), **quiet)
    tasks.cancel("read")
    tasks.start("next", lambda _progress: order.append("next"), **quiet)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=WAIT)

    assert order == ["next"]


def test_what_waits_when_the_window_closes_is_done_before_it_goes(tasks) -> None:
    done = Event()
    tasks.start("store", lambda _: done.set(), succeeded=lambda _: None, failed=lambda _: None)

    tasks.finish()

    assert done.is_set()


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


def test_a_result_whose_widget_is_gone_is_dropped(tasks, qtbot) -> None:
    gone = QLabel()

    tasks.start("look", lambda _progress: "found", succeeded=gone.setText, failed=pytest.fail)
    shiboken6.delete(gone)
    arrived = []
    tasks.start("last", lambda _progress: "x", succeeded=arrived.append, failed=pytest.fail)

    qtbot.waitUntil(
        lambda: bool(arrived) and not tasks.busy, timeout=WAIT
    )  # and nothing was raised meanwhile


def test_another_mistake_of_whoever_takes_a_result_is_not_swallowed() -> None:
    def take(_result) -> None:
        raise RuntimeError("something else")

    with pytest.raises(RuntimeError, match="something else"):
        deliver(take, 1)
