"""What a rulebook pays a person to do: exchange rates, and the means by which it presses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.domain.arrays import FloatMatrix
from app.domain.calendar import Unit, day_later
from app.domain.planning import Mechanic, Pressure, Pull, Rate
from app.domain.rulebook import Measure, Rule, Rulebook, Stance
from app.mirror.facts import Facts
from app.mirror.timeline import measure_over
from app.planning.looking import Ahead
from app.planning.projection import Projection
from app.planning.things import Thing

_YEARS_OF_WAITING = 3
_LEAST = 1e-9
_SPEECH = "post"


def pressure(book: Rulebook, facts: Facts) -> Pressure:
    """Price one more of everything, and name the means.

    Args:
        book: The rulebook.
        facts: The person's facts today.
    """
    return Pressure(rates(book, facts), mechanics(book, facts))


def rates(book: Rulebook, facts: Facts) -> tuple[Rate, ...]:
    """Return what one more of each action and each kind of record is worth today.

    Source:
        The model, section 5: the score with one more such record dated today, minus the score.
    """
    today = np.array([facts.day], dtype=np.int32)
    named: list[tuple[str, Stance | None, Thing]] = [
        (one.id, one.stance, Thing(today, one.kind, one.amount, one.until, one.contact))
        for one in book.actions
    ]
    planned = {one.kind for one in book.actions}
    named += [
        (kind, stance_of_kind(book, kind), Thing(today, kind))
        for kind in _kinds(book)
        if kind not in planned
    ]
    projection = Projection(book, facts, [thing for *_, thing in named], today)
    units = np.concatenate([np.zeros((1, len(named))), np.eye(len(named))])
    scores = projection.sums(projection.measures(units))[:, 0]
    waiting = _gains_of_waiting(book, facts)
    return tuple(
        Rate(name, thing.kind, stance, float(moved), _days_until(waiting, float(moved)))
        for (name, stance, thing), moved in zip(named, scores[1:] - scores[0], strict=True)
    )


def _kinds(book: Rulebook) -> Iterator[str]:
    """Return every kind that a rule names, once; ``x.*`` stands for ``x``."""
    named = (kind.removesuffix(".*") for rule in book.rules for kind in rule.kinds)
    yield from dict.fromkeys(named)


def stance_of_kind(book: Rulebook, kind: str) -> Stance | None:
    """Return ``speech`` where a kind of record is what somebody said."""
    spoken = (one.kind for one in book.actions if one.stance is Stance.SPEECH and one.kind)
    roots = (_SPEECH, *spoken)
    said = any(kind == root or kind.startswith(root + ".") for root in roots)
    return Stance.SPEECH if said else None


def _gains_of_waiting(book: Rulebook, facts: Facts) -> list[float]:
    """Return what doing nothing gains by each of the days ahead, the first being today."""
    ahead = Ahead.of(book, facts, day_later(facts.day, _YEARS_OF_WAITING, Unit.YEARS))
    row = ahead.row_of({})
    scores = ahead.projection.sums(ahead.projection.measures(row))[0]
    return [float(gain) for gain in scores - scores[0]]


def _days_until(gains: list[float], moved: float) -> int | None:
    """Return how many days of waiting gain as much as something gives or takes."""
    if abs(moved) <= _LEAST:
        return None
    enough = (day for day, gain in enumerate(gains) if gain >= abs(moved) - _LEAST)
    return next(enough, None)


def mechanics(book: Rulebook, facts: Facts) -> tuple[Pull, ...]:
    """Name the means by which a rulebook presses, with what each costs this person today.

    * threshold: the next step of a rule that gives more, and what is missed below it
    * decay: what has faded from what a person did, and has to be fed to stay
    * cap: what a rule or factor does not give because it gives no more
    * streak: what one more record today would take from a time that is counted since the last
    * peers: what other people's scores take or give
    """
    today = np.array([facts.day], dtype=np.int32)
    projection = Projection(book, facts, (), today)
    measures = projection.measures(np.zeros((1, 0)))
    now = float(projection.sums(measures)[0, 0])

    def without(row: int, x: float) -> float:
        changed = measures.copy()
        changed[row] = x
        return now - float(projection.sums(changed)[0, 0])

    pulls: list[Pull] = []
    for row, rule in enumerate(book.rules):
        x = float(measures[row, 0, 0])
        if rule.steps and not np.isnan(x):
            missed = [without(row, step.start) for step in rule.steps if step.start > x + _LEAST]
            nearest = next((points for points in missed if points < -_LEAST), None)
            if nearest is not None:
                pulls.append(_pull(Mechanic.THRESHOLD, rule, nearest))
        if rule.half_life is not None and rule.measure in {Measure.COUNT, Measure.AMOUNT}:
            kept = measure_over(replace(rule, half_life=None), facts, today)[0]
            faded = without(row, float(kept))
            if faded < -_LEAST:
                pulls.append(_pull(Mechanic.DECAY, rule, faded))
        if rule.measure is Measure.TIME_SINCE_LAST and not np.isnan(x):
            lost = -without(row, 0.0)
            if lost < -_LEAST:
                pulls.append(_pull(Mechanic.STREAK, rule, lost))
        if rule.measure is Measure.CONTACTS and not np.isnan(x):
            pulls.append(_pull(Mechanic.PEERS, rule, without(row, np.nan)))
    pulls += _caps(book, projection, measures, now)
    return tuple(sorted(pulls, key=lambda pull: pull.points))


def _caps(
    book: Rulebook, projection: Projection, measures: FloatMatrix, now: float
) -> Iterator[Pull]:
    for row, rule in enumerate(book.rules):
        if rule.maximum is not None:
            rules = (*book.rules[:row], replace(rule, maximum=None), *book.rules[row + 1 :])
            free = projection.with_book(replace(book, rules=rules))
            if (points := now - float(free.sums(measures)[0, 0])) < -_LEAST:
                yield _pull(Mechanic.CAP, rule, points)
    for row, factor in enumerate(book.factors):
        if factor.maximum is not None:
            open_one = replace(factor, maximum=None)
            factors = (*book.factors[:row], open_one, *book.factors[row + 1 :])
            free = projection.with_book(replace(book, factors=factors))
            if (points := now - float(free.sums(measures)[0, 0])) < -_LEAST:
                yield Pull(f"{Mechanic.CAP}:{factor.id}", Mechanic.CAP, factor.id, points)


def _pull(mechanic: Mechanic, rule: Rule, points: float) -> Pull:
    return Pull(f"{mechanic}:{rule.id}", mechanic, rule.id, points)
