"""Choosing the rulebook: the shipped ones, their variants, one from a file. No Qt here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.domain.errors import RulebookError
from app.domain.rulebook import Rulebook
from app.gui.session import Session, said
from app.gui.starts import Starts
from app.wording.language import _, number
from app.workflow.case import Case

_MOST_TOLD = 10


class Finds(Protocol):
    """Finds rulebooks; ``Engine`` does. Runs off the window's thread."""

    def shipped(self) -> tuple[Rulebook, ...]:
        """Return the rulebooks that come along."""

    def rulebook(self, reference: str, variant: str | None) -> Rulebook:
        """Return a rulebook by its id or its file, with a variant on."""


class Offers(Protocol):
    """Offers rulebooks to choose from: the header."""

    def show_books(self, books: tuple[Rulebook, ...]) -> None:
        """Offer the rulebooks there are."""


class Asks(Protocol):
    """Asks for a file, and tells what is wrong with it."""

    def rulebook_to_load(self) -> Path | None:
        """Ask which rulebook to load."""

    def tell(self, heading: str, text: str) -> None:
        """Tell what went wrong."""


class RulesChoice:
    """Keeps the rulebooks at hand and puts one to use."""

    def __init__(self, tasks: Starts, finds: Finds, session: Session, asks: Asks) -> None:
        self._tasks, self._finds, self._session, self._asks = tasks, finds, session, asks
        self._books: tuple[Rulebook, ...] = ()
        self._files: dict[str, str] = {}  # id of a loaded book -> its file
        self._waiting: list[Offers] = []  # who is offered the books once they are read

    @property
    def at_hand(self) -> tuple[Rulebook, ...]:
        """The rulebooks that come along or were loaded, without a variant."""
        return self._books

    def offer(self, header: Offers) -> None:
        """Offer the rulebooks, those that come along as soon as they are read."""
        if self._books:
            header.show_books(self._books)
            return
        if header not in self._waiting:
            self._waiting.append(header)

        def keep(books: tuple[Rulebook, ...]) -> None:
            self._books = books
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                one.show_books(books)

        def refuse(error: Exception) -> None:
            self._waiting = []
            self._tell(error, _("The rulebooks cannot be listed"))

        self._tasks.start(
            "rulebooks",
            lambda _progress: self._finds.shipped(),
            succeeded=keep,
            failed=refuse,
        )

    def stop_offering(self) -> None:
        """Offer nothing to those who wait: header and pages are built anew, and ask again."""
        self._waiting = []

    def use(self, reference: str, variant: str | None) -> None:
        """Go on under a rulebook that is at hand, with a variant on."""
        self._find(self._files.get(reference, reference), variant)

    def reference(self, case: Case) -> str:
        """Return by which id or file a case's rulebook is found again."""
        return self.file_of(case.rulebook)

    def file_of(self, book: Rulebook) -> str:
        """Return by which id or file a rulebook is found again."""
        return self._files.get(book.id, book.id)

    def load(self) -> None:
        """Ask for a rulebook's file and go on under it."""
        if path := self._asks.rulebook_to_load():
            self._find(str(path), None)

    def _find(self, reference: str, variant: str | None) -> None:
        def use(book: Rulebook) -> None:
            if all(book.id != one.id for one in self._books) or book.id in self._files:
                others = tuple(one for one in self._books if one.id != book.id)
                self._books = (*others, book) if variant is None else self._books
                self._files[book.id] = reference
            self._session.use(book)

        self._tasks.start(
            "rulebook",
            lambda _progress: self._finds.rulebook(reference, variant),
            succeeded=use,
            failed=lambda error: self._tell(error, _("This rulebook cannot be used")),
        )

    def _tell(self, error: Exception, heading: str) -> None:
        lines = [said(error)]
        if isinstance(error, RulebookError):
            lines.extend(
                _("Line {line}, {key}: {expected}").format(
                    line=number(fault.line), key=fault.key, expected=fault.expected
                )
                for fault in error.faults[:_MOST_TOLD]
            )
        self._asks.tell(heading, "\n".join(lines))
