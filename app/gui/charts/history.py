"""The score over time in small: ours a solid line, the operator's dashed with a dot where published."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.gui import theme
from app.gui.charts.figures import HistoryLines
from app.gui.charts.plot import MOST_DOTS, Field, Plot
from app.gui.charts.plot_ends import End
from app.gui.shared.drawing import focus_ring
from app.wording.language import _

_FOOT = 24.0  # room for the days below


class SmallHistory(Plot):
    """A small chart of a year, its lines named at their ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: HistoryLines | None = None
        self._at: int | None = None  # which stop the arrow keys are at
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        return QSize(look.px(296), look.px(150))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), look.px(120))

    def show_lines(self, lines: HistoryLines) -> None:
        """Show the lines; bands and thresholds lie behind."""
        self._lines, self._at = lines, None
        self.setAccessibleName(lines.spoken)
        self.setAccessibleDescription(_("The arrow keys go from day to day."))
        self.draw_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day with the arrows, and say each; Escape leaves them."""
        stops = self._lines.stops if self._lines else ()
        last = len(stops) - 1
        here = last if self._at is None else self._at
        places = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is not None and stops:
            self._stand_at(min(last, max(0, place)))
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._stand_at(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys act here."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart, and the ring around it while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.viewport().rect()))
            painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the days when the reader goes on."""
        super().focusOutEvent(event)
        self.viewport().update()
        if self._at is not None:
            self._stand_at(None)

    def _stand_at(self, at: int | None) -> None:
        self._at = at
        if self._lines is not None:
            self.setAccessibleName(self._lines.spoken if at is None else self._lines.stops[at][1])
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.draw_soon()

    def _draw(self) -> None:
        lines = self._lines
        if lines is None or len(lines.day) == 0:
            return
        look = theme.current()
        self._box.clear()
        low, high = _reach(lines)
        field = Field(float(lines.day[0]), float(lines.day[-1]), low, high)
        length = field.right - field.left or 1.0
        ends = _ends(lines, field)
        room = self._room_of(ends)
        width, height = max(1.0, self.width() - room), max(1.0, self.height() - look.px(_FOOT))
        per_x, per_y = length / width, (high - low) / height
        edge = length * 0.01  # or the dots at the ends are cut
        self._box.setXRange(field.left - edge, field.right + room * per_x, padding=0)
        self._box.setYRange(low - look.px(_FOOT) * per_y, high, padding=0)
        self._draw_bands(lines, field)
        for score, label in lines.marks:
            if low < score < high:
                pen = look.pen("ink3", 1, dashes=(1.0, 2.0))
                self._draw_stroke((field.left, field.right), (score, score), pen)
                self._write(label, field.left, score, (-0.15, 0.95), "ink2")
        self._draw_lines(lines)
        self._draw_ends(ends, field, per_y)
        for place, (day, label) in enumerate(lines.ticks):
            along = (0.0, 0.5, 1.0)[min(place, 2) if len(lines.ticks) > 2 else place * 2]
            self._write(label, float(day), low, (along, -0.1), "ink3")
        if self._at is not None:
            self._draw_stop(field)

    def _draw_stop(self, field: Field) -> None:
        """Draw a line at the day that the arrow keys are at, and write what was then."""
        if self._lines is None or self._at is None:
            return
        day, said = self._lines.stops[self._at]
        self._draw_stroke((day, day), (field.low, field.high), theme.current().pen("accent", 2))
        width = QFontMetricsF(theme.current().font("caption")).horizontalAdvance(said)
        width *= self._per_x()
        start = max(field.left, min(day - width / 2, field.right - width))
        self._write(said, start, field.high, (0.0, 0.0), "ink")

    def _draw_lines(self, lines: HistoryLines) -> None:
        look = theme.current()
        self._draw_line(lines.official_day, lines.official, look.pen("ink2", 1, dashes=(4.0, 3.0)))
        if 1 < len(lines.official) <= MOST_DOTS:
            self._draw_rings(lines.official_day[:-1], lines.official[:-1])
        self._draw_line(lines.day, lines.ours, look.pen("ink", 2))


def _ends(lines: HistoryLines, field: Field) -> list[End]:
    ends = []
    finite = np.flatnonzero(np.isfinite(lines.ours))
    # Where there is no score today, ours has no figure to name at the right end.
    if len(finite) and finite[-1] == len(lines.ours) - 1:
        last = float(lines.ours[finite[-1]])
        ends.append(End(field.right, last, *lines.ours_label, strong=True))
    if len(lines.official):
        day, last = float(lines.official_day[-1]), float(lines.official[-1])
        ends.append(End(day, last, *lines.official_label, strong=False))
    return ends


def _reach(lines: HistoryLines) -> tuple[float, float]:
    """Return the scores between which the chart lies, with some air. Unit: points."""
    values = np.concatenate([lines.ours, lines.official])
    values = values[np.isfinite(values)]
    if not len(values):
        return lines.floor, lines.ceiling
    low, high = float(values.min()), float(values.max())
    for score, _label in lines.marks:
        if low - 30 < score < high + 30:
            low, high = min(low, score), max(high, score)
    air = max(4.0, (high - low) * 0.12)
    return low - air, high + air
