"""Two states side by side, computed by each rulebook that has a say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.rulebook import Rule, Rulebook
from app.domain.score import Score
from app.explain.shapley import Side
from app.mirror.facts import Facts
from app.mirror.measures import RuleMeasure
from app.mirror.scoring import measured, scored


@dataclass(frozen=True)
class Reckoning:
    """What one rulebook makes of both states.

    Attributes:
        measures_a: One measure a rule in state A; ``measures_b`` likewise in B.
        score_a: State A scored by this book; ``score_b`` likewise.
    """

    book: Rulebook
    measures_a: tuple[RuleMeasure, ...]
    measures_b: tuple[RuleMeasure, ...]
    score_a: Score
    score_b: Score

    @classmethod
    def of(cls, book: Rulebook, a: Facts, b: Facts) -> Reckoning:
        """Score both states by one rulebook."""
        of_a, of_b = measured(book, a), measured(book, b)
        return cls(book, of_a, of_b, scored(book, a, of_a), scored(book, b, of_b))

    def side(self, factors: tuple[str, ...]) -> Side:
        """Return what the factors are worth, in this order; 0 where the book lacks one."""
        place = {factor.id: row for row, factor in enumerate(self.book.factors)}
        was, now = np.zeros(len(factors)), np.zeros(len(factors))
        for row, factor in enumerate(factors):
            if factor in place:
                was[row] = self.score_a.factor_points[place[factor]]
                now[row] = self.score_b.factor_points[place[factor]]
        book = self.book
        return Side(book.base.value, book.floor, book.ceiling, was, now)

    @cached_property
    def rule_change(self) -> FloatVector:
        """Change dz of every rule, shape ``(n_rules,)``. Unit: points."""
        return self.score_b.rule_points - self.score_a.rule_points

    def rules_of(self, factor: str) -> tuple[tuple[int, Rule], ...]:
        """Return the rules of a factor with their rows."""
        return tuple((i, rule) for i, rule in enumerate(self.book.rules) if rule.factor == factor)


def united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of both, B's order first."""
    return tuple(dict.fromkeys((*second, *first)))
