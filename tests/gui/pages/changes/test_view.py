"""The Changes page in its window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.gui.charts.period import Period
from app.gui.pages_made import BREAKDOWN, CHANGES
from app.gui.printing import as_csv, drawn, pictured, write_png
from app.gui.shared.page import Breadth
from app.outputs.writing import write_privately
from tests.gui import people
from tests.gui.conftest import WAIT
from tests.gui.people import TODAY


@pytest.fixture
def page(with_mei, qtbot):
    window = with_mei()
    window.resize(1280, 800)
    window.show_page(CHANGES)
    page = window._page(CHANGES)
    settled(qtbot, window)
    return page


def settled(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)


def window_of(page):
    return page.window()


def test_the_sentence_answers_the_pages_question(page) -> None:
    assert page.sentence.text().startswith("Your official score")
    assert page.chart.chart.period is not None


def test_the_statement_follows_the_keys_after_a_pause(page, qtbot) -> None:
    before = page.sentence.text()

    with qtbot.waitSignal(page.chart.period_chosen, timeout=WAIT):
        QTest.keyClick(page.chart.chart, Qt.Key.Key_Home)
    settled(qtbot, window_of(page))

    assert page.sentence.text() != before
    assert page.statement._start.text() == people_day(page)


def people_day(page) -> str:
    from app.wording.changes import named_day

    return named_day(page.chart.chart.period.first, TODAY)


def test_a_date_chosen_in_the_calendar_moves_the_chart_too(page, qtbot) -> None:
    page.statement.start_chosen.emit(TODAY - 50)
    page.statement.end_chosen.emit(TODAY - 40)
    settled(qtbot, window_of(page))

    assert page.chart.chart.period == Period(TODAY - 50, TODAY - 40)
    assert page.statement.chart.chart.rows[-1].label.startswith("26 January")


def test_the_calendar_offers_the_days_of_the_file_only(page) -> None:
    page.statement._start.menu().fill()
    calendar = page.statement._start.menu().calendar

    assert calendar.maximumDate().toString("yyyy-MM-dd") == "2016-03-05"
    assert calendar.selectedDate() <= calendar.maximumDate()


def test_the_button_leads_to_the_record_in_the_breakdown(page, qtbot) -> None:
    window = window_of(page)
    page.chart.period_chosen.emit(TODAY - 70, TODAY - 40)
    settled(qtbot, window)

    with qtbot.waitSignal(page.record_wanted, timeout=WAIT) as told:
        QTest.mouseClick(page.words._check, Qt.MouseButton.LeftButton)

    assert told.args == ["post-1"]
    assert window._shown == BREAKDOWN
    settled(qtbot, window)
    records = window._page(BREAKDOWN).records
    qtbot.waitUntil(lambda: not records._restyling.isActive(), timeout=WAIT)


def test_the_statement_can_be_copied(page, qapp) -> None:
    QTest.mouseClick(page.words._copy, Qt.MouseButton.LeftButton)

    assert qapp.clipboard().text().startswith(page.sentence.text())


def test_the_tables_say_what_the_charts_show(page) -> None:
    chart, statement = page.exports()

    rows = statement.table().rows
    assert [row[0] for row in rows] == [row.label for row in page.statement.chart.chart.rows]
    days = chart.table().rows
    assert days[0][0] == "6 Jun 2016"
    assert "if nothing new" in days[0][3]
    assert any(row[2] == "648" for row in days)
    assert as_csv(chart.table()).startswith('"Date","Ours","Official","What happened"')


def test_chart_and_statement_are_saved_as_pictures(page, tmp_path) -> None:
    for shown in page.exports():
        write_png(pictured(shown), tmp_path / "one.png")
        write_privately(drawn(shown), tmp_path / "one.svg")

        assert (tmp_path / "one.png").stat().st_size > 5_000
        assert b"<svg" in (tmp_path / "one.svg").read_bytes()


def test_the_switch_shows_the_table_and_keeps_it_over_a_new_period(page, qtbot) -> None:
    page.statement._switch.turn(table=True)
    page.chart._switch.turn(table=True)

    page.chart.period_chosen.emit(TODAY - 70, TODAY - 40)
    settled(qtbot, window_of(page))

    assert page.statement._stack.currentWidget() is page.statement._table
    assert page.chart._stack.currentWidget() is page.chart._table


def test_another_range_is_chosen_with_a_button(page) -> None:
    buttons = page.chart._range.findChildren(QToolButton)
    year = page.chart.chart._lines

    buttons[0].click()

    assert page.chart.chart._lines.first > year.first
    assert [button.text() for button in buttons] == ["3 months", "1 year", "All"]


def test_in_a_narrow_window_the_words_stand_beneath(page, qtbot) -> None:
    page.arrange(Breadth.NARROW)
    qtbot.waitUntil(lambda: page.words.y() > page.statement.y())

    assert page.chart._hint_below.isVisible()
    assert not page.chart._hint.isVisible()


def test_the_days_header_is_the_latest_end(page, qtbot) -> None:
    window = window_of(page)

    window.session.look_at(TODAY - 100)
    settled(qtbot, window)

    assert page.chart.chart.period.last <= TODAY - 100
    assert page.chart.chart._lines.today == TODAY - 100


def test_a_file_of_one_day_says_so_in_place_of_a_chart(page, qtbot) -> None:
    window = window_of(page)

    window.session.look_at(people.day(2010, 1, 1))
    settled(qtbot, window)

    assert page.chart._words.text().startswith("Nothing in this file is dated before")
    assert not page.statement.isVisible()
    window.session.look_at(TODAY)
    settled(qtbot, window)
    assert page.statement.isVisible()


def test_every_control_and_chart_has_a_name_to_be_read(page) -> None:
    chart = page.chart.chart
    parts = [
        chart,
        page.chart._table,
        page.statement.chart,
        page.statement._table,
        page.words._copy,
    ]
    parts += [page.statement._start, page.statement._end]

    assert all(part.accessibleName() for part in parts)
    assert "Shift" in chart.accessibleDescription()
    assert np.isfinite(chart._per_y)


def test_f1_tells_what_a_row_rests_on(page, qtbot) -> None:
    page.chart.period_chosen.emit(TODAY - 70, TODAY - 40)
    settled(qtbot, window_of(page))
    QTest.keyClick(page.statement.chart, Qt.Key.Key_Down)

    note = page.statement.chart.note()

    said = {line.label: line.text for line in note.lines}
    assert said["Record"] == "what post-1"
    assert said["Rests on"].startswith("guess")
    assert note.guess


def test_the_wheel_scrolls_the_page_and_not_the_chart(page) -> None:
    chart, nowhere = page.chart.chart, QPoint(0, 0)
    event = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), nowhere, QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = chart._box.viewRange()

    chart.wheelEvent(event)

    assert not event.isAccepted()
    assert chart._box.viewRange() == before
