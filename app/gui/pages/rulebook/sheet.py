"""The document on its sheet: entries beneath each other, laid out little by little."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.gui import theme
from app.gui.pages.rulebook.document import Document, Hit
from app.gui.pages.rulebook.row import EntryRow
from app.wording.language import _

_AT_ONCE = 0.008  # seconds of the window's thread between two looks at what the reader does
_SIDE, _TOP = 24, 4


class Sheet(QScrollArea):
    """Shows a document; tells which section is read."""

    section_reached = Signal(str)  # id of the section
    completed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ring", "true")
        self.setAccessibleName(_("Rulebook"))
        self.setAccessibleDescription(_("The arrow keys go through the text."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setProperty("surface", "card")
        self._page = QWidget()
        self._page.setProperty("surface", "plain")
        self.setWidget(self._page)
        self._document: Document | None = None
        self._rows: dict[str, EntryRow] = {}
        self._heads: list[tuple[str, str]] = []  # section, its first entry
        self._next = 0  # number of the entry that is placed next
        self._low = 0  # where it goes
        self._wanted = ""  # the entry to come to, once it is there
        self._hits: tuple[Hit, ...] = ()
        self._hit: Hit | None = None
        self.longest = 0.0  # seconds of the longest piece of laying out, for the measurement
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.verticalScrollBar().valueChanged.connect(self._tell_section)

    @property
    def busy(self) -> bool:
        """Whether entries are still being placed."""
        return self._timer.isActive()

    def show_document(self, document: Document) -> None:
        """Show a document; entries that stay as they are keep their widgets."""
        same = self._document is not None and (
            [e.id for e in self._document.entries] == [e.id for e in document.entries]
        )
        kept = {name: row for name, row in self._rows.items() if same}
        fresh = {entry.id: entry for entry in document.entries}
        for name, row in self._rows.items():
            if name not in kept or row.entry != fresh[name]:
                row.hide()
                row.deleteLater()
                kept.pop(name, None)
        self._rows = kept
        self._document = document
        self._heads = [(one.id, one.entries[0].id) for one in document.sections]
        if not same:
            self.verticalScrollBar().setValue(0)
        self._begin()

    def show_hits(self, hits: tuple[Hit, ...], current: Hit | None) -> None:
        """Mark where a searched text stands, and come to the current place."""
        self._hits, self._hit = hits, current
        by_entry: dict[str, list[Hit]] = {}
        for hit in hits:
            by_entry.setdefault(hit.entry, []).append(hit)
        for name, row in self._rows.items():
            row.show_hits(tuple(by_entry.get(name, ())), current)
        if current is not None:
            self.come_to(current.entry)

    def come_to(self, entry: str) -> None:
        """Bring an entry to the top, as soon as it is there."""
        row = self._rows.get(entry)
        if row is None or self._timer.isActive():
            self._wanted = entry
        if row is not None:
            self.verticalScrollBar().setValue(max(0, row.y() - theme.current().px(_TOP)))

    def come_to_section(self, section: str) -> None:
        """Bring a section to the top."""
        head = next((entry for name, entry in self._heads if name == section), "")
        if head:
            self.come_to(head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._begin()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def _begin(self) -> None:
        self._next, self._low = 0, theme.current().px(_TOP)
        self._timer.start()

    def _go_on(self) -> None:
        """Make and place entries for a few milliseconds, then let the reader do something."""
        document = self._document
        if document is None:
            return
        look = theme.current()
        side = look.px(_SIDE)
        width = max(look.px(120), self.viewport().width() - 2 * side)
        began = time.perf_counter()
        entries = document.entries
        while self._next < len(entries) and time.perf_counter() - began < _AT_ONCE:
            entry = entries[self._next]
            row = self._rows.get(entry.id)
            if row is None:
                row = self._rows[entry.id] = EntryRow(entry, self._page)
                row.focused.connect(self._show_row)
            row.show_hits(tuple(h for h in self._hits if h.entry == entry.id), self._hit)
            height = row.fit(width)
            row.setGeometry(QRect(side, self._low, width, height))
            row.show()
            self._low += height
            self._next += 1
        bottom = self._low + look.px(16)
        done = self._next >= len(entries)
        if done or bottom > self._page.height():
            self._page.resize(self.viewport().width(), bottom)
        elif self._page.width() != self.viewport().width():
            self._page.resize(self.viewport().width(), self._page.height())
        bar = self.verticalScrollBar()
        # The area itself learns of its page's new size only once it is seen.
        bar.setRange(0, max(0, self._page.height() - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        self.longest = max(self.longest, time.perf_counter() - began)
        if not done:
            self._timer.start()
            return
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.come_to(wanted)
        self._tell_section(self.verticalScrollBar().value())
        self.completed.emit()

    def _show_row(self, row: EntryRow) -> None:
        self.ensureWidgetVisible(row, 0, theme.current().px(16))

    def _tell_section(self, value: int) -> None:
        reached = ""
        line = value + theme.current().px(40)
        for section, head in self._heads:
            row = self._rows.get(head)
            if row is None or row.y() > line:
                break
            reached = section
        if reached:
            self.section_reached.emit(reached)
