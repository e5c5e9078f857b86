"""A page: title, one sentence that answers the page's question, and cards beneath.

Pages scroll down, never sideways: what stands beside each other folds where there is no room for
it. A page joins ``build.py`` of its package: ``build_<page>(tasks: Starts, session: Session) ->
Page``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.gui import theme
from app.gui.shared.hint_line import HintLine
from app.gui.shared.own_header import OwnHeader
from app.gui.shared.words import Words
from app.workflow.case import Case

_TIGHT = 480  # of a page: less is too little for what stands beside each other in one card


class Breadth(Enum):
    """How much room there is beside each other, the text's size considered."""

    WIDE = "wide"  # as drawn, from 1200
    MIDDLE = "middle"  # two columns, from 900
    NARROW = "narrow"  # one column


@dataclass(frozen=True, slots=True)
class Table:
    """A chart as a table: headings, and rows of cells as they are said."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Lines = Callable[[Progress], Iterator[tuple[str, ...]]]
"""Makes a table line by line, the headings first, off the window's thread."""


@dataclass(frozen=True)
class Exportable:
    """Something on a page that can be saved: as a picture, as a table, or both.

    Attributes:
        name: What it is, as the menu says it.
        widget: What is painted; ``None`` where there is only a table.
        table: Gives the table; ``None`` where there is only a picture.
        paint: Paints the picture, where the widget itself is not what is wanted.
        lines: Notes what is shown at this moment and returns the work that makes the table of
            it, which may be a million lines; ``None`` where ``table`` is quick.
    """

    name: str
    widget: QWidget | None = None
    table: Callable[[], Table] | None = None
    paint: Callable[[QPainter], None] | None = None
    lines: Callable[[], Lines] | None = None


class _Inner(QWidget):
    """What scrolls: as high as its cards are at its width.

    A layout's own least height is that of its least width, where every sentence wraps; a page
    would then be far higher than what stands on it.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height at the present width."""
        least = super().minimumSizeHint()
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(self.width(), least.width())
        return QSize(least.width(), layout.heightForWidth(width))


