"""Where bad rows stand in their files, and which lines are no rows at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.cohort import CohortPart
from app.intake.cohort.faulty import Blame, Lines
from app.intake.cohort.layout import SourceTable, TablesCohort
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb


class FileLines(Lines):
    """Says where rows stand, of the files that a connection has read."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        cohort: TablesCohort,
        places: Mapping[str, Path],
    ) -> None:
        self._connection = connection
        self._cohort = cohort
        self._places = places

    def name(self, table: str, file: int) -> str:
        """Return the name of a file, for the reader."""
        return self._cohort.tables[table].files[file].path

    def __call__(self, table: str, file: int, rows: Sequence[int]) -> list[int | None]:
        """Return the line of each of some rows, which ascend; the header is line 1."""
        of = self._cohort.tables[table]
        header = 1 if of.format == "jsonl" or not of.dialect.header else 2
        return [row + header for row in rows]

    def broken(self, table: SourceTable, part: CohortPart) -> Iterator[tuple[str, Blame]]:
        """Yield whose lines of a part are no rows of the table."""
        if table.format != "csv":
            return
        paths = {str(self._places[file.path]): at for at, file in enumerate(table.files)}
        rejected = self._connection.execute(
            "SELECT file_path, line, first(csv_line ORDER BY column_idx) FROM reject_errors "
            "JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path, line ORDER BY line"
        ).fetchall()
        for path, line, text in rejected:
            if path not in paths:
                continue
            file = paths[path]
            header = table.files[file].header
            person = _first_cell(text or "", table, header)
            if _within(person, part):
                expected = _("{count} cells").format(count=len(header))
                yield person, Blame(table.name, file, -1, "", expected, line=int(line))


def _first_cell(line: str, table: SourceTable, header: Sequence[str]) -> str:
    """Return whose a broken line seems to be."""
    dialect = table.dialect
    at = header.index(table.key)
    try:
        cells = next(csv.reader([line], delimiter=dialect.delimiter, quotechar=dialect.quote), [])
    except csv.Error:
        return ""
    return cells[at] if at < len(cells) else ""


def _within(person: str, part: CohortPart) -> bool:
    return (part.low is None or person >= part.low) and (part.high is None or person < part.high)
