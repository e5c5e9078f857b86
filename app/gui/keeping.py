"""The store before the reader: opening it, keeping files, going on where they were. No Qt here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from app.domain.progress import Progress
from app.gui.changes import Changes
from app.gui.kept import (
    Chosen,
    Contents,
    Door,
    Keeps,
    Place,
    StoreState,
    Taken,
    ToKeep,
    WrongPassphrase,
)
from app.gui.opening import Busy, Trouble
from app.gui.session import Session, said
from app.gui.starts import Starts
from app.gui.turns import Turns
from app.wording import privacy as words
from app.wording.language import _

log = logging.getLogger(__name__)


class House(Protocol):
    """What the presenter asks of the window."""

    def store_changed(self, state: StoreState) -> None:
        """Show how the store stands."""

    def store_busy(self, busy: Busy) -> None:
        """Show how far work on the store is."""

    def store_trouble(self, trouble: Trouble) -> None:
        """Show why the store cannot be used."""

    def ask_passphrase(
        self, *, again: bool, of: str = "", lost: Callable[[], None] | None = None
    ) -> None:
        """Ask for the passphrase of the store.

        Args:
            again: Whether the last one was wrong.
            of: The backup whose passphrase is wanted instead; empty asks for the store's.
            lost: Goes on without it, where it is not known any more and that leads somewhere.
        """

    def ask_new_key(self, place: Place, *, first: bool, renew: bool = False) -> None:
        """Ask how the store shall be locked.

        Args:
            place: The store.
            first: Whether it is being made.
            renew: Whether drawing a new key is ticked from the beginning.
        """

    def ask_copy_key(self) -> None:
        """Ask for the passphrase that shall open a backup."""

    def leave_doorway(self) -> None:
        """Show again what was there before."""

    def person_taken(self, page: str) -> None:
        """A person of the store is being opened; the page they were left at comes next."""

    def person_left(self) -> None:
        """The person of the store is no longer to be seen."""

    def tell(self, heading: str, text: str) -> None:
        """Tell something, without stopping the program for it."""

    def forget_folders(self) -> tuple[str, ...]:
        """Empty what Qt's file dialog remembers; say so where anything was there."""


