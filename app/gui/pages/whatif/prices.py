"""What one more of everything is worth, and by what means the rules press. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.planning import Mechanic, Pressure, WrongRecord
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook, Stance
from app.gui.pages.whatif.levers import LEAST, NOTHING, settled
from app.gui.session import said
from app.gui.shared.page import Table
from app.gui.starts import Starts
from app.wording import ahead as told
from app.wording import whatif as words
from app.wording.language import _, points, text_of
from app.wording.notes import score_is_guess
from app.wording.visible import visible
from app.workflow.case import Case

_ORDER = (Stance.ACT, Stance.REFRAIN, None, Stance.SPEECH, Stance.TIES)


@dataclass(frozen=True, slots=True)
class Price:
    """One line: what it is, its points (``None`` for none), and what it comes to otherwise."""

    title: str
    points: float | None
    figure: str
    waiting: str
    as_much: str


@dataclass(frozen=True)
class PriceGroup:
    """Prices of one kind, headed as what they are."""

    heading: str
    rows: tuple[Price, ...]


@dataclass(frozen=True)
class Prices:
    """All prices, and all means of pressure."""

    rates: tuple[PriceGroup, ...]
    mechanics: tuple[PriceGroup, ...]
    guess: bool = False

    def rates_table(self) -> Table:
        """Return the exchange rates as a table."""
        heads = ("", _("One more of"), _("Points"), _("As much as waiting"), _("As much as"))
        rows = (
            (group.heading, row.title, row.figure, row.waiting, row.as_much)
            for group in self.rates
            for row in group.rows
        )
        return Table(heads, tuple(rows))

    def mechanics_table(self) -> Table:
        """Return the means of pressure as a table."""
        rows = (
            (group.heading, row.title, row.figure) for group in self.mechanics for row in group.rows
        )
        return Table((_("By what means"), _("Where"), _("Points")), tuple(rows))


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_prices(self, prices: Prices) -> None:
        """Show the prices and the means of pressure."""

    def show_prices_waiting(self, text: str) -> None:
        """Say that they are being computed, or why they cannot be."""

    def show_worth(self, title: str, text: str) -> None:
        """Say what correcting a record would be worth; empty takes it away."""


@dataclass(frozen=True)
class PriceAsks:
    """What is asked of the core, off the window's thread but for the title."""

    pressure: Callable[[Case], Pressure]
    if_wrong: Callable[[Case, str], tuple[WrongRecord, ...]]
    kind_title: Callable[[str], str]


class PricesPresenter:
    """Asks for the prices when they are first looked at."""

    def __init__(self, screen: Screen, tasks: Starts, asks: PriceAsks) -> None:
        self._screen, self._tasks, self._asks = screen, tasks, asks
        self._case: Case | None = None
        self._known = False
        self._looked = False
        self._record = ""

    def show(self, case: Case) -> None:
        """Take another case; its prices are asked for where they are looked at."""
        known, self._case = self._case, case
        if known is not None and known.asks_as(case):
            return
        self._known = False
        self._tasks.cancel("what if prices")
        if known is None or known.export is not case.export:
            self._record = ""
            self._screen.show_worth("", "")
        if self._looked:
            self.look()
        if self._record:
            self.ask_worth(self._record)

    def look(self) -> None:
        """Show the prices."""
        self._looked = True
        case = self._case
        if case is None or self._known:
            return
        self._screen.show_prices_waiting(_("Computing …"))

        def work(progress: Progress) -> Prices:
            progress.report(0, 1)
            found = self._asks.pressure(case)
            return prices_of(case.rulebook, found, self._asks.kind_title)

        def show(found: Prices) -> None:
            self._known = True
            self._screen.show_prices(found)

        self._tasks.start(
            "what if prices",
            work,
            succeeded=show,
            failed=lambda error: self._screen.show_prices_waiting(said(error)),
        )

    def ask_worth(self, record: str) -> None:
        """Say what it would be worth to have a record corrected."""
        case = self._case
        if case is None or record not in case.export.records.row_by_id:
            return
        self._record = record
        row = case.export.records.row_by_id[record]
        title = visible(self._asks.kind_title(str(case.export.records.kind[row])))
        decimals = case.rulebook.decimals

        def show(found: tuple[WrongRecord, ...]) -> None:
            one = found[0]
            self._screen.show_worth(
                title, words.wrong_said(settled(one.correcting), one.expires, max(1, decimals))
            )

        self._tasks.start(
            "what if worth",
            lambda _progress: self._asks.if_wrong(case, record),
            succeeded=show,
            failed=lambda error: self._screen.show_worth(title, said(error)),
        )


def prices_of(book: Rulebook, found: Pressure, kind_title: Callable[[str], str]) -> Prices:
    """Put what was found in words, speech and ties apart."""
    titles = {one.id: words.title_of(one) for one in book.actions}
    groups = []
    for stance in _ORDER:
        rates = [rate for rate in found.rates if rate.stance is stance]
        if rates:
            rows = tuple(
                _price(
                    book,
                    titles.get(rate.id) or visible(kind_title(rate.id)),
                    rate.points,
                    told.waiting_said(rate),
                    words.as_much_as(book, rate, found.rates),
                )
                for rate in rates
            )
            groups.append(PriceGroup(told.stance_heading(stance), rows))
    named = {one.id: one.title for one in book.factors} | {one.id: one.title for one in book.rules}
    mechanics = []
    for mechanic in Mechanic:
        pulls = [pull for pull in found.mechanics if pull.mechanic is mechanic]
        if pulls:
            rows = tuple(
                _price(book, visible(text_of(named[pull.of])), pull.points) for pull in pulls
            )
            mechanics.append(PriceGroup(told.mechanic_said(mechanic), rows))
    return Prices(tuple(groups), tuple(mechanics), score_is_guess(book))


def _price(book: Rulebook, title: str, moved: float, waiting: str = "", as_much: str = "") -> Price:
    value = settled(moved)
    if value != value:  # noqa: PLR0124 - NaN: there is no score
        return Price(title, None, NOTHING, waiting, as_much)
    if abs(value) < LEAST:
        return Price(title, None, "0", waiting, NOTHING if as_much else "")
    return Price(title, value, points(value, max(1, book.decimals)), waiting, as_much)
