"""What takes the document's place: a comparison, the whole report, the faults of a file."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.charts.waterfall import WaterfallChart
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.charts.waterfall_table import RowsModel, waterfall_table
from app.gui.pages.rulebook.telling import Compared, Offered
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.clearing import held
from app.gui.shared.flow import flowing
from app.gui.shared.page import Table
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording.language import _


class WordsTable(ChartTable):
    """A small table of words: they wrap, and stand at the left."""

    def __init__(self, name: str, *narrow: int) -> None:
        """Make the table.

        Args:
            name: What it is.
            narrow: Columns that are as wide as what stands in them; the others share the rest.
        """
        super().__init__(name)
        self._narrow = narrow
        self.setWordWrap(True)
        self.table = Table((), ())

    def show_table(self, table: Table) -> None:
        """Show a table."""
        self.table = table
        super().show_table(table)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for column in range(self.columnCount()):
            heading = self.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(left)
            for row in range(self.rowCount()):
                item = self.item(row, column)
                if item is not None:
                    item.setTextAlignment(left)
                    set_tip(item, item.text())
        self.horizontalHeader().setDefaultAlignment(left)
        sections = QHeaderView.ResizeMode
        head = self.horizontalHeader()
        head.setSectionResizeMode(sections.Stretch)
        for column in self._narrow:
            if column < self.columnCount():
                head.setSectionResizeMode(column, sections.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(sections.ResizeToContents)


class BackCard(Card):
    """A card in the document's place, with the way back to it."""

    left = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._head.setStretch(0, 1)
        self._head.setStretch(1, 0)
        self.heading.setWordWrap(True)
        self.back = QPushButton(_("Back to the rulebook"))
        self.back.setProperty("small", "true")
        self.back.setFont(theme.current().font("table"))
        self.back.clicked.connect(self.left)
        self.put_at_right(self.back)


class TableCard(BackCard):
    """The whole report, or the faults of a file."""

    def __init__(self, heading: str, name: str, *narrow: int) -> None:
        super().__init__(heading)
        self.sentence = Words("", "body", "ink2", wraps=True)
        self.body.addWidget(self.sentence)
        self.table = WordsTable(name, *narrow)
        self.body.addWidget(self.table, 1)

    def show_table(self, sentence: str, table: Table) -> None:
        """Show a table and what it is."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.table.show_table(table)


class CompareCard(BackCard):
    """Two rulebooks number by number, and what the other one changes for this person."""

    second_chosen = Signal(object)  # Offered
    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Compare"), parent)
        look = theme.current()
        self._offered: tuple[Offered, ...] = ()
        self.second = QComboBox()
        self.second.setAccessibleName(_("The rulebook to compare with"))
        self.second.setFont(look.font("body"))
        self.second.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.second.activated.connect(self._choose)
        self.use = QPushButton(_("Use this rulebook"))
        self.use.setProperty("primary", "true")
        self.use.setFont(look.font("body", 500))
        self.use.clicked.connect(self.used)
        self.second.setMinimumWidth(look.px(160))
        self.second.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        gap = look.px(8)
        self.body.addWidget(flowing(gap, gap, self.second, self.use, filling=self.second))
        self.sentence = Words("", "body", weight=500, wraps=True)
        self.perks = Words("", "table", "ink2", wraps=True)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.perks)
        self.switch = ChartSwitch("chart-bar-horizontal")
        self.chart = WaterfallChart()
        self._rows = RowsModel(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(waterfall_table(self._rows))
        self.switch.turned.connect(lambda table: self._stack.setCurrentIndex(int(table)))
        change = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(Words(_("What changes for you"), weight=600))
        head.addStretch(1)
        head.addWidget(self.switch)
        change.addWidget(held(head))
        text = _("Your records are the same under both: all of it is “the rules changed”.")
        change.addWidget(Words(text, "caption", "ink2", wraps=True))
        change.addWidget(self._stack)
        self._change = held(change)
        self.body.addWidget(self._change)
        self.numbers = Words(_("Number by number"), weight=600)
        self.body.addWidget(self.numbers)
        self.table = WordsTable(_("Number by number"))
        self.body.addWidget(self.table, 1)
        self._rest = QWidget()
        self._rest.setProperty("surface", "plain")
        self.body.addWidget(self._rest, 1)
        self.show_nothing()

    def show_choices(self, offered: tuple[Offered, ...], chosen: str = "") -> None:
        """Offer the rulebooks to compare with."""
        self._offered = offered
        with QSignalBlocker(self.second):
            self.second.clear()
            self.second.setPlaceholderText(_("Choose a rulebook"))
            self.second.addItems([one.name for one in offered])
            names = [one.name for one in offered]
            self.second.setCurrentIndex(names.index(chosen) if chosen in names else -1)

    def show_nothing(self) -> None:
        """Say that a second rulebook is still to be chosen."""
        self.sentence.setText(_("Choose the rulebook to compare with."))
        self.perks.hide()
        self.use.setEnabled(False)
        for part in (self._change, self.numbers, self.table):
            part.hide()
        self._rest.show()

    def show_compared(self, told: Compared, *, usable: bool) -> None:
        """Show a comparison."""
        self.sentence.setText(" ".join(part for part in (told.sentence, told.note) if part))
        self.sentence.setVisible(bool(told.sentence or told.note))
        self.perks.setText("\n".join(told.perks))
        self.perks.setVisible(bool(told.perks))
        self.use.setVisible(usable)
        self.use.setEnabled(usable)
        self._change.setVisible(told.chart is not None)
        if told.chart is not None:
            self._show_chart(told.chart)
        self.table.show_table(told.table)
        for part in (self.numbers, self.table):
            part.setVisible(bool(told.table.rows))
        self._rest.setVisible(not told.table.rows)

    def change_table(self) -> Table:
        """Return what changes for the person as a table."""
        return self._rows.as_table()

    @property
    def has_chart(self) -> bool:
        """Whether it shows what changes for a person."""
        return not self._change.isHidden()

    def _show_chart(self, chart: Waterfall) -> None:
        self.chart.show_chart(chart)
        self._rows.show_rows(chart)

    def _choose(self, place: int) -> None:
        self.second_chosen.emit(self._offered[place])
