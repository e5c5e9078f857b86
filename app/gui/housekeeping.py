"""Joins the window with the store: who shows what, and who is told when something is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from app.domain.explanation import Explanation
from app.gui import folder_history
from app.gui.asking import Asking
from app.gui.doorway import DoorwayView
from app.gui.keeping import Keeping
from app.gui.kept import Keeps, Place, StoreState
from app.gui.opening import Busy, Trouble
from app.gui.session import Session
from app.gui.starts import Starts
from app.gui.upkeep import Upkeep
from app.wording import privacy as words
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.gui.leaving import Leaving
    from app.gui.pages.preview.view import PreviewView
    from app.workflow.importing import Preview

_MINUTE = 60_000  # ms
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
}


class Rooms(Protocol):
    """What is asked of the window, beside being Qt's owner of what is made here."""

    doorway: DoorwayView
    asking: Asking

    def show_doorway(self) -> None:
        """Put the doorway before the reader."""

    def leave_doorway(self) -> None:
        """Show again what was there before."""

    def show_store(self, state: StoreState) -> None:
        """Show how the store stands, wherever that is shown."""

    def land_on(self, page: str) -> None:
        """Show this page when the next person is explained."""

    def forget_person(self) -> None:
        """Take everything about the person from the window."""


class Housekeeping(QObject):
    """The store's part of the window."""

    def __init__(
        self, owner: QObject, rooms: Rooms, tasks: Starts, keeps: Keeps, session: Session
    ) -> None:
        """Join them.

        Args:
            owner: Qt's owner: what has none may be taken apart on any thread.
            rooms: The window.
            tasks: Works off the window's thread.
            keeps: The store.
            session: The case before the reader.
        """
        super().__init__(owner)
        self._rooms, self._tasks, self._keeps = rooms, tasks, keeps
        self.keeping = Keeping(self, tasks, keeps, session)
        self.upkeep = Upkeep(self.keeping)
        self.guest = False  # whether what the doorway shows is about the store
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.keeping.lock)
        self._minutes = 0
        self._window: QWindow | None = None

    @property
    def state(self) -> StoreState:
        """How the store stands."""
        return self.keeping.state

    # What the presenter of the store asks of the window

    def store_changed(self, state: StoreState) -> None:
        """Show how the store stands."""
        self._rooms.show_store(state)

    def store_busy(self, busy: Busy) -> None:
        """Show how far work on the store is."""
        self.guest = True
        self._rooms.doorway.show_busy(busy)
        self._rooms.show_doorway()

    def store_trouble(self, trouble: Trouble) -> None:
        """Show why the store cannot be used."""
        self.guest = True
        self._rooms.doorway.show_trouble(trouble)
        self._rooms.show_doorway()

    def ask_passphrase(
        self, *, again: bool, of: str = "", lost: Callable[[], None] | None = None
    ) -> None:
        """Ask for the passphrase of the store, or of a backup."""
        self.guest = True
        self._rooms.show_doorway()
        self._rooms.doorway.ask_passphrase(again=again, of=of, lost=lost)

    def ask_new_key(self, place: Place, *, first: bool, renew: bool = False) -> None:
        """Ask how the store shall be locked."""
        self.guest = True
        self._rooms.show_doorway()
        self._rooms.doorway.ask_new_key(place, self._keeps.strength, first=first, renew=renew)

    def ask_copy_key(self) -> None:
        """Ask for the passphrase that shall open a backup."""
        self.guest = True
        self._rooms.show_doorway()
        self._rooms.doorway.ask_copy_key(self._keeps.strength)

    def leave_doorway(self) -> None:
        """Show again what was there before."""
        self._rooms.leave_doorway()

    def person_taken(self, page: str) -> None:
        """Go on where the person was left, once they are explained."""
        self._rooms.land_on(page)

    def person_left(self) -> None:
        """Take everything about the person from the window."""
        self._rooms.forget_person()

    def tell(self, heading: str, text: str) -> None:
        """Tell something, without stopping the program for it."""
        self._rooms.asking.tell(heading, text)

    def forget_folders(self) -> tuple[str, ...]:
        """Empty what Qt's file dialog remembers; say so where anything was there."""
        return (words.folders_forgotten(),) if folder_history.forget() else ()

    # What the window passes on

    def stop(self) -> None:
        """Stop what the doorway shows, or give it up."""
        self.upkeep.give_up()
        self.keeping.stop()

    def remember(self, page: str, case: Case, explanation: Explanation | None) -> None:
        """Remember how the reader leaves the person."""
        self.keeping.changes.remember(page, case, explanation)

    def made_preview(
        self,
        tasks: Starts,
        leaving: Leaving,
        other: Callable[[], None],
        back: Callable[[], None],
        read_in: Callable[[str], None],
    ) -> tuple[PreviewView, Callable[[Preview], None]]:
        """Return the page of the preview, and what shows a file on it."""
        from app.gui.pages.preview.build import build_preview

        view, show = build_preview(
            tasks,
            lambda chosen: leaving.keep(chosen, view.owner(), joins=view.joins()),
            lambda chosen: leaving.look(chosen, joins=view.joins()),
        )
        view.other_wanted.connect(other)
        view.gave_up.connect(back)
        view.encoding_picked.connect(read_in)

        def show_with_people(preview: Preview) -> None:
            view.show_people(self.state, leaving.joined)
            show(preview)

        return view, show_with_people

    # Locking when nobody is there

    def lock_after(self, minutes: int) -> None:
        """Lock the store when the window was not touched for so long; 0 never does."""
        self._idle.stop()
        self._minutes = minutes
        self._begin_to_wait()

    def watch(self, window: QWindow) -> None:
        """Take every touch of the window as a sign that somebody is there."""
        # The window of the system, not the application: that one would pass each repaint by here.
        self._leave_window()
        self._window = window
        window.installEventFilter(self)

    def _leave_window(self) -> None:
        """Watch no window: while one is being destroyed, nobody may look at its events."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def _begin_to_wait(self) -> None:
        if self._minutes:
            self._idle.start(self._minutes * _MINUTE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew at each touch."""
        if event.type() in _TOUCHES:
            self._begin_to_wait()
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Do what must not be lost, and close the store."""
        self.lock_after(0)
        self._leave_window()
        self.keeping.finish()
