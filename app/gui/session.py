"""The session: the case before the reader, its explanation, undo and redo. No Qt here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from app.domain.corrections import Correction
from app.domain.errors import WhyscoreError
from app.domain.explanation import Explanation
from app.domain.planning import Scenario
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.kept import Taken
from app.gui.starts import Starts
from app.wording.mishaps import place_of, plainly
from app.workflow.case import Case, Course, Objection

log = logging.getLogger(__name__)


class Explains(Protocol):
    """Explains a case; ``workflow`` does."""

    def __call__(self, case: Case, progress: Progress) -> Explanation:
        """Say why the score is what it is. Runs off the window's thread."""


class Audience(Protocol):
    """Whoever is told how the session goes on: the window."""

    def case_changed(self, case: Case) -> None:
        """Another case is before the reader; its explanation is under way."""

    def case_explained(self, case: Case, explanation: Explanation) -> None:
        """The case is explained."""

    def case_failed(self, case: Case, trouble: str) -> None:
        """The case cannot be explained."""


class Follows(Protocol):
    """Keeps what the reader changes, step by step: the store, for a person who is kept."""

    def changed(self, before: Case, after: Case) -> None:
        """The reader went on to another case."""

    def undone(self, before: Case, after: Case) -> None:
        """The reader went back to the case before."""

    def redone(self, before: Case, after: Case) -> None:
        """The reader went forth again."""

    def step_back(self, then: Callable[[Taken], None]) -> None:
        """Take back a change from before the person was opened, and hand over what is now."""

    def step_forth(self, then: Callable[[Taken], None]) -> None:
        """Make a change again that was taken back before the person was opened."""


