"""The session: the case before the reader, its explanation, undo and redo. No Qt here."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import WhyscoreError
from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.starts import Starts
from app.workflow.case import Case, Course, Objection


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


class Session:
    """Holds the case that the reader looks at and has it explained after every change."""

    def __init__(self, tasks: Starts, explains: Explains) -> None:
        self._tasks = tasks
        self._explains = explains
        self._audience: Audience | None = None
        self._course: Course | None = None
        self._explained: tuple[Course, Explanation] | None = None  # the last that was

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
        return bool(self._course and self._course.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._course and self._course.future)

    def open(self, case: Case) -> None:
        """Put a person before the reader. What was undone or done before is over."""
        self._go(Course(case))

    def set_aside(self, record: str, objection: Objection) -> None:
        """Leave a record out, because it is wrong or not the reader's."""
        course = self._open_course()
        self._go(course.to(course.now.set_aside(record, objection)))

    def restore(self, record: str) -> None:
        """Put a record back in."""
        course = self._open_course()
        self._go(course.to(course.now.restore(record)))

    def use(self, rulebook: Rulebook) -> None:
        """Go on under another rulebook or variant."""
        course = self._open_course()
        self._go(course.to(course.now.under(rulebook)))

    def look_at(self, day: int) -> None:
        """Go on with another day."""
        course = self._open_course()
        self._go(course.to(course.now.on(day)))

    def undo(self) -> None:
        """Take the last change back."""
        if self._course:
            self._go(self._course.undo())

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        if self._course:
            self._go(self._course.redo())

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

    def _go(self, course: Course) -> None:
        if course is self._course:
            return
        self._course = course
        self._explain(course)

    def _explain(self, course: Course) -> None:
        case = course.now
        if self._audience:
            self._audience.case_changed(case)

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
    """Say what went wrong: our own errors in their words, others by their kind only."""
    return str(error) if isinstance(error, WhyscoreError) else type(error).__name__
