"""A cohort package: one set of tables whose rows say whose they are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.calendar import day_of
from app.domain.cohort import CohortShape
from app.domain.errors import UnreadableInput
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.signatures import SignatureState
from app.intake import integrity, rows, trusting
from app.intake.bulk import leaves_open
from app.intake.cohort.copying import rows_in
from app.intake.cohort.cutting import cut
from app.intake.cohort.layout import (
    KNOWN_TABLES,
    READ_TABLES,
    Recast,
    SourceFile,
    SourceTable,
    TablesCohort,
    subjects_table,
    text_file,
)
from app.intake.cohort.places import Places, looking_over, placed, unknown_encoding
from app.intake.cohort.recasting import NOT_A_ROW, PLAIN, is_sound
from app.intake.cohort.relations import reader, relation
from app.intake.cohort.table_shell import header_of
from app.intake.columns import check_header
from app.intake.container import Source
from app.intake.descriptor import Descriptor, Resource
from app.intake.duck import accepted, quoted
from app.intake.integrity import HashState
from app.intake.parquet_columns import check_lengths, most_texts, parquet_columns, texts_of
from app.intake.refusing import refusal_line, refused
from app.intake.tables import COHORT_TABLE, Table
from app.intake.text import decode_beginning, is_known, marked_encoding
from app.intake.text_files import seems
from app.wording.language import _
from app.wording.signatures import signature_said

if TYPE_CHECKING:
    import duckdb

_PROBE = 1 << 18
_FORMATS = frozenset({"csv", "parquet"})


def open_package(
    source: Source, descriptor: Descriptor, trusted_keys: Mapping[str, bytes]
) -> TablesCohort:
    """Open a cohort package: look over its tables and say in which parts they can be read.

    Raises:
        UnreadableInput: A table is not what the descriptor says, or cannot be read.
    """
    signed, told = trusting.notices(trusting.checked(source, trusted_keys), descriptor)
    _check_damage(source, descriptor)
    named = [one for one in descriptor.resources if one.name in {COHORT_TABLE, *READ_TABLES}]
    shells = [_shell(source, resource, escaped=descriptor.escaped) for resource in named]
    with placed(source, shells) as places, looking_over(places, source.name) as connection:
        opened = [_opened(connection, shell, places, source) for shell in shells]
        tables = {table.name: table for table in opened}
        parts = cut(connection, opened, places)
        latest = _latest(connection, opened, places)
    return TablesCohort(
        path=str(source.path),
        name=source.name,
        shape=CohortShape.PACKAGE,
        inputs=(replace(source.input_file(), signature=signed),),
        people=tables[COHORT_TABLE].rows,
        rows={table.name: table.rows for table in opened},
        attributes=tuple(c.name for c in tables[COHORT_TABLE].table.columns if c.name != "id"),
        parts=parts,
        rulebook=descriptor.rulebook,
        rulebook_version=descriptor.rulebook_version,
        created=descriptor.created,
        default_day=latest if descriptor.created is None else descriptor.created,
        not_used=_not_used(descriptor, opened),
        signed_by=signed.key if signed.state is SignatureState.TRUSTED else None,
        notes=(signature_said(signed), *(notice.text for notice in told if signed.uncovered)),
        tables=tables,
    )


def _check_damage(source: Source, descriptor: Descriptor) -> None:
    faults: list[Fault] = []
    for resource in descriptor.resources:
        try:
            state = integrity.table_state(source, resource)
        except UnreadableInput as error:
            faults += error.faults
            continue
        known = resource.name in KNOWN_TABLES
        if state.state is HashState.WRONG or (known and state.state is HashState.MISSING):
            faults += integrity.mismatch(source, state).faults
    if faults:
        raise UnreadableInput(refusal_line(faults[0]), tuple(faults[:MOST_FAULTS]))


def _shell(source: Source, resource: Resource, *, escaped: bool) -> SourceTable:
    """Return a table of which only the files are known yet."""
    if resource.format not in _FORMATS or not resource.paths:
        raise refused(
            source.name,
            _("a table in another format"),
            _("a file in CSV or Parquet"),
            _("Ask for the package with its tables in CSV."),
            table=resource.name,
        )
    is_people = resource.name == COHORT_TABLE
    table = subjects_table(()) if is_people else READ_TABLES[resource.name]
    shell = SourceTable(
        table=table,
        key="id" if is_people else "subject",
        format=resource.format,
        files=tuple(text_file(path, ()) for path in resource.paths),
        encoding=resource.encoding,
        dialect=resource.dialect,
        escaped=escaped,
    )
    return shell if shell.format == "parquet" else _copied(source, shell)


def _copied(source: Source, shell: SourceTable) -> SourceTable:
    """Return a table of texts, its files to be copied where DuckDB would not read them as they are."""
    plain = shell.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    if shell.dialect.plain and all(
        not plain or _is_sound(source, file.path) for file in shell.files
    ):
        return shell
    how = Recast(shell.encoding, shell.dialect, strict=True)
    dialect = replace(PLAIN, header=shell.dialect.header, names=shell.dialect.names)
    files = tuple(replace(file, recast=how) for file in shell.files)
    return replace(shell, files=files, dialect=dialect)


def _is_sound(source: Source, name: str) -> bool:
    with source.open(name) as file:
        return is_sound(file)


def _opened(
    connection: duckdb.DuckDBPyConnection, shell: SourceTable, places: Places, source: Source
) -> SourceTable:
    """Return the table with the columns and rows of its files."""
    import duckdb

    files: list[SourceFile] = []
    for file in shell.files:
        name = source.name if len(shell.files) == 1 else f"{source.name}/{file.path}"
        try:
            found = (
                _parquet_file(connection, shell, file, places, name)
                if shell.format == "parquet"
                else _text_file(source, shell, file, name)
            )
            if shell.format == "csv" and leaves_open(places[file.path], shell.dialect.quote):
                raise never_closed(name, shell.name)
            table = _table(shell, found)
            check_header(found.header, table, name)
            if shell.format == "parquet":
                for column in table.columns:
                    if (type_ := found.type_of(column.name)) is not None:
                        accepted(column, type_, name, table.name)
            files.append(_counted(connection, replace(shell, table=table), found, places))
        except duckdb.Error as error:
            raise _damaged(name, shell) from error
    headers = dict.fromkeys(column for file in files for column in file.header)
    whole = replace(shell, files=tuple(files))
    return replace(whole, table=_table(shell, replace(files[0], header=tuple(headers))))


def _table(shell: SourceTable, file: SourceFile) -> Table:
    return subjects_table(file.header) if shell.name == COHORT_TABLE else shell.table


def _parquet_file(
    connection: duckdb.DuckDBPyConnection,
    shell: SourceTable,
    file: SourceFile,
    places: Places,
    name: str,
) -> SourceFile:
    columns = parquet_columns(connection, places[file.path], name)
    texts = texts_of(columns) if shell.name == COHORT_TABLE else []
    check_lengths(connection, places[file.path], texts, name, most_texts(places[file.path]))
    return replace(
        file,
        header=tuple(column.name for column in columns),
        types=tuple(column.type for column in columns),
        cells=tuple(column.expression for column in columns),
    )


def _text_file(source: Source, shell: SourceTable, file: SourceFile, name: str) -> SourceFile:
    with source.open(file.path) as data:
        head = data.read(_PROBE)
    _check_encoding(head, shell, name)
    dialect = shell.dialect if file.recast is None else file.recast.dialect
    if not dialect.header:
        return replace(text_file(file.path, dialect.names), recast=file.recast)
    # A row further down whose bytes are no text is one person's fault, not the whole file's.
    text = head.decode(shell.encoding, errors="replace").encode()
    header: list[str] | str | None
    if file.recast is None:
        header = rows.header_of(lambda: io.BytesIO(text), name, shell.table, "utf-8", dialect)
    else:
        _line, header = next(rows_in(source, file, file.recast), (1, NOT_A_ROW))
    if header is None or isinstance(header, str):
        raise refused(
            name,
            _("no header that can be read"),
            _("the columns {names}").format(names=", ".join(shell.table.required)),
            _("Ask for a complete export."),
            table=shell.name,
            line=1,
        )
    if shell.name == COHORT_TABLE and header.count("id") == 1:
        header = list(header_of(header))  # of attributes of one name, the second is told apart
    return replace(text_file(file.path, tuple(header)), recast=file.recast)


def _check_encoding(head: bytes, shell: SourceTable, name: str) -> None:
    if not is_known(shell.encoding):
        raise unknown_encoding(name)
    plain = shell.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    if not plain or (marked_encoding(head) in {None, "utf-8"} and _is_utf8(head)):
        return
    whole = head[: head.rfind(b"\n") + 1] or head
    lines = whole.splitlines()[1:]
    if not marked_encoding(head) and 2 * sum(not _is_utf8(line) for line in lines) < len(lines):
        return  # few of its rows are no text: their people are out, and no others
    if found := seems(lambda: io.BytesIO(whole)):
        raise refused(
            name,
            _("text that seems to be {encoding}").format(encoding=found),
            _("text in {encoding}").format(encoding=shell.encoding),
            _("Ask for the package with its tables in UTF-8."),
            table=shell.name,
        )


def _is_utf8(head: bytes) -> bool:
    return decode_beginning(head, ("utf-8",)) is not None


def _counted(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, file: SourceFile, places: Places
) -> SourceFile:
    query = f"SELECT count(*) FROM {reader(table, [file], places)}"
    counted = connection.execute(query).fetchone()
    return replace(file, rows=int((counted or (0,))[0]))


def _latest(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[SourceTable], places: Places
) -> int | None:
    """Return the latest day on which anything happened or was published."""
    days = []
    for table in tables:
        if table.name in {"records", "scores"} and table.rows:
            of = relation(table, places, ("date",))
            (found,) = connection.execute(
                f"SELECT max({quoted('v_date')}) FROM {of.sql}"
            ).fetchone() or (None,)
            if found is not None:
                days.append(day_of(found))
    return max(days, default=None)


def _not_used(descriptor: Descriptor, tables: Iterable[SourceTable]) -> tuple[str, ...]:
    strange = [one.name for one in descriptor.resources if one.name not in KNOWN_TABLES]
    columns = [
        f"{table.name}.{name}"
        for table in tables
        for name in dict.fromkeys(column for file in table.files for column in file.header)
        if table.table.column(name) is None
    ]
    return (*strange, *columns)


def never_closed(name: str, table: str) -> UnreadableInput:
    """Return the refusal of a CSV file in which rows run into one another."""
    return refused(
        name,
        _("a quotation mark that is never closed"),
        _("quotation marks in pairs"),
        _("Correct the line with the single quotation mark."),
        table=table,
    )


def _damaged(name: str, table: SourceTable) -> UnreadableInput:
    if table.format == "parquet":
        return refused(
            name,
            _("a Parquet file that is damaged or not one"),
            _("a whole Parquet file"),
            _("Ask for the package again."),
            table=table.name,
        )
    return refused(
        name,
        _("a table that cannot be read"),
        _("a file in CSV or Parquet"),
        _("Ask for the package again."),
        table=table.name,
    )
