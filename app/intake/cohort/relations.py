"""A table of a cohort as SQL: what each cell is worth, which rows are bad and why."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import NO_DAY, day_of
from app.intake.checking import MOST_SCORE
from app.intake.cohort.layout import KNOWN_TABLES, READ_TABLES, SourceFile, SourceTable
from app.intake.cohort.numerals import cell_sql, number_sql
from app.intake.duck import TEXT, literal, raw, value
from app.intake.labels import label_sql
from app.intake.tables import COHORT_TABLE, Column, Holds, Table
from app.wording.language import _

_PER_FILE = 40
_SCORES = frozenset({"score", "threshold"})
_FIRST_DAY, _LAST_DAY = day_of(dt.date.min), day_of(dt.date.max)
"""A place is the number of the file, shifted by so many bits, and the row in the file."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that a row must keep to.

    Attributes:
        wrong: The SQL condition that is true where it does not.
        column: The column that is to blame.
        expected: What should stand there.
    """

    wrong: str
    column: str
    expected: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table as SQL.

    Its columns are, for each column that the format knows: ``v_`` and its name for the value;
    ``n_`` and its name for the value of a day or number as a number that is never null (see
    ``wrong_days`` and ``wrong_numbers``). A column that a file names as it likes has its number
    there instead of its name: see ``value_of`` and ``number_of``. Beside them ``bad`` is the number of the check that the
    row fails, and ``place`` is where it stands.

    Attributes:
        sql: What to select from.
        checks: The checks, by their number.
        table: What it was made of.
        columns: Names of the columns that are looked at.
    """

    sql: str
    checks: tuple[Check, ...]
    table: SourceTable
    columns: frozenset[str]

    def wants(self, column: str) -> bool:
        """Return whether a column is looked at."""
        return column in self.columns

    @property
    def owner(self) -> str:
        """The expression of the id of whom a row is of; of its number where it is of nobody."""
        if self.table.key:
            return self.value_of(self.table.key)
        before = itertools.accumulate((file.rows for file in self.table.files), initial=0)
        first = list(before)[: len(self.table.files)]
        rows = f"(place & {(1 << _PER_FILE) - 1}) + 1"
        if len(first) > 1:
            rows += f" + {first}[(place >> {_PER_FILE}) + 1]"
        return f"({rows})::VARCHAR"

    def value_of(self, column: str) -> str:
        """Return what a column's values are called in SQL."""
        return _held("v", self.table.table, column)

    def number_of(self, column: str) -> str:
        """Return what the numbers of a column of days or numbers are called in SQL."""
        return _held("n", self.table.table, column)


def wrong_days(days: DayVector) -> bool:
    """Return whether any of the days of an ``n_`` column is none; ``NO_DAY`` stands for nothing."""
    if not len(days) or (days.min() >= _FIRST_DAY and days.max() <= _LAST_DAY):
        return False
    return bool(((days != NO_DAY) & ((days < _FIRST_DAY) | (days > _LAST_DAY))).any())


def wrong_numbers(numbers: FloatVector) -> bool:
    """Return whether any of an ``n_`` column's numbers is none; NaN stands for nothing."""
    return bool(np.isinf(numbers).any())


def relation(
    table: SourceTable, places: Mapping[str, Path], wanted: Sequence[str] | None = None
) -> Relation:
    """Return a table as SQL.

    Args:
        table: The table.
        places: Where each of its files lies.
        wanted: The columns that are needed; all by default.
    """
    columns = [
        column
        for column in table.table.columns
        if wanted is None or column.name in wanted or column.required
    ]
    checks = tuple(checks_of(table, columns))
    names = frozenset(column.name for column in columns)
    if table.staged is not None:
        cells = _cells(table, columns, table.staged)
        path = literal(str(places[table.staged.path]))
        union = f"SELECT {cells}, place, NULL AS file_row FROM read_parquet([{path}])"
    else:
        union = " UNION ALL ".join(
            _select(table, columns, files, first, places) for first, files in _alike(table.files)
        )
    return Relation(f"({_judged(union, table.table, columns, checks)})", checks, table, names)


