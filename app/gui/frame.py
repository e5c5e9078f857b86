"""The window's frame: its size and look, its language, and what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.doorway import DoorwayView
from app.gui.guiding import Guiding
from app.gui.header import Header
from app.gui.rail import Rail
from app.gui.reading_order import bring_into_sight, order_by_eye, stops_of
from app.gui.shared.page import Breadth, Page
from app.gui.shared.popover import Popover
from app.gui.shortcuts import local_files
from app.gui.steps import Steps
from app.gui.surroundings import Surroundings
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording.language import Language


class Frame(QMainWindow):
    """Knows the reader's settings and nothing of people; ``Window`` fills it."""

    settings_chosen = Signal(object)  # Settings
    closing = Signal(object)  # Settings, as they are kept last
    stack: QStackedWidget
    doorway: DoorwayView
    rail: Rail
    header: Header

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._scale = 1.0
        self._breadth = Breadth.WIDE
        self._inner: QWidget | None = None  # rail, header and pages, made anew now and then
        self._unsaid = False  # whether what was computed must be said in another language
        self._leaving, self._wearing, self._building = Steps(self), Steps(self), Steps(self)
        self.room = QWidget()
        self._room = QVBoxLayout(self.room)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.setCentralWidget(self.room)
        self._veil = QWidget(self)
        self._veil.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._veil.hide()
        self.setAcceptDrops(True)
        self.setWindowTitle("Whyscore")
        look = theme.current()
        self.setMinimumSize(look.sizes["least_width"], look.sizes["least_height"])
        self.resize(1280, 800)
        if settings.geometry:  # Qt leaves the window as it is where it cannot be used
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.guiding = Guiding(
            self, settings.seen, self._keep_seen, self.show_page, self.open_sample
        )

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open one person's files."""
        raise NotImplementedError

    def open_sample(self) -> None:
        """Open the sample person."""
        raise NotImplementedError

    def show_page(self, page: str) -> None:
        """Show a page; nothing happens while it cannot be reached."""
        raise NotImplementedError

    def show_drop(self, *, over: bool) -> None:
        """Show that files hang over the window, or no longer do."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Build everything in the language and the size that hold now."""
        raise NotImplementedError

    def _fill_export(self) -> None:
        """Offer what can be printed and saved of the page that is shown."""
        raise NotImplementedError

    def say_again(self) -> None:
        """Say in another language what was computed."""
        raise NotImplementedError

    def breadth(self) -> Breadth:
        """Tell how much room there is, the text's size considered."""
        look = theme.current()
        effective = self.width() / look.scale
        if effective >= look.sizes["wide"]:
            return Breadth.WIDE
        return Breadth.MIDDLE if effective >= look.sizes["middle"] else Breadth.NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything for the room there is."""
        super().resizeEvent(event)
        if self.breadth() is not self._breadth:
            self._arrange()

    def show_doorway(self) -> None:
        """Put the doorway before the reader."""
        self.stack.setCurrentWidget(self.doorway)

    def ask_password(self, file: str, *, again: bool) -> None:
        """Ask for the password of a locked file."""
        self.show_doorway()
        self.doorway.ask_password(file, again=again)

    def choose_language(self, language: Language | None) -> None:
        """Speak another language from now on."""
        self._choose(replace(self._settings, language=language))
        self._unsaid = True
        self.rebuild()

    def choose_theme(self, choice: Choice) -> None:
        """Put another look on."""
        self._choose(replace(self._settings, theme=choice))

    def look_changed(self) -> None:
        """Build the window again where the text changed its size; else put the look on.

        A hidden page puts it on when it is shown.
        """
        if theme.current().scale != self._scale:
            self.rebuild()
            return
        if self._building.under_way:
            return  # what is being made puts it on in the end
        parts = [self.stack.currentWidget(), self.rail, self.header]
        # All at once would be felt; nothing is painted in the old colours and the new together.
        self.setUpdatesEnabled(False)
        self._wearing.instead(
            [
                *(partial(theme.dress, part) for part in parts if part is not None),
                self._paint_again,
            ]
        )

    @property
    def changing(self) -> bool:
        """Whether the window is being built again, or puts another look on."""
        return self._building.under_way or self._wearing.under_way

    def choose_text_size(self, percent: int) -> None:
        """Make the text larger or smaller."""
        self._choose(replace(self._settings, text_size=percent))

    @property
    def lock_after(self) -> int:
        """Minutes until the store locks itself; 0 is never."""
        return self._settings.lock_after

    def choose_lock_after(self, minutes: int) -> None:
        """Lock the store by itself after so many minutes."""
        self._choose(replace(self._settings, lock_after=minutes))

    def keep_geometry(self) -> None:
        """Have it kept where the window stands."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if geometry != self._settings.geometry:
            self._settings = replace(self._settings, geometry=geometry)
            self.closing.emit(self._settings)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Follow the eye with the Tab key, and bring what gets the focus into sight."""
        # Now and not before: pages make and hide what they show as they please.
        if (shown := self.stack.currentWidget()) is not None:
            order_by_eye(shown)
        moved = super().focusNextPrevChild(forwards)
        if moved and (focused := QApplication.focusWidget()) is not None:
            bring_into_sight(focused)
        return moved

    def keys(self) -> dict[str, Callable[[], None]]:
        """Return the keys that lead through the window, and what each does."""
        return {
            "F6": partial(self._go_on, 1),
            "Shift+F6": partial(self._go_on, -1),
            "Ctrl+F": self._search,
            "Ctrl+/": self.guiding.show_keys,
            "Ctrl+F1": self.guiding.show_guides,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close what lies over the page on Escape; show the keys on a question mark."""
        if event.text() == "?":  # a shortcut would take it from who writes, on some keyboards
            self.guiding.show_keys()
            return
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self.guiding.close_what_is_open()
        for note in self.findChildren(Popover):
            note.close()

    def _go_on(self, step: int) -> None:
        """Give the focus to the next part of the window: rail, header, page, tour."""
        parts = [self.rail, self.header, self.stack.currentWidget(), self.guiding.card]
        there = [part for part in parts if part is not None and part.isVisible()]
        focused = QApplication.focusWidget()
        holds = [part is focused or part.isAncestorOf(focused or self) for part in there]
        here = holds.index(True) if True in holds else -min(step, 0)
        for away in range(1, len(there) + 1):
            part = there[(here + step * away) % len(there)]
            stops = list(stops_of(part))
            if stops:
                last = part.focusWidget()  # where the reader was in it before
                wanted = last if last in stops else stops[0]
                wanted.setFocus(Qt.FocusReason.TabFocusReason)
                bring_into_sight(wanted)
                return

    def _search(self) -> None:
        """Go to the search of the page, where it has one."""
        shown = self.stack.currentWidget()
        for field in shown.findChildren(QLineEdit, "search") if shown is not None else ():
            if field.isVisible():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()
                bring_into_sight(field)
                return

    def _keep_seen(self, seen: tuple[str, ...]) -> None:
        self._choose(replace(self._settings, seen=seen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, wherever they hang over the window."""
        if local_files(event.mimeData().urls()):
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the door be as it was."""
        event.accept()
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped: on the page that takes files, else as one person's."""
        self._show_over(over=False)
        if paths := local_files(event.mimeData().urls()):
            event.acceptProposedAction()
            page = self.stack.currentWidget()
            if not isinstance(page, Page) or not page.take_files(paths):
                self.open_files(paths)

    def _show_over(self, *, over: bool) -> None:
        page = self.stack.currentWidget()
        if not isinstance(page, Page) or not page.show_over(over=over):
            self.show_drop(over=over)

    def show_own_header(self) -> None:
        """Say in the header what the page that is shown says there, else what the person's is."""
        page = self.stack.currentWidget()
        own = page.own_header() if isinstance(page, Page) else None
        if self.header.show_own(own):
            self._fill_export()

    def _surround(self, made: Surroundings, pages: Iterable[QWidget]) -> None:
        """Put new rail, header and pages in the place of the old, which go one by one."""
        if self._inner is not None:
            self.stack.blockSignals(True)  # its pages go: no other is shown for that
        self.rail, self.header = made.rail, made.header
        self.doorway, self.stack = made.doorway, made.stack
        for part in (self.rail, self.header):
            theme.dress(part)  # another look may have come while they were made
        self.rail.language_chosen.connect(self.choose_language)
        self.rail.theme_chosen.connect(self.choose_theme)
        self.rail.text_size_chosen.connect(self.choose_text_size)
        self.rail.guides_wanted.connect(self.guiding.show_guides)
        self.rail.keys_wanted.connect(self.guiding.show_keys)
        self.rail.tour_wanted.connect(self.guiding.start_tour)
        self.rail.hints_wanted.connect(self.guiding.show_hints_again)
        self.guiding.attach(self.stack)
        self.stack.currentChanged.connect(lambda _at: self._release())
        self.stack.currentChanged.connect(lambda _at: self.show_own_header())
        old, self._inner = self._inner, made.inner
        self._room.addWidget(made.inner)
        made.inner.show()
        if old is not None:
            old.hide()
            self._room.removeWidget(old)
            self._leaving.add(one.deleteLater for one in (*pages, old))

    def _hold(self) -> None:
        """Keep the picture as it is, until a page or the doorway is put before the reader.

        What changes meanwhile changes in several turns of the event loop, and is seen at once.
        """
        self.setUpdatesEnabled(False)
        self._wearing.instead(())

    def _release(self) -> None:
        """Paint again from the next turn on, when all is in its place."""
        if not self.updatesEnabled():
            self._wearing.add([self._paint_again])

    def _paint_again(self) -> None:
        if self.updatesEnabled():
            return
        self.setUpdatesEnabled(True)
        # Every widget wants to be painted now. Qt would paint those that cover what is beneath
        # them, with all that is on them, and then all of that once more with those that do not;
        # unless the whole window has to be painted anyway, as where something before it goes.
        self._veil.setGeometry(self.rect())
        self._veil.show()
        self._veil.hide()

    def _arrange(self) -> None:
        """Arrange rail, header and page; another page follows when it is shown."""
        breadth = self._breadth = self.breadth()
        self.rail.set_narrow(narrow=breadth is not Breadth.WIDE)
        self.header.arrange(breadth)
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.arrange(breadth)

    def _choose(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_chosen.emit(settings)
