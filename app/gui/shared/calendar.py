"""A calendar to choose a day from, in the reader's language and in the look's own colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from app.gui import theme
from app.gui.shared.icons import icon
from app.wording.language import _, locale_name

_ARROWS = {"qt_calendar_prevmonth": "caret-left", "qt_calendar_nextmonth": "caret-right"}
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class Calendar(QCalendarWidget):
    """A month of days. Its weekends are not red: colour means points."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setLocale(QLocale(locale_name()))
        self.setFont(theme.current().font("table"))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        for child, said in zip(_ARROWS, (_("Month before"), _("Month after")), strict=True):
            if (button := self.findChild(QToolButton, child)) is not None:
                button.setAccessibleName(said)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        look = theme.current()
        day, head = QTextCharFormat(), QTextCharFormat()
        day.setForeground(look.colour("ink"))
        head.setForeground(look.colour("ink2"))
        self.setHeaderTextFormat(head)
        for weekday in _WEEKEND:
            self.setWeekdayTextFormat(weekday, day)
        for name, drawn in _ARROWS.items():
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(drawn, "ink2"))
