"""DuckDB, shut in: it sees the files that it is given and nothing else.

No network, no extensions; nothing is written to a disk unless a folder is named for it. Here
also stands what a cell is worth in SQL, the same as ``cells`` says of a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.intake.cells import DAY_PATTERN, LONGEST_NUMBER, NUMBER_PATTERN
from app.intake.refusing import refused
from app.intake.tables import Column, Holds
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

TEXT = "VARCHAR"
"""DuckDB's type of texts."""

WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
"""DuckDB's types of whole numbers."""

_AS_TEXT = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID|BOOLEAN|VARCHAR|DATE|TIME.*")
_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
    "preserve_insertion_order": "true",
}


def connected(
    paths: Sequence[Path],
    *,
    threads: int = 2,
    memory: str = "",
    spill: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a connection that can open these files and no others.

    Args:
        paths: The files; their names hold no wildcard.
        threads: How many threads it may use.
        memory: The most that it may hold, such as ``1GB``; by default most of the machine's.
        spill: A folder for what does not fit; also its files may be read and written.
    """
    import duckdb

    settings = {**_SETTINGS, "threads": str(threads)}
    if memory:
        settings["memory_limit"] = memory
    if spill is not None:
        settings["temp_directory"] = str(spill)
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute(f"SET allowed_paths = [{', '.join(literal(str(p)) for p in paths)}]")
    if spill is not None:
        connection.execute(f"SET allowed_directories = [{literal(str(spill))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET TimeZone = 'UTC'")
    # In a process without a main module it takes itself for interactive, and prints a bar.
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def value(cell: str, type_: str, holds: Holds) -> str:
    """Return the expression of what a cell holds: a text, a day or a number; else null."""
    match holds:
        case Holds.TEXT:
            return f"CAST({cell} AS VARCHAR)"
        case Holds.DAY if type_ == TEXT:
            return (
                f"CASE WHEN left({cell}, 4) <> '0000' AND "
                f"regexp_full_match({cell}, '{DAY_PATTERN}') "
                f"THEN TRY_CAST(left({cell}, 10) AS DATE) END"
            )
        case Holds.DAY:
            day = cell if type_ == "DATE" else f"TRY_CAST({cell} AS DATE)"
            return f"CASE WHEN {day} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {day} END"
        case Holds.NUMBER if type_ == TEXT:
            number = (
                f"CASE WHEN length({cell}) <= {LONGEST_NUMBER} AND "
                f"regexp_full_match({cell}, '{NUMBER_PATTERN}') "
                f"THEN TRY_CAST({cell} AS DOUBLE) END"
            )
        case Holds.NUMBER if type_ == "DOUBLE":
            number = cell
        case Holds.NUMBER if WHOLE.fullmatch(type_):
            return f"CAST({cell} AS DOUBLE)"
        case Holds.NUMBER:  # 0.1 in few bits is meant as 0.1, not as what the bits come to
            number = f"CAST(CAST({cell} AS VARCHAR) AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


def raw(cell: str) -> str:
    """Return the expression of what stands in a cell, as a text; null where it is empty."""
    return f"nullif(CAST({cell} AS VARCHAR), '')"


def accepted(column: Column, type_: str, file: str, table: str) -> str:
    """Return the type of a Parquet column.

    Raises:
        UnreadableInput: The column cannot hold what it should.
    """
    fits = {
        Holds.TEXT: bool(_AS_TEXT.fullmatch(type_) or type_.startswith("DECIMAL")),
        Holds.DAY: type_ in {TEXT, "DATE"} or type_.startswith("TIMESTAMP"),
        Holds.NUMBER: type_ == TEXT or bool(_NUMERIC.fullmatch(type_)),
    }
    if fits[column.holds]:
        return type_
    expected = {
        Holds.TEXT: _("a column of texts"),
        Holds.DAY: _("a column of dates"),
        Holds.NUMBER: _("a column of numbers"),
    }
    raise refused(
        file,
        _("a column of another type"),
        expected[column.holds],
        _("Ask for the package in the format that it names."),
        table=table,
        line=1,
        column=column.name,
    )


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
