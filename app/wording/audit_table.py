"""A table of an audit in words: the same on the terminal, on a page and under a figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; ``figures`` stand at the right."""

    title: str
    figures: bool = True
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an audit.

    Attributes:
        id: What tells it from the others: ``claims``, ``gap-2``.
        title: Its heading.
        note: On whom it rests, and what its figures are.
        columns: The headings.
        rows: The cells in words; a line break parts a figure from its interval.
    """

    id: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def words(title: str, *, wide: bool = False) -> Column:
    """Return the heading of a column of words."""
    return Column(title, figures=False, wide=wide)
