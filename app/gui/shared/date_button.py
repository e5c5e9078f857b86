"""A button that shows a day and opens a calendar to choose another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QPushButton, QWidget, QWidgetAction

from app.domain.calendar import date_of, day_of
from app.gui import theme
from app.gui.shared.icons import icon


class DateButton(QPushButton):
    """Shows a day, and tells which one the reader chose instead."""

    day_chosen = Signal(int)  # days since 1970-01-01

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._name = name
        self.setAccessibleName(name)
        self.setFont(look.font("body", 600))
        self.setProperty("small", "true")
        self.setIcon(icon("caret-down", "ink2"))
        self.setIconSize(QSize(look.px(20), look.px(12)))  # its breadth keeps the words apart
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands at the right
        self._days = (0, 0, 0)  # first, last, shown
        self._calendar: QCalendarWidget | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._set_calendar)
        self.setMenu(self._menu)

    def show_day(self, day: int, text: str, first: int, last: int) -> None:
        """Show a day.

        Args:
            day: The day.
            text: How it is said.
            first: The earliest that can be chosen.
            last: The latest.
        """
        self._days = first, last, day
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setEnabled(first < last)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("caret-down", "ink2"))

    def _set_calendar(self) -> None:
        """Make the calendar when it is first wanted: it is a dozen widgets, and seldom is."""
        if self._calendar is None:
            made = self._calendar = QCalendarWidget()
            made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            made.setAccessibleName(self._name)
            made.activated.connect(self._tell)
            made.clicked.connect(self._tell)
            action = QWidgetAction(self._menu)
            action.setDefaultWidget(made)
            self._menu.addAction(action)
        first, last, shown = (_qdate(day) for day in self._days)
        self._calendar.setDateRange(first, last)
        self._calendar.setSelectedDate(shown)

    def _tell(self, chosen: QDate) -> None:
        self._menu.close()
        self.day_chosen.emit(day_of(date(chosen.year(), chosen.month(), chosen.day())))


def _qdate(day: int) -> QDate:
    at = date_of(day)
    return QDate(at.year, at.month, at.day)
