"""A figure with what the look promises about it: triangle and sign for points, dots for a guess."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.shared.drawing import dots, focus_ring, signed_points, write


class PointsLabel(QWidget):
    """Shows ``▲ +31`` in blue, ``▼ −18`` in orange, or a plain figure; dotted if a guess."""

    def __init__(
        self, role: str = "body", weight: int = 600, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._weight = role, weight
        self._text, self._value, self._guess = "", None, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    _text: str
    _value: float | None
    _guess: bool

    def show_figure(self, text: str, value: float | None, *, guess: bool, spoken: str = "") -> None:
        """Show a figure.

        Args:
            text: The figure as it is said.
            value: The points, whose sign chooses colour and triangle; ``None`` for a plain figure.
            guess: Whether nobody published it.
            spoken: What a screen reader says; the text where left out.
        """
        self._text, self._value, self._guess = text, value, guess
        self.setAccessibleName(spoken or text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the figure as it is said."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room for triangle, figure and dots."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(self._role, self._weight))
        mark = look.px(14) if self._value else 0
        return QSize(
            round(metrics.horizontalAdvance(self._text)) + mark + 2,
            round(metrics.height()) + look.px(4),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure, flush right."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        font = look.font(self._role, self._weight)
        middle = self.height() / 2 - look.scale
        if self._value is not None:
            right = QPointF(self.width() - 1, middle)
            signed_points(painter, right, self._text, self._value, guess=self._guess, font=font)
            return
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(self._text), metrics.height()
        box = QRectF(self.width() - 1 - width, middle - height / 2, width, height)
        ink = look.colour("ink")
        write(painter, box, self._text, font, ink, Qt.AlignmentFlag.AlignRight)
        if self._guess:
            dots(painter, QPointF(box.left(), box.bottom() + look.scale * 0.5), width, ink)
