"""The switch between a chart and its table, at the right end of a card's heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.gui import theme
from app.gui.shared.icons import icon
from app.gui.shared.tips import set_tip
from app.wording.language import _


class ChartSwitch(QWidget):
    """Two buttons of which one is down: the chart or the table."""

    turned = Signal(bool)  # True: the table is wanted

    def __init__(self, chart_icon: str = "chart-line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._icons = (chart_icon, "table")
        self._group = QButtonGroup(self)
        for number, name in enumerate((_("Chart"), _("Table"))):
            button = QToolButton()
            button.setProperty("switch", "true")
            button.setCheckable(True)
            set_tip(button, name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setFixedSize(look.px(28), look.px(24))
            button.setIconSize(QSize(look.px(16), look.px(16)))
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._tell)
        self._paint_icons()

    @property
    def is_table(self) -> bool:
        """Whether the table's button is down."""
        return self._group.checkedId() == 1

    def turn(self, *, table: bool) -> None:
        """Press the button of the chart or of the table."""
        self._group.button(int(table)).setChecked(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Say which card the buttons turn: there may be several switches on a page."""
        super().showEvent(event)
        above = self.parentWidget()
        while above is not None and not above.accessibleName():
            above = above.parentWidget()
        if above is not None:
            for button in self._group.buttons():
                button.setAccessibleDescription(above.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the colours of a new look."""
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_group"):
            self._paint_icons()
        super().changeEvent(event)

    def _paint_icons(self) -> None:
        for number, name in enumerate(self._icons):
            self._group.button(number).setIcon(icon(name, "ink2", on="accent"))

    def _tell(self, number: int, down: bool) -> None:  # noqa: FBT001 - Qt's signal
        if down:
            self.turned.emit(number == 1)