class Page(QScrollArea):
    """A page of the window. Subclasses add cards to ``cards`` and show the case.

    Signals:
        rule_wanted: The reader wants the records behind a rule (its id; empty: all records).
    """

    rule_wanted = Signal(str)  # a rule's id: to its records in Breakdown
    record_wanted = Signal(str)  # a record's id: to its row in Breakdown
    page_wanted = Signal(str)  # another page's name
    rulebook_wanted = Signal(str)  # the id of a rulebook to go on under
    used = Signal(str)  # the reader did what a hint tells of (its name)
    tour_wanted = Signal()
    hint_closed = Signal()
    steps_changed = Signal()  # what can be undone on the page itself is something else
    header_changed = Signal()  # what the page says in the header is another

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._kept: list[object] = []
        self.breadth = Breadth.WIDE
        self.tight = False
        """Whether one column is short of room too: large text in a small window."""
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setProperty("surface", "page")
        self._inner = _Inner()
        self._inner.setProperty("surface", "page")
        self.setWidget(self._inner)
        column = self._column = QVBoxLayout(self._inner)
        margin = look.size("margin")
        column.setContentsMargins(margin, look.px(20), margin, look.px(10))
        self._wide_bar = False
        self._room = QTimer(self)
        self._room.setSingleShot(True)
        self._room.setInterval(0)
        self._room.timeout.connect(self._give_room)
        # The bar takes its room from the margin: the cards stay where they are.
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        column.setSpacing(0)
        self.title = Words(title, "title", weight=600, wraps=True)
        self.title.setMinimumHeight(look.px(28))
        self.sentence = Words("", "body", "ink2", wraps=True)
        self.sentence.setMinimumHeight(look.px(20))
        self._head = QHBoxLayout()
        self._head.setSpacing(look.px(16))
        self._head.addWidget(self.title, 1)
        self._hint: HintLine | None = None
        self._placed = False  # whether the hint has a place yet
        self._lines: QVBoxLayout = column  # what holds the title's line, and the sentence
        column.addLayout(self._head)
        column.addWidget(self.sentence)
        column.addSpacing(look.px(16))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(look.size("gutter"))
        column.addLayout(self.cards, 1)

    @property
    def content(self) -> QWidget:
        """What scrolls: title, sentence and cards."""
        return self._inner

    def showEvent(self, event: QShowEvent) -> None:
        """Put on the look that came while the page was hidden."""
        theme.dress(self)
        super().showEvent(event)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        raise NotImplementedError

    def _make_room(self, _least: int, most: int) -> None:
        # Never within the bar's own event: it would come back to itself, until the stack is full.
        self._wide_bar = most > 0
        self._room.start()

    def _give_room(self) -> None:
        margins = self._column.contentsMargins()
        # Exactly the bar's width, or the cards would wrap anew and the bar come and go for ever.
        bar = self.verticalScrollBar().sizeHint().width() if self._wide_bar else 0
        right = max(0, theme.current().size("margin") - bar)
        if margins.right() != right:
            margins.setRight(right)
            self._column.setContentsMargins(margins)

    def show_rule(self, rule: str) -> None:
        """Lead to what is behind a rule (its id; empty: everything). Only Breakdown does."""

    def show_record(self, record: str) -> None:
        """Lead to one record (its id). Only Breakdown does."""

    def arrange(self, breadth: Breadth) -> None:
        """Lay the cards out for the room there is."""
        self.breadth = breadth
        self._see_room()

    def fold(self) -> None:
        """Put what stands beside each other in a card beneath each other, if ``tight``, or back."""

    def _see_room(self) -> None:
        narrow = self.breadth is Breadth.NARROW
        tight = narrow and self.viewport().width() < theme.current().px(_TIGHT)
        if tight is not self.tight:
            self.tight = tight
            self.fold()

    def can_use(self, name: str) -> bool:
        """Say whether what a hint tells of (its name) can be done on this page now."""
        del name
        return True

    def show_hint(self, text: str, act: str = "") -> None:
        """Say a hint at the end of the title's line, or beneath the sentence.

        Args:
            text: The hint; empty takes it away.
            act: What can be chosen at its end: the tour.
        """
        if self._hint is None:
            if not text:
                return
            self._hint = HintLine(self._inner)
            self._hint.closed.connect(self.hint_closed)
            self._hint.taken.connect(self.tour_wanted)
        self._hint.say(text, act)
        self._hint.setVisible(bool(text))
        self._place_hint()

    def hint(self) -> str:
        """Return the hint that is shown; empty where there is none."""
        return self._hint.text() if self._hint is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find a place for the hint, and fold what has no room."""
        super().resizeEvent(event)
        self._see_room()
        self._place_hint()

    def _place_hint(self) -> None:
        if self._hint is None:
            return
        margins = self._column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right() - self._right_of_title()
        title = self.title.fontMetrics().horizontalAdvance(self.title.text())
        wanted = title + self._hint.natural_width() + 2 * self._head.spacing()
        beside = wanted <= room
        self._hint.wrap(wraps=not beside)
        if beside is (self._head.indexOf(self._hint) >= 0) and self._placed:
            return
        self._placed = True
        self._head.removeWidget(self._hint)
        self._lines.removeWidget(self._hint)
        if beside:
            self._head.addWidget(self._hint)
        else:
            self._lines.insertWidget(self._lines.indexOf(self.sentence) + 1, self._hint)

    def _right_of_title(self) -> int:
        """Return how much of the title's line controls at its right take. Unit: pixels."""
        return 0

    def _put_beside(self, controls: QHBoxLayout) -> None:
        """Put the title's line and the sentence at the left of controls, above everything."""
        line = QHBoxLayout()
        line.setSpacing(self._head.spacing())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._head.removeWidget(self.title)
        self._column.removeWidget(self.sentence)
        line.addWidget(self.title, 1)
        self._head = line
        self._lines.addLayout(line)
        self._lines.addWidget(self.sentence)
        controls.insertLayout(0, self._lines, 1)

    def for_paper(self, *, on: bool) -> None:
        """Leave out what nobody can use on paper, or put it back."""
        if self._hint is not None:
            self._hint.setVisible(not on and bool(self._hint.text()))

    def settled(self) -> bool:
        """Say whether everything on the page has its place."""
        return True

    def own_header(self) -> OwnHeader | None:
        """Say what stands in the header on this page; ``None`` for the person's."""
        return None

    def can_step(self, *, back: bool) -> bool:
        """Whether something that was set on the page itself can be undone, or done again."""
        del back
        return False

    def step(self, *, back: bool) -> None:
        """Undo what was set on the page itself, or do it again."""

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take what was dropped while the page is shown; say whether it was wanted here."""
        del paths
        return False

    def show_over(self, *, over: bool) -> bool:
        """Show that files hang over the page; say whether it would take them."""
        del over
        return False

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved of this page."""
        return ()

    def keep(self, presenter: object) -> None:
        """Keep a presenter alive: PySide holds its bound methods weakly."""
        self._kept.append(presenter)
