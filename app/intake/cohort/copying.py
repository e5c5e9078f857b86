"""Copies of tables that DuckDB cannot read as they lie: texts, packed texts, and spreadsheets."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from app.domain.errors import UnreadableInput
from app.intake.bill_lines import workbook_sheets
from app.intake.cohort.layout import Recast, SourceFile
from app.intake.cohort.recasting import NoTableError, Row, lines_of, mixed_lines, recast, rows_of
from app.intake.container import Source
from app.intake.dialect import Dialect
from app.intake.refusing import refused
from app.intake.sheet_bounds import beginning
from app.intake.text import shown
from app.wording.language import _

PACKED = b"\x1f\x8b"
"""How a file that gzip has packed begins."""

_MOST_GROWTH, _ALWAYS, _MOST = 200, 16 << 20, 4 << 30  # bytes of what was packed


def opened(source: Source, name: str, *, packed: bool) -> BinaryIO:
    """Open a file of a source, unpacked where gzip has packed it.

    Raises:
        UnreadableInput: It cannot be opened, or unpacks to more than any table needs; also
            raised by the reads that follow.
    """
    file = source.open(name)
    return cast("BinaryIO", _Unpacked(file, source.size(name), source.name)) if packed else file


@contextmanager
def copied(source: Source, file: SourceFile, how: Recast) -> Iterator[Path]:
    """Give a file a path where it lies as plain CSV, for as long as the context lasts.

    Raises:
        UnreadableInput: Its rows cannot be told apart, or its bytes are not what they were.
    """
    with tempfile.TemporaryDirectory(prefix="whyscore-") as folder:
        path = Path(folder) / "part"
        try:
            with path.open("w", encoding="utf-8", newline="") as target:
                recast(
                    rows_in(source, file, how), target, "" if how.strict else how.dialect.delimiter
                )
        except NoTableError as error:
            raise _no_rows(source.name, error) from error
        except UnicodeError as error:
            encoding = shown(how.encoding)
            raise refused(
                source.name,
                _("bytes that are no text in {encoding}").format(encoding=encoding),
                _("text in {encoding}").format(encoding=encoding),
                _("Save it again as CSV in UTF-8."),
            ) from error
        yield path


def rows_in(source: Source, file: SourceFile, how: Recast) -> Iterator[Row]:
    """Yield the rows of a file, its header first; rows of nothing are left out."""
    if how.sheet:
        yield from sheet_rows(source, how.sheet)
        return
    with opened(source, file.path, packed=how.packed) as data:
        if how.mixed:
            lines = mixed_lines(data, how.encoding)
        else:
            # A line further down whose bytes are no text is one person's fault in a package.
            kept = how.strict and how.encoding.lower() in {"utf-8", "utf8"}
            lines = lines_of(data, how.encoding, "surrogateescape" if kept else "strict")
        rows = rows_of(lines, how.dialect, how.skipped, strict=how.strict)
        if not how.dialect.written.common:
            rows = _rewritten(rows, how.dialect)
        if how.unnamed and (first := next(rows, None)) is not None:
            yield first[0], ["", *first[1]]
        yield from rows


def _rewritten(rows: Iterator[Row], dialect: Dialect) -> Iterator[Row]:
    """Yield rows with their cells in the common way."""
    names: list[str] = list(dialect.names)
    if dialect.header:
        begin, header = next(rows, (1, []))
        yield begin, header
        names = list(header)
    for line, row in rows:
        if isinstance(row, str) or len(row) != len(names):
            yield line, row
        else:
            cells = zip(names, row, strict=True)
            yield line, [dialect.written.cell(name, cell) for name, cell in cells]


def sheet_rows(source: Source, name: str) -> Iterator[Row]:
    """Yield the rows of a sheet."""
    for sheet in workbook_sheets(beginning(source.path), source.name):
        if sheet.name == name:
            for line in sheet.lines:
                if any(line.cells):
                    yield line.number, list(line.cells)


def damaged(name: str) -> UnreadableInput:
    """Return the refusal of a packed table that cannot be unpacked."""
    return refused(
        name,
        _("a packed file that is damaged or cut off"),
        _("a whole file in CSV, packed by gzip"),
        _("Download it again."),
    )


class _Unpacked(gzip.GzipFile):
    """A packed file while it is unpacked, which may not grow without end."""

    def __init__(self, file: BinaryIO, size: int, name: str) -> None:
        super().__init__(fileobj=file, mode="rb")
        self._file = file
        self._left = min(max(_MOST_GROWTH * size, _ALWAYS), _MOST)
        self._of = name

    def read(self, size: int | None = -1) -> bytes:
        """Read so many bytes."""
        return self._checked(lambda: super(_Unpacked, self).read(size))

    def read1(self, size: int = -1) -> bytes:
        """Read what is there."""
        return self._checked(lambda: super(_Unpacked, self).read1(size))

    def readline(self, size: int | None = -1) -> bytes:
        """Read a line."""
        return self._checked(lambda: super(_Unpacked, self).readline(size))

    def close(self) -> None:
        """Close the packed file as well."""
        super().close()
        self._file.close()

    def _checked(self, read: Callable[[], bytes]) -> bytes:
        try:
            found = read()
        except (OSError, EOFError, zlib.error) as error:
            raise damaged(self._of) from error
        self._left -= len(found)
        if self._left < 0:
            raise refused(
                self._of,
                _("a packed file that unpacks to more than any table needs"),
                _("at most {count} times its size").format(count=_MOST_GROWTH),
                _("Do not use this file; ask its sender for a new one."),
            )
        return found


def _no_rows(name: str, error: NoTableError) -> UnreadableInput:
    if error.quote:
        return refused(
            name,
            _("a quotation mark that is never closed"),
            _("quotation marks in pairs"),
            _("Correct the line with the single quotation mark."),
            line=error.line,
        )
    return refused(
        name,
        _("a line that does not end"),
        _("a table of lines, such as CSV"),
        _("Do not use this file; ask its sender for a new one."),
        line=error.line,
    )
