"""Where bad rows stand in their files, and which lines are no rows at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.cohort import CohortPart
from app.domain.errors import UnreadableInput
from app.intake import rows as exact
from app.intake.cohort.faulty import Blame, Lines
from app.intake.cohort.layout import BrokenRow, SourceTable, TablesCohort
from app.intake.cohort.recasting import NO_TEXT, NOT_A_ROW
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

_MOST_WALKED = 256 << 20
"""A longer file is not read once more for the line of a bad row. Unit: bytes."""


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
        self._broken: dict[str, dict[int, str]] | None = None

    def name(self, table: str, file: int) -> str:
        """Return the name of a file, for the reader."""
        return self._cohort.tables[table].files[file].path

    def __call__(self, table: str, file: int, rows: Sequence[int]) -> Sequence[int | None]:
        """Return the line of each of some rows, which ascend.

        In a file without lines the header would be line 1; ``None`` where the file is too long
        to be looked through.
        """
        of = self._cohort.tables[table]
        if of.format != "csv":
            return [row + 2 for row in rows]
        if of.staged is not None:
            return [None] * len(rows)
        path = self._places[of.files[file].path]
        if path.stat().st_size > _MOST_WALKED:
            return [None] * len(rows)
        broken = self._broken_lines().get(str(path), {})
        name = self.name(table, file)
        try:
            return exact.csv_lines(
                lambda: path.open("rb"), name, of.table, of.dialect, rows, broken=broken
            )
        except UnreadableInput:  # bytes that are no text: their lines are among the broken ones
            text = path.read_bytes().decode(errors="replace").encode()
            return exact.csv_lines(
                lambda: io.BytesIO(text), name, of.table, of.dialect, rows, broken=broken
            )

    def broken(self, table: SourceTable, part: CohortPart) -> Iterator[tuple[str, Blame]]:
        """Yield whose lines of a part are no rows of the table; to be asked once it is read."""
        if table.is_text:
            self._broken = None
        rows = broken_rows(self._connection, table, self._places) if table.is_text else table.broken
        for row in rows:
            if _within(row.person, part):
                width = len(table.files[row.file].header)
                expected = _("{count} cells").format(count=width)
                if row.no_text:
                    expected = _("text in UTF-8")
                blame = Blame(table.name, row.file, -1, "", expected, line=row.line)
                yield row.person, blame

    def _broken_lines(self) -> dict[str, dict[int, str]]:
        if self._broken is None:
            self._broken = _rejected(self._connection)
        return self._broken


def broken_rows(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Mapping[str, Path]
) -> Iterator[BrokenRow]:
    """Yield the lines that are no rows of a text table, once the connection has read it."""
    if table.format != "csv":
        return
    found = _rejected(connection)
    for at, file in enumerate(table.files):
        for line, text in found.get(str(places[file.path]), {}).items():
            no_text = text.endswith(f'"{NO_TEXT}"')
            yield BrokenRow(_first_cell(text, table, file.header), at, line, no_text)


def _rejected(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[int, str]]:
    """Return the lines that are no rows, by file and number."""
    found: dict[str, dict[int, str]] = {}
    for path, line, text in connection.execute(
        "SELECT file_path, line, first(csv_line ORDER BY column_idx) FROM reject_errors "
        "JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path, line ORDER BY line"
    ).fetchall():
        found.setdefault(str(path), {})[int(line)] = str(text or "")
    return found


def _first_cell(line: str, table: SourceTable, header: Sequence[str]) -> str:
    """Return whose a broken line seems to be."""
    if not table.key:
        return ""
    dialect = table.dialect
    at = header.index(table.key)
    try:
        cells = next(csv.reader([line], delimiter=dialect.delimiter, quotechar=dialect.quote), [])
    except csv.Error:
        return ""
    return cells[at] if at < len(cells) and cells[at] != NOT_A_ROW else ""


def _within(person: str, part: CohortPart) -> bool:
    if part.last is not None:
        return part.first == 0  # a table without ids: its first part tells of all broken lines
    return (part.low is None or person >= part.low) and (part.high is None or person < part.high)
