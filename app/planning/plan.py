"""The plan of least effort that reaches a target, or what is known where none does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.planning import Option, Status
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.mirror.facts import Facts
from app.planning.levers import Table, lever_of
from app.planning.projection import Projection
from app.planning.solving import Clock, Day, Found, cheapest, extreme, reaches
from app.planning.sureness import sureness
from app.planning.things import thing_of

_NEARLY = 1.25  # a plan of up to this many times the effort is told as another way
_MOST_OTHERS = 3


@dataclass(frozen=True)
class Answer:
    """What two pairs of solves say of a target on a day.

    Attributes:
        best: Steps of the greatest score that was found; ``None`` where there is no score.
        cheap: Steps of the least effort that reaches the target; ``None`` where none does.
        gap: How much less effort could still be possible.
    """

    status: Status
    best: Found | None
    cheap: Found | None
    gap: float = 0.0


def day_for(book: Rulebook, facts: Facts, by: int, table: Table) -> Day:
    """Return what can be done from the day after today up to one day.

    Args:
        book: The rulebook.
        facts: The person's facts today.
        by: The day on which the score counts.
        table: What is on the table.
    """
    own = table.applied(book)
    things = [thing_of(action, facts.day, by) for action in own.actions]
    projection = Projection(own, facts, things, np.array([by], np.int32))
    return Day.of(projection, 0, [lever_of(action, table) for action in own.actions])


def answer(day: Day, target: float, clock: Clock) -> Answer:
    """Find the least effort that reaches a target, or show that nothing does."""
    if not day.scorable:
        return Answer(Status.INFEASIBLE, None, None)
    best, proven = extreme(day, clock)
    if not reaches(day, best, target):
        return Answer(Status.INFEASIBLE if proven else Status.UNKNOWN, best, None)
    cheap, gap, in_time = cheapest(day, target, best, clock)
    settled = in_time or (cheap is not None and cheap.effort <= 0)
    return Answer(Status.OPTIMAL if settled else Status.UNKNOWN, best, cheap, gap)


def option_of(day: Day, found: Found) -> Option:
    """Tell one way to the target, with how sure it is."""
    return Option(
        units=tuple(
            (lever.action.id, units)
            for lever, units in zip(day.levers, found.units.tolist(), strict=True)
            if lever.fixed is None
        ),
        effort=found.effort,
        score=found.sum,
        published=published_figure(found.sum, day.projection.book.decimals),
    )


def others(day: Day, target: float, cheap: Found, clock: Clock) -> tuple[Found, ...]:
    """Return up to three different plans of nearly the same effort, the cheapest first.

    Each leaves out at least one action of every plan before it.
    """
    found: list[Found] = []
    used = [_used(day, cheap)]
    while len(found) < _MOST_OTHERS and used[-1] and not clock.over:
        other, _gap, _in_time = cheapest(
            day, target, cheap, clock, without=used, at_most=_NEARLY * cheap.effort
        )
        if other is None:
            break
        found.append(other)
        used.append(_used(day, other))
    return tuple(found)


def _used(day: Day, found: Found) -> frozenset[int]:
    return frozenset(
        place
        for place, (steps, lever) in enumerate(zip(found.steps, day.levers, strict=True))
        if lever.high > lever.low and steps > lever.low
    )


def surer(
    day: Day, target: float, cheap: Found, best: Found, wanted: float, clock: Clock
) -> Found | None:
    """Return a plan that reaches the target in at least so many of the draws.

    The wanted score is raised by what the plan falls short of in the draws, until enough of them
    reach it; so the plan is a cheap one, not proven the cheapest.

    Args:
        day: The day.
        target: The published score that is wanted.
        cheap: The plan of least effort.
        best: The steps of the greatest score.
        wanted: The share of the draws, 0 to 1.
        clock: Until when.

    Returns:
        The plan; ``None`` where not even the greatest score is so sure.
    """
    sure = sureness(day, best, target, wanted)
    if sure is None:
        return cheap
    raised, plan, fallback = target, cheap, best if sure.share >= wanted else None
    for _round in range(_MOST_ROUNDS):
        found = sureness(day, plan, target, wanted)
        if found is None or found.share >= wanted:
            return plan
        raised = max(raised, plan.sum) + max(found.short, day.projection.book.ceiling * 1e-6)
        if clock.over or not reaches(day, best, raised):
            break
        dearer, _gap, _in_time = cheapest(day, raised, best, clock)
        if dearer is None:
            break
        plan = dearer
    return fallback


_MOST_ROUNDS = 12
