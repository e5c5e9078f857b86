"""Marks that several charts paint: triangles, guess dots, discs, hatches."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from app.gui import theme


def width_of(font: QFont, text: str) -> float:
    """Return how wide a text is in a font. Unit: pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    cut: bool = False,
) -> None:
    """Write one line of plain text, middle high in ``rect``.

    Args:
        painter: Where to.
        rect: Room for the line.
        text: What.
        font: In which font.
        colour: In which colour.
        align: Left, right or centre.
        cut: Whether an overlong text ends in "…".
    """
    painter.setFont(font)
    painter.setPen(colour)
    if cut:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    flags = int((align | Qt.AlignmentFlag.AlignVCenter).value)
    painter.drawText(rect, flags | int(Qt.TextFlag.TextSingleLine.value), text)


def triangle(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, up: bool) -> None:
    """Paint the solid triangle that says which way points go.

    Args:
        painter: Where to.
        centre: Its middle.
        size: Its width. Unit: pixels.
        colour: Its colour.
        up: Whether it points up (gives) or down (takes).
    """
    half, rise = size / 2, size * 0.42 * (1 if up else -1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(centre.x() - half, centre.y() + rise),
                QPointF(centre.x() + half, centre.y() + rise),
                QPointF(centre.x(), centre.y() - rise),
            ]
        )
    )


def dots(painter: QPainter, left: QPointF, width: float, colour: QColor, size: float = 1.0) -> None:
    """Paint the dotted line under a number that is a guess.

    Args:
        painter: Where to.
        left: Its left end.
        width: How long. Unit: pixels.
        colour: Its colour.
        size: Size of a dot. Unit: pixels of the drawings.
    """
    pen = QPen(colour, theme.current().scale * size)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.0, 1.0] if size <= 1 else [1.0, 1.2])
    painter.setPen(pen)
    painter.drawLine(QLineF(left, left + QPointF(width, 0)))


def signed_points(
    painter: QPainter,
    right: QPointF,
    text: str,
    value: float,
    *,
    guess: bool,
    font: QFont,
    struck: bool = False,
) -> QRectF:
    """Paint points as they always look: triangle, sign, colour, dots under a guess.

    Args:
        painter: Where to.
        right: Right end of the figure, at its middle.
        text: The figure with its sign.
        value: The points; the sign chooses triangle and colour. Unit: points.
        guess: Whether the figure is a guess.
        font: Font of the figure.
        struck: Whether the figure is struck through, because its record is set aside.

    Returns:
        The rectangle that was painted on.
    """
    look = theme.current()
    tone = "ink3" if struck or value == 0 else "up" if value > 0 else "down"
    colour = look.colour(tone)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text), metrics.height()
    box = QRectF(right.x() - width, right.y() - height / 2, width, height)
    write(painter, box, text, font, colour, Qt.AlignmentFlag.AlignRight)
    if guess:
        low = QPointF(box.left(), box.bottom() + look.scale * 0.5)
        dots(painter, low, width, colour)
    if struck:
        painter.setPen(QPen(colour, look.scale))
        painter.drawLine(QLineF(box.left(), right.y(), box.right(), right.y()))
    elif value:
        middle = QPointF(box.left() - look.px(9), right.y())
        triangle(painter, middle, look.px(8), colour, up=value > 0)
        box.setLeft(middle.x() - look.px(4))
    return box


def hatch(colour: QColor) -> QBrush:
    """Return a hatch that is strong enough to be seen; Qt's own is too faint."""
    look = theme.current()
    side = max(6, look.px(6))
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4 * look.scale))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
    painter.end()
    return QBrush(tile)


def focus_ring(painter: QPainter, rect: QRectF) -> None:
    """Paint the ring around what has the focus.

    Args:
        painter: Where to.
        rect: The whole widget; the ring lies just inside.
    """
    look = theme.current()
    edge, radius = look.scale, look.size("radius_chip")
    painter.setPen(look.pen("accent", look.sizes["focus"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), radius, radius)


def hatch_box(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Hatch a box by lines, which stay lines on paper and in a drawing.

    Args:
        painter: Where to; its pen is changed.
        box: What is hatched.
        colour: Of the lines.
    """
    look = theme.current()
    gap = max(6.0, look.scale * 6)
    painter.setPen(QPen(colour, 1.4 * look.scale))
    # Each line is x + y = along. It is cut off by hand: SVG knows no clipping.
    along = box.left() + box.top() + gap / 2
    while along < box.right() + box.bottom():
        low = QPointF(max(box.left(), along - box.bottom()), min(box.bottom(), along - box.left()))
        high = QPointF(min(box.right(), along - box.top()), max(box.top(), along - box.right()))
        painter.drawLine(QLineF(low, high))
        along += gap
