"""Tells people apart by the columns that the auditor named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from app.domain.arrays import RowVector
from app.domain.audit import EVERYBODY, NOT_STATED, PAIR, People, Question
from app.domain.crowd import Labels
from app.domain.errors import UsageError
from app.wording.language import _

MOST_GROUPS = 10_000
"""A column that tells more people apart than that names them rather than groups them."""


class Roll:
    """The groups of one attribute, numbered as they turn up in the parts.

    Args:
        columns: One column, two, or none for everybody.

    Attributes:
        attribute: What stands for it in the figures.
    """

    def __init__(self, *columns: str) -> None:
        self.attribute = PAIR.join(columns) or EVERYBODY
        self._columns = columns
        self._number: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._number)

    def in_order(self) -> tuple[tuple[int, str], ...]:
        """The groups with their numbers in the order in which they are shown: by name."""
        return tuple(sorted(((number, name) for name, number in self._number.items()), key=_last))

    def numbered(self, people: People) -> RowVector:
        """Return the number of each person's group, shape ``(n,)``.

        Raises:
            UsageError: There is no such column, or it tells too many apart.
        """
        if not self._columns:
            self._number.setdefault(EVERYBODY, 0)
            return np.zeros(len(people), dtype=np.int64)
        columns = [_column(people, name) for name in self._columns]
        first = columns[0]
        if len(columns) == 1:
            return self._own(first.code.astype(np.int64), first.names)
        second = columns[1]
        width = max(len(second.names), 1)
        both = (first.code >= 0) & (second.code >= 0)
        pair = np.where(both, first.code.astype(np.int64) * width + second.code, -1)
        met, place = np.unique(pair, return_inverse=True)
        met = met.tolist()
        names = [
            NOT_STATED if at < 0 else first.names[at // width] + PAIR + second.names[at % width]
            for at in met
        ]
        return self._own(place, tuple(names))

    def _own(self, code: RowVector, names: tuple[str, ...]) -> RowVector:
        """Turn the part's numbers into this roll's; what does not occur is not enrolled."""
        met, place = np.unique(code, return_inverse=True)
        own = np.empty(len(met), dtype=np.int64)
        for at, number in enumerate(met.tolist()):
            name = NOT_STATED if number < 0 else names[number]
            own[at] = self._number.setdefault(name, len(self._number))
        if len(self._number) > MOST_GROUPS:
            raise UsageError(
                _(
                    "The column {column} tells more than {most} groups apart; choose one with fewer."
                ).format(column=self.attribute, most=MOST_GROUPS)
            )
        return np.asarray(own[place])


def rolls(question: Question) -> Iterator[Roll]:
    """Yield everybody, each attribute and, where asked for, each two of them."""
    yield Roll()
    for name in question.groups:
        yield Roll(name)
    if question.pairs:
        for first, second in combinations(question.groups, 2):
            yield Roll(first, second)


def _column(people: People, name: str) -> Labels:
    if name not in people.attributes:
        known = ", ".join(people.attributes) or _("none")
        raise UsageError(
            _("There is no column {column} to tell people apart by; there are: {known}.").format(
                column=name, known=known
            )
        )
    return people.attributes[name]


def _last(entry: tuple[int, str]) -> str:
    return entry[1]
