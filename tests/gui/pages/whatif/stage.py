"""Screens that remember, and questions answered by the real core."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from app import assets
from app.gui.pages.whatif import build
from app.gui.pages.whatif.finder import Finder, PlanAsks
from app.gui.pages.whatif.presenter import WhatIfPresenter
from app.gui.pages.whatif.prices import PriceAsks, PricesPresenter
from app.gui.pages.whatif.screen import Asks
from app.workflow import explaining, reading
from app.workflow.case import Case
from tests.gui.waiting import WaitingTasks

MEI = assets.folder("samples") / "mei"


@cache
def export():
    return reading.read([MEI]).export


def case(rulebook: str | None = None, variant: str | None = None) -> Case:
    asked = explaining.question(export(), rulebook=rulebook, variant=variant)
    return Case(export(), asked.rulebook, asked.day)


class Screen:
    """Remembers what it was last told to show."""

    def __init__(self) -> None:
        self.levers = ()
        self.plan = self.compared = self.day = self.found = self.form = self.prices = None
        self.name, self.presets, self.kept = "", (), ()
        self.target = self.trouble = self.not_found = self.prices_words = ""
        self.empty = self.worth = ("", "")
        self.busy: list[tuple[int, int]] = []
        self.calendar = b""
        self.fitted = 0

    def show_levers(self, levers):
        self.levers = levers

    def show_plan(self, plan):
        self.plan = plan

    def show_steps(self):
        self.stepped = True

    def show_fitted(self):
        self.fitted += 1

    def show_name(self, name, presets, kept):
        self.name, self.presets, self.kept = name, presets, kept

    def show_compared(self, found):
        self.compared = found

    def show_day(self, day, text, first, last):
        self.day = day, text, first, last

    def show_target(self, text):
        self.target = text

    def show_empty(self, heading, text):
        self.empty = heading, text

    def show_trouble(self, text):
        self.trouble = text

    def show_waiting(self):
        self.plan = None

    def save_calendar(self, content):
        self.calendar = content

    def show_form(self, form):
        self.form = form

    def show_busy(self, done, total):
        self.busy.append((done, total))

    def show_found(self, found):
        self.found = found

    def show_not_found(self, text):
        self.not_found = text

    def show_prices(self, prices):
        self.prices = prices

    def show_prices_waiting(self, text):
        self.prices_words = text

    def show_worth(self, title, text):
        self.worth = title, text

    def lever(self, name):
        """Return how a slider stands."""
        places = [one.id for one in self.levers]
        return self.plan.levers[places.index(name)]


class Session:
    """Keeps scenarios in the case and shows it again, as the window's session does."""

    def __init__(self) -> None:
        self.presenter: WhatIfPresenter | None = None
        self.cases: list[Case] = []

    def _go(self, after: Case) -> None:
        self.cases.append(self.presenter.case)
        self.presenter.show(after, None)

    def keep_scenario(self, scenario):
        self._go(self.presenter.case.with_scenario(scenario))

    def rename_scenario(self, name, wanted):
        self._go(self.presenter.case.renamed_scenario(name, wanted))

    def drop_scenario(self, name):
        self._go(self.presenter.case.without_scenario(name))

    def undo(self):
        self.presenter.show(self.cases.pop(), None)


class Stage:
    """The page without its window."""

    def __init__(self, shown: Case | None = None, held=None, **changes) -> None:
        self.screen, self.tasks, self.session = Screen(), WaitingTasks(), Session()
        asks = replace(Asks(build._prepare, build._scenario, build._calendar), **changes)
        self.presenter = WhatIfPresenter(self.screen, self.tasks, asks, self.session, held)
        self.session.presenter = self.presenter
        self.finder = Finder(
            self.screen, self.tasks, PlanAsks(build._plan, build._surer), self.presenter
        )
        self.prices = PricesPresenter(
            self.screen,
            self.tasks,
            PriceAsks(build._pressure, build._if_wrong, build._kind_title),
        )
        self.show(shown or case())

    def show(self, shown: Case) -> None:
        self.presenter.show(shown, None)
        self.prices.show(shown)
        self.tasks.run()

    def move(self, **units) -> None:
        """Move sliders and let them rest."""
        for name, count in units.items():
            self.presenter.move(name.replace("_", "-"), float(count))
        self.presenter.rest()
        self.tasks.run()
