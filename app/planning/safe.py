"""How far a plan can be left without losing its target."""

from __future__ import annotations

import numpy as np

from app.domain.score import published_figure
from app.planning.solving import Clock, Day, Found, extreme


def safe_box(day: Day, target: float, plan: Found, clock: Clock) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest units of each action that keep the target, all together.

    Every point of the box reaches the target, and no side can move out by one more step.

    Args:
        day: The day.
        target: The published score that is wanted.
        plan: Steps that reach it.
        clock: Until when; where the time runs out, the box is right but could be larger.
    """
    low, high = list(plan.steps), list(plan.steps)
    open_sides = {
        (place, step)
        for place, lever in enumerate(day.levers)
        if lever.high > lever.low
        for step in (-1, 1)
    }
    while open_sides and not clock.over:
        for place, step in sorted(open_sides, key=lambda side: side):
            lever = day.levers[place]
            moved = (low if step < 0 else high)[place] + step
            # Only the points that are new have to keep the target.
            slab = [
                other.between(moved, moved) if row == place else other.between(low[row], high[row])
                for row, other in enumerate(day.levers)
            ]
            inside = lever.low <= moved <= lever.high
            if inside and keeps(day.with_levers(slab), target, clock):
                (low if step < 0 else high)[place] = moved
            else:
                open_sides.discard((place, step))
    return {
        lever.action.id: (lever.units(low[place]), lever.units(high[place]))
        for place, lever in enumerate(day.levers)
        if lever.fixed is None
    }


def keeps(box: Day, target: float, clock: Clock) -> bool:
    """Say whether every point of a box reaches the target."""
    highest = box.units([lever.high for lever in box.levers])
    if box.single.unscored(highest.reshape(1, -1))[0, 0]:
        return False
    worst, proven = extreme(box, clock, most=False)
    shown = published_figure(worst.sum, box.projection.book.decimals)
    return proven and bool(np.isfinite(worst.sum)) and shown >= target
