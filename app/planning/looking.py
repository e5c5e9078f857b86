"""Looking ahead: the line of scores that planned units lead to, and what happens along it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector
from app.domain.planning import Frame, PerkTurn, Spread, Turn, Why
from app.domain.rulebook import TIMED, Measure, Perk, Rule, Rulebook
from app.explain.ranges import LEVEL, drawn_scores, guesses
from app.mirror.eligible import first_alive
from app.mirror.facts import Facts
from app.mirror.timeline import measure_over, ran_out_over
from app.planning.projection import Projection
from app.planning.things import thing_of

_LEAST = 1e-9  # less than this is rounding of the sums, not a change
_DAYS_AT_ONCE = 32  # so many days of a thousand draws are held at a time


@dataclass(frozen=True)
class Ahead:
    """One person, one rulebook, the days from today to a horizon; made once, asked often.

    Attributes:
        projection: The person's past and the rulebook's actions on every one of those days.
    """

    projection: Projection

    @classmethod
    def of(cls, book: Rulebook, facts: Facts, horizon: int) -> Ahead:
        """Measure the past on every day from today to the horizon."""
        things = [thing_of(action, facts.day, horizon) for action in book.actions]
        days = np.arange(facts.day, horizon + 1, dtype=np.int32)
        return cls(Projection(book, facts, things, days))

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return self.projection.book

    @property
    def days(self) -> DayVector:
        """The days of every line."""
        return self.projection.days

    def row_of(self, units: Mapping[str, float]) -> FloatMatrix:
        """Return units by action as a row; an action left out is at what is expected of it."""
        row = [units.get(action.id, action.expected) for action in self.book.actions]
        return np.array([row], dtype=np.float64).reshape(1, len(row))

    @cached_property
    def nothing(self) -> FloatVector:
        """The score of doing nothing on every day, unrounded."""
        return np.asarray(self.projection.scores(self.row_of({}))[0])

    def frame(self, units: Mapping[str, float]) -> Frame:
        """Return what some units lead to.

        Args:
            units: Units per occurrence by action id.
        """
        scores = self.projection.scores(self.row_of(units))[0]
        published = self.projection.published(scores)
        return Frame(
            day=self.days,
            score=scores,
            published=published,
            nothing=self.nothing,
            perks=perk_turns(self.book.perks, self.days, published),
        )

    def spread(self, units: Mapping[str, float]) -> Spread | None:
        """Return where the line lies if the guessed numbers are off; slow, for another thread.

        Returns:
            The middle 90 in 100 of the draws on every day, NaN where there is no score; ``None``
            where no number of the rulebook is a guess.
        """
        if not guesses(self.book):
            return None
        row = self.row_of(units)
        measures = self.projection.measures(row)[:, 0]
        tail = (1 - LEVEL) / 2
        ends = np.empty((2, len(self.days)))
        for start in range(0, len(self.days), _DAYS_AT_ONCE):
            some = slice(start, start + _DAYS_AT_ONCE)
            drawn = drawn_scores(self.book, measures[:, some])
            ends[:, some] = np.quantile(drawn, (tail, 1 - tail), axis=0)
        ends[:, self.projection.unscored(row)[0]] = np.nan
        return Spread(self.days, ends[0], ends[1], LEVEL)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The days on which doing nothing turns the score: what runs out, what comes of age.

        A rule turns where its records run out, or where one passes the age of its next step. Each
        turn is worth the score of that day minus the score had this one rule not turned.
        """
        row = self.row_of({})
        measures = self.projection.measures(row)[:, 0]
        now = self.projection.sums(measures[:, np.newaxis])[0]
        unscored = self.projection.unscored(row)[0]
        found: list[Turn] = []
        for place, rule in enumerate(self.book.rules):
            for why, held, counts in self._held(place, rule, measures[place]):
                changed = measures.copy()
                changed[place] = held
                worth = now - self.projection.sums(changed[:, np.newaxis])[0]
                for at in np.flatnonzero((np.abs(worth) > _LEAST) & ~unscored).tolist():
                    if at:
                        count = int(counts[at])
                        found.append(
                            Turn(int(self.days[at]), rule.id, float(worth[at]), why, count)
                        )
        return tuple(sorted(found, key=lambda turn: (turn.day, -abs(turn.points))))

    def _held(
        self, place: int, rule: Rule, planned: FloatVector
    ) -> list[tuple[Why, FloatVector, FloatVector]]:
        """Return the measure had what turns on each day not turned, and how many records do."""
        days, own = self.days, self.projection.own[place]
        turns: list[tuple[Why, FloatVector, FloatVector]] = []
        gone = ran_out_over(rule, self.projection.facts, days)
        if gone.any():
            yesterday = first_alive(np.asarray(days - 1, dtype=np.int32), rule.lifetime)
            held = measure_over(rule, self.projection.facts, days, yesterday)
            if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
                held = held + (planned - own)  # what is planned adds the same on both sides
            else:
                settled_by_own = (planned == own) | (np.isnan(planned) & np.isnan(own))
                held = np.where(settled_by_own, held, planned)
            kept = np.where(gone > 0, held, planned)
            turns.append((Why.EXPIRED, kept, gone.astype(np.float64)))
        if rule.measure in TIMED:
            before = np.concatenate([planned[:1], planned[:-1]])
            older = np.where((gone == 0) & ~np.isnan(before) & ~np.isnan(planned), before, planned)
            turns.append((Why.AGEING, older, np.zeros(len(days))))
        return turns


def perk_turns(
    perks: tuple[Perk, ...], days: DayVector, published: FloatVector
) -> tuple[PerkTurn, ...]:
    """Return the perks won and lost along a line, by day and then in the order of the rulebook.

    Args:
        perks: The perks; those without a known threshold are passed over.
        days: The days, shape ``(n,)``.
        published: The published score of each, NaN where there is none, shape ``(n,)``.
    """
    found: list[PerkTurn] = []
    for perk in perks:
        if perk.at is None:
            continue
        held = published > perk.at if perk.above else published >= perk.at
        turns = np.flatnonzero(held[1:] != held[:-1]) + 1
        found += [PerkTurn(int(days[at]), perk.id, bool(held[at])) for at in turns.tolist()]
    return tuple(sorted(found, key=lambda turn: turn.day))
