"""Asks before work that is kept nowhere goes: where something else is opened, or the window closes.

No Qt here. A person of the store needs no question: each change is kept when it is made. The sample
is invented. Whoever was only looked at, and answers that were not handed on, are in memory only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Protocol

from app.domain.records import Export
from app.gui.keeping import Keeping
from app.gui.kept import Chosen, Looked, ToKeep
from app.gui.opening import Opening
from app.gui.session import Session
from app.wording import leaving as words
from app.workflow.case import Case


class Way(Enum):
    """What the reader does with work that is kept nowhere."""

    KEEP = "keep"
    FORGET = "forget"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Question:
    """What is asked: what would be lost, and the words of the ways on.

    ``keep`` is empty where there is no way to keep it.
    """

    heading: str
    text: str
    keep: str
    forget: str


class AsksOnce(Protocol):
    """Asks what to do with work that is kept nowhere: the window."""

    def ask_before_leaving(self, question: Question, decided: Callable[[Way], None]) -> None:
        """Ask, without stopping the program for it."""


class Answers(Protocol):
    """The answers to a rulebook's questions that are kept nowhere."""

    def unkept_answers(self) -> tuple[ToKeep, ...]:
        """Return each set of answers that was given and not handed on, ready to be kept."""


@dataclass(frozen=True)
class _FromAnswers:
    """A preview that was made of answers: of whose, and whom to tell that it was taken."""

    preview: object
    of: Export | None
    taken: Callable[[], None]


class Leaving:
    """Stands between what the reader opens and whoever is open."""

    def __init__(
        self, asks: AsksOnce, session: Session, opening: Opening, keeping: Keeping, answers: Answers
    ) -> None:
        self._asks, self._session = asks, session
        self._opening, self._keeping, self._answers = opening, keeping, answers
        self._saved: Case | None = None  # was kept, and is before the reader still
        self._from: _FromAnswers | None = None

    @property
    def unkept(self) -> Case | None:
        """The case of a person who is kept nowhere; ``None`` where nobody would be lost."""
        case = self._session.case
        if case is None or case.invented or case is self._saved or self._keeping.state.person:
            return None
        return case

    @property
    def joined(self) -> str:
        """Name of who is open, kept nowhere, and can have a file added; empty where nobody is."""
        case = self.unkept
        return "" if case is None or self._opening.looked is None else _name(case)

    # What the reader does

    def before(self, act: Callable[[], None]) -> None:
        """Do something that puts another person before the reader, or nobody; ask where one is lost."""
        case = self.unkept
        if case is None:
            act()
            return

        def decided(way: Way) -> None:
            if way is Way.FORGET:
                act()
            elif way is Way.KEEP:
                self._keep(self._of_person(case), act)

        question = words.replacing(_name(case), len(case.aside), len(case.scenarios))
        self._ask(question, bool(self._opening.looked), decided)

    def stays_open(self, close: Callable[[], None], *, locking: bool = False) -> bool:
        """Ask whether to close the window where something would be lost; say whether it stays open.

        Args:
            close: Closes it, once the reader has decided.
            locking: Whether it is only locked.
        """
        case, answers = self.unkept, self._answers.unkept_answers()
        if case is None and not answers:
            return False
        person = () if case is None else self._of_person(case)

        def decided(way: Way) -> None:
            if way is Way.FORGET:
                close()
            elif way is Way.KEEP:
                self._keep((*person, *answers), close)

        name = "" if case is None else _name(case)
        aside, plans = (0, 0) if case is None else (len(case.aside), len(case.scenarios))
        question = words.closing(
            name, aside, plans, sum(one.count for one in answers), locking=locking
        )
        self._ask(question, bool(answers) or bool(self._opening.looked), decided)
        return True

    def keep_open_person(self) -> None:
        """Keep the person who is open and kept nowhere, and go on with them."""
        case = self.unkept
        if case is not None and self._opening.looked is not None:
            self._keep(self._of_person(case), self._reopen)

    def answers_shown(self, preview: object, of: Export | None, taken: Callable[[], None]) -> None:
        """Take note that a preview is of answers.

        Args:
            preview: What they come to.
            of: The data that they were read back from: what is shown has all of it.
            taken: To be told once the reader keeps them, or looks at them.
        """
        self._from = _FromAnswers(preview, of, taken)

    def look(self, chosen: Chosen, *, joins: bool) -> None:
        """Open what the reader chose of a preview, by itself or with whoever is open."""
        case = self._session.case
        if joins and case is not None:
            person = self._keeping.state.person or None
            before = self._opening.looked
            looked = Looked((chosen,), person) if before is None else before.and_also(chosen)
            self._opening.look(chosen, looked, onto=case)
        else:
            act = self._and_tell(chosen, lambda: self._opening.look(chosen, Looked((chosen,))))
            self._unless_grown(chosen, act)

    def keep(self, chosen: Chosen, person: str | None, *, joins: bool) -> None:
        """Keep what the reader chose of a preview, by itself or with whoever is open."""
        case, looked = self.unkept, self._opening.looked
        if joins and case is not None and looked is not None:
            self._opening.decided()
            kept = ToKeep(looked.and_also(chosen).files, looked.owner, case)
            self._keep((kept,), self._reopen)
        else:
            act = self._and_tell(chosen, partial(self._keep_chosen, chosen, person))
            self._unless_grown(chosen, act)

    # Steps

    def _keep_chosen(self, chosen: Chosen, person: str | None) -> None:
        self._opening.decided()
        self._keeping.keep(chosen, person)

    def _unless_grown(self, chosen: Chosen, act: Callable[[], None]) -> None:
        """Ask, unless what comes has all that is before the reader."""
        case, made = self._session.case, self._from
        grown = (
            case is not None
            and made is not None
            and made.preview is chosen.preview
            and made.of is case.export
            and not case.aside
            and not case.scenarios
        )
        if grown:
            act()
        else:
            self.before(act)

    def _and_tell(self, chosen: Chosen, act: Callable[[], None]) -> Callable[[], None]:
        made = self._from
        if made is None or made.preview is not chosen.preview:
            return act

        def both() -> None:
            made.taken()
            act()

        return both

    def _of_person(self, case: Case) -> tuple[ToKeep, ...]:
        looked = self._opening.looked
        return () if looked is None else (ToKeep(looked.files, looked.owner, case),)

    def _keep(self, what: tuple[ToKeep, ...], then: Callable[[], None]) -> None:
        case = self._session.case

        def kept(people: tuple[str, ...]) -> None:
            looked = self._opening.looked
            if self._session.case is case and looked is not None and what[0].case is case:
                self._saved = case
                self._opening.looked = replace(looked, owner=people[0])
            then()

        self._keeping.keep_all(what, kept)

    def _reopen(self) -> None:
        looked = self._opening.looked
        if looked is not None and looked.owner is not None:
            self._keeping.open_person(looked.owner)

    def _ask(
        self,
        said: tuple[str, str],
        can_keep: bool,  # noqa: FBT001 - one of two questions
        decided: Callable[[Way], None],
    ) -> None:
        keep = words.keep() if can_keep else ""
        self._asks.ask_before_leaving(Question(*said, keep, words.forget()), decided)


def _name(case: Case) -> str:
    subject = case.export.subject
    if subject.name or subject.id:
        return subject.name or subject.id
    return case.export.inputs[0].name if case.export.inputs else words.somebody()
