"""What stands in the cells of the records' table: on screen, on the clipboard, in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np

from app.domain import rounding
from app.domain.calendar import NO_DAY, iso
from app.domain.progress import Progress
from app.gui.pages.breakdown.arrange import Arrangement, Column
from app.gui.pages.breakdown.record_table import NO_END, RecordTable
from app.wording import breakdown as words
from app.wording.language import Language, _, current, points, short_day
from app.wording.plain_text import pasted
from app.wording.visible import visible

DECIMALS = 1
"""Points of a single record are shown with one decimal more than scores are."""
NOTHING = "–"
_REMEMBERED = 16_384
_STRETCH = 4_096  # lines between two reports


def heading(column: Column) -> str:
    """Name a column."""
    return {
        Column.DATE: _("Date"),
        Column.WHAT: _("What"),
        Column.REPORTED_BY: _("Reported by"),
        Column.POINTS: _("Points"),
        Column.CAUSE: _("Cause"),
        Column.AGE: _("Age"),
        Column.UNTIL: _("Counts until"),
    }[column]


def decimals(table: RecordTable) -> int:
    """Return with how many decimals a record's points are shown."""
    return table.explanation.to.rulebook.decimals + DECIMALS


def points_of(table: RecordTable, shown: Arrangement, line: int) -> float | None:
    """Return what a line moves, what it would move if it is set aside, or nothing."""
    moved = shown.part.points[line]
    if not np.isnan(moved):
        return float(moved)
    if table.is_aside[line]:
        return table.worth.get(table.id_of(line))
    return None


def cell(table: RecordTable, shown: Arrangement, line: int, column: Column) -> str:
    """Say what stands in a cell on screen."""
    return _SAYERS[column](table, shown, line)


def no_end() -> str:
    """Say that a record counts without end."""
    return _("no end")


def spoken(table: RecordTable, shown: Arrangement, line: int, column: Column) -> str:
    """Say a cell for a screen reader: points with what they rest on."""
    text = cell(table, shown, line, column)
    if column is Column.POINTS and shown.part.guess[line]:
        return words.spoken_guess(text)
    return text


def headings() -> tuple[str, ...]:
    """Name the columns of a copy, which says in words what the screen shows by shape."""
    names = [heading(column) for column in Column if column is not Column.AGE]
    names.insert(names.index(heading(Column.POINTS)) + 1, _("Rests on"))
    return (_("Id"), *names)


def copied(
    table: RecordTable, shown: Arrangement, lines: Iterable[int]
) -> Iterator[tuple[str, ...]]:
    """Yield lines as a program wants them: dates as 2016-03-06, numbers with a hyphen."""
    for line in lines:
        moved = points_of(table, shown, line)
        day, until = int(table.day[line]), int(shown.part.until[line])
        yield (
            visible(table.id_of(line)),
            "" if day == NO_DAY else iso(day),
            visible(table.what(line)),
            visible(table.reported_by(line)),
            "" if moved is None else rounding.fixed(moved, decimals(table)),
            _("guess") if shown.part.guess[line] else "",
            cell(table, shown, line, Column.CAUSE),
            "" if until in {NO_DAY, NO_END} else iso(until),
        )


def watched(
    table: RecordTable, shown: Arrangement, progress: Progress
) -> Iterator[tuple[str, ...]]:
    """Yield all lines shown as ``copied`` does; tell how far it is, and stop where it is told to."""
    total = len(shown.lines)
    for start in range(0, total, _STRETCH):
        progress.report(start, total)
        yield from copied(table, shown, shown.lines[start : start + _STRETCH].tolist())
    progress.report(total, total)


def as_tsv(table: RecordTable, shown: Arrangement, lines: Iterable[int]) -> str:
    """Return lines with their headings as a spreadsheet takes them from the clipboard."""
    rows = [headings(), *copied(table, shown, lines)]
    return "\n".join(pasted(row) for row in rows) + "\n"


# Days, ages and points recur from row to row, and saying one takes far longer than painting it.
# The language is a part of the key: the same day is said in another way after a change.


@lru_cache(maxsize=_REMEMBERED)
def _said_day(day: int, _language: Language) -> str:
    return NOTHING if day == NO_DAY else no_end() if day == NO_END else short_day(day)


@lru_cache(maxsize=_REMEMBERED)
def _said_age(day: int, today: int, _language: Language) -> str:
    return NOTHING if day == NO_DAY else words.age(day, today)


@lru_cache(maxsize=_REMEMBERED)
def _said_points(moved: float, places: int, _language: Language) -> str:
    return points(moved, places)


@lru_cache(maxsize=_REMEMBERED)
def _said_cause(code: int, _language: Language) -> str:
    return words.cause(code)


def _points(table: RecordTable, shown: Arrangement, line: int) -> str:
    moved = points_of(table, shown, line)
    if moved is None:
        return NOTHING
    places = decimals(table)
    return _said_points(rounding.shown(moved, places), places, current())


def _cause(table: RecordTable, shown: Arrangement, line: int) -> str:
    if table.is_aside[line]:
        return words.set_aside_as(table.reason_aside(line))
    return _said_cause(int(shown.part.cause[line]), current())


_SAYERS: dict[Column, Callable[[RecordTable, Arrangement, int], str]] = {
    Column.DATE: lambda table, _shown, line: _said_day(int(table.day[line]), current()),
    Column.WHAT: lambda table, _shown, line: visible(table.what(line)),
    Column.REPORTED_BY: lambda table, _shown, line: visible(table.reported_by(line)),
    Column.POINTS: _points,
    Column.CAUSE: _cause,
    Column.AGE: lambda table, _shown, line: _said_age(int(table.day[line]), table.today, current()),
    Column.UNTIL: lambda _table, shown, line: _said_day(int(shown.part.until[line]), current()),
}