def checks_of(table: SourceTable, columns: Sequence[Column]) -> Iterator[Check]:
    """Yield what the rows of a table must keep to, the likeliest faults first."""
    for column in columns:
        if not table.has(column.name):
            continue
        cell, found = (_held(mark, table.table, column.name) for mark in "vr")
        if column.holds is Holds.TEXT:
            if column.required:
                yield Check(f"coalesce({cell}, '') = ''", column.name, _("a filled cell"))
            continue
        missing = f"{cell} IS NULL"
        expected = {
            Holds.DAY: _("a date such as 2016-03-06"),
            Holds.NUMBER: _("a plain number such as -12.50"),
        }[column.holds]
        yield Check(f"{missing} AND {found} IS NOT NULL", column.name, expected)
        if column.required:
            yield Check(missing, column.name, _("a filled cell"))
    present = [column for column in columns if table.has(column.name)]
    for column in present:
        plain = table.name not in KNOWN_TABLES
        if column.holds is Holds.NUMBER and (plain or column.name in _SCORES):
            wrong = f"abs({_held('v', table.table, column.name)}) > {MOST_SCORE:.0f}"
            yield Check(wrong, column.name, _("a score of at most 1,000,000"))
    yield from _joint_checks(table.name, {column.name for column in present})


def _joint_checks(table: str, names: set[str]) -> Iterator[Check]:
    if table == "contacts" and "closeness" in names:
        yield Check("v_closeness NOT BETWEEN 0 AND 1", "closeness", _("a number from 0 to 1"))
    if table == "records" and "until" in names:
        expected = _("a day on or after {column}").format(column="date")
        yield Check("v_until < v_date", "until", expected)


def place_of(place: int) -> tuple[int, int]:
    """Return the number of the file, and of the row in it from 0."""
    return place >> _PER_FILE, place & ((1 << _PER_FILE) - 1)


def place_at(file: int, row: int) -> int:
    """Return where a row of a file stands, both from 0."""
    return (file << _PER_FILE) + row


def reader(table: SourceTable, files: Sequence[SourceFile], places: Mapping[str, Path]) -> str:
    """Return the table function that reads some files of like columns."""
    paths = ", ".join(literal(str(places[file.path])) for file in files)
    if table.format == "parquet":
        return f"read_parquet([{paths}])"
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(files[0].header)))
    dialect = table.dialect
    said = [
        "auto_detect=false",
        f"header={str(dialect.header).lower()}",
        f"delim={literal(dialect.delimiter)}",
        f"quote={literal(dialect.quote)}",
        f"escape={literal(dialect.quote if dialect.double_quote else dialect.escape or '')}",
        f"columns={{{columns}}}",
        "strict_mode=true",
        "null_padding=false",
        "parallel=false",
        "compression='none'",
        "encoding='utf-8'",
        "store_rejects=true",
    ]
    if dialect.comment:
        said.append(f"comment={literal(dialect.comment)}")
    nulls = ["", dialect.null] if dialect.null else [""]
    said.append(f"nullstr=[{', '.join(literal(null) for null in nulls)}]")
    return f"read_csv([{paths}], {', '.join(said)})"


def _alike(files: Sequence[SourceFile]) -> Iterator[tuple[int, list[SourceFile]]]:
    """Yield the number of the first, and files that follow one another with the same columns."""
    start = 0
    while start < len(files):
        end = start + 1
        while end < len(files) and _columns(files[end]) == _columns(files[start]):
            end += 1
        yield start, list(files[start:end])
        start = end


def _columns(file: SourceFile) -> tuple[tuple[str, ...], ...]:
    return file.header, file.types, file.cells


def _select(
    table: SourceTable,
    columns: Sequence[Column],
    files: list[SourceFile],
    first: int,
    places: Mapping[str, Path],
) -> str:
    cells = _cells(table, columns, files[0])
    if table.format == "parquet":
        place = _place_in_parquet(first)
        # The row in the file stands by itself, too: groups of rows are passed over by it unread.
        return f"SELECT {cells}, {place} AS place, file_row_number AS file_row FROM {reader(table, files, places)}"
    return " UNION ALL ".join(
        f"SELECT {cells}, {_place_in_text(number)} AS place, NULL AS file_row "
        f"FROM {reader(table, [file], places)}"
        for number, file in enumerate(files, start=first)
    )


