"""A slider of whole steps: what is set is filled, and a span of it may be coloured."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.gui import theme

_REACH = 8.0  # the handle's radius, ring included. Unit: pixels drawn.
_GROOVE = 4.0
_MOST_TICKS = 20


class StepSlider(QSlider):
    """Moves by whole steps; the wheel is left to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        look = theme.current()
        self._span: tuple[int, int] | None = None
        self.setFixedHeight(look.px(32))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSingleStep(1)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(208), look.px(32))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(90), look.px(32))

    def show_span(self, span: tuple[int, int] | None) -> None:
        """Colour a span of steps; none where left out."""
        if span != self._span:
            self._span = span
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is."""
        if event.button() is Qt.MouseButton.LeftButton:
            event.accept()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where the pointer left."""
        event.accept()
        self.setSliderDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groove, span, ticks and handle."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach, groove = look.px(_REACH), look.px(_GROOVE)
        y = self.height() / 2 - look.px(1)
        left, right = reach, self.width() - reach
        on = self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line"))
        box = QRectF(0, y - groove / 2, self.width(), groove)
        painter.drawRoundedRect(box, groove / 2, groove / 2)
        if self._span is not None:
            start, end = (self._at(step) for step in self._span)
            painter.setBrush(look.colour("tint"))
            painter.setPen(look.pen("accent", 1))
            high = look.px(12)
            span = QRectF(start - reach / 2, y - high / 2, end - start + reach, high)
            painter.drawRoundedRect(span, look.px(4), look.px(4))
            painter.setPen(Qt.PenStyle.NoPen)
        x = self._at(self.value())
        if on:
            painter.setBrush(look.colour("accent"))
            filled = QRectF(0, y - groove / 2, x, groove)
            painter.drawRoundedRect(filled, groove / 2, groove / 2)
        steps = self.maximum() - self.minimum()
        if 0 < steps <= _MOST_TICKS:
            painter.setPen(look.pen("ink3", 1))
            for step in range(steps + 1):
                at = left + (right - left) * step / steps
                top, foot = y + look.px(9), y + look.px(12)
                painter.drawLine(QPointF(at, top), QPointF(at, foot))
        ring = look.px(2)
        painter.setPen(look.pen("accent" if on else "neutral", 2))
        painter.setBrush(look.colour("accent" if on and self.hasFocus() else "card"))
        painter.drawEllipse(QPointF(x, y), reach - ring / 2, reach - ring / 2)
        if self.hasFocus():
            painter.setPen(look.pen("accent", 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outer = min(reach + look.px(2.5), self.height() / 2 - 1)
            painter.drawEllipse(QPointF(x, y), outer, outer)

    def _at(self, step: int) -> float:
        """Return where a step lies. Unit: pixels."""
        reach = theme.current().px(_REACH)
        steps = max(1, self.maximum() - self.minimum())
        return reach + (self.width() - 2 * reach) * (step - self.minimum()) / steps

    def _follow(self, event: QMouseEvent) -> None:
        reach = theme.current().px(_REACH)
        width = max(1, self.width() - 2 * reach)
        share = (event.position().x() - reach) / width
        steps = self.maximum() - self.minimum()
        self.setValue(self.minimum() + round(min(1.0, max(0.0, share)) * steps))
