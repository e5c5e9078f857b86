"""Joins the page with its presenters.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector
from app.domain.calendar import Every, iso
from app.domain.planning import Frame, Plan, Pressure, Scenario, WrongRecord
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.asking import Asking
from app.gui.pages.whatif.content import flags_of
from app.gui.pages.whatif.finder import Finder, PlanAsks, Wish
from app.gui.pages.whatif.levers import Prepared, Units
from app.gui.pages.whatif.presenter import Sliders, WhatIfPresenter
from app.gui.pages.whatif.prices import PriceAsks, PricesPresenter
from app.gui.pages.whatif.screen import Asks
from app.gui.pages.whatif.view import WhatIfView
from app.gui.session import Session, said
from app.gui.starts import Starts
from app.outputs.writing import write_privately
from app.wording.language import _
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.ahead import Table
    from app.workflow.explaining import Question

_BEFORE = 0.5  # so much of the time ahead is shown before today


def build_what_if(
    tasks: Starts, session: Session, asking: Asking, held: Sliders | None = None
) -> WhatIfView:
    """Return the page, ready to be placed in the window.

    Args:
        tasks: Works off the window's thread.
        session: The person before the reader.
        asking: Asks where to write a file.
        held: What was set before the page was built anew.
    """
    view = WhatIfView()
    asks = Asks(_prepare, _scenario, _calendar)
    presenter = WhatIfPresenter(view, tasks, asks, session, held)
    view.stepper = presenter
    finder = Finder(view, tasks, PlanAsks(_plan, _surer), presenter)
    prices = PricesPresenter(view, tasks, PriceAsks(_pressure, _if_wrong, _kind_title))

    def show(case: Case, explanation: object) -> None:
        known = presenter.case
        if known is None or not known.asks_as(case):
            finder.forget()
            view.leave_finder()
        presenter.show(case, explanation)  # type: ignore[arg-type]
        prices.show(case)

    def write(content: bytes) -> None:
        target = asking.place_for(
            _("Save what is coming as a calendar file …"),
            f"whyscore-{iso(presenter.by)}.ics",
            "(*.ics)",
        )
        if target is not None:
            tasks.start(
                f"save {target.name}",
                lambda _progress: write_privately(content, target),
                succeeded=lambda _none: None,
                failed=lambda error: asking.tell(_("Nothing was saved"), said(error)),
            )

    view.case_shown.connect(show)
    view.rested.connect(presenter.rest)
    view.sliders.moved.connect(presenter.move)
    view.sliders.reset_wanted.connect(presenter.reset)
    view.sliders.preset_chosen.connect(partial(presenter.choose, preset=True))
    view.sliders.kept_chosen.connect(partial(presenter.choose, preset=False))
    view.sliders.plan_wanted.connect(finder.open)
    view.sliders.save.saved.connect(presenter.save)
    view.sliders.save.renamed.connect(presenter.rename)
    view.sliders.save.deleted.connect(presenter.delete)
    view.chart.day.day_chosen.connect(presenter.choose_day)
    view.chart.calendar_wanted.connect(presenter.calendar)
    view.scenarios.chosen.connect(presenter.choose_column)
    view.scenarios.lines_wanted.connect(lambda on: presenter.show_lines_of_kept(shown=on))
    view.finder.find_wanted.connect(finder.find)
    view.finder.stop_wanted.connect(finder.stop)
    view.found.surer_wanted.connect(finder.make_surer)
    view.found.way_chosen.connect(finder.use)
    view.prices_wanted.connect(prices.look)
    view.worth_wanted.connect(prices.ask_worth)
    view.calendar_ready.connect(write)
    for kept in (presenter, finder, prices, show, write):
        view.keep(kept)
    return view


def _prepare(case: Case, by: int, progress: Progress) -> Prepared:
    from app.workflow import ahead, explaining

    progress.report(0, 2)
    looked = ahead.look_ahead(case.export, _question(case), by)
    progress.report(1, 2)
    first = case.day - max(28, round((by - case.day) * _BEFORE))
    past = explaining.history(
        case.export, case.rulebook, first, case.day, Every.DAY, case.aside_ids
    )
    # Asked here once, so that no slider waits for them.
    flags = flags_of(case.rulebook, looked.turns)
    last = len(looked.days) - 1

    def at_last(rows: FloatMatrix) -> FloatVector:
        return np.asarray(looked.projection.on_day(last).scores(rows)[:, 0])

    at_last(looked.row_of({}))
    looked.frame({})
    return Prepared(looked, past, flags, at_last)


def _scenario(book: Rulebook, name: str, units: Units) -> Scenario:
    from app.workflow import ahead

    return ahead.scenario_of(book, name, units)


def _calendar(prepared: Prepared, frame: Frame) -> bytes:
    from app.workflow import ahead

    looked = prepared.ahead
    if not isinstance(looked, ahead.Ahead):
        raise TypeError(type(looked).__name__)
    return ahead.calendar_of(looked, frame)


def _plan(case: Case, by: int, wish: Wish, progress: Progress) -> Plan:
    from app.workflow import ahead

    table = _table(case, wish)
    return ahead.plan(case.export, _question(case), wish.target, by, table, progress=progress)


def _surer(case: Case, plan: Plan, wish: Wish) -> Plan | None:
    from app.workflow import ahead

    return ahead.surer_plan(case.export, _question(case), plan, _table(case, wish))


def _table(case: Case, wish: Wish) -> Table:
    from app.workflow import ahead

    table = ahead.table_of(case.rulebook, limits=wish.limits, off=wish.off, allowed=wish.allowed)
    return replace(table, efforts=dict(wish.efforts))


def _pressure(case: Case) -> Pressure:
    from app.workflow import ahead

    return ahead.pressure(case.export, _question(case))


def _if_wrong(case: Case, record: str) -> tuple[WrongRecord, ...]:
    from app.workflow import ahead

    return ahead.if_wrong(case.export, _question(case), (record,))


def _kind_title(kind: str) -> str:
    from app.workflow import kinds

    return kinds.title(kind)


def _question(case: Case) -> Question:
    from app.workflow.explaining import Question

    return Question(case.rulebook, case.day, case.aside_ids)
