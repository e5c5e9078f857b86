"""Every rule measured for many people at once, each on their own day.

Records are gone through a block at a time, and each adds to one cell of a table of people and
rules. Nothing is done person by person or record by record. A measure here equals the one of
``measures`` for that person alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector, Mask, RowVector
from app.domain.calendar import NO_DAY, completed
from app.domain.crowd import Crowd, CrowdRecords
from app.domain.rulebook import Effect, Measure, Rule, Rulebook
from app.mirror.crowd_contacts import CountingContacts
from app.mirror.crowd_fading import Fading, PeopleDays
from app.mirror.crowd_layers import Layer, layers, named_kinds
from app.mirror.measures import DEFAULT_AMOUNT

_BLOCK = (
    1 << 17
)  # so many records are held in the processor's own memory, with what is made of them
_NO_ROW = -1


def measures_of_crowd(book: Rulebook, crowd: Crowd, day: DayVector) -> FloatMatrix:
    """Measure every rule for every person.

    Args:
        book: The rulebook, its variant already applied.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.

    Returns:
        x of every rule for every person, NaN where it is none, shape ``(n_rules, n_people)``.

    Source:
        The model, section 2.
    """
    return measures_of_rules(book.rules, crowd, day)


def measures_of_rules(rules: Sequence[Rule], crowd: Crowd, day: DayVector) -> FloatMatrix:
    """Measure some rules for every person; see ``measures_of_crowd``."""
    x = np.full((len(rules), len(crowd)), np.nan)
    if not len(crowd):
        return x
    numbered = list(enumerate(rules))
    for row, rule in numbered:
        if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
            x[row] = 0.0
    of_contacts = [one for one in numbered if one[1].measure is Measure.CONTACTS]
    if of_contacts:
        contacts = CountingContacts(crowd.contacts, day)
        for row, rule in of_contacts:
            x[row] = contacts.measure(rule)
    if len(crowd.records):
        _measure_records(numbered, crowd.records, PeopleDays(day), x)
    return x


def unscored_of_crowd(book: Rulebook, crowd: Crowd, day: DayVector) -> Mask:
    """Say whom a record leaves without any score.

    Args:
        book: The rulebook.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.
    """
    records = crowd.records
    unscored = np.zeros(len(crowd), dtype=np.bool_)
    overrides = [one for one in book.overrides if one.effect is Effect.NO_SCORE]
    named = [named_kinds(one.kinds, records.kinds) for one in overrides]
    if not len(records) or not any(kinds.any() for kinds in named):
        return unscored
    days = PeopleDays(day)
    rows = np.flatnonzero(np.logical_or.reduce(named)[records.kind])
    person, when, kind = records.person[rows], records.day[rows], records.kind[rows]
    begun = when <= day[person]
    for override, kinds in zip(overrides, named, strict=True):
        alive = when >= days.first_alive(override.lifetime)[person]
        unscored[person[kinds[kind] & begun & alive]] = True
    return unscored


@dataclass(frozen=True)
class _Block:
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


def _blocks(records: CrowdRecords) -> Iterator[_Block]:
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
        yield _Block(people, rows, person, records.kind[rows].astype(np.int64))
        start = end


class _Pass:
    """One layer of rules, to be fed with blocks.

    Args:
        layer: The rules.
        records: The records of the crowd.
        days: The people's days.
    """

    def __init__(self, layer: Layer, records: CrowdRecords, days: PeopleDays) -> None:
        self.layer = layer
        self.records = records
        self.days = days
        self.columns = len(layer.rules)
        self._all = bool(layer.counted.all())

    def rows(self, block: _Block) -> tuple[slice | RowVector, RowVector, RowVector]:
        """Return the block's rows that a rule counts, as rows of the crowd and cells of the block."""
        if self._all:
            cells = block.person * self.columns
            cells += self.layer.column[block.kind]
            return block.rows, cells, block.kind
        found = np.flatnonzero(self.layer.counted[block.kind])
        kind = block.kind[found]
        cells = block.person[found]
        cells *= self.columns
        cells += self.layer.column[kind]
        found += block.rows.start
        return found, cells, kind

    def feed(self, block: _Block) -> None:
        """Take a block in."""
        raise NotImplementedError

    def give(self, x: FloatMatrix) -> None:
        """Write the measures into the rows of the rules, shape ``(n_rules, n_people)``."""
        raise NotImplementedError


class _Sums(_Pass):
    """Counts and amounts."""

    def __init__(
        self, layer: Layer, records: CrowdRecords, days: PeopleDays, *, amounts: bool
    ) -> None:
        super().__init__(layer, records, days)
        self._amounts = amounts
        rules = [rule for _, rule in layer.rules]
        span = int(records.day.min()), int(records.day.max())
        self._fading = Fading.of(rules, days, *span)
        self._sums = np.zeros((len(days.day), self.columns))

    def feed(self, block: _Block) -> None:
        rows, cells, _ = self.rows(block)
        fading, people = self._fading, block.people
        day = self.records.day[rows]
        if fading.bounds is not None:
            day = np.clip(day, *fading.bounds)
        start = fading.start[people.start * self.columns : people.stop * self.columns]
        places = start[cells]
        places -= day
        left = fading.left[places]
        if self._amounts:
            amount = self.records.amount[rows]
            left *= np.where(np.isnan(amount), DEFAULT_AMOUNT, amount)
        n = (people.stop - people.start) * self.columns
        self._sums[people] = np.bincount(cells, left, n).reshape(-1, self.columns)

    def give(self, x: FloatMatrix) -> None:
        for column, (row, rule) in enumerate(self.layer.rules):
            x[row] = self._sums[:, column] / rule.per


