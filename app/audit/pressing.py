"""What speech and ties cost across the people."""

from __future__ import annotations

import numpy as np

from app.audit.intervals import NOTHING, student
from app.audit.sums import GroupSums, Parts
from app.domain.audit import People, Question
from app.domain.findings import Pressing
from app.domain.rulebook import Measure, Rule, Rulebook, Stance
from app.planning.pressure import stance_of_kind


class PressingTally:
    """Adds up the points of rules that look at what people say or whom they know.

    Args:
        question: Its first rulebook is looked at.
    """

    def __init__(self, question: Question) -> None:
        book = question.book
        stances = [stance_of_rule(book, rule) for rule in book.rules] if book else []
        self._rows = [row for row, stance in enumerate(stances) if stance is not None]
        self._named = [
            (stance, rule.id)
            for stance, rule in zip(stances, book.rules if book else (), strict=True)
            if stance is not None
        ]
        self._sums = GroupSums(len(self._rows))
        self._moved = np.zeros(len(self._rows), dtype=np.int64)
        self._takes_from = np.zeros(len(self._rows), dtype=np.int64)
        self._taken = np.zeros(len(self._rows))

    def add(self, people: People) -> None:
        """Add the people of a part who are scored."""
        if not self._rows:
            return
        points = people.points[self._rows][:, ~people.unscored]
        self._sums.add(np.zeros(points.shape[1], dtype=np.int64), 1, points)
        takes = points < -NOTHING
        self._moved += (np.abs(points) > NOTHING).sum(axis=1)
        self._takes_from += takes.sum(axis=1)
        self._taken += np.where(takes, points, 0.0).sum(axis=1)

    def pressing(self) -> tuple[Pressing, ...]:
        """Return the figures, speech first, then in the order of the rulebook."""
        found = []
        for place, (stance, rule) in enumerate(self._named):
            if not self._sums.n.size or not self._sums.n[place, 0]:
                continue
            takes_from = int(self._takes_from[place])
            found.append(
                Pressing(
                    stance=str(stance),
                    rule=rule,
                    moved=int(self._moved[place]),
                    mean=student(self._sums.of(place, 0)),
                    taken=float(self._taken[place]) / takes_from if takes_from else 0.0,
                    takes_from=takes_from,
                )
            )
        return tuple(sorted(found, key=lambda one: one.stance != Stance.SPEECH))


def stance_of_rule(book: Rulebook, rule: Rule) -> Stance | None:
    """Return whether a rule looks at what somebody says, at whom they know, or at neither."""
    if rule.measure is Measure.CONTACTS:
        return Stance.TIES
    spoken = any(stance_of_kind(book, kind.removesuffix(".*")) for kind in rule.kinds)
    return Stance.SPEECH if spoken else None


def pressing_of(parts: Parts, question: Question) -> tuple[Pressing, ...]:
    """Say what speech and ties cost, in one pass over the people."""
    tally = PressingTally(question)
    for people in parts():
        tally.add(people)
    return tally.pressing()
