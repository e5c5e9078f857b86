"""Large tables that are not in the order of their people are put in order once, on the disk.

What is written holds every cell as the file has it, and where it stood; so a part that is read
from there says the same of every row as one that is read from the file itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.cohort import Cohort
from app.intake.cohort import cutting
from app.intake.cohort.cutting import can_be_parts, cut, groups_of
from app.intake.cohort.layout import SourceFile, SourceTable, TablesCohort
from app.intake.cohort.lines import broken_rows
from app.intake.cohort.places import places_of
from app.intake.cohort.relations import as_it_stands
from app.intake.duck import TEXT, connected, literal

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
"""The most that putting a table in order may hold; what does not fit lies in the folder."""

_GROUP_ROWS = 245_760


def staged(cohort: Cohort, folder: Path, *, threads: int = 2, memory: str = MEMORY) -> Cohort:
    """Put the tables of a large cohort in the order of their people.

    Args:
        cohort: As it was opened.
        folder: Where the ordered tables are written; it belongs to the caller, who removes it.
        threads: How many threads may work.
        memory: The most that is held in memory.

    Returns:
        The cohort with its tables in the folder and cut anew; as it is where nothing needs it,
        because it is small or in order already.

    Raises:
        UnreadableInput: A file is gone, or is not what it was.
    """
    if not isinstance(cohort, TablesCohort) or len(cohort.parts) < 2:
        return cohort
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    tables = {name: table for name, table in cohort.tables.items() if table.key}
    with places_of(cohort, list(tables.values())) as places:
        paths = list(places.values())
        with connected(paths, threads=threads, memory=memory, spill=folder) as connection:
            found = {
                name: table
                if _is_in_order(connection, table, places)
                else _staged(connection, table, places, folder / f"{name}.parquet")
                for name, table in tables.items()
            }
    if all(table is cohort.tables[name] for name, table in found.items()):
        return cohort
    whole = replace(cohort, tables={**cohort.tables, **found})
    with places_of(whole, list(found.values())) as places:
        paths = list(places.values())
        with connected(paths, threads=threads, memory=memory, spill=folder) as connection:
            return replace(whole, parts=cut(connection, list(found.values()), places))


def _is_in_order(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Mapping[str, Path]
) -> bool:
    if table.rows <= cutting.PART_ROWS // 10 and not table.is_text:
        return True  # small, so that looking through it for each part costs little
    groups = groups_of(connection, table, places)
    return groups is not None and can_be_parts(groups, cutting.PART_ROWS)


def _staged(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    places: Mapping[str, Path],
    target: Path,
) -> SourceTable:
    """Write a table in the order of its people."""
    header = tuple(column.name for column in table.table.columns if table.has(column.name))
    types = tuple(_type(table, name) for name in header)
    cells = tuple(f"c{at}" for at in range(len(header)))
    connection.execute(
        f"COPY (SELECT * FROM ({as_it_stands(table, places, header, types)}) "
        f"ORDER BY c{header.index(table.key)}, place) "
        f"TO {literal(str(target))} (FORMAT parquet, ROW_GROUP_SIZE {_GROUP_ROWS})"
    )
    return replace(
        table,
        staged=SourceFile(str(target), header, types, cells, table.rows),
        broken=tuple(broken_rows(connection, table, places)),
    )


def _type(table: SourceTable, name: str) -> str:
    """Return the one type that a column has in all files; texts where it has several."""
    types = {type_ for file in table.files if (type_ := file.type_of(name)) is not None}
    return types.pop() if len(types) == 1 else TEXT
