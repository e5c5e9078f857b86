"""The days ahead, and how keys and the pointer read them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.gui.charts.ahead_figures import AheadLines
from app.gui.charts.ahead_plot import AheadPlot
from app.gui.shared.drawing import focus_ring
from app.gui.shared.tips import show_tip
from app.wording.language import _


class AheadChart(AheadPlot):
    """The chart of the What if page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleDescription(
            _("Left and right go from what happens to what happens; Escape leaves it.")
        )

    @property
    def lines(self) -> AheadLines | None:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: AheadLines) -> None:
        """Show lines; while a slider is moved the scale only grows."""
        known = self._lines
        if known is None or known.first != lines.first or known.last != lines.last:
            self._scale, self._stop = None, None
        self._lines = lines
        if self._stop is None:
            self.setAccessibleName(lines.spoken)
        self.draw_soon()

    def fit(self) -> None:
        """Let the scale fit what is shown now."""
        self._scale = None
        self.draw_soon()

    # The keys and the pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what happens next or before, and say it."""
        stops = self._lines.stops if self._lines else ()
        key = Qt.Key(event.key())
        if not stops or self._lines is None:
            event.ignore()
        elif key is Qt.Key.Key_Escape and self._stop is not None:
            self._stand_at(None)
        elif key is Qt.Key.Key_Home:
            self._stand_at(stops[0])
        elif key is Qt.Key.Key_End:
            self._stand_at(stops[-1])
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            at = self._lines.today if self._stop is None else self._stop
            on = key is Qt.Key.Key_Right
            there = [day for day in stops if (day > at if on else day < at)]
            if there:
                self._stand_at(there[0] if on else there[-1])
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the days when the reader goes on."""
        super().focusOutEvent(event)
        self.viewport().update()
        if self._stop is not None:
            self._stand_at(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and a ring where the chart has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.viewport().rect()))
            painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what would be on the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            if self._lines is not None:
                day = self._day_at(event.pos().x())
                said = self._lines.said(day)
                show_tip(event, said, self)
            return True
        return bool(super().viewportEvent(event))

    def _day_at(self, x: float) -> int:
        (left, right), _rest = self._box.viewRange()
        day = left + (right - left) * x / max(1, self.width())
        within: int = round(min(max(day, self._field.left), self._field.right))
        return within

    def _stand_at(self, day: int | None) -> None:
        self._stop = day
        if self._lines is not None:
            self.setAccessibleName(self._lines.spoken if day is None else self._lines.said(day))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.draw_soon()
