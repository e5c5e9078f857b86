"""Cards with prices: the exchange rates, and the means of pressure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.whatif.prices import Price, PriceGroup
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
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
        self._beneath = False
        self._told: tuple[tuple[PriceGroup, ...], bool, bool] = ((), False, False)

    def fold(self, *, beneath: bool) -> None:
        """Tell what a price is worth beneath it, or beside it."""
        self._beneath = beneath
        groups, waiting, guess = self._told
        if groups and waiting:
            self.show_groups(groups, waiting=waiting, guess=guess)

    def show_words(self, text: str) -> None:
        """Say in the prices' place that they are being computed, or why they are not there."""
        clear(self._column)
        self._told = ((), False, False)
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
        self._told = (tuple(groups), waiting, guess)
        beside = waiting and not self._beneath
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
            if beside:
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
                grid.addWidget(hairline(), row, 0, 1, 4 if beside else 2)
                self._line(grid, row + 1, price, waiting=waiting, guess=guess)
                row += 3
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
        if waiting and self._beneath:
            grid.addWidget(_beneath(price), row + 1, 0, 1, 2)
        elif waiting:
            grid.addWidget(Words(price.waiting, "table", "ink2"), row, 2, right)
            grid.addWidget(Words(price.as_much, "table", "ink2", wraps=True), row, 3)


def _beneath(price: Price) -> QWidget:
    """Return what a price is worth in waiting and in other things, each after its name."""
    look = theme.current()
    pairs = QGridLayout()
    pairs.setHorizontalSpacing(look.px(8))
    pairs.setVerticalSpacing(look.px(2))
    pairs.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    ascents = [QFontMetrics(look.font(role)).ascent() for role in ("table", "caption")]
    said = ((_("As much as waiting"), price.waiting), (_("As much as"), price.as_much))
    for row, (name, text) in enumerate(said):
        named = Words(name, "caption", "ink2")
        named.setContentsMargins(0, ascents[0] - ascents[1], 0, 0)  # both stand on one line
        pairs.addWidget(named, row, 0, top)
        pairs.addWidget(Words(text, "table", "ink2", wraps=True), row, 1)
    box = held(pairs)
    pairs.setContentsMargins(0, look.px(2), 0, look.px(6))
    return box
