"""Splits the difference of two groups' mean scores by what it comes from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.audit.apart import Roll, rolls
from app.audit.groups import held_against
from app.audit.intervals import welch
from app.audit.sums import GroupSums, Parts
from app.domain.audit import EVERYBODY, People, Question
from app.domain.findings import Gap

_GAP, _BEHAVIOUR, _CONTACTS, _RULES, _UNEXPLAINED = range(5)


class GapTally:
    """Adds up, by group, what official scores are the sum of.

    A person's official score is the base, what their behaviour, their contacts and another
    rulebook move, and a rest. So the difference of two groups' means is the sum of the
    differences of these means, whatever the scores are. Each has Welch's interval.

    Args:
        question: Who is told apart, and which groups are too small.
    """

    def __init__(self, question: Question) -> None:
        self._smallest = question.smallest_group
        told = [roll for roll in rolls(question) if roll.attribute != EVERYBODY]
        self._of = [(roll, GroupSums(5)) for roll in told] if question.book else []
        self._base = question.book.base.value if question.book else 0.0

    def add(self, people: People) -> None:
        """Add the people of a part; who lacks the official or the mirrored score is left out."""
        both = ~np.isnan(people.residual)
        moved = np.array([people.behaviour, people.contacts, people.rules])
        rest = people.official - self._base - moved.sum(axis=0)
        figures = np.where(both, np.vstack([people.official, moved, rest]), np.nan)
        for roll, sums in self._of:
            group = roll.numbered(people)
            sums.add(group, len(roll), figures)

    def gaps(self) -> tuple[Gap, ...]:
        """Return the gaps between the groups that are large enough."""
        return tuple(gap for roll, sums in self._of for gap in self._gaps(roll, sums))

    def _gaps(self, roll: Roll, sums: GroupSums) -> Iterator[Gap]:
        sizes = sums.n[_GAP].tolist()
        shown = {
            name: number for number, name in roll.in_order() if sizes[number] >= self._smallest
        }
        n_of = {name: sizes[number] for name, number in shown.items()}
        for first, second in held_against(n_of):
            of_first = [sums.of(row, shown[first]) for row in range(5)]
            of_second = [sums.of(row, shown[second]) for row in range(5)]
            found = [welch(one, other) for one, other in zip(of_first, of_second, strict=True)]
            yield Gap(
                attribute=roll.attribute,
                groups=(first, second),
                gap=found[_GAP],
                behaviour=found[_BEHAVIOUR],
                contacts=found[_CONTACTS],
                rules=found[_RULES],
                unexplained=found[_UNEXPLAINED],
                means=(of_first[_GAP].mean, of_second[_GAP].mean),
            )


def gaps_of(parts: Parts, question: Question) -> tuple[Gap, ...]:
    """Split every gap of a question, in one pass over the people."""
    tally = GapTally(question)
    for people in parts():
        tally.add(people)
    return tally.gaps()
