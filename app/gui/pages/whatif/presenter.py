"""Decides what the What if page shows: the plan that is set, what was kept beside it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.calendar import Unit, day_later
from app.domain.explanation import Explanation
from app.domain.planning import Frame, Scenario, Spread
from app.domain.progress import Progress
from app.gui.pages.whatif.compared import compared
from app.gui.pages.whatif.content import shown
from app.gui.pages.whatif.levers import Prepared, Units, key_of, levers_of, presets
from app.gui.pages.whatif.screen import Asks, Keeps, Screen
from app.gui.session import said
from app.gui.starts import Starts
from app.wording import whatif as words
from app.wording.language import day as day_said
from app.wording.language import number
from app.workflow.case import Case

_MONTHS = 6
_YEARS = 5  # the furthest horizon that is offered
_MOST_FRAMES = 64

Key = tuple[float, ...]


@dataclass
class Sliders:
    """What is set on the page; it stays while the page is built anew.

    Attributes:
        case: The case that it is set for; ``None`` before there is one.
        by: The horizon.
        units: What is set now, by action; one left out is at what is expected.
        name: The plan that is set; empty where it is not kept.
        rested: How the sliders stood when they rested last.
        before: How they stood before that, oldest first.
        after: What was undone, next last.
    """

    case: Case | None = None
    by: int = 0
    units: dict[str, float] = field(default_factory=dict)
    name: str = ""
    rested: dict[str, float] = field(default_factory=dict)
    before: list[dict[str, float]] = field(default_factory=list)
    after: list[dict[str, float]] = field(default_factory=list)


class WhatIfPresenter:
    """Shows where a score would go."""

    def __init__(
        self,
        screen: Screen,
        tasks: Starts,
        asks: Asks,
        keeps: Keeps,
        held: Sliders | None = None,
    ) -> None:
        self._screen, self._tasks, self._asks, self._keeps = screen, tasks, asks, keeps
        self._set = Sliders() if held is None else held
        self._prepared: Prepared | None = None
        self._target: float | None = None
        self._safe: Mapping[str, tuple[float, float]] = {}
        self._frames: dict[Key, Frame] = {}
        self._spreads: dict[Key, Spread | None] = {}
        self._with_lines = False

    @property
    def case(self) -> Case | None:
        """The case before the reader."""
        return self._set.case

    @property
    def by(self) -> int:
        """The horizon."""
        return self._set.by

    @property
    def units(self) -> dict[str, float]:
        """What is set now, by action; one left out is at what is expected."""
        return dict(self._set.units)

    @property
    def prepared(self) -> Prepared | None:
        """What was measured; ``None`` while it is under way."""
        return self._prepared

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case. What is set stays where the rules still have it."""
        del explanation
        known = self._set.case
        self._set.case = case
        if known is not None and known.asks_as(case) and self._prepared is not None:
            if self._set.name and self._set.name not in {one.name for one in self._kept()}:
                self._set.name = ""
            self._show_kept()
            return
        if known is None or known.export is not case.export:
            self._set.units, self._set.name, self._set.by = {}, "", 0
            self._forget_steps()
        elif known.rulebook.id != case.rulebook.id:
            self._set.units, self._set.name = {}, ""
            self._forget_steps()
        self._forget_target()
        there = {one.id for one in case.rulebook.actions}
        self._set.units = {name: count for name, count in self._set.units.items() if name in there}
        if not case.day < self._set.by <= day_later(case.day, _YEARS, Unit.YEARS):
            self._set.by = day_later(case.day, _MONTHS, Unit.MONTHS)
        if not case.rulebook.actions:
            self._prepared = None
            self._cancel()
            self._screen.show_empty(*words.no_actions())
            return
        self._screen.show_levers(levers_of(case.rulebook))
        self._prepare()

    # What the reader does

    def move(self, action: str, units: float) -> None:
        """Set a slider; the range waits until the sliders rest."""
        if self._prepared is None:
            return
        self._set.units[action] = units
        self._set.name = self._named(self._set.units)
        self._show_now()

    def rest(self) -> None:
        """The sliders rest: what takes longer follows."""
        if self._prepared is None:
            return
        self._note_step()
        self._screen.show_fitted()
        self._show_kept()
        self._spread()

    def can_step(self, *, back: bool) -> bool:
        """Whether the sliders stood otherwise before, or where they were put back from."""
        if self._prepared is None:
            return False
        return (
            bool(self._set.before or self._set.units != self._set.rested)
            if back
            else bool(self._set.after)
        )

    def step(self, *, back: bool) -> None:
        """Put the sliders back to where they stood before, or forth again."""
        if not self.can_step(back=back):
            return
        self._note_step()
        gone, come = (
            (self._set.before, self._set.after) if back else (self._set.after, self._set.before)
        )
        come.append(dict(self._set.units))
        self._set.rested = gone.pop()
        self._forget_target()
        self.set_all(self._set.rested)

    def reset(self) -> None:
        """Put every slider back to what is expected."""
        self._forget_target()
        self.set_all({})

    def set_all(self, units: Units) -> None:
        """Set all sliders at once."""
        self._set.units = dict(units)
        self._set.name = self._named(self._set.units)
        if self._prepared is not None:
            self._show_now()
            self.rest()

    def choose(self, name: str, *, preset: bool) -> None:
        """Set the sliders as a preset or a scenario has them."""
        if self._set.case is None:
            return
        if preset:
            found = presets(self._set.case.rulebook).get(name)
        else:
            found = next((dict(one.units) for one in self._kept() if one.name == name), None)
        if found is not None:
            self.set_all(found)

    def choose_column(self, key: str | None) -> None:
        """Set the sliders as a column of the comparison has them."""
        if key == "":
            self.set_all({})
        elif key is not None:
            self.choose(key, preset=False)

    def choose_day(self, day: int) -> None:
        """Look as far as another day."""
        if self._set.case is not None and day != self._set.by and self._set.case.day < day:
            self._set.by = day
            self._forget_target()
            self._prepare()

    def show_lines_of_kept(self, *, shown: bool) -> None:
        """Draw the scenarios beside the plan, or leave them out."""
        self._with_lines = shown
        if self._prepared is not None:
            self._show_now()
            self._screen.show_fitted()

    def save(self, name: str) -> None:
        """Keep what is set under a name."""
        name = " ".join(name.split())
        if name and self._set.case is not None:
            self._set.name = name
            units = dict(
                zip(self._ids(), key_of(self._set.case.rulebook, self._set.units), strict=True)
            )
            self._keeps.keep_scenario(self._asks.scenario(self._set.case.rulebook, name, units))

    def rename(self, wanted: str) -> None:
        """Call the scenario that is set something else."""
        wanted = " ".join(wanted.split())
        if wanted and self._set.name and self._set.case is not None:
            old, self._set.name = self._set.name, wanted
            self._keeps.rename_scenario(old, wanted)

    def delete(self) -> None:
        """Drop the scenario that is set; the sliders stay."""
        if self._set.name:
            old, self._set.name = self._set.name, ""
            self._keeps.drop_scenario(old)

    def calendar(self) -> None:
        """Write what is coming as a calendar file."""
        if self._prepared is not None:
            frame = self._frame(self._set.units)
            self._screen.save_calendar(self._asks.calendar(self._prepared, frame))

    def fill(self, units: Units, target: float, safe: Mapping[str, tuple[float, float]]) -> None:
        """Set the sliders as a plan has them, and show within which spans its target is kept."""
        self._target, self._safe = target, safe
        self.set_all(units)

    # Steps

    def _note_step(self) -> None:
        """Take note of where the sliders rest, so that they can be put back there."""
        if self._set.units != self._set.rested:
            self._set.before.append(self._set.rested)
            self._set.after.clear()
            self._set.rested = dict(self._set.units)
        self._screen.show_steps()

    def _forget_steps(self) -> None:
        self._set.rested, self._set.before, self._set.after = {}, [], []
        self._screen.show_steps()

    def _prepare(self) -> None:
        case, by = self._set.case, self._set.by
        if case is None:
            return
        self._cancel()
        self._prepared = None
        self._tell_day()
        self._screen.show_waiting()

        def show(found: Prepared) -> None:
            self._prepared = found
            self._frames.clear()
            self._spreads.clear()
            self._show_now()
            self.rest()

        self._tasks.start(
            "what if",
            lambda progress: self._asks.prepare(case, by, progress),
            succeeded=show,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _cancel(self) -> None:
        for name in ("what if", "what if spread"):
            self._tasks.cancel(name)

    def _show_now(self) -> None:
        prepared, case = self._prepared, self._set.case
        if prepared is None or case is None:
            return
        key = key_of(case.rulebook, self._set.units)
        frame = self._frame(self._set.units)
        others: tuple[tuple[str, Frame], ...] = ()
        if self._with_lines:
            others = tuple(
                (one.name, self._frame(dict(one.units)))
                for one in self._kept()[-3:]
                if key_of(case.rulebook, dict(one.units)) != key
            )
        plan = shown(
            prepared,
            self._set.units,
            frame,
            self._spreads.get(key),
            waiting=key not in self._spreads,
            safe=self._safe,
            others=others,
        )
        self._screen.show_plan(plan)
        if self._target is not None:
            decimals = case.rulebook.decimals
            reached = bool(frame.published[-1] >= self._target)
            self._screen.show_target(
                words.keeps_target(number(self._target, decimals), kept=reached)
            )

    def _show_kept(self) -> None:
        prepared, case = self._prepared, self._set.case
        if prepared is None or case is None:
            return
        book = case.rulebook
        self._set.name = self._set.name or self._named(self._set.units)
        kept = tuple(one.name for one in self._kept())
        sets = presets(book)
        now = key_of(book, self._set.units)
        preset = next((name for name, one in sets.items() if key_of(book, one) == now), "")
        self._screen.show_name(self._set.name or preset, tuple(sets), kept)
        found = compared(
            prepared,
            self._set.units,
            self._kept(),
            self._frame,
            lambda units: self._spreads.get(key_of(book, units)),
        )
        self._screen.show_compared(found)

    def _spread(self) -> None:
        """Have the ranges computed that are not known: of the plan, and of what was kept."""
        prepared, case = self._prepared, self._set.case
        if prepared is None or case is None:
            return
        book = case.rulebook
        wanted = [self._set.units, {}, *(dict(one.units) for one in self._kept())]
        missing = {
            key: dict(one) for one in wanted if (key := key_of(book, one)) not in self._spreads
        }
        if not missing:
            return
        ahead = prepared.ahead

        def work(progress: Progress) -> dict[Key, Spread | None]:
            found: dict[Key, Spread | None] = {}
            for place, (key, units) in enumerate(missing.items()):
                progress.report(place, len(missing))
                found[key] = ahead.spread(units)
            return found

        def show(found: dict[Key, Spread | None]) -> None:
            self._spreads.update(found)
            self._show_now()
            self._show_kept()
            self._screen.show_fitted()

        self._tasks.start(
            "what if spread",
            work,
            succeeded=show,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _frame(self, units: Units) -> Frame:
        prepared, case = self._prepared, self._set.case
        if prepared is None or case is None:
            raise RuntimeError("nothing is measured yet")
        key = key_of(case.rulebook, units)
        if key not in self._frames:
            while len(self._frames) >= _MOST_FRAMES:
                del self._frames[next(iter(self._frames))]
            self._frames[key] = prepared.ahead.frame(units)
        return self._frames[key]

    def _kept(self) -> tuple[Scenario, ...]:
        case = self._set.case
        if case is None:
            return ()
        there = set(self._ids())
        return tuple(
            one
            for one in case.scenarios
            if one.rulebook == case.rulebook.id and {name for name, _count in one.units} <= there
        )

    def _named(self, units: Units) -> str:
        if self._set.case is None:
            return ""
        book = self._set.case.rulebook
        key = key_of(book, units)
        same = [one.name for one in self._kept() if key_of(book, dict(one.units)) == key]
        return self._set.name if self._set.name in same else (same[-1] if same else "")

    def _ids(self) -> tuple[str, ...]:
        return (
            ()
            if self._set.case is None
            else tuple(one.id for one in self._set.case.rulebook.actions)
        )

    def _tell_day(self) -> None:
        if self._set.case is not None:
            first, last = self._set.case.day + 1, day_later(self._set.case.day, _YEARS, Unit.YEARS)
            self._screen.show_day(self._set.by, day_said(self._set.by), first, last)

    def _forget_target(self) -> None:
        self._target, self._safe = None, {}
        self._screen.show_target("")
