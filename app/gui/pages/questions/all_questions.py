"""The card of all questions: which are answered, with what points, and the way to each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from app.gui import theme
from app.gui.pages.questions.content import ListLine
from app.gui.shared.card import Card
from app.gui.shared.drawing import signed_points
from app.gui.shared.points_delegate import VALUE_ROLE, CellDelegate
from app.gui.shared.tips import set_tip
from app.wording.language import _

_ROW = 34


class _ListDelegate(CellDelegate):
    """A question of the list: its name, and its answer's points at the right."""

    def paint_content(
        self, painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one."""
        look = theme.current()
        figure, value, guess = index.data(VALUE_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if value is not None:
            right = QPointF(room.right(), room.center().y())
            font = look.font("table", 600)
            signed_points(painter, right, figure, value, guess=guess, font=font)
            room = room.adjusted(0, 0, -look.px(64), 0)
        super().paint_content(painter, room, index)

    def sizeHint(self, option: object, index: object) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(theme.current().px(100), theme.current().px(_ROW))


class ListCard(Card):
    """All questions: which are answered, and the way to each."""

    place_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("All questions"))
        look = theme.current()
        self.list = QListWidget()
        self.list.setFont(look.font("table"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_ListDelegate(self.list))
        self.list.setAccessibleName(_("All questions"))
        self.list.setAccessibleDescription(_("The arrow keys go from question to question."))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.body.addWidget(self.list)
        self.body.addStretch(1)

    def show_lines(self, lines: tuple[ListLine, ...], place: int) -> None:
        """Show all, and which one is before the reader."""
        look = theme.current()
        self.list.blockSignals(True)
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(lines):
            self.list.addItem(QListWidgetItem())
        for row, line in enumerate(lines):
            item = self.list.item(row)
            item.setText(line.short)
            set_tip(item, line.title)
            item.setData(VALUE_ROLE, (line.figure, line.value, line.guess))
            item.setForeground(look.brush("ink" if line.answered else "ink2"))
            item.setFont(look.font("table", 500 if line.answered else 400))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.title} {line.figure}")
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self.list.setFixedHeight(look.px(_ROW) * len(lines) + look.px(4))

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self.place_chosen.emit(place)
