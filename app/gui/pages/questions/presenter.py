"""Leads through the questions, keeps the answers, and has them scored. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from app.domain.progress import Progress
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.gui.pages.questions import content
from app.gui.pages.questions.content import Asked, Sheet
from app.gui.session import said
from app.gui.starts import Starts
from app.wording import questions as words
from app.wording.language import text_of
from app.workflow.questionnaire import Given, default_book

if TYPE_CHECKING:
    from app.workflow.answering import Restored, Tally
    from app.workflow.importing import Preview


class Screen(Protocol):
    """What the presenter asks of the page."""

    def show_books(self, names: tuple[tuple[str, str], ...], chosen: str, day: int) -> None:
        """Offer the rulebooks (id and title), and show the day asked about."""

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""

    def prepare(self, choices: int) -> None:
        """Make ready for questions with so many choices."""

    def show_question(self, shown: content.QuestionContent) -> None:
        """Show a question."""

    def show_worth(self, line: content.ChoiceLine | None) -> None:
        """Show beside the box what its number is worth; nothing while nobody knows."""

    def show_list(self, lines: tuple[content.ListLine, ...], place: int) -> None:
        """Show the list of all questions, and which one is before the reader."""

    def show_total(self, shown: content.TotalContent) -> None:
        """Show the running total."""

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""


class Answers(Protocol):
    """Makes questions and scores answers; ``workflow`` does. Runs off the window's thread."""

    def books(self) -> tuple[Rulebook, ...]:
        """Return the rulebooks that can be asked."""

    def asked(self, book: Rulebook, day: int) -> Asked:
        """Return a rulebook's questions with what each choice is worth."""

    def tally(self, asked: Asked, answers: dict[str, Given], day: int) -> Tally:
        """Score answers."""

    def preview(self, book: Rulebook, sheet: Sheet, what: str) -> Preview:
        """Return the answers as what can be kept."""

    def restored(self, export: Export) -> Restored | None:
        """Read answers back from a person's records."""

    def class_of(self, asked: Asked, place: int, given: Given, day: int) -> int | None:
        """Return the class that a typed day falls into."""

    def today(self) -> int:
        """Return today."""


class ShowsAnswers(Protocol):
    """Shows what answers come to, to be kept or only looked at: the window."""

    def __call__(self, preview: Preview, of: Export | None, taken: Callable[[], None]) -> None:
        """Show them; ``taken`` is told once they are kept or looked at."""


