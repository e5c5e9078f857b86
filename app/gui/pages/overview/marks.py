"""Small marks and lines of the Overview: what the strokes of the dial mean, the footnotes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.gui import theme
from app.gui.shared.clearing import clear, held
from app.gui.shared.drawing import dots
from app.gui.shared.flow import Flow
from app.gui.shared.flowing import Flowing
from app.gui.shared.icons import picture
from app.gui.shared.words import Words


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


class Remarks(QWidget):
    """The lines under the cards: what dots mean, the rulebook's caution, other notices."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._lines = Flow(look.px(20), look.px(3), self)
        self._lines.setContentsMargins(0, look.px(9), 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_remarks(self, guess: str, remarks: tuple[str, ...]) -> None:
        """Show the lines."""
        if (guess, remarks) == self._shown:
            return
        self._shown = guess, remarks
        clear(self._lines)
        if guess:
            self._add(DotsMark(), guess)
        for remark in remarks:
            mark = Words()
            mark.setPixmap(picture("warning", "ink3", 16))
            self._add(mark, remark)

    def _add(self, mark: QWidget, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Flowing(text, "caption", "ink3"), 1)
        self._lines.addWidget(held(row))


class DotsMark(QWidget):
    """A piece of the dotted line, to explain it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.current().px(24), theme.current().px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        low = QPointF(0, self.height() / 2)
        dots(painter, low, self.width(), theme.current().colour("ink3"))
