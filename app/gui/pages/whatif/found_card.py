"""The card with the plan that was found, or the proof that there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.whatif.finder import Found
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.clearing import clear, held
from app.gui.shared.words import Words, hairline
from app.wording.language import _

_MOST_ROWS = 8


class FoundCard(Card):
    """Tells what was found."""

    surer_wanted = Signal()
    way_chosen = Signal(int)  # 0 is the plan itself
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The plan"), parent)
        close = QPushButton(_("Close"))
        close.setProperty("link", "true")
        close.clicked.connect(self.closed)
        self.put_at_right(close)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.current().px(4))
        self.body.addLayout(self._column)
        self.found: Found | None = None
        self.surer: QPushButton | None = None
        self.ways: list[QPushButton] = []

    def show_found(self, found: Found) -> None:
        """Show what was found, or proven."""
        look = theme.current()
        self.found, self.surer, self.ways = found, None, []
        clear(self._column)
        self.heading.setText(found.verdict)
        self.setAccessibleName(found.verdict)
        for line in found.lines:
            self._column.addWidget(Words(line, "table", "ink2", wraps=True))
        if found.held:
            self._heading(_("What holds it back"))
            for line in found.held:
                self._column.addWidget(Words(line, "table", "ink", wraps=True))
        if found.can_be_surer:
            self.surer = QPushButton(_("Make it 90 % sure"))
            self.surer.clicked.connect(self.surer_wanted)
            self._column.addSpacing(look.px(4))
            self._column.addWidget(self.surer, 0, Qt.AlignmentFlag.AlignLeft)
        if found.schedule is not None:
            self._heading(_("What to do when"))
            table = ChartTable(_("What to do when"))
            table.show_table(found.schedule)
            rows = min(len(found.schedule.rows), _MOST_ROWS)
            table.setFixedHeight(look.px(26) * rows + look.px(38))
            self._column.addWidget(table)
        if found.ways:
            self._heading(_("Other ways of nearly the same effort"))
            self._way(_("The plan of least effort"), 0)
            for place, way in enumerate(found.ways, start=1):
                self._way(way, place)

    def _heading(self, text: str) -> None:
        look = theme.current()
        self._column.addSpacing(look.px(4))
        self._column.addWidget(hairline())
        self._column.addSpacing(look.px(4))
        self._column.addWidget(Words(text, "caption", "ink2"))

    def _way(self, text: str, place: int) -> None:
        row = QHBoxLayout()
        row.addWidget(Words(text, "table", "ink", wraps=True), 1)
        use = QPushButton(_("Set the sliders"))
        use.setProperty("small", "true")
        use.setAccessibleDescription(text)
        use.clicked.connect(partial(self.way_chosen.emit, place))
        self.ways.append(use)
        row.addWidget(use)
        self._column.addWidget(held(row))
