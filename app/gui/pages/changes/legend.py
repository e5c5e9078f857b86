"""The key to the lines of the chart, drawn as they are."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.gui import theme
from app.gui.shared.flow import Flow
from app.gui.shared.words import Words
from app.wording.language import _

OURS, OFFICIAL, AHEAD = "ours", "official", "ahead"


class Legend(QWidget):
    """Our line, the operator's, and the one ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("surface", "plain")
        lines = Flow(look.px(14), 0, self)
        lines.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._parts: dict[str, QWidget] = {}
        for name, text in (
            (OURS, _("our figure, daily")),
            (OFFICIAL, _("official")),
            (AHEAD, _("if nothing new")),
        ):
            part = self._parts[name] = QWidget()
            part.setProperty("surface", "plain")
            part.setMinimumHeight(look.px(24))  # in line with the buttons beside it
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(look.px(8))
            row.addWidget(_Sample(name))
            row.addWidget(Words(text, "caption", "ink2"))
            lines.addWidget(part)

    def show_official(self, *, there: bool) -> None:
        """Name the operator's line only where there is one."""
        self._parts[OFFICIAL].setVisible(there)


class _Sample(QWidget):
    """A short piece of a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(theme.current().px(20), theme.current().px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the piece."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        pens = {
            OURS: look.pen("ink", 2),
            OFFICIAL: look.pen("ink2", 1, dashes=(4.0, 3.0)),
            AHEAD: look.pen("ink", 1.5, dashes=(3.5, 2.5)),
        }
        painter.setPen(pens[self._name])
        painter.drawLine(QLineF(0, middle, self.width(), middle))
        if self._name == OFFICIAL:
            painter.setPen(look.pen("ink2", 1.4))
            painter.setBrush(look.colour("card"))
            reach = look.px(3.5)
            painter.drawEllipse(QPointF(self.width() / 2, middle), reach, reach)
