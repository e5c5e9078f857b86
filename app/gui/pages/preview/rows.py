"""The rows of a file as columns: what they say, which are sought, which are left out. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

import numpy as np

from app.domain.arrays import Mask, RowVector
from app.domain.progress import Progress
from app.domain.records import Records
from app.wording import importing as words
from app.wording import kinds as kind_words
from app.wording.language import number, short_day
from app.wording.searching import folded, sought
from app.wording.visible import visible

_STRIDE = 65_536  # rows between two reports
_SHOWN_TEXTS = ("text", "counterparty")
_SOUGHT_TEXTS = ("text", "counterparty", "source", "reference")


class Column(IntEnum):
    """The columns of the table, from the left."""

    KEEP = 0
    DATE = 1
    WHAT = 2
    KIND = 3
    AMOUNT = 4


@dataclass(frozen=True)
class Rows:
    """The records of the files that were read.

    Attributes:
        records: The records, by day.
        kind_title: Says a kind in the reader's language.
        uncounted: Kinds that no rule counts.
        as_read: The same rows as they were read, where the reader gave some another kind.
    """

    records: Records
    kind_title: Callable[[str], str] = str
    uncounted: frozenset[str] = field(default_factory=frozenset)
    as_read: Records | None = None

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What each kind is called."""
        return tuple(self.kind_title(kind) for kind in self.records.kinds)

    @cached_property
    def idle(self) -> tuple[bool, ...]:
        """Whether no rule counts a kind."""
        return tuple(kind in self.uncounted for kind in self.records.kinds)

    def cell(self, row: int, column: Column) -> str:
        """Say what stands in a cell; the first column is a box and says nothing."""
        records = self.records
        match column:
            case Column.DATE:
                return short_day(int(records.day[row]))
            case Column.WHAT:
                return visible(self._what(row))
            case Column.KIND:
                return self._kind(row)
            case Column.AMOUNT:
                return self._amount(row)
        return ""

    def is_idle(self, row: int) -> bool:
        """Whether no rule counts a row."""
        return self.idle[int(self.records.kind[row])]

    def seek(self, text: str, progress: Progress) -> RowVector:
        """Return the rows that hold a text somewhere, latest first, shape ``(n,)``."""
        every = np.arange(len(self) - 1, -1, -1, dtype=np.int64)
        wanted = sought(text)
        if not wanted:
            return every
        by_kind = np.array([wanted in folded(title) for title in self.titles], dtype=np.bool_)
        found = by_kind[self.records.kind] if len(by_kind) else np.zeros(len(self), np.bool_)
        columns = [c for name, c in self.records.texts.items() if name in _SOUGHT_TEXTS]
        for column in (*columns, self.records.id):
            for start in range(0, len(self), _STRIDE):
                progress.report(start, len(self))
                part = column[start : start + _STRIDE].tolist()
                hit = np.fromiter((wanted in folded(cell) for cell in part), np.bool_, len(part))
                found[start : start + _STRIDE] |= hit
        return every[found[::-1]]

    def ids(self, out: Mask) -> frozenset[str]:
        """Return the ids of the rows that are left out."""
        return frozenset(self.records.id[out].tolist())

    def _kind(self, row: int) -> str:
        now = self.titles[int(self.records.kind[row])]
        if self.as_read is None:
            return now
        was = self.kind_title(self.as_read.kinds[int(self.as_read.kind[row])])
        return now if was == now else kind_words.changed(now, was)

    def _what(self, row: int) -> str:
        for column in _SHOWN_TEXTS:
            if said := self.records.text(column, row):
                return said
        return str(self.records.id[row])

    def _amount(self, row: int) -> str:
        amount = float(self.records.amount[row])
        if np.isnan(amount):
            return ""
        said = number(amount, 0 if amount.is_integer() else 2)
        currency = visible(self.records.text("currency", row))
        return f"{said} {currency}".rstrip()


def nothing_out(rows: Rows) -> Mask:
    """Return the mask of a table of which nothing is left out."""
    return np.zeros(len(rows), dtype=np.bool_)


def count_line(shown: RowVector, rows: Rows, out: Mask) -> str:
    """Count the rows: shown, in all, left out."""
    return words.shown(len(shown), len(rows), int(out.sum()))
