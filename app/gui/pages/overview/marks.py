"""Small marks of the Overview: what the strokes of the dial mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from app.gui import theme


class RowMark(QWidget):
    """The small mark before a line under the dial: which stroke of the dial it names."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(theme.current().px(16), theme.current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hollow triangle or the bracket."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("ink2", 1.5))
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._mark == "official":
            half, rise = look.px(5), look.px(4.5)
            corners = [QPointF(-half, -rise), QPointF(half, -rise), QPointF(0, rise)]
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        elif self._mark == "range":
            reach, end = self.width() / 2 - look.scale, look.px(4)
            for x in (-reach, reach):
                painter.drawLine(middle + QPointF(x, -end), middle + QPointF(x, end))
            painter.drawLine(middle + QPointF(-reach, 0), middle + QPointF(reach, 0))
