"""The records of a part: only the kinds that are looked at, and of these only what is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.calendar import NO_DAY
from app.domain.cohort import EVERY_KIND, Needs
from app.domain.crowd import CrowdRecords
from app.domain.rulebook import matches
from app.intake.cohort.growing import Growing
from app.intake.cohort.keys import NOBODY, Owners, Twins, ascending, has_twins, paired
from app.intake.cohort.relations import Relation, wrong_days, wrong_numbers
from app.intake.cohort.tables import PartTables
from app.intake.duck import literal

_STRANGE = 65_535  # no kind, or one that was not known when the question was put
_UNUSED = 65_534  # a known kind that nothing looks at
_LOOKED_OVER = 50_000
Column = NDArray[Any]


class RecordReader:
    """Reads the records of one part."""

    def __init__(self, tables: PartTables, owners: Owners, needs: Needs) -> None:
        self._tables = tables
        self._owners = owners
        self._needs = needs
        self._bad = self._strangers = False

    def read(self) -> CrowdRecords:
        """Return the records; who has a bad one is noted."""
        asked = (("amount", self._needs.amounts), ("until", self._needs.ends))
        of = self._tables.table("records", tuple(name for name, kinds in asked if kinds))
        if of is None or not of.table.rows:
            return CrowdRecords.none()
        kinds = self._known_kinds(of, _LOOKED_OVER)
        columns = self._kept(of, kinds, complete=False)
        if columns is None:
            kinds = self._known_kinds(of, None)
            columns = self._kept(of, kinds, complete=True)
        if columns is None:
            raise AssertionError(kinds)
        used = self._used(kinds)
        columns = self._in_order(of, used, columns)
        if self._bad:
            self._tables.blame_bad(of)
        if self._strangers:
            self._tables.blame_strangers(of)
        return CrowdRecords(
            columns["person"],
            columns["day"],
            columns["kind"],
            tuple(used),
            columns["amount"],
            columns["until"],
        )

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

    def _kept(self, of: Relation, kinds: list[str], *, complete: bool) -> dict[str, Column] | None:
        """Look at all rows and keep what is used, in the order of the rows.

        Returns:
            The columns; ``None`` where there is a kind that is not among ``kinds``, unless these
            are known to be ``complete``.
        """
        used = self._used(kinds)
        numbers = dict.fromkeys(kinds, _UNUSED) | {kind: at for at, kind in enumerate(used)}
        more = [name for name in ("amount", "until") if of.table.has(name) and of.wants(name)]
        kept = {name: Growing(np.int32, self._tables.about) for name in ("person", "day", "kind")}
        for name in more:
            kept[name] = Growing(np.float64 if name == "amount" else np.int32, self._tables.about)
        without_id, twins = self._numbers_without_id(), Twins()
        for block in self._tables.blocks(self._query(of, numbers, more)):
            kind, day, ids = block["kind"], block["day"], block["id"]
            if int(kind.max(initial=0)) == _STRANGE:
                if not complete:
                    return None
                self._bad = True
            person = self._owners.rows_of(block["k"])
            twins.look(person, ids)
            self._look(block, person, without_id)
            rows = np.flatnonzero(kind < _UNUSED)
            kept["person"].add(person[rows])
            for name, column in (("day", day), ("kind", kind), *((m, block[m]) for m in more)):
                kept[name].add(column[rows])
        if twins.found or (not twins.sorted and self._has_twins(of)):
            self._tables.blame_twins(of)
        columns = {name: column.all() for name, column in kept.items()}
        n = len(columns["person"])
        # What nobody looks at takes no room: one cell stands for all.
        columns.setdefault("amount", np.broadcast_to(np.float64(np.nan), n))
        columns.setdefault("until", np.broadcast_to(np.int32(NO_DAY), n))
        return columns

    def _query(self, of: Relation, numbers: dict[str, int], more: Sequence[str]) -> str:
        number = self._tables.number
        said = [
            f"{number}(v_subject) AS k",
            "n_date AS day",
            f"{_coded(numbers, flat=of.table.is_text)} AS kind",
            f"({number}(v_id) >> 32)::UINTEGER AS id",
            *(f"n_{name} AS {name}" for name in more),
        ]
        return f"SELECT {', '.join(said)} FROM {of.sql}"

    def _look(self, block: dict[str, Column], person: Column, without_id: list[int]) -> None:
        """Take note of whether anything in a block is bad; what it is, is asked for later."""
        day = block["day"]
        self._bad |= int(day.min(initial=0)) == NO_DAY or wrong_days(day)
        self._bad |= any(bool((block["id"] == one).any()) for one in without_id)
        self._strangers |= int(person.min(initial=0)) == NOBODY
        if "amount" in block:
            self._bad |= wrong_numbers(block["amount"])
        if (until := block.get("until")) is not None:
            self._bad |= wrong_days(until)
            self._bad |= bool(((until < day) & (until != NO_DAY)).any())

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

    def _in_order(
        self, of: Relation, kinds: list[str], columns: dict[str, Column]
    ) -> dict[str, Column]:
        """Return the rows by person, those of kinds that must be ordered by (day, id)."""
        ordered = [at for at, kind in enumerate(kinds) if looked_at(self._needs.ordered, kind)]
        if ordered:
            rows = np.flatnonzero(np.isin(columns["kind"], ordered))
            chosen = rows[self._order(of, [kinds[at] for at in ordered])]
            places = np.arange(len(columns["person"]))
            places[rows] = chosen
            columns = {name: column[places] for name, column in columns.items()}
        person = columns["person"]
        if self._strangers:
            known = np.flatnonzero(person != NOBODY)
            columns = {name: column[known] for name, column in columns.items()}
            person = columns["person"]
        if ascending(person):
            return columns
        order = np.argsort(person, kind="stable")
        return {name: column[order] for name, column in columns.items()}

    def _order(self, of: Relation, kinds: list[str]) -> Column:
        """Return in which order the rows of some kinds come by (person, day, id)."""
        listed = ", ".join(literal(kind) for kind in kinds)
        query = (
            "SELECT (row_number() OVER () - 1)::BIGINT AS line, v_subject, v_date, v_id "
            f"FROM {of.sql} WHERE v_kind IN ({listed})"
        )
        found = self._tables.whole(f"SELECT line FROM ({query}) ORDER BY v_subject, v_date, v_id")
        return found["line"] if found else np.empty(0, dtype=np.int64)


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
