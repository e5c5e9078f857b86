"""How groups of people score: means, distributions, rates below thresholds, residuals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from app.audit.apart import Roll, rolls
from app.audit.bars import bars, score_edges
from app.audit.counted import Counting
from app.audit.intervals import NOTHING, holm, newcombe, student, welch_p, wilson
from app.audit.sums import GroupSums, Parts
from app.domain.arrays import RowVector
from app.domain.audit import EVERYBODY, NOT_STATED, People, Question
from app.domain.findings import Bar, Group, RateGap, Suppressed

MOST_PAIRED = 6
"""Up to so many groups are all held against each other; of more, each against the largest."""

_QUARTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_OFFICIAL, _RESIDUAL, _AGREES = range(3)


@dataclass(frozen=True)
class Grouped:
    """What there is to say of groups."""

    groups: tuple[Group, ...]
    rate_gaps: tuple[RateGap, ...]
    suppressed: tuple[Suppressed, ...]
    scores: dict[tuple[str, str], tuple[Bar, ...]]


class _Sums:
    """What one attribute's figures are made of."""

    def __init__(self, roll: Roll, thresholds: Sequence[float]) -> None:
        self.roll = roll
        self.sums = GroupSums(3)
        self.scores = Counting()
        self.below = np.zeros((len(thresholds), 0), dtype=np.int64)
        self._thresholds = thresholds

    def add(self, people: People, tolerance: float) -> None:
        group = self.roll.numbered(people)
        known = len(self.roll)
        residual = people.residual
        agrees = np.where(np.isnan(residual), np.nan, np.abs(residual) <= tolerance + NOTHING)
        self.sums.add(group, known, np.array([people.official, residual, agrees]))
        self.scores.add(group, people.official)
        self.below = np.pad(self.below, ((0, 0), (0, known - self.below.shape[1])))
        for row, threshold in enumerate(self._thresholds):
            self.below[row] += np.bincount(group[people.official < threshold], minlength=known)

    def sizes(self) -> RowVector:
        """Return how many of each group have a score."""
        return np.asarray(self.sums.n[_OFFICIAL])


class GroupTally:
    """Adds people up by group, in one pass.

    Args:
        question: Who is told apart, at which thresholds, and which groups are too small.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self._of = [_Sums(roll, question.thresholds) for roll in rolls(question)]

    def add(self, people: People) -> None:
        """Add the people of a part."""
        for one in self._of:
            one.add(people, self._question.agreed)

    def grouped(self) -> Grouped:
        """Return the figures: everybody first, then the groups by name."""
        found: list[Group] = []
        gaps: list[RateGap] = []
        suppressed: list[Suppressed] = []
        scores: dict[tuple[str, str], tuple[Bar, ...]] = {}
        everybody = self._of[0].scores.of(0)
        edges = score_edges(everybody) if everybody.n else None
        for one in self._of:
            attribute, sizes = one.roll.attribute, one.sizes()
            least = 1 if attribute == EVERYBODY else self._question.smallest_group
            for number, name in one.roll.in_order():
                if sizes[number] < least:
                    if attribute != EVERYBODY:
                        suppressed.append(Suppressed(attribute, name, int(sizes[number])))
                    continue
                found.append(self._group(one, number, name))
                if edges is not None:
                    scores[attribute, name] = bars(one.scores.of(number), edges)
            shown = {name: number for number, name in one.roll.in_order() if sizes[number] >= least}
            gaps += self._rate_gaps(one, shown)
        corrected = holm([group.p_holm for group in found])
        groups = (replace(group, p_holm=p) for group, p in zip(found, corrected, strict=True))
        return Grouped(tuple(groups), tuple(gaps), tuple(suppressed), scores)

    def _group(self, one: _Sums, number: int, name: str) -> Group:
        """Describe a group; its p is not yet corrected."""
        official = one.sums.of(_OFFICIAL, number)
        residual, agrees = one.sums.of(_RESIDUAL, number), one.sums.of(_AGREES, number)
        first, second, third, fourth, fifth = one.scores.of(number).quantiles(_QUARTILES)
        enough = residual.n >= (
            1 if one.roll.attribute == EVERYBODY else self._question.smallest_group
        )
        held = enough and one.roll.attribute != EVERYBODY
        return Group(
            attribute=one.roll.attribute,
            group=name,
            n=official.n,
            mean=student(official),
            quartiles=(first, second, third, fourth, fifth),
            below={
                threshold: wilson(int(one.below[row, number]), official.n)
                for row, threshold in enumerate(self._question.thresholds)
            },
            residual=student(residual) if enough else None,
            within=agrees.mean if enough else None,
            p_holm=welch_p(residual, one.sums.others(_RESIDUAL, number)) if held else None,
        )

    def _rate_gaps(self, one: _Sums, shown: dict[str, int]) -> Iterator[RateGap]:
        sizes = one.sizes()
        n_of = {name: int(sizes[number]) for name, number in shown.items()}
        for first, second in held_against(n_of):
            for row, threshold in enumerate(self._question.thresholds):
                one_rate, other_rate = (
                    wilson(int(one.below[row, shown[name]]), n_of[name]) for name in (first, second)
                )
                yield RateGap(
                    one.roll.attribute, (first, second), threshold, newcombe(one_rate, other_rate)
                )


def held_against(n_of: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield which groups are held against each other: the first minus the second.

    Args:
        n_of: How many each shown group has. Who is in none of the groups is left aside.
    """
    names = [name for name in n_of if name != NOT_STATED]
    if len(names) <= MOST_PAIRED:
        yield from combinations(names, 2)
        return
    largest = max(names, key=lambda name: n_of[name])
    yield from ((name, largest) for name in names if name != largest)


def grouped(parts: Parts, question: Question) -> Grouped:
    """Describe every group of a question, in one pass over the people."""
    tally = GroupTally(question)
    for people in parts():
        tally.add(people)
    return tally.grouped()
