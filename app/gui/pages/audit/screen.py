"""What the presenter asks of the page and of the core. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.audit import Question
from app.domain.cohort import Cohort, ColumnRoles, TablePreview, TableReading
from app.domain.findings import Findings
from app.domain.intake import ReadAs
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.opening import Busy
from app.gui.pages.audit.desk import BookChoice, Choices, Ran, Step
from app.gui.pages.audit.shown import Facts, Offered, StepShown
from app.gui.shared.own_header import OwnHeader


class Screen(Protocol):
    """The page."""

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""

    def show_step(self, steps: tuple[StepShown, ...], here: Step, *, ready: bool) -> None:
        """Show a step, and how all of them stand.

        Args:
            steps: The steps in their order.
            here: Which is shown.
            ready: Whether everything is chosen that recomputing needs.
        """

    def show_header(self, header: OwnHeader) -> None:
        """Say and offer this in the header."""

    def show_opened(self, facts: Facts, notes: str) -> None:
        """Show what was found in what was chosen."""

    def show_encoding(self, texts: Sequence[ReadAs], chosen: str, *, offered: bool) -> None:
        """Show in which encoding a table was read, and offer another, where that may help."""

    def show_under_way(self, text: str) -> None:
        """Say what is under way with what was chosen; nothing where the text is empty."""

    def show_table(
        self, preview: TablePreview | None, roles: ColumnRoles | None, chosen: TableReading
    ) -> None:
        """Show the first rows of a table, so that its columns can be named."""

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show the settings, and what there is to choose from."""

    def show_busy(self, busy: Busy, text: str) -> None:
        """Show how far the recomputing is."""

    def show_stopped(self, heading: str, text: str) -> None:
        """Say that it was stopped."""

    def show_failed(self, heading: str, text: str) -> None:
        """Say why it cannot be done."""

    def show_found(self, ran: Ran, limits: tuple[str, ...]) -> None:
        """Show what was found, and what that cannot show."""

    def show_writing(self, share: float) -> None:
        """Show how far the writing of the pack is."""

    def show_written(self, text: str) -> None:
        """Say where the pack lies."""

    def show_unwritten(self, text: str) -> None:
        """Say why no pack was written."""


@dataclass(frozen=True)
class Asks:
    """What the core answers. Runs off the window's thread.

    Attributes:
        preview: The beginning of a plain table, read in an encoding and as the reader says; ``None``
            where the file is none.
        open: Opens files of many people, read likewise, and looks them over.
        sample: Writes an invented cohort, and tells where.
        tried: Settings that fit the invented cohort.
        book: Finds a rulebook by its id or file, with its variant on.
        run: Recomputes, and gives what was found and what a pack is written from.
        pack: Writes the evidence pack: from what, where to, whether ids stay as they are.
        fitted: Writes the rulebook with its guessed numbers fitted: from what, where to.
        close: Lets go of what a pack was written from.
    """

    preview: Callable[[Path, str, TableReading], TablePreview | None]
    open: Callable[[Path, ColumnRoles | None, Progress, str, TableReading], Cohort]
    sample: Callable[[Progress], Path]
    tried: Choices
    book: Callable[[BookChoice], Rulebook]
    run: Callable[[Cohort, Question, Progress], tuple[Findings, object]]
    pack: Callable[[object, Path, bool, Progress], Path]
    fitted: Callable[[object, Path], None]
    close: Callable[[object], None]


class Books(Protocol):
    """The rulebooks at hand; ``RulesChoice`` keeps them."""

    def offer(self, header: Presents) -> None:
        """Offer the rulebooks as soon as they are read."""

    def file_of(self, book: Rulebook) -> str:
        """Return by which id or file a rulebook is found again."""


class Presents(Protocol):
    """Takes the rulebooks that there are."""

    def show_books(self, books: tuple[Rulebook, ...]) -> None:
        """Take them."""


class Places(Protocol):
    """Asks for files and folders; ``Asking`` does."""

    def cohort_file(self) -> Path | None:
        """Ask for a file of many people."""

    def folder_of(self, heading: str) -> Path | None:
        """Ask for a folder."""

    def rulebook_to_load(self) -> Path | None:
        """Ask for a rulebook's file."""

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def tell(self, heading: str, text: str) -> None:
        """Tell what went wrong."""

    def show_in_folder(self, path: Path) -> None:
        """Show a file in its folder."""
