"""Paints the cells of the records' table, fast enough for every step of a scroll."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gui import theme
from app.gui.pages.breakdown.arrange import Column
from app.gui.pages.breakdown.model import AT_RIGHT, RecordModel
from app.gui.shared.drawing import signed_points
from app.gui.theme import Theme

_PADDING = 8
_TEXTS = frozenset({Column.WHAT, Column.REPORTED_BY})
_ANTIALIASED = QPainter.RenderHint.Antialiasing


@dataclass(frozen=True)
class _Tools:
    """Pens and fonts of one look: making them takes longer than a cell may."""

    theme: Theme
    padding: int
    font: QFont
    struck: QFont
    bold: QFont
    metrics: QFontMetrics
    line: QColor
    tint: QColor
    tones: dict[str, QColor]
    drop: int  # from the top of a row to the line that its text stands on

    @classmethod
    def of(cls, look: Theme) -> _Tools:
        """Make the tools of a look."""
        drop = (look.size("table_row") + QFontMetrics(look.font("table")).capHeight()) // 2
        font, struck = look.font("table"), look.font("table")
        struck.setStrikeOut(True)
        return cls(
            look, look.px(_PADDING), font, struck, look.font("table", 600), QFontMetrics(font),
            look.colour("line"), look.colour("tint"),
            {name: look.colour(name) for name in ("ink", "ink2", "ink3")}, drop,
        )  # fmt: skip


class RecordDelegate(QStyledItemDelegate):
    """Paints texts, and points with triangle, sign and dots, over a hairline.

    It asks the model once a cell. The way through roles and style sheets takes several times as
    long, and a step of a scroll has sixteen milliseconds.
    """

    def __init__(self, model: RecordModel, parent: QObject) -> None:
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
                painter, right, cell.text, cell.value,
                guess=cell.guess, font=tools.bold, struck=cell.struck,
            )  # fmt: skip
            painter.setRenderHint(_ANTIALIASED, False)
            return
        painter.setFont(tools.struck if cell.struck else tools.font)
        painter.setPen(tools.tones[cell.tone])
        left, text = room.left(), cell.text
        # Written at a point: laying a text out in a rectangle takes several times as long.
        if column in AT_RIGHT:
            left = room.right() + 1 - tools.metrics.horizontalAdvance(text)
        elif column in _TEXTS:
            text = tools.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(left, room.top() + tools.drop, text)
