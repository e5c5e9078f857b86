"""Finds a plan: the wish, the work, what was found or proven. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.planning import Option, Plan
from app.domain.progress import Progress
from app.domain.rounding import shown
from app.domain.rulebook import Rulebook, Stance
from app.gui.pages.whatif.levers import LEAST, Lever, Units, levers_of
from app.gui.session import said
from app.gui.shared.page import Table
from app.gui.starts import Starts
from app.wording import ahead as told
from app.wording import whatif as words
from app.wording.language import _, short_day, text_of
from app.wording.overview import first_holding
from app.wording.visible import visible
from app.workflow.case import Case

_SURE = 0.9
_ABOVE = 10.0  # a target to begin with, where no threshold lies ahead


@dataclass(frozen=True)
class Wish:
    """What the reader wants found.

    Attributes:
        target: The published score.
        limits: The most units of an action, by its id.
        off: Actions that are off the table.
        allowed: Stances that the reader put on the table.
        efforts: The reader's own effort of one unit, by action.
    """

    target: float
    limits: Mapping[str, float] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    allowed: frozenset[Stance] = frozenset()
    efforts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What was found, or proven.

    Attributes:
        verdict: The answer in one sentence.
        lines: What is known beside it.
        held: What holds the score back.
        schedule: What to do when.
        ways: Other plans of nearly the same effort, in words.
        can_be_surer: Whether it is not as sure as it could be asked to be.
        reached: Whether the target can be reached.
    """

    verdict: str
    lines: tuple[str, ...]
    held: tuple[str, ...] = ()
    schedule: Table | None = None
    ways: tuple[str, ...] = ()
    can_be_surer: bool = False
    reached: bool = False


@dataclass(frozen=True)
class Form:
    """What can be wished for: a range of scores, thresholds of perks, actions."""

    target: float
    floor: float
    ceiling: float
    decimals: int
    perks: tuple[tuple[float, str], ...]
    levers: tuple[Lever, ...]


class Screen(Protocol):
    """What the finder asks of the page."""

    def show_form(self, form: Form) -> None:
        """Show what can be wished for."""

    def show_busy(self, done: int, total: int) -> None:
        """Show how far the work is."""

    def show_found(self, found: Found) -> None:
        """Show what was found, or proven."""

    def show_not_found(self, text: str) -> None:
        """Say why the work came to nothing; empty where the reader stopped it."""


class Current(Protocol):
    """What is before the reader; the page's presenter knows."""

    @property
    def case(self) -> Case | None:
        """The case."""

    @property
    def by(self) -> int:
        """The day on which the target is wanted."""

    def fill(self, units: Units, target: float, safe: Mapping[str, tuple[float, float]]) -> None:
        """Set the sliders as a plan has them."""


@dataclass(frozen=True)
class PlanAsks:
    """What the finder asks of the core, off the window's thread."""

    plan: Callable[[Case, int, Wish, Progress], Plan]
    surer: Callable[[Case, Plan, Wish], Plan | None]