class _Definers(_Pass):
    """The record that settles a measure: the earliest that is alive, or the latest.

    A record never outlives a later one: where the latest before the day has run out, so has
    every other. Only the earliest is looked for among those that are alive.
    """

    def __init__(
        self, layer: Layer, records: CrowdRecords, days: PeopleDays, *, earliest: bool
    ) -> None:
        super().__init__(layer, records, days)
        self._earliest = earliest
        self._alive = np.stack([days.first_alive(rule.lifetime) for _, rule in layer.rules], axis=1)
        self._found = np.full((len(days.day), self.columns), _NO_ROW, np.int64)

    def feed(self, block: _Block) -> None:
        rows, cells, _ = self.rows(block)
        day = self.records.day[rows]
        numbers = np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
        found = self._found[block.people].ravel()
        if self._earliest:
            alive = day >= self._alive[block.people].ravel()[cells]
            # Of several written to one cell the last one stays.
            found[cells[alive][::-1]] = numbers[alive][::-1]
        else:
            begun = day <= self.days.day[block.people][cells // self.columns]
            found[cells[begun]] = numbers[begun]
        self._found[block.people] = found.reshape(-1, self.columns)

    def give(self, x: FloatMatrix) -> None:
        for column, (row, rule) in enumerate(self.layer.rules):
            found = self._found[:, column]
            day = self.records.day[found]  # of some record where there is none: not looked at
            eligible = (found != _NO_ROW) & (day >= self._alive[:, column])
            people = np.flatnonzero(eligible & (day <= self.days.day))
            definer = found[people]
            x[row, people] = self._measure(rule, definer, self.days.day[people])

    def _measure(self, rule: Rule, definer: RowVector, on: DayVector) -> FloatVector:
        if rule.measure is Measure.LATEST:
            amount = self.records.amount[definer]
            return np.where(np.isnan(amount), DEFAULT_AMOUNT, amount)
        return _completed(rule, self.records.day[definer], on)


class _Ends(_Pass):
    """The contract that ends last among those that are alive and have not ended."""

    def __init__(self, layer: Layer, records: CrowdRecords, days: PeopleDays) -> None:
        super().__init__(layer, records, days)
        self._alive = np.stack([days.first_alive(rule.lifetime) for _, rule in layer.rules], axis=1)
        self._found = np.full((len(days.day), self.columns), NO_DAY, np.int32)

    def feed(self, block: _Block) -> None:
        rows, cells, _ = self.rows(block)
        day, until = self.records.day[rows], self.records.until[rows]
        on = self.days.day[block.people][cells // self.columns]
        alive = day >= self._alive[block.people].ravel()[cells]
        kept = np.flatnonzero((until != NO_DAY) & (until >= on) & (day <= on) & alive)
        found = self._found[block.people].ravel()
        np.maximum.at(found, cells[kept], until[kept])
        self._found[block.people] = found.reshape(-1, self.columns)

    def give(self, x: FloatMatrix) -> None:
        for column, (row, rule) in enumerate(self.layer.rules):
            found = self._found[:, column]
            people = np.flatnonzero(found != NO_DAY)
            x[row, people] = _completed(rule, self.days.day[people], found[people])


def _completed(rule: Rule, start: DayVector, end: DayVector) -> FloatVector:
    if rule.unit is None:
        raise AssertionError(rule.id)  # the loader lets no timed rule pass without its unit
    return completed(start, end, rule.unit).astype(np.float64)


def _measure_records(
    numbered: list[tuple[int, Rule]], records: CrowdRecords, days: PeopleDays, x: FloatMatrix
) -> None:
    def of(*measures: Measure) -> list[Layer]:
        chosen = [one for one in numbered if one[1].measure in measures]
        return layers(chosen, records.kinds)

    passes: list[_Pass] = [
        *(_Sums(one, records, days, amounts=False) for one in of(Measure.COUNT)),
        *(_Sums(one, records, days, amounts=True) for one in of(Measure.AMOUNT)),
        *(_Definers(one, records, days, earliest=True) for one in of(Measure.TIME_SINCE_FIRST)),
        *(
            _Definers(one, records, days, earliest=False)
            for one in of(Measure.LATEST, Measure.TIME_SINCE_LAST)
        ),
        *(_Ends(one, records, days) for one in of(Measure.TIME_LEFT)),
    ]
    if not passes:
        return
    for block in _blocks(records):
        for one in passes:
            one.feed(block)
    for one in passes:
        one.give(x)
