"""The pages of the window: made when wanted or ahead of that, filled when shown.

Only the page before the reader follows a change at once. All others are told when they are shown,
so that a change costs the same however many pages there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QStackedWidget

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.shared.page import Breadth, Page
from app.workflow.case import Case

_QUIET = 150  # milliseconds without work before a page is made ahead


class Shelf(QObject):
    """Holds the pages that there are."""

    def __init__(
        self, make: Callable[[str], Page], idle: Callable[[], bool], parent: QObject
    ) -> None:
        """Make an empty shelf.

        Args:
            make: Makes a page by its name, and connects it.
            idle: Tells whether nothing is under way.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.pages: dict[str, Page] = {}
        self._loose: dict[str, Page] = {}  # made, and not in their place yet
        self._make, self._idle = make, idle
        self._stack = QStackedWidget()
        self._told: tuple[Case, Explanation] | None = None
        self._behind: set[str] = set()  # pages that have not been told yet
        self._laid: dict[str, Breadth] = {}  # pages that were laid out, and for which room
        self._unsettled: set[str] = set()  # hidden pages in which nothing has its place yet
        self._ahead: Sequence[str] = ()
        self._rested = False  # whether nothing was under way when it was looked last
        self._wanted: tuple[str, Breadth, Callable[[], None]] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self._uncover = QTimer(self, singleShot=True, interval=0)
        self._uncover.timeout.connect(lambda: self._stack.setUpdatesEnabled(True))
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._make_ahead)

    def clear(self, stack: QStackedWidget) -> tuple[Page, ...]:
        """Begin anew with no page; from now on they go into ``stack``.

        Returns:
            The pages there were, for whoever lets them go.
        """
        gone = self.made
        self.pages, self._loose = {}, {}
        self._behind, self._laid, self._unsettled, self._stack = set(), {}, set(), stack
        self._quiet.stop()
        self.leave()
        stack.currentChanged.connect(lambda _at: self.leave())
        return gone

    @property
    def bringing(self) -> bool:
        """Whether a page is being prepared to be shown."""
        return self._wanted is not None

    @property
    def made(self) -> tuple[Page, ...]:
        """All pages that there are."""
        return (*self.pages.values(), *self._loose.values())

    def page(self, name: str) -> Page:
        """Return a page, made when it is first wanted; it may not know of the case yet."""
        while name not in self.pages:
            self._go_on_with(name)
        return self.pages[name]

    def _go_on_with(self, name: str) -> None:
        """Make a page that there is not; then put it into its place."""
        page = self._loose.pop(name, None)
        if page is None:
            self._loose[name] = self._make(name)
        else:
            page.resize(0, 0)  # else the page that is shown would be painted again beneath it
            self._stack.addWidget(page)
            theme.dress(page)  # not before: all of it would be dressed once more in its place
            self.pages[name] = page
            self._behind.add(name)
            self._unsettled.add(name)

    def prepare(self, name: str, breadth: Breadth) -> bool:
        """Do one step towards showing a page; say whether it is ready.

        Made in one turn of the event loop, put into its place in the next, then filled, dressed,
        laid out and at last shown, a page keeps the reader waiting less than in one go.

        Args:
            name: Which page.
            breadth: The room there is.
        """
        if name not in self.pages:
            self._go_on_with(name)
            return False
        page = self.pages[name]
        if self._told is not None and name in self._behind:
            self._tell(name)
            return False
        if page is self._stack.currentWidget():
            return True
        if theme.dress(page):
            self._unsettled.add(name)
            return False
        if name in self._unsettled or page.size() != self._stack.size():
            self._arrange(name, breadth)
            self._settle(name)
            return False
        return True

    def bring(
        self, name: str, breadth: Breadth, then: Callable[[], None], *, at_once: bool = True
    ) -> None:
        """Prepare a page step by step, unless something else is shown meanwhile.

        Args:
            name: Which page.
            breadth: The room there is.
            then: Shows it.
            at_once: Whether to begin now and not in the next turn of the event loop.
        """
        self._wanted = name, breadth, then
        if at_once:
            self._go_on()
        else:
            self._soon.start()

    def _go_on(self) -> None:
        if self._wanted is None:
            return
        name, breadth, then = self._wanted
        if self.prepare(name, breadth):
            self._wanted = None
            then()
        else:
            self._soon.start()

    def leave(self) -> None:
        """Let the page be that is being prepared: something else is shown."""
        self._wanted = None
        self._soon.stop()

    def show(self, name: str, breadth: Breadth) -> Page:
        """Show a page as things are now, laid out for the room there is.

        It is painted in the next turn of the event loop; what was there stays until then.
        """
        self.leave()
        page = self.page(name)
        theme.dress(page)
        self._arrange(name, breadth)
        self._tell(name)
        self._unsettled.discard(name)
        if page is self._stack.currentWidget():
            return page
        if self._stack.updatesEnabled():
            self._stack.setUpdatesEnabled(False)
            self._uncover.start()
        self._stack.setCurrentWidget(page)
        return page

    def _arrange(self, name: str, breadth: Breadth) -> None:
        page = self.pages[name]
        if self._laid.get(name) is not breadth or page.breadth is not breadth:
            self._laid[name] = breadth
            page.arrange(breadth)

    def _settle(self, name: str) -> None:
        """Give everything on a hidden page its place: Qt would do so when the page is shown."""
        self._unsettled.discard(name)
        page = self.pages[name]
        page.setGeometry(self._stack.rect())
        page.grab(QRect(0, 0, 1, 1))  # whatever shall be painted is laid out first

    def tell(self, case: Case, explanation: Explanation, ahead: Sequence[str]) -> None:
        """Show a case on the page before the reader; the others follow when they are shown.

        Args:
            case: The case.
            explanation: What explains it.
            ahead: Pages to make while nothing else is to do, the likeliest first.
        """
        self._told = case, explanation
        self._behind = set(self.pages)
        for name, page in self.pages.items():
            if page is self._stack.currentWidget():
                self._tell(name)
                break
        self.make_ahead(ahead)

    def forget(self) -> None:
        """Forget the case."""
        self._told = None
        self._quiet.stop()

    def make_ahead(self, ahead: Sequence[str]) -> None:
        """Make these pages while nothing else is to do."""
        self._ahead, self._rested = ahead, False
        self._quiet.start()

    def _tell(self, name: str) -> None:
        if self._told is not None and name in self._behind:
            self._behind.discard(name)
            self._unsettled.add(name)
            self.pages[name].show_case(*self._told)

    def _make_ahead(self) -> None:
        wanted = next((name for name in self._ahead if name not in self.pages), None)
        if wanted is None:
            return
        rested = self._idle() and not self.bringing
        if rested and self._rested:  # else what was worked out is only just being painted
            self._go_on_with(wanted)
        self._rested = rested
        self._quiet.start()
