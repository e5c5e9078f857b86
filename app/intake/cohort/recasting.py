"""A table copied into the one way of writing CSV that DuckDB reads without a doubt.

DuckDB's reader of CSV has rules of its own: it refuses a table with line ends of two kinds, skips
rows whose bytes are no UTF-8 (other rows for each column that is asked for), and takes the quotation
marks of some programs for another thing than they do. So whatever is not plain is read here, row by
row, and written anew: in UTF-8, with commas, every cell in quotation marks, each row on the line on
which it stood. What is no row stays none, so that it is found and told.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, BinaryIO

from app.intake.dialect import Dialect

PLAIN = Dialect()
"""The dialect of a copy."""

LONGEST_LINE = 2_000_000
"""DuckDB takes no line of more bytes; nor does the copy have one. Unit: characters."""

NO_TEXT = "\ufffd\ufffd"
"""Stands in a cell too many at the end of a line whose bytes are no text."""

NOT_A_ROW = "\ufffd"
"""Stands in the one cell of a line of which no cells can be told."""

Row = tuple[int, list[str] | str]
"""The line on which a row begins, and its cells, or what is wrong with it."""


class NoTableError(Exception):
    """Rows cannot be told apart: a quotation mark is never closed, or a line never ends.

    Attributes:
        line: The line on which it begins.
        quote: Whether it is a quotation mark.
    """

    def __init__(self, line: int, *, quote: bool) -> None:
        super().__init__(line)
        self.line = line
        self.quote = quote


_CHUNK = 1 << 20
_BREAK = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that are no text: see surrogateescape


def is_plain(file: BinaryIO, delimiter: str) -> bool:
    """Return whether DuckDB reads a text file, known to be UTF-8, as any other program would.

    It has no quotation mark, no row of nothing but delimiters, one kind of line ends, and no line
    that is too long.
    """
    if len(delimiter) != 1 or not delimiter.isascii():
        return False
    empty = re.compile(rb"(?:^|[\r\n])[" + re.escape(delimiter.encode() + b" \t") + rb"]+[\r\n]")
    feeds = returns = both = 0
    held = last = b""
    while chunk := file.read(_CHUNK):
        block = held + chunk
        if b'"' in chunk or empty.search(block):
            return False
        feeds += chunk.count(b"\n")
        returns += chunk.count(b"\r")
        both += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
        last = chunk[-1:]
        held = block[max(block.rfind(b"\n"), block.rfind(b"\r"), 0) :]
        if len(held) > LONGEST_LINE:
            return False
    return not returns or not feeds or both == returns == feeds


def rows_of(
    text: Iterable[str], dialect: Dialect, skipped: int, *, strict: bool = False
) -> Iterator[Row]:
    """Yield the rows of a text, empty ones left out.

    Args:
        text: Its lines with their ends.
        dialect: How it is written.
        skipped: So many lines stand before the header.
        strict: Whether blanks behind a delimiter belong to the cell unless the dialect says
            otherwise, and rows of nothing but delimiters are rows.
    """
    if dialect.comment:
        sign = dialect.comment
        text = ("\n" if line.startswith(sign) else line for line in text)
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(
        itertools.islice(text, skipped, None),
        strict=True,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skip_initial_space if strict else dialect.delimiter != " ",
    )
    while True:
        begin = reader.line_num + 1 + skipped
        try:
            row = next(reader, None)
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise NoTableError(begin, quote=True) from error
            yield begin, NOT_A_ROW
            continue
        if row is None:
            return
        if strict and dialect.null:
            row = ["" if cell == dialect.null else cell for cell in row]
        if row if strict else any(cell and not cell.isspace() for cell in row):
            yield begin, row


def recast(rows: Iterable[Row], target: IO[str], delimiter: str) -> None:
    """Write rows anew; the first is the header, and as wide as every row should be.

    Args:
        rows: The rows.
        target: Where they are written.
        delimiter: What parted their cells; empty where nothing did.

    Raises:
        NoTableError: A quotation mark has swallowed rows.
    """
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
    width, line = 0, 1
    for begin, row in rows:
        # The header must stand on the first line, whatever stood before it.
        target.write("\n" * (begin - line if width else 0))
        line = begin if width else 1
        cells = [NOT_A_ROW] if isinstance(row, str) else [_one_break(cell) for cell in row]
        width = width or len(cells)
        if any(not cell.isascii() and _ESCAPED.search(cell) for cell in cells):
            cells = [*(_ESCAPED.sub(NOT_A_ROW, cell) for cell in cells), NO_TEXT]
        if any("\n" in cell and _swallows(cell, delimiter, width) for cell in cells):
            raise NoTableError(begin, quote=True)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if sum(map(len, cells)) * 4 > LONGEST_LINE and _size(cells) > LONGEST_LINE:
            cells = [NOT_A_ROW]
        writer.writerow(cells)
        line += 1 + sum(cell.count("\n") for cell in cells)


def is_sound(file: BinaryIO) -> bool:
    """Return whether a text is UTF-8 with line ends of one kind, so that DuckDB reads every row."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    feeds = returns = both = 0
    last = b""
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            both += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            last = chunk[-1:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not returns or not feeds or both == returns == feeds


def lines_of(binary: BinaryIO, encoding: str, errors: str = "strict") -> Iterator[str]:
    """Yield the lines of a text with their ends.

    Raises:
        NoTableError: A line never ends.
        UnicodeError: A byte does not fit the encoding.
    """
    with io.TextIOWrapper(binary, encoding=encoding, errors=errors, newline="") as text:
        number = 0
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
                raise NoTableError(number, quote=False)
            yield line.removeprefix("\ufeff") if number == 1 else line


def mixed_lines(binary: BinaryIO, other: str) -> Iterator[str]:
    """Yield the lines of a text of which some are in UTF-8 and the others in another encoding."""
    number = 0
    while line := binary.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and line[-1:] != b"\n":
            raise NoTableError(number, quote=False)
        try:
            said = line.decode()
        except UnicodeDecodeError:
            said = line.decode(other, errors="replace")
        yield from _parted(said)


def _parted(text: str) -> Iterator[str]:
    """Part a text at the line ends of which Python's binary files know nothing."""
    at = 0
    for found in _BREAK.finditer(text):
        yield text[at : found.end()]
        at = found.end()
    if at < len(text):
        yield text[at:]


def _swallows(cell: str, delimiter: str, width: int) -> bool:
    """Return whether a cell of several lines holds whole rows: its quotation marks are no pair."""
    if not delimiter or width < 2:
        return False
    first, *within, last = cell.split("\n")
    joined = first.count(delimiter) + last.count(delimiter) == width - 1
    return joined and all(line.count(delimiter) == width - 1 for line in within if line)


def _one_break(cell: str) -> str:
    return _BREAK.sub("\n", cell) if "\r" in cell else cell


def _size(cells: Sequence[str]) -> int:
    return sum(len(cell.encode()) + cell.count('"') + 3 for cell in cells)
