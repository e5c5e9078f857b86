"""Saving what a page shows: pictures as PNG and SVG, tables as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui import theme
from app.gui.shared.page import Exportable, Table
from app.outputs.tables import Bare, csv_line
from app.outputs.writing import made_whole, write_privately
from app.wording.language import MINUS

_FIGURE = re.compile(r"[+-]?[0-9][0-9,.]*")
_FINER = 2  # a picture has so many times the pixels of the screen


@runtime_checkable
class DrawsFiner(Protocol):
    """A chart whose lines are so many dots wide, however fine the dots are."""

    def draw_for(self, fineness: float) -> None:
        """Draw for a picture that has so many times the dots of the screen."""


def pictured(shown: Exportable) -> QImage:
    """Paint a picture, on the ground of a card. Only on the window's thread."""
    size = _laid_out(shown)
    image = QImage(size * _FINER, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_FINER)
    image.fill(theme.current().colour("card"))
    painter = QPainter(image)
    _paint(shown, painter, fineness=_FINER)
    painter.end()
    return image


def write_png(image: QImage, target: Path) -> None:
    """Write a picture as PNG. For any thread.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    write_privately(bytes(kept.data()), target)


def drawn(shown: Exportable) -> bytes:
    """Draw a picture as SVG, on the ground of a card. Only on the window's thread."""
    size = _laid_out(shown)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    if shown.widget is not None:
        # Points of type are measured in dots of the screen, and so is the drawing.
        generator.setResolution(shown.widget.logicalDpiX())
    generator.setTitle(shown.name)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.current().colour("card"))
    _paint(shown, painter)
    painter.end()
    # Where a reader of the drawing has none of the faces, any without serifs will do.
    return re.sub(rb'font-family="([^"]*)"', rb'font-family="\1,sans-serif"', bytes(kept.data()))


def save_csv(table: Table, target: Path) -> None:
    """Save a table as CSV: a true minus becomes a hyphen, a formula is disarmed.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    write_privately(as_csv(table).encode("utf-8-sig"), target)


def save_lines(lines: Iterable[tuple[str, ...]], target: Path) -> None:
    """Save a long table as CSV, line by line: it is never in memory as a whole.

    The file appears when it is complete; where the work stops before, there is none.

    Args:
        lines: The headings, then the rows; whoever makes them may stop by raising.
        target: The file.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    with (
        made_whole(target) as place,
        place.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        file.writelines(csv_line(map(_cell, line)) for line in lines)


def as_csv(table: Table) -> str:
    """Write a table as CSV."""
    return "".join(csv_line(map(_cell, line)) for line in (table.headings, *table.rows))


def _cell(cell: str) -> str:
    """Return a cell that a spreadsheet takes for what it is: figures as figures, texts as texts."""
    plain = cell.replace(MINUS, "-")
    return Bare(plain.removeprefix("+")) if _FIGURE.fullmatch(plain) else plain


def _laid_out(shown: Exportable) -> QSize:
    """Return how large a picture is. Unit: pixels.

    What lies behind its table has no size of its own yet, and is given one.
    """
    widget = shown.widget
    if widget is None:
        raise ValueError(shown.name)
    behind = widget.parentWidget()
    if not widget.isVisible() and behind is not None and isinstance(behind, QStackedWidget):
        widget.resize(behind.size())
    edge = 2 * _edge(shown)
    return widget.size() + QSize(edge, edge)


def _edge(shown: Exportable) -> int:
    """Return the room around a picture: a card has its own, a bare chart has none."""
    return 0 if shown.paint is None else theme.current().size("card_padding")


def _paint(shown: Exportable, painter: QPainter, fineness: float = 1.0) -> None:
    if shown.widget is None:
        return
    widgets = (shown.widget, *shown.widget.findChildren(QWidget))
    charts = [one for one in widgets if isinstance(one, DrawsFiner)]
    for chart in charts:
        chart.draw_for(fineness)
    painter.translate(_edge(shown), _edge(shown))
    if shown.paint is not None:
        shown.paint(painter)
    else:
        shown.widget.render(painter, QPoint())
    for chart in charts:
        chart.draw_for(1.0)
