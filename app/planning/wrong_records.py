"""What a record would be worth if it were wrong: corrected today, or waited out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.calendar import day_later
from app.domain.planning import WrongRecord
from app.domain.rulebook import Rulebook
from app.mirror.facts import Facts
from app.mirror.measures import measure
from app.mirror.scoring import measured
from app.rulebook.curves import factor_points, rule_points, total


def wrong_records(book: Rulebook, facts: Facts, rows: Sequence[int]) -> tuple[WrongRecord, ...]:
    """Return what correcting each record would give, and what waiting for its end would.

    Args:
        book: The rulebook.
        facts: The person's facts today.
        rows: Rows of the records asked about; each is scored anew, so a screenful at a time.
    """
    now = np.array([one.x for one in measured(book, facts)])
    return tuple(_wrong(book, facts, now, row) for row in rows)


def _wrong(book: Rulebook, facts: Facts, now: FloatVector, row: int) -> WrongRecord:
    name = str(facts.records.id[row])
    kind = facts.records.kinds[int(facts.records.kind[row])]
    touched = [place for place, rule in enumerate(book.rules) if rule.names(kind)]
    gone = replace(facts, aside=facts.aside | {name})
    correcting = _sum(book, _without(book, gone, now, touched)) - _sum(book, now)
    lifetimes = [book.rules[place].lifetime for place in touched]
    if not touched or any(one is None for one in lifetimes):
        return WrongRecord(name, correcting, None, None)
    day = int(facts.records.day[row])
    ends = max(day_later(day, one.count, one.unit) for one in lifetimes if one is not None)
    if ends <= facts.day:
        return WrongRecord(name, correcting, None, None)
    # What its last day still takes or gives is what its running out gives back.
    last = replace(facts, day=ends - 1)
    then = np.array([one.x for one in measured(book, last)])
    left = _without(book, replace(last, aside=last.aside | {name}), then, touched)
    return WrongRecord(name, correcting, ends, _sum(book, left) - _sum(book, then))


def _without(book: Rulebook, facts: Facts, known: FloatVector, touched: list[int]) -> FloatVector:
    x = known.copy()
    for place in touched:
        x[place] = measure(book.rules[place], facts).x
    return x


def _sum(book: Rulebook, x: FloatVector) -> float:
    z = np.array([float(rule_points(rule, x[row])) for row, rule in enumerate(book.rules)])
    return float(total(book, factor_points(book, z), book.base.value))
