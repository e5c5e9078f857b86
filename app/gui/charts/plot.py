"""What the charts over time are drawn with: bands, thresholds, lines, dots, names at the ends.

A bare ``ViewBox`` and not a ``PlotItem``: no axis, menu or button of it would be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
    QSizePolicy,
    QWidget,
)

from app.domain.arrays import DayVector, FloatVector
from app.gui import theme
from app.gui.charts.figures import BandMark
from app.gui.charts.plot_ends import End, apart, thinned

_BEHIND = 0.36  # opacity of bands behind a chart
MOST_DOTS = 26
"""More dots on a line would run into each other."""


class OnScale(Protocol):
    """What lies behind a chart of scores."""

    @property
    def bands(self) -> tuple[BandMark, ...]:
        """The bands, ascending."""

    @property
    def floor(self) -> float:
        """Where the first band begins at the latest."""

    @property
    def ceiling(self) -> float:
        """Where the last band ends."""

    @property
    def marks(self) -> tuple[tuple[float, str], ...]:
        """Thresholds worth a line, each with its label."""


@dataclass(frozen=True, slots=True)
class Field:
    """The part of a chart that the lines lie in, in days and points."""

    left: float
    right: float
    low: float
    high: float


class Plot(pg.GraphicsView):  # type: ignore[misc]
    """A chart over time; its kinds say what is drawn in ``_draw``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._fineness = 1.0  # dots of the picture for one of the screen
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw_where_seen)
        self._due = False  # whether it is to be drawn when it is shown
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self.setCentralItem(self._box)
        self.setAntialiasing(True)
        self.setFrameStyle(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def draw_soon(self) -> None:
        """Draw in a moment: once, however many reasons to draw come together."""
        if not self.closed:  # pyqtgraph's: nothing is left to draw on
            self._soon.start()

    def draw_for(self, fineness: float) -> None:
        """Draw at once, for a picture that has so many times the dots of the screen."""
        self._fineness = fineness
        self._draw()

    def _in_dots(self, pen: QPen) -> QPen:
        """Let the width of a pen be counted in dots, whatever the scale of the axes."""
        pen.setCosmetic(True)
        pen.setWidthF(pen.widthF() * self._fineness)
        return pen

    def paint_on(self, painter: QPainter) -> None:
        """Paint the chart for a picture or a page, as it stands."""
        self.render(painter, QRectF(self.viewport().rect()), self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again: labels keep their size in pixels, so what they leave to the line differs."""
        super().resizeEvent(event)
        if hasattr(self, "_soon"):  # pyqtgraph resizes while it is being made
            self.draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the chart was hidden."""
        super().showEvent(event)
        if self._due:
            self.draw_soon()

    def _draw_where_seen(self) -> None:
        self._due = not self.isVisible()
        if not self._due:
            self._draw()

    def _draw(self) -> None:
        raise NotImplementedError

    def _put(self, item: QGraphicsItem, z: float = 0.0) -> None:
        item.setZValue(z)
        self._box.addItem(item, ignoreBounds=True)

    def _draw_bands(self, shown: OnScale, field: Field) -> None:
        look = theme.current()
        starts = [band.start for band in shown.bands] or [shown.floor]
        starts[0] = min(starts[0], shown.floor)
        ends = [*starts[1:], max(shown.ceiling, field.high)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            bottom, top = max(start, field.low), min(end, field.high)
            if bottom >= top:
                continue
            colour = look.band(number, len(starts))
            colour.setAlphaF(1.0 if look.is_contrast else _BEHIND)
            item = QGraphicsRectItem(
                QRectF(field.left, bottom, field.right - field.left, top - bottom)
            )
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setBrush(colour)
            self._put(item, -20)

    def _draw_stroke(
        self, x: tuple[float, float], y: tuple[float, float], pen: QPen, z: float = 0
    ) -> None:
        """Draw a straight line, as thick as its pen whatever the scale."""
        item = QGraphicsLineItem(x[0], y[0], x[1], y[1])
        item.setPen(self._in_dots(pen))
        self._put(item, z)

    def _draw_line(self, days: DayVector, values: FloatVector, pen: QPen, z: float = 0) -> None:
        """Draw a line, broken where there is no value."""
        if not len(days):
            return
        pen = self._in_dots(pen)
        days, values = thinned(days, values, 2 * max(1, self.width()))
        # A bare curve: pyqtgraph's plot item around it takes longer to make than to draw.
        curve = pg.PlotCurveItem(
            x=days.astype(np.float64), y=values, pen=pen, connect="finite", antialias=True
        )
        self._put(curve, z)

    def _draw_rings(self, days: DayVector, values: FloatVector, size: float = 5) -> None:
        """Draw hollow dots."""
        ring = self._in_dots(theme.current().pen("ink2", 1))
        card = theme.current().colour("card")
        side = theme.current().px(size)
        # A cache would be one of pictures: in a drawing and on paper dots are lines.
        rings = pg.ScatterPlotItem(days, values, size=side, pen=ring, brush=card, useCache=False)
        self._put(rings, 4)

    def _draw_ends(self, ends: Sequence[End], field: Field, per_y: float) -> None:
        """Name the lines at their ends, apart enough to be read."""
        look = theme.current()
        ordered = sorted(ends, key=lambda end: -end.value)
        wanted = [min(max(end.value, field.low), field.high) for end in ordered]
        for end, place in zip(ordered, apart(wanted, look.px(22) * per_y), strict=True):
            if end.dot:
                brush = look.colour("ink" if end.strong else "card")
                pen = look.pen("ink" if end.strong else "ink2", 1.5)
                self._draw_dot(end.x, end.value, brush, pen)
            self._write_end(end, QPointF(field.right, place))

    def _draw_dot(self, x: float, y: float, brush: QColor, pen: QPen) -> None:
        reach = theme.current().px(3.5)
        dot = QGraphicsEllipseItem(-reach, -reach, 2 * reach, 2 * reach)
        dot.setFlag(dot.GraphicsItemFlag.ItemIgnoresTransformations)
        dot.setPos(x, y)
        dot.setBrush(brush)
        dot.setPen(pen)
        self._put(dot, 10)

    def _draw_symbols(
        self, days: ArrayLike, values: ArrayLike, symbol: str, size: float, *, brush: str, pen: QPen
    ) -> None:
        """Draw one shape at many places.

        Args:
            days: Where along.
            values: How high.
            symbol: Pyqtgraph's name of the shape, such as ``d`` for a diamond.
            size: Its width. Unit: pixels drawn.
            brush: Token of its colour.
            pen: Its outline.
        """
        look = theme.current()
        item = pg.ScatterPlotItem(
            np.asarray(days, dtype=np.float64), np.asarray(values, dtype=np.float64),
            symbol=symbol, size=look.px(size), pen=self._in_dots(pen), brush=look.colour(brush),
            useCache=False,
        )  # fmt: skip
        self._put(item, 12)

    def _write_end(self, end: End, at: QPointF) -> None:
        look = theme.current()
        first = look.font("caption", 600 if end.strong else 400)
        tone = "ink" if end.strong else "ink2"
        start = at.x() + look.px(10) * self._per_x()
        self._write(end.figure, start, at.y(), (0.0, 0.5), tone, first)
        width = QFontMetricsF(first).horizontalAdvance(end.figure) + look.px(4)
        self._write(end.word, start + width * self._per_x(), at.y(), (0.0, 0.5), tone)

    def _per_x(self) -> float:
        (left, right), _ = self._box.viewRange()
        per_pixel: float = (right - left) / max(1, self.width())
        return per_pixel

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        anchor: tuple[float, float],
        tone: str,
        font: QFont | None = None,
        *,
        ground: bool = False,
        z: float = 6,
    ) -> None:
        """Write a line of plain text.

        Args:
            text: What.
            x: Where the anchor lies. Unit: days.
            y: The same. Unit: points.
            anchor: Which part of the text lies there, from (0, 0) top left to (1, 1).
            tone: In which colour.
            font: In which font; the one of captions where left out.
            ground: Whether it hides what is beneath.
            z: What lies lower is beneath.
        """
        look = theme.current()
        face = font or look.font("caption")
        item = QGraphicsSimpleTextItem(text)
        item.setFont(face)
        item.setBrush(look.colour(tone))
        box = item.boundingRect()
        shift = QTransform.fromTranslate(-anchor[0] * box.width(), -anchor[1] * box.height())
        parts: list[tuple[QGraphicsItem, float]] = [(item, z)]
        if ground:
            plate = QGraphicsRectItem(box.adjusted(-look.px(3), 0, look.px(3), 0))
            plate.setPen(QPen(Qt.PenStyle.NoPen))
            plate.setBrush(look.colour("card"))
            parts.append((plate, z - 1))
        for part, height in parts:
            part.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            part.setTransform(shift)
            part.setPos(x, y)
            self._put(part, height)

    def _room_of(self, ends: Sequence[End]) -> float:
        """Return the room that names at the ends take. Unit: pixels."""
        look = theme.current()
        metrics = QFontMetricsF(look.font("caption", 600))
        widths = [metrics.horizontalAdvance(f"{end.figure} {end.word}") for end in ends]
        return max(widths, default=0.0) + look.px(14)
