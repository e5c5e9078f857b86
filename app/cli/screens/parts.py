"""The pieces that every answer on the terminal is made of."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.terminal import FAINT, STRONG

INDENT = (0, 0, 0, 2)
_WIDEST_ID = 20  # characters of an id that stand on one line


def heading(text: str) -> Text:
    """Return a heading, with the empty line above it."""
    return Text("\n" + text, style=STRONG)


def paragraph(text: str, style: str = "") -> Padding:
    """Return a text that wraps, set in by two columns."""
    return Padding(Text(text, style=style), INDENT)


def faint(text: str) -> Text:
    """Return a text that stands back."""
    return Text(text, style=FAINT)


def columns(*alignments: str) -> Table:
    """Return a table without lines, one alignment a column: ``left``, ``right``, ``wide`` or ``id``.

    A ``wide`` column wraps; ``left`` and ``right`` keep their texts whole. An ``id`` is a name or
    an order number that nobody reads as words: it is folded, so that the words get the width.
    """
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for alignment in alignments:
        if alignment == "wide":
            table.add_column(justify="left", overflow="fold", ratio=None)
        elif alignment == "id":
            table.add_column(justify="left", overflow="fold", max_width=_WIDEST_ID)
        else:
            table.add_column(justify="right" if alignment == "right" else "left", no_wrap=True)
    return table


def set_in(table: Table) -> Padding:
    """Return a table set in by two columns."""
    return Padding(table, INDENT)


def headed(table: Table, titles: Sequence[str]) -> Table:
    """Name the columns of a table."""
    table.show_header = True
    table.header_style = FAINT
    for column, title in zip(table.columns, titles, strict=True):
        column.header = title
    return table
