"""Cells of a table as drawn: a hairline under each row; points with triangle, sign and dots."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gui import theme
from app.gui.shared.drawing import dots, signed_points

VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A cell's points as a number; ``None`` where it shows none."""
GUESS_ROLE = VALUE_ROLE + 1
"""Whether a cell's points are a guess."""
STRUCK_ROLE = VALUE_ROLE + 2
"""Whether a cell's points are struck through, because the record is set aside."""

_PADDING = 8
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints a cell's one line of text, cut where the column is too narrow.

    The style sheet could do this too, but takes several times as long a cell, which is felt
    when a long table is scrolled.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        look = theme.current()
        cell: QRectF = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, look.colour("tint"))
        painter.setPen(look.pen("line"))
        low = cell.bottom() - look.scale / 2
        painter.drawLine(QLineF(cell.left(), low, cell.right(), low))
        pad = look.px(_PADDING)
        self.paint_content(painter, cell.adjusted(pad, 0, -pad, 0), index)
        painter.restore()

    def paint_content(self, painter: QPainter, room: QRectF, index: Index) -> None:
        """Paint what stands in the cell."""
        look = theme.current()
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = index.data(Qt.ItemDataRole.FontRole) or look.font("table")
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(font)
        painter.setPen(brush.color() if isinstance(brush, QBrush) else look.colour("ink"))
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = int(align) if align is not None else int(Qt.AlignmentFlag.AlignVCenter.value)
        flags |= int(Qt.TextFlag.TextSingleLine.value)
        painter.drawText(room, flags, cut)
        if index.data(GUESS_ROLE):
            box = QFontMetricsF(font).boundingRect(room, flags, cut)
            dots(painter, box.bottomLeft(), box.width(), painter.pen().color())


class PointsDelegate(CellDelegate):
    """Paints points as they always look; other cells as its kin does."""

    def paint_content(self, painter: QPainter, room: QRectF, index: Index) -> None:
        """Paint the points of a cell."""
        value = index.data(VALUE_ROLE)
        if value is None:
            super().paint_content(painter, room, index)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        signed_points(
            painter,
            QPointF(room.right(), room.center().y()),
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            value,
            guess=bool(index.data(GUESS_ROLE)),
            font=theme.current().font("table", 600),
            struck=bool(index.data(STRUCK_ROLE)),
        )
