"""CSV and Parquet read in bulk by DuckDB: a million rows in about a second.

Only what is certain is read so: a CSV file that is written in the common way and has no row
out of shape. Of everything else ``None`` is returned, and ``rows`` reads it exactly. Tests
hold the two to the same result, cell by cell.

DuckDB sees one file and nothing else (see ``duck``).
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import DayVector, FloatVector, TextVector
from app.domain.calendar import NO_DAY
from app.domain.fault import MOST_FAULTS
from app.intake.columns import Cells, Places, Wrong, check_header, in_order, too_many_rows
from app.intake.duck import TEXT, accepted, connected, raw, value
from app.intake.parquet_columns import check_lengths, parquet_columns
from app.intake.refusing import refused
from app.intake.tables import MOST_ROWS, Column, Holds, Table
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

_BLOCK = 1 << 20
_SPACED_QUOTE = re.compile(rb'[,;|\t\r\n][ \t]+"|"[ \t]+[,;|\t\r\n]')
_MOST_SHARED = 60_000
_MOST_TEXT = 160 << 20  # bytes of all texts of a Parquet file, where one may stand for many rows


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a column comes from: its expression in SQL, and its type there."""

    column: Column
    expression: str
    type: str = TEXT


def read_csv(
    path: Path, header: Sequence[str], delimiter: str, file: str, table: Table, lines: Places
) -> Cells | None:
    """Read a CSV file in UTF-8; ``None`` where it should rather be read row by row.

    Args:
        path: The file; its name holds no wildcard.
        header: The column names, which stand on the first line.
        delimiter: What parts the cells.
        file: Its name for the reader.
        table: What it should hold.
        lines: Gives the lines of rows.

    Raises:
        UnreadableInput: The header is wrong, or there are too many rows.
    """
    import duckdb

    if len(header) < 2 or _is_doubtful(path):
        return None
    unknown = check_header(header, table, file)
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(header)))
    reader = (
        f"read_csv($path, auto_detect=false, header=true, delim='{delimiter}', quote='\"', "
        f"escape='\"', nullstr='', columns={{{columns}}}, strict_mode=true, null_padding=false, "
        "parallel=false, compression='none', encoding='utf-8')"
    )
    origins = [
        _Origin(column, f"c{number}")
        for number, name in enumerate(header)
        if (column := table.column(name))
    ]
    try:
        with connected([path]) as connection:
            _load(connection, reader, path, origins)
            return _cells(connection, origins, unknown, lines, (file, table))
    except duckdb.Error:
        return None  # a row is out of shape: the exact reader says which


def read_parquet(path: Path, file: str, table: Table) -> Cells:
    """Read a Parquet file.

    Args:
        path: The file; its name holds no wildcard.
        file: Its name for the reader.
        table: What it should hold.

    Raises:
        UnreadableInput: It is no Parquet file, or a column is missing or of a type that cannot
            be.
    """
    import duckdb

    try:
        with connected([path]) as connection:
            reader = "read_parquet($path)"
            query = f"SELECT count(*) FROM {reader}"  # noqa: S608 - no outside text
            counted = connection.execute(query, {"path": str(path)})
            if (counted.fetchone() or (0,))[0] > MOST_ROWS:
                raise too_many_rows(file, table.name)
            columns = parquet_columns(connection, path, file)
            unknown = check_header([one.name for one in columns], table, file)
            origins = [
                _Origin(column, one.expression, accepted(column, one.type, file, table.name))
                for one in columns
                if (column := table.column(one.name))
            ]
            texts = [one.expression for one in origins if one.type == TEXT]
            check_lengths(connection, path, texts, file, _MOST_TEXT)
            _load(connection, reader, path, origins)
            return _cells(connection, origins, unknown, _row_lines, (file, table))
    except duckdb.Error as error:
        raise refused(
            file,
            _("a Parquet file that is damaged or not one"),
            _("a whole Parquet file"),
            _("Ask for the package again."),
            table=table.name,
        ) from error


def _load(
    connection: duckdb.DuckDBPyConnection, reader: str, path: Path, origins: Sequence[_Origin]
) -> None:
    """Read the file into the table ``cells``: values v0, v1, …, and wrong cells w0, w1, … ."""
    values, wrongs = [], []
    for number, origin in enumerate(origins):
        held = value(origin.expression, origin.type, origin.column.holds)
        values.append(f"{held} AS v{number}, {raw(origin.expression)} AS r{number}")
        wrongs.append(f"v{number}")
        if origin.column.holds is not Holds.TEXT:
            wrongs.append(f"CASE WHEN v{number} IS NULL THEN r{number} END AS w{number}")
    connection.execute(
        f"CREATE TEMP TABLE cells AS SELECT {', '.join(wrongs)} "  # noqa: S608 - no outside text
        f"FROM (SELECT {', '.join(values)} FROM {reader})",
        {"path": str(path)},
    )


