"""Joins hints, tour and keys with the window: what is shown where, and when it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui import theme
from app.gui.first_use import TOUR, Hints, Step, Tour
from app.gui.guides_dialog import GuidesDialog
from app.gui.keys_dialog import KeysDialog
from app.gui.pages_made import BREAKDOWN, CHANGES, CONTACTS, OTHERS, OVERVIEW, RULEBOOK
from app.gui.reading_order import stops_of
from app.gui.shared.card import Card
from app.gui.shared.page import Page
from app.gui.tour import Ring, TourCard
from app.wording import guiding as words
from app.wording.language import _

_HINTS = {
    OVERVIEW: ("reasons",),
    BREAKDOWN: ("record", "figure"),
    CONTACTS: ("contact",),
    RULEBOOK: ("compare",),
    OTHERS: ("decision",),
}
_STEPS = (
    Step("dial", OVERVIEW),
    Step("reasons", OVERVIEW),
    Step("opens", OVERVIEW),
    Step("account", BREAKDOWN),
    Step("changes", CHANGES),
    Step("rulebook", RULEBOOK),
)


class Guiding(QObject):
    """Shows each page's hint and walks through the tour."""

    def __init__(
        self,
        window: QWidget,
        seen: tuple[str, ...],
        keep: Callable[[tuple[str, ...]], None],
        show_page: Callable[[str], None],
        open_sample: Callable[[], None],
    ) -> None:
        """Begin.

        Args:
            window: The window that the tour is laid over.
            seen: What the reader is through with.
            keep: Keeps that for the next time.
            show_page: Shows a page.
            open_sample: Opens the sample person, for who wants the tour and has nobody open.
        """
        super().__init__(window)
        self._window, self._show_page, self._open_sample = window, show_page, open_sample
        self._hints = Hints(_HINTS, seen, keep)
        self._tour = Tour(self, _STEPS)
        self._offering = self._starting = self._leading = False
        self._stack: QStackedWidget | None = None
        self._about: QWidget | None = None
        self._ring: Ring | None = None
        self._card: TourCard | None = None
        window.installEventFilter(self)

    @property
    def card(self) -> QWidget | None:
        """The card of the tour while there is one: a part of the window to go to."""
        return self._card

    def attach(self, stack: QStackedWidget) -> None:
        """Watch the pages that are shown; the window is built anew in another language."""
        self._tour.end()
        self._stack = stack
        for shown in self._window.findChildren(GuidesDialog):
            shown.speak()
        stack.currentChanged.connect(lambda _at: self._page_shown())

    def sample_opened(self) -> None:
        """Offer the tour with the sample, once."""
        self._offering = True

    def start_tour(self) -> None:
        """Show the reader around; the sample where nobody is open."""
        self._hints.done(TOUR)
        self._starting = True
        self._show_page(OVERVIEW)
        if self._starting and not self._is_on(OVERVIEW):
            self._open_sample()
        else:
            self._begin()

    def end_tour(self) -> None:
        """Take the tour away, and give the focus back to the page."""
        focused = self._window.focusWidget()
        was_here = self._card is not None and self._card.isAncestorOf(focused)
        for widget in (self._card, self._ring):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        about, self._card, self._ring, self._about = self._about, None, None, None
        if was_here and about is not None:
            first = next(stops_of(about), None)
            (first or self._window).setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def show_step(self, step: Step, number: int, count: int) -> bool:
        """Point at a part of the window; say whether there is that part."""
        self._leading = True
        self._show_page(step.page)
        self._leading = False
        about = self._part(step)
        if about is None:
            return False
        if self._card is None:
            self._card, self._ring = TourCard(self._window), Ring(self._window)
            self._card.next_wanted.connect(self._tour.next)
            self._card.back_wanted.connect(self._tour.back)
            self._card.end_wanted.connect(self._tour.end)
        self._about = about
        place = words.place_in_tour(number, count)
        self._card.tell(place, words.step(step.name), first=number == 1, last=number == count)
        self._bring(about)
        self._place()
        self._card.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.speak()
        return True

    def show_hints_again(self) -> None:
        """Say every hint again."""
        self._hints.again()
        self._say()

    def done(self, name: str) -> None:
        """Take note that the reader did what a hint tells of."""
        self._hints.done(name)
        page = self._page()
        if page is not None and page.hint() == words.hint(name):
            page.show_hint("")

    def show_keys(self) -> None:
        """Show the list of keys."""
        KeysDialog(self._window).open()

    def show_guides(self) -> None:
        """Show the guides beside the window, or bring them to the fore."""
        shown = self._window.findChild(GuidesDialog)
        if shown is None:
            shown = GuidesDialog(self._window)
            shown.show()
        shown.raise_()
        shown.activateWindow()

    def close_what_is_open(self) -> bool:
        """Close the tour on Escape, wherever the focus is; say whether there was one."""
        under_way = self._tour.under_way
        self._tour.end()
        return under_way

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the tour along with the window's size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return super().eventFilter(watched, event)

    def _page_shown(self) -> None:
        page = self._page()
        if self._tour.under_way and not self._leading:
            self._tour.end()
        if page is None:
            return
        if not page.property("guided"):
            page.setProperty("guided", True)
            page.used.connect(self.done)
            page.tour_wanted.connect(self.start_tour)
            page.hint_closed.connect(partial(self._close_hint, page))
            page.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        if self._starting and self._is_on(OVERVIEW):
            self._begin()
        self._say()

    def _begin(self) -> None:
        self._starting = False
        self._tour.start()
        self._say()

    def _say(self) -> None:
        page = self._page()
        if page is None:
            return
        if self._offers_tour(page):
            page.show_hint(words.offer(), _("Show me around"))
            return
        name = self._hints.of(page.objectName())
        wanted = name and not self._tour.under_way and page.can_use(name)
        page.show_hint(words.hint(name) if wanted else "")

    def _offers_tour(self, page: Page) -> bool:
        wanted = self._offering and not self._hints.is_seen(TOUR) and not self._tour.under_way
        return wanted and page.objectName() == OVERVIEW

    def _close_hint(self, page: Page) -> None:
        name = TOUR if self._offers_tour(page) else self._hints.of(page.objectName())
        page.show_hint("")
        if name:
            self._hints.done(name)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> Page | None:
        shown = self._stack.currentWidget() if self._stack is not None else None
        return shown if isinstance(shown, Page) else None

    def _is_on(self, name: str) -> bool:
        page = self._page()
        return page is not None and page.objectName() == name

    def _part(self, step: Step) -> QWidget | None:
        """Return what a step points at: the part of that name, else the page's first card."""
        page = self._page()
        if page is None or page.objectName() != step.page:
            return None
        named = page.findChild(QWidget, step.name)
        if named is None:
            named = next((card for card in page.findChildren(Card) if card.isVisible()), None)
        return named if named is not None and named.isVisible() else None

    def _bring(self, about: QWidget) -> None:
        """Scroll to what is told of: to its upper left, where it is larger than the page."""
        page = self._page()
        if page is None:
            return
        page.ensureWidgetVisible(about)
        page.horizontalScrollBar().setValue(0)
        inner = page.widget()
        if inner is not None and about.height() > page.viewport().height():
            top = about.mapTo(inner, QPoint()).y()
            page.verticalScrollBar().setValue(top - theme.current().px(8))

    def _place(self) -> None:
        page = self._page()
        if self._card is None or self._ring is None or self._about is None or page is None:
            return
        sight = QRect(page.mapTo(self._window, QPoint()), page.viewport().size())
        about = QRect(self._about.mapTo(self._window, QPoint()), self._about.size())
        seen = about.adjusted(-3, -3, 3, 3).intersected(sight)
        self._ring.setGeometry(seen)
        self._card.fit(sight.adjusted(8, 8, -8, -8), seen)
        for widget in (self._ring, self._card):
            widget.show()
            widget.raise_()
