"""What every table must keep to: filled cells, days, numbers, one row an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import DayVector, FloatVector, RowVector, TextVector
from app.domain.calendar import NO_DAY, iso
from app.domain.fault import MOST_FAULTS, Fault
from app.intake.columns import Cells
from app.intake.fault_list import FaultList, shown
from app.intake.tables import Holds, Table
from app.wording.language import _

MOST_SCORE = 1e6
"""A score further from 0 than this is none."""


@dataclass(frozen=True)
class Part:
    """One file of a table, under the name that the reader is told."""

    file: str
    cells: Cells


class Checked:
    """A table whose parts are put together, with its faults so far."""

    def __init__(self, table: Table, parts: Sequence[Part]) -> None:
        self.table = table
        self.rows = sum(part.cells.rows for part in parts)
        self.lines = self.rows + sum(part.cells.broken_count for part in parts)
        self.unknown = tuple(dict.fromkeys(n for part in parts for n in part.cells.unknown))
        self.faults = FaultList(table.name, self.rows, partial(_places, parts))
        self._parts = parts
        self._check_lines()
        for column in table.columns:
            if column.holds is not Holds.TEXT:
                self._check_type(column.name, column.holds)
            if column.required:
                self._check_filled(column.name, column.holds)

    def text(self, name: str) -> TextVector:
        """Return a text column; empty texts where the table has none."""
        return _joined(
            [
                part.cells.texts.get(name, np.full(part.cells.rows, "", dtype=object))
                for part in self._parts
            ],
            np.empty(0, dtype=object),
        )

    def day(self, name: str) -> DayVector:
        """Return a day column; ``NO_DAY`` where the table has none."""
        return _joined(
            [
                part.cells.days.get(name, np.full(part.cells.rows, NO_DAY, np.int32))
                for part in self._parts
            ],
            np.empty(0, dtype=np.int32),
        )

    def number(self, name: str) -> FloatVector:
        """Return a number column; NaN where the table has none."""
        return _joined(
            [
                part.cells.numbers.get(name, np.full(part.cells.rows, np.nan))
                for part in self._parts
            ],
            np.empty(0, dtype=np.float64),
        )

    def has_text(self, name: str) -> bool:
        """Return whether any part has this text column with anything in it."""
        return any(name in part.cells.texts for part in self._parts)

    def check_unique(self, name: str) -> None:
        """Note every row whose id an earlier row has."""
        ids = self.text(name).tolist()
        if len(set(ids)) == len(ids):
            return
        first: dict[str, int] = {}
        later: list[int] = []
        earlier: list[int] = []
        for row, name_ in enumerate(ids):
            if not name_:
                continue
            before = first.setdefault(name_, row)
            if before != row:
                later.append(row)
                earlier.append(before)
        asked = sorted(set(earlier[:MOST_FAULTS]))
        lines = dict(zip(asked, _places(self._parts, asked), strict=True))
        self.faults.note(
            np.array(later, dtype=np.int64),
            name,
            [_("the id of line {line}").format(line=lines[e][1]) for e in earlier[:MOST_FAULTS]],
            _("an id that no other row has"),
            _("Keep the row that is right, or give each row its own id."),
        )

    def check_order(self, since: str, until: str) -> None:
        """Note every row that ends before it begins.

        The model knows what such a row counts for: its end is never read, for it lies before
        every day on which the row counts at all. So the row stays; the person is told.
        """
        start, end = self.day(since), self.day(until)
        rows = np.flatnonzero((start != NO_DAY) & (end != NO_DAY) & (end < start))
        self.faults.note(
            rows,
            until,
            [iso(day) for day in end[rows[:MOST_FAULTS]]],
            _("a day on or after {column}").format(column=since),
            _("Correct one of the two days; the record itself counts all the same."),
            usable=True,
        )

    def check_score(self, name: str) -> None:
        """Note every score that lies beyond anything plausible."""
        values = self.number(name)
        rows = np.flatnonzero(np.abs(values) > MOST_SCORE)
        self.faults.note(
            rows,
            name,
            [f"{value:g}" for value in values[rows[:MOST_FAULTS]]],
            _("a score of at most 1,000,000"),
            _("Correct the score, or leave the row out."),
        )

    def _check_lines(self) -> None:
        for part in self._parts:
            for broken in part.cells.broken:
                self.faults.tell(
                    Fault(
                        file=part.file,
                        expected=broken.expected,
                        table=self.table.name,
                        line=broken.line,
                        found=broken.found,
                        remedy=_("Correct the line, or leave it out."),
                    )
                )
            self.faults.count_lines(part.cells.broken_count - len(part.cells.broken))

    def _check_type(self, name: str, holds: Holds) -> None:
        expected = {
            Holds.DAY: _("a date such as 2016-03-06"),
            Holds.NUMBER: _("a plain number such as -12.50"),
        }[holds]
        start = 0
        for part in self._parts:
            if wrong := part.cells.wrong.get(name):
                self.faults.note(
                    wrong.rows + start,
                    name,
                    [shown(cell) for cell in wrong.found],
                    expected,
                    _("Correct the cell, or leave the row out."),
                )
            start += part.cells.rows

    def _check_filled(self, name: str, holds: Holds) -> None:
        match holds:
            case Holds.TEXT:
                empty = self.text(name) == ""
            case Holds.DAY:
                empty = self.day(name) == NO_DAY
            case Holds.NUMBER:
                empty = np.isnan(self.number(name))
        wrong = self._wrong_rows(name)
        rows = np.setdiff1d(np.flatnonzero(empty), wrong, assume_unique=True)
        self.faults.note(
            rows,
            name,
            shown(""),
            _("a filled cell"),
            _("Fill in the cell, or leave the row out."),
        )

    def _wrong_rows(self, name: str) -> RowVector:
        start, found = 0, [np.empty(0, dtype=np.int64)]
        for part in self._parts:
            if wrong := part.cells.wrong.get(name):
                found.append(wrong.rows + start)
            start += part.cells.rows
        return np.concatenate(found)


def _joined(parts: list[NDArray[Any]], nothing: NDArray[Any]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate([nothing, *parts])


def _places(parts: Sequence[Part], rows: Sequence[int]) -> list[tuple[str, int]]:
    """Return the file and line of each of some rows, which ascend over all parts."""
    found: list[tuple[str, int]] = []
    start = 0
    for part in parts:
        end = start + part.cells.rows
        inside = [row - start for row in rows if start <= row < end]
        found += [(part.file, line) for line in part.cells.lines(inside)] if inside else []
        start = end
    return found
