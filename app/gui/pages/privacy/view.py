"""Data and privacy: who is kept, where, how it is locked, copied and erased."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.kept import Door, KeptFile, StoreState
from app.gui.pages.privacy.cards import CopiesCard, FilesCard, PeopleCard, StoreCard, check_card
from app.gui.pages.privacy.erasing import EraseCard
from app.gui.pages.privacy.trusted import TrustedCard
from app.gui.shared.page import Breadth, Page
from app.wording import privacy as words
from app.workflow.case import Case


class PrivacyView(Page):
    """Shows the store and tells what the reader does with it; it decides nothing."""

    files_wanted = Signal(str)

    def __init__(self, lock_after: int, parent: QWidget | None = None) -> None:
        super().__init__(words.title(), parent)
        self._state = StoreState()
        self.people, self.store, self.files = PeopleCard(), StoreCard(lock_after), FilesCard()
        self.copies, self.erasing = CopiesCard(), EraseCard()
        self.trusted = TrustedCard()
        self.check = check_card()
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.current().size("gutter"))
        self.cards.addLayout(self._grid)
        self.cards.addStretch(1)
        self.people.chosen.connect(self._want_files)
        self.people.erase_wanted.connect(self._ask_erase)
        self.erasing.grown.connect(self._make_room_for)
        self.arrange(Breadth.WIDE)
        self.show_store(self._state)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Stay as it is: the page is about the store, not about a score."""

    def show_store(self, state: StoreState) -> None:
        """Show how the store stands."""
        before, self._state = self._state, state
        is_open = state.door is Door.OPEN
        self.sentence.setText(
            words.sentence(there=state.place.exists, is_open=is_open, people=len(state.people))
        )
        self.people.show_store(state)
        self.store.show_store(state)
        self.copies.show_store(state)
        same = before.people == state.people and before.place == state.place
        if not same or before.door is not state.door:
            self.erasing.show_store(state)
        self.files.setVisible(is_open and bool(state.people))
        if is_open and state.people:
            self._want_files(self.people.person())

    def show_files(self, person: str, files: tuple[KeptFile, ...]) -> None:
        """Show the files of a person, where they are still the one that is chosen."""
        named = self._state.named(person)
        if named is not None and person == self.people.person():
            self.files.show_files(named.name or named.id, files)

    def show_check(self) -> None:
        """Bring the steps to check into sight, once everything has its place."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.check))

    def arrange(self, breadth: Breadth) -> None:
        """Lay the cards out for the room there is."""
        super().arrange(breadth)
        cards = (
            self.people,
            self.store,
            self.files,
            self.copies,
            self.erasing,
            self.trusted,
            self.check,
        )
        for card in cards:
            # Not takeAt: the item would live on, and the card's new one never hear of its growing.
            self._grid.removeWidget(card)
        if breadth is Breadth.NARROW:
            places = tuple((row, 0, 1, 6) for row in range(7))
        else:
            places = (
                (0, 0, 1, 4),
                (0, 4, 1, 2),
                (1, 0, 1, 6),
                (2, 0, 1, 3),
                (2, 3, 1, 3),
                (3, 0, 1, 6),
                (4, 0, 1, 6),
            )
        for card, place in zip(cards, places, strict=True):
            self._grid.addWidget(card, *place)
        for column in range(6):
            self._grid.setColumnStretch(column, 1)

    def _make_room_for(self) -> None:
        """Let the page grow with a card: a layout within a layout remembers its old height."""
        self._grid.invalidate()
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        self._grid.invalidate()
        self._inner.updateGeometry()
        if self.erasing.asks:
            self.ensureWidgetVisible(self.erasing)

    def _want_files(self, person: str) -> None:
        if person:
            self.files_wanted.emit(person)

    def _ask_erase(self, person: str) -> None:
        named = self._state.named(person)
        if named is not None:
            self.erasing.ask_person(named)
