"""The window: rail, header, pages; it shows what the session and the opening tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from app.domain.explanation import Explanation
from app.domain.records import Export
from app.gui import theme
from app.gui.asking import Asking
from app.gui.engine import Engine
from app.gui.forgetting import forget_values
from app.gui.frame import Frame
from app.gui.header import person_name
from app.gui.housekeeping import Housekeeping
from app.gui.joining import join_doorway, join_header, join_keys
from app.gui.kept import Keeps, StoreState
from app.gui.leaving import Leaving
from app.gui.opening import Busy, Opening, Trouble
from app.gui.pages.welcome.view import WelcomeView
from app.gui.pages_made import (
    BREAKDOWN,
    NEEDS_PERSON,
    ON_THE_RAIL,
    OVERVIEW,
    PREVIEW,
    PRIVACY,
    RULEBOOK,
    WELCOME,
    PageMaking,
    ShowsCheck,
    ShowsStore,
)
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from app.gui.shared import popover
from app.gui.shared.page import Page
from app.gui.shelf import Shelf
from app.gui.surroundings import Surroundings
from app.gui.tasks import Tasks
from app.settings import Settings
from app.wording.language import _
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.importing import Preview

_KEPT_PAGES = (*NEEDS_PERSON, RULEBOOK, PRIVACY)  # where a person was left is gone on from
_FIRST = (PREVIEW, OVERVIEW, PRIVACY, RULEBOOK)  # wanted before anybody or with the first
__all__ = ["BREAKDOWN", "OVERVIEW", "PREVIEW", "PRIVACY", "WELCOME", "Window"]


class Window(Frame):
    """The one window of the program."""

    def __init__(self, tasks: Tasks, engine: Engine, settings: Settings, store: Keeps) -> None:
        """Make the window.

        Args:
            tasks: Works off the window's thread.
            engine: Answers what the pages ask.
            settings: The reader's choices.
            store: Where people are kept.
        """
        super().__init__(settings)
        self._tasks, self._engine, self.session = tasks, engine, Session(tasks, engine.explain)
        self.session.tell(self)
        self.opening = Opening(self, tasks, engine, self.session)
        self.asking = Asking(self, tasks)
        self._leaves = False  # whether the window goes, and nothing more is asked
        self.rules = RulesChoice(tasks, engine, self.session, self.asking)
        self.house = Housekeeping(self, self, tasks, store, self.session)
        self.house.keeping.changes.name_rulebooks(self.rules.reference)
        self.house.lock_after(settings.lock_after)
        self._shown = self._landing = WELCOME
        parts = self.session, self.house, self.asking, self.rules
        self._making = PageMaking(self, tasks, engine, *parts)
        self.leaving = Leaving(
            self.asking, self.session, self.opening, self.house.keeping, self._making
        )
        self._explained: tuple[Case, Explanation] | None = None
        self._shelf = Shelf(self._made, lambda: not (tasks.busy or self.changing), self)
        self._build_at_once()
        self.show_page(WELCOME)
        join_keys(self, self, self.keys())

    # What the reader does

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open one person's files; with a file that is still looked through, where they belong."""
        if not self.opening.undecided:
            self._open(paths)
            return

        def decided(together: bool) -> None:  # noqa: FBT001 - one of two ways
            self._open([*self.opening.undecided, *paths] if together else paths)

        self.asking.ask_about_two_files(decided)

    def _open(self, paths: Sequence[Path]) -> None:
        self.house.guest = False
        self.opening.open(paths)

    def open_sample(self) -> None:
        """Open the sample person, who is never kept."""
        self.leaving.before(self._open_sample)

    def _open_sample(self) -> None:
        self.guiding.sample_opened()
        self.house.guest = False
        self.opening.open_sample()

    def open_person(self, person: str) -> None:
        """Open a person of the store as they were left."""
        self.leaving.before(partial(self.house.keeping.open_person, person))

    def lock(self) -> None:
        """Close the store, and take whoever is open and all that was typed from the window."""
        if not self.leaving.stays_open(self._lock, locking=True):
            self._lock()

    def _lock(self) -> None:
        kept = bool(self.house.state.person)
        self.opening.forget()
        self._making.forget_all()
        self.session.close()
        self.house.keeping.lock()
        if not kept:  # else it was done as the store let go of them
            self.forget_person()

    def warm_up(self) -> None:
        """Load what the first file will need, while the reader looks for it."""
        self._tasks.start(
            "warm up",
            self._making.warm_up,
            succeeded=lambda _nothing: self._shelf.make_ahead(_FIRST),
            failed=lambda _error: None,  # the first file loads it again, and tells
        )

    def choose_files(self) -> None:
        """Ask for files and open them."""
        if paths := self.asking.files_to_open():
            self.open_files(paths)

    def go_to(self, page: str) -> None:
        """Show a page as soon as it is ready; nothing happens while it cannot be reached."""
        if page == PREVIEW or self.stack.currentWidget() is self.doorway:
            self.show_page(page)
        elif page not in NEEDS_PERSON or self._explained is not None:
            self._shown = page
            self.rail.show_page(page)
            self._shelf.bring(page, self.breadth(), partial(self.show_page, page))

    def show_page(self, page: str) -> None:
        """Show a page at once; nothing happens while it cannot be reached."""
        if page in NEEDS_PERSON and self._explained is None:
            return
        if page == PREVIEW and PREVIEW not in self._pages:
            page = WELCOME
        from_doorway = self.stack.currentWidget() is self.doorway
        self._shown = page
        shown = self._shelf.show(page, self.breadth())
        if from_doorway:
            self.stack.setFocus()  # not the first number of the page: nobody chose it
        shown.verticalScrollBar().setValue(0)
        self.rail.show_page(page)
        self.show_steps()
        self._fill_export()
        self._remember()

    def show_rule(self, rule: str) -> None:
        """Lead to the records behind a rule; to all of them where it is empty."""
        self.show_page(BREAKDOWN)
        self._page(BREAKDOWN).show_rule(rule)

    def show_record(self, record: str) -> None:
        """Lead to one record, wherever it stands in the table."""
        self.show_page(BREAKDOWN)
        self._page(BREAKDOWN).show_record(record)

    def explain_focus(self) -> None:
        """Explain the number in focus, else the main number of the page."""
        focused = QApplication.focusWidget() or self
        shown = self._pages.get(self._shown, focused)
        if popover.explain(focused) or popover.explain(shown):
            self.guiding.done("figure")

    def undo(self) -> None:
        """Undo what was set on the page, else the last change of the case."""
        self._step(back=True)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, Page) and page.can_step(back=back):
            page.step(back=back)
        elif back:
            self.session.undo()
        else:
            self.session.redo()

    def show_steps(self) -> None:
        """Say in the header whether there is something to undo and to redo."""
        undo, redo = self.session.can_undo, self.session.can_redo
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            undo = undo or page.can_step(back=True)
            redo = redo or page.can_step(back=False)
        self.header.show_steps(undo=undo, redo=redo)

    # What the opening tells

    def show_busy(self, busy: Busy) -> None:
        """Show how far the reading is."""
        self.house.guest = False
        self.doorway.show_busy(busy)
        self.show_doorway()

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what is wrong with the file."""
        self.house.guest = False
        self.doorway.show_trouble(trouble)
        self.show_doorway()

    def leave_doorway(self) -> None:
        """Show again what was there before the file."""
        if self.stack.currentWidget() is self.doorway and not self._shelf.bringing:
            self.show_page(self._shown)

    def show_preview(self, preview: Preview) -> None:
        """Show what is in a file, and ask what to do with it."""
        self._page(PREVIEW)
        self._making.show_file(preview)
        self.show_page(PREVIEW)

    def show_answers(self, preview: Preview, of: Export | None, taken: Callable[[], None]) -> None:
        """Show what answers come to, and ask what to do with it."""
        self.leaving.answers_shown(preview, of, taken)
        self.show_preview(preview)

    def only_looking(self) -> None:
        """Take note that somebody who is kept nowhere is put before the reader."""
        self._landing = OVERVIEW
        self.house.keeping.other_opened()

    # What the store tells

    def show_store(self, state: StoreState) -> None:
        """Show how the store stands, wherever that is shown."""
        self.header.show_store(state)
        self.header.show_unkept(self.leaving.joined)
        for page in self._shelf.made:
            if isinstance(page, ShowsStore):
                page.show_store(state)

    def land_on(self, page: str) -> None:
        """Show this page when the next person is explained."""
        self.opening.looked = None
        self._landing = page if page in _KEPT_PAGES else OVERVIEW

    def forget_person(self) -> None:
        """Take everything about the person from the window, and what lies beside it."""
        self._explained = None
        self.asking.forget()
        self._shelf.forget()
        self._making.forget_person()
        if self._shown in (*NEEDS_PERSON, PREVIEW):
            self._shown = WELCOME
        self.setWindowTitle("Whyscore")
        self._build_at_once()  # nothing of the person may be seen a turn longer
        self._bring_again()
        self._release()
        QTimer.singleShot(0, self, forget_values)  # when all that showed them is gone

    # What the session tells

    def case_changed(self, case: Case) -> None:
        """Say that another case is being explained; what is on the pages stays until then."""
        if self.stack.currentWidget() is self.doorway:
            self.doorway.show_busy(Busy(_("Computing the score")))
            landing = self._landing
            QTimer.singleShot(0, self, lambda: self._page(landing))  # while it is computed
        self.header.show_waiting(_("Computing …"))
        self.show_steps()
        del case

    def case_explained(self, case: Case, explanation: Explanation) -> None:
        """Show a case on every page that there is."""
        first = self._explained is None or self._explained[0].export is not case.export
        self._explained = case, explanation
        self.header.show_waiting("")
        self.header.show_case(case)
        self.header.show_unkept(self.leaving.joined)
        self.show_steps()
        self.setWindowTitle(f"{person_name(case)} – Whyscore")
        for name in NEEDS_PERSON:
            self.rail.allow(name, allowed=True)
        self.rules.offer(self.header)
        self._shelf.tell(case, explanation, ON_THE_RAIL)
        if self.stack.currentWidget() is self.doorway or first:
            page = self._shown = self._landing if first else self._shown
            then = partial(self.show_page, page)
            self._shelf.bring(page, self.breadth(), then, at_once=False)
        self._fill_export()
        self._remember()

    def case_failed(self, case: Case, trouble: str) -> None:
        """Say that a case cannot be explained, and stay with the last one that was."""
        del case
        self.session.stop()
        self.header.show_waiting("")
        self.show_steps()
        if self.stack.currentWidget() is self.doorway:
            self.doorway.show_trouble(Trouble(_("The score cannot be computed"), trouble))
        else:
            self.asking.tell(_("The score cannot be computed"), trouble)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Watch from now on whether somebody is there."""
        super().showEvent(event)
        if (handle := self.windowHandle()) is not None:
            self.house.watch(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work before the window goes; what must be kept is kept.

        Where something would be lost that is kept nowhere, the reader is asked first.
        """
        if not self._leaves and self.leaving.stays_open(self.leave):
            event.ignore()
            return
        self.keep_geometry()
        self._tasks.finish()
        self.house.finish()
        super().closeEvent(event)

    def leave(self) -> None:
        """Close the window without asking: it was asked, or there is nobody to ask."""
        self._leaves = True
        self.close()

    # Building

    def say_again(self) -> None:
        """Say in another language what was computed."""
        self.session.explain_again()

    def show_drop(self, *, over: bool) -> None:
        """Show that files hang over the window, or no longer do."""
        self._welcome().show_drop(over=over)

    def choose_lock_after(self, minutes: int) -> None:
        """Lock the store by itself after so many minutes."""
        super().choose_lock_after(minutes)
        self.house.lock_after(minutes)

    def rebuild(self) -> None:
        """Build rail and header in the language and size that hold now; then bring the page."""
        self._hold()
        made = self._surroundings()
        self._building.instead([*made.steps(), partial(self._replace, made)])

    def _replace(self, made: Surroundings) -> None:
        """Go on with new surroundings and the page that was shown, made anew."""
        busy = self.stack.currentWidget() is self.doorway
        if busy:
            made.take_doorway(self.doorway)
        else:
            join_doorway(made.doorway, self)
        self._build(made)
        if busy:
            self.stack.setCurrentWidget(self.doorway)
        else:
            self._bring_again()
        if self._unsaid:
            self._unsaid = False
            self.say_again()

    def _bring_again(self) -> None:
        self._shown = WELCOME if self._shown == PREVIEW else self._shown
        self._shelf.bring(self._shown, self.breadth(), self._show_again, at_once=False)

    def _surroundings(self) -> Surroundings:
        self._scale = theme.current().scale
        return Surroundings(self.room, self._settings)

    def _build_at_once(self) -> None:
        """Build everything but the page in one go."""
        self._building.instead(())
        made = self._surroundings()
        for step in made.steps():
            step()
        join_doorway(made.doorway, self)
        self._build(made)

    def _build(self, made: Surroundings) -> None:
        """Put new surroundings in the place of the old, and tell them how things are."""
        self._making.forget()
        self._surround(made, self._shelf.clear(made.stack))
        self.rail.page_wanted.connect(self.go_to)
        join_header(self.header, self)
        for name in NEEDS_PERSON:
            self.rail.allow(name, allowed=self._explained is not None)
        if self._explained is not None:
            self.header.show_case(self._explained[0])
            self.header.show_unkept(self.leaving.joined)
            self.show_steps()
            self.rules.offer(self.header)
        self.header.show_store(self.house.state)
        self._arrange()
        self.stack.setFocus()

    def _show_again(self) -> None:
        """Show the page that was shown before everything was built."""
        if self.stack.currentWidget() is not self.doorway:
            self.show_page(self._shown)
            self.stack.setFocus()
        self._release()

    def _made(self, name: str) -> Page:
        page = self._making.made(name)
        page.setObjectName(name)
        page.rule_wanted.connect(self.show_rule)
        page.record_wanted.connect(self.show_record)
        page.page_wanted.connect(self.go_to)
        page.rulebook_wanted.connect(lambda reference: self.rules.use(reference, None))
        page.header_changed.connect(self.show_own_header)
        page.steps_changed.connect(self.show_steps)
        return page

    def _page(self, name: str) -> Page:
        return self._shelf.page(name)  # built when it is first wanted

    @property
    def _pages(self) -> dict[str, Page]:
        return self._shelf.pages

    def show_check(self) -> None:
        """Show how to check that nothing leaves the computer."""
        self.show_page(PRIVACY)
        page = self._page(PRIVACY)
        if isinstance(page, ShowsCheck):
            page.show_check()

    def read_in(self, encoding: str) -> None:
        """Read the files that are looked through again, in another encoding."""
        self.opening.read_in(encoding)

    def leave_preview(self) -> None:
        """Let the file be, and show what was there before it."""
        self.opening.decided()
        self.show_page(OVERVIEW if self._explained is not None else WELCOME)

    def _remember(self) -> None:
        case = self.session.case
        if case is not None and self._explained is not None and self._shown in _KEPT_PAGES:
            self.house.remember(self._shown, case, self.session.explanation)

    def _welcome(self) -> WelcomeView:
        page = self._page(WELCOME)
        if not isinstance(page, WelcomeView):
            raise TypeError(type(page).__name__)
        return page

    def stop(self) -> None:
        """Stop what the doorway shows."""
        if self.house.guest:
            self.house.stop()
            return
        self.session.stop()
        self.header.show_waiting("")
        self.opening.stop()

    def _fill_export(self) -> None:
        page = self._pages.get(self._shown)
        self.asking.fill_export(self.header.export, page, self.session.case)
