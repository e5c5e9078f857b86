"""What would move the score: sliders, where they lead, scenarios; exchange rates; pressure."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.pages.whatif.chart_card import ChartCard
from app.gui.pages.whatif.compared import Compared
from app.gui.pages.whatif.content import Shown
from app.gui.pages.whatif.finder import Form, Found
from app.gui.pages.whatif.finder_card import FinderCard
from app.gui.pages.whatif.found_card import FoundCard
from app.gui.pages.whatif.levers import Lever
from app.gui.pages.whatif.prices import Prices
from app.gui.pages.whatif.prices_card import PricesCard
from app.gui.pages.whatif.scenarios_card import ScenariosCard
from app.gui.pages.whatif.sliders_card import SlidersCard
from app.gui.pages.whatif.tabs import PLAN, PRESSURE, RATES, Tabs
from app.gui.shared.card import Card
from app.gui.shared.footnotes import DOTS, Footnote, Footnotes
from app.gui.shared.page import Breadth, Exportable, Page, Table
from app.gui.shared.words import Words
from app.wording.language import _
from app.workflow.case import Case

_REST = 120  # after so long without a move the sliders rest. Unit: milliseconds.


class Stepper(Protocol):
    """Takes back how the sliders were set: the presenter."""

    def can_step(self, *, back: bool) -> bool:
        """Whether the sliders can be put back, or forth again."""

    def step(self, *, back: bool) -> None:
        """Put the sliders back, or forth again."""


class WhatIfView(Page):
    """Shows what would move the score, and tells what the reader does.

    It decides nothing and computes nothing: see ``presenter.py``, ``finder.py`` and ``prices.py``.
    """

    case_shown = Signal(object, object)  # Case, Explanation
    rested = Signal()
    prices_wanted = Signal()
    worth_wanted = Signal(str)  # a record's id
    calendar_ready = Signal(object)  # bytes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What if"), parent)
        look = theme.current()
        self.stepper: Stepper | None = None
        self._plan_sentence = ""
        self._prices: Prices | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.rested)
        self.tabs = Tabs()
        self.tabs.chosen.connect(self.show_tab)
        self._head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self.sliders, self.finder = SlidersCard(), FinderCard()
        self.chart, self.found, self.scenarios = ChartCard(), FoundCard(), ScenariosCard()
        self.worth = Card(_("If a record is wrong"))
        self._worth_words = Words("", "body", "ink", wraps=True)
        self.worth.body.addWidget(self._worth_words)
        self.rates = PricesCard(
            _("What one more is worth today"), _("These are prices, not advice.")
        )
        self.pressure = PricesCard(
            _("By what means the rules press"),
            _("What each takes from you today, or gives, against rules without it."),
        )
        self.empty = Card(" ")
        self._empty_words = Words("", "body", "ink2", wraps=True)
        self.empty.body.addWidget(self._empty_words)
        self.empty.body.addStretch(1)
        self._notes = Footnotes()
        self._parts = (
            self._plan_part(),
            self._stacked(self.worth, self.rates),
            self._stacked(self.pressure),
        )
        for part in self._parts:
            self.cards.addWidget(part, 1)
        self.cards.addWidget(self._notes)
        self.cards.setSpacing(look.px(8))
        for card in (self.finder, self.found, self.worth, self.empty):
            card.hide()
        self.sliders.moved.connect(lambda _action, _units: self._rest.start())
        self.sliders.plan_wanted.connect(lambda: self.show_finder(shown=True))
        self.sliders.prices_wanted.connect(lambda: self.show_tab(RATES))
        self.finder.left.connect(lambda: self.show_finder(shown=False))
        self.found.closed.connect(self.found.hide)
        self.show_tab(PLAN)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        self.case_shown.emit(case, explanation)

    # The plan

    def show_levers(self, levers: tuple[Lever, ...]) -> None:
        """Lay the sliders out."""
        self._show_full(there=True)
        self.sliders.show_levers(levers)

    def show_plan(self, plan: Shown) -> None:
        """Show what is set now, and what it leads to."""
        self._plan_sentence = plan.sentence
        if self._tab == PLAN:
            self.sentence.setText(plan.sentence)
        self.sliders.show_now(plan.levers)
        self.sliders.show_sharing(plan.sharing)
        self.chart.show_plan(plan.head, plan.lines)
        guess = plan.head.score.guess
        dotted = _("Dotted: a guess that nobody published.")
        self._notes.show_notes((Footnote(dotted, DOTS),) if guess else ())

    def show_fitted(self) -> None:
        """Let the chart fit what is shown."""
        self.chart.chart.fit()

    def show_name(self, name: str, presets: tuple[str, ...], kept: tuple[str, ...]) -> None:
        """Show which scenario is set, and which there are."""
        self.sliders.show_name(name, presets, kept)

    def show_steps(self) -> None:
        """Tell that what can be undone on the page is something else."""
        self.steps_changed.emit()

    def can_step(self, *, back: bool) -> bool:
        """Whether the sliders can be put back, or forth again."""
        return self._tab == PLAN and self.stepper is not None and self.stepper.can_step(back=back)

    def step(self, *, back: bool) -> None:
        """Put the sliders back, or forth again."""
        if self.stepper is not None:
            self._rest.stop()
            self.stepper.step(back=back)

    def show_compared(self, found: Compared) -> None:
        """Show scenarios side by side."""
        self.scenarios.show_compared(found)

    def show_day(self, day: int, text: str, first: int, last: int) -> None:
        """Show the horizon."""
        self.chart.day.show_day(day, text, first, last)
        self.finder.show_day(text)

    def show_target(self, text: str) -> None:
        """Say whether the target of the plan is kept."""
        self.sliders.show_target(text)
        if not text:
            self.found.hide()

    def show_empty(self, heading: str, text: str) -> None:
        """Say why nothing can be planned."""
        self._plan_sentence = ""
        self.sentence.setText("")
        self.empty.heading.setText(heading)
        self._empty_words.setText(text)
        self._show_full(there=False)

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""
        self.chart.show_words(text)

    def show_waiting(self) -> None:
        """Say that the days ahead are being measured."""
        if self.chart.chart.lines is None:
            self.chart.show_words(_("Computing …"))

    def save_calendar(self, content: bytes) -> None:
        """Hand a calendar file on to be written."""
        self.calendar_ready.emit(content)

    # Finding a plan

    def show_finder(self, *, shown: bool) -> None:
        """Put the form in the sliders' place, or take it away."""
        self.finder.setVisible(shown)
        self.sliders.setVisible(not shown)
        target = self.finder.target if shown else self.sliders.seek
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_finder(self) -> None:
        """Put the sliders back: what was wished is about something else now."""
        self.finder.show_rest()
        self.found.hide()
        if not self.finder.isHidden():
            self.finder.hide()
            self.sliders.show()

    def show_form(self, form: Form) -> None:
        """Show what can be wished for."""
        self.finder.show_form(form)

    def show_busy(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.finder.show_busy(done, total)

    def show_found(self, found: Found) -> None:
        """Show what was found, or proven."""
        self.finder.show_rest()
        self.found.show_found(found)
        if found.reached:
            self.show_finder(shown=False)
        self.found.show()

    def show_not_found(self, text: str) -> None:
        """Say why the work came to nothing."""
        self.finder.show_rest(text)
        if text and not self.finder.isVisible():
            self.show_finder(shown=True)

    # Prices

    def show_prices(self, prices: Prices) -> None:
        """Show the prices and the means of pressure."""
        self._prices = prices
        self.rates.show_groups(prices.rates, waiting=True, guess=prices.guess)
        self.pressure.show_groups(prices.mechanics, waiting=False, guess=prices.guess)

    def show_prices_waiting(self, text: str) -> None:
        """Say that the prices are being computed, or why they cannot be."""
        self._prices = None
        for card in (self.rates, self.pressure):
            card.show_words(text)

    def show_worth(self, title: str, text: str) -> None:
        """Say what correcting a record would be worth."""
        self._worth_words.setText(f"{title}. {text}" if title else "")
        self.worth.setVisible(bool(text))

    def ask_worth(self, record: str) -> None:
        """Show what correcting a record would be worth."""
        self.show_tab(RATES)
        self.worth_wanted.emit(record)

    # The page

    def show_tab(self, tab: int) -> None:
        """Show the plan, the exchange rates, or the pressure."""
        self._tab = tab
        self.tabs.show_tab(tab)
        for place, part in enumerate(self._parts):
            part.setVisible(place == tab)
        if tab != PLAN:
            self.prices_wanted.emit()
        self.sentence.setText(
            {
                PLAN: self._plan_sentence,
                RATES: _("What one more of each thing moves your score today."),
                PRESSURE: _("How these rules press, and what it costs you today."),
            }[tab]
        )

    def arrange(self, breadth: Breadth) -> None:
        """Put the sliders beside the chart, or above it where there is no room."""
        super().arrange(breadth)
        narrow = breadth is Breadth.NARROW
        self.chart.be_wide(wide=breadth is Breadth.WIDE)
        self._across.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def fold(self) -> None:
        """Put the tabs beneath the title, figures beneath each other, or back."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if self.tight else across)
        self._head.setContentsMargins(0, 0, 0, theme.current().px(8) if self.tight else 0)
        self.chart.be_tight(tight=self.tight)
        for part in (self.sliders, self.scenarios, self.rates, self.finder):
            part.fold(beneath=self.tight)

    def _right_of_title(self) -> int:
        """Leave the tabs their room."""
        return 0 if self.tight else self.tabs.sizeHint().width() + self._head.spacing()

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved."""
        if self._tab != PLAN:
            prices = self._prices
            if prices is None:
                return ()
            if self._tab == RATES:
                return (Exportable(_("Exchange rates"), None, prices.rates_table),)
            return (Exportable(_("Pressure"), None, prices.mechanics_table),)
        if self.chart.chart.lines is None:
            return ()
        chart = self.chart.chart
        found = [
            Exportable(_("Where your score would go"), chart, self.chart.as_table, chart.paint_on),
            Exportable(_("Scenarios side by side"), None, self._compared_table),
        ]
        if self.found.isVisible() and self.found.found is not None and self.found.found.schedule:
            schedule = self.found.found.schedule
            found.append(Exportable(_("What to do when"), None, lambda: schedule))
        return tuple(found)

    def _compared_table(self) -> Table:
        shown = self.scenarios.shown
        return Table((), ()) if shown is None else shown.as_table()

    def _plan_part(self) -> QWidget:
        look = theme.current()
        part = QWidget()
        part.setProperty("surface", "page")
        self._across = QHBoxLayout(part)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(look.size("gutter"))
        left = QVBoxLayout()
        left.addWidget(self.sliders, 1)
        left.addWidget(self.finder, 1)
        right = QVBoxLayout()
        right.setSpacing(look.size("gutter"))
        right.addWidget(self.chart, 1)
        right.addWidget(self.found)
        right.addWidget(self.scenarios)
        self._across.addLayout(left, 376)  # as drawn: 376 and 632 of 1024
        self._across.addLayout(right, 632)
        self._across.addWidget(self.empty, 1)
        return part

    def _stacked(self, *cards: QWidget) -> QWidget:
        part = QWidget()
        part.setProperty("surface", "page")
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("gutter"))
        for card in cards:
            column.addWidget(card, 1 if card is cards[-1] else 0)
        return part

    def _show_full(self, *, there: bool) -> None:
        self.empty.setVisible(not there)
        for place, size in enumerate((376, 632)):
            self._across.setStretch(place, size if there else 0)
        for card in (self.chart, self.scenarios):
            card.setVisible(there)
        self.sliders.setVisible(there and not self.finder.isVisible())
        if not there:
            self.finder.hide()
            self.found.hide()
            self._notes.show_notes(())
