"""A plan by the calendar: what is done on which day."""

from __future__ import annotations

from app.domain.planning import Step
from app.planning.solving import Day, Found


def schedule(day: Day, plan: Found) -> tuple[Step, ...]:
    """Return the days on which a plan asks for something, with what it asks for.

    Args:
        day: The day by which the target is wanted.
        plan: The plan.
    """
    by = int(day.projection.days[day.at])
    due: dict[int, list[tuple[str, float]]] = {}
    for lever, thing, units in zip(
        day.levers, day.projection.things, plan.units.tolist(), strict=True
    ):
        if lever.fixed is None and units > 0:
            for on in thing.days.tolist():
                if on <= by:
                    due.setdefault(on, []).append((lever.action.id, units))
    return tuple(Step(on, tuple(due[on])) for on in sorted(due))
