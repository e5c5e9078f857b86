"""Texts where Qt would read something into them: markup in a tip, a shortcut's mark in a button.

Whatever may come from a file, a rulebook or a plan's name goes through here. A tip with a picture
in it would have Qt open that file, or ask another computer for it.
"""

from __future__ import annotations

import html
from typing import Protocol

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.wording.visible import visible_lines

_ONE_LINE = 90  # characters


class Tipped(Protocol):
    """A widget, an action or an item of a list: what can have a tip."""

    def setToolTip(self, text: str, /) -> None:  # noqa: N802 - Qt's name
        """Take the tip."""


def tip(text: str) -> str:
    """Return a text so that a tip shows it as it stands."""
    shown = visible_lines(text)
    if (
        not {"<", "&"}.intersection(shown) and len(shown) <= _ONE_LINE
    ):  # Qt takes it for plain, and wraps nothing
        return shown
    lines = html.escape(shown).replace("\n", "<br>")
    return f'<qt><span style="white-space: pre-wrap">{lines}</span></qt>'


def set_tip(thing: Tipped, text: str) -> None:
    """Have a thing say a text while the pointer rests on it."""
    thing.setToolTip(tip(text))


def show_tip(event: QHelpEvent, text: str, widget: QWidget) -> None:
    """Say a text where the pointer rests now; nothing where it is empty."""
    QToolTip.showText(event.globalPos(), tip(text), widget)


def unmarked(text: str) -> str:
    """Return a text for a button or a menu, where an ampersand would mark a shortcut."""
    return text.replace("&", "&&")
