"""The records of a part: only the kinds that are looked at, and of these only what is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, DayVector, FloatVector
from app.domain.calendar import NO_DAY
from app.domain.cohort import EVERY_KIND, Needs
from app.domain.crowd import CrowdRecords
from app.domain.rulebook import matches
from app.intake.cohort.keys import NOBODY, Owners, Twins, ascending, has_twins, paired
from app.intake.cohort.relations import Relation, wrong_days, wrong_numbers
from app.intake.cohort.tables import PartTables
from app.intake.duck import literal

_STRANGE = 65_535  # no kind, or one that was not known when the question was put
_UNUSED = 65_534  # a known kind that nothing looks at
_LOOKED_OVER = 50_000
Column = NDArray[Any]


@dataclass
class _Gathered:
    """What is kept of the blocks so far, and what they were seen to hold."""

    person: list[CodeVector] = field(default_factory=list)
    day: list[DayVector] = field(default_factory=list)
    kind: list[Column] = field(default_factory=list)
    strangers: bool = False
    bad: bool = False


class RecordReader:
    """Reads the records of one part."""

    def __init__(self, tables: PartTables, owners: Owners, needs: Needs) -> None:
        self._tables = tables
        self._owners = owners
        self._needs = needs
        self._bad = False

    def read(self) -> CrowdRecords:
        """Return the records; who has a bad one is noted."""
        wanted = [
            name
            for name, kinds in (("amount", self._needs.amounts), ("until", self._needs.ends))
            if kinds
        ]
        of = self._tables.table("records", tuple(wanted))
        if of is None or not of.table.rows:
            return CrowdRecords.none()
        kinds = self._known_kinds(of, _LOOKED_OVER)
        gathered = self._gathered(of, kinds, complete=False)
        if gathered is None:
            kinds = self._known_kinds(of, None)
            gathered = self._gathered(of, kinds, complete=True)
        if gathered is None:
            raise AssertionError(kinds)
        records = self._columns(of, self._used(kinds), gathered)
        if self._bad or gathered.bad:
            self._tables.blame_bad(of)
        if gathered.strangers:
            self._tables.blame_strangers(of)
        return records

    def _known_kinds(self, of: Relation, rows: int | None) -> list[str]:
        """Return the kinds that occur; or those in the first rows, and those that are asked for."""
        some = of.sql if rows is None else f"(SELECT v_kind FROM {of.sql} LIMIT {rows})"
        query = f"SELECT DISTINCT v_kind FROM {some} WHERE v_kind <> ''"
        found = {str(kind) for (kind,) in self._tables.rows(query)}
        if rows is not None:
            found |= {kind for kind in self._needs.kinds if "*" not in kind}
        return sorted(found)

    def _used(self, kinds: Sequence[str]) -> list[str]:
        return [kind for kind in kinds if looked_at(self._needs.kinds, kind)]

    def _gathered(self, of: Relation, kinds: list[str], *, complete: bool) -> _Gathered | None:
        """Look at all rows and keep what is used.

        Returns:
            What was kept; ``None`` where there is a kind that is not among ``kinds``, unless
            these are known to be ``complete``.
        """
        used = self._used(kinds)
        numbers = dict.fromkeys(kinds, _UNUSED) | {kind: at for at, kind in enumerate(used)}
        number = self._tables.number
        query = (
            f"SELECT {number}(v_subject) AS k, n_date AS day, "
            f"{_coded(numbers, flat=of.table.is_text)} AS kind, "
            f"({number}(v_id) >> 32)::UINTEGER AS id FROM {of.sql}"
        )
        without_id = self._numbers_without_id()
        gathered, twins = _Gathered(), Twins()
        for block in self._tables.blocks(query):
            kind, days, ids = block["kind"], block["day"], block["id"]
            if int(kind.max(initial=0)) == _STRANGE:
                if not complete:
                    return None
                gathered.bad = True
            person = self._owners.rows_of(block["k"])
            twins.look(person, ids)
            gathered.bad |= any(bool((ids == one).any()) for one in without_id)
            gathered.bad |= int(days.min(initial=0)) == NO_DAY or wrong_days(days)
            gathered.strangers |= int(person.min(initial=0)) == NOBODY
            rows = np.flatnonzero(kind < _UNUSED)
            gathered.person.append(person[rows])
            gathered.day.append(days[rows])
            gathered.kind.append(kind[rows])
        if twins.found or (not twins.sorted and self._has_twins(of)):
            self._tables.blame_twins(of)
        return gathered

    def _numbers_without_id(self) -> list[int]:
        """Return what stands for an id that is empty."""
        number = self._tables.number
        query = f"SELECT ({number}('') >> 32)::UINTEGER, ({number}(NULL::VARCHAR) >> 32)::UINTEGER"
        return [int(one) for one in self._tables.rows(query)[0] if one is not None]

    def _has_twins(self, of: Relation) -> bool:
        """Tell of rows in any order whether anybody has two of one id."""
        number = self._tables.number
        query = f"SELECT {number}(v_subject) AS k, {number}(v_id) AS id FROM {of.sql}"
        columns = self._tables.whole(query)
        return has_twins(paired(columns["k"], columns["id"])) if columns else False

    def _columns(self, of: Relation, kinds: list[str], gathered: _Gathered) -> CrowdRecords:
        person = _joined(gathered.person, np.int32)
        days = _joined(gathered.day, np.int32)
        kind = _joined(gathered.kind, np.uint16)
        amount = self._amounts(of, kinds, kind)
        until = self._ends(of, kinds, kind, days)
        if ordered := self._chosen(kinds, self._needs.ordered):
            rows = np.flatnonzero(np.isin(kind, ordered))
            within = self._within(of, kinds, ordered)
            place = rows[within]
            person[rows], days[rows] = person[place], days[place]
            kind[rows], amount[rows], until[rows] = kind[place], amount[place], until[place]
        known = np.flatnonzero(person >= 0) if gathered.strangers else slice(None)
        person, days, kind = person[known], days[known], kind[known]
        amount, until = amount[known], until[known]
        if not ascending(person):
            order = np.argsort(person, kind="stable")
            person, days, kind = person[order], days[order], kind[order]
            amount, until = amount[order], until[order]
        return CrowdRecords(person, days, kind.astype(np.int32), tuple(kinds), amount, until)

    def _chosen(self, kinds: list[str], patterns: tuple[str, ...]) -> list[int]:
        return [at for at, kind in enumerate(kinds) if looked_at(patterns, kind)]

    def _within(self, of: Relation, kinds: list[str], chosen: Collection[int]) -> Column:
        """Return in which order the rows of some kinds come by (person, day, id)."""
        listed = ", ".join(literal(kinds[at]) for at in chosen)
        query = (
            "SELECT (row_number() OVER () - 1)::BIGINT AS line, v_subject, v_date, v_id "
            f"FROM {of.sql} WHERE v_kind IN ({listed})"
        )
        found = self._tables.whole(f"SELECT line FROM ({query}) ORDER BY v_subject, v_date, v_id")
        return found["line"] if found else np.empty(0, dtype=np.int64)

    def _amounts(self, of: Relation, kinds: list[str], kind: Column) -> FloatVector:
        amount = np.full(len(kind), np.nan)
        chosen = self._chosen(kinds, self._needs.amounts)
        if chosen and of.table.has("amount"):
            self._bad |= wrong_numbers(self._filled(of, kinds, (kind, chosen), amount, "n_amount"))
        return amount

    def _ends(self, of: Relation, kinds: list[str], kind: Column, days: DayVector) -> DayVector:
        until = np.full(len(kind), NO_DAY, dtype=np.int32)
        chosen = self._chosen(kinds, self._needs.ends)
        if chosen and of.table.has("until"):
            self._bad |= wrong_days(self._filled(of, kinds, (kind, chosen), until, "n_until"))
            self._bad |= bool(((until != NO_DAY) & (until < days)).any())
        return until

    def _filled(
        self,
        of: Relation,
        kinds: list[str],
        of_kinds: tuple[Column, list[int]],
        column: Column,
        cell: str,
    ) -> Column:
        """Fill in the cells of the rows of some kinds, and return them: they come in their order."""
        kind, chosen = of_kinds
        is_chosen = np.zeros(_STRANGE + 1, dtype=np.bool_)
        is_chosen[chosen] = True
        listed = ", ".join(literal(kinds[at]) for at in chosen)
        query = f"SELECT {cell} AS x FROM {of.sql} WHERE v_kind IN ({listed})"
        found = self._tables.whole(query).get("x", np.empty(0, dtype=column.dtype))
        column[np.flatnonzero(is_chosen[kind])] = found
        return found


def looked_at(patterns: tuple[str, ...], kind: str) -> bool:
    """Return whether one of the patterns names the kind; ``*`` names every."""
    return EVERY_KIND[0] in patterns or matches(patterns, kind)


def _coded(numbers: dict[str, int], *, flat: bool) -> str:
    """Return the expression of a kind's number.

    A function is worked out once for each entry of a column that is held as a dictionary, as
    Parquet's are; a flat one is faster looked up among the values of a type.
    """
    if not numbers:
        return f"{_STRANGE}::USMALLINT"
    if flat:
        listed = ", ".join(literal(kind) for kind in numbers)
        held = ", ".join(f"{number}" for number in numbers.values())
        code = f"enum_code(TRY_CAST(v_kind AS ENUM ({listed})))::INTEGER + 1"
        return f"coalesce(([{held}]::USMALLINT[])[{code}], {_STRANGE}::USMALLINT)"
    pairs = ", ".join(f"{literal(kind)}: {number}::USMALLINT" for kind, number in numbers.items())
    return f"coalesce((MAP {{{pairs}}})[v_kind], {_STRANGE}::USMALLINT)"


def _joined(columns: list[Column], type_: type[np.generic]) -> Column:
    return np.concatenate(columns) if columns else np.empty(0, dtype=type_)
