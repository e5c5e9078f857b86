"""Boxes to tick whose words wrap; a box of Qt's own would cut them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.shared.clearing import clear
from app.gui.shared.flow import Flow
from app.gui.shared.flowing import Flowing


class Tick(QWidget):
    """A box with words beside it, as wide as they are; a click on the words ticks it too."""

    def __init__(self, text: str, about: str = "") -> None:
        """Make the box.

        Args:
            text: What it says.
            about: What ticking it means, where the text alone does not say it.
        """
        super().__init__()
        look = theme.current()
        self._wide = 0
        self.setProperty("surface", "plain")
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.setAccessibleDescription(about)
        self._words = Flowing(text, "body")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(1), 0, look.px(1))
        row.setSpacing(0)  # the box leaves room for words of its own
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words)
        row.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def be_wide(self, width: int) -> None:
        """Ask for such a width at least. Unit: pixels."""
        self._wide = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the width of the words, or for what was wished."""
        natural = super().sizeHint()
        return QSize(max(natural.width(), self._wide), natural.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, or its release would never come here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box."""
        event.accept()
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.setFocus()
            self.box.click()


class Ticks(QWidget):
    """Boxes to tick: in columns as there is room, or each in a line of its own."""

    ticked = Signal()

    def __init__(self, name: str, *, columns: bool = True) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("surface", "plain")
        self.setAccessibleName(name)
        self._name = name
        self._lines = Flow(look.px(16), look.px(3), self) if columns else QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        if isinstance(self._lines, QVBoxLayout):
            self._lines.setSpacing(look.px(3))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.ticks: dict[str, Tick] = {}
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_ticks(self, choices: tuple[tuple[str, str], ...], on: tuple[str, ...]) -> None:
        """Show what can be ticked, and what is."""
        if choices != self._shown:
            self._make(choices)
        for key, tick in self.ticks.items():
            tick.box.setChecked(key in on)

    @property
    def on(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(key for key, tick in self.ticks.items() if tick.box.isChecked())

    def _make(self, choices: tuple[tuple[str, str], ...]) -> None:
        self._shown = choices
        clear(self._lines)
        self.ticks = {}
        for key, text in choices:
            tick = self.ticks[key] = Tick(text, self._name)
            tick.box.clicked.connect(self.ticked)
            self._lines.addWidget(tick)
        # All as wide as the widest stand in columns; wider than half, each has its own line.
        widest = max((tick.sizeHint().width() for tick in self.ticks.values()), default=0)
        for tick in self.ticks.values():
            tick.be_wide(widest)
        self.updateGeometry()
