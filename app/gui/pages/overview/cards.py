"""The cards of the Overview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
from app.gui.shared.clearing import clear
from app.gui.shared.figure_label import FigureLabel
from app.gui.shared.flow import Flow
from app.gui.shared.icons import icon
from app.gui.shared.page import Table
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.tips import unmarked
from app.gui.shared.words import Words, hairline
from app.wording import feeding
from app.wording.language import _, pgettext

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LeadCard(Card):
    """Where a file leads of which little or nothing counts: what is missing, and what counts more."""

    rulebook_wanted = Signal(str)
    questions_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        look = theme.current()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(4))
        self._ways = Flow(look.px(8), look.px(8))
        self.body.addLayout(self._lines)
        self.body.addSpacing(look.px(8))
        self.body.addLayout(self._ways)
        self.hide()

    def show_content(self, shown: content.LeadContent | None) -> None:
        """Show the way on; nothing where there is no need of one."""
        self.setVisible(shown is not None)
        clear(self._lines)
        clear(self._ways)
        if shown is None:
            return
        self.heading.setText(shown.heading)
        self.setAccessibleName(shown.heading)
        for line in shown.lines:
            self._lines.addWidget(Words(line, "body", "ink2", wraps=True))
        for reference, text in shown.offers:
            self._add(f"use-{reference}", text, partial(self.rulebook_wanted.emit, reference))
        if shown.alone:
            self._add("questions", feeding.answer_instead(), self.questions_wanted.emit)

    def _add(self, name: str, text: str, act: Callable[[], None]) -> None:
        button = QPushButton(unmarked(text))
        button.setObjectName(name)
        button.setFont(theme.current().font("body"))
        button.clicked.connect(
            lambda _on: act()
        )  # a click says whether it is on, which no act takes
        self._ways.addWidget(button)


class DialCard(Card):
    """The score on its dial, and beneath it the official figure and the range."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName(_("Your score"))
        self.dial = Dial()
        self._shown: tuple[content.Row, ...] = ()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(look.px(8))
        self._rows.setVerticalSpacing(look.px(1))
        self._rows.setColumnStretch(1, 1)
        self._caption = Words("", "caption", "ink3", wraps=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        beside = QVBoxLayout()
        # Stretches and no alignment: an aligned layout is not given the height its lines wrap to.
        beside.addStretch()
        beside.addLayout(self._rows)
        beside.addSpacing(look.px(3))
        beside.addWidget(self._caption)
        beside.addStretch()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(look.px(4))
        self._both.addWidget(self.dial, 1)
        self._both.addLayout(beside, 0)
        self.body.addLayout(self._both, 1)

    def lay(self, *, beside: bool) -> None:
        """Put the lines beside the dial, or beneath it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self._both.setStretch(0, 2 if beside else 1)
        self._both.setStretch(1, 3 if beside else 0)
        self._both.setSpacing(theme.current().px(16 if beside else 4))

    def show_content(self, shown: content.DialContent) -> None:
        """Show the score."""
        self.dial.show_figures(shown.figures, shown.note)
        self._caption.setText(shown.caption)
        if shown.rows == self._shown:
            return
        self._shown = shown.rows
        clear(self._rows)
        for number, row in enumerate(shown.rows):
            top = Qt.AlignmentFlag.AlignTop
            if row.mark:
                self._rows.addWidget(RowMark(row.mark), number, 0, top)
            self._rows.addWidget(Words(row.text, "table", "ink2", wraps=True), number, 1)
            figure = Words(row.figure, "table", weight=500)
            figure.setMinimumHeight(theme.current().px(20))
            self._rows.addWidget(figure, number, 2, Qt.AlignmentFlag.AlignRight | top)


class _SidePart(QWidget):
    """One side of the reasons: its heading with the sum, and its rows."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("surface", "plain")
        self._rows: list[ReasonRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(8), 0, look.px(28), 0)
        self._heading = Words("", weight=600)
        self._heading.setMinimumHeight(look.px(28))
        head.addWidget(self._heading)
        head.addStretch(1)
        self._figure = PointsLabel()
        head.addWidget(self._figure, 0, _RIGHT)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines, 100)
        self._nothing = Words(_("No rule does."), "table", "ink3", wraps=True)
        self._nothing.setContentsMargins(look.px(8), 0, 0, 0)
        column.addWidget(self._nothing)
        self._more = Words("", "caption", "ink3")
        self._more.setContentsMargins(look.px(8), look.px(2), 0, look.px(4))
        column.addWidget(self._more)
        column.addStretch(1)
        self._column = column

    def show_side(self, side: content.Side) -> list[ReasonRow]:
        """Show a side; return its rows."""
        self._heading.setText(side.heading)
        self._figure.show_figure(side.figure, side.points, guess=side.guess)
        for number, line in enumerate(side.lines):
            last = number == len(side.lines) - 1
            if number < len(self._rows):
                self._rows[number].show_line(line, last=last)
                self._rows[number].show()
                continue
            row = ReasonRow(line, last=last)
            self._rows.append(row)
            self._lines.addWidget(row, 100)
        for row in self._rows[len(side.lines) :]:
            row.hide()
        self._nothing.setVisible(not side.lines)
        self._more.setText(side.more)
        self._more.setVisible(bool(side.more))
        # As if there were always as many rows: those of both sides stand beside each other.
        column, many = self._column, len(side.lines)
        column.setStretchFactor(self._lines, 100 * many)
        column.setStretch(column.count() - 1, 100 * (content.STRONGEST - many) or 1)
        return self._rows[: len(side.lines)]


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
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setContentsMargins(padding, look.px(8), padding, look.px(8))
        self._foot.setSpacing(look.px(8))
        self.body.addLayout(self._sides, 1)
        self.body.addWidget(hairline())
        self.body.addLayout(self._foot)
        self._rows: list[ReasonRow] = []
        self._watched: set[ReasonRow] = set()
        self._parts = (_SidePart(), _SidePart())
        for part in self._parts:
            self._sides.addWidget(part, 1)
        self._start = FigureLabel("table", 400)
        self._terms = (
            Words("", "table", "up", weight=500),
            Words("", "table", "down", weight=500),
            Words("", "table", "ink3"),
            Words("", "table", weight=600),
        )
        self._link, self._asked = QPushButton(), ""
        self._link.setMinimumWidth(1)  # it must not make the page wider than its window
        self._lay_out_foot()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the link's arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_link"):
            self._link.setIcon(icon("caret-right", "accent"))

    def lay(self, *, beside: bool) -> None:
        """Put the two sides beside each other, or one under the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if beside else down)
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the link beneath the sum where both do not fit beside each other."""
        super().resizeEvent(event)
        self._fit_foot()

    def _fit_foot(self) -> None:
        margins = self._foot.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self._link.setText(self._asked)
        if self._link.sizeHint().width() > room:  # a button does not wrap by itself
            self._link.setText(self._asked.replace("? ", "?\n"))
        wanted = self._sum.sizeHint().width() + self._link.sizeHint().width()
        fits = wanted + 2 * self._foot.spacing() <= room
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(across if fits else down)

    def show_content(self, shown: content.ReasonsContent) -> None:
        """Show the reasons. Rows are filled anew rather than made anew: that is felt."""
        self._rows = [
            row
            for side, part in zip((shown.gives, shown.takes), self._parts, strict=True)
            for row in part.show_side(side)
        ]
        for row in self._rows:
            if row not in self._watched:
                self._watched.add(row)
                row.clicked.connect(self._want_rule)
                row.installEventFilter(self)
        self._start.show_note(shown.sum.start_note)
        texts = (shown.sum.gives, shown.sum.takes, shown.sum.rounding, shown.sum.result)
        for words, text in zip(self._terms, texts, strict=True):
            words.setText(text)
            words.setVisible(bool(text))
        self._asked = shown.link
        self._link.setVisible(bool(shown.link))
        self._fit_foot()

    def _lay_out_foot(self) -> None:
        look = theme.current()
        self._sum = QHBoxLayout()
        self._sum.setSpacing(look.px(8))
        self._sum.addWidget(Words(pgettext("score", "Start"), "table", "ink2"))
        self._start.setFixedHeight(look.px(32))
        self._sum.addWidget(self._start)
        for words in self._terms:
            self._sum.addWidget(words)
        self._sum.addStretch(1)
        self._foot.addLayout(self._sum)
        link = self._link
        link.setProperty("link", "true")
        link.setFont(look.font("table", 500))
        link.setIcon(icon("caret-right", "accent"))
        link.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(self._want_all)
        self._foot.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)

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
        self._stack.setMinimumHeight(theme.current().px(150))

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
        self._shown: around.ComingContent | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
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
        if shown == self._shown:
            return
        self._shown = shown
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
        self._shown = None
        clear(self._grid)
        clear(self._foot)
        self._foot.addWidget(Words(text, "table", "ink3", wraps=True))

    def _add(self, number: int, line: ComingLine) -> None:
        look = theme.current()
        when = Words(line.when, "caption", "ink3")
        when.setMinimumHeight(look.px(34))
        self._grid.addWidget(when, number, 0)
        self._grid.setRowStretch(number, 1)
        self._grid.addWidget(Words(line.text, "table", wraps=True), number, 1)
        figure = PointsLabel()
        figure.show_figure(line.figure, line.points, guess=line.guess)
        self._grid.addWidget(figure, number, 2, _RIGHT)
