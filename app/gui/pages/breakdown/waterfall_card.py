"""The card with the account: the waterfall or its table, and where it starts from."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.gui import theme
from app.gui.charts.waterfall import WaterfallChart
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.charts.waterfall_table import RowsModel, waterfall_table
from app.gui.shared.card import Card
from app.gui.shared.day_menu import DayMenu
from app.gui.shared.flow import flowing
from app.gui.shared.icons import icon
from app.gui.shared.page import Table
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words
from app.wording.language import _, short_day

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AccountCard(Card):
    """Shows the account of the score, and tells what the reader chose in it."""

    factor_chosen = Signal(str)  # id of the factor
    no_records_chosen = Signal()
    best_chosen = Signal()
    day_chosen = Signal(int)  # days since 1970-01-01

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        self.setAccessibleName(_("Account of the score"))
        self._baseline = Baseline()
        self._baseline.no_records_chosen.connect(self.no_records_chosen)
        self._baseline.best_chosen.connect(self.best_chosen)
        self._baseline.day_chosen.connect(self.day_chosen)
        self._before = Words(_("From"), weight=600)
        self._after = Words(_("to today"), weight=600)
        self._switch = ChartSwitch("chart-bar-horizontal")
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        for words in (self._before, self._after):
            words.setMinimumHeight(look.px(24))
        parts = (self._before, self._baseline, self._after)
        head.addWidget(flowing(look.px(8), look.px(4), *parts), 1)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.chart = WaterfallChart()
        self.chart.chosen.connect(self.factor_chosen)
        self._rows = RowsModel(self)
        self._table = waterfall_table(self._rows)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self._table)
        self.body.addWidget(self._stack)
        self.body.addStretch(1)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), margins.top(), margins.right(), look.px(2))
        self._switch.turned.connect(self._turn)
        self._table.selectionModel().currentRowChanged.connect(self._tell)

    def show_chart(self, chart: Waterfall, selected: str) -> None:
        """Show the account, one of its factors selected."""
        if chart == self.chart.chart:
            self.chart.select(selected)
        else:
            self.chart.show_chart(chart, selected)
            self._rows.show_rows(chart)
        self._select(selected)

    def offer_best(self, *, offered: bool) -> None:
        """Offer the best possible score as a start."""
        self._baseline.offer_best(offered=offered)

    def show_baseline(self, since: int | None, first: int, last: int, *, best: bool) -> None:
        """Show where the account starts from.

        Args:
            since: The earlier day; ``None`` for no records.
            first: The earliest day that can be chosen.
            last: The day of the score.
            best: Whether it starts from the best possible score instead.
        """
        self._baseline.show_choice(since, first, last, best=best)

    def as_table(self) -> Table:
        """Return the account as a table, as it is said."""
        return self._rows.as_table()

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._stack.setCurrentIndex(int(table))

    def _select(self, row: str) -> None:
        at = self._rows.row_of(row)
        model = self._table.selectionModel()
        model.blockSignals(True)
        if at is None:
            self._table.clearSelection()
        else:
            self._table.selectRow(at)
        model.blockSignals(False)
        self._table.viewport().update()

    def _tell(self, current: QModelIndex) -> None:
        if row := self._rows.id_at(current.row()):
            self.factor_chosen.emit(row)


class Baseline(QPushButton):
    """Chooses where the account starts from: no records, the best possible, an earlier day."""

    no_records_chosen = Signal()
    best_chosen = Signal()
    day_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setObjectName("baseline")
        self.setAccessibleName(_("Where the account starts from"))
        self.setFont(look.font("table"))
        self.setProperty("small", "true")
        self.setIcon(icon("caret-down", "ink2"))
        self.setIconSize(QSize(look.px(20), look.px(12)))  # its breadth keeps the words apart
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands at the right
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._none = menu.addAction(_("no records"), self.no_records_chosen.emit)
        self._none.setCheckable(True)
        self._best = menu.addAction(_("the best possible"), self.best_chosen.emit)
        self._best.setCheckable(True)
        self._best.setVisible(False)
        self._menu = menu
        self._dates = DayMenu(_("The earlier day"), menu)
        self._dates.setTitle(_("a date"))
        self._dates.day_chosen.connect(self._tell)
        menu.addMenu(self._dates)
        menu.aboutToShow.connect(self._dates.fill)  # a menu within a menu is not opened empty
        self.setMenu(menu)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("caret-down", "ink2"))

    def offer_best(self, *, offered: bool) -> None:
        """Offer the best possible score where the rulebook has one."""
        self._best.setVisible(offered)

    def show_choice(self, since: int | None, first: int, last: int, *, best: bool) -> None:
        """Show where the account starts from, and between which days it may."""
        none = _("the best possible") if best else _("no records")
        self.setText(none if since is None else short_day(since))
        self.setAccessibleDescription(self.text())
        self._none.setChecked(since is None and not best)
        self._best.setChecked(best)
        self._dates.setEnabled(first < last)
        chosen = max(first, last - 30) if since is None else since
        self._dates.offer(min(first, last - 1), last - 1, min(chosen, last - 1))

    def _tell(self, day: int) -> None:
        self._menu.close()
        self.day_chosen.emit(day)
