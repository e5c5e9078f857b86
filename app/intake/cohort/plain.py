"""A plain table of scores, however it is written: a row a person, or a row a score of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import day_of
from app.domain.cohort import (
    AS_FOUND,
    CohortPart,
    CohortShape,
    ColumnRoles,
    TablePreview,
    TableReading,
)
from app.domain.errors import UnreadableInput, UsageError
from app.domain.records import InputFile
from app.intake.cohort.cutting import PART_ROWS, cut
from app.intake.cohort.guessing import guess
from app.intake.cohort.layout import SourceFile, SourceTable, TablesCohort
from app.intake.cohort.meanings import missing_sql
from app.intake.cohort.numerals import COMMA, POINT, Signs, signs_sql
from app.intake.cohort.places import Places, looking_over, placed
from app.intake.cohort.relations import place_at, reader, relation
from app.intake.cohort.table_shell import TABLE, Shell, no_table, shell_of
from app.intake.container import Source
from app.intake.duck import TEXT, accepted
from app.intake.parquet_columns import check_lengths, most_texts, parquet_columns, texts_of
from app.intake.refusing import refused
from app.intake.source import open_source
from app.intake.tables import MOST_COLUMNS, Column, Holds, Table
from app.wording.language import _, ngettext
from app.wording.visible import visible

if TYPE_CHECKING:
    import duckdb

_GUESSED_FROM = 5_000


@dataclass(frozen=True)
class _Described:
    """A table with its columns, types and rows.

    Attributes:
        table: Of whose columns is not known yet what they hold.
        columns: Names of the columns, without those that say again what another says.
        reading: How it was read.
        notes: What the auditor should know of it.
    """

    table: SourceTable
    columns: tuple[str, ...]
    reading: TableReading
    notes: tuple[str, ...]

    @property
    def first(self) -> SourceFile:
        """Its first file."""
        return self.table.files[0]


def preview(
    path: Path, rows: int = 50, *, encoding: str = "", asked: TableReading | None = None
) -> TablePreview:
    """Return the beginning of a table, and a guess at what its columns hold.

    Args:
        path: A table: CSV, packed or not, a spreadsheet, Parquet, or a folder of its parts.
        rows: So many rows are shown.
        encoding: The encoding that the person chose for it; found where it is empty.
        asked: What else the person says of how it is written.

    Raises:
        UnreadableInput: It is no such table.
    """
    with open_source(path, encoding=encoding) as source:
        shell = shell_of(source, asked or AS_FOUND)
        with placed(source, [shell.table]) as places, looking_over(places, source.name) as looking:
            found = _described(looking, shell, places, source)
            sample = _sample(looking, found, places, max(rows, _GUESSED_FROM))
            roles = guess(found.columns, sample)
            reading = found.reading
            if roles is not None and not reading.decimal:
                table = _with_roles(found, roles, source)
                signs = _signs(looking, table, roles.score, places)
                reading = replace(reading, decimal=signs.decimal(reading.separator))
    types = tuple(found.first.type_of(name) or TEXT for name in found.columns)
    return TablePreview(
        found.columns, types, tuple(sample[:rows]), roles, reading, found.notes, shell.read_as
    )


def open_table(
    source: Source, roles: ColumnRoles | None, asked: TableReading | None = None
) -> TablesCohort:
    """Open a plain table.

    Args:
        source: Holds the table.
        roles: What its columns hold; guessed where it is left out.
        asked: What the auditor says of how it is written.

    Raises:
        UnreadableInput: It is no table, or no column can be a score.
        UsageError: It has no column of a name that ``roles`` gives, or its numbers can be read in
            two ways.
    """
    shell = shell_of(source, asked or AS_FOUND)
    with placed(source, [shell.table]) as places, looking_over(places, source.name) as looking:
        found = _described(looking, shell, places, source)
        if roles is None:
            roles = guess(found.columns, _sample(looking, found, places, _GUESSED_FROM))
        if roles is None:
            raise _no_score(source)
        _check_roles(found.columns, roles, source)
        table = _with_roles(found, roles, source)
        signs = _signs(looking, table, roles.score, places)
        decimal = found.reading.decimal or signs.decimal(found.reading.separator)
        if not decimal:
            raise _two_readings(source, roles.score)
        table = replace(table, decimal=decimal)
        notes = (
            *found.notes,
            *_of_numbers(signs, decimal, roles.score),
            *_of_missing(looking, table, roles, places),
        )
        people = _people(looking, table, places)
        latest = _latest(looking, table, roles.day, places) if roles.day else None
        parts = cut(looking, [table], places) if roles.person else _rows(table.files)
    taken = {roles.score, roles.person, roles.day}
    return TablesCohort(
        path=str(source.path),
        name=source.name,
        shape=CohortShape.TABLE,
        inputs=_inputs(source, table),
        people=people,
        rows={TABLE: table.rows},
        attributes=tuple(name for name in found.columns if name not in taken),
        parts=parts,
        default_day=latest,
        roles=roles,
        tables={TABLE: table},
        notes=notes,
        reading=replace(found.reading, decimal=decimal),
    )


def _inputs(source: Source, table: SourceTable) -> tuple[InputFile, ...]:
    if not source.path.is_dir():
        return (source.input_file(),)
    return tuple(InputFile(file.path, source.sha256(file.path)) for file in table.files)


def _described(
    connection: duckdb.DuckDBPyConnection, shell: Shell, places: Places, source: Source
) -> _Described:
    """Return the table with its columns, types and rows."""
    import duckdb

    table = shell.table
    files: list[SourceFile] = []
    try:
        for file in table.files:
            whole = file
            if table.format == "parquet":
                columns = parquet_columns(connection, places[file.path], source.name)
                path = places[file.path]
                check_lengths(connection, path, texts_of(columns), source.name, most_texts(path))
                whole = replace(
                    file,
                    header=tuple(column.name for column in columns),
                    types=tuple(column.type for column in columns),
                    cells=tuple(column.expression for column in columns),
                )
            query = f"SELECT count(*) FROM {reader(table, [whole], places)}"
            (rows,) = connection.execute(query).fetchone() or (0,)
            files.append(replace(whole, rows=int(rows)))
    except duckdb.Error as error:
        raise no_table(source) from error
    table = replace(table, files=tuple(files))
    header = files[0].header
    if len(header) > MOST_COLUMNS:
        raise _too_many_columns(source, header)
    if len({frozenset(file.header) for file in files}) > 1:
        raise refused(
            source.name,
            _("tables of different columns"),
            _("the parts of one table"),
            _("Choose one of the tables."),
        )
    again, notes = _again(connection, table, places)
    kept = tuple(name for name in header if name not in again)
    return _Described(table, kept, shell.reading, (*shell.notes, *notes))


def _again(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Places
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the columns that say what one of their name says already, and what to tell."""
    header = table.files[0].header
    same: set[str] = set()
    notes: list[str] = []
    for name in header:
        first, dot, number = name.rpartition(".")
        if not (dot and number.isdigit() and first in header):
            continue
        differ = 0
        for file in table.files:
            query = (
                f"SELECT count(*) FROM {reader(table, [file], places)} "
                f"WHERE {file.cell_of(name)} IS DISTINCT FROM {file.cell_of(first)}"
            )
            (count,) = connection.execute(query).fetchone() or (0,)
            differ += int(count)
        if differ:
            said = _("Two columns are called “{name}” and differ: the second is “{other}”.")
            notes.append(said.format(name=visible(first), other=visible(name)))
        else:
            same.add(name)
            said = _("The column “{name}” is there twice with the same cells, and was taken once.")
            notes.append(said.format(name=visible(first)))
    return frozenset(same), tuple(notes)


