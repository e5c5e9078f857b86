"""The tables of one part, over a connection that sees their files: asked, and blamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import TextVector
from app.domain.cohort import CohortPart
from app.intake.arrow import Block, blocks
from app.intake.cohort.cutting import range_of
from app.intake.cohort.faulty import Blame, FaultyPeople
from app.intake.cohort.layout import TablesCohort
from app.intake.cohort.lines import FileLines
from app.intake.cohort.relations import Relation, place_of, relation
from app.intake.cohort.table_shell import TABLE
from app.intake.tables import COHORT_TABLE
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb


_ROOM = 1.25  # parts are cut where groups of rows end, so that some are longer than others


class PartTables:
    """The tables of one part.

    Attributes:
        faulty: Who of the part is out so far.
        number: The SQL function that makes of an id the number that stands for it.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        cohort: TablesCohort,
        part: CohortPart,
        places: Mapping[str, Path],
    ) -> None:
        self.faulty = FaultyPeople()
        self.lines = FileLines(connection, cohort, places)
        self.number = "hash"
        self._connection = connection
        self._cohort = cohort
        self._part = part
        self._places = places
        self._read: dict[str, Relation] = {}
        self._blamed: set[str] = set()

    @property
    def about(self) -> int:
        """How many rows the part's largest table has, about, and some more."""
        return int(self._part.rows * _ROOM)

    def table(self, name: str, wanted: tuple[str, ...]) -> Relation | None:
        """Return the rows of a table that belong to the part; ``None`` where there is no such table.

        Args:
            name: The table.
            wanted: The columns that are looked at, besides those that every row must have.
        """
        table = self._cohort.tables.get(name)
        if table is None:
            return None
        of = relation(table, self._places, wanted)
        sql = f"(SELECT * FROM {of.sql} WHERE {range_of(self._part, of)})"
        if table.is_text:
            # A text file is parsed once, whatever is asked of it.
            self._connection.execute(f"CREATE TEMP TABLE read_{name} AS SELECT * FROM {sql}")
            sql = f"read_{name}"
        found = Relation(sql, of.checks, table, of.columns)
        self._read[name] = found
        if table.is_text:
            self.blame_bad(found)
        for person, blame in self.lines.broken(table, self._part):
            self._note(person, blame)
        return found

    def blocks(self, query: str) -> Iterator[Block]:
        """Yield what a query gives (numbers and days only), block by block."""
        return blocks(self._connection, query)

    def columns(self, query: str) -> dict[str, NDArray[Any]]:
        """Return what a query gives; where a cell is empty the column is masked."""
        return self._connection.execute(query).fetchnumpy()

    def whole(self, query: str) -> dict[str, NDArray[Any]]:
        """Return what a query gives (numbers and days only, none of them empty)."""
        gathered: dict[str, list[NDArray[Any]]] = {}
        for block in self.blocks(query):
            for name, column in block.items():
                gathered.setdefault(name, []).append(column.copy())
        return {name: np.concatenate(columns) for name, columns in gathered.items()}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows that a query gives; few of them."""
        return self._connection.execute(query).fetchall()

    def blame_bad(self, of: Relation) -> None:
        """Take note of everybody who has a row that fails a check."""
        if not of.checks or of.table.name in self._blamed:
            return
        self._blamed.add(of.table.name)
        for person, bad, place in self.rows(
            f"SELECT {of.owner}, bad, place FROM {of.sql} WHERE bad IS NOT NULL ORDER BY place"
        ):
            check = of.checks[bad]
            self.blame(of, person, place, check.column, check.expected)

    def blame(
        self, of: Relation, person: str | None, place: int, column: str, expected: str
    ) -> None:
        """Take note that somebody is out for what stands in a row."""
        file, row = place_of(place)
        self._note(person or "", Blame(of.table.name, file, row, column, expected))

    def _note(self, person: str, blame: Blame) -> None:
        """Take note that somebody is out; whoever has no id in a row of their own is somebody."""
        if not person and blame.table in {COHORT_TABLE, TABLE}:
            row = blame.row + 2 if blame.line is None else blame.line
            person = f"#{row}" if not blame.file else f"#{blame.file}:{row}"
        self.faulty.note(person, blame)

    def blame_twins(self, of: Relation) -> None:
        """Take note of everybody who has two rows of one id."""
        for person, place in self.rows(
            f"SELECT v_subject, max(place) FROM {of.sql} WHERE v_id <> '' "
            "GROUP BY v_subject, v_id HAVING count(*) > 1 ORDER BY 2"
        ):
            self.blame(of, person, place, "id", _("an id that no other row has"))

    def blame_strangers(self, of: Relation) -> None:
        """Take note of everybody who has rows and is not among the people."""
        people = self._read[COHORT_TABLE]
        expected = _("a person whom the table {table} lists").format(table=COHORT_TABLE)
        for person, place in self.rows(
            f"SELECT v_subject, min(place) FROM {of.sql} WHERE v_subject <> '' AND v_subject NOT IN "
            f"(SELECT v_id FROM {people.sql} WHERE v_id <> '') GROUP BY v_subject"
        ):
            self.blame(of, person, place, "subject", expected)


def texts(column: NDArray[Any]) -> TextVector:
    """Return a column of texts, empty ones where it is masked."""
    filled = column.filled("") if isinstance(column, np.ma.MaskedArray) else column
    return np.asarray(filled, dtype=object)
