"""Who of a part cannot be read, and the first reason for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.crowd import FaultyPerson


@dataclass(frozen=True, slots=True)
class Blame:
    """What is wrong with a row of somebody.

    Attributes:
        table: The table.
        file: Number of the file in the table.
        row: Row in the file, from 0; -1 where it is not known.
        line: Line in the file, where that is known instead.
        column: The column.
        expected: What should stand there.
    """

    table: str
    file: int
    row: int
    column: str
    expected: str
    line: int | None = None


class FaultyPeople:
    """The people who are out, each with what was found first."""

    def __init__(self) -> None:
        self._blames: dict[str, Blame] = {}

    def __len__(self) -> int:
        return len(self._blames)

    def __contains__(self, person: object) -> bool:
        return person in self._blames

    @property
    def ids(self) -> Collection[str]:
        """Who they are."""
        return self._blames.keys()

    def note(self, person: str, blame: Blame) -> None:
        """Take note that somebody is out; the first reason is kept."""
        self._blames.setdefault(person, blame)

    def told(self, lines: Lines) -> tuple[FaultyPerson, ...]:
        """Return them in the order of their ids."""
        asked: dict[tuple[str, int], list[int]] = {}
        for blame in self._blames.values():
            if blame.line is None and blame.row >= 0:
                asked.setdefault((blame.table, blame.file), []).append(blame.row)
        found = {
            (table, file, row): line
            for (table, file), rows in asked.items()
            for row, line in zip(
                sorted(set(rows)), lines(table, file, sorted(set(rows))), strict=True
            )
        }
        return tuple(
            FaultyPerson(
                id=person,
                file=lines.name(blame.table, blame.file),
                table=blame.table,
                line=blame.line or found.get((blame.table, blame.file, blame.row)),
                column=blame.column,
                expected=blame.expected,
            )
            for person, blame in sorted(self._blames.items())
        )


class Lines:
    """Says where rows stand in their files."""

    def name(self, table: str, file: int) -> str:
        """Return the name of a file, for the reader."""
        raise NotImplementedError

    def __call__(self, table: str, file: int, rows: Sequence[int]) -> Sequence[int | None]:
        """Return the line of each of some rows, which ascend."""
        raise NotImplementedError