def _sample(
    connection: duckdb.DuckDBPyConnection, found: _Described, places: Places, rows: int
) -> list[tuple[str, ...]]:
    file = found.first
    # What is no text, number or time is no column that can be looked at.
    cells = ", ".join(
        "NULL" if "(" in (file.type_of(name) or "") and "DECIMAL" not in (file.type_of(name) or "")
        else f"CAST({file.cell_of(name)} AS VARCHAR)"
        for name in found.columns
    )  # fmt: skip
    query = f"SELECT {cells} FROM {reader(found.table, [file], places)} LIMIT {rows}"
    rows_ = connection.execute(query).fetchall()
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows_]


def _check_roles(columns: Sequence[str], roles: ColumnRoles, source: Source) -> None:
    named = [roles.score, roles.person, roles.day, roles.outcome, *roles.attributes]
    for name in named:
        if name is not None and name not in columns:
            raise UsageError(
                _("{file} has no column “{column}”. Its columns are: {columns}.").format(
                    file=source.name,
                    column=visible(name),
                    columns=", ".join(visible(one) for one in columns),
                )
            )


def _with_roles(found: _Described, roles: ColumnRoles, source: Source) -> SourceTable:
    """Return the table with what each of its columns holds."""
    holds = {roles.score: Holds.NUMBER}
    if roles.day is not None:
        holds[roles.day] = Holds.DAY
    required = {roles.person, roles.day}
    columns = tuple(
        Column(name, holds.get(name, Holds.TEXT), required=name in required)
        for name in found.columns
    )
    if found.table.format == "parquet":
        for column in columns:
            if column.name in {roles.score, roles.day, roles.person}:
                for file in found.table.files:
                    accepted(column, file.type_of(column.name) or "", source.name, TABLE)
    decimal = found.reading.decimal or POINT
    return replace(
        found.table, table=Table(TABLE, columns), key=roles.person or "", decimal=decimal
    )


