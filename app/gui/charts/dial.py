"""The dial: where the score lies between floor and ceiling, and the official figure beside it."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.figures import DialFigures, DialStop
from app.gui.shared.drawing import dots, width_of, write
from app.gui.shared.popover import hovered
from app.wording.notes import Note

_START, _SWEEP = 210.0, 240.0  # degrees; from the lower left over the top to the lower right
_RADIUS, _BAND, _GAP = 104.0, 16.0, 1.2
_WIDTH, _HEIGHT, _MIDDLE = 264.0, 213.0, 133.0
_LEAST_GROWN, _MOST_GROWN = 0.92, 1.4
_GIVES_WAY = 12.0  # a band label nearer to the official mark than so many points is left out


class Dial(QWidget):
    """Bands as greys, ours a stroke across, the official a hollow triangle, the range a bracket."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: DialFigures | None = None
        self._note: Note | None = None
        self._at: int | None = None  # which stop the arrow keys are at
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figures(self, figures: DialFigures, note: Note | None) -> None:
        """Show a score, and keep what it rests on for F1."""
        self._figures, self._note, self._at = figures, note, None
        self.setAccessibleName(figures.caption)
        self.setAccessibleDescription(figures.spoken)
        self.update()

    def note(self) -> Note | None:
        """Return what the score rests on."""
        return self._note

    def sizeHint(self) -> QSize:
        """Return the room for the dial and its labels; it grows where there is more."""
        look = theme.current()
        return QSize(look.px(_WIDTH), look.px(_HEIGHT)) * _LEAST_GROWN

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a little smaller than drawn, its labels whole."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Open the note where the pointer rests on the dial."""
        return hovered(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark with the arrows, and say each; Escape goes back to the score."""
        stops = self._figures.stops if self._figures else ()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and stops:
            values = [stop.value for stop in stops]
            score = self._figures.score if self._figures else None
            ours = values.index(score) if score in values else 0
            here = ours if self._at is None else self._at
            self._stand_at(min(len(stops) - 1, max(0, here + step)))
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._stand_at(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the score again when the reader goes on."""
        super().focusOutEvent(event)
        if self._at is not None:
            self._stand_at(None)

    def _stand_at(self, at: int | None) -> None:
        self._at = at
        if self._figures is not None:
            stop = None if at is None else self._figures.stops[at]
            self.setAccessibleName(
                self._figures.caption
                if stop is None
                else ", ".join(text for text in (stop.caption, stop.text, stop.beneath) if text)
            )
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dial."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._figures is not None:
            stop = None if self._at is None else self._figures.stops[self._at]
            paint_dial(painter, QRectF(self.rect()), self._figures, stop)
        if self.hasFocus():
            look = theme.current()
            painter.setPen(look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = look.scale
            box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(box, look.px(6), look.px(6))


def paint_dial(
    painter: QPainter, rect: QRectF, figures: DialFigures, stop: DialStop | None = None
) -> None:
    """Paint a dial into a rectangle: on screen, as SVG or in a PDF. It grows with its room.

    Args:
        painter: Where to.
        rect: The room.
        figures: What it shows.
        stop: The mark that is pointed out, where the arrow keys are at one.
    """
    if stop is not None:
        figures = replace(
            figures, caption=stop.caption, text=stop.text, beneath=stop.beneath, guess=False
        )
    look = theme.current()
    size = QSizeF(_WIDTH * look.scale, _HEIGHT * look.scale)
    grown = min(rect.width() / size.width(), rect.height() / size.height(), _MOST_GROWN)
    painter.save()
    painter.translate(rect.center().x(), rect.center().y() - grown * size.height() / 2)
    painter.scale(grown, grown)
    room = QRectF(-size.width() / 2, 0, size.width(), size.height())
    painting = _Painting(painter, room, figures, rect.width() / grown / 2)
    painting.paint()
    if stop is not None:
        painting.point_out(stop.value)
    painter.restore()


class _Painting:
    """One painting of a dial: the geometry, and each part of it."""

    def __init__(self, painter: QPainter, rect: QRectF, figures: DialFigures, edge: float) -> None:
        self._painter, self._figures = painter, figures
        self._look = theme.current()
        self._scale = self._look.scale
        self._centre = QPointF(rect.center().x(), rect.top() + _MIDDLE * self._scale)
        self._edge = edge

    def paint(self) -> None:
        figures = self._figures
        if figures.score is None:
            self._ring(figures.floor, figures.ceiling, self._look.colour("hover"))
        else:
            self._bands()
        self._labels()
        if figures.low is not None and figures.high is not None:
            self._bracket(figures.low, figures.high)
        if figures.official is not None:
            self._official(figures.official)
        if figures.score is not None:
            self._ours(figures.score)
        self._words()

    def _bands(self) -> None:
        figures, look = self._figures, self._look
        starts = [max(band.start, figures.floor) for band in figures.bands] or [figures.floor]
        starts[0] = figures.floor
        ends = [*starts[1:], figures.ceiling]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            self._ring(start, end, look.band(number, len(starts)))

    def _ring(self, start: float, end: float, colour: QColor) -> None:
        """Paint a piece of the ring, with half a gap at each inner end."""
        figures = self._figures
        first = _GAP / 2 if start > figures.floor else 0.0
        last = _GAP / 2 if end < figures.ceiling else 0.0
        begin, stop = self._degrees(start) - first, self._degrees(end) + last
        if begin <= stop:
            return
        outer, inner = (_RADIUS + _BAND / 2) * self._scale, (_RADIUS - _BAND / 2) * self._scale
        path = QPainterPath()
        path.arcMoveTo(self._box(outer), begin)
        path.arcTo(self._box(outer), begin, stop - begin)
        path.arcTo(self._box(inner), stop, begin - stop)
        path.closeSubpath()
        outlined = self._look.is_contrast
        self._painter.setPen(self._look.pen("ink", 1) if outlined else QPen(Qt.PenStyle.NoPen))
        self._painter.setBrush(colour)
        self._painter.drawPath(path)

    def _labels(self) -> None:
        figures, look = self._figures, self._look
        font, colour = look.font("caption"), look.colour("ink3")
        official = figures.official
        taken: list[QRectF] = []
        for band, label in zip(figures.bands[1:], figures.labels[1:], strict=True):
            if official is not None and abs(band.start - official) <= _GIVES_WAY:
                continue
            if not figures.floor < band.start < figures.ceiling:
                continue
            angle = math.radians(self._degrees(band.start))
            width = width_of(font, label)
            # A label left of the top ends at the ring, one right of it begins there.
            middle = self._at(band.start, _RADIUS + 20)
            left = middle.x() - width / 2 + math.cos(angle) * width * 0.42
            height = 16 * self._scale
            box = QRectF(left, middle.y() - height / 2, width + 2, height)
            # Bands that lie close would write over each other, or beyond the edge.
            if box.right() > self._edge or any(box.intersects(other) for other in taken):
                continue
            taken.append(box.adjusted(0, -1, 0, 1))
            write(self._painter, box, label, font, colour)
        for value, label in (
            (figures.floor, figures.labels[0] if figures.labels else ""),
            (figures.ceiling, figures.last_label),
        ):
            end = self._at(value, _RADIUS)
            width = max(width_of(font, label), 40 * self._scale)
            box = QRectF(end.x() - width / 2, end.y() + 10 * self._scale, width, 16 * self._scale)
            write(self._painter, box, label, font, colour, Qt.AlignmentFlag.AlignHCenter)

    def _bracket(self, low: float, high: float) -> None:
        radius = _RADIUS - _BAND / 2 - 8
        first, last = self._degrees(low), self._degrees(high)
        pen = self._look.pen("ink2", 1.6)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath()
        box = self._box(radius * self._scale)
        path.arcMoveTo(box, first)
        path.arcTo(box, first, last - first)
        self._painter.drawPath(path)
        for value in (low, high):
            self._painter.drawLine(QLineF(self._at(value, radius - 4), self._at(value, radius + 4)))

    def _ours(self, score: float) -> None:
        pen = self._look.pen("ink", 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        inner, outer = _RADIUS - _BAND / 2 - 3, _RADIUS + _BAND / 2 - 1
        self._painter.drawLine(QLineF(self._at(score, inner), self._at(score, outer)))

    def point_out(self, value: float) -> None:
        """Paint a stroke of the accent across the band, where the arrow keys are."""
        self._painter.setPen(self._look.pen("accent", 3))
        inner, outer = _RADIUS - _BAND / 2 - 6, _RADIUS + _BAND / 2 + 3
        self._painter.drawLine(QLineF(self._at(value, inner), self._at(value, outer)))

    def _official(self, score: float) -> None:
        self._painter.save()
        self._painter.translate(self._at(score, _RADIUS + _BAND / 2 + 8.5))
        self._painter.rotate(90 - self._degrees(score))
        half, rise = 5.5 * self._scale, 4.5 * self._scale
        self._painter.setPen(self._look.pen("ink2", 1.5))
        self._painter.setBrush(self._look.brush("card"))
        self._painter.drawPolygon(
            QPolygonF([QPointF(-half, -rise), QPointF(half, -rise), QPointF(0, rise)])
        )
        self._painter.restore()

    def _words(self) -> None:
        figures, look, scale = self._figures, self._look, self._scale
        centre = Qt.AlignmentFlag.AlignHCenter
        inner = 2 * (_RADIUS - _BAND / 2 - 14) * scale
        left, middle = self._centre.x() - inner / 2, self._centre.y()

        def row(offset: float, height: float) -> QRectF:
            return QRectF(left, middle + offset * scale, inner, height * scale)

        ink3 = look.colour("ink3")
        write(self._painter, row(-45, 18), figures.caption, look.font("caption"), ink3, centre)
        big = look.font("score", 600)
        write(self._painter, row(-30, 52), figures.text, big, look.colour("ink"), centre)
        if figures.guess and figures.score is not None:
            width = width_of(big, figures.text) - 8 * scale
            start = QPointF(self._centre.x() - width / 2, middle + 23 * scale)
            dots(self._painter, start, width, look.colour("ink"), 2)
        font = look.font("body", 500)
        while width_of(font, figures.beneath) > inner and font.pointSizeF() > 7:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        write(self._painter, row(31, 22), figures.beneath, font, look.colour("ink"), centre)

    def _degrees(self, value: float) -> float:
        figures = self._figures
        width = (figures.ceiling - figures.floor) or 1.0
        share = min(1.0, max(0.0, (value - figures.floor) / width))
        return _START - _SWEEP * share

    def _at(self, value: float, radius: float) -> QPointF:
        angle = math.radians(self._degrees(value))
        reach = radius * self._scale
        return self._centre + QPointF(math.cos(angle) * reach, -math.sin(angle) * reach)

    def _box(self, radius: float) -> QRectF:
        return QRectF(self._centre.x() - radius, self._centre.y() - radius, 2 * radius, 2 * radius)
