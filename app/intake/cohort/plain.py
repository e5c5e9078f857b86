"""A plain table of scores, in CSV or Parquet: a row a person, or a row a score of a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import day_of
from app.domain.cohort import CohortPart, CohortShape, ColumnRoles, TablePreview
from app.domain.errors import UnreadableInput, UsageError
from app.domain.intake import ReadAs
from app.intake.bulk import leaves_open
from app.intake.cohort.cutting import PART_ROWS, cut
from app.intake.cohort.guessing import guess
from app.intake.cohort.layout import SourceTable, TablesCohort, text_file
from app.intake.cohort.package import never_closed
from app.intake.cohort.places import Places, looking_over, placed
from app.intake.cohort.relations import reader, relation
from app.intake.container import Source
from app.intake.dialect import Dialect
from app.intake.duck import accepted, literal, quoted
from app.intake.refusing import refused
from app.intake.source import open_source
from app.intake.tables import MOST_COLUMNS, Column, Holds, Table
from app.intake.text import decode_beginning, shown
from app.intake.text_files import survey
from app.intake.text_guess import TextError
from app.intake.text_words import text_refused, told
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

TABLE = "table"
"""Name of the one table of such a cohort."""

_PARQUET = b"PAR1"
_PROBE = 1 << 18
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_OVER = 200
_GUESSED_FROM = 5_000


def preview(path: Path, rows: int = 50, *, encoding: str = "") -> TablePreview:
    """Return the beginning of a table, and a guess at what its columns hold.

    Args:
        path: A table in CSV or Parquet.
        rows: So many rows are shown.
        encoding: The encoding that the person chose for it; found where it is empty.

    Raises:
        UnreadableInput: It is no such table.
    """
    with open_source(path, encoding=encoding) as source:
        shell, read_as = _shell(source)
        with placed(source, [shell]) as places, looking_over(places, source.name) as connection:
            shell = _described(connection, shell, places, source)
            sample = _sample(connection, shell, places, max(rows, _GUESSED_FROM))
    header = shell.files[0].header
    types, guessed = shell.files[0].types, guess(header, sample)
    return TablePreview(header, types, tuple(sample[:rows]), guessed, read_as)


def open_table(source: Source, roles: ColumnRoles | None) -> TablesCohort:
    """Open a plain table.

    Args:
        source: Holds the one file.
        roles: What its columns hold; guessed where it is left out.

    Raises:
        UnreadableInput: It is no table, or no column can be a score.
        UsageError: It has no column of a name that ``roles`` gives.
    """
    shell, read_as = _shell(source)
    with placed(source, [shell]) as places, looking_over(places, source.name) as connection:
        shell = _described(connection, shell, places, source)
        header = shell.files[0].header
        if roles is None:
            roles = guess(header, _sample(connection, shell, places, _GUESSED_FROM))
        if roles is None:
            raise _no_score(source)
        _check_roles(header, roles, source)
        table = _with_roles(shell, roles, source)
        people = _people(connection, table, places)
        latest = _latest(connection, table, places) if roles.day else None
        parts = cut(connection, [table], places) if roles.person else _rows(table.rows)
    taken = {roles.score, roles.person, roles.day}
    return TablesCohort(
        path=str(source.path),
        name=source.name,
        shape=CohortShape.TABLE,
        inputs=(source.input_file(),),
        people=people,
        rows={TABLE: table.rows},
        attributes=tuple(name for name in header if name not in taken),
        parts=parts,
        default_day=latest,
        roles=roles,
        tables={TABLE: table},
        notes=told(read_as),
    )


def _shell(source: Source) -> tuple[SourceTable, ReadAs | None]:
    """Return the one table of the source, of which only the way it is written is known.

    Beside it the encoding that it is read in; ``None`` where it is no text.
    """
    names = source.names()
    if len(names) != 1:
        raise _no_table(source)
    with source.open(names[0]) as file:
        head = file.read(_PROBE)
    nothing = Table(TABLE, ())
    if head[:4] == _PARQUET:
        return SourceTable(nothing, "", "parquet", (text_file(names[0], ()),)), None
    try:
        found = survey(lambda: source.open(names[0]), chosen=source.encoding)
    except TextError as error:
        if error.kind == "no_text":
            raise _no_table(source) from error
        raise text_refused(source.name, error) from error
    decoded = decode_beginning(head, (found.encoding,))
    if decoded is None or not decoded.text.strip():
        raise _no_table(source)
    delimiter, header = _delimiter_and_header(decoded.text)
    if len(header) < 2:
        raise _no_table(source)
    shell = SourceTable(
        nothing,
        "",
        "csv",
        (text_file(names[0], tuple(header)),),
        encoding=found.encoding,
        dialect=Dialect(delimiter=delimiter),
    )
    return shell, ReadAs(names[0], shown(found.encoding), found.way, found.told)


def _delimiter_and_header(text: str) -> tuple[str, list[str]]:
    """Return what parts the cells: what gives the most cells, the same number in each row."""
    lines = text.splitlines(keepends=True)[: _LOOKED_OVER + 1]
    whole = lines[:-1] if len(lines) > 1 and not lines[-1].endswith(("\n", "\r")) else lines
    best: tuple[int, str, list[str]] = (0, ",", [])
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO("".join(whole)), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        filled = [row for row in rows if row]
        alike = sum(len(row) == len(filled[0]) for row in filled) if filled else 0
        if filled and alike * 2 > len(filled) and len(filled[0]) > best[0]:
            best = (len(filled[0]), delimiter, filled[0])
    return best[1], [name.strip() for name in best[2]]


def _described(
    connection: duckdb.DuckDBPyConnection, shell: SourceTable, places: Places, source: Source
) -> SourceTable:
    """Return the table with its columns, types and rows."""
    import duckdb

    file = shell.files[0]
    try:
        if shell.format == "parquet":
            path = literal(str(places[file.path]))
            described = connection.execute(
                f"DESCRIBE SELECT * FROM read_parquet([{path}])"
            ).fetchall()
            names, types = zip(*((str(row[0]), str(row[1])) for row in described), strict=True)
            file = replace(file, header=tuple(names), types=tuple(types))
        if shell.format == "csv" and leaves_open(places[file.path]):
            raise never_closed(source.name, "")
        query = f"SELECT count(*) FROM {reader(shell, [file], places)}"
        counted = connection.execute(query).fetchone()
    except duckdb.Error as error:
        raise _no_table(source) from error
    if len(file.header) > MOST_COLUMNS or len(set(file.header)) < len(file.header):
        raise _bad_header(source, file.header)
    file = replace(file, rows=int((counted or (0,))[0]))
    return replace(shell, files=(file,))


def _sample(
    connection: duckdb.DuckDBPyConnection, shell: SourceTable, places: Places, rows: int
) -> list[tuple[str, ...]]:
    query = f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {reader(shell, list(shell.files), places)}"
    found = connection.execute(f"{query} LIMIT {rows}").fetchall()
    return [tuple("" if cell is None else str(cell) for cell in row) for row in found]


def _check_roles(header: Sequence[str], roles: ColumnRoles, source: Source) -> None:
    named = [roles.score, roles.person, roles.day, roles.outcome, *roles.attributes]
    for name in named:
        if name is not None and name not in header:
            raise UsageError(
                _("{file} has no column “{column}”. Its columns are: {columns}.").format(
                    file=source.name, column=name, columns=", ".join(header)
                )
            )


def _with_roles(shell: SourceTable, roles: ColumnRoles, source: Source) -> SourceTable:
    """Return the table with what each of its columns holds."""
    holds = {roles.score: Holds.NUMBER}
    if roles.day is not None:
        holds[roles.day] = Holds.DAY
    required = {roles.person, roles.day}
    columns = tuple(
        Column(name, holds.get(name, Holds.TEXT), required=name in required)
        for name in shell.files[0].header
    )
    if shell.format == "parquet":
        for column in columns:
            if column.name in {roles.score, roles.day, roles.person}:
                type_ = shell.files[0].type_of(column.name) or ""
                accepted(column, type_, source.name, TABLE)
    return replace(shell, table=Table(TABLE, columns), key=roles.person or "")


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
    connection: duckdb.DuckDBPyConnection, table: SourceTable, places: Places
) -> int | None:
    day = next(column for column in table.table.columns if column.holds is Holds.DAY)
    of = relation(table, places, (day.name,))
    query = f"SELECT max({quoted('v_' + day.name)}) FROM {of.sql}"
    (found,) = connection.execute(query).fetchone() or (None,)
    return None if found is None else day_of(found)


def _rows(rows: int) -> tuple[CohortPart, ...]:
    """Return the parts of a table whose rows are people of their own."""
    count = max(1, -(-rows // PART_ROWS))
    edges = [rows * at // count for at in range(count + 1)]
    return tuple(
        CohortPart(at, edges[at + 1] - edges[at], first=edges[at], last=edges[at + 1])
        for at in range(count)
    )


def _no_table(source: Source) -> UnreadableInput:
    return refused(
        source.name,
        _("nothing that Whyscore can audit"),
        _("a cohort package, a folder of score packages, or a table with a column of scores"),
        _("Choose the data of many people."),
    )


def _no_score(source: Source) -> UnreadableInput:
    return refused(
        source.name,
        _("no column that is called a score and holds numbers"),
        _("a column of scores"),
        _("Say which column holds the score."),
        line=1,
    )


def _bad_header(source: Source, header: Sequence[str]) -> UnreadableInput:
    if len(header) > MOST_COLUMNS:
        found = _("{count} columns").format(count=len(header))
        expected = _("at most {count} columns").format(count=MOST_COLUMNS)
        remedy = _("Remove the columns that are not needed.")
    else:
        found, expected = _("two columns of one name"), _("one column of each name")
        remedy = _("Remove one of the two columns.")
    return refused(source.name, found, expected, remedy, line=1)