def as_it_stands(
    table: SourceTable,
    places: Mapping[str, Path],
    header: Sequence[str],
    types: Sequence[str],
) -> str:
    """Return the SQL of all rows with their cells as the files have them, and their places.

    The columns are named ``c0``, ``c1`` and so on.
    """
    selects = []
    for number, file in enumerate(table.files):
        place = _place_in_text(number) if table.is_text else _place_in_parquet(number)
        cells = ", ".join(
            f"CAST({file.cell_of(name)} AS {type_}) AS c{at}"
            for at, (name, type_) in enumerate(zip(header, types, strict=True))
        )
        selects.append(f"SELECT {cells}, {place} AS place FROM {reader(table, [file], places)}")
    return " UNION ALL ".join(selects)


def _place_in_text(number: int) -> str:
    return f"(({number}::BIGINT << {_PER_FILE}) + row_number() OVER () - 1)"


def _place_in_parquet(first: int) -> str:
    return f"((({first} + file_index)::BIGINT << {_PER_FILE}) + file_row_number)"


def _held(mark: str, table: Table, column: str) -> str:
    """Return what a column is called in SQL: by its name where the format has given it."""
    if table.name in READ_TABLES or (column == "id" and table.name == COHORT_TABLE):
        return f"{mark}_{column}"
    return f"{mark}_{[one.name for one in table.columns].index(column)}"


def _cells(table: SourceTable, columns: Sequence[Column], file: SourceFile) -> str:
    said: list[str] = []
    for column in columns:
        type_ = file.type_of(column.name)
        cell = "NULL::VARCHAR" if type_ is None else file.cell_of(column.name)
        if table.escaped and column.holds is Holds.TEXT and type_ is not None:
            cell = f"CASE WHEN {cell}[1] = ''''' THEN {cell}[2:] ELSE {cell} END"
        type_ = type_ or TEXT
        written = cell
        if table.decimal and type_ == TEXT:
            written, cell = _leniently(cell, column.holds, table.decimal)
        held = value(written, type_, column.holds)
        v, r, n = (_held(mark, table.table, column.name) for mark in "vrn")
        said.append(f"{held} AS {v}")
        if column.holds is not Holds.TEXT:
            said.append(f"{raw(cell)} AS {r}")
            said.append(f"{_number(cell, held, type_, column.holds)} AS {n}")
    return ", ".join(said)


def _leniently(cell: str, holds: Holds, decimal: str) -> tuple[str, str]:
    """Return a cell as the one way of writing has it, and what stands there, blanks aside."""
    match holds:
        case Holds.TEXT:
            return label_sql(cell), label_sql(cell)
        case Holds.DAY:
            return cell_sql(cell), cell_sql(cell)
        case Holds.NUMBER:
            return number_sql(cell, decimal), cell_sql(cell)


def _number(cell: str, held: str, type_: str, holds: Holds) -> str:
    if holds is Holds.DAY:
        nothing, wrong, number = f"{NO_DAY}", f"{NO_DAY + 1}", "({0} - DATE '1970-01-01')::INTEGER"
        if type_ == "DATE":
            return f"coalesce({number.format(cell)}, {nothing})"
    else:
        nothing, wrong, number = "'nan'::DOUBLE", "'inf'::DOUBLE", "{0}"
        if type_ == "DOUBLE":
            return (
                f"CASE WHEN {cell} IS NULL THEN {nothing} WHEN isnan({cell}) THEN {wrong} "
                f"ELSE {cell} END"
            )
    return (
        f"CASE WHEN {held} IS NOT NULL THEN {number.format(held)} "
        f"WHEN {raw(cell)} IS NULL THEN {nothing} ELSE {wrong} END"
    )


def _judged(union: str, table: Table, columns: Sequence[Column], checks: Sequence[Check]) -> str:
    cells = ", ".join(
        _held(mark, table, column.name)
        for column in columns
        for mark in ("v" if column.holds is Holds.TEXT else "vn")
    )
    whens = " ".join(f"WHEN {check.wrong} THEN {at}" for at, check in enumerate(checks))
    bad = f"CASE {whens} END" if checks else "NULL"
    return f"SELECT {cells}, place, file_row, {bad}::UTINYINT AS bad FROM ({union})"
