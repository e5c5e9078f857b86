"""A table as read from a file: columns of days, numbers and texts, and which cells are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.arrays import DayVector, FloatVector, RowVector, TextVector
from app.domain.calendar import NO_DAY
from app.intake.cells import iso_day, plain_number
from app.intake.labels import LABELLED, labels
from app.intake.refusing import refused
from app.intake.tables import COHORT_COLUMN, MOST_COLUMNS, MOST_ROWS, Holds, Table
from app.wording.language import _

Places = Callable[[Sequence[int]], list[int]]
"""Gives the line that each of some rows (ascending, from 0) begins on."""


@dataclass(frozen=True)
class Wrong:
    """Cells of one column that hold neither nothing nor what they should.

    ``found`` says what stands in the first of them, as many as are ever told.
    """

    rows: RowVector
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no row of the table at all."""

    line: int
    found: str
    expected: str


@dataclass(frozen=True)
class Cells:
    """The rows of one file, column by column; columns that the file lacks are absent.

    Attributes:
        rows: How many rows the columns have.
        texts: Text columns; an empty text where the cell is empty.
        days: Day columns; ``NO_DAY`` where the cell is empty or wrong.
        numbers: Number columns; NaN where the cell is empty or wrong.
        wrong: The wrong cells of day and number columns that have any.
        unknown: Columns that the format does not know.
        lines: Where the rows stand in the file.
        broken: The first lines that are no rows; they are not counted in ``rows``.
        broken_count: How many such lines there are.
    """

    rows: int
    texts: dict[str, TextVector]
    days: dict[str, DayVector]
    numbers: dict[str, FloatVector]
    wrong: dict[str, Wrong]
    unknown: tuple[str, ...]
    lines: Places
    broken: tuple[Broken, ...] = field(default=())
    broken_count: int = 0


def check_header(names: Sequence[str], table: Table, file: str) -> tuple[str, ...]:
    """Return the columns that the format does not know, in order.

    Raises:
        UnreadableInput: A required column is missing, a known one stands there twice, there
            are too many, or the table is of many people.
    """
    for column in table.columns:
        if column.required and column.name not in names:
            raise refused(
                file,
                _("no such column"),
                _("the columns {names}").format(names=", ".join(table.required)),
                _("Ask for a complete export, or rename the column that holds it."),
                table=table.name,
                line=1,
                column=column.name,
            )
        if names.count(column.name) > 1:
            raise refused(
                file,
                _("two columns of one name"),
                _("one column of each name"),
                _("Remove one of the two columns."),
                table=table.name,
                line=1,
                column=column.name,
            )
    if COHORT_COLUMN in names and table.column(COHORT_COLUMN) is None:
        raise many_people(file, table.name)
    if len(names) > MOST_COLUMNS:
        raise refused(
            file,
            _("{count} columns").format(count=len(names)),
            _("at most {count} columns").format(count=MOST_COLUMNS),
            _("Remove the columns that are not needed."),
            table=table.name,
            line=1,
        )
    return tuple(dict.fromkeys(name for name in names if table.column(name) is None))


def many_people(file: str, table: str) -> Exception:
    """Return the refusal of a cohort where one person's export is expected."""
    return refused(
        file,
        _("a package of many people"),
        _("the export of one person"),
        _("Open one person's own export; packages of many people are for the audit."),
        table=table,
    )


def too_many_rows(file: str, table: str) -> Exception:
    """Return the refusal of a table that is too long."""
    return refused(
        file,
        _("more than {count} rows").format(count=MOST_ROWS),
        _("at most {count} rows in a table").format(count=MOST_ROWS),
        _("Open one person's own export; packages of many people are for the audit."),
        table=table,
    )


def days_of(cells: Sequence[str], most_found: int) -> tuple[DayVector, Wrong | None]:
    """Return the days that text cells hold, and the cells that are wrong."""
    days = np.full(len(cells), NO_DAY, np.int32)
    wrong: list[int] = []
    for row, cell in enumerate(cells):
        if cell:
            day = iso_day(cell)
            if day is None:
                wrong.append(row)
            else:
                days[row] = day
    return days, _wrong(cells, wrong, most_found)


def numbers_of(cells: Sequence[str], most_found: int) -> tuple[FloatVector, Wrong | None]:
    """Return the numbers that text cells hold, and the cells that are wrong."""
    numbers = np.full(len(cells), np.nan)
    wrong: list[int] = []
    for row, cell in enumerate(cells):
        if cell:
            number = plain_number(cell)
            if number is None:
                wrong.append(row)
            else:
                numbers[row] = number
    return numbers, _wrong(cells, wrong, most_found)


def texts_of(cells: Sequence[str]) -> TextVector:
    """Return text cells as a vector."""
    vector = np.empty(len(cells), dtype=object)
    vector[:] = cells
    return vector


def in_order(name: str, column: TextVector) -> TextVector:
    """Return a text column as it is compared: names trimmed and in one spelling, others as read."""
    return labels(column) if name in LABELLED else column


def from_texts(
    columns: dict[str, list[str]],
    rows: int,
    table: Table,
    unknown: tuple[str, ...],
    lines: Places,
    broken: tuple[tuple[Broken, ...], int],
    most_found: int,
) -> Cells:
    """Return a table whose cells were read as texts one by one: the exact, slow way."""
    texts: dict[str, TextVector] = {}
    days: dict[str, DayVector] = {}
    numbers: dict[str, FloatVector] = {}
    wrongs: dict[str, Wrong | None] = {}
    for column in table.columns:
        cells = columns.get(column.name)
        if cells is None:
            continue
        match column.holds:
            case Holds.TEXT:
                texts[column.name] = in_order(column.name, texts_of(cells))
            case Holds.DAY:
                days[column.name], wrongs[column.name] = days_of(cells, most_found)
            case Holds.NUMBER:
                numbers[column.name], wrongs[column.name] = numbers_of(cells, most_found)
    wrong = {name: cells for name, cells in wrongs.items() if cells is not None}
    return Cells(rows, texts, days, numbers, wrong, unknown, lines, *broken)


def _wrong(cells: Sequence[str], rows: list[int], most_found: int) -> Wrong | None:
    if not rows:
        return None
    return Wrong(np.array(rows, dtype=np.int64), tuple(cells[row] for row in rows[:most_found]))
