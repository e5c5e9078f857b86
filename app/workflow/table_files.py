"""Tables of an evidence pack as files: CSV for spreadsheets, Parquet for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.outputs.tables import csv_line
from app.workflow.evidence_tables import PlainTable

if TYPE_CHECKING:
    import duckdb

_AT_A_TIME = 10_000
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "preserve_insertion_order": "true",
    "threads": "1",  # so that equal tables make equal files
    "memory_limit": "512MB",
}


def write_table(table: PlainTable, folder: Path) -> tuple[Path, Path]:
    """Write a table as CSV and as Parquet; memory stays bounded however long it is.

    In the CSV file no text begins as a formula, so that a spreadsheet program runs none.

    Args:
        table: What is written.
        folder: Where; files that are needed on the way are erased again.

    Returns:
        The CSV file and the Parquet file.
    """
    raw = folder / f"{table.name}.raw"
    shown, kept = folder / f"{table.name}.csv", folder / f"{table.name}.parquet"
    with raw.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_line(row, disarmed=False) for row in table.rows)
    try:
        with _connected(folder) as connection:
            _load(connection, table, raw)
            order = _order(table)
            connection.execute(f"COPY (FROM plain{order}) TO {_literal(kept)} (FORMAT parquet)")
            _write_csv(connection, table, order, shown)
    finally:
        raw.unlink(missing_ok=True)
    return shown, kept


def _order(table: PlainTable) -> str:
    """Return by what rows are put in order; whole rows decide where two are alike in it."""
    if table.by is None:
        return ""
    names = [table.by, *(name for name, _kind in table.columns if name != table.by)]
    return f" ORDER BY {', '.join(map(_quoted, names))}"


def _load(connection: duckdb.DuckDBPyConnection, table: PlainTable, raw: Path) -> None:
    kinds = ", ".join(f"{_literal(name)}: '{kind}'" for name, kind in table.columns)
    connection.execute(
        f"CREATE VIEW plain AS FROM read_csv({_literal(raw)}, auto_detect=false, header=false, "
        f"delim=',', quote='\"', escape='\"', nullstr='', "
        f"parallel=false, columns={{{kinds}}})"
    )


def _write_csv(
    connection: duckdb.DuckDBPyConnection, table: PlainTable, order: str, target: Path
) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_line(name for name, _kind in table.columns))
        found = connection.execute(f"FROM plain{order}")
        while rows := found.fetchmany(_AT_A_TIME):
            file.writelines(map(csv_line, rows))


@contextmanager
def _connected(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    settings = {**_SETTINGS, "temp_directory": str(folder / "spilled")}
    with duckdb.connect(":memory:", config=settings) as connection:
        yield connection


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