class Finder:
    """Finds the least effort that reaches a target."""

    def __init__(self, screen: Screen, tasks: Starts, asks: PlanAsks, current: Current) -> None:
        self._screen, self._tasks, self._asks, self._current = screen, tasks, asks, current
        self._wish: Wish | None = None
        self._plan: Plan | None = None

    def open(self) -> None:
        """Show the form."""
        case = self._current.case
        if case is not None:
            self._screen.show_form(form_of(case.rulebook, self._standing()))

    def find(self, wish: Wish) -> None:
        """Find a plan; of two the newest wins."""
        case, by = self._current.case, self._current.by
        if case is None:
            return
        self._wish = wish
        self._screen.show_busy(0, 0)
        self._tasks.start(
            "what if plan",
            lambda progress: self._asks.plan(case, by, wish, progress),
            succeeded=lambda plan: self._take(case, plan),
            failed=lambda error: self._screen.show_not_found(said(error)),
            progressed=self._screen.show_busy,
        )

    def stop(self) -> None:
        """Stop the work; everything stays as it was."""
        self._tasks.cancel("what if plan")
        self._screen.show_not_found("")

    def forget(self) -> None:
        """Stop the work, because the case or the day changed."""
        self._tasks.cancel("what if plan")
        self._plan = None

    def make_surer(self) -> None:
        """Find a plan that holds in 90 of 100 tries."""
        case, plan, wish = self._current.case, self._plan, self._wish
        if case is None or plan is None or wish is None:
            return
        self._screen.show_busy(0, 0)

        def work(progress: Progress) -> Plan | None:
            progress.report(0, 1)
            return self._asks.surer(case, plan, wish)

        def show(found: Plan | None) -> None:
            if found is None:
                self._screen.show_not_found(words.not_surer())
            else:
                self._take(case, found)

        self._tasks.start(
            "what if plan",
            work,
            succeeded=show,
            failed=lambda error: self._screen.show_not_found(said(error)),
        )

    def use(self, place: int) -> None:
        """Set the sliders as another plan has them: 0 is the first."""
        plan, case = self._plan, self._current.case
        if plan is None or plan.option is None or case is None:
            return
        option = (plan.option, *plan.others)[place]
        safe = plan.safe if place == 0 else {}
        self._current.fill(_all_units(case.rulebook, option), plan.target, safe)

    def _take(self, case: Case, plan: Plan) -> None:
        self._plan = plan
        self._screen.show_found(found_of(case.rulebook, plan))
        if plan.option is not None:
            self.use(0)

    def _standing(self) -> float:
        prepared = getattr(self._current, "prepared", None)
        case = self._current.case
        if prepared is not None:
            return float(prepared.ahead.nothing[-1])
        return 0.0 if case is None else case.rulebook.base.value


def form_of(book: Rulebook, standing: float) -> Form:
    """Return what can be wished for, with the next threshold as the target to begin with."""
    perks = sorted(
        (first_holding(perk, book.decimals), visible(text_of(perk.title)))
        for perk in book.perks
        if perk.at is not None
    )
    nexts = [at for at, _title in perks if at > standing]
    beyond = min(book.ceiling, shown(max(standing, book.floor) + _ABOVE, book.decimals))
    return Form(
        target=nexts[0] if nexts else beyond,
        floor=book.floor,
        ceiling=book.ceiling,
        decimals=book.decimals,
        perks=tuple(perks),
        levers=levers_of(book),
    )


def found_of(book: Rulebook, plan: Plan) -> Found:
    """Say what was found."""
    option = plan.option
    best = told.best_said(plan, book)
    if option is None:
        held = tuple(
            visible(text) for name in plan.binding if (text := told.binding_title(book, name))
        )
        lines = [best, told.earliest_said(plan)] if plan.best is not None else []
        return Found(told.verdict(plan, book), tuple(line for line in lines if line), held)
    lines = [told.proof_said(plan), words.effort_said(option.effort)]
    if not option.effort:
        lines = [words.nothing_to_do(plan, book)]
    if option.sure is not None:
        lines.append(told.sure_said(option.sure))
    lines += [best, told.earliest_said(plan)]
    return Found(
        verdict=told.verdict(plan, book),
        lines=tuple(line for line in lines if line),
        schedule=schedule_table(book, plan),
        ways=tuple(words.way_said(book, one.units, one.effort) for one in plan.others),
        can_be_surer=option.sure is not None and option.sure < _SURE - LEAST / 100,
        reached=True,
    )


def schedule_table(book: Rulebook, plan: Plan) -> Table | None:
    """Return what to do when: a row a day, a column an action."""
    done = [
        one for one in book.actions if any(name == one.id for step in plan.schedule
        for name, count in step.units if count)
    ]  # fmt: skip
    if not done:
        return None
    rows = []
    for step in plan.schedule:
        counts = dict(step.units)
        cells = [
            words.units_said(one, counts[one.id]) if counts.get(one.id) else "–" for one in done
        ]
        rows.append((short_day(step.day), *cells))
    return Table((_("Date"), *(words.title_of(one) for one in done)), tuple(rows))


def _all_units(book: Rulebook, option: Option) -> dict[str, float]:
    known = dict(option.units)
    return {one.id: known.get(one.id, one.expected) for one in book.actions}
