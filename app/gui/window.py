"""The window: rail, header, pages; it shows what the session and the opening tell it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.asking import Asking
from app.gui.engine import Engine
from app.gui.frame import Frame
from app.gui.header import Header, person_name
from app.gui.housekeeping import Housekeeping
from app.gui.kept import Chosen, Keeps, StoreState
from app.gui.opening import Busy, Opening, Trouble
from app.gui.pages.welcome.view import WelcomeView
from app.gui.pages_made import (
    BREAKDOWN,
    NEEDS_PERSON,
    ON_THE_RAIL,
    OVERVIEW,
    PREVIEW,
    PRIVACY,
    QUESTIONS,
    RULEBOOK,
    WELCOME,
    PageMaking,
    ShowsCheck,
    ShowsStore,
)
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from app.gui.shared import popover
from app.gui.shared.page import Breadth, Page
from app.gui.shortcuts import add_shortcuts
from app.gui.tasks import Tasks
from app.settings import Settings
from app.wording.language import _
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.importing import Preview

_KEPT_PAGES = (*NEEDS_PERSON, RULEBOOK, PRIVACY)  # where a person was left is gone on from
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
        self._tasks, self._engine = tasks, engine
        self.session = Session(tasks, engine.explain)
        self.session.tell(self)
        self.opening = Opening(self, tasks, engine, self.session)
        self.asking = Asking(self, tasks)
        self._rules = RulesChoice(tasks, engine, self.session, self.asking)
        self.house = Housekeeping(self, self, tasks, store, self.session)
        self.house.keeping.changes.name_rulebooks(self._rules.reference)
        self.house.lock_after(settings.lock_after)
        self._shown = self._landing = WELCOME
        self._making = PageMaking(
            self, tasks, engine, self.session, self.house, self.asking, self._rules
        )
        self._explained: tuple[Case, Explanation] | None = None
        self._built_once = False
        self._pages: dict[str, Page] = {}
        self.rebuild()
        self._add_shortcuts()

    # What the reader does

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open one person's files."""
        self.house.guest = False
        self.opening.open(paths)

    def open_sample(self) -> None:
        """Open the sample person, who is never kept."""
        self.house.guest = False
        self.opening.open_sample()

    def warm_up(self) -> None:
        """Load what the first file will need, while the reader looks for it."""
        self._tasks.start(
            "warm up",
            self._engine.warm_up,
            succeeded=lambda _nothing: None,
            failed=lambda _error: None,  # the first file loads it again, and tells
        )

    def choose_files(self) -> None:
        """Ask for files and open them."""
        if paths := self.asking.files_to_open():
            self.open_files(paths)

    def show_page(self, page: str) -> None:
        """Show a page; nothing happens while it cannot be reached."""
        if page in NEEDS_PERSON and self._explained is None:
            return
        if page == PREVIEW and PREVIEW not in self._pages:
            page = WELCOME
        from_doorway = self.stack.currentWidget() is self.doorway
        self._shown = page
        self.stack.setCurrentWidget(self._page(page))
        if from_doorway:
            self.stack.setFocus()  # not the first number of the page: nobody chose it
        self._page(page).verticalScrollBar().setValue(0)
        self.rail.show_page(page)
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

    def look(self, chosen: Chosen) -> None:
        """Open what the reader chose of a preview; nothing of it is kept."""
        self.opening.look(chosen)

    def explain_focus(self) -> None:
        """Explain the number in focus, else the main number of the page."""
        focused = QApplication.focusWidget() or self
        if popover.explain(focused) is None and self._shown in self._pages:
            popover.explain(self._pages[self._shown])

    # What the opening tells

    def show_busy(self, busy: Busy) -> None:
        """Show how far the reading is."""
        self.house.guest = False
        self.doorway.show_busy(busy)
        self.stack.setCurrentWidget(self.doorway)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what is wrong with the file."""
        self.house.guest = False
        self.doorway.show_trouble(trouble)
        self.stack.setCurrentWidget(self.doorway)

    def ask_password(self, file: str, *, again: bool) -> None:
        """Ask for the password of a locked file."""
        self.stack.setCurrentWidget(self.doorway)
        self.doorway.ask_password(file, again=again)

    def leave_doorway(self) -> None:
        """Show again what was there before the file."""
        if self.stack.currentWidget() is self.doorway:
            self.show_page(self._shown)

    def show_doorway(self) -> None:
        """Put the doorway before the reader."""
        self.stack.setCurrentWidget(self.doorway)

    def show_preview(self, preview: Preview) -> None:
        """Show what is in a file, and ask what to do with it."""
        self._page(PREVIEW)
        self._making.show_file(preview)
        self.show_page(PREVIEW)

    def only_looking(self) -> None:
        """Take note that somebody who is kept nowhere is put before the reader."""
        self._landing = OVERVIEW
        self.house.keeping.other_opened()

    # What the store tells

    def show_store(self, state: StoreState) -> None:
        """Show how the store stands, wherever that is shown."""
        self.header.show_store(state)
        for page in self._pages.values():
            if isinstance(page, ShowsStore):
                page.show_store(state)

    def land_on(self, page: str) -> None:
        """Show this page when the next person is explained."""
        self._landing = page if page in _KEPT_PAGES else OVERVIEW

    def forget_person(self) -> None:
        """Take everything about the person from the window."""
        self._explained = None
        if self._shown in (*NEEDS_PERSON, PREVIEW):
            self._shown = WELCOME
        self.setWindowTitle("Whyscore")
        self.rebuild()

    # What the session tells

    def case_changed(self, case: Case) -> None:
        """Say that another case is being explained; what is on the pages stays until then."""
        if self.stack.currentWidget() is self.doorway:
            self.doorway.show_busy(Busy(_("Computing the score")))
        self.header.show_waiting(_("Computing …"))
        self.header.show_steps(undo=self.session.can_undo, redo=self.session.can_redo)
        del case

    def case_explained(self, case: Case, explanation: Explanation) -> None:
        """Show a case on every page that there is."""
        first = self._explained is None or self._explained[0].export is not case.export
        self._explained = case, explanation
        self.header.show_waiting("")
        self.header.show_case(case)
        self.header.show_steps(undo=self.session.can_undo, redo=self.session.can_redo)
        self.setWindowTitle(f"{person_name(case)} – Whyscore")
        for name in NEEDS_PERSON:
            self.rail.allow(name, allowed=True)
        self._rules.offer(self.header)
        for page in self._pages.values():
            page.show_case(case, explanation)
        if self.stack.currentWidget() is self.doorway or first:
            self.show_page(self._landing if first else self._shown)
        self._fill_export()
        self._remember()

    def case_failed(self, case: Case, trouble: str) -> None:
        """Say that a case cannot be explained, and stay with the last one that was."""
        del case
        self.session.stop()
        self.header.show_waiting("")
        self.header.show_steps(undo=self.session.can_undo, redo=self.session.can_redo)
        if self.stack.currentWidget() is self.doorway:
            self.doorway.show_trouble(Trouble(_("The score cannot be computed"), trouble))
        else:
            self.asking.tell(_("The score cannot be computed"), trouble)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything for the room there is."""
        super().resizeEvent(event)
        if self.breadth() is not self._breadth:
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch from now on whether somebody is there."""
        super().showEvent(event)
        if (handle := self.windowHandle()) is not None:
            self.house.watch(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work before the window goes; what must be kept is kept."""
        self.keep_geometry()
        self._tasks.finish()
        self.house.finish()
        super().closeEvent(event)

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
        """Build rail, header and pages in the language and the size that hold now."""
        busy = self._built_once and self.stack.currentWidget() is self.doorway
        self._built_once, self._scale = True, theme.current().scale
        self._making.forget()
        self._pages = {}
        inner = self._lay_out()
        self.rail.page_wanted.connect(self.show_page)
        self._connect_header(self.header)
        self.doorway.stopped.connect(self._stop)
        self.doorway.went_on.connect(self.house.keeping.want_open)
        self.doorway.password_given.connect(self.opening.unlock)
        self.doorway.passphrase_given.connect(self.house.upkeep.passphrase_given)
        self.doorway.key_chosen.connect(self.house.upkeep.key_chosen)
        self.doorway.other_wanted.connect(self.choose_files)
        self._page(WELCOME)
        self._breadth = self.breadth()
        self.setCentralWidget(inner)
        for name in NEEDS_PERSON:
            self.rail.allow(name, allowed=self._explained is not None)
        if self._explained is not None:
            self.header.show_case(self._explained[0])
            self.header.show_steps(undo=self.session.can_undo, redo=self.session.can_redo)
            self._rules.offer(self.header)
        self.header.show_store(self.house.state)
        self._arrange()
        if busy:
            self.stack.setCurrentWidget(self.doorway)
        else:
            self.show_page(self._shown)
        self.stack.setFocus()

    def _connect_header(self, header: Header) -> None:
        header.open_wanted.connect(self.choose_files)
        header.sample_wanted.connect(self.open_sample)
        header.questions_wanted.connect(partial(self.show_page, QUESTIONS))
        header.person_chosen.connect(self.house.keeping.open_person)
        header.unlock_wanted.connect(self.house.keeping.want_open)
        header.rulebook_chosen.connect(self._rules.use)
        header.rulebook_file_wanted.connect(self._rules.load)
        header.day_chosen.connect(self.session.look_at)
        header.undo_wanted.connect(self.session.undo)
        header.redo_wanted.connect(self.session.redo)

    def _page(self, name: str) -> Page:
        """Return a page, built when it is first wanted."""
        if name not in self._pages:
            page = self._making.made(name)
            page.rule_wanted.connect(self.show_rule)
            page.record_wanted.connect(self.show_record)
            page.page_wanted.connect(self.show_page)
            self._pages[name] = page
            self.stack.addWidget(page)
            page.arrange(self.breadth())
            if self._explained is not None:
                page.show_case(*self._explained)
        return self._pages[name]

    def show_check(self) -> None:
        """Show how to check that nothing leaves the computer."""
        self.show_page(PRIVACY)
        page = self._page(PRIVACY)
        if isinstance(page, ShowsCheck):
            page.show_check()

    def leave_preview(self) -> None:
        """Let the file be, and show what was there before it."""
        self.show_page(OVERVIEW if self._explained is not None else WELCOME)

    def _remember(self) -> None:
        case = self.session.case
        page = self._shown
        if case is not None and self._explained is not None and page in _KEPT_PAGES:
            self.house.remember(page, case, self.session.explanation)

    def _welcome(self) -> WelcomeView:
        page = self._page(WELCOME)
        if not isinstance(page, WelcomeView):
            raise TypeError(type(page).__name__)
        return page

    def _arrange(self) -> None:
        self._breadth = self.breadth()
        self.rail.set_narrow(narrow=self._breadth is not Breadth.WIDE)
        self.header.arrange(self._breadth)
        for page in self._pages.values():
            page.arrange(self._breadth)

    def _stop(self) -> None:
        if self.house.guest:
            self.house.stop()
            return
        self.session.stop()
        self.header.show_waiting("")
        self.opening.stop()

    def _fill_export(self) -> None:
        page = self._pages.get(self._shown)
        self.asking.fill_export(self.header.export, page.exports() if page else ())

    def _add_shortcuts(self) -> None:
        add_shortcuts(
            self,
            {
                "Ctrl+O": self.choose_files,
                "Ctrl+Z": self.session.undo,
                "Ctrl+Shift+Z": self.session.redo,
                "Ctrl+L": self.house.keeping.lock,
                "F1": self.explain_focus,
            }
            | {
                f"Ctrl+{number}": partial(self.show_page, page)
                for number, page in enumerate(ON_THE_RAIL, start=1)
            },
        )
