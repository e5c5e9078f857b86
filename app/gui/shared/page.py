"""A page: title, one sentence that answers the page's question, and cards beneath.

Pages scroll down, never sideways. A page joins ``build.py`` of its package:
``build_<page>(tasks: Starts, session: Session) -> Page``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.gui import theme
from app.gui.shared.words import Words
from app.workflow.case import Case


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

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        theme.dress(self)  # before anything is within: then it costs nothing
        self._kept: list[object] = []
        self.breadth = Breadth.WIDE
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self.title = Words(title, "title", weight=600)
        self.title.setMinimumHeight(look.px(28))
        self.sentence = Words("", "body", "ink2", wraps=True)
        self.sentence.setMinimumHeight(look.px(20))
        column.addWidget(self.title)
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

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved of this page."""
        return ()

    def keep(self, presenter: object) -> None:
        """Keep a presenter alive: PySide holds its bound methods weakly."""
        self._kept.append(presenter)
