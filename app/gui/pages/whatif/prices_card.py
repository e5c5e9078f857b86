"""Cards with prices: the exchange rates, and the means of pressure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.whatif.prices import Price, PriceGroup
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.words import Words, hairline
from app.wording.language import _


class PricesCard(Card):
    """Lists prices in groups, each headed as what it is."""

    def __init__(self, heading: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.body.addWidget(Words(about, "table", "ink2", wraps=True))
        self._words = Words("", "table", "ink3", wraps=True)
        self.body.addWidget(self._words)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.current().px(4))
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def show_words(self, text: str) -> None:
        """Say in the prices' place that they are being computed, or why they are not there."""
        clear(self._column)
        self._words.setText(text)
        self._words.setVisible(bool(text))

    def show_groups(self, groups: Sequence[PriceGroup], *, waiting: bool, guess: bool) -> None:
        """Show the prices.

        Args:
            groups: What is priced.
            waiting: Whether each is also told in days of waiting and in other things.
            guess: Whether they rest on a guess.
        """
        look = theme.current()
        self.show_words("" if groups else _("These rules name no such thing."))
        for group in groups:
            self._column.addSpacing(look.px(8))
            self._column.addWidget(Words(group.heading, "body", weight=600, wraps=True))
            box = QWidget()
            box.setProperty("surface", "plain")
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(look.px(16))
            grid.setVerticalSpacing(0)
            grid.setColumnStretch(0, 5)
            row = 0
            if waiting:
                for column, text in enumerate(
                    (_("One more of"), _("Points"), _("As much as waiting"), _("As much as"))
                ):
                    head = Words(text, "caption", "ink2", wraps=column == 3)
                    side = (
                        Qt.AlignmentFlag.AlignLeft
                        if column in {0, 3}
                        else Qt.AlignmentFlag.AlignRight
                    )
                    grid.addWidget(head, 0, column, side if column else Qt.AlignmentFlag(0))
                grid.setColumnStretch(3, 4)
                row = 1
            for price in group.rows:
                grid.addWidget(hairline(), row, 0, 1, 4 if waiting else 2)
                self._line(grid, row + 1, price, waiting=waiting, guess=guess)
                row += 2
            self._column.addWidget(box)

    def _line(
        self, grid: QGridLayout, row: int, price: Price, *, waiting: bool, guess: bool
    ) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        title = Words(price.title, "table", wraps=True)
        title.setMinimumHeight(theme.current().px(30))
        grid.addWidget(title, row, 0)
        figure = PointsLabel("table", 600)
        figure.show_figure(price.figure, price.points, guess=guess and price.points is not None)
        grid.addWidget(figure, row, 1, right)
        if waiting:
            grid.addWidget(Words(price.waiting, "table", "ink2"), row, 2, right)
            grid.addWidget(Words(price.as_much, "table", "ink2", wraps=True), row, 3)
