"""The faults of one table: all are counted, the first are told, and a bad row is out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from app.domain.arrays import Mask, RowVector
from app.domain.fault import MOST_FAULTS, Fault
from app.wording.language import _

Place = Callable[[Sequence[int]], list[tuple[str, int]]]
"""Gives the file and line of each of some rows (ascending, from 0)."""

_STRUCTURAL = re.compile(r"[0-9xXeETZ_:;,./+\-\u2212 %]{1,40}")
_TOKENS = frozenset({"nan", "inf", "infinity", "null", "none", "n/a", "na", "true", "false", "-"})


class FaultList:
    """What is wrong with the rows of one table."""

    def __init__(self, table: str, rows: int, place: Place) -> None:
        self.count = 0
        self._table = table
        self._place = place
        self._bad = np.zeros(rows, dtype=np.bool_)
        self._noted: list[tuple[int, str, str, str, str]] = []
        self._told: list[Fault] = []

    @property
    def good(self) -> Mask:
        """True where a row has no fault, shape ``(rows,)``."""
        return ~self._bad

    def note(
        self,
        rows: RowVector,
        column: str,
        found: str | Sequence[str],
        expected: str,
        remedy: str,
        *,
        usable: bool = False,
    ) -> None:
        """Take note of one fault in each of ``rows``, which ascend.

        ``found`` is one text for all, or one for each of the first ``MOST_FAULTS``. Rows that are
        ``usable`` all the same stay good.
        """
        self.count += len(rows)
        if not usable:
            self._bad[rows] = True
        for at, row in enumerate(rows[:MOST_FAULTS].tolist()):
            said = found if isinstance(found, str) else found[at]
            self._noted.append((row, column, said, expected, remedy))

    def tell(self, fault: Fault) -> None:
        """Take note of a line that is no row of the table."""
        self.count += 1
        self._told.append(fault)

    def told(self) -> list[Fault]:
        """Return the first faults in the order of the file."""
        first = sorted(self._noted, key=lambda noted: noted[0])[:MOST_FAULTS]
        rows = sorted({noted[0] for noted in first})
        places = dict(zip(rows, self._place(rows), strict=True))
        faults = [
            Fault(
                file=places[row][0],
                expected=expected,
                table=self._table,
                line=places[row][1],
                column=column,
                found=found,
                remedy=remedy,
            )
            for row, column, found, expected, remedy in first
        ]
        return sorted([*faults, *self._told], key=lambda fault: fault.line or 0)[:MOST_FAULTS]

    def count_lines(self, count: int) -> None:
        """Count further lines that are no rows, beyond those that were told."""
        self.count += count


def shown(cell: str) -> str:
    """Return a bad cell where it looks like a date or a number; else only how long it is.

    A person's name that slipped into a column of dates is told to nobody.
    """
    if not cell:
        return _("an empty cell")
    if _STRUCTURAL.fullmatch(cell) or cell.strip().lstrip("+-").casefold() in _TOKENS:
        return cell
    return _("a text of {count} characters").format(count=len(cell))
