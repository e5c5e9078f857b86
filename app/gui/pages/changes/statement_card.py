"""The card with the change statement: two dates, the waterfall or its table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.gui import theme
from app.gui.charts.period import Limits, Period
from app.gui.charts.waterfall import WaterfallChart
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.charts.waterfall_table import RowsModel, waterfall_table
from app.gui.shared.card import Card
from app.gui.shared.date_button import DateButton
from app.gui.shared.flow import flowing
from app.gui.shared.page import Table
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words
from app.wording.language import _, pgettext


class StatementCard(Card):
    """Shows what changed in a period, and tells what the reader chose in it."""

    start_chosen = Signal(int)  # days since 1970-01-01
    end_chosen = Signal(int)
    row_chosen = Signal(str)  # id of the row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        self.setAccessibleName(_("Change statement"))
        self._start = DateButton(_("The period starts"))
        self._end = DateButton(_("The period ends"))
        self._start.day_chosen.connect(self.start_chosen)
        self._end.day_chosen.connect(self.end_chosen)
        self._switch = ChartSwitch("chart-bar-horizontal")
        self._switch.turned.connect(self._turn)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        until = Words(pgettext("period", "to"), weight=600)
        until.setMinimumHeight(look.px(24))
        days = flowing(look.px(8), look.px(4), self._start, until, self._end)
        head.addWidget(days, 1)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.chart = WaterfallChart()
        self.chart.chosen.connect(self.row_chosen)
        self._rows = RowsModel(self)
        self._table = waterfall_table(self._rows)
        self._table.setAccessibleName(_("Change statement, as a table"))
        self._table.selectionModel().currentRowChanged.connect(self._tell)
        self._words = Words(_("Comparing the two days …"), "table", "ink3", wraps=True)
        self._stack = QStackedWidget()
        self._stack.setProperty("surface", "plain")
        for widget in (self._words, self.chart, self._table):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack)
        self.body.addStretch(1)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), margins.top(), margins.right(), look.px(6))

    def show_period(self, period: Period, names: tuple[str, str], limits: Limits) -> None:
        """Show the period as two dates."""
        self._start.show_day(period.first, names[0], limits.first, limits.last - 1)
        self._end.show_day(period.last, names[1], limits.first + 1, limits.last)

    def show_chart(self, chart: Waterfall) -> None:
        """Show the statement."""
        self.chart.show_chart(chart)
        self._rows.show_rows(chart)
        self._turn(table=self._switch.is_table)

    def show_notice(self, text: str) -> None:
        """Say in the statement's place why there is none."""
        self._words.setText(text)
        self._stack.setCurrentWidget(self._words)

    def as_table(self) -> Table:
        """Return the statement as a table, as it is said."""
        return self._rows.as_table()

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.chart.chart.rows:
            self._stack.setCurrentWidget(self._table if table else self.chart)

    def _tell(self, current: QModelIndex) -> None:
        if row := self._rows.id_at(current.row()):
            self.row_chosen.emit(row)
