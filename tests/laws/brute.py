"""The model once more, slowly, in plain Python, from its text: the judge of the fast one."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass

from app.domain.calendar import NO_DAY, Duration, Unit, date_of, day_of
from app.domain.records import Contacts, Records
from app.domain.rulebook import Measure, Rule, Rulebook


@dataclass
class Entry:
    """One record as a thing of its own."""

    id: str
    day: int
    kind: str
    amount: float | None
    until: int | None


def entries(records: Records) -> list[Entry]:
    """Return the records one by one."""
    return [
        Entry(
            str(records.id[i]),
            int(records.day[i]),
            records.kinds[records.kind[i]],
            None if math.isnan(records.amount[i]) else float(records.amount[i]),
            None if records.until[i] == NO_DAY else int(records.until[i]),
        )
        for i in range(len(records))
    ]


def plus(day: int, count: int, unit: Unit) -> int:
    """Add calendar time to a day, the end of the month clamped."""
    date = date_of(day)
    if unit is Unit.DAYS:
        return day_of(date + dt.timedelta(days=count))
    months = date.year * 12 + date.month - 1 + count * (12 if unit is Unit.YEARS else 1)
    year, month = months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return day_of(dt.date(year, month, min(date.day, last)))


def completed_units(start: int, end: int, unit: Unit) -> int:
    """Count upwards until one more unit would be too many."""
    n = 0
    while plus(start, n + 1, unit) <= end:
        n += 1
    return n


def eligible(rule: Rule, all_of_them: list[Entry], day: int, aside: frozenset[str]) -> list[Entry]:
    """Return the eligible records of a rule."""
    return [
        e
        for e in all_of_them
        if e.id not in aside
        and any(
            e.kind == k or (k.endswith(".*") and (e.kind + ".").startswith(k[:-1]))
            for k in rule.kinds
        )
        and e.day <= day
        and (rule.lifetime is None or day < _end(e.day, rule.lifetime))
    ]


def _end(day: int, lifetime: Duration) -> int:
    return plus(day, lifetime.count, lifetime.unit)


def contact_terms(rule: Rule, contacts: Contacts, day: int) -> dict[int, float]:
    """Return what each counting contact adds to the measure."""
    counting: dict[int, tuple[float, float]] = {}
    for i in range(len(contacts)):
        if contacts.since[i] != NO_DAY and contacts.since[i] > day:
            continue
        if contacts.until[i] != NO_DAY and day >= contacts.until[i]:
            continue
        known = [
            (int(contacts.score_day[j]), float(contacts.score[j]))
            for j in range(len(contacts.score))
            if contacts.score_contact[j] == i and contacts.score_day[j] <= day
        ]
        if known:
            counting[i] = (float(contacts.closeness[i]), max(known)[1])
    weight = sum(closeness for closeness, _ in counting.values())
    if len(counting) < rule.min_contacts or weight == 0:
        return {}
    return {i: c * (s - rule.pivot) / weight for i, (c, s) in counting.items()}


def measure(
    rule: Rule, records: Records, contacts: Contacts, day: int, aside: frozenset[str]
) -> float | None:
    """Return x of a rule."""
    if rule.measure is Measure.CONTACTS:
        terms = contact_terms(rule, contacts, day)
        return sum(terms.values()) if terms else None
    found = eligible(rule, entries(records), day, aside)
    if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
        half = rule.half_life.mean_days if rule.half_life else math.inf
        return math.fsum(
            (
                1.0
                if rule.measure is Measure.COUNT
                else (1.0 if e.amount is None else e.amount) / rule.per
            )
            * 2 ** (-(day - e.day) / half)
            for e in found
        )
    if rule.measure is Measure.TIME_LEFT:
        found = [e for e in found if e.until is not None and e.until >= day]
    if not found:
        return None
    last = max(found, key=lambda e: (e.day, e.id))
    if rule.measure is Measure.LATEST:
        return 1.0 if last.amount is None else last.amount
    assert rule.unit is not None
    if rule.measure is Measure.TIME_LEFT:
        return completed_units(day, max(e.until or 0 for e in found), rule.unit)
    first = min(found, key=lambda e: (e.day, e.id))
    start = first if rule.measure is Measure.TIME_SINCE_FIRST else last
    return completed_units(start.day, day, rule.unit)


def points(rule: Rule, x: float | None) -> float:
    """Return z of a rule."""
    if x is None:
        raw = rule.when_none.value if rule.when_none else 0.0
    elif rule.points is not None:
        raw = rule.points.value * x
    else:
        raw = 0.0
        for step in rule.steps:
            if x >= step.start - 1e-9:
                raw = step.points.value
    if rule.minimum is not None:
        raw = max(raw, rule.minimum)
    return raw if rule.maximum is None else min(raw, rule.maximum)


def factor_points(
    book: Rulebook, records: Records, contacts: Contacts, day: int, aside: frozenset[str]
) -> dict[str, float]:
    """Return Z of every factor."""
    found = {}
    for factor in book.factors:
        total = sum(
            points(rule, measure(rule, records, contacts, day, aside))
            for rule in book.rules
            if rule.factor == factor.id
        )
        if factor.minimum is not None:
            total = max(total, factor.minimum)
        found[factor.id] = total if factor.maximum is None else min(total, factor.maximum)
    return found


def clipped_sum(book: Rulebook, parts: list[float]) -> float:
    """Return S of what the factors are worth."""
    return min(max(book.base.value + sum(parts), book.floor), book.ceiling)


def score(
    book: Rulebook, records: Records, contacts: Contacts, day: int, aside: frozenset[str]
) -> float:
    """Return S before overrides."""
    return clipped_sum(book, list(factor_points(book, records, contacts, day, aside).values()))
