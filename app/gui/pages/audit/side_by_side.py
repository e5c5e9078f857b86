"""Two cards beside each other, or beneath where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.gui import theme


class SideBySide(QWidget):
    """Holds cards that share a width; it hides where all of them do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().size("gutter"))
        self._cards: list[QWidget] = []

    def put(self, card: QWidget, share: int) -> None:
        """Add a card that takes such a share of the width."""
        self._cards.append(card)
        self._row.addWidget(card, share)

    def hold(self, cards: tuple[QWidget, ...]) -> None:
        """Hold these cards and no others, each as wide as the other."""
        if list(cards) == self._cards:
            return
        for card in self._cards:
            self._row.removeWidget(card)
        self._cards = []
        for card in cards:
            self.put(card, 1)

    def arrange(self, *, beneath: bool) -> None:
        """Put the cards beneath or beside each other."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if beneath else way.LeftToRight)

    def follow(self) -> None:
        """Hide where no card is to be seen."""
        self.setVisible(any(not card.isHidden() for card in self._cards))
