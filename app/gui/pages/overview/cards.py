"""The cards of the Overview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.charts.dial import Dial
from app.gui.charts.figures import ComingLine, HistoryLines
from app.gui.charts.ladder import Ladder
from app.gui.charts.reason_row import ReasonRow
from app.gui.pages.overview import around, content
from app.gui.pages.overview.marks import RowMark
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.clearing import clear, held
from app.gui.shared.icons import icon
from app.gui.shared.page import Table
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.popover import hovered
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words, hairline
from app.wording.language import _
from app.wording.notes import Note

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DialCard(Card):
    """The score on its dial, and beneath it the official figure and the range."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName(_("Your score"))
        self.dial = Dial()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(look.px(8))
        self._rows.setVerticalSpacing(look.px(4))
        self._rows.setColumnStretch(1, 1)
        self._caption = Words("", "caption", "ink3", wraps=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lines = beside = QVBoxLayout()
        beside.addLayout(self._rows)
        beside.addSpacing(look.px(6))
        beside.addWidget(self._caption)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(look.px(6))
        self._both.addWidget(self.dial, 1)
        self._both.addLayout(beside, 0)
        self.body.addLayout(self._both, 1)

    def lay(self, *, beside: bool) -> None:
        """Put the lines beside the dial, or beneath it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self._both.setStretch(0, 2 if beside else 1)
        self._both.setStretch(1, 3 if beside else 0)
        middle = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
        self._both.setAlignment(self._lines, middle)
        self._both.setSpacing(theme.current().px(16 if beside else 6))

    def show_content(self, shown: content.DialContent) -> None:
        """Show the score."""
        self.dial.show_figures(shown.figures, shown.note)
        clear(self._rows)
        for number, row in enumerate(shown.rows):
            top = Qt.AlignmentFlag.AlignTop
            if row.mark:
                self._rows.addWidget(RowMark(row.mark), number, 0, top)
            self._rows.addWidget(Words(row.text, "table", "ink2", wraps=True), number, 1)
            figure = Words(row.figure, "table", weight=500)
            figure.setMinimumHeight(theme.current().px(20))
            self._rows.addWidget(figure, number, 2, Qt.AlignmentFlag.AlignRight | top)
        self._caption.setText(shown.caption)


class FigureLabel(PointsLabel):
    """A figure that can say what it rests on."""

    def __init__(self, role: str = "body", weight: int = 600) -> None:
        super().__init__(role, weight)
        self._note: Note | None = None

    def event(self, event: QEvent) -> bool:
        """Open the note where the pointer rests on the figure."""
        return hovered(self, event) or super().event(event)

    def show_note(self, note: Note) -> None:
        """Show a figure and keep its note."""
        self._note = note
        self.show_figure(note.figure, note.value, guess=note.guess, spoken=note.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def note(self) -> Note | None:
        """Return what the figure rests on."""
        return self._note


class ReasonsCard(Card):
    """The strongest reasons of both sides, and the sum that they make."""

    rule_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName(_("Reasons"))
        padding = look.size("card_padding")
        self.body.setContentsMargins(0, padding - look.px(4), 0, 0)
        self.body.setSpacing(0)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(padding - look.px(8), 0, padding - look.px(8), look.px(2))
        self._sides.setSpacing(look.px(16))
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(padding, look.px(8), padding, look.px(8))
        self._foot.setSpacing(look.px(8))
        self.body.addLayout(self._sides, 1)
        self.body.addWidget(hairline())
        self.body.addLayout(self._foot)
        self._rows: list[ReasonRow] = []

    def lay(self, *, beside: bool) -> None:
        """Put the two sides beside each other, or one under the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if beside else down)

    def show_content(self, shown: content.ReasonsContent) -> None:
        """Show the reasons."""
        clear(self._sides)
        self._rows = []
        for side in (shown.gives, shown.takes):
            self._sides.addWidget(held(self._side(side)), 1)
        clear(self._foot)
        self._show_sum(shown.sum)
        self._foot.addStretch(1)
        if shown.link:
            link = QPushButton(shown.link)
            link.setProperty("link", "true")
            link.setFont(theme.current().font("table", 500))
            link.setIcon(icon("caret-right", "accent"))
            link.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(self._want_all)
            self._foot.addWidget(link)

    def _side(self, side: content.Side) -> QVBoxLayout:
        look = theme.current()
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(8), 0, look.px(28), 0)
        heading = Words(side.heading, weight=600)
        heading.setMinimumHeight(look.px(28))
        head.addWidget(heading)
        head.addStretch(1)
        figure = PointsLabel()
        figure.show_figure(side.figure, side.points, guess=side.guess)
        head.addWidget(figure, 0, _RIGHT)
        column.addLayout(head)
        for number, line in enumerate(side.lines):
            row = ReasonRow(line, last=number == len(side.lines) - 1)
            row.clicked.connect(self._want_rule)
            row.installEventFilter(self)
            self._rows.append(row)
            column.addWidget(row, 100)
        if not side.lines:
            nothing = Words(_("No rule does."), "table", "ink3", wraps=True)
            nothing.setContentsMargins(look.px(8), 0, 0, 0)
            column.addWidget(nothing)
        if side.more:
            more = Words(side.more, "caption", "ink3")
            more.setContentsMargins(look.px(8), look.px(2), 0, look.px(4))
            column.addWidget(more)
        column.addStretch(1)
        return column

    def _show_sum(self, total: content.Sum) -> None:
        look = theme.current()
        self._foot.addWidget(Words(_("Start"), "table", "ink2"))
        start = FigureLabel("table", 400)
        start.show_note(total.start_note)
        start.setFixedHeight(look.px(32))
        self._foot.addWidget(start)
        self._foot.addWidget(Words(total.gives, "table", "up", weight=500))
        self._foot.addWidget(Words(total.takes, "table", "down", weight=500))
        if total.rounding:
            self._foot.addWidget(Words(total.rounding, "table", "ink3"))
        self._foot.addWidget(Words(total.result, "table", weight=600))

    def eventFilter(self, row: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Move between the rows with the arrows."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and row in self._rows:
                place = self._rows.index(row) + step
                if 0 <= place < len(self._rows):
                    self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(row, event)

    def _want_rule(self) -> None:
        row = self.sender()
        if isinstance(row, ReasonRow):
            self.rule_wanted.emit(row.rule)

    def _want_all(self) -> None:
        self.rule_wanted.emit("")


class LadderCard(Card):
    """What the score opens."""

    def __init__(self) -> None:
        super().__init__(_("What it opens"))
        self.ladder = Ladder()
        self._unknown = Words("", "caption", "ink3", wraps=True)
        self.body.addWidget(self.ladder, 1)
        self.body.addWidget(self._unknown)

    def show_content(self, shown: around.LadderContent) -> None:
        """Show the rungs."""
        self.ladder.show_rungs(_("What it opens"), shown.rungs)
        self._unknown.setText(shown.unknown)
        self._unknown.setVisible(bool(shown.unknown))


class HistoryCard(Card):
    """The last twelve months in small."""

    def __init__(self) -> None:
        super().__init__(_("Last 12 months"))
        self._stack = QStackedWidget()
        self._stack.setProperty("surface", "plain")
        self._words = Words("", "table", "ink3", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self._words)
        self._table = ChartTable(_("Last 12 months"))
        self._stack.addWidget(self._table)
        self.chart: QWidget | None = None
        self._switch = ChartSwitch("chart-line")
        self._switch.turned.connect(self._turn)
        self._switch.setEnabled(False)
        self.put_at_right(self._switch)
        self.body.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(theme.current().px(164))

    def show_lines(self, lines: HistoryLines, table: Table) -> None:
        """Show the lines; the chart's library is loaded at the first of them."""
        from app.gui.charts.history import SmallHistory

        if self.chart is None:
            self.chart = SmallHistory()
            self._stack.addWidget(self.chart)
        if isinstance(self.chart, SmallHistory):
            self.chart.show_lines(lines)
        self._table.show_table(table)
        self._switch.setEnabled(True)
        if self._stack.currentWidget() is not self._table:
            self._stack.setCurrentWidget(self.chart)

    def show_trouble(self, text: str) -> None:
        """Show why there is no history."""
        self._words.setText(text)
        self._stack.setCurrentWidget(self._words)
        self._switch.setEnabled(False)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chart again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "chart", None) is not None:
            from app.gui.charts.history import SmallHistory

            if isinstance(self.chart, SmallHistory):
                self.chart.draw_soon()

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        wanted = self._table if table else self.chart
        if wanted is not None:
            self._stack.setCurrentWidget(wanted)


