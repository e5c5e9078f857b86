"""Keeps what the reader changes of a person, and how they leave them. No Qt here."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.gui.kept import Door, Keeps, Left, StoreState, Taken
from app.gui.session import said
from app.gui.turns import Turns
from app.wording import privacy as words
from app.wording.language import number, text_of
from app.workflow.case import Case

log = logging.getLogger(__name__)


class Tells(Protocol):
    """Tells what went wrong: the window."""

    def tell(self, heading: str, text: str) -> None:
        """Tell something, without stopping the program for it."""


class Keeper(Protocol):
    """What is asked of the presenter of the store."""

    turns: Turns

    @property
    def house(self) -> Tells:
        """Who tells what went wrong."""

    @property
    def keeps(self) -> Keeps:
        """The store."""

    @property
    def state(self) -> StoreState:
        """How the store stands."""

    def show(self, state: StoreState) -> None:
        """Show how the store stands."""

    def open_person(self, person: str) -> None:
        """Open a person of the store as they were left."""


class Changes:
    """Follows the session of a person of the store, step by step.

    The session's steps and the store's log of changes go together: a step that sets a record
    aside is one row of the log, and undoing the step takes that row back.
    """

    def __init__(self, keeping: Keeper) -> None:
        self._keeping = keeping
        self._left = Left()
        self._reference: Callable[[Case], str] = lambda case: case.rulebook.id

    def name_rulebooks(self, reference: Callable[[Case], str]) -> None:
        """Take what tells by which id or file a case's rulebook is found again."""
        self._reference = reference

    def forget(self) -> None:
        """Begin anew: another person, or nobody, is open."""
        self._left = Left()

    def changed(self, before: Case, after: Case) -> None:
        """Keep what the reader set aside or put back; other steps are no change of the data."""
        aside = {name: why for name, why in after.aside.items() if before.aside.get(name) != why}
        back = tuple(name for name in before.aside if name not in after.aside)
        person, keeps = self._person, self._keeping.keeps
        if aside or back:
            self._keep(lambda: keeps.change(person, aside, back))
        for correction in after.corrections.since(before.corrections):
            self._keep(partial(keeps.correct, person, correction))
        kept = {one.name: one for one in after.scenarios if one not in before.scenarios}
        names = {one.name for one in after.scenarios}
        dropped = tuple(one.name for one in before.scenarios if one.name not in names)
        if kept and dropped:
            self._keep(lambda: keeps.rename_scenario(person, dropped[0], next(iter(kept))))
        elif kept or dropped:
            self._keep(lambda: keeps.change_scenarios(person, tuple(kept.values()), dropped))

    def undone(self, before: Case, after: Case) -> None:
        """Take the last change of the data back in the store too, where the step was one."""
        if touches_data(before, after):
            person, keeps = self._person, self._keeping.keeps
            self._keep(lambda: keeps.undo(person))

    def redone(self, before: Case, after: Case) -> None:
        """Make the change of the data again in the store too, where the step was one."""
        if touches_data(before, after):
            person, keeps = self._person, self._keeping.keeps
            self._keep(lambda: keeps.redo(person))

    def step_back(self, then: Callable[[Taken], None]) -> None:
        """Take back a change from before the person was opened, and hand over what is now."""
        self._step(self._keeping.keeps.undo, then)

    def step_forth(self, then: Callable[[Taken], None]) -> None:
        """Make a change again that was taken back before the person was opened."""
        self._step(self._keeping.keeps.redo, then)

    def remember(self, page: str, case: Case, explanation: Explanation | None) -> None:
        """Remember how the reader leaves the person, where they are of the store."""
        state = self._keeping.state
        if not state.person or state.door is not Door.OPEN:
            return
        left = Left(
            page=page,
            rulebook=self._reference(case),
            variant=case.rulebook.variant or "",
            # The file's own day moves along with the next file.
            day=None if case.day == case.export.default_day else case.day,
            book_title=text_of(case.rulebook.title),
            score=self._left.score,
            guess=self._left.guess,
        )
        if explanation is not None:
            shown = explanation.to.score.published
            score = "" if shown is None else number(shown, case.rulebook.decimals)
            left = replace(left, score=score, guess=explanation.range is not None)
        if left == replace(self._left, opened=""):
            return
        kept = self._left = replace(left, opened=_now())
        people = tuple(
            replace(one, left=kept) if one.id == state.person else one for one in state.people
        )
        self._keeping.show(replace(state, people=people))
        person, keeps = state.person, self._keeping.keeps
        self._keeping.turns.take(
            lambda _progress: keeps.leave(person, kept),
            _done,
            # Another window writes. What is lost is a page's name, and it comes again.
            lambda error: log.info("not remembered: %s", type(error).__name__),
            must=True,
            name="leave",
        )

    @property
    def _person(self) -> str:
        return self._keeping.state.person

    def _keep(self, act: Callable[[], object]) -> None:
        self._keeping.turns.take(lambda _progress: act(), _done, self._lost, must=True)

    def _step(self, act: Callable[[str], bool], then: Callable[[Taken], None]) -> None:
        person, keeps = self._person, self._keeping.keeps

        def work(_progress: Progress) -> Taken:
            act(person)
            return keeps.take(person, None)

        self._keeping.turns.take(work, then, self._lost, heading=words.opening(), must=True)

    def _lost(self, error: Exception) -> None:
        """Say that a change was not kept, and show again what is."""
        self._keeping.house.tell(words.not_kept(), said(error))
        if self._person:
            self._keeping.open_person(self._person)


def touches_data(before: Case, after: Case) -> bool:
    """Whether a step changed the data, and not only the rules or the day."""
    return (
        before.aside != after.aside
        or before.export is not after.export
        or before.scenarios != after.scenarios
    )


def _done(_result: object) -> None:
    """Take note that it is done."""


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
