"""The program's own mark, in the colours of the look."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import assets
from app.gui import theme


@cache
def _drawing() -> str:
    return (assets.folder("icons") / "mark.svg").read_text(encoding="utf-8")


def mark(size: float = 20) -> QPixmap:
    """Return the mark as a picture of ``size`` pixels of the drawings."""
    look = theme.current()
    drawing = _drawing()
    for token in ("ink", "up_fill", "down_fill"):
        drawing = drawing.replace("{" + token + "}", look.colours[token])
    side = look.px(size)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