class ComingCard(Card):
    """What changes by itself."""

    def __init__(self) -> None:
        super().__init__(_("What changes by itself"))
        look = theme.current()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._foot = QHBoxLayout()
        self.body.addLayout(self._grid, 1)
        self.body.addWidget(hairline())
        self.body.addSpacing(look.px(4))
        self.body.addLayout(self._foot)
        self._foot.addWidget(Words(_("Looking ahead …"), "table", "ink3"))

    def show_content(self, shown: around.ComingContent) -> None:
        """Show what comes."""
        clear(self._grid)
        for number, line in enumerate(shown.lines):
            self._add(number, line)
        if not shown.lines:
            nothing = _("Nothing changes by itself in the next three months.")
            self._grid.addWidget(Words(nothing, "table", "ink2", wraps=True), 0, 0, 1, 3)
        clear(self._foot)
        self._foot.addWidget(Words(shown.result_text, "table", "ink2", wraps=True), 1)
        figure = PointsLabel("table")
        figure.show_figure(shown.result, None, guess=shown.guess)
        self._foot.addWidget(figure, 0, _RIGHT)

    def show_trouble(self, text: str) -> None:
        """Show why nothing can be said."""
        clear(self._grid)
        clear(self._foot)
        self._foot.addWidget(Words(text, "table", "ink3", wraps=True))

    def _add(self, number: int, line: ComingLine) -> None:
        look = theme.current()
        when = Words(line.when, "caption", "ink3")
        when.setMinimumHeight(look.px(36))
        self._grid.addWidget(when, number, 0)
        self._grid.setRowStretch(number, 1)
        self._grid.addWidget(Words(line.text, "table", wraps=True), number, 1)
        figure = PointsLabel()
        figure.show_figure(line.figure, line.points, guess=line.guess)
        self._grid.addWidget(figure, number, 2, _RIGHT)
