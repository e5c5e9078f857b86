"""Tables as CSV: the one place where a line of a file for spreadsheets is put together.

Every text is in quotes, so that no other separator splits it, and begins with nothing that a
spreadsheet program would run; figures and days stand bare.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.wording.plain_text import spreadsheet_safe

LINE_END = "\r\n"
_PARTING = frozenset(',;\t|"\r\n ')


class Bare(str):
    """A figure or a day that stands in a table without quotes."""

    __slots__ = ()


Cell = object
"""A ``str`` is a text, unless it is ``Bare``; ``None`` is nothing; all else stands as it is said."""


def csv_line(cells: Iterable[Cell], *, disarmed: bool = True) -> str:
    """Return a line of a CSV file with its end.

    Args:
        cells: The cells in their order.
        disarmed: Whether texts that would run get an apostrophe in front; False only for a file
            that no reader sees.
    """
    line = ",".join(_field(cell, disarmed=disarmed) for cell in cells)
    return (line or '""') + LINE_END  # an empty line would be no row


def _field(cell: Cell, *, disarmed: bool) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str) and not isinstance(cell, Bare):
        return _quoted(spreadsheet_safe(cell) if disarmed else cell)
    said = str(cell)
    return said if _PARTING.isdisjoint(said) else _quoted(said)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
