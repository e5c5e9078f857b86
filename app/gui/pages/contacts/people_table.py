"""A person's contacts as columns: what each gives, and what would be without it. No Qt here.

Every figure is the explanation's own; nothing is computed a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

import numpy as np

from app.domain.arrays import FloatVector, RowVector
from app.domain.rounding import fixed, shown, written
from app.domain.score import published_parts
from app.gui.shared.ordering import in_order
from app.wording import contacts as words
from app.wording.language import _, points
from app.wording.searching import folded, sought


class Column(IntEnum):
    """The columns of the table, from left to right."""

    NAME = 0
    CLOSENESS = 1
    SCORE = 2
    SHARE = 3
    IF_GONE = 4


NOTHING = "–"
_CLOSE = 1e-6


@dataclass(frozen=True)
class PeopleTable:
    """The contacts of a day, one entry each.

    Attributes:
        ids: Their ids.
        names: How they are called, as it may be shown.
        closeness: 0 to 1, shape ``(n,)``.
        scores: Latest score, NaN where none is known, shape ``(n,)``. Unit: points.
        shares: Share of the score, NaN where no score is known, shape ``(n,)``. Unit: points.
        if_gone: The score without the contact minus the score, NaN likewise, shape ``(n,)``.
        decimals: With how many decimals shares are shown.
        guess: Whether the rule behind them is a guess.
        mean: Mean score of all that count, NaN where the measure is none.
        total: What all give together. Unit: points.
        counts: Whether contacts count at all under these rules.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    closeness: FloatVector
    scores: FloatVector
    shares: FloatVector
    if_gone: FloatVector
    decimals: int = 1
    guess: bool = False
    mean: float = float("nan")
    total: float = 0.0
    counts: bool = True
    _said: dict[tuple[int, Column], str] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def row_by_id(self) -> dict[str, int]:
        """Entry of each id."""
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def most(self) -> float:
        """The largest share, by size; 0 without any."""
        known = np.abs(self.shares[~np.isnan(self.shares)])
        return float(known.max()) if len(known) else 0.0

    @cached_property
    def shown_shares(self) -> FloatVector:
        """The shares as they are shown: they make what all give together, where they can.

        Contacts who left since are in no row; then each share is rounded by itself.
        """
        found = np.full(len(self), np.nan)
        known = ~np.isnan(self.shares)
        exact = self.shares[known]
        makes = float(exact.sum())
        total = self.total if abs(makes - self.total) < _CLOSE else makes
        found[known] = published_parts(exact, shown(total, self.decimals), self.decimals)
        return found

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(map(folded, self.names))

    @cached_property
    def _order(self) -> list[int]:
        return in_order(self.names)

    def known(self, row: int) -> bool:
        """Whether a contact's score is known."""
        return not np.isnan(self.scores[row])

    def arranged(self, column: Column, *, descending: bool, search: str = "") -> RowVector:
        """Return the entries that hold a text, in an order; what is not known comes last.

        Args:
            column: What to sort by.
            descending: Whether the greatest comes first.
            search: Text that the name holds, in any case, with or without accents.
        """
        if column is Column.NAME:
            rank = np.empty(len(self), dtype=np.float64)
            rank[self._order] = np.arange(len(self))
        else:
            rank = self._column(column)
        keys = np.where(np.isnan(rank), np.inf, -rank if descending else rank)
        order = np.argsort(keys, kind="stable").astype(np.int64)
        wanted = sought(search)
        if not wanted:
            return order
        holds = np.array([wanted in name for name in self._folded] or [False][:0], dtype=np.bool_)
        return order[holds[order]]

    def cell(self, row: int, column: Column) -> str:
        """Say what stands in a cell; said once, because every step of a scroll asks again."""
        said = self._said.get((row, column))
        if said is None:
            said = self._said[row, column] = self._says(row, column)
        return said

    def _says(self, row: int, column: Column) -> str:
        if column is Column.NAME:
            return self.names[row]
        if column is Column.CLOSENESS:
            return words.closeness(float(self.closeness[row]))
        if not self.known(row):
            return _("not known") if column is Column.SCORE else NOTHING
        if column is Column.SCORE:
            return words.score(float(self.scores[row]))
        return points(float(self._as_shown(column)[row]), self.decimals)

    def value(self, row: int, column: Column) -> float | None:
        """Return the points in a cell as they are shown; ``None`` where it shows none."""
        if column not in {Column.SHARE, Column.IF_GONE} or not self.known(row):
            return None
        return shown(float(self._as_shown(column)[row]), self.decimals)

    def spoken(self, row: int) -> str:
        """Say a contact in one line."""
        known = self.known(row)
        return words.spoken(
            self.names[row],
            self.cell(row, Column.CLOSENESS),
            self.cell(row, Column.SCORE),
            self.cell(row, Column.SHARE) if known else "",
            self.cell(row, Column.IF_GONE),
            dotted=self.guess,
        )

    def copied(self, row: int) -> tuple[str, ...]:
        """Return a row as a program wants it: numbers with a hyphen, empty where not known."""
        known = self.known(row)
        share, gone = float(self.shown_shares[row]), float(self.if_gone[row])
        return (
            self.names[row],
            written(float(self.closeness[row])),
            written(float(self.scores[row])) if known else "",
            fixed(share, self.decimals) if known else "",
            _("guess") if known and self.guess else "",
            fixed(gone, self.decimals) if known else "",
        )

    def copied_together(self) -> tuple[str, ...]:
        """Return the row of all together likewise."""
        mean = "" if np.isnan(self.mean) else fixed(self.mean, 0)
        return (
            _("Together"), "", mean, fixed(self.total, self.decimals),
            _("guess") if self.guess else "", "",
        )  # fmt: skip

    def _as_shown(self, column: Column) -> FloatVector:
        return self.shown_shares if column is Column.SHARE else self._column(column)

    def _column(self, column: Column) -> FloatVector:
        return {
            Column.CLOSENESS: self.closeness,
            Column.SCORE: self.scores,
            Column.SHARE: self.shares,
            Column.IF_GONE: self.if_gone,
        }[column]


def heading(column: Column) -> str:
    """Name a column."""
    return {
        Column.NAME: _("Contact"),
        Column.CLOSENESS: _("Closeness"),
        Column.SCORE: _("Score"),
        Column.SHARE: _("Share of your points"),
        Column.IF_GONE: _("If not there"),
    }[column]


def copied_headings() -> tuple[str, ...]:
    """Name the columns of a copy, which says in words what the screen shows by shape."""
    names = [heading(column) for column in Column]
    names.insert(Column.IF_GONE, _("Rests on"))
    return tuple(names)
