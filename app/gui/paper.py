"""Print a page as a PDF file, with the fonts of this computer.

Qt lays the page out because it is here anyway, finds a face for every script, and embeds only
the characters used. The terminal borrows this through the front door and only for ``--pdf``.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.gui.on_paper import no_pdf
from app.outputs.writing import made_whole

_DOTS_PER_INCH = 300
_MARGIN = 18.0  # mm on every side


def print_page(html: str, target: Path) -> None:
    """Print a page (A4) into a PDF file: the whole file, or none.

    Args:
        html: The page; tables, colours and sizes are understood, and nothing is fetched.
        target: Where the file goes; an older one of that name is replaced.

    Raises:
        WhyscoreError: The file cannot be written there.
    """
    screen = _screenless()
    try:
        with made_whole(target) as place:
            if not _written(html, place):
                raise no_pdf(target)
    finally:
        del screen


class Page(QTextDocument):
    """A page that is laid out. Whatever its text names, nothing is opened or fetched for it."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Load nothing: a page is text."""
        del kind, name
        return None


def _written(html: str, target: Path) -> bool:
    writer = QPdfWriter(str(target))
    writer.setCreator("Whyscore")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    page = Page()
    page.setHtml(html)
    writer.setTitle(page.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    page.print_(writer)
    return target.is_file() and target.stat().st_size > 0


def _screenless() -> QGuiApplication | None:
    """Return an application that needs no screen, where none runs yet: fonts need one."""
    if QGuiApplication.instance() is not None:
        return None
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["whyscore"])
