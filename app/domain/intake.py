"""What came of reading a file: the data, what was left out, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.fault import Fault
from app.domain.records import Export


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are valid and were not kept, and why (a sentence for the reader)."""

    code: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know that stops nothing: a code for programs, a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A bill's own direction word, with its rows and amounts as they were read."""

    word: str
    count: int
    total: float


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The encoding that a text file was read in.

    Attributes:
        file: Name of the file as the person knows it.
        encoding: As a person reads it, such as ``Windows-1252``.
        way: How it was found: ``mark``, ``chosen``, ``declared``, ``whole`` or ``guessed``.
        told: Whether it may be another one.
    """

    file: str
    encoding: str
    way: str
    told: bool = False


@dataclass(frozen=True)
class Reading:
    """A file as read. Every row is kept, left out for a reason, or a fault.

    Attributes:
        reader: Id of the format that was recognised, such as ``alipay``.
        export: The good rows; ``None`` where the file is refused as a whole.
        files: Names of the files read.
        rows: How many rows the file's tables have.
        kept: How many of them are in ``export``.
        left_out: Valid rows that were not kept, by reason.
        left_out_rows: Each of those rows as the reader may want to see it: (line, code, what).
        directions: A bill's own words for in and out.
        faults: What is wrong, at most ``MOST_FAULTS``.
        fault_count: How many faults there are in all.
        notices: Things to know (a re-saved file, totals that differ, columns not used).
        texts: The encoding of each text file.
    """

    reader: str
    export: Export | None
    files: tuple[str, ...]
    rows: int
    kept: int
    left_out: tuple[LeftOut, ...] = ()
    left_out_rows: tuple[tuple[int, str, str], ...] = field(default=(), repr=False)
    directions: tuple[Direction, ...] = ()
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    notices: tuple[Notice, ...] = ()
    encrypted: bool = False
    texts: tuple[ReadAs, ...] = ()

    @property
    def rows_out(self) -> int:
        """How many rows are out for their faults.

        A record that ends before it begins is a fault, and counts all the same: with no worse
        fault than that, no row is out and the reader need not choose.
        """
        return self.rows - self.kept - sum(left.count for left in self.left_out)
