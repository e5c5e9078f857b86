"""The running total: a card that stays in sight, and a strip where the card cannot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.questions.content import TotalContent
from app.gui.shared.card import Card
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.words import Words, hairline
from app.wording.language import _


class TotalCard(Card):
    """The running total, and the way on."""

    see_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Your score so far"))
        look = theme.current()
        self.figure = PointsLabel("score", 600)
        self.band = Words("", "body", weight=500, wraps=True)
        self.answered = Words("", "body", "ink2", wraps=True)
        self.open = Words("", "caption", "ink2", wraps=True)
        self.shared = Words("", "caption", "ink2", wraps=True)
        self.see = QPushButton(_("See my score"))
        self.see.setObjectName("see")
        self.see.setFont(look.font("body", 500))
        self.see.setProperty("primary", "true")
        self.see.setEnabled(False)
        self.see.clicked.connect(self.see_wanted)
        self.body.setSpacing(look.px(8))
        self.body.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.band, self.answered, self.open, self.shared):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.see)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_content(self, shown: TotalContent) -> None:
        """Show the running total."""
        self.figure.show_figure(shown.figure, None, guess=shown.guess)
        for widget, text in (
            (self.band, shown.band),
            (self.answered, shown.answered),
            (self.open, shown.open),
            (self.shared, "\n".join(shown.shared)),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.see.setEnabled(shown.can_see)

    def show_trouble(self, text: str) -> None:
        """Say why there is no figure."""
        self.open.setText(text)
        self.open.setVisible(True)


class Following(QWidget):
    """Holds a card and, beside longer ones, moves it down so that it stays in sight."""

    def __init__(self, card: QWidget, page: QScrollArea) -> None:
        super().__init__()
        self.follows = False
        self._card, self._page = card, page
        self.setProperty("surface", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(card)
        self._column.addStretch(1)

    def follow(self) -> None:
        """Move the card to where the reader is."""
        above = 0
        inner = self._page.widget()
        if self.follows and inner is not None and inner.isAncestorOf(self):
            top = self.mapTo(inner, QPoint(0, 0)).y()
            past = self._page.verticalScrollBar().value() + theme.current().px(12) - top
            above = min(max(past, 0), max(0, self.height() - self._card.height()))
        if self._column.contentsMargins().top() != above:
            self._column.setContentsMargins(0, above, 0, 0)


class TotalStrip(QFrame):
    """The running total in one line at the page's foot, where cards stand beneath each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("surface", "page")
        self.figure = PointsLabel("section", 600)
        self._band = Words("", "body", "ink2")
        row = QHBoxLayout()
        row.setContentsMargins(look.size("margin"), look.px(6), look.size("margin"), look.px(6))
        row.setSpacing(look.px(12))
        row.addWidget(Words(_("Your score so far"), "body", weight=500))
        row.addWidget(self.figure)
        row.addWidget(self._band, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(row)

    def show_content(self, shown: TotalContent) -> None:
        """Show the running total."""
        self.figure.show_figure(shown.figure, None, guess=shown.guess)
        # Why there is no score takes more than a line: the card says it.
        self._band.setText("" if shown.figure == "–" else shown.band)
