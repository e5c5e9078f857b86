"""In which parts a cohort is read: ranges of subject ids, the same whoever reads them.

Where a Parquet file says that its ids ascend, its own groups of rows are the parts and nothing
is read; else the ids of a sample of people are put in order. The cut rests on the files alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.cohort import CohortPart
from app.intake.cohort.layout import SourceTable
from app.intake.cohort.relations import Relation, relation
from app.intake.duck import TEXT, literal

if TYPE_CHECKING:
    import duckdb

PART_ROWS = 3_000_000
"""About so many rows make a part."""

_SAMPLE_FROM = 20_000_000
_SAMPLE_ROWS = 5_000_000  # of whole people, whose ids are put in order

Groups = list[tuple[str, str, int]]
"""Of each group of rows: the least id, the greatest, and the number of rows."""


def cut(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[SourceTable],
    places: Mapping[str, Path],
    part_rows: int | None = None,
) -> tuple[CohortPart, ...]:
    """Return the parts, by the largest of the tables."""
    largest = max(tables, key=lambda table: table.rows)
    part_rows = PART_ROWS if part_rows is None else part_rows
    if largest.rows <= part_rows:
        return (CohortPart(0, largest.rows),)
    groups = groups_of(connection, largest, places)
    if groups is not None and can_be_parts(groups, part_rows):
        bounds = _bounds_of_groups(groups, part_rows)
    else:
        bounds = _bounds_of_people(connection, largest, places, part_rows)
    edges = [None, *bounds, None]
    rows = largest.rows // (len(bounds) + 1)
    return tuple(
        CohortPart(number, rows, low=low, high=high)
        for number, (low, high) in enumerate(itertools.pairwise(edges))
    )


def groups_of(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Mapping[str, Path]
) -> Groups | None:
    """Return the groups of rows of a Parquet table, in order; ``None`` where it does not say."""
    files = table.files if table.staged is None else (table.staged,)
    known = f"c{table.staged.header.index(table.key)}" if table.staged else table.key
    if table.is_text or any(file.type_of(table.key) != TEXT for file in files):
        return None
    found: Groups = []
    for file in files:
        rows = connection.execute(
            "SELECT stats_min_value, stats_max_value, num_values, stats_null_count "
            f"FROM parquet_metadata({literal(str(places[file.path]))}) "
            f"WHERE path_in_schema = {literal(known)} ORDER BY row_group_id"
        ).fetchall()
        for low, high, count, nulls in rows:
            if low is None or high is None or nulls:
                return None
            found.append((low, high, int(count)))
    return found


def can_be_parts(groups: Groups, part_rows: int) -> bool:
    """Return whether each group begins where the one before ends or after it, and none is huge."""
    return all(before[1] <= after[0] for before, after in itertools.pairwise(groups)) and all(
        count <= 2 * part_rows for _low, _high, count in groups
    )


def range_of(part: CohortPart, of: Relation) -> str:
    """Return the SQL condition of a row that belongs to a part."""
    if part.last is not None:
        row = "place" if of.table.is_text or len(of.table.files) > 1 else "file_row"
        return f"{row} >= {part.first} AND {row} < {part.last}"
    if part.low is None and part.high is None:
        return "true"
    if part.low is None:
        return f"({of.owner} < {literal(part.high or '')} OR {of.owner} IS NULL)"
    low = f"{of.owner} >= {literal(part.low)}"
    return low if part.high is None else f"{low} AND {of.owner} < {literal(part.high)}"


def _bounds_of_groups(groups: Groups, part_rows: int) -> list[str]:
    bounds: list[str] = []
    held = 0
    for low, _high, count in groups:
        if held and held + count / 2 > part_rows and (not bounds or low > bounds[-1]):
            bounds.append(low)
            held = 0
        held += count
    return bounds


def _bounds_of_people(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    places: Mapping[str, Path],
    part_rows: int,
) -> list[str]:
    of = relation(table, places, ())
    one_in = 1 if table.rows <= _SAMPLE_FROM else -(-table.rows // _SAMPLE_ROWS)
    some = f"hash({of.owner}) % {one_in} = 0" if one_in > 1 else "true"
    rows = max(part_rows // one_in, 1)
    found = connection.execute(
        "SELECT min(id) FROM (SELECT id, "
        f"(sum(n) OVER (ORDER BY id) - n) // {rows} AS part FROM ("
        f"SELECT {of.owner} AS id, count(*) AS n FROM {of.sql} "
        f"WHERE {of.owner} IS NOT NULL AND {some} GROUP BY id)) "
        "GROUP BY part ORDER BY part"
    ).fetchall()
    return [str(low) for (low,) in found[1:]]
