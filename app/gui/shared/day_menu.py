"""A menu that is a calendar: it opens where a day is to be chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from app.domain.calendar import date_of, day_of
from app.gui.shared.calendar import Calendar


class DayMenu(QMenu):
    """Offers the days between two, one of them chosen, and tells which one the reader chose."""

    day_chosen = Signal(int)  # days since 1970-01-01

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make the menu.

        Args:
            name: What is chosen, as the calendar is read aloud.
            parent: Qt's owner.
        """
        super().__init__(parent)
        # A button with its arrow at the right is laid out from right to left; a week is not.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._name = name
        self._days = (0, 0, 0)  # first, last, chosen
        self.calendar: Calendar | None = None
        """The calendar; ``None`` until it is first wanted."""
        self.aboutToShow.connect(self.fill)

    def offer(self, first: int, last: int, chosen: int) -> None:
        """Say which days there are to choose from. Unit: days since 1970-01-01.

        Args:
            first: The earliest.
            last: The latest.
            chosen: The one that is chosen now.
        """
        self._days = first, last, chosen

    def fill(self) -> None:
        """Make the calendar when it is first wanted: it is a dozen widgets, and seldom is."""
        if self.calendar is None:
            made = self.calendar = Calendar(self._name)
            made.activated.connect(self._tell)
            made.clicked.connect(self._tell)
            action = QWidgetAction(self)
            action.setDefaultWidget(made)
            self.addAction(action)
        first, last, chosen = (_qdate(day) for day in self._days)
        self.calendar.setDateRange(first, last)
        self.calendar.setSelectedDate(chosen)

    def _tell(self, chosen: QDate) -> None:
        self.close()
        self.day_chosen.emit(day_of(date(chosen.year(), chosen.month(), chosen.day())))


def _qdate(day: int) -> QDate:
    at = date_of(day)
    return QDate(at.year, at.month, at.day)
