"""Phosphor's icons, drawn in the colours of the look."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

from app.gui import theme

_FILLS = 1.2  # Phosphor leaves a margin around each icon; ours has its own


@cache
def _phosphor() -> Any:
    """Load Phosphor alone: qtawesome's own loader would read a dozen other fonts first."""
    import qtawesome
    from qtawesome.iconic_font import IconicFont

    bundled = next(font for font in qtawesome._BUNDLED_FONTS if font[0] == "ph")  # noqa: SLF001
    folder = str(Path(qtawesome.__file__).parent / "fonts")
    return IconicFont((*bundled, folder))


def icon(name: str, tone: str = "ink2", on: str | None = None) -> QIcon:
    """Return an icon by Phosphor's name, such as ``calendar-blank``.

    Args:
        name: Phosphor's name.
        tone: Colour of the look.
        on: Colour while a button is checked, where it differs.
    """
    look = theme.current()
    made: QIcon = _phosphor().icon(
        f"ph.{name}",
        color=look.colour(tone),
        color_on=look.colour(on or tone),
        color_disabled=look.colour("neutral"),
        scale_factor=_FILLS,
    )
    return made


def picture(name: str, tone: str = "ink2", size: float = 18) -> QPixmap:
    """Return an icon as a picture of ``size`` pixels of the drawings."""
    length = theme.current().px(size)
    return icon(name, tone).pixmap(QSize(length, length))
