"""The marks of verdicts, in ink: claims are no points, so they have no colour."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.gui import theme

CROSS, TICK, DASHED = "cross", "tick", "dashed"


def paint_mark(painter: QPainter, box: QRectF, mark: str) -> None:
    """Paint a filled cross, a ticked ring or a dashed ring.

    Args:
        painter: Where to.
        box: A square of the mark's size.
        mark: ``CROSS``, ``TICK`` or ``DASHED``.
    """
    look = theme.current()
    side = box.width()
    centre = box.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark == CROSS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("ink"))
        painter.drawEllipse(centre, side * 0.44, side * 0.44)
        pen = QPen(look.colour("card"), 1.6 * look.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        arm = side * 0.17
        for rise in (-arm, arm):
            painter.drawLine(QLineF(centre + QPointF(-arm, -rise), centre + QPointF(arm, rise)))
    else:
        pen = QPen(look.colour("ink2"), 1.4 * look.scale)
        if mark != TICK:
            pen.setDashPattern([1.6, 1.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, side * 0.4, side * 0.4)
        if mark == TICK:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            tick = (QPointF(-0.17, 0.02), QPointF(-0.04, 0.14), QPointF(0.18, -0.13))
            painter.drawPolyline(QPolygonF([centre + corner * side for corner in tick]))
    painter.restore()