class Session:
    """Holds the case that the reader looks at and has it explained after every change."""

    def __init__(self, tasks: Starts, explains: Explains) -> None:
        self._tasks = tasks
        self._explains = explains
        self._audience: Audience | None = None
        self._course: Course | None = None
        self._explained: tuple[Course, Explanation] | None = None  # the last that was
        self._follower: Follows | None = None
        self._behind = self._ahead = False  # whether the follower has steps beyond the course

    def tell(self, audience: Audience) -> None:
        """Tell ``audience`` how the session goes on."""
        self._audience = audience

    @property
    def case(self) -> Case | None:
        """The case before the reader; ``None`` before a person is open."""
        return self._course.now if self._course else None

    @property
    def explanation(self) -> Explanation | None:
        """What explains the case; ``None`` while that is still under way."""
        if self._explained is None or self._explained[0] is not self._course:
            return None
        return self._explained[1]

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._course and self._course.past) or self._behind

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._course and self._course.future) or self._ahead

    def open(
        self,
        case: Case,
        follower: Follows | None = None,
        *,
        behind: bool = False,
        ahead: bool = False,
    ) -> None:
        """Put a person before the reader. What was undone or done before is over.

        Args:
            case: Their case.
            follower: Keeps what the reader changes; nobody does where it is left out.
            behind: Whether the follower has a change to take back from before.
            ahead: Whether it has one to make again.
        """
        self._follower, self._behind, self._ahead = follower, behind, ahead
        self._go(Course(case))

    def close(self) -> None:
        """Take the person from the reader's sight."""
        self._tasks.cancel("explain")
        self._course = self._explained = self._follower = None
        self._behind = self._ahead = False

    def set_aside(self, record: str, objection: Objection) -> None:
        """Leave a record out, because it is wrong or not the reader's."""
        course = self._open_course()
        self._change(course.to(course.now.set_aside(record, objection)))

    def restore(self, record: str) -> None:
        """Put a record back in."""
        course = self._open_course()
        self._change(course.to(course.now.restore(record)))

    def correct(self, correction: Correction) -> None:
        """Give a record, or all of a payee's, another kind; or take that back."""
        course = self._open_course()
        self._change(course.to(course.now.corrected(correction)))

    def keep_scenario(self, scenario: Scenario) -> None:
        """Keep a named plan with the person. Undoing passes over it: it was meant to stay."""
        self._along(lambda case: case.with_scenario(scenario))

    def rename_scenario(self, name: str, wanted: str) -> None:
        """Call a plan something else; undoing passes over that, too."""
        self._along(lambda case: case.renamed_scenario(name, wanted))

    def drop_scenario(self, name: str) -> None:
        """Drop a plan."""
        course = self._open_course()
        self._change(course.to(course.now.without_scenario(name)))

    def use(self, rulebook: Rulebook) -> None:
        """Go on under another rulebook or variant."""
        course = self._open_course()
        self._change(course.to(course.now.under(rulebook)))

    def look_at(self, day: int) -> None:
        """Go on with another day."""
        course = self._open_course()
        self._change(course.to(course.now.on(day)))

    def undo(self) -> None:
        """Take the last change back, also one from before the person was opened."""
        course = self._course
        if course is None:
            return
        if course.past:
            if self._follower:
                self._follower.undone(course.now, course.past[-1])
            self._go(course.undo())
        elif self._behind and self._follower:
            self._behind = False  # until the store says what is left
            self._follower.step_back(self._went_back)

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        course = self._course
        if course is None:
            return
        if course.future:
            if self._follower:
                self._follower.redone(course.now, course.future[0])
            self._go(course.redo())
        elif self._ahead and self._follower:
            self._ahead = False
            self._follower.step_forth(self._went_forth)

    def stop(self) -> None:
        """Stop explaining and go back to the last case that was explained."""
        self._tasks.cancel("explain")
        self._course = self._explained[0] if self._explained else None

    def explain_again(self) -> None:
        """Explain the same case once more, because the language changed."""
        if self._course:
            self._explain(self._course)

    def _open_course(self) -> Course:
        if self._course is None:
            raise WhyscoreError("no person is open")
        return self._course

    def _change(self, course: Course) -> None:
        before = self._course
        if before is None or course is before:
            return
        self._ahead = False  # as every change gives up what was undone
        if self._follower:
            self._follower.changed(before.now, course.now)
        self._go(course)

    def _along(self, change: Callable[[Case], Case]) -> None:
        course = self._open_course()
        if change(course.now) is not course.now:
            self._change(course.along(change))

    def _went_back(self, taken: Taken) -> None:
        if self._course is None:
            return
        now = self._seen_as_now(taken.case)
        self._behind = taken.can_undo
        self._go(Course(now, (), (self._course.now, *self._course.future)))

    def _went_forth(self, taken: Taken) -> None:
        if self._course is None:
            return
        now = self._seen_as_now(taken.case)
        self._ahead = taken.can_redo
        self._go(Course(now, (*self._course.past, self._course.now), ()))

    def _seen_as_now(self, case: Case) -> Case:
        """Return what the store has, under the rulebook and on the day that are chosen now."""
        return case if self.case is None else case.under(self.case.rulebook).on(self.case.day)

    def _go(self, course: Course) -> None:
        if course is self._course:
            return
        self._course = course
        self._explain(course)

    def _explain(self, course: Course) -> None:
        case = course.now
        if self._audience:
            self._audience.case_changed(case)
        if self._explained is not None and self._explained[0].now.asks_as(case):
            self._tasks.cancel("explain")  # a plan was kept or dropped: the score is the same
            self._explained = course, self._explained[1]
            if self._audience:
                self._audience.case_explained(case, self._explained[1])
            return

        def show(explanation: Explanation) -> None:
            self._explained = course, explanation
            if self._audience:
                self._audience.case_explained(case, explanation)

        def refuse(error: Exception) -> None:
            if self._audience:
                self._audience.case_failed(case, said(error))

        self._tasks.start(
            "explain",
            lambda progress: self._explains(case, progress),
            succeeded=show,
            failed=refuse,
        )


def said(error: Exception) -> str:
    """Say what went wrong: our own errors in their words, others by their place only."""
    if not isinstance(error, WhyscoreError):
        log.warning("%s in %s", type(error).__name__, place_of(error))
    return plainly(error)
