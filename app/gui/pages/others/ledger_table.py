"""The table of a ledger: rows of one height, so that a hundred thousand scroll as ten do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.gui import theme
from app.gui.pages.others.ledger import Cell, Ledger
from app.gui.pages.others.verdict_mark import paint_verdict
from app.gui.shared.drawing import dots
from app.gui.shared.tips import tip
from app.wording.language import _
from app.wording.plain_text import pasted

_PADDING = 8
_HEAD = 30
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROOT = QModelIndex()
_MOST_COPIED = 20_000  # lines on the clipboard; more are exported
Index = QModelIndex | QPersistentModelIndex


class LedgerModel(QAbstractTableModel):
    """Shows a ledger; it is replaced whole, never changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ledger: Ledger | None = None

    def show_ledger(self, ledger: Ledger) -> None:
        """Show another ledger."""
        self.beginResetModel()
        self.ledger = ledger
        self.endResetModel()

    def painted(self, row: int, column: int) -> Cell:
        """Return a cell as it is painted."""
        return Cell("") if self.ledger is None else self.ledger.cell(row, column)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() or self.ledger is None else self.ledger.count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.ledger is None else len(self.ledger.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, and where it stands."""
        if orientation is Qt.Orientation.Vertical or self.ledger is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.ledger.headings[section]
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("caption", 500)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.ledger.right else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; only cells on screen are ever asked for."""
        if self.ledger is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.ledger.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.ledger.cell(index.row(), index.column())
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.ledger.cell(index.row(), index.column()).text)
        return None


class LedgerDelegate(QStyledItemDelegate):
    """Paints a cell: mark, text, dots under a guess, and the hairline beneath."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, LedgerModel) or model.ledger is None:
            return
        look, rect = theme.current(), option.rect
        cell = model.painted(index.row(), index.column())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("tint"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        pad = look.px(_PADDING)
        room = rect.adjusted(pad, 0, -pad, 0)
        if cell.mark:
            side = look.px(16)
            at = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
            paint_verdict(painter, at, cell.mark)
            room.setLeft(room.left() + side + look.px(6))
        font = look.font("table", 600 if cell.guess else 400)
        face = QFontMetrics(font)
        text = face.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        wide = face.horizontalAdvance(text)
        right = index.column() in model.ledger.right
        left = room.right() + 1 - wide if right else room.left()
        ground = room.top() + (room.height() + face.capHeight()) // 2
        painter.setFont(font)
        painter.setPen(look.colour(cell.tone))
        painter.drawText(left, ground, text)
        if cell.guess and text:
            low = QPointF(left, ground + face.descent() + look.scale * 0.5)
            dots(painter, low, wide, look.colour(cell.tone))


class LedgerTable(QTableView):
    """Shows a ledger and tells which line is chosen; Ctrl+C copies the selected lines."""

    line_chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._model = LedgerModel(self)
        self._rows: int | None = None
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("A table. Ctrl+C copies the rows that are selected."))
        self.setFont(look.font("table"))
        self.setItemDelegate(LedgerDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.size("table_row"))
        head = self.horizontalHeader()
        head.setFixedHeight(look.px(_HEAD))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(look.px(40))
        self.setStyleSheet(_focus_style())
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def ledger(self) -> Ledger | None:
        """What is shown."""
        return self._model.ledger

    def show_ledger(self, ledger: Ledger, chosen: int | None = None) -> None:
        """Show a ledger, one of its lines chosen."""
        self.selectionModel().blockSignals(True)
        self._model.show_ledger(ledger)
        self.selectionModel().blockSignals(False)
        self._share_width()
        self.updateGeometry()
        if chosen is not None and chosen < ledger.count:
            self.selectRow(chosen)
            self.updateGeometries()
            self.scrollTo(self._model.index(chosen, 0))

    def height_of(self, rows: int) -> int:
        """Return the height at which so many rows are seen. Unit: pixels."""
        look = theme.current()
        return look.px(_HEAD) + rows * look.size("table_row") + 2 * max(2, look.px(2))

    def show_rows(self, rows: int) -> None:
        """Be as high as so many rows, whether or not there is a bar to scroll sideways."""
        self._rows = rows
        self._share_width()

    def sizeHint(self) -> QSize:
        """Ask for a few rows; the page gives the rest of its height."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns without a width what the others leave."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected lines, a tab between cells."""
        if not event.matches(QKeySequence.StandardKey.Copy) or self.ledger is None:
            super().keyPressEvent(event)
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [self.ledger.copied(row) for row in rows[:_MOST_COPIED]]
        text = "\n".join(pasted(line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.styleSheet() != _focus_style():
            self.setStyleSheet(_focus_style())

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.line_chosen.emit(current.row())

    def _share_width(self) -> None:
        ledger, look = self.ledger, theme.current()
        if ledger is None:
            return
        open_ = [column for column, width in enumerate(ledger.widths) if not width]
        taken = sum(look.px(width) for width in ledger.widths)
        rest = max(look.px(120), (self.viewport().width() - taken) // max(1, len(open_)))
        for column, width in enumerate(ledger.widths):
            self.setColumnWidth(column, look.px(width) if width else rest)
        if self._rows is not None:
            sideways = taken + rest * len(open_) > self.viewport().width()
            bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
            self.setFixedHeight(self.height_of(self._rows) + bar)


def _focus_style() -> str:
    """Style a border that is always there: the table does not jump when it gets the focus."""
    look = theme.current()
    width = max(2, look.px(2))
    return (
        f"QTableView {{ border: {width}px solid transparent; }}"
        f"QTableView:focus {{ border: {width}px solid {look.colours['accent']}; }}"
    )
