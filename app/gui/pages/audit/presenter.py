"""What the page does: opens, runs, stops, writes. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain.cohort import AS_FOUND, Cohort, ColumnRoles, TablePreview, TableReading
from app.domain.findings import Findings
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui.opening import Busy, seconds_left
from app.gui.pages.audit import choosing
from app.gui.pages.audit.desk import BookChoice, Choices, Desk, Ran, Step
from app.gui.pages.audit.screen import Asks, Books, Places, Screen
from app.gui.pages.audit.shown import is_asked
from app.gui.session import said
from app.gui.shared.own_header import OwnHeader
from app.gui.starts import Starts
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, number

_OPEN, _RUN, _PACK, _BOOK = "audit open", "audit run", "audit pack", "audit rulebook"
_TEXTS = frozenset({".csv", ".txt", ".tsv"})
_FITTED = "audit fitted rulebook"
_FIRST_ESTIMATE = 1.0  # seconds of work before a time left is worth saying


class AuditPresenter:
    """Leads from files to findings and from there to a pack; all of it lies on the desk."""

    def __init__(
        self, screen: Screen, tasks: Starts, asks: Asks, books: Books, places: Places, desk: Desk
    ) -> None:
        self._screen, self._tasks, self._asks = screen, tasks, asks
        self._offers, self._places, self._desk = books, places, desk
        self._books: tuple[tuple[str, Rulebook], ...] = ()
        self._began = 0.0
        self._tried: Path | None = None  # the file that was chosen last, opened or not

    def start(self) -> None:
        """Show what lies on the desk; what was under way when the page went is gone on with."""
        desk = self._desk
        self._show_choosing()
        self._offers.offer(self)
        if desk.ran is not None:
            self._show_found(desk.ran)
        if desk.pack is not None:
            self._screen.show_written(_("Saved as {name}.").format(name=desk.pack.name))
        if desk.running:
            self.recompute()
        elif desk.stopped:
            self._show_stopped()
        self._show_steps()

    def show_books(self, books: tuple[Rulebook, ...]) -> None:
        """Take the rulebooks that there are."""
        own = tuple((self._offers.file_of(book), book) for book in books)
        loaded = tuple(one for one in self._books if one[0] not in {name for name, _b in own})
        self._books = (*own, *loaded)
        if not self._desk.choices.books and own:
            self._desk.choices = choosing.with_book(self._desk, self._books)
        self._show_choosing()
        self._show_steps()

    # Choosing

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        if (path := self._places.cohort_file()) is not None:
            self.choose((path,))

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        if (path := self._places.folder_of(_("A folder of exports, one a person"))) is not None:
            self.choose((path,))

    def choose(self, paths: Sequence[Path]) -> None:
        """Open what was dropped or chosen."""
        if len(paths) != 1:
            self._screen.show_under_way(_("Drop one file or one folder: a folder may hold many."))
            return
        self._open(paths[0], None, invented=False)

    def try_sample(self) -> None:
        """Open an invented cohort, of which the operator says something that is not so."""
        self._screen.show_under_way(_("Inventing people …"))
        self._tasks.start(
            _OPEN,
            self._asks.sample,
            succeeded=lambda path: self._open(path, None, invented=True),
            failed=self._not_opened,
            progressed=self._inventing,
        )

    def map_columns(self, roles: ColumnRoles) -> None:
        """The reader said what the columns of a table hold."""
        if self._desk.path is not None:
            desk = self._desk
            self._open(self._desk.path, roles, encoding=desk.encoding, reading=desk.reading)

    def read_in(self, encoding: str) -> None:
        """The reader chose the encoding of the table; empty: the one that is found."""
        if self._tried is not None:
            self._open(self._tried, None, encoding=encoding, reading=self._desk.reading)

    def read_otherwise(self, reading: TableReading) -> None:
        """The reader said what parts the cells of the table, and which sign its numbers have."""
        if self._tried is not None:
            self._open(self._tried, None, encoding=self._desk.encoding, reading=reading)

    def change(self, choices: Choices) -> None:
        """The reader changed the settings."""
        self._desk.choices = choices
        self._show_choosing()
        self._show_steps()

    def load_book(self) -> None:
        """Ask for a rulebook's file and audit by it."""
        path = self._places.rulebook_to_load()
        if path is None:
            return
        choice = str(path), None

        def take(book: Rulebook) -> None:
            self._books = (*(one for one in self._books if one[0] != choice[0]), (choice[0], book))
            self._use_book(choice)

        self._tasks.start(
            _BOOK,
            lambda _progress: self._asks.book(choice),
            succeeded=take,
            failed=lambda error: self._places.tell(_("This rulebook cannot be used"), said(error)),
        )

    def _use_book(self, choice: BookChoice) -> None:
        """Audit by another rulebook; what was found already is found anew."""
        rest = tuple(one for one in self._desk.choices.books if one != choice)
        own = {rule.id for book in self._books if book[0] == choice[0] for rule in book[1].rules}
        kept = tuple(one for one in self._desk.choices.claims if one in own)
        self.change(replace(self._desk.choices, books=(choice, *rest[1:]), claims=kept))
        self._again()

    def _use_day(self, day: int | None) -> None:
        self.change(replace(self._desk.choices, day=day))
        self._again()

    def _again(self) -> None:
        if self._desk.step in {Step.FINDINGS, Step.PACK}:
            self.recompute()

    def _inventing(self, done: int, total: int) -> None:
        said_ = _("Inventing people: {done} of {total} records").format(
            done=number(done), total=number(total)
        )
        self._screen.show_under_way(said_)

    def _open(
        self,
        path: Path,
        roles: ColumnRoles | None,
        *,
        invented: bool = False,
        encoding: str = "",
        reading: TableReading = AS_FOUND,
    ) -> None:
        self._tried = path
        self._screen.show_under_way(_("Looking at {name} …").format(name=path.name))

        def work(progress: Progress) -> tuple[TablePreview | None, Cohort | None]:
            preview = self._asks.preview(path, encoding, reading)
            wanted = roles or (preview.guess if preview is not None else None)
            if preview is not None and (wanted is None or (roles is None and is_asked(preview))):
                return preview, None
            return preview, self._asks.open(path, wanted, progress, encoding, reading)

        def take(found: tuple[TablePreview | None, Cohort | None]) -> None:
            desk = self._desk
            other = path != desk.path
            desk.path, desk.invented = path, invented
            desk.encoding, desk.reading = encoding, reading
            desk.preview, desk.cohort = found
            desk.roles = desk.cohort.roles if desk.cohort is not None else roles
            if other:
                self._let_go()
                desk.pack, desk.stopped = None, False
            desk.choices = choosing.fitting(desk, self._books, self._asks.tried)
            desk.step = Step.CHOOSE
            self._screen.show_under_way("")
            self._show_choosing()
            self._show_steps()

        def refuse(error: Exception) -> None:
            self._not_opened(error)
            self._screen.show_encoding((), encoding, offered=path.suffix.lower() in _TEXTS)

        self._tasks.start(_OPEN, work, succeeded=take, failed=refuse)

    def _not_opened(self, error: Exception) -> None:
        self._screen.show_under_way(_("This cannot be opened: {why}").format(why=said(error)))

    # Recomputing

    def recompute(self) -> None:
        """Recompute everybody's score and find what there is to find."""
        desk = self._desk
        cohort, choices = desk.cohort, desk.choices
        if cohort is None:
            return
        desk.running, desk.stopped, desk.step = True, False, Step.RECOMPUTE
        self._began = time.monotonic()
        self._screen.show_busy(self._busy(cohort, 0, 0), self._stopping())
        self._show_steps()
        asks = self._asks
        invented = desk.invented
        began = self._began

        def work(progress: Progress) -> Ran:
            books = tuple(asks.book(one) for one in choices.books) if cohort.roles is None else ()
            found, handle = asks.run(cohort, choosing.question(choices, books), progress)
            return Ran(found, choices, books, time.monotonic() - began, handle, invented)

        self._tasks.start(
            _RUN,
            work,
            succeeded=self._done,
            failed=self._not_done,
            progressed=lambda done, total: self._screen.show_busy(
                self._busy(cohort, done, total), self._stopping()
            ),
        )

    def stop(self) -> None:
        """Stop; what was recomputed is kept, and going on takes up there."""
        self._tasks.cancel(_RUN)
        self._desk.running, self._desk.stopped = False, True
        self._show_stopped()
        self._show_steps()

    def show_step(self, step: int) -> None:
        """Go to a step that can be gone to."""
        self._desk.step = Step(step)
        self._show_steps()

    def _done(self, ran: Ran) -> None:
        desk = self._desk
        self._let_go()
        desk.running, desk.stopped, desk.ran, desk.pack = False, False, ran, None
        desk.step = Step.FINDINGS
        self._show_found(ran)
        self._show_steps()

    def _let_go(self) -> None:
        """Let go of what was found before; a pack of it that is being written is given up."""
        if self._desk.ran is not None:
            self._tasks.cancel(_PACK)
            self._asks.close(self._desk.ran.handle)
            self._desk.ran = None

    def _not_done(self, error: Exception) -> None:
        self._desk.running, self._desk.stopped = False, True
        self._screen.show_failed(_("The audit cannot be finished"), said(error))
        self._show_steps()

    def _show_stopped(self) -> None:
        self._screen.show_stopped(
            _("Stopped"), _("Everything is as it was. Going on takes up where it stopped.")
        )

    def _stopping(self) -> str:
        return _("Stopping leaves everything as it was. Going on takes up where it stopped.")

    def _busy(self, cohort: Cohort, done: int, total: int) -> Busy:
        heading = _("Recomputing {people}").format(people=page.people_counted(cohort.people))
        if total <= 0:
            return Busy(heading, 0.0)
        spent, left = time.monotonic() - self._began, ""
        if spent >= _FIRST_ESTIMATE and 0 < done < total:
            left = seconds_left(spent * (total - done) / done)
        count = _("{done} of {total}").format(done=number(done), total=number(total))
        return Busy(heading, min(1.0, done / total), count, left)

    # The pack

    def save_pack(self, as_they_are: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Ask where to, and write the evidence pack."""
        ran = self._desk.ran
        if ran is None:
            return
        where = self._places.place_for(_("Evidence pack"), _("evidence.zip"), "(*.zip)")
        if where is None:
            return
        target = where if where.suffix else where.with_suffix(".zip")
        self._screen.show_writing(0.0)
        self._tasks.start(
            _PACK,
            partial(self._asks.pack, ran.handle, target, as_they_are),
            succeeded=self._written,
            failed=lambda error: self._screen.show_unwritten(said(error)),
            progressed=lambda done, total: self._screen.show_writing(done / max(1, total)),
        )

    def save_rulebook(self) -> None:
        """Ask where to, and write the rulebook with its guessed numbers fitted."""
        ran = self._desk.ran
        if ran is None:
            return
        name = _("fitted-rulebook.toml")
        where = self._places.place_for(_("The fitted rulebook"), name, "(*.toml)")
        if where is None:
            return
        target = where if where.suffix else where.with_suffix(".toml")
        self._tasks.start(
            _FITTED,
            lambda _progress: self._asks.fitted(ran.handle, target),
            succeeded=lambda _nothing: None,
            failed=lambda error: self._places.tell(_("Nothing was saved"), said(error)),
        )

    def open_folder(self) -> None:
        """Show the pack in its folder."""
        if self._desk.pack is not None:
            self._places.show_in_folder(self._desk.pack)

    def _written(self, pack: Path) -> None:
        self._desk.pack = pack
        self._screen.show_written(_("Saved as {name}.").format(name=pack.name))
        self._show_steps()

    # Showing

    def _show_choosing(self) -> None:
        desk = self._desk
        self._screen.show_opened(*choosing.opened(desk))
        read_as = None if desk.preview is None else desk.preview.read_as
        texts = () if read_as is None else (read_as,)
        self._screen.show_encoding(texts, desk.encoding, offered=bool(texts))
        self._screen.show_table(desk.preview, desk.roles, desk.reading)
        self._screen.show_choices(desk.choices, choosing.offered(desk, self._books))

    def _show_found(self, ran: Ran) -> None:
        asked = choosing.question(ran.choices, ran.books)
        limits = [one.text for one in words.limits_of(ran.findings, asked)]
        if ran.invented:
            limits.insert(0, _("These people are invented. What is found here is true of nobody."))
        self._screen.show_found(ran, tuple(limits))

    def _show_steps(self) -> None:
        desk = self._desk
        self._screen.show_sentence(choosing.sentence(desk))
        self._screen.show_header(self._header())
        self._screen.show_step(choosing.steps(desk), desk.step, ready=choosing.ready(desk))

    def _header(self) -> OwnHeader:
        desk = self._desk
        return choosing.header(desk, self._books, self._use_book, self._use_day, self.choose_file)

    @property
    def findings(self) -> Findings | None:
        """What was found last."""
        return None if self._desk.ran is None else self._desk.ran.findings
