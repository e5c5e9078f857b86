"""The third step: all that was found, card by card; the first are there at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.audit.desk import Ran
from app.gui.pages.audit.finding_cards import ClaimsCard, GapCard, PublishedCard, RatesCard
from app.gui.pages.audit.more_cards import (
    BooksCard,
    FaultyCard,
    HonestyCard,
    LeftCard,
    LimitsCard,
    OutcomesCard,
    PressureCard,
    ScoresCard,
    SuppressedCard,
)
from app.gui.pages.audit.side_by_side import SideBySide
from app.gui.pages.audit.twin import TableCard, TwinCard
from app.gui.shared.card import Card
from app.gui.shared.page import Breadth, Exportable
from app.gui.steps import Steps


@runtime_checkable
class _Shows(Protocol):
    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""


_FIRST: tuple[tuple[tuple[str, int, Callable[[], Card]], ...], ...] = (
    (("published", 336, PublishedCard), ("claims", 672, ClaimsCard)),
    (("rates", 336, RatesCard), ("gap", 672, GapCard)),
)
"""The cards that are always where they are, with their shares of the width."""
_FURTHER: dict[str, Callable[[], Card]] = {
    "scores": ScoresCard,
    "outcomes": OutcomesCard,
    "pressure": PressureCard,
    "honesty": HonestyCard,
    "left": LeftCard,
    "books": BooksCard,
    "limits": LimitsCard,
    "suppressed": SuppressedCard,
    "faulty": FaultyCard,
}
"""Those that stand two by two, as far as they are there."""


class FindingsPanel(QWidget):
    """Shows what an audit found."""

    rulebook_wanted = Signal()  # the fitted one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("gutter"))
        self._rows = [SideBySide() for _row in range(len(_FIRST) + (len(_FURTHER) + 1) // 2)]
        for row in self._rows:
            row.hide()
            column.addWidget(row)
        column.addStretch(1)
        self.cards: dict[str, Card] = {}
        self._places: dict[str, int] = {}  # in which row each card stands
        self._free = 0  # the next free place of the further cards
        self._steps = Steps(self)
        self._left = 0
        self._breadth = Breadth.WIDE

    def show_found(self, ran: Ran, limits: tuple[str, ...]) -> None:
        """Show what an audit found; a card in each turn, for all at once would be felt."""
        self._free = 0
        steps: list[Callable[[], None]] = []
        for row, cards in enumerate(_FIRST):
            for key, share, make in cards:
                steps.append(partial(self._make, key, make, (row, share)))
                steps.append(partial(self._fill, key, ran, limits))
        for key, make in _FURTHER.items():
            steps.append(partial(self._make, key, make, None))
            steps.append(partial(self._fill, key, ran, limits))
        self._left = len(steps)
        self._steps.instead(partial(self._take, step) for step in steps)

    def settled(self) -> bool:
        """Say whether every card is there."""
        return not self._left

    def arrange(self, breadth: Breadth) -> None:
        """Put the cards beneath each other where there is no room."""
        self._breadth = breadth
        for row in self._rows:
            row.arrange(beneath=breadth is Breadth.NARROW)
        claims = self.cards.get("claims")
        if isinstance(claims, ClaimsCard):
            claims.arrange(narrow=breadth is not Breadth.WIDE)

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved of what is shown."""
        found: list[Exportable] = []
        for card in self.cards.values():
            if card.isHidden() or not isinstance(card, TwinCard | TableCard):
                continue
            if not isinstance(card, TwinCard) or not card.switch.isHidden():
                found.append(card.exported())
            more: list[Exportable | None] = []
            match card:
                case PublishedCard():
                    more.append(card.months_exported())
                case LeftCard():
                    more.append(card.largest_exported())
                case BooksCard():
                    more.append(card.fitted_exported())
            found.extend(one for one in more if one is not None)
        return tuple(found)

    def _take(self, step: Callable[[], None]) -> None:
        step()
        self._left -= 1

    def _make(self, key: str, make: Callable[[], Card], place: tuple[int, int] | None) -> None:
        """Make a card where there is none yet; one that is not always there has no place yet."""
        if key in self.cards:
            return
        card = self.cards[key] = make()
        card.setObjectName(f"audit-{key}")
        card.hide()
        if isinstance(card, BooksCard):
            card.rulebook_wanted.connect(self.rulebook_wanted)
        if place is not None:
            self._rows[place[0]].put(card, place[1])
            self._places[key] = place[0]

    def _fill(self, key: str, ran: Ran, limits: tuple[str, ...]) -> None:
        """Show in a card what was found, or take it away where there is nothing to show."""
        card = self.cards[key]
        if isinstance(card, LimitsCard):
            card.show_limits(limits)
            there = True
        else:
            there = isinstance(card, _Shows) and card.show_found(ran)
        if key in _FURTHER:
            self._place(key, there=there)
        card.setVisible(there)
        if isinstance(card, ClaimsCard):
            card.arrange(narrow=self._breadth is not Breadth.WIDE)
        for row in self._rows:
            row.follow()

    def _place(self, key: str, *, there: bool) -> None:
        """Put a further card into the next free place, two to a row."""
        card, before = self.cards[key], self._places.pop(key, None)
        wanted = len(_FIRST) + self._free // 2
        at = self._free % 2
        if before is not None and (
            not there or before != wanted or self._rows[wanted].at(card) != at
        ):
            self._rows[before].take(card)
            before = None
        if not there:
            return
        self._free += 1
        self._places[key] = wanted
        if before is None:
            self._rows[wanted].put(card, 1, at)
