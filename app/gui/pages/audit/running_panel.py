"""The second step: how far the recomputing is; it can be stopped, and gone on with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.opening import Busy
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.flow import flowing
from app.gui.shared.icons import picture
from app.gui.shared.words import Words
from app.wording.language import _

_STEPS = 1000  # of the bar


class BusyCard(Card):
    """Busy, stopped or failed: a mark, a heading, a bar, buttons."""

    stopped = Signal()
    went_on = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.body.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        self._mark = Words()
        self._title = Words("", "section", weight=600, wraps=True)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self._says = Words("", "body", "ink2", wraps=True)
        self.body.addWidget(self._says)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.body.addWidget(self.bar)
        self._count, self._left = Words("", "caption", "ink2"), Words("", "caption", "ink2")
        figures = QHBoxLayout()
        figures.addWidget(self._count)
        figures.addStretch(1)
        figures.addWidget(self._left)
        self._figures = held(figures)
        self.body.addWidget(self._figures)
        self.stop = self._button(_("Stop"), primary=False)
        self.go_on = self._button(_("Go on"), primary=True)
        self.back = self._button(_("Back to the settings"), primary=False)
        self.stop.clicked.connect(self.stopped)
        self.go_on.clicked.connect(self.went_on)
        self.back.clicked.connect(self.left)
        buttons = (self.stop, self.go_on, self.back)
        self.body.addWidget(flowing(look.px(8), look.px(8), *buttons))

    def show_busy(self, busy: Busy, text: str) -> None:
        """Show how far the work is, and what stopping it does."""
        self._say("clock", busy.heading, text, busy=True)
        self.bar.setVisible(busy.share is not None)
        self.bar.setValue(round((busy.share or 0.0) * _STEPS))
        self.bar.setAccessibleName(busy.heading)
        self._count.setText(busy.count)
        self._left.setText(busy.left)

    def show_stopped(self, heading: str, text: str) -> None:
        """Say that the work was stopped, and what going on does."""
        self._say("clock", heading, text, busy=False)
        self.go_on.setText(_("Go on"))

    def show_trouble(self, heading: str, text: str) -> None:
        """Say what went wrong."""
        self._say("warning", heading, text, busy=False)
        self.go_on.setText(_("Try again"))

    def _say(self, mark: str, heading: str, text: str, *, busy: bool) -> None:
        self.setAccessibleName(heading)
        self._mark.setPixmap(picture(mark, "ink2", 20))
        self._title.setText(heading)
        self._says.setText(text)
        for part in (self.bar, self._figures, self.stop):
            part.setVisible(busy)
        for part in (self.go_on, self.back):
            part.setVisible(not busy)

    def _button(self, text: str, *, primary: bool) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body", 500 if primary else 400))
        if primary:
            button.setProperty("primary", "true")
        return button


class RunningPanel(QWidget):
    """The card of the recomputing, as wide as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.card = BusyCard()
        self.card.setMaximumWidth(theme.current().px(640))
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self.card, 20)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(48), 0, 0)
        column.addLayout(across)
        column.addStretch(1)
