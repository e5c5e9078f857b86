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

    def put(self, card: QWidget, share: int, at: int | None = None) -> None:
        """Add a card that takes such a share of the width: at the end, or before another."""
        place = len(self._cards) if at is None else min(at, len(self._cards))
        self._cards.insert(place, card)
        self._row.insertWidget(place, card, share)

    def take(self, card: QWidget) -> None:
        """Take a card out; it hides until it has another place."""
        self._cards.remove(card)
        self._row.removeWidget(card)
        card.hide()

    def at(self, card: QWidget) -> int:
        """Return which of the cards it is, from the first."""
        return self._cards.index(card)

    def arrange(self, *, beneath: bool) -> None:
        """Put the cards beneath or beside each other."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if beneath else way.LeftToRight)

    def follow(self) -> None:
        """Hide where no card is to be seen."""
        self.setVisible(any(not card.isHidden() for card in self._cards))