class QuestionsPresenter:
    """One question at a time; every answer is scored with all the others."""

    def __init__(
        self,
        screen: Screen,
        tasks: Starts,
        answers: Answers,
        sheet: Sheet,
        show_preview: ShowsAnswers,
    ) -> None:
        self._screen, self._tasks, self._answers = screen, tasks, answers
        self._sheet, self._show_preview = sheet, show_preview
        self._books: tuple[Rulebook, ...] = ()
        self._asked: Asked | None = None
        self._tally: Tally | None = None

    def begin(self) -> None:
        """Load the rulebooks and show the question that was left."""
        self._tasks.start(
            "questions books",
            lambda _progress: self._answers.books(),
            succeeded=self._offer,
            failed=self._tell,
        )

    def use(self, book: str) -> None:
        """Ask by another rulebook; the answers to this one stay, to come back to."""
        if book != self._sheet.book:
            self._sheet.switch(self._sheet.owner, book)
            self._prepare()

    def look_at(self, day: int) -> None:
        """Ask about another day."""
        if day != self._sheet.day:
            self._sheet.day = day
            self._prepare()

    def person_shown(self, export: Export) -> None:
        """Take up the answers of a person who is opened, where there are some."""
        sheet = self._sheet
        if export is sheet.seen:
            return
        sheet.seen = export
        self._tasks.start(
            "questions restored",
            lambda _progress: self._answers.restored(export),
            succeeded=lambda found: self._take_up(export, found),
            failed=self._tell,
        )

    def _take_up(self, export: Export, found: Restored | None) -> None:
        sheet = self._sheet
        if sheet.seen is not export:
            return  # somebody else was opened in the meantime
        if found is None:
            sheet.before, sheet.name = None, ""
            if not sheet.owner:
                return
            sheet.switch("", sheet.book)
        else:
            sheet.before, sheet.name, sheet.day = export, export.subject.name, found.day
            if (found.rulebook, found.answers) == (sheet.book, sheet.answers):
                self._prepare()  # these very answers were just handed on
                return
            owner = f"kept {sheet.name}"
            sheet.switch(owner, found.rulebook)
            if sheet.taken.get((owner, found.rulebook)) != found.answers:
                sheet.taken[owner, found.rulebook] = dict(found.answers)
                sheet.answers, sheet.place = found.answers, 0
        self._prepare()

    def choose(self, place: int) -> None:
        """Answer with one of the choices."""
        self._give(Given(choice=place))

    def put_number(self, value: float) -> None:
        """Answer with a number."""
        self._give(replace(self._given(), number=value, choice=None))

    def put_average(self, value: float) -> None:
        """Answer with the contacts' average score."""
        self._give(replace(self._given(), average=value, number=self._given().number or 1))

    def put_day(self, text: str) -> bool:
        """Answer with a day; return whether it could be read."""
        day = words.parsed_day(text)
        if day is not None:
            self._give(Given(day=day), again=True)
        return day is not None

    def skip(self) -> None:
        """Leave a question open and go on."""
        if self._asked is not None:
            self._sheet.answers.pop(self._asked.questions[self._sheet.place].id, None)
            self._score()
            self.go(self._sheet.place + 1)

    def step(self, by: int) -> None:
        """Go on to the next question, or back."""
        self.go(self._sheet.place + by)

    def go(self, place: int) -> None:
        """Go to a question."""
        if self._asked is not None:
            self._sheet.place = min(max(place, 0), len(self._asked.questions) - 1)
            self._show()

    def see(self) -> None:
        """Show what the answers come to, to be kept or only looked at."""
        asked, sheet = self._asked, self._sheet
        if asked is None or not sheet.answers:
            return
        taken = replace(sheet, answers=dict(sheet.answers))

        def handed_on() -> None:
            sheet.taken[taken.owner, taken.book] = taken.answers

        self._tasks.start(
            "questions preview",
            lambda _progress: self._answers.preview(asked.book, taken, words.own_answers()),
            succeeded=lambda shown: self._show_preview(shown, taken.before, handed_on),
            failed=self._tell,
        )

    def _given(self) -> Given:
        if self._asked is None:
            return Given()
        return self._sheet.answers.get(self._asked.questions[self._sheet.place].id, Given())

    def _give(self, given: Given, *, again: bool = False) -> None:
        if self._asked is None:
            return
        self._sheet.answers[self._asked.questions[self._sheet.place].id] = given
        self._score()
        self._list()
        if again:
            self._show()

    def _offer(self, books: tuple[Rulebook, ...]) -> None:
        self._books = books
        sheet = self._sheet
        if all(book.id != sheet.book for book in books):
            sheet.book = default_book()
        if sheet.day is None:
            sheet.day = self._answers.today()
        self._prepare()

    def _prepare(self) -> None:
        sheet = self._sheet
        book = next((one for one in self._books if one.id == sheet.book), None)
        if book is None or sheet.day is None:
            return
        day = sheet.day
        names = tuple((one.id, text_of(one.title)) for one in self._books)
        self._screen.show_books(names, book.id, day)
        self._tasks.start(
            "questions asked",
            lambda _progress: self._answers.asked(book, day),
            succeeded=self._begin,
            failed=self._tell,
        )

    def _begin(self, asked: Asked) -> None:
        self._asked, self._tally = asked, None
        self._screen.prepare(max((len(one.choices) for one in asked.questions), default=0))
        self._screen.show_sentence(words.sentence(len(asked.questions)))
        self.go(self._sheet.place)
        self._score()

    def _score(self) -> None:
        asked, answers, day = self._asked, dict(self._sheet.answers), self._sheet.day
        if asked is None or day is None:
            return

        def work(_progress: Progress) -> Tally:
            return self._answers.tally(asked, answers, day)

        self._tasks.start("questions tally", work, succeeded=self._scored, failed=self._tell)

    def _scored(self, tally: Tally) -> None:
        if self._asked is None:
            return
        self._tally = tally
        self._screen.show_total(content.total(self._asked, self._sheet, tally))
        self._screen.show_worth(content.worth(self._asked, self._sheet, tally))
        self._list()

    def _show(self) -> None:
        asked, sheet = self._asked, self._sheet
        if asked is None or sheet.day is None:
            return
        given = self._given()
        chosen = given.choice
        if given.day is not None:
            chosen = self._answers.class_of(asked, sheet.place, given, sheet.day)
        self._screen.show_question(content.question(asked, sheet, chosen))
        self._screen.show_worth(content.worth(asked, sheet, self._tally))
        self._list()

    def _list(self) -> None:
        if self._asked is not None:
            lines = content.listed(self._asked, self._sheet, self._tally)
            self._screen.show_list(lines, self._sheet.place)

    def _tell(self, error: Exception) -> None:
        self._screen.show_trouble(said(error))
