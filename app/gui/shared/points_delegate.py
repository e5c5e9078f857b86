"""Points in a table: triangle, sign, colour, dots under a guess, struck through if set aside."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.gui import theme
from app.gui.shared.drawing import signed_points, write

VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A cell's points as a number; ``None`` where it shows none."""
GUESS_ROLE = VALUE_ROLE + 1
"""Whether a cell's points are a guess."""
STRUCK_ROLE = VALUE_ROLE + 2
"""Whether a cell's points are struck through, because the record is set aside."""


class PointsDelegate(QStyledItemDelegate):
    """Paints points as they always look."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        self.initStyleOption(option, index)
        text = option.text
        option.text = ""
        widget: QWidget | None = option.widget
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        look = theme.current()
        rect = QRectF(option.rect)
        right = QPointF(rect.right() - look.px(8), rect.center().y())
        value = index.data(VALUE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font("table", 600)
        if value is None:
            rect.setRight(right.x())
            write(painter, rect, text, font, look.colour("ink3"), Qt.AlignmentFlag.AlignRight)
        else:
            signed_points(
                painter, right, text, value, font=font,
                guess=bool(index.data(GUESS_ROLE)), struck=bool(index.data(STRUCK_ROLE)),
            )  # fmt: skip
        painter.restore()