class Keeping:
    """Leads from a file to a person who is kept, and from there back to where they were."""

    def __init__(self, house: House, tasks: Starts, keeps: Keeps, session: Session) -> None:
        self.house, self.keeps = house, keeps
        self._session = session
        self.turns = Turns(house, tasks)
        self.changes = Changes(self)
        self._state = StoreState()
        self._after: Callable[[], None] | None = None  # what the reader wanted the store for
        self._reopens = self._asked = False

    @property
    def state(self) -> StoreState:
        """How the store stands."""
        return self._state

    # Opening and locking

    def begin(self, *, reopens: bool) -> None:
        """Look for the store and open it where that asks the reader nothing.

        Args:
            reopens: Whether the person who was open last is opened again.
        """
        self._reopens = reopens

        def found(place: Place) -> None:
            self._state = replace(self._state, place=place)
            if place.trouble:
                self.show(self._state.closed(Door.SHUT, place.trouble))
            elif not place.exists:
                self.show(self._state.closed(Door.NONE))
            elif place.by_passphrase:
                self.show(self._state.closed(Door.LOCKED))
                if reopens:
                    self.house.ask_passphrase(again=False)
            else:
                self._open(None)

        def refuse(error: Exception) -> None:
            self.show(self._state.closed(Door.SHUT, said(error)))

        self.turns.take(lambda _progress: self.keeps.look(), found, refuse)

    def want_open(self) -> None:
        """Open the store because the reader asks for it: by the keyring, else ask for the key."""
        self._asked = True
        place = self._state.place
        if place.trouble:
            self.begin(reopens=False)  # it may be mended by now
            self.house.tell(words.not_open(), place.trouble)
        elif not place.exists:
            if place.keyring:
                self._open(None, make=True)
            else:
                self.house.ask_new_key(place, first=True)
        elif place.by_passphrase:
            self.house.ask_passphrase(again=False)
        else:
            self._open(None)

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase on the store."""
        self._asked = True
        self._open(passphrase)

    def choose_key(self, passphrase: str | None, *, renew: bool = False) -> None:
        """Make the store, or lock it anew: by this passphrase, else by the system's keyring.

        Args:
            passphrase: The new one.
            renew: Whether a new key is drawn, so that an older passphrase opens nothing of today's.
        """
        self._asked = True
        if not self._state.place.exists:
            self._open(passphrase, make=True)
            return

        def changed(contents: Contents) -> None:
            self.show_open(contents)
            self.house.leave_doorway()
            self.house.tell(
                words.key_changed(),
                "\n\n".join(
                    (
                        words.key_lies(
                            contents.place.keyring, by_passphrase=contents.place.by_passphrase
                        ),
                        words.older_backups(renew=renew),
                    )
                ),
            )

        self.turns.take(
            lambda progress: self.keeps.change_key(passphrase, renew=renew, progress=progress),
            changed,
            self.refuse,
            heading=words.changing_key(),
            must=True,
        )

    def lock(self) -> None:
        """Close the store and take the person of it from the window."""
        if self._state.door is not Door.OPEN:
            return
        self._after, self._reopens = None, False
        self.let_go()
        self.show(self._state.closed(Door.LOCKED))
        self.turns.take(
            lambda _progress: self.keeps.lock(), lambda _none: None, self.report, must=True
        )

    def let_go(self) -> None:
        """Take the person of the store from the window, if one is open."""
        if self._state.person:
            self.show(replace(self._state, person=""))
            self.put_away()

    def put_away(self) -> None:
        """Take whoever is open from the window."""
        self._session.close()
        self.changes.forget()
        self.house.person_left()

    def other_opened(self) -> None:
        """Take note that somebody who is not of the store is open now."""
        self.changes.forget()
        self.show(replace(self._state, person=""))

    # Keeping and taking out

    def keep(self, chosen: Chosen, person: str | None) -> None:
        """Keep what the reader chose of a preview, and open the person."""

        def work(progress: Progress) -> tuple[tuple[str, ...], Contents, Taken]:
            added = self.keeps.add(chosen, person, progress)
            # From here on it is kept: nothing stops it any more.
            return added.told, self.keeps.contents(), self.keeps.take(added.person, None)

        def kept(found: tuple[tuple[str, ...], Contents, Taken]) -> None:
            told, contents, taken = found
            self.show_open(contents)
            self._go_on_with(taken)
            if told:
                self.house.tell(words.kept_heading(), "\n".join(told))

        self._with_store(lambda: self.turns.take(work, kept, self.refuse, heading=words.keeping()))

    def keep_all(self, what: Sequence[ToKeep], then: Callable[[tuple[str, ...]], None]) -> None:
        """Keep people who were only looked at, as the reader left them; nobody is opened.

        Args:
            what: Their files, and what was done with them.
            then: Takes whose they are by now, in the same order.
        """

        def work(progress: Progress) -> tuple[tuple[str, ...], Contents]:
            owners = []
            for one in what:
                owner = one.owner
                for file in one.files:
                    chosen = file if isinstance(file, Chosen) else file()
                    owner = self.keeps.add(chosen, owner, progress).person
                if owner is not None:
                    if one.case is not None:
                        self.keeps.settle(owner, one.case)
                    owners.append(owner)
            return tuple(owners), self.keeps.contents()

        def kept(found: tuple[tuple[str, ...], Contents]) -> None:
            owners, contents = found
            self.show_open(contents)
            self.house.leave_doorway()
            then(owners)

        self._with_store(lambda: self.turns.take(work, kept, self.refuse, heading=words.keeping()))

    def open_person(self, person: str) -> None:
        """Open a person of the store as they were left."""
        self._with_store(
            lambda: self.turns.take(
                lambda progress: self.keeps.take(person, progress),
                self._go_on_with,
                self.refuse,
                heading=words.opening(),
            )
        )

    def stop(self) -> None:
        """Stop what is under way, or give it up. Everything stays as it was."""
        self._after, self._reopens = None, False
        self.turns.stop()
        if self._state.door is Door.OPEN:  # it may have been done before it heard
            self.turns.take(lambda _progress: self.keeps.contents(), self.show_open, self.report)
        self.house.leave_doorway()

    def finish(self) -> None:
        """Do what must not be lost, then close the store. The window's threads are done by now."""
        self.turns.finish()
        self.keeps.lock()

    # Steps

    def _with_store(self, act: Callable[[], None]) -> None:
        if self._state.door is Door.OPEN:
            act()
            return
        self._after = act
        self.want_open()

    def _open(self, passphrase: str | None, *, make: bool = False) -> None:
        def refuse(error: Exception) -> None:
            if isinstance(error, WrongPassphrase) and passphrase is not None:
                self.house.ask_passphrase(again=True)
                return
            door = Door.SHUT if self._state.place.exists else Door.NONE
            self.show(self._state.closed(door, said(error)))
            if self._asked:
                self.house.store_trouble(
                    Trouble(
                        words.not_open(),
                        said(error),
                        go_on=_("Try again"),
                        mark="lock",
                        other_file=False,
                    )
                )

        self.turns.take(
            lambda _progress: self.keeps.open(passphrase, make=make),
            self._opened,
            refuse,
            heading=words.unlocking() if self._asked else "",
        )

    def _opened(self, contents: Contents) -> None:
        self.show_open(contents)
        after, self._after = self._after, None
        reopens, self._reopens = self._reopens, False
        asked, self._asked = self._asked, False
        self.turns.take(
            lambda _progress: self.keeps.damage(), self._tell_damage, self._no_damage_known
        )
        last = next((one for one in contents.people if one.left.opened), None)
        if after is not None:
            after()
        elif reopens and last is not None and self._session.case is None:
            self.open_person(last.id)
        elif asked:
            self.house.leave_doorway()

    def _tell_damage(self, damage: str) -> None:
        """Tell at once that the disk has lost a part: what is still there can be saved now."""
        if damage and self._state.door is Door.OPEN:
            self.show(replace(self._state, damage=damage))
            self.house.tell(words.damaged(), damage + "\n\n" + words.salvage_on_page())

    def _no_damage_known(self, error: Exception) -> None:
        log.info("the store was not looked through: %s", type(error).__name__)

    def _go_on_with(self, taken: Taken) -> None:
        self.changes.forget()
        self.show(replace(self._state, person=taken.person))
        self.house.person_taken(taken.page)
        self._session.open(taken.case, self.changes, behind=taken.can_undo, ahead=taken.can_redo)

    def show_open(self, contents: Contents) -> None:
        """Show who is in the open store."""
        self.show(
            replace(
                self._state,
                door=Door.OPEN,
                place=contents.place,
                people=contents.people,
                trouble="",
            )
        )

    def show(self, state: StoreState) -> None:
        """Show how the store stands."""
        self._state = state
        self.house.store_changed(state)

    def refuse(self, error: Exception) -> None:
        """Say in the window's middle why something was not done."""
        if isinstance(error, WrongPassphrase):
            self.house.leave_doorway()
            self.house.tell(words.wrong_passphrase(), said(error))
            return
        self.house.store_trouble(Trouble(words.not_done(), said(error), other_file=False))

    def report(self, error: Exception) -> None:
        """Say beside the page why something was not done."""
        self.house.tell(words.not_done(), said(error))
