"""Many people's data before they are read: what was opened, and in which parts it can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.intake import ReadAs
from app.domain.records import InputFile

EVERY_KIND = ("*",)
"""Stands for the kinds of all records."""


class CohortShape(StrEnum):
    """How many people's data lie in files."""

    PACKAGE = "package"
    """One package whose tables say in each row whose it is."""

    FOLDER = "folder"
    """One package a person, all in one folder."""

    TABLE = "table"
    """One table of scores, without records."""


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """What the columns of a plain table hold.

    Attributes:
        score: The column of official scores.
        person: Whose row it is; ``None`` where each row is a person of its own.
        day: Day of the score; ``None`` where the table does not say.
        outcome: What came of it; ``None`` where no column says.
        attributes: Columns by which people can be told apart.
    """

    score: str
    person: str | None = None
    day: str | None = None
    outcome: str | None = None
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """How a plain table was read, or how the auditor says that it is to be read.

    Attributes:
        form: ``csv``, ``parquet`` or ``sheet``.
        encoding: Of a text, as it is shown.
        named: Whether the auditor named the encoding.
        separator: What parts the cells of a text.
        decimal: The sign before the decimals of numbers in texts; empty where it is to be found,
            or cannot be told.
        sheet: The sheet of a spreadsheet.
    """

    form: str = ""
    encoding: str = ""
    named: bool = False
    separator: str = ""
    decimal: str = ""
    sheet: str = ""


AS_FOUND = TableReading()
"""Nobody says how a table is to be read."""


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The beginning of a plain table, so that somebody can say what its columns hold.

    Attributes:
        columns: Their names.
        types: Their types as DuckDB names them; ``VARCHAR`` for every column of a text file.
        rows: The first rows, as texts; an empty text where a cell is empty.
        guess: What the columns seem to hold; ``None`` where none can be a score.
        reading: How the table was read; its decimal sign is empty where it must be asked.
        notes: Sentences that the auditor should read.
        read_as: The encoding that a text was read in; ``None`` where it is no text.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: ColumnRoles | None = None
    reading: TableReading = AS_FOUND
    notes: tuple[str, ...] = ()
    read_as: ReadAs | None = None


@dataclass(frozen=True, slots=True)
class CohortPart:
    """Some people of a cohort, few enough to be held in memory with all their rows.

    Attributes:
        number: Which part, from 0.
        rows: How many rows it has, about; of people where there are no records.
        low: The first subject id, ``None`` from the beginning. Ids compare as code points.
        high: The first id that is no longer in it, ``None`` to the end.
        first: The first row of a table without ids of people.
        last: The first row that is no longer in it.
        packages: Of a folder: the packages of each person, named from the folder.
    """

    number: int
    rows: int
    low: str | None = None
    high: str | None = None
    first: int = 0
    last: int | None = None
    packages: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What of a part is needed; only that is read.

    Attributes:
        attributes: Columns by which people are told apart.
        outcome: Column that says what came of it.
        kinds: Patterns of the kinds of records that are looked at; none where no record is.
        ordered: Patterns of the kinds whose records must come in the order of (day, id).
        amounts: Patterns of the kinds whose amounts are looked at; with none no amount is read.
        ends: The same for ends of contracts.
        contacts: Whether contacts and their scores are.
        decisions: Whether decisions with their stated reasons are.
    """

    attributes: tuple[str, ...] = ()
    outcome: str | None = None
    kinds: tuple[str, ...] = EVERY_KIND
    ordered: tuple[str, ...] = EVERY_KIND
    amounts: tuple[str, ...] = EVERY_KIND
    ends: tuple[str, ...] = EVERY_KIND
    contacts: bool = True
    decisions: bool = True


@dataclass(frozen=True)
class Cohort:
    """Many people's data, opened and looked over but not read. Small, and can be sent on.

    Attributes:
        path: What was opened.
        name: Its name.
        shape: How the data lie.
        inputs: The files that figures rest on, with their hashes.
        people: How many people it lists.
        rows: Rows of each table; empty for a folder, whose packages are not read yet.
        attributes: Columns by which people can be told apart, or that say what came of it.
        parts: In which parts it can be read; each person lies in one.
        rulebook: Id of the rulebook that it names.
        rulebook_version: Its version, likewise.
        created: Day on which it was made.
        default_day: The day up to which scores are looked at, unless the auditor says otherwise:
            when it was made, else the latest day in its tables; ``None`` where no row has a day.
        not_used: Tables and columns that the format does not know.
        roles: What the columns of a plain table hold.
        signed_by: Key id of a signature that fits a trusted key and covers every table.
        trusted_keys: Keys, by id, that signatures within a folder are checked against.
        notes: Sentences that the auditor should read.
        reading: How a plain table was read.
    """

    path: str
    name: str
    shape: CohortShape
    inputs: tuple[InputFile, ...]
    people: int
    rows: dict[str, int]
    attributes: tuple[str, ...]
    parts: tuple[CohortPart, ...]
    rulebook: str | None = None
    rulebook_version: str | None = None
    created: int | None = None
    default_day: int | None = None
    not_used: tuple[str, ...] = ()
    roles: ColumnRoles | None = None
    signed_by: str | None = None
    trusted_keys: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = field(default=())
    reading: TableReading | None = None
