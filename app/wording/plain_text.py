"""Texts of strangers that go into a spreadsheet: shown there, never run.

A spreadsheet program takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
even when it opens a CSV file.
"""

from __future__ import annotations

APOSTROPHE = "'"
"""Stands before a text that a spreadsheet program would run."""

_STARTS = frozenset("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")


def spreadsheet_safe(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet program would run it.

    Texts that begin with an apostrophe get one more, so that ``spreadsheet_bare`` undoes it.
    """
    return APOSTROPHE + text if text[:1] in _STARTS else text


def spreadsheet_bare(text: str) -> str:
    """Return a text as it was before ``spreadsheet_safe``."""
    return text[1:] if text[:1] == APOSTROPHE else text
