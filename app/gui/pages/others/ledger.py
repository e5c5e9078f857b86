"""A list of lines for a table: headings, widths, and what stands in each cell. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.progress import Progress

FITS, DOES_NOT_FIT, CANNOT_BE_TOLD = "fits", "does_not_fit", "cannot_be_told"
_STRETCH = 2_048  # lines between two reports


class Cell(NamedTuple):
    """A cell as it is painted.

    Attributes:
        text: What it says.
        tone: Colour of the look.
        mark: What is painted before the text: how a decision was judged, or nothing.
        guess: Whether a guess is in the figure.
        spoken: What a screen reader says, where that is not the text.
    """

    text: str
    tone: str = "ink"
    mark: str = ""
    guess: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class Ledger:
    """Lines of a table; a cell is made when it is seen.

    Attributes:
        headings: Names of the columns.
        widths: Width of each column; 0 takes what the others leave. Unit: pixels drawn.
        right: Columns of figures, which stand at the right.
        count: How many lines there are.
        cell: Makes a cell of a line and a column.
        copied: Makes a line as a file or another program wants it.
        copied_headings: Names of the columns of that.
    """

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    right: frozenset[int]
    count: int
    cell: Callable[[int, int], Cell]
    copied: Callable[[int], tuple[str, ...]]
    copied_headings: tuple[str, ...]

    def lines(self, progress: Progress) -> Iterator[tuple[str, ...]]:
        """Yield the headings and all lines as a file wants them."""
        yield self.copied_headings
        for line in range(self.count):
            if line % _STRETCH == 0:
                progress.report(line, self.count)
            yield self.copied(line)
