"""What keeps the best from being better: each limit lifted alone, and what that gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.domain.rulebook import Effect, Rulebook
from app.planning.levers import Lever, steps_up_to
from app.planning.projection import Projection
from app.planning.solving import Clock, Day, extreme

_LEAST = 1e-6


def binding(day: Day, levers: tuple[Lever, ...], clock: Clock) -> tuple[str, ...]:
    """Return the ids of what, lifted alone, raises the best score; the greatest gain first.

    An action is lifted to the rulebook's own most, and from there by one step; a rule and a
    factor lose their most points, the scale its ceiling, an override its effect.

    Args:
        day: The day.
        levers: The levers as the person set them.
        clock: Until when.
    """
    now = extreme(day, clock)[0].sum if day.scorable else -np.inf
    gains: list[tuple[float, str]] = []
    for name, lifted in _lifted(day, levers):
        if clock.over:
            break
        if lifted.scorable:
            gain = extreme(lifted, clock)[0].sum - now
            if gain > _LEAST:
                gains.append((gain, name))
    gains.sort(key=lambda one: -one[0])
    return tuple(name for _gain, name in gains)


def _lifted(day: Day, levers: tuple[Lever, ...]) -> Iterator[tuple[str, Day]]:
    projection, book = day.projection, day.projection.book
    for place, lever in enumerate(levers):
        full = steps_up_to(lever.action, lever.action.maximum)
        own = lever.fixed is None and lever.high >= full
        more = Lever(lever.action, 0, full + 1 if own else full)
        moved = (*levers[:place], more, *levers[place + 1 :])
        yield f"action:{lever.action.id}", Day.of(projection, day.at, moved)
    for name, other in _other_books(book):
        yield name, replace(day, projection=projection.with_book(other))
    for override in book.overrides:
        if override.effect is Effect.NO_SCORE:
            rest = tuple(one for one in book.overrides if one.id != override.id)
            free = _measured_anew(projection, replace(book, overrides=rest))
            yield f"override:{override.id}", Day.of(free, day.at, levers)


def _other_books(book: Rulebook) -> Iterator[tuple[str, Rulebook]]:
    for row, rule in enumerate(book.rules):
        if rule.maximum is not None:
            rules = (*book.rules[:row], replace(rule, maximum=None), *book.rules[row + 1 :])
            yield f"rule:{rule.id}", replace(book, rules=rules)
    for row, factor in enumerate(book.factors):
        if factor.maximum is not None:
            free = replace(factor, maximum=None)
            factors = (*book.factors[:row], free, *book.factors[row + 1 :])
            yield f"factor:{factor.id}", replace(book, factors=factors)
    yield "ceiling", replace(book, ceiling=np.inf)


def _measured_anew(projection: Projection, book: Rulebook) -> Projection:
    return Projection(book, projection.facts, projection.things, projection.days)
