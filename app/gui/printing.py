"""Saving what a page shows: pictures as PNG and SVG, tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import WhyscoreError
from app.gui import theme
from app.gui.shared.page import Exportable, Table
from app.wording.language import MINUS, _

_FINER = 2  # a picture has so many times the pixels of the screen
_BEFORE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def save_png(shown: Exportable, target: Path) -> None:
    """Save a picture as PNG.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    write_png(pictured(shown), target)


def pictured(shown: Exportable) -> QImage:
    """Paint a picture, on the ground of a card. Only on the window's thread."""
    widget = _laid_out(shown)
    image = QImage(widget.size() * _FINER, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_FINER)
    image.fill(theme.current().colour("card"))
    painter = QPainter(image)
    _paint(shown, painter)
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
    image.save(buffer, b"PNG")
    write(bytes(kept.data()), target)


def save_svg(shown: Exportable, target: Path) -> None:
    """Save a picture as SVG, its lines as lines.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    write(drawn(shown), target)


def drawn(shown: Exportable) -> bytes:
    """Draw a picture as SVG, on the ground of a card. Only on the window's thread."""
    widget = _laid_out(shown)
    size = widget.size()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    # Points of type are measured in dots of the screen, and so is the drawing.
    generator.setResolution(widget.logicalDpiX())
    generator.setTitle(shown.name)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.current().colour("card"))
    _paint(shown, painter)
    painter.end()
    return bytes(kept.data())


def save_csv(table: Table, target: Path) -> None:
    """Save a table as CSV: a true minus becomes a hyphen, a formula is disarmed.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    write(as_csv(table).encode("utf-8-sig"), target)


def save_lines(lines: Iterable[tuple[str, ...]], target: Path) -> None:
    """Save a long table as CSV, line by line: it is never in memory as a whole.

    The file appears when it is complete; where the work stops before, there is none.

    Args:
        lines: The headings, then the rows; whoever makes them may stop by raising.
        target: The file.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([_cell(cell) for cell in line] for line in lines)
        beside.replace(target)
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        beside.unlink(missing_ok=True)


def as_csv(table: Table) -> str:
    """Write a table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_cell(cell) for cell in table.headings])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return text.getvalue()


def _cell(cell: str) -> str:
    """Return a cell that a spreadsheet takes for what it is: figures as figures, no formulas."""
    plain = cell.replace(MINUS, "-")
    bare = plain.lstrip("+-").replace(",", "").replace(".", "")
    if bare.isdigit():
        return plain.removeprefix("+")
    return "'" + plain if plain.startswith(_BEFORE_FORMULAS) else plain


def write(content: bytes, target: Path) -> None:
    """Write a file. For any thread.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _unwritten(target, error) from error


def _laid_out(shown: Exportable) -> QWidget:
    """Return what is painted; what lies behind its table has no size of its own yet."""
    widget = shown.widget
    if widget is None:
        raise ValueError(shown.name)
    behind = widget.parentWidget()
    if not widget.isVisible() and behind is not None and isinstance(behind, QStackedWidget):
        widget.resize(behind.size())
    return widget


def _paint(shown: Exportable, painter: QPainter) -> None:
    if shown.paint is not None:
        shown.paint(painter)
    elif shown.widget is not None:
        shown.widget.render(painter, QPoint())


def _unwritten(target: Path, error: OSError) -> WhyscoreError:
    return WhyscoreError(
        _("{file} could not be written: {reason}. Choose another place.").format(
            file=target.name, reason=error.strerror or type(error).__name__
        )
    )
