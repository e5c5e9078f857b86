"""A card whose chart has a table as its twin, and small boxes to choose what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QStackedWidget, QWidget

from app.gui import theme
from app.gui.shared.card import Card
from app.gui.shared.chart_table import ChartTable
from app.gui.shared.flow import flowing
from app.gui.shared.icons import icon
from app.gui.shared.page import Exportable, Table
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.tips import set_tip, unmarked
from app.gui.shared.words import Words
from app.wording.language import MINUS

_LEAST_COLUMN = 56.0
_ROW, _HEAD = 26.0, 34.0
_PADDING = 17.0  # of a cell, both sides
_MEASURED = 200  # rows
_MOST_SEEN = 8  # rows of a table in the place of a chart


class FactTable(ChartTable):
    """A table whose columns are as wide as what stands in them; it may scroll sideways."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(theme.current().px(_LEAST_COLUMN))
        self._widths: list[int] = []
        self._most: int | None = None

    def show_table(self, table: Table) -> None:
        """Show a table."""
        super().show_table(table)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for column in range(self.columnCount()):
            if column and all(_is_figure(cells[column]) for cells in table.rows):
                continue
            heads = self.horizontalHeaderItem(column)
            for item in (heads, *(self.item(row, column) for row in range(self.rowCount()))):
                if item is not None:
                    item.setTextAlignment(left)
        self._widths = _widths_of(table)
        self._share()
        self.updateGeometry()

    def show_at_most(self, rows: int) -> None:
        """Be as high as the rows there are, at most so many."""
        self._most = rows
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows, where that was wished; else for little."""
        look = theme.current()
        if self._most is None:
            return super().sizeHint()
        shown = max(1, min(self.rowCount(), self._most))
        bar = look.px(12) if sum(self._widths) > self.viewport().width() else 0
        return QSize(look.px(200), look.px(_HEAD + _ROW * shown + 4) + bar)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same at least, where that was wished."""
        if self._most is None:
            return super().minimumSizeHint()
        return QSize(theme.current().px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column what the others leave."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        rest = max(0, self.viewport().width() - sum(self._widths))
        each = min(theme.current().px(16), rest // max(1, len(self._widths)))
        for column, width in enumerate(self._widths):
            first = rest - each * len(self._widths) if not column else 0
            self.setColumnWidth(column, width + each + first)


def _widths_of(table: Table) -> list[int]:
    """Measure the columns; Qt would do it before the style sheet holds."""
    look = theme.current()
    head, cell = QFontMetricsF(look.font("caption")), QFontMetricsF(look.font("table"))
    widths = []
    for column, heading in enumerate(table.headings):
        texts = (cell.horizontalAdvance(cells[column]) for cells in table.rows[:_MEASURED])
        widest = max((head.horizontalAdvance(heading), *texts))
        widths.append(round(widest + look.px(_PADDING) + 1))
    return widths


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure, which stands at the right."""
    return cell[:1] in {"", "+", MINUS, "–", "<"} or cell[:1].isdigit()


class Choice(QPushButton):
    """A small button to choose one of several; it hides where there is nothing to choose."""

    key_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._name = name
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setFont(look.font("table"))
        self.setProperty("small", "true")
        self.setIcon(icon("caret-down", "ink2"))
        self.setIconSize(QSize(look.px(20), look.px(12)))  # its breadth keeps the words apart
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands at the right
        self._choices: dict[object, str] = {}
        self._key: object = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    @property
    def key(self) -> object:
        """What is chosen; ``None`` where there is nothing."""
        return self._key

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer choices, each with what it is called; what was chosen stays where it can."""
        self._choices = dict(choices)
        if self._key not in self._choices:
            self._key = next(iter(self._choices), None)
        self._say()
        self.setVisible(len(choices) > 1)

    def choose(self, key: object) -> None:
        """Choose one of them."""
        self._key = key
        self._say()
        self.key_chosen.emit(key)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("caret-down", "ink2"))

    def _say(self) -> None:
        said = self._choices.get(self._key, "")
        self.setText(unmarked(said))
        self.setAccessibleDescription(said)

    def _fill(self) -> None:
        """Fill the menu when it is opened: groups may be many."""
        self._menu.clear()
        for key, said in self._choices.items():
            action = self._menu.addAction(unmarked(said), partial(self.choose, key))
            action.setCheckable(True)
            action.setChecked(key == self._key)


class TwinCard(Card):
    """Shows a chart or its table, and what else there is to say beneath."""

    def __init__(
        self,
        heading: str,
        charts: Sequence[tuple[QWidget, Callable[[QPainter], None]]],
        icon: str = "chart-bar-horizontal",
        *,
        grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the card.

        Args:
            heading: What it is about.
            charts: The charts, each with what paints it for a picture; the first is shown.
            icon: Icon of the switch's first button.
            grows: Whether the chart takes the height that there is.
            parent: Qt's owner.
        """
        super().__init__(heading, parent)
        look = theme.current()
        self._charts = charts
        self._table: FactTable | None = None
        self._told = Table((), ())
        self._shown = 0  # which chart
        self.switch = ChartSwitch(icon)
        self.put_at_right(self.switch)
        self.choices = flowing(look.px(8), look.px(4))
        self.choices.hide()
        self.body.addWidget(self.choices)
        self.stack = QStackedWidget()
        self.stack.setProperty("surface", "plain")
        for chart, _paint in charts:
            self.stack.addWidget(chart)
        self.body.addWidget(self.stack, int(grows))
        self.caption = Words("", "caption", "ink2", wraps=True)
        self.caption.hide()
        self.body.addWidget(self.caption)
        if not grows:
            self.body.addStretch(1)
        self.switch.turned.connect(self._turn)

    def add_beneath(self, *parts: QWidget) -> None:
        """Place what else there is to show beneath the caption."""
        for part in parts:
            self.body.insertWidget(self.body.count() - 1, part)

    def add_choice(self, choice: Choice) -> None:
        """Place a box above the chart."""
        layout = self.choices.layout()
        if layout is not None:
            layout.addWidget(choice)

    def show_choices(self) -> None:
        """Show the line of boxes where one of them has something to choose."""
        boxes = self.choices.findChildren(Choice)
        self.choices.setVisible(any(not box.isHidden() for box in boxes))

    def show_told(self, table: Table, caption: str = "") -> None:
        """Show the table's rows, and a line beneath."""
        self._told = table
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        if self._table is not None:
            self._table.show_table(table)

    def show_heading(self, text: str) -> None:
        """Say anew what the card is about."""
        self.heading.setText(text)
        self.setAccessibleName(text)
        for chart, _paint in self._charts:
            chart.setProperty("heading", text)
        if self._table is not None:
            self._table.setAccessibleName(text)

    def show_chart(self, which: int) -> None:
        """Show one of the charts, where the table is not wanted."""
        self._shown = which
        if not self.switch.is_table:
            self.stack.setCurrentIndex(which)

    def exported(self) -> Exportable:
        """Return the chart and its table as something to save."""
        chart, paint = self._charts[self._shown]
        return Exportable(self.accessibleName(), chart, lambda: self._told, paint)

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not table:
            self.stack.setMinimumHeight(0)
            self.stack.setCurrentIndex(self._shown)
            return
        if self._table is None:
            self._table = FactTable(self.accessibleName())
            self.stack.addWidget(self._table)
            self._table.show_table(self._told)
        self.stack.setCurrentWidget(self._table)
        look = theme.current()
        rows = min(_MOST_SEEN, len(self._told.rows))
        self.stack.setMinimumHeight(look.px(_HEAD + _ROW * rows + 16))


class TableCard(Card):
    """Shows a table alone: what has no chart."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.words = Words("", "body", "ink2", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = FactTable(heading)
        self.table.show_at_most(8)
        self._told = Table((), ())
        self.body.addWidget(self.words)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_table(self, table: Table, text: str = "") -> None:
        """Show a table, and words above it."""
        self._told = table
        self.words.setText(text)
        self.words.setVisible(bool(text))
        self.table.setVisible(bool(table.rows))
        self.table.show_table(table)

    def exported(self) -> Exportable:
        """Return the table as something to save."""
        return Exportable(self.accessibleName(), None, lambda: self._told)
