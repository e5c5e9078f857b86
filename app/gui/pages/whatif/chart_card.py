"""The card with where the score would go: the figures, the chart or its table, the calendar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.charts.ahead import AheadChart
from app.gui.charts.ahead_figures import AheadLines
from app.gui.pages.whatif.content import Head, lines_table
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.clearing import held
from app.gui.shared.date_button import DateButton
from app.gui.shared.figure_label import FigureLabel
from app.gui.shared.icons import icon
from app.gui.shared.page import Table
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording.language import _

_HEAD = 612.0  # so much room the figures have beside each other, as drawn. Unit: pixels drawn.


class ChartCard(Card):
    """Shows where the score would go."""

    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        self.setAccessibleName(_("Where your score would go"))
        self.day = DateButton(_("Until when"))
        self.day.setProperty("link", "true")
        self.day.setFont(look.font("caption"))
        self.score = FigureLabel("plan")
        self.today, self.nothing = FigureLabel("table"), FigureLabel("table")
        self._today_words = Words(_("against today"), "table", "ink2")
        self._nothing_words = Words(_("against doing nothing"), "table", "ink2")
        self._span_title = Words("", "caption", "ink2")
        self.span = Words("", "table", "ink")
        self._switch = ChartSwitch("chart-line")
        self._switch.turned.connect(self._turn)
        self.calendar = QPushButton()
        self.calendar.setProperty("small", "true")
        set_tip(self.calendar, _("Save what is coming as a calendar file …"))
        self.calendar.setAccessibleName(_("Save what is coming as a calendar file …"))
        self.calendar.setFixedSize(look.px(32), look.px(24))
        self.calendar.setIconSize(QSize(look.px(16), look.px(16)))
        self.calendar.clicked.connect(self.calendar_wanted)
        self.chart = AheadChart()
        self._table = ChartTable(_("Where your score would go"))
        self._words = Words("", "table", "ink3", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._head_row())
        self._stack = QStackedWidget()
        self._stack.setProperty("surface", "plain")
        for part in (self._words, self.chart, self._table):
            self._stack.addWidget(part)
        self._stack.setMinimumHeight(look.px(300))
        self.body.addWidget(self._stack, 1)
        self._lines: AheadLines | None = None
        self._told = False  # whether the table tells these lines
        self._paint_icons()

    def show_plan(self, head: Head, lines: AheadLines) -> None:
        """Show the figures and the lines."""
        self._lines, self._told = lines, False
        self.score.show_note(head.score)
        pairs = (
            (self.today, self._today_words, head.today),
            (self.nothing, self._nothing_words, head.nothing),
        )
        for label, said, note in pairs:
            label.setVisible(note is not None)
            said.setVisible(note is not None)
            if note is not None:
                label.show_note(note)
        self._span_title.setText(head.span_title)
        self.span.setText(head.span)
        self._place_figures()
        self.chart.show_lines(lines)
        if self._stack.currentWidget() is self._words:
            self._turn(table=self._switch.is_table)
        elif self._stack.currentWidget() is self._table:
            self._fill()

    def show_words(self, text: str) -> None:
        """Say in the chart's place why there is none."""
        self._words.setText(text)
        self._stack.setCurrentWidget(self._words)

    def as_table(self) -> Table:
        """Return the chart as a table."""
        return lines_table(self._lines) if self._lines is not None else Table((), ())

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "chart"):
            self._paint_icons()
            self.chart.draw_soon()

    def _head_row(self) -> QGridLayout:
        look = theme.current()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.score, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        moved = QGridLayout()
        moved.setHorizontalSpacing(look.px(8))
        moved.setVerticalSpacing(0)
        right = Qt.AlignmentFlag.AlignRight
        for row, (label, said) in enumerate(
            ((self.today, self._today_words), (self.nothing, self._nothing_words))
        ):
            moved.addWidget(label, row, 0, right)
            moved.addWidget(said, row, 1)
        middle = QVBoxLayout()
        middle.addSpacing(look.px(14))
        middle.addLayout(moved)
        middle.addStretch(1)
        span = QVBoxLayout()
        span.setSpacing(look.px(4))
        self._span_lines = span
        for words in (self._span_title, self.span):
            span.addWidget(words, 0, right)
        span.addStretch(1)
        self._middle, self._at_right = held(middle), held(span)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.calendar)
        buttons.addWidget(self._switch)
        self._left, self._buttons = held(left), held(buttons)
        self._placed: tuple[bool, bool] | None = None
        self._tight = False
        head = self._head_grid = QGridLayout()
        head.setHorizontalSpacing(look.px(14))
        head.setVerticalSpacing(look.px(2))
        head.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self._left, 0, 0, top)
        head.addWidget(self._buttons, 0, 4, top)
        self.be_wide(wide=True)
        return head

    def be_wide(self, *, wide: bool) -> None:
        """Put the figures beside each other, or in two lines where there is no room."""
        self._wide = wide
        self._place_figures()

    def be_tight(self, *, tight: bool) -> None:
        """Put the range beneath what is gained, where there is no room beside it."""
        self._tight = tight
        self._place_figures()

    def _place_figures(self) -> None:
        parts = (self._left, self._middle, self._at_right, self._buttons)
        look = theme.current()
        needed = sum(part.sizeHint().width() + look.px(14) for part in parts)
        wide = self._wide and needed <= look.px(_HEAD)
        if (wide, self._tight) == self._placed:
            return
        self._placed = wide, self._tight
        head, top = self._head_grid, Qt.AlignmentFlag.AlignTop
        side = Qt.AlignmentFlag.AlignLeft if self._tight else Qt.AlignmentFlag.AlignRight
        for said in (self._span_title, self.span):
            self._span_lines.setAlignment(said, side)
        for part in (self._middle, self._at_right):
            head.removeWidget(part)
        # The columns between stay, empty: their gaps would take room.
        head.setHorizontalSpacing(look.px(4 if self._tight else 14))
        if wide:
            head.addWidget(self._middle, 0, 1, top)
            head.addWidget(self._at_right, 0, 3, top)
        elif self._tight:
            for row, part in enumerate((self._middle, self._at_right), start=1):
                head.addWidget(part, row, 0, 1, 5, top | Qt.AlignmentFlag.AlignLeft)
        else:
            head.addWidget(self._middle, 1, 0, 1, 3, top | Qt.AlignmentFlag.AlignLeft)
            head.addWidget(self._at_right, 1, 3, 1, 2, top | Qt.AlignmentFlag.AlignRight)

    def _paint_icons(self) -> None:
        self.calendar.setIcon(icon("calendar-plus", "ink2"))

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._lines is None:
            return
        self._stack.setCurrentWidget(self._table if table else self.chart)
        if table:
            self._fill()

    def _fill(self) -> None:
        """Fill the table; it is not told what it is not asked for."""
        if not self._told:
            self._told = True
            self._table.show_table(self.as_table())
