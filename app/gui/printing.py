"""Saving what a page shows: pictures as PNG and SVG, tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.domain.errors import WhyscoreError
from app.gui.shared.page import Exportable, Table
from app.wording.language import MINUS, _

_FINER = 2  # a picture has so many times the pixels of the screen
_BEFORE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def save_png(shown: Exportable, target: Path) -> None:
    """Save a picture as PNG.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    widget = _widget(shown)
    pixmap = QPixmap(widget.size() * _FINER)
    pixmap.setDevicePixelRatio(_FINER)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _paint(shown, painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    _write(target, bytes(kept.data()))


def save_svg(shown: Exportable, target: Path) -> None:
    """Save a picture as SVG, its lines as lines.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    size: QSize = _widget(shown).size()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(shown.name)
    painter = QPainter(generator)
    _paint(shown, painter)
    painter.end()
    _write(target, bytes(kept.data()))


def save_csv(table: Table, target: Path) -> None:
    """Save a table as CSV: a true minus becomes a hyphen, a formula is disarmed.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    _write(target, as_csv(table).encode("utf-8-sig"))


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


def _widget(shown: Exportable) -> QWidget:
    if shown.widget is None:
        raise ValueError(shown.name)
    return shown.widget


def _paint(shown: Exportable, painter: QPainter) -> None:
    if shown.paint is not None:
        shown.paint(painter)
    else:
        _widget(shown).render(painter, QPoint())


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _unwritten(target, error) from error


def _unwritten(target: Path, error: OSError) -> WhyscoreError:
    return WhyscoreError(
        _("{file} could not be written: {reason}. Choose another place.").format(
            file=target.name, reason=error.strerror or type(error).__name__
        )
    )
