"""The calendar in a menu: which days it offers, and what it tells."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDate, Qt

from app.domain.calendar import day_of
from app.gui import theme
from app.gui.shared.date_button import DateButton

pytestmark = pytest.mark.usefixtures("look")
FIRST, LAST = day_of(dt.date(2016, 1, 1)), day_of(dt.date(2016, 3, 5))


def button(qtbot) -> DateButton:
    made = DateButton("The period starts")
    qtbot.addWidget(made)
    made.show_day(day_of(dt.date(2016, 2, 1)), "1 February", FIRST, LAST)
    return made


def test_it_is_made_when_it_is_first_wanted_and_shows_the_day(qtbot) -> None:
    made = button(qtbot)
    assert made.menu().calendar is None

    made.menu().aboutToShow.emit()

    calendar = made.menu().calendar
    assert calendar.selectedDate() == QDate(2016, 2, 1)
    assert (calendar.minimumDate(), calendar.maximumDate()) == (
        QDate(2016, 1, 1),
        QDate(2016, 3, 5),
    )


def test_the_day_that_is_chosen_is_told(qtbot) -> None:
    made = button(qtbot)
    made.menu().fill()

    with qtbot.waitSignal(made.day_chosen) as told:
        made.menu().calendar.activated.emit(QDate(2016, 2, 29))

    assert told.args == [day_of(dt.date(2016, 2, 29))]


def test_its_weekends_are_as_dark_as_its_other_days(qtbot) -> None:
    made = button(qtbot)
    made.menu().fill()
    calendar = made.menu().calendar

    sunday = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert sunday == theme.current().colour("ink")


def test_a_week_goes_from_left_to_right_although_the_button_s_arrow_stands_at_its_right(
    qtbot,
) -> None:
    made = button(qtbot)
    made.show()
    made.menu().fill()

    assert made.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert made.menu().calendar.layoutDirection() is Qt.LayoutDirection.LeftToRight
