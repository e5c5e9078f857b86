"""Sheets with a page of the window on them, written into a PDF file or sent to a printer.

For any thread: what is on the sheets was recorded before.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPicture,
)

from app.domain.errors import WhyscoreError
from app.outputs.writing import made_whole
from app.wording.language import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS_PER_INCH = 96
A4 = (297.0, 210.0)
"""Width and height of a sheet, which lies on its side. Unit: mm."""
MARGIN = 12.0
"""Margin on every side. Unit: mm."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above each sheet: whose page, and by which rules of which day."""

    left: str
    right: str


@dataclass(frozen=True)
class Sheets:
    """A page as it is drawn on paper.

    Attributes:
        title: Title of the page.
        pictures: A sheet each.
        width: Width of every sheet. Unit: the pictures' own.
    """

    title: str
    pictures: tuple[QPicture, ...]
    width: int


def save_pdf(sheets: Sheets, target: Path) -> None:
    """Write sheets into a PDF file: the whole file, or none. For any thread.

    Args:
        sheets: The sheets.
        target: The file; an older one of that name is replaced.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    with made_whole(target) as place:
        writer = QPdfWriter(str(place))
        writer.setCreator("Whyscore")
        writer.setTitle(sheets.title)
        prepare(writer)
        if not draw(sheets, writer) or not place.is_file() or not place.stat().st_size:
            raise no_pdf(target)


def no_pdf(target: Path) -> WhyscoreError:
    """Return what to say where Qt took no page of a PDF file, and does not say why."""
    return WhyscoreError(
        _("{file}: the PDF could not be written. Is the disk full?").format(file=target.name)
    )


def prepare(device: QPdfWriter | QPrinter) -> None:
    """Make a device A4, landscape.

    Its dots are those of a screen: a line of two dots would be too fine to be seen in finer ones.
    Nothing gets coarse by it, because what is drawn is lines and letters.
    """
    device.setResolution(_DOTS_PER_INCH)
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)


def draw(sheets: Sheets, device: QPagedPaintDevice) -> bool:
    """Draw sheets on a device, a page each; say whether it took them. For any thread."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    taken = True
    for number_, picture in enumerate(sheets.pictures):
        if number_:
            taken = device.newPage() and taken
        room = painter.viewport()
        painter.save()
        # What is recorded is in pixels of the screen; a device's own are far smaller.
        scale = room.width() / sheets.width * picture.logicalDpiX() / device.logicalDpiX()
        painter.scale(scale, scale)
        painter.drawPicture(0, 0, picture)
        painter.restore()
    return painter.end() and taken
