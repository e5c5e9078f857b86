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
class LeftOutRow:
    """A valid row that was not kept, so that the reader can look it up.

    Attributes:
        reader: Id of the format of its file.
        file: Name of the file.
        table: Name of the sheet; empty for a text.
        line: Line in the text or row in the sheet, from 1.
        code: Code of the reason, as in ``LeftOut``.
        reason: The reason, a sentence for the reader.
        date: Date and time as the file has them.
        amount: Amount as the file has it.
        what: What it was for, as the file has it; may be empty.
        counterparty: With whom, as the file has it; may be empty.
    """

    reader: str
    file: str
    table: str
    line: int
    code: str
    reason: str
    date: str
    amount: str
    what: str
    counterparty: str


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
        encoding: As a person reads it, such as ``Windows-1252``; empty where it cannot be told.
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
        left_out_rows: Each of those rows of a bill, in the order of the files.
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
    left_out_rows: tuple[LeftOutRow, ...] = field(default=(), repr=False)
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
