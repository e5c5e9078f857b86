"""The card with the score's way: how far back, the key, the chart or its table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.charts.course import CourseChart
from app.gui.charts.course_figures import CourseLines
from app.gui.charts.period import Period
from app.gui.pages.changes.content import Range
from app.gui.pages.changes.course_table import CourseRows, CourseTable
from app.gui.pages.changes.legend import Legend
from app.gui.shared.card import Card
from app.gui.shared.flow import flowing
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words
from app.wording.language import _


class ChartCard(Card):
    """Shows a score's way with a period in it, and tells what the reader chose."""

    range_chosen = Signal(str)  # a ``Range``
    period_moved = Signal(int, int)  # while it is being moved
    period_chosen = Signal(int, int)  # first and last day

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        self.setAccessibleName(_("Your score over time"))
        self._range = RangeSwitch()
        self._range.chosen.connect(self.range_chosen)
        self.legend = Legend()
        self._hint = Words(hint(), "caption", "ink2")
        self._hint.setMinimumHeight(look.px(24))
        self._hint_below = Words(hint(), "caption", "ink2", wraps=True)
        self._switch = ChartSwitch("chart-line")
        self._switch.turned.connect(self._turn)
        self._key = flowing(look.px(16), look.px(6), self._range, self.legend)
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(self._key, 1)
        head.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.chart = CourseChart()
        self.chart.period_moved.connect(self.period_moved)
        self.chart.period_chosen.connect(self.period_chosen)
        self.rows = CourseRows()
        self._table = CourseTable(self.rows)
        self._words = Words(_("Working out your score day by day …"), "table", "ink3", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.setProperty("surface", "plain")
        for widget in (self._words, self.chart, self._table):
            self._stack.addWidget(widget)
        self.body.addSpacing(look.px(4))
        self.body.addWidget(self._stack, 1)
        below = QVBoxLayout()
        below.addWidget(self._hint_below)
        self.body.addLayout(below)
        self._filled = False
        self._wide = True
        self._let_choose(there=False)

    def show_lines(self, shown: CourseLines) -> None:
        """Show a score's way."""
        self._filled = True
        self.legend.show_official(there=bool(len(shown.official)))
        self.chart.show_lines(shown)
        self.rows.show_lines(shown)
        self._stack.setMinimumHeight(self.chart.minimumSizeHint().height())
        self._let_choose(there=True)
        if self._stack.currentWidget() is self._words:
            self._turn(table=self._switch.is_table)

    def show_range(self, chosen: Range) -> None:
        """Show how far back the chart looks."""
        self._range.show_choice(chosen)

    def show_period(self, period: Period, named: str) -> None:
        """Show the period in the chart."""
        self.chart.show_period(period, named)

    def show_notice(self, text: str) -> None:
        """Say in the chart's place why there is none."""
        self._filled = False
        self._words.setText(text)
        self._stack.setMinimumHeight(0)
        self._stack.setCurrentWidget(self._words)
        self._let_choose(there=False)

    def be_wide(self, *, wide: bool) -> None:
        """Put the hint beside the key, or below the chart where there is no room."""
        self._wide = wide
        self._hint.setVisible(wide and self._there)
        self._hint_below.setVisible(not wide and self._there)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chart again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "chart"):
            self.chart.draw_soon()

    def _let_choose(self, *, there: bool) -> None:
        """Show what chooses within the chart only where there is a chart."""
        self._there = there
        self._switch.setVisible(there)
        self._key.setVisible(there)
        self.be_wide(wide=self._wide)

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._filled:
            self._stack.setCurrentWidget(self._table if table else self.chart)


class RangeSwitch(QWidget):
    """Three buttons of which one is down: how far the chart looks back."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setAccessibleName(_("How far back"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[Range, QToolButton] = {}
        face = look.font("caption", 500)
        for place, (name, text) in enumerate(
            (
                (Range.QUARTER, _("3 months")),
                (Range.YEAR, _("1 year")),
                (Range.ALL, _("All")),
            )
        ):
            button = QToolButton()
            button.setProperty("switch", "true")
            button.setCheckable(True)
            button.setText(text)
            button.setFont(face)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            width = round(QFontMetricsF(face).horizontalAdvance(text)) + look.px(20)
            button.setFixedSize(width, look.px(24))
            self._group.addButton(button, place)
            self._buttons[name] = button
            row.addWidget(button)
        self._buttons[Range.YEAR].setChecked(True)
        self._group.idClicked.connect(self._tell)

    def show_choice(self, chosen: Range) -> None:
        """Press the button of a range."""
        self._buttons[chosen].setChecked(True)

    def _tell(self, place: int) -> None:
        self.chosen.emit(list(self._buttons)[place].value)


def hint() -> str:
    """Say how a period is chosen."""
    return _("Drag across the chart, or use the arrow keys, to choose a period")
