"""The columns of a Parquet file as DuckDB reads them, and what the file asks of memory."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import UnreadableInput
from app.intake.arrow_zones import zones
from app.intake.duck import TEXT, literal, quoted
from app.intake.refusing import refused
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

LONGEST_CELL = 1 << 20
"""A text cell of Parquet with more bytes than this is refused: one may stand for every row."""

_MOST_GROWTH, _ALWAYS = 200, 256 << 20  # bytes of all texts, of the file's own
_ROWS_OF_A_BYTE = 100  # a file of few bytes may claim any number of rows
_ZONED = "TIMESTAMP WITH TIME ZONE"
_OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})")


@dataclass(frozen=True, slots=True)
class ParquetColumn:
    """A column of a Parquet file.

    Attributes:
        name: As the file has it.
        type: Its type in DuckDB.
        expression: What it is in SQL. A time with a zone is the time of day in that zone.
    """

    name: str
    type: str
    expression: str


def parquet_columns(
    connection: duckdb.DuckDBPyConnection, path: Path, file: str
) -> tuple[ParquetColumn, ...]:
    """Return the columns of a Parquet file, in order.

    DuckDB knows no capitals: of two columns that differ in nothing else it names one anew. So they
    are known by their place.

    Args:
        connection: It may open the file.
        path: Where the file lies.
        file: Its name for the reader.

    Raises:
        UnreadableInput: It claims more rows than its bytes can hold.
        duckdb.Error: It is no Parquet file.
    """
    said = literal(str(path))
    described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({said})").fetchall()
    counted = connection.execute(f"SELECT num_rows FROM parquet_file_metadata({said})").fetchone()
    if counted is not None and int(counted[0]) > _ROWS_OF_A_BYTE * path.stat().st_size:
        raise _too_dense(file)
    names = _names(connection, said)
    if len(names) != len(described):
        names = [str(row[0]) for row in described]
    kept: dict[str, str] = {}
    if any(str(row[1]) == _ZONED for row in described):
        query = f"SELECT key, value FROM parquet_kv_metadata({said})"
        kept = zones({bytes(k).decode(errors="replace"): v for k, v in _pairs(connection, query)})
    return tuple(
        _column(name, quoted(str(row[0])), str(row[1]), kept.get(name, ""))
        for name, row in zip(names, described, strict=True)
    )


def most_texts(path: Path) -> int:
    """Return how many bytes the texts of a table of many people may have: one may stand for all rows."""
    return max(_ALWAYS, _MOST_GROWTH * path.stat().st_size)


def check_lengths(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    columns: Sequence[str],
    file: str,
    most: int = 1 << 60,
) -> None:
    """Refuse a file in which a text has no end.

    Args:
        connection: It may open the file.
        path: Where the file lies.
        columns: The columns of texts that are read, as SQL.
        file: Its name for the reader.
        most: The most bytes that all texts together may have.

    Raises:
        UnreadableInput: A cell is longer than ``LONGEST_CELL``, or all are longer than ``most``.
    """
    said = literal(str(path))
    query = (
        "SELECT max(total_uncompressed_size), sum(total_uncompressed_size * num_values) "
        f"FROM parquet_metadata({said})"
    )
    largest, whole = connection.execute(query).fetchone() or (0, 0)
    # Each value of a stretch may stand for all of the texts that it holds once.
    if not columns or (int(largest or 0) < LONGEST_CELL and int(whole or 0) <= most):
        return
    longest = ", ".join(f"max(strlen({column})), sum(strlen({column}))" for column in columns)
    found = connection.execute(f"SELECT {longest} FROM read_parquet({said})").fetchone() or ()
    if sum(int(one or 0) for one in found[1::2]) > most:
        raise refused(
            file,
            _("texts of more than {count} MiB").format(count=most >> 20),
            _("a whole Parquet file"),
            _("Do not use this file; ask its sender for a new one."),
        )
    if any(int(one or 0) > LONGEST_CELL for one in found[::2]):
        raise refused(
            file,
            _("a cell of more than {count} MiB").format(count=LONGEST_CELL >> 20),
            _("a whole Parquet file"),
            _("Do not use this file; ask its sender for a new one."),
        )


def _pairs(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[bytes, bytes]]:
    return [(row[0], row[1]) for row in connection.execute(query).fetchall()]


def _names(connection: duckdb.DuckDBPyConnection, said: str) -> list[str]:
    """Return the names at the top of the file's own schema."""
    rows = connection.execute(f"SELECT name, num_children FROM parquet_schema({said})").fetchall()
    names: list[str] = []
    within = 0
    for name, children in rows[1:]:
        if within:
            within -= 1
        else:
            names.append(str(name))
        within += int(children or 0)
    return names


def _column(name: str, column: str, type_: str, zone: str) -> ParquetColumn:
    if type_ != _ZONED:
        return ParquetColumn(name, type_, column)
    offset = _OFFSET.fullmatch(zone)
    if offset is not None:
        minutes = (60 * int(offset[2]) + int(offset[3])) * (-1 if offset[1] == "-" else 1)
        local = f"(timezone('UTC', {column}) + INTERVAL ({minutes}) MINUTE)"
    else:
        known = zone in zoneinfo.available_timezones()
        local = f"timezone({literal(zone if known else 'UTC')}, {column})"
    return ParquetColumn(name, "TIMESTAMP", local)


def texts_of(columns: Sequence[ParquetColumn]) -> list[str]:
    """Return the columns that hold texts, as SQL."""
    return [column.expression for column in columns if column.type == TEXT]


def _too_dense(file: str) -> UnreadableInput:
    return refused(
        file,
        _("a Parquet file that claims more rows than its bytes can hold"),
        _("a whole Parquet file"),
        _("Do not use this file; ask its sender for a new one."),
    )
