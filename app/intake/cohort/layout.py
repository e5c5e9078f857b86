"""The tables of a cohort: where their files lie, and which columns these have.

Source:
    The export format, section "Cohort packages".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.cohort import Cohort
from app.intake.dialect import Dialect
from app.intake.duck import TEXT
from app.intake.tables import COHORT_COLUMN, COHORT_TABLE, TABLES, Column, Holds, Table

SUBJECT = Column(COHORT_COLUMN, Holds.TEXT, required=True)
"""The column that says whose a row is."""

READ_TABLES = {
    name: Table(name, (SUBJECT, *TABLES[name].columns))
    for name in ("records", "contacts", "contact_scores", "scores", "decisions")
}
"""The tables of many people that an audit reads, by name."""

KNOWN_TABLES = frozenset({COHORT_TABLE, *TABLES})
"""Every table that the format knows; lookups are known, and no figure needs them."""


def subjects_table(header: tuple[str, ...]) -> Table:
    """Return the table of people with its attributes, which every file may name as it likes."""
    attributes = (Column(name, Holds.TEXT) for name in header if name != "id")
    return Table(COHORT_TABLE, (Column("id", Holds.TEXT, required=True), *attributes))


@dataclass(frozen=True, slots=True)
class Recast:
    """How a file is written that is copied into plain CSV before it is read.

    Attributes:
        encoding: Its encoding; empty for a spreadsheet.
        dialect: How its cells are parted.
        skipped: So many lines stand before its header.
        packed: Whether it is packed by gzip.
        mixed: Whether some of its lines are in UTF-8, and the others in its encoding.
        sheet: The sheet of a spreadsheet that holds the table.
        unnamed: Whether its header lacks the name of the first column.
        strict: Whether it is a package's, which keeps to its descriptor: see ``rows_of``.
    """

    encoding: str = ""
    dialect: Dialect = field(default_factory=Dialect)
    skipped: int = 0
    packed: bool = False
    mixed: bool = False
    sheet: str = ""
    unnamed: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a table.

    Attributes:
        path: Its name within what was opened.
        header: Its columns, in order; no two have one name.
        types: Their types in DuckDB, in the same order.
        cells: What its columns are in SQL, in the same order. DuckDB knows no capitals, so that
            names would not tell them apart.
        rows: How many rows it has; broken lines are not counted.
        recast: How it is copied before it is read; ``None`` where it is read as it lies.
    """

    path: str
    header: tuple[str, ...]
    types: tuple[str, ...]
    cells: tuple[str, ...]
    rows: int = 0
    recast: Recast | None = None

    def cell_of(self, column: str) -> str:
        """Return what a column is in SQL; ``NULL`` where the file has no such column."""
        return dict(zip(self.header, self.cells, strict=True)).get(column, "NULL")

    def type_of(self, column: str) -> str | None:
        """Return the type of a column; ``None`` where the file has no such column."""
        return dict(zip(self.header, self.types, strict=True)).get(column)


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A line that is no row.

    Attributes:
        person: Whose it seems to be; empty where it does not say.
        file: Number of the file in the table.
        line: The line in the file.
        no_text: Whether its bytes are no text.
    """

    person: str
    file: int
    line: int
    no_text: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table of a cohort and how it is written.

    Attributes:
        table: Which columns it may have.
        key: The column by which rows are told to be of one person; empty where there is none.
        format: ``csv`` or ``parquet``.
        escaped: Whether texts that a spreadsheet would run carry an apostrophe in front.
        files: Its files, in order.
        staged: The one file in which its rows lie in the order of their people, if they were put
            so; it has a column ``place`` for where each stood.
        broken: Of a staged table, its lines that are no rows.
        decimal: By which sign numbers in texts are written; empty where only plain numbers count,
            and every other cell is taken as it stands.
    """

    table: Table
    key: str
    format: str
    files: tuple[SourceFile, ...]
    encoding: str = "utf-8"
    dialect: Dialect = field(default_factory=Dialect)
    escaped: bool = False
    staged: SourceFile | None = None
    broken: tuple[BrokenRow, ...] = ()
    decimal: str = ""

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(file.rows for file in self.files)

    @property
    def is_text(self) -> bool:
        """Whether every cell is read as a text."""
        return self.format != "parquet" and self.staged is None

    def has(self, column: str) -> bool:
        """Return whether any file has this column."""
        return any(column in file.header for file in self.files)


@dataclass(frozen=True)
class TablesCohort(Cohort):
    """A cohort whose people lie in common tables.

    Attributes:
        tables: Its tables, by name.
    """

    tables: dict[str, SourceTable] = field(default_factory=dict)


def text_file(path: str, header: tuple[str, ...], rows: int = 0) -> SourceFile:
    """Return a file whose cells are all texts."""
    cells = tuple(f"c{at}" for at in range(len(header)))
    return SourceFile(path, header, (TEXT,) * len(header), cells, rows)
