"""Makes the pages of the window, each when it is first wanted."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.domain.progress import Progress
from app.domain.records import Export
from app.gui.asking import Asking
from app.gui.engine import Engine
from app.gui.housekeeping import Housekeeping
from app.gui.kept import StoreState, ToKeep
from app.gui.leaving import Leaving
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Errands, Starts

if TYPE_CHECKING:
    from app.gui.pages.audit.desk import Desk
    from app.gui.pages.changes.presenter import Looked
    from app.gui.pages.questions.content import Sheet
    from app.gui.pages.whatif.presenter import Sliders
    from app.workflow.importing import Preview

WELCOME, OVERVIEW, BREAKDOWN = "welcome", "overview", "breakdown"
CHANGES, CONTACTS, RULEBOOK, OTHERS = "changes", "contacts", "rulebook", "others"
WHAT_IF, AUDIT = "whatif", "audit"
QUESTIONS, PREVIEW, PRIVACY = "questions", "preview", "privacy"
NEEDS_PERSON = (OVERVIEW, BREAKDOWN, CHANGES, CONTACTS, WHAT_IF, OTHERS)
"""Pages that show a person; they are out of reach until one is open."""
ON_THE_RAIL = (
    WELCOME, OVERVIEW, BREAKDOWN, CHANGES, CONTACTS, WHAT_IF, RULEBOOK, OTHERS, AUDIT,
    PRIVACY,
)  # fmt: skip
"""Pages in the order of the rail, which is that of the keys Ctrl+1 to 9 and 0."""


@runtime_checkable
class ShowsStore(Protocol):
    """A page that shows how the store stands."""

    def show_store(self, state: StoreState) -> None:
        """Show how the store stands."""


@runtime_checkable
class ShowsCheck(Protocol):
    """A page that says how to check that nothing leaves the computer."""

    def show_check(self) -> None:
        """Bring that into sight."""


class Guide(Protocol):
    """What pages ask of the window."""

    @property
    def lock_after(self) -> int:
        """Minutes until the store locks itself; 0 is never."""

    def choose_files(self) -> None:
        """Ask for files and open them."""

    def open_sample(self) -> None:
        """Open the sample person."""

    def open_person(self, person: str) -> None:
        """Open a person of the store as they were left."""

    def lock(self) -> None:
        """Close the store, and take whoever is open from the window."""

    @property
    def leaving(self) -> Leaving:
        """What asks before work that is kept nowhere goes."""

    def show_answers(self, preview: Preview, of: Export | None, taken: Callable[[], None]) -> None:
        """Show what answers come to, and ask what to do with it."""

    def leave_preview(self) -> None:
        """Let the file be, and show what was there before it."""

    def read_in(self, encoding: str) -> None:
        """Read the files that are looked through again, in another encoding."""

    def show_page(self, page: str) -> None:
        """Show a page."""

    def show_check(self) -> None:
        """Show how to check that nothing leaves the computer."""

    def choose_lock_after(self, minutes: int) -> None:
        """Lock the store by itself after so many minutes."""


class PageMaking:
    """Makes pages; what they need is handed over once. Each is imported when it is first wanted."""

    def __init__(
        self,
        guide: Guide,
        tasks: Starts,
        engine: Engine,
        session: Session,
        house: Housekeeping,
        asking: Asking,
        rules: RulesChoice,
    ) -> None:
        self._guide, self._tasks, self._engine = guide, Errands(tasks), engine
        self._session, self._house, self._asking = session, house, asking
        self._rules = rules
        self._show_file: Callable[[Preview], None] | None = None
        self._worth_of: Callable[[str], None] | None = None
        self._sheet: Sheet | None = None
        self._desk: Desk | None = None
        self._looked: Looked | None = None
        self._sliders: Sliders | None = None
        self._makers: dict[str, Callable[[], Page]] = {
            WELCOME: self._welcome,
            OVERVIEW: self._overview,
            BREAKDOWN: self._breakdown,
            CHANGES: self._changes,
            CONTACTS: self._contacts,
            WHAT_IF: self._what_if,
            RULEBOOK: self._rulebook,
            OTHERS: self._others,
            AUDIT: self._audit,
            QUESTIONS: self._questions,
            PREVIEW: self._preview,
            PRIVACY: self._privacy,
        }

    def warm_up(self, progress: Progress) -> None:
        """Load what the first file and the pages will need. Runs off the window's thread."""
        try:
            self._load(progress)
        finally:
            # What was loaded stays: looking through it for rubbish halts the window for 0.1 s.
            gc.freeze()
            gc.enable()

    def _load(self, progress: Progress) -> None:
        self._engine.warm_up(progress)
        from app.gui import exporting
        from app.gui.pages.overview import build as overview
        from app.gui.pages.preview import build as preview

        del exporting, overview, preview
        from app.gui.pages.audit import build as audit
        from app.gui.pages.breakdown import build as breakdown
        from app.gui.pages.changes import build as changes
        from app.gui.pages.contacts import build as contacts
        from app.gui.pages.others import build as others
        from app.gui.pages.privacy import build as privacy
        from app.gui.pages.questions import build as questions
        from app.gui.pages.rulebook import build as rulebook
        from app.gui.pages.whatif import build as whatif

        del audit, breakdown, changes, contacts, others, privacy, questions, rulebook, whatif

    def made(self, name: str) -> Page:
        """Make a page."""
        return self._makers[name]()

    def forget(self) -> None:
        """Take note that the pages are gone: no result may come to what Qt has deleted."""
        self._tasks.drop()
        self._rules.stop_offering()

    def forget_person(self) -> None:
        """Keep nothing of what was looked at of a person who is put away."""
        self._looked = self._sliders = self._show_file = None
        if self._sheet is not None:
            self._sheet.put_away()

    def forget_all(self) -> None:
        """Keep nothing of what was typed or found."""
        self.forget_person()
        self._sheet = self._desk = None

    def show_file(self, preview: Preview) -> None:
        """Show a file on the preview that was made."""
        if self._show_file is not None:
            self._show_file(preview)

    def _welcome(self) -> Page:
        from app.gui.pages.welcome.build import build_welcome

        guide, keeping = self._guide, self._house.keeping
        view = build_welcome(
            self._tasks,
            guide.choose_files,
            guide.open_sample,
            guide.open_person,
            keeping.want_open,
            guide.show_check,
            partial(guide.show_page, QUESTIONS),
        )
        view.show_store(self._house.state)
        return view

    def _overview(self) -> Page:
        from app.gui.pages.overview.build import build_overview

        return build_overview(self._tasks, self._engine)

    def _breakdown(self) -> Page:
        from app.gui.pages.breakdown.build import build_breakdown

        view = build_breakdown(self._tasks, self._session)
        view.worth_wanted.connect(self._ask_worth)
        return view

    def _changes(self) -> Page:
        from app.gui.pages.changes.build import build_changes
        from app.gui.pages.changes.presenter import Looked

        self._looked = self._looked or Looked()  # outlives the page, as the answers do
        return build_changes(self._tasks, self._rules, self._looked)

    def _contacts(self) -> Page:
        from app.gui.pages.contacts.build import build_contacts

        return build_contacts(self._tasks, self._session, self._rules)

    def _what_if(self) -> Page:
        from app.gui.pages.whatif.build import build_what_if
        from app.gui.pages.whatif.presenter import Sliders

        self._sliders = self._sliders or Sliders()  # outlive the page, as the answers do
        view = build_what_if(self._tasks, self._session, self._asking, self._sliders)
        self._worth_of = view.ask_worth
        return view

    def _ask_worth(self, record: str) -> None:
        """Show what correcting a record would be worth."""
        self._guide.show_page(WHAT_IF)
        if self._worth_of is not None:
            self._worth_of(record)

    def _rulebook(self) -> Page:
        from app.gui.pages.rulebook.build import build_rulebook

        return build_rulebook(self._tasks, self._session, self._rules, self._asking)

    def _others(self) -> Page:
        from app.gui.pages.others.build import build_others

        return build_others(self._tasks, self._session)

    def _audit(self) -> Page:
        from app.gui.pages.audit.build import build_audit
        from app.gui.pages.audit.desk import Desk

        # What was found outlives the page, which is built anew when language or look change.
        self._desk = self._desk or Desk()
        return build_audit(self._tasks, self._rules, self._asking, self._desk)

    def _questions(self) -> Page:
        from app.gui.pages.questions.build import build_questions
        from app.gui.pages.questions.content import Sheet

        # The answers outlive the page, which is built anew when language or look change.
        self._sheet = self._sheet or Sheet()
        return build_questions(self._tasks, self._session, self._guide.show_answers, self._sheet)

    def unkept_answers(self) -> tuple[ToKeep, ...]:
        """Return each set of answers that was given and not handed on, ready to be kept."""
        if self._sheet is None:
            return ()
        from app.gui.pages.questions.build import ready_to_keep

        return tuple(ready_to_keep(one) for one in self._sheet.unkept())

    def _preview(self) -> Page:
        guide = self._guide
        page, self._show_file = self._house.made_preview(
            self._tasks, guide.leaving, guide.choose_files, guide.leave_preview, guide.read_in
        )
        return page

    def _privacy(self) -> Page:
        from app.gui.pages.privacy.build import build_privacy

        guide = self._guide
        view = build_privacy(
            self._house.upkeep,
            guide.open_person,
            guide.lock,
            self._asking,
            guide.choose_files,
            guide.lock_after,
            self._tasks.for_now,
            self._tasks,
        )
        view.store.lock_after_chosen.connect(guide.choose_lock_after)
        view.show_store(self._house.state)
        return view
