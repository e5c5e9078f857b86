"""Makes the pages of the window, each when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.gui.asking import Asking
from app.gui.engine import Engine
from app.gui.housekeeping import Housekeeping
from app.gui.kept import Chosen, StoreState
from app.gui.pages.welcome.build import build_welcome
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts

if TYPE_CHECKING:
    from app.workflow.importing import Preview

WELCOME, OVERVIEW, BREAKDOWN = "welcome", "overview", "breakdown"
PREVIEW, PRIVACY = "preview", "privacy"
NEEDS_PERSON = (OVERVIEW, BREAKDOWN)


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


class PageMaking:
    """Makes pages; what they need is handed over once."""

    def __init__(
        self,
        tasks: Starts,
        engine: Engine,
        session: Session,
        house: Housekeeping,
        asking: Asking,
    ) -> None:
        self._tasks, self._engine, self._session = tasks, engine, session
        self._house, self._asking = house, asking
        self._show_file: Callable[[Preview], None] | None = None

    def welcome(
        self,
        choose_files: Callable[[], None],
        open_sample: Callable[[], None],
        show_check: Callable[[], None],
    ) -> Page:
        """Make Welcome."""
        keeping = self._house.keeping
        view = build_welcome(
            choose_files, open_sample, keeping.open_person, keeping.want_open, show_check
        )
        view.show_store(self._house.state)
        return view

    def overview(self) -> Page:
        """Make the Overview."""
        from app.gui.pages.overview.build import build_overview

        return build_overview(self._tasks, self._engine)

    def breakdown(self) -> Page:
        """Make the Breakdown."""
        from app.gui.pages.breakdown.build import build_breakdown

        return build_breakdown(self._tasks, self._session)

    def preview(
        self,
        look: Callable[[Chosen], None],
        choose_files: Callable[[], None],
        back: Callable[[], None],
    ) -> Page:
        """Make the preview of a file."""
        page, self._show_file = self._house.made_preview(look, choose_files, back)
        return page

    def show_file(self, preview: Preview) -> None:
        """Show a file on the preview that was made."""
        if self._show_file is not None:
            self._show_file(preview)

    def privacy(
        self,
        choose_files: Callable[[], None],
        lock_after: int,
        choose_lock_after: Callable[[int], None],
    ) -> Page:
        """Make Data and privacy."""
        from app.gui.pages.privacy.build import build_privacy

        view = build_privacy(self._house.upkeep, self._asking, choose_files, lock_after)
        view.store.lock_after_chosen.connect(choose_lock_after)
        view.show_store(self._house.state)
        return view
