"""Which mark stands for which verdict on a decision."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.gui.pages.others.ledger import DOES_NOT_FIT, FITS
from app.gui.shared.verdict_mark import CROSS, DASHED, TICK, paint_mark

_MARKS = {DOES_NOT_FIT: CROSS, FITS: TICK}


def paint_verdict(painter: QPainter, box: QRectF, mark: str) -> None:
    """Paint a filled cross, a ticked ring or a dashed ring.

    Args:
        painter: Where to.
        box: A square of the mark's size.
        mark: How a decision was judged.
    """
    paint_mark(painter, box, _MARKS.get(mark, DASHED))
