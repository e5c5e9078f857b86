"""The people of an audit, part by part: in memory while there is room, else in files."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.audit import plain_files
from app.audit.workplace import Workplace
from app.domain.audit import People
from app.domain.crowd import Labels

BUDGET = 256 * 2**20
"""So much of the people is held in memory at most, besides the part at hand. Unit: bytes."""

_A_NAME = 96  # bytes that a salted id takes as a text in an array
_TYPES = (People, Labels)


def write_people(people: People, file: Path) -> None:
    """Write the people of a part: what the statistics know of them, with salted ids."""
    plain_files.write(people, file)


def read_people(file: Path) -> People:
    """Read the people of a part.

    Raises:
        NotWhole: The file was not written to its end.
    """
    people: People = plain_files.read(file, _TYPES)
    return people


def bytes_of(people: People) -> int:
    """Return about how much memory the people of a part take. Unit: bytes."""
    columns = [one for one in vars(people).values() if isinstance(one, np.ndarray)]
    codes = [labels.code for labels in people.attributes.values()]
    return sum(one.nbytes for one in (*columns, *codes)) + _A_NAME * len(people)


class PeopleStore:
    """All people of an audit: called again and again, it yields the same parts in the same order.

    Parts in files are read anew each time; the first of them that fit the budget are held in memory
    once they were read.
    """

    def __init__(
        self,
        parts: tuple[People | Path, ...],
        people: int,
        budget: int = BUDGET,
        place: Workplace | None = None,
    ) -> None:
        self._parts = list(parts)
        self._people = people
        self._room = budget
        self._place = place
        if place is not None:  # whoever forgets to close leaves nothing behind either
            weakref.finalize(self, place.erase)

    def __len__(self) -> int:
        return self._people

    def __call__(self) -> Iterator[People]:
        """Yield the people of each part, in the order of parts."""
        for number, part in enumerate(self._parts):
            yield part if isinstance(part, People) else self._read(number, part)

    def close(self) -> None:
        """Let go of the people; files that hold them are erased."""
        self._parts.clear()
        if self._place is not None:
            self._place.erase()

    def leave(self) -> None:
        """Let go of the people; files that hold them stay for whoever takes the audit up again."""
        self._parts.clear()
        if self._place is not None:
            self._place.leave()

    def _read(self, number: int, file: Path) -> People:
        people = read_people(file)
        size = bytes_of(people)
        if size <= self._room:
            self._room -= size
            self._parts[number] = people
        return people