def _cells(
    connection: duckdb.DuckDBPyConnection,
    origins: Sequence[_Origin],
    unknown: tuple[str, ...],
    lines: Places,
    place: tuple[str, Table],
) -> Cells:
    rows = _count(connection, "count(*)")
    if rows > MOST_ROWS:
        raise too_many_rows(place[0], place[1].name)
    texts: dict[str, TextVector] = {}
    days: dict[str, DayVector] = {}
    numbers: dict[str, FloatVector] = {}
    wrong: dict[str, Wrong] = {}
    for number, origin in enumerate(origins):
        name = origin.column.name
        match origin.column.holds:
            case Holds.TEXT:
                texts[name] = in_order(name, _texts(connection, f"v{number}", rows))
                continue
            case Holds.DAY:
                days[name] = _days(connection, f"v{number}", rows)
            case Holds.NUMBER:
                numbers[name] = _numbers(connection, f"v{number}", rows)
        if _count(connection, f"count(w{number})"):
            wrong[name] = _wrong(connection, f"w{number}")
    return Cells(rows, texts, days, numbers, wrong, unknown, lines)


def _texts(connection: duckdb.DuckDBPyConnection, column: str, rows: int) -> TextVector:
    """Return a text column; texts that repeat are one object each, which saves much memory."""
    if not _count(connection, f"count({column})"):
        return np.full(rows, "", dtype=object)
    distinct = _count(connection, f"approx_count_distinct({column})")
    if distinct * 4 > rows or distinct > _MOST_SHARED:
        return _filled(connection, column, "")
    kind = f"shared_{column}"
    connection.execute(
        f"CREATE TEMP TYPE {kind} AS ENUM "  # noqa: S608 - no outside text
        f"(SELECT DISTINCT {column} FROM cells WHERE {column} IS NOT NULL)"
    )
    codes = _filled(connection, f"enum_code({column}::{kind})::INTEGER", -1)
    listed = connection.execute(f"SELECT enum_range(NULL::{kind})").fetchone()
    shared = np.array([*(listed or ([],))[0], ""], dtype=object)
    return np.asarray(shared[codes])


def _days(connection: duckdb.DuckDBPyConnection, column: str, rows: int) -> DayVector:
    if not _count(connection, f"count({column})"):
        return np.full(rows, NO_DAY, np.int32)
    return _filled(connection, f"{column} - DATE '1970-01-01'", NO_DAY).astype(np.int32)


def _numbers(connection: duckdb.DuckDBPyConnection, column: str, rows: int) -> FloatVector:
    if not _count(connection, f"count({column})"):
        return np.full(rows, np.nan)
    return _filled(connection, column, np.nan).astype(np.float64)


def _wrong(connection: duckdb.DuckDBPyConnection, column: str) -> Wrong:
    select = f"FROM cells WHERE {column} IS NOT NULL ORDER BY rowid"
    rows = connection.execute(f"SELECT rowid AS x {select}").fetchnumpy()["x"]
    found = connection.execute(f"SELECT {column} {select} LIMIT {MOST_FAULTS}").fetchall()
    return Wrong(np.asarray(rows, dtype=np.int64), tuple(str(cell) for (cell,) in found))


def _filled(
    connection: duckdb.DuckDBPyConnection, expression: str, nothing: str | float
) -> NDArray[Any]:
    """Return a column in the order of the file, with ``nothing`` where a cell is null."""
    query = f"SELECT {expression} AS x FROM cells"  # noqa: S608 - no outside text
    found = connection.execute(query).fetchnumpy()["x"]
    return np.asarray(found.filled(nothing) if isinstance(found, np.ma.MaskedArray) else found)


def _count(connection: duckdb.DuckDBPyConnection, expression: str) -> int:
    row = connection.execute(f"SELECT {expression} FROM cells").fetchone()  # noqa: S608
    return int((row or (0,))[0])


def _is_doubtful(path: Path) -> bool:
    """Return whether programs read the file differently.

    They do where a space stands beside a quote, and where a quote is never closed.
    """
    if leaves_open(path):
        return True
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(b' "') < 0 and data.find(b'" ') < 0 and data.find(b"\t") < 0:
            return False
        return _SPACED_QUOTE.search(data) is not None


def leaves_open(path: Path, quote: str = '"') -> bool:
    """Return whether a CSV file has a quotation mark that is never closed."""
    mark = quote.encode()
    with path.open("rb") as file:
        blocks = iter(partial(file.read, _BLOCK), b"")
        return sum(block.count(mark) for block in blocks) % 2 == 1


def _row_lines(rows: Sequence[int]) -> list[int]:
    """Return the numbers of rows in a table without lines: the header would be 1."""
    return [row + 2 for row in rows]
