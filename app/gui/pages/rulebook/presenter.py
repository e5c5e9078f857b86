"""Decides what the page Rulebook shows: a book, a comparison, a file's faults. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.errors import RulebookError
from app.domain.explanation import Explanation
from app.domain.fault import RulebookFault
from app.domain.rulebook import Rulebook
from app.domain.stated import stated, unfounded
from app.gui.pages.rulebook import telling
from app.gui.pages.rulebook.content import Person, document
from app.gui.pages.rulebook.document import Document, Hit, found
from app.gui.pages.rulebook.telling import Check, Compared, Offered, Rests
from app.gui.session import said
from app.gui.shared.page import Table
from app.gui.starts import Starts
from app.wording import rulebook_page as words
from app.wording.language import _
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.reading_rules import Coverage
    from app.workflow.rulebooks import BookComparison, CheckReport

_FIRST_BOOK = "article-2016"


class RulebookScreen(Protocol):
    """What the presenter asks of the page."""

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""

    def show_document(self, document: Document) -> None:
        """Show a rulebook as a document, with its contents."""

    def show_rests(self, rests: Rests) -> None:
        """Show what its numbers rest on."""

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show what the check says, and what of the person's records does not count."""

    def show_report(self, report: Table) -> None:
        """Keep the whole report at hand."""

    def show_hits(self, hits: tuple[Hit, ...], current: Hit | None, told: str) -> None:
        """Mark where the searched text stands."""

    def show_books(self, books: tuple[Offered, ...], shown: str) -> None:
        """Offer the rulebooks there are to read (by name) where nobody is open."""

    def show_compared(self, compared: Compared, *, usable: bool) -> None:
        """Show two rulebooks beside each other."""

    def show_preview(self, name: str, sentence: str, *, usable: bool) -> None:
        """Say that a loaded rulebook is only looked at; an empty name: the one in use."""

    def show_faults(self, file: str, faults: Table) -> None:
        """Show what is wrong with a file."""

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""

    def show_reading(self) -> None:
        """Show the document, and no longer a comparison."""

    def choose_second(self, books: tuple[Offered, ...], chosen: str = "") -> None:
        """Ask which rulebook to compare with; one of them may be chosen already, by name."""


class Rules(Protocol):
    """Keeps the rulebooks at hand and puts one to use; ``RulesChoice`` does."""

    def use(self, reference: str, variant: str | None) -> None:
        """Go on under a rulebook."""

    def file_of(self, book: Rulebook) -> str:
        """Return the id or file by which a book is found again."""

    def offer(self, header: RulebookPresenter) -> None:
        """Offer the rulebooks, as soon as they are read."""


@dataclass(frozen=True)
class Asks:
    """What the presenter asks of the core; each runs off the window's thread."""

    book: Callable[[str, str | None], Rulebook]
    check: Callable[[str, str | None], CheckReport]
    coverage: Callable[[Case], Coverage]
    compare: Callable[[Rulebook, Rulebook, Case | None], BookComparison]
    change: Callable[[Rulebook, Rulebook, Case], Explanation]
    file: Callable[[], Path | None]


