"""How often a threshold was wrong: high scores held against what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.audit.apart import Roll, rolls
from app.audit.intervals import wilson
from app.audit.sums import Parts
from app.domain.audit import EVERYBODY, People, Question
from app.domain.findings import Interval, Outcome, Suppressed

_LOW_DID_NOT, _HIGH_DID_NOT, _LOW_DID, _HIGH_DID = range(4)


class OutcomeTally:
    """Counts low and high against did and did not, by group and threshold.

    Args:
        question: Who is told apart, at which thresholds, and which groups are too small.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        asked = question.outcome is not None and bool(question.thresholds)
        self._rolls = tuple(rolls(question)) if asked else ()
        self._counts = [
            np.zeros((len(question.thresholds), 0, 4), dtype=np.int64) for _roll in self._rolls
        ]

    def add(self, people: People) -> None:
        """Add the people of a part; who lacks the score or the outcome is in no count."""
        for place, roll in enumerate(self._rolls):
            group = roll.numbered(people)
            known = ~(np.isnan(people.official) | np.isnan(people.outcome))
            group, did = group[known], people.outcome[known] > 0
            more = ((0, 0), (0, len(roll) - self._counts[place].shape[1]), (0, 0))
            self._counts[place] = np.pad(self._counts[place], more)
            for row, threshold in enumerate(self._question.thresholds):
                high = people.official[known] >= threshold
                cell = 4 * group + 2 * did + high
                counted = np.bincount(cell, minlength=4 * len(roll))
                self._counts[place][row] += counted.reshape(len(roll), 4)

    def outcomes(self) -> tuple[tuple[Outcome, ...], tuple[Suppressed, ...]]:
        """Return the figures, everybody first, and the groups that are too small."""
        found: list[Outcome] = []
        suppressed: list[Suppressed] = []
        for roll, counts in zip(self._rolls, self._counts, strict=True):
            least = 1 if roll.attribute == EVERYBODY else self._question.smallest_group
            for number, name in roll.in_order():
                n = int(counts[0, number].sum())
                if n >= least:
                    found += self._outcomes(roll, name, counts[:, number].tolist())
                elif roll.attribute != EVERYBODY:
                    suppressed.append(Suppressed(roll.attribute, name, n))
        return tuple(found), tuple(suppressed)

    def _outcomes(
        self, roll: Roll, name: str, counts: Sequence[Sequence[int]]
    ) -> Iterator[Outcome]:
        for threshold, cells in zip(self._question.thresholds, counts, strict=True):
            survived_low, survived_high = cells[_LOW_DID_NOT], cells[_HIGH_DID_NOT]
            did_low, did_high = cells[_LOW_DID], cells[_HIGH_DID]
            yield Outcome(
                attribute=roll.attribute,
                group=name,
                threshold=threshold,
                n=sum(cells),
                counts=(survived_low, survived_high, did_low, did_high),
                fpr=_share(survived_high, survived_low),
                fnr=_share(did_low, did_high),
                ppv=_share(did_high, survived_high),
                npv=_share(survived_low, did_low),
            )


def _share(of: int, others: int) -> Interval | None:
    return wilson(of, of + others) if of + others else None


def outcomes_of(
    parts: Parts, question: Question
) -> tuple[tuple[Outcome, ...], tuple[Suppressed, ...]]:
    """Hold scores against outcomes, in one pass over the people."""
    tally = OutcomeTally(question)
    for people in parts():
        tally.add(people)
    return tally.outcomes()
