"""Paints the cells of the contacts' table, fast enough for every step of a scroll."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gui import theme
from app.gui.pages.contacts.model import PeopleModel
from app.gui.pages.contacts.people_table import Column
from app.gui.shared.drawing import hatch, signed_points
from app.gui.theme import Theme

PADDING = 8
"""Left and right of what stands in a cell. Unit: pixels of the drawings."""
_BAR = 40
_ANTIALIASED = QPainter.RenderHint.Antialiasing


@dataclass(frozen=True)
class _Tools:
    """Pens and fonts of one look: making them takes longer than a cell may."""

    theme: Theme
    padding: int
    font: QFont
    name: QFont
    bold: QFont
    metrics: QFontMetrics
    names: QFontMetrics
    bolds: QFontMetrics
    line: QColor
    tint: QColor
    ink: QColor
    quiet: QColor
    axis: QColor

    @classmethod
    def of(cls, look: Theme) -> _Tools:
        """Make the tools of a look."""
        font, name, bold = look.font("table"), look.font("table", 500), look.font("table", 600)
        return cls(
            look, look.px(PADDING), font, name, bold,
            QFontMetrics(font), QFontMetrics(name), QFontMetrics(bold),
            look.colour("line"), look.colour("tint"), look.colour("ink"), look.colour("ink2"),
            look.colour("ink3"),
        )  # fmt: skip


class PeopleDelegate(QStyledItemDelegate):
    """Paints names and figures, and points with triangle, sign, dots and bar, over a hairline.

    It asks the model once a cell: the way through roles takes several times as long.
    """

    def __init__(self, model: PeopleModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._tools = _Tools.of(theme.current())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        look = theme.current()
        if look is not self._tools.theme:
            self._tools = _Tools.of(look)
        tools, rect = self._tools, option.rect
        column = Column(index.column())
        cell = self._model.painted(index.row(), column)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tools.tint)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tools.line)
        room = rect.adjusted(tools.padding, 0, -tools.padding, 0)
        if cell.value is not None:
            painter.setRenderHint(_ANTIALIASED, True)
            right = QPointF(room.right() + 1, room.center().y() + 0.5)
            signed_points(
                painter, right, cell.text, cell.value, guess=cell.guess, font=tools.bold
            )  # fmt: skip
            if cell.part is not None:
                self._bar(painter, room, tools.bolds.horizontalAdvance(cell.text), cell.part)
            painter.setRenderHint(_ANTIALIASED, False)
            return
        name = column is Column.NAME
        face = tools.names if name else tools.metrics
        painter.setFont(tools.name if name else tools.font)
        painter.setPen(tools.ink if cell.strong else tools.quiet)
        left, text = room.left(), cell.text
        # Written at a point: laying a text out in a rectangle takes several times as long.
        if name:
            text = face.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        else:
            left = room.right() + 1 - face.horizontalAdvance(text)
        painter.drawText(left, room.top() + (room.height() + face.capHeight()) // 2, text)

    def _bar(self, painter: QPainter, room: QRect, figure: int, part: float) -> None:
        """Paint a share as a bar: to the right it gives, to the left it takes."""
        look = self._tools.theme
        free = room.width() - figure - look.px(24)
        longest = min(look.px(_BAR), free / 2)
        if longest < look.px(8):
            return
        # All axes stand under each other, whatever the widths of the figures.
        axis = round(room.left() + min(room.width() * 0.33, free - longest))
        middle, high, length = room.center().y() + 0.5, look.px(8), part * longest
        bar = QRectF(min(axis, axis + length), middle - high / 2, abs(length), high)
        if bar.width() >= 0.5:
            fill = "up_fill" if part > 0 else "down_fill"
            hatched = look.is_contrast and part < 0
            painter.setPen(look.pen(fill) if hatched else Qt.PenStyle.NoPen)
            painter.setBrush(hatch(look.colour(fill)) if hatched else look.brush(fill))
            radius = look.size("radius_bar")
            painter.drawRoundedRect(bar, radius, radius)
        tall = look.px(6)
        wide = max(1, look.px(1))
        painter.fillRect(QRectF(axis, middle - tall, wide, 2 * tall), self._tools.axis)