class RulebookPresenter:
    """Shows a rulebook, seeks in it, compares it, and previews one from a file."""

    def __init__(self, screen: RulebookScreen, tasks: Starts, rules: Rules, asks: Asks) -> None:
        self._screen, self._tasks, self._rules, self._asks = screen, tasks, rules, asks
        self._books: tuple[Rulebook, ...] = ()
        self._case: Case | None = None
        self._explanation: Explanation | None = None
        self._coverage: Coverage | None = None
        self._book: Rulebook | None = None  # the one in use, or chosen to be read
        self._shown: Document | None = None
        self._loaded: tuple[Rulebook, Path] | None = None
        self._second: Offered | None = None
        self._sought, self._hits, self._at = "", (), 0

    _hits: tuple[Hit, ...]

    def begin(self) -> None:
        """Show a shipped rulebook until a person is open."""
        self._rules.offer(self)

    def show_books(self, books: tuple[Rulebook, ...]) -> None:
        """Take the rulebooks there are."""
        self._books = books
        if self._case is not None:
            return
        first = next((book for book in books if book.id == _FIRST_BOOK), books[0])
        self._book = self._book or first
        self._read()

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show the rulebook of a case, with what it makes of the person's records."""
        if self._loaded is not None and case.rulebook.sha256 == self._loaded[0].sha256:
            self._loaded = None  # it was put to use
        if self._case is not None and case.rulebook is not self._book:
            self._second = None
            self._screen.show_reading()
        self._case, self._explanation, self._book = case, explanation, case.rulebook
        self._coverage = None
        self._rules.offer(self)
        self._read()

    def read(self, offered: Offered) -> None:
        """Read another of the rulebooks at hand, nobody being open."""
        self._find("rulebook-read", offered, self._take_read)

    def seek(self, text: str) -> None:
        """Mark a text wherever it stands, and go to the first place."""
        self._sought, self._at = text, 0
        self._tell_hits()

    def step(self, by: int) -> None:
        """Go to the next place, or the one before."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._tell_hits()

    def compare(self) -> None:
        """Offer the rulebooks that the one shown can be compared with."""
        self._rules.offer(self)
        self._screen.choose_second(self._choices())

    def compare_with(self, offered: Offered) -> None:
        """Compare the rulebook in use with another one."""
        self._second = offered
        self._find("rulebook-second", offered, lambda book: self._compare(book, show=True))

    def open(self) -> None:
        """Ask for a file, and show what it says before anything is done with it."""
        if (path := self._asks.file()) is None:
            return

        def refuse(error: Exception) -> None:
            faults = error.faults if isinstance(error, RulebookError) else ()
            self._tell_faults(path, faults, error)

        self._tasks.start(
            "rulebook-open",
            lambda _progress: self._asks.book(str(path), None),
            succeeded=lambda book: self._preview(book, path),
            failed=refuse,
        )

    def leave_preview(self) -> None:
        """Go back to the rulebook in use."""
        self._loaded = None
        self._screen.show_preview("", "", usable=False)
        self._read()

    def compare_loaded(self) -> None:
        """Show what changes under the loaded rulebook."""
        if self._loaded is not None:
            book, path = self._loaded
            name = telling.file_name(book, path)
            self._second = Offered(name, str(path))
            self._screen.choose_second(self._choices(), name)
            self._compare(book, show=True)

    def use(self) -> None:
        """Put the previewed or compared rulebook to use."""
        if self._second is not None:
            self._rules.use(self._second.reference, self._second.variant)

    def use_loaded(self) -> None:
        """Put the loaded rulebook to use."""
        if self._loaded is not None:
            self._rules.use(str(self._loaded[1]), None)

    def _choices(self) -> tuple[Offered, ...]:
        loaded = self._loaded
        return telling.offered(self._books, loaded)

    def _take_read(self, book: Rulebook) -> None:
        self._book = book
        self._read()

    def _read(self) -> None:
        """Show the book in use, and ask for what takes longer."""
        book, case = self._book, self._case
        if book is None:
            return
        if self._loaded is None:
            self._screen.show_preview("", "", usable=False)
            self._write(book)
            self._check(self._rules.file_of(book), book.variant)
        if case is None:
            listed = tuple(Offered(words.book_name(one), one.id) for one in self._books)
            self._screen.show_books(listed, words.book_name(book))
            return
        self._screen.show_books((), "")
        self._tasks.start(
            "rulebook-coverage",
            lambda _progress: self._asks.coverage(case),
            succeeded=self._take_coverage,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _write(self, book: Rulebook) -> None:
        explained = self._explanation if book is self._book else None
        looks_at = self._coverage.looks_at if self._coverage else {}
        person = None if explained is None else Person(explained, looks_at)
        # Written off the window's thread: hundreds of rules take a fifth of a second.
        self._tasks.start(
            "rulebook-document",
            lambda _progress: document(book, person),
            succeeded=self._take_document,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _take_document(self, written: Document) -> None:
        self._shown = written
        book = written.book
        self._screen.show_sentence(words.summary(book, (*stated(book), *unfounded(book))))
        self._screen.show_rests(telling.rests(book))
        self._screen.show_document(written)
        if self._sought:
            self._tell_hits()

    def _take_coverage(self, coverage: Coverage) -> None:
        self._coverage = coverage
        if self._loaded is None and self._book is not None:
            self._write(self._book)
            self._check(self._rules.file_of(self._book), self._book.variant)

    def _check(self, reference: str, variant: str | None) -> None:
        self._tasks.start(
            "rulebook-check",
            lambda _progress: self._asks.check(reference, variant),
            succeeded=self._take_report,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _take_report(self, report: CheckReport) -> None:
        told = [telling.examples(report), *telling.strongest(telling.findings(report))]
        if self._coverage is not None and self._loaded is None and self._book is not None:
            told += telling.unused(self._book, self._coverage)
        self._screen.show_checks(tuple(told))
        self._screen.show_report(telling.report_table(report))

    def _tell_hits(self) -> None:
        self._hits = found(self._shown, self._sought) if self._shown else ()
        self._at = min(self._at, max(0, len(self._hits) - 1))
        current = self._hits[self._at] if self._hits else None
        told = words.hits(self._at + 1, len(self._hits)) if self._sought.strip() else ""
        self._screen.show_hits(self._hits, current, told)

    def _preview(self, book: Rulebook, path: Path) -> None:
        self._loaded = book, path
        name = telling.file_name(book, path)
        self._screen.show_preview(name, "", usable=self._case is not None)
        self._write(book)
        self._check(str(path), None)
        self._compare(book, show=False)

    def _compare(self, second: Rulebook, *, show: bool) -> None:
        first, case = self._book, self._case
        if first is None:
            return

        def work(_progress: object) -> tuple[BookComparison, Explanation | None]:
            told = self._asks.compare(first, second, case)
            change = None
            if case is not None and told.differences:
                change = self._asks.change(first, second, case)
            return told, change

        def take(both: tuple[BookComparison, Explanation | None]) -> None:
            compared = telling.compared(*both)
            if show:
                self._screen.show_compared(compared, usable=case is not None)
            elif self._loaded is not None:
                name = telling.file_name(*self._loaded)
                self._screen.show_preview(name, compared.sentence, usable=case is not None)

        self._tasks.start(
            "rulebook-compare",
            work,
            succeeded=take,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _find(self, task: str, offered: Offered, then: Callable[[Rulebook], None]) -> None:
        loaded = self._loaded
        if loaded is not None and offered.reference == str(loaded[1]):
            then(loaded[0])
            return
        known = next((one for one in self._books if one.id == offered.reference), None)
        reference = offered.reference if known is None else self._rules.file_of(known)
        self._tasks.start(
            task,
            lambda _progress: self._asks.book(reference, offered.variant),
            succeeded=then,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _tell_faults(self, path: Path, faults: tuple[RulebookFault, ...], error: Exception) -> None:
        if faults:
            self._screen.show_faults(path.name, telling.faults_table(faults))
        else:
            self._screen.show_trouble(
                _("{file} cannot be used: {why}").format(file=path.name, why=said(error))
            )
