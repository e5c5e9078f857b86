"""A score: the figure, and the parts that it is the sum of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.rounding import SETTLED


def published_figures(scores: FloatVector, decimals: int) -> FloatVector:
    """Round scores as they are published: 9 decimals first, then half away from zero.

    Args:
        scores: Unrounded scores, any shape; NaN stays NaN. Unit: points.
        decimals: How many decimals the operator publishes, 0 to 9.

    Source:
        The model, section 2.
    """
    scale = 10.0**decimals
    settled = np.round(np.abs(np.round(scores, SETTLED)) * scale, SETTLED - decimals)
    # Adding 0.0 turns a negative zero into zero.
    return np.asarray(np.copysign(np.floor(settled + 0.5) / scale, scores) + 0.0)


def published_figure(score: float, decimals: int) -> float:
    """Round one score as it is published; see ``published_figures``."""
    return float(published_figures(np.array([score]), decimals)[0])


def published_parts(exact: FloatVector, total: float, decimals: int) -> FloatVector:
    """Round many parts so that they make their total as shown; see ``rounding.re_adding``.

    Args:
        exact: The parts, unrounded, shape ``(n,)``.
        total: What they should make, as shown.
        decimals: With how many decimals all of it is shown.
    """
    parts = published_figures(exact, decimals)
    unit = 10.0**-decimals
    missing = round((total - float(parts.sum())) / unit)
    way = 1.0 if missing > 0 else -1.0
    lost = (exact - parts) / unit * way
    order = np.lexsort((-np.abs(exact), -np.round(lost, 6)))[: abs(missing)]
    chosen = order[lost[order] > 10.0**-SETTLED]
    parts[chosen] = published_figures(parts[chosen] + way * unit, decimals)
    return parts


@dataclass(frozen=True, slots=True)
class OverrideHit:
    """An override that applies, and the records that make it apply."""

    override: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """What a rulebook makes of a person's records on a day.

    Attributes:
        day: The day.
        sum: The score before overrides, unrounded. Unit: points.
        score: The same, or ``None`` where an override leaves no score.
        published: The figure as published, or ``None`` likewise.
        band: Id of the band, after overrides; ``None`` where there is no score or no band.
        measures: x of every rule, NaN where it is none, shape ``(n_rules,)``.
        rule_points: z of every rule, shape ``(n_rules,)``. Unit: points.
        factor_points: Z of every factor, shape ``(n_factors,)``. Unit: points.
        unscored: The override that leaves no score.
        capped: The override that holds the band down.
    """

    day: int
    sum: float
    score: float | None
    published: float | None
    band: str | None
    measures: FloatVector
    rule_points: FloatVector
    factor_points: FloatVector
    unscored: OverrideHit | None = None
    capped: OverrideHit | None = None