def _signs(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, score: str, places: Places
) -> Signs:
    """Count how the numbers of the column of scores are written; typed ones fit every sign."""
    total = [0] * 5
    for file in table.files:
        if file.type_of(score) != TEXT:
            continue
        query = f"SELECT {signs_sql(file.cell_of(score))} FROM {reader(table, [file], places)}"
        counts = connection.execute(query).fetchone() or ()
        total = [before + int(count) for before, count in zip(total, counts, strict=True)]
    return Signs(*total)


def _of_numbers(signs: Signs, decimal: str, score: str) -> tuple[str, ...]:
    notes = []
    if decimal == COMMA and signs.cells:
        notes.append(_("Numbers are written with a decimal comma."))
    other = signs.cells - signs.fitting(decimal)
    either = max(signs.point, signs.comma) - min(signs.point, signs.comma)
    if other and signs.cells and either and min(signs.point, signs.comma):
        said = ngettext(
            "{count} cell of “{column}” is no number that is written so.",
            "{count} cells of “{column}” are no numbers that are written so.",
            other,
        )
        notes.append(said.format(count=other, column=visible(score)))
    return tuple(notes)


def _of_missing(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    roles: ColumnRoles,
    places: Places,
) -> tuple[str, ...]:
    """Tell how many cells say, as programs do, that nothing is known."""
    names = [*roles.attributes, *([roles.outcome] if roles.outcome else []), roles.score]
    counts = dict.fromkeys(names, 0)
    for file in table.files:
        asked = [name for name in counts if file.type_of(name) == TEXT]
        if not asked:
            continue
        cells = [file.cell_of(name) for name in asked]
        said = ", ".join(
            f"count(*) FILTER ({cell} IS NOT NULL AND trim({cell}) <> '' AND {missing_sql(cell)})"
            for cell in cells
        )
        found = connection.execute(f"SELECT {said} FROM {reader(table, [file], places)}").fetchone()
        for name, count in zip(asked, found or (), strict=True):
            counts[name] += int(count)
    return tuple(
        ngettext(
            "{count} cell of “{column}” names a missing value (such as NA): it is taken as empty.",
            "{count} cells of “{column}” name a missing value (such as NA): they are taken as empty.",
            count,
        ).format(count=count, column=visible(name))
        for name, count in counts.items()
        if count
    )


def _people(connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Places) -> int:
    if not table.key:
        return table.rows
    of = relation(table, places, ())
    query = f"SELECT approx_count_distinct({of.owner}) FROM {of.sql}"
    if table.rows <= PART_ROWS:
        query = f"SELECT count(DISTINCT {of.owner}) FROM {of.sql}"
    counted = connection.execute(query).fetchone()
    return int((counted or (0,))[0])


def _latest(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, day: str, places: Places
) -> int | None:
    of = relation(table, places, (day,))
    query = f"SELECT max({of.value_of(day)}) FROM {of.sql}"
    (found,) = connection.execute(query).fetchone() or (None,)
    return None if found is None else day_of(found)


def _rows(files: Sequence[SourceFile]) -> tuple[CohortPart, ...]:
    """Return the parts of a table whose rows are people of their own."""
    total = sum(file.rows for file in files)
    if total <= PART_ROWS:
        return (CohortPart(0, total, first=0, last=place_at(len(files), 0)),)
    parts: list[CohortPart] = []
    for number, file in enumerate(files):
        count = max(1, -(-file.rows // PART_ROWS))
        edges = [file.rows * at // count for at in range(count + 1)]
        parts += [
            CohortPart(
                len(parts) + at,
                edges[at + 1] - edges[at],
                first=place_at(number, edges[at]),
                last=place_at(number, edges[at + 1]),
            )
            for at in range(count)
        ]
    return tuple(parts)


def _two_readings(source: Source, score: str) -> UsageError:
    return UsageError(
        _(
            "{file}: the numbers of “{column}” can be read in two ways; 1.234 may be a little more than 1, "
            "or a thousand. Say which sign stands before the decimals: --decimal point or --decimal comma."
        ).format(file=source.name, column=visible(score))
    )


def _no_score(source: Source) -> UnreadableInput:
    return refused(
        source.name,
        _("no column that is called a score and holds numbers"),
        _("a column of scores"),
        _("Say which column holds the score."),
        line=1,
    )


def _too_many_columns(source: Source, header: Sequence[str]) -> UnreadableInput:
    return refused(
        source.name,
        _("{count} columns").format(count=len(header)),
        _("at most {count} columns").format(count=MOST_COLUMNS),
        _("Remove the columns that are not needed."),
        line=1,
    )
