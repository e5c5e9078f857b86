"""An explanation's points as every face shows them: each column makes what stands above it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.explanation import Explanation
from app.domain.rounding import re_adding, shown


@dataclass(frozen=True)
class ShownPoints:
    """The points of an explanation as every face shows them: each column makes what is above it.

    Attributes:
        start: The earlier score, before overrides.
        end: The score, before overrides.
        factors: By factor.
        rules_changed: What another rulebook moved.
        rules: By rule; those of a factor make the factor.
        gives: What all rules that give make together.
        takes: What all rules that take make together, 0 or less.
        rounding: What is left between the factors and the end.
        decimals: How many decimals are shown.
    """

    start: float
    end: float
    factors: Mapping[str, float]
    rules_changed: float
    rules: Mapping[str, float]
    gives: float
    takes: float
    rounding: float
    decimals: int


def shown_points(told: Explanation) -> ShownPoints:
    """Round an explanation's points so that they add up on every face alike."""
    decimals = told.to.rulebook.decimals
    start = shown(told.since.score.sum, told.since.rulebook.decimals)
    start = shown(start, decimals)
    end = shown(told.to.score.sum, decimals)
    moved = shown(end - start, decimals)
    changed = told.rules_changed or 0.0
    *factors, all_changed = re_adding(
        [*(one.points for one in told.factors), changed], moved, decimals
    )
    by_factor = {one.id: points for one, points in zip(told.factors, factors, strict=True)}
    rules: dict[str, float] = {}
    for factor, points in by_factor.items():
        own = [rule for rule in told.rules if rule.factor == factor]
        parts = re_adding([rule.points for rule in own], points, decimals)
        rules.update(zip((rule.id for rule in own), parts, strict=True))
    ups = math.fsum(rule.points for rule in told.rules if rule.points > 0)
    downs = math.fsum(rule.points for rule in told.rules if rule.points < 0)
    gives, takes, _rest = re_adding([ups, downs, changed], moved, decimals)
    rest = shown(moved - math.fsum([*factors, all_changed]), decimals)
    return ShownPoints(start, end, by_factor, all_changed, rules, gives, takes, rest, decimals)
