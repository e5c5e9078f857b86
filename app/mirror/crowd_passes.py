"""The passes over a crowd's records: each record is written into the cell of a person and a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, RowVector
from app.domain.calendar import NO_DAY, completed
from app.domain.crowd import CrowdRecords
from app.domain.rulebook import Measure, Rule
from app.mirror.crowd_fading import Fading, PeopleDays
from app.mirror.crowd_layers import Layer
from app.mirror.measures import DEFAULT_AMOUNT

_BLOCK = 1 << 17  # so many records stay near the processor with all that is made of them
_NO_ROW = -1
_MOST = 0.5  # where more of the records count than this, the others are carried along


@dataclass(frozen=True)
class Block:
    """Some records, all those of some people.

    Attributes:
        people: The people.
        rows: The records.
        person: Row of the person among ``people``, shape ``(n,)``.
        kind: Number of the kind, shape ``(n,)``.
    """

    people: slice
    rows: slice
    person: RowVector
    kind: RowVector


@dataclass(frozen=True)
class Counted:
    """The records of a block that a layer looks at.

    Attributes:
        rows: Their rows in the crowd, shape ``(n,)``.
        person: Row of the person among those of the block, shape ``(n,)``.
        cell: Where each belongs in the block's table of people and columns, shape ``(n,)``.
    """

    rows: slice | RowVector
    person: RowVector
    cell: RowVector


def blocks(records: CrowdRecords) -> Iterator[Block]:
    """Cut the records where a person ends, into stretches of about one length."""
    start = 0
    while start < len(records):
        end = len(records)
        if start + _BLOCK < end:
            last = records.person[start + _BLOCK - 1]
            end = int(np.searchsorted(records.person, last, side="right"))
        first = int(records.person[start])
        people = slice(first, int(records.person[end - 1]) + 1)
        rows = slice(start, end)
        person = np.subtract(records.person[rows], first, dtype=np.int64)
        yield Block(people, rows, person, records.kind[rows].astype(np.int64))
        start = end


class Pass:
    """A layer of rules, to be fed with blocks.

    Records that no rule of the layer counts are carried along in a column of their own where they
    are few, which is quicker than to leave them out.

    Args:
        layer: The rules.
        records: The records of the crowd.
        days: The people's days.
    """

    def __init__(self, layer: Layer, records: CrowdRecords, days: PeopleDays) -> None:
        self.layer = layer
        self.records = records
        self.days = days
        kinds = records.kind[:_BLOCK]  # the first block speaks for all
        self._all = bool(np.count_nonzero(layer.counted[kinds]) > _MOST * len(kinds))
        idle = self._all and not layer.counted.all()
        self.columns = len(layer.rules) + idle
        self._column = np.where(layer.counted, layer.column, len(layer.rules) if idle else 0)

    def counted(self, block: Block) -> Counted:
        """Return the records to look at."""
        rows: slice | RowVector
        if self._all:
            rows, person, kind = block.rows, block.person, block.kind
        else:
            found = np.flatnonzero(self.layer.counted.take(block.kind))
            person, kind = block.person.take(found), block.kind.take(found)
            rows = found + block.rows.start
        cell = person * self.columns
        cell += self._column.take(kind)
        return Counted(rows, person, cell)

    def by_rule(self, values: list[DayVector]) -> DayVector:
        """Return one value a person and column, shape ``(n_people, n_columns)``."""
        idle = [values[0]] * (self.columns - len(values))
        return np.stack([*values, *idle], axis=1)

    def feed(self, block: Block) -> None:
        """Take a block in."""
        raise NotImplementedError

    def give(self, x: FloatMatrix) -> None:
        """Write the measures into the rows of the rules, shape ``(n_rules, n_people)``."""
        raise NotImplementedError


class Sums(Pass):
    """Counts, or amounts."""

    def __init__(
        self, layer: Layer, records: CrowdRecords, days: PeopleDays, *, amounts: bool
    ) -> None:
        super().__init__(layer, records, days)
        self._amounts = amounts
        rules = [rule for _, rule in layer.rules]
        span = int(records.day.min()), int(records.day.max())
        self._fading = Fading.of(rules, self.columns, days, *span)
        self._sums = np.zeros((len(days.day), self.columns))

    def feed(self, block: Block) -> None:
        """Add up what is left of each record."""
        counted = self.counted(block)
        fading, people = self._fading, block.people
        day = self.records.day[counted.rows]
        if fading.bounds is not None:
            day = np.clip(day, *fading.bounds)
        start = fading.start[people.start * self.columns : people.stop * self.columns]
        places = start.take(counted.cell)
        places -= day
        left = fading.left.take(places)
        if self._amounts:
            amount = self.records.amount[counted.rows]
            left *= np.where(np.isnan(amount), DEFAULT_AMOUNT, amount)
        sums = np.bincount(counted.cell, left, len(start))
        self._sums[people] = sums.reshape(-1, self.columns)

    def give(self, x: FloatMatrix) -> None:
        """Write the sums."""
        for column, (row, rule) in enumerate(self.layer.rules):
            x[row] = self._sums[:, column] / rule.per


class Definers(Pass):
    """The record that settles a measure: the earliest that is alive, or the latest.

    A record never outlives a later one: where the latest before the day has run out, so has
    every other. Only the earliest is looked for among those that are alive.
    """

    def __init__(
        self, layer: Layer, records: CrowdRecords, days: PeopleDays, *, earliest: bool
    ) -> None:
        super().__init__(layer, records, days)
        self._earliest = earliest
        self._future = int(records.day.max()) > days.first
        self._alive = self.by_rule([days.first_alive(rule.lifetime) for _, rule in layer.rules])
        self._all_alive = int(self._alive.max()) <= int(records.day.min())
        self._found = np.full((len(days.day), self.columns), _NO_ROW, np.int64)

    def feed(self, block: Block) -> None:
        """Note the row of each record; of several of one person and rule one is kept."""
        counted = self.counted(block)
        rows, cell = counted.rows, counted.cell
        numbers = np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
        if self._earliest and not self._all_alive:
            alive = self._alive[block.people].ravel().take(cell)
            kept = np.flatnonzero(self.records.day[rows] >= alive)
            cell, numbers = cell.take(kept), numbers.take(kept)
        if not self._earliest and self._future:
            on = self.days.day[block.people].take(counted.person)
            kept = np.flatnonzero(self.records.day[rows] <= on)
            cell, numbers = cell.take(kept), numbers.take(kept)
        found = self._found[block.people].reshape(-1)
        # Of several written to one place the last one stays.
        if self._earliest:
            found[cell[::-1]] = numbers[::-1]
        else:
            found[cell] = numbers

    def give(self, x: FloatMatrix) -> None:
        """Write what the records found say."""
        for column, (row, rule) in enumerate(self.layer.rules):
            found = self._found[:, column]
            day = self.records.day[found]  # of some record where there is none: not looked at
            eligible = (found != _NO_ROW) & (day >= self._alive[:, column])
            people = np.flatnonzero(eligible & (day <= self.days.day))
            x[row, people] = self._measure(rule, found[people], self.days.day[people])

    def _measure(self, rule: Rule, definer: RowVector, on: DayVector) -> FloatVector:
        if rule.measure is Measure.LATEST:
            amount = self.records.amount[definer]
            return np.where(np.isnan(amount), DEFAULT_AMOUNT, amount)
        return _completed(rule, self.records.day[definer], on)


class Ends(Pass):
    """The contract that ends last among those that are alive and have not ended."""

    def __init__(self, layer: Layer, records: CrowdRecords, days: PeopleDays) -> None:
        super().__init__(layer, records, days)
        self._alive = self.by_rule([days.first_alive(rule.lifetime) for _, rule in layer.rules])
        self._found = np.full((len(days.day), self.columns), NO_DAY, np.int32)

    def feed(self, block: Block) -> None:
        """Keep the latest end."""
        counted = self.counted(block)
        until = self.records.until[counted.rows]
        # Few records are contracts.
        some = np.flatnonzero(until != NO_DAY)
        until, cell = until.take(some), counted.cell.take(some)
        day = self.records.day[counted.rows].take(some)
        on = self.days.day[block.people].take(counted.person.take(some))
        alive = self._alive[block.people].ravel().take(cell)
        kept = np.flatnonzero((until >= on) & (day <= on) & (day >= alive))
        found = self._found[block.people].reshape(-1)
        np.maximum.at(found, cell.take(kept), until.take(kept))

    def give(self, x: FloatMatrix) -> None:
        """Write how long it is to them."""
        for column, (row, rule) in enumerate(self.layer.rules):
            found = self._found[:, column]
            people = np.flatnonzero(found != NO_DAY)
            x[row, people] = _completed(rule, self.days.day[people], found[people])


def _completed(rule: Rule, start: DayVector, end: DayVector) -> FloatVector:
    if rule.unit is None:
        raise AssertionError(rule.id)  # the loader lets no timed rule pass without its unit
    return completed(start, end, rule.unit).astype(np.float64)
