"""Texts of strangers that go into a spreadsheet: shown there, never run.

A spreadsheet program takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
even when it opens a CSV file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

APOSTROPHE = "'"
"""Stands before a text that a spreadsheet program would run."""

_STARTS = frozenset("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
_UNSEEN = "\u200b\u2060\ufeff"  # no white space, and yet nothing to be seen

# A figure of ours, with or without its unit: neither an operator nor a bracket follows the sign.
_FIGURE = re.compile(r"[+-][0-9][0-9.,]*[\w %]*")
_PARTING = str.maketrans("\t\n\r\v\f\x85\u2028\u2029", " " * 8)


def spreadsheet_safe(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet program would run it.

    Texts that begin with an apostrophe get one more, so that ``spreadsheet_bare`` undoes it.
    """
    if text[:1] in _STARTS or _first_seen(text) in _STARTS:
        return APOSTROPHE + text
    return text


def _first_seen(text: str) -> str:
    """Return the first character that can be seen; some programs skip what stands before it."""
    return next((one for one in text if not one.isspace() and one not in _UNSEEN), "")


def spreadsheet_bare(text: str) -> str:
    """Return a text as it was before ``spreadsheet_safe``."""
    return text[1:] if text[:1] == APOSTROPHE else text


def pasted(cells: Iterable[str]) -> str:
    """Return cells as one line of what a spreadsheet takes from the clipboard, a tab between them.

    No cell runs there, or begins a cell or a row of its own; figures stay figures.
    """
    flat = (cell.translate(_PARTING) for cell in cells)
    return "\t".join(cell if _FIGURE.fullmatch(cell) else spreadsheet_safe(cell) for cell in flat)
