"""A button that shows a day and opens a calendar to choose another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.gui import theme
from app.gui.shared.day_menu import DayMenu
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
        self._menu = DayMenu(name, self)
        self._menu.day_chosen.connect(self.day_chosen)
        self.setMenu(self._menu)

    def show_day(self, day: int, text: str, first: int, last: int) -> None:
        """Show a day.

        Args:
            day: The day.
            text: How it is said.
            first: The earliest that can be chosen.
            last: The latest.
        """
        self._menu.offer(first, last, day)
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setEnabled(first < last)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("caret-down", "ink2"))
