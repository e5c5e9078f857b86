"""The three buttons at the right of the title, of which one is down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.gui import theme
from app.wording.language import _

PLAN, RATES, PRESSURE = range(3)


class Tabs(QWidget):
    """Plan, exchange rates, pressure."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setAccessibleName(_("What this page shows"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        face = look.font("table", 500)
        for place, text in enumerate((_("Plan"), _("Exchange rates"), _("Pressure"))):
            button = QToolButton()
            button.setProperty("switch", "true")
            button.setCheckable(True)
            button.setText(text)
            button.setFont(face)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            width = round(QFontMetricsF(face).horizontalAdvance(text)) + look.px(26)
            button.setFixedSize(width, look.px(32))
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.button(PLAN).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def button(self, tab: int) -> QToolButton:
        """Return the button of a tab."""
        found = self._group.button(tab)
        if not isinstance(found, QToolButton):
            raise TypeError(type(found).__name__)
        return found

    def show_tab(self, tab: int) -> None:
        """Press the button of a tab."""
        self.button(tab).setChecked(True)
