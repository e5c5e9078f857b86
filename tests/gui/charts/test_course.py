"""The chart of a score's way, as keys and the pointer move its period."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.gui.charts.course import CourseChart
from app.gui.charts.course_figures import CourseLines, PerkLane
from app.gui.charts.figures import BandMark
from app.gui.charts.period import Period
from app.gui.charts.plot_ends import End

pytestmark = pytest.mark.usefixtures("look")

FIRST, TODAY, LAST = 16_000, 16_365, 16_456


def way(days: int = TODAY - FIRST + 1, **changes) -> CourseLines:
    day = np.arange(TODAY - days + 1, TODAY + 1, dtype=np.int32)
    ahead = np.arange(TODAY, LAST + 1, dtype=np.int32)
    fields = {
        "day": day,
        "ours": 640 + 10 * np.sin(day / 30),
        "ahead_day": ahead,
        "ahead": 640 + np.zeros(len(ahead)),
        "official_day": np.arange(FIRST, TODAY + 1, 73, dtype=np.int32),
        "official": np.array([640.0, 645.0, 650.0, 640.0, 645.0, 648.0]),
        "bands": (BandMark(350, "Low"), BandMark(600, "Good"), BandMark(650, "Very good")),
        "floor": 350,
        "ceiling": 900,
        "marks": ((650.0, "650"),),
        "ends": (End(TODAY, 640, "640", "ours", strong=True),),
        "new_day": day[::3],
        "new_points": np.where(np.arange(len(day[::3])) % 9 == 0, -9.0, 1.5),
        "rules": ((FIRST + 200, "version 1 → 2"),),
        "perks": (PerkLane("Car hire", ((FIRST + 20, FIRST + 60),), "held"),),
        "coming": (TODAY + 40,),
        "stops": (FIRST, FIRST + 73, FIRST + 146, TODAY, TODAY + 40),
        "said": lambda at: f"day {at}",
        "happened": lambda at: "something" if at % 2 else "",
        "spoken": "Your score.",
    }  # fmt: skip
    return CourseLines(**(fields | changes))


@pytest.fixture
def chart(qtbot):
    made = CourseChart()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_lines(way())
    made.show_period(Period(FIRST + 73, FIRST + 146), "A to B")
    qtbot.waitUntil(lambda: made._drawn and made._marks is not None)
    return made


def x_of(chart, day: int) -> int:
    (left, _right), _y = chart._box.viewRange()
    return round((day - left) / chart._per_x())


def at(chart, day: int, y: int = 120) -> QPoint:
    return QPoint(x_of(chart, day), y)


def drag(chart, start: int, end: int) -> None:
    view, left = chart.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=at(chart, start))
    for day in np.linspace(start, end, 6).astype(int).tolist():
        QTest.mouseMove(view, at(chart, day))
    QTest.mouseRelease(view, left, pos=at(chart, end))


def test_a_drag_chooses_a_period_and_tells_it_once_when_it_rests(chart) -> None:
    told, moved = [], []
    chart.period_chosen.connect(lambda *days: told.append(days))
    chart.period_moved.connect(lambda *days: moved.append(days))

    drag(chart, FIRST + 250, FIRST + 330)

    assert len(told) == 1
    assert told[0] == pytest.approx((FIRST + 250, FIRST + 330), abs=1)
    assert len(moved) >= 2


def test_a_drag_to_the_left_is_a_period_too(chart) -> None:
    told = []
    chart.period_chosen.connect(lambda *days: told.append(days))

    drag(chart, FIRST + 330, FIRST + 250)

    assert told[0] == pytest.approx((FIRST + 250, FIRST + 330), abs=1)


def test_a_drag_beyond_today_ends_today(chart) -> None:
    drag(chart, FIRST + 250, LAST - 5)

    assert chart.period.last == TODAY


def test_a_drag_near_an_official_figure_takes_its_day(chart) -> None:
    drag(chart, FIRST + 218, FIRST + 293)

    assert chart.period == Period(FIRST + 219, FIRST + 292)


def test_a_handle_moves_its_own_end_only(chart) -> None:
    drag(chart, FIRST + 146, FIRST + 190)

    assert chart.period.first == FIRST + 73
    assert chart.period.last == pytest.approx(FIRST + 190, abs=1)


def test_a_click_takes_the_time_between_two_official_figures(chart) -> None:
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at(chart, FIRST + 250))

    assert chart.period == Period(FIRST + 219, FIRST + 292)


def test_while_it_is_dragged_nothing_else_is_drawn_anew(chart) -> None:
    view, left = chart.viewport(), Qt.MouseButton.LeftButton
    marks = chart._marks

    QTest.mousePress(view, left, pos=at(chart, FIRST + 250))
    QTest.mouseMove(view, at(chart, FIRST + 300))

    assert chart._marks is marks
    assert not chart._soon.isActive()
    QTest.mouseRelease(view, left, pos=at(chart, FIRST + 300))


@pytest.mark.parametrize(
    ("key", "modifier", "period"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (73, 147)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, (72, 146)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, (73, 219)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, (73, 177)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (0, 146)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (73, 365)),
    ],
)
def test_keys_move_the_ends_and_tell_after_a_pause(qtbot, chart, key, modifier, period) -> None:
    wanted = Period(FIRST + period[0], FIRST + period[1])

    with qtbot.waitSignal(chart.period_chosen, timeout=5_000) as told:
        QTest.keyClick(chart, key, modifier)
        assert chart.period == wanted

    assert told.args == [wanted.first, wanted.last]


def test_up_and_down_read_what_happened_ahead_too(chart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)

    assert chart.accessibleName() == f"day {TODAY + 40}"
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.accessibleName() == f"day {TODAY}"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.accessibleName() == "Your score. A to B"


def test_a_chart_before_its_lines_lets_keys_and_clicks_pass(qtbot) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    told = []
    chart.period_chosen.connect(lambda *days: told.append(days))

    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert told == []


def test_many_years_are_drawn_with_few_items(qtbot) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    chart.resize(900, 300)
    chart.show()

    chart.show_lines(way(days=20_000))
    qtbot.waitUntil(lambda: chart._drawn)

    assert len(chart._box.addedItems) < 500


def test_days_before_1970_are_drawn_too(qtbot) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    chart.resize(900, 300)
    chart.show()
    day = np.arange(-900, -500, dtype=np.int32)
    none = np.empty(0, np.int32)
    old = way(
        day=day, ours=np.full(400, 640.0), ahead_day=none, ahead=np.empty(0), official_day=none,
        official=np.empty(0), rules=(), perks=(), coming=(), stops=(-900, -501), ends=(),
        new_day=none, new_points=np.empty(0),
    )  # fmt: skip

    chart.show_lines(old)
    chart.show_period(Period(-700, -600), "")
    qtbot.waitUntil(lambda: chart._drawn and chart._marks is not None)

    assert chart._marks.ground.rect().left() == -700
