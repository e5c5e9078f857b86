"""The third step: all that was found, card by card; the first are there at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

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


class _Shows(Protocol):
    def show_found(self, ran: Ran) -> None:
        """Show what an audit found."""

    def isHidden(self) -> bool:  # noqa: N802 - Qt's name
        """Say whether it is not to be seen."""


@dataclass(frozen=True)
class _Place:
    """Where a card stands: in which row, with which share of its width."""

    row: int
    share: int
    make: Callable[[], Card]


_PLACES = {
    "published": _Place(0, 336, PublishedCard),
    "claims": _Place(0, 672, ClaimsCard),
    "rates": _Place(1, 336, RatesCard),
    "gap": _Place(1, 672, GapCard),
    "scores": _Place(2, 504, ScoresCard),
    "outcomes": _Place(2, 504, OutcomesCard),
    "left": _Place(3, 504, LeftCard),
    "books": _Place(3, 504, BooksCard),
    "pressure": _Place(4, 504, PressureCard),
    "honesty": _Place(4, 504, HonestyCard),
    "limits": _Place(5, 504, LimitsCard),
    "suppressed": _Place(5, 504, SuppressedCard),
    "faulty": _Place(6, 504, FaultyCard),
}


class FindingsPanel(QWidget):
    """Shows what an audit found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("gutter"))
        self._rows = [SideBySide() for _row in range(1 + max(one.row for one in _PLACES.values()))]
        for row in self._rows:
            row.hide()
            column.addWidget(row)
        column.addStretch(1)
        self.cards: dict[str, Card] = {}
        self._steps = Steps(self)
        self._left = 0
        self._breadth = Breadth.WIDE

    def show_found(self, ran: Ran, limits: tuple[str, ...]) -> None:
        """Show what an audit found; a card in each turn, for all at once would be felt."""
        keys = list(_PLACES)
        self._left = len(keys)
        self._steps.instead(partial(self._fill, key, ran, limits) for key in keys)

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

    def _fill(self, key: str, ran: Ran, limits: tuple[str, ...]) -> None:
        place = _PLACES[key]
        card = self.cards.get(key)
        if card is None:
            card = self.cards[key] = place.make()
            card.setObjectName(f"audit-{key}")
            card.hide()
            self._rows[place.row].put(card, place.share)
        if isinstance(card, LimitsCard):
            card.show_limits(limits)
            card.show()
        else:
            shows: _Shows = card  # type: ignore[assignment]
            shows.show_found(ran)
        if isinstance(card, ClaimsCard):
            card.arrange(narrow=self._breadth is not Breadth.WIDE)
        self._rows[place.row].follow()
        self._left -= 1
