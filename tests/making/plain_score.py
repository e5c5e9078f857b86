"""A second scorer, written from the model's text alone, record by record, to check content with.

It shares nothing with ``app``: dates are the standard library's, decay is computed for each record,
and a rulebook is the plain dictionary that ``tomllib`` reads.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Book = Mapping[str, Any]
DAYS_OF_A = {"day": 1.0, "month": 30.4375, "year": 365.25}
MONTHS_OF_A = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Entry:
    """A record."""

    id: str
    date: dt.date
    kind: str
    amount: float | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Friend:
    """A contact with the score that counts on the day; ``None`` where none is known."""

    closeness: float
    score: float | None


def plain_score(
    book: Book, entries: Iterable[Entry], friends: Iterable[Friend], day: dt.date
) -> float | None:
    """Return the unrounded score, or ``None`` where an override leaves none."""
    entries, friends = tuple(entries), tuple(friends)
    for override in book.get("override", ()):
        if override["effect"] == "no_score" and eligible(override, entries, day):
            return None
    return sum_of(book, entries, friends, day)


def sum_of(
    book: Book, entries: tuple[Entry, ...], friends: tuple[Friend, ...], day: dt.date
) -> float:
    """Return the sum before overrides."""
    total = value_of(book["score"]["base"])
    total += sum(factor_points(book, entries, friends, day).values())
    return min(max(total, book["score"]["floor"]), book["score"]["ceiling"])


def factor_points(
    book: Book, entries: tuple[Entry, ...], friends: tuple[Friend, ...], day: dt.date
) -> dict[str, float]:
    """Return the points of each factor, within its bounds."""
    found = {}
    for factor in book["factor"]:
        rules = (rule for rule in book["rule"] if rule["factor"] == factor["id"])
        found[factor["id"]] = bounded(
            sum(rule_points(rule, entries, friends, day) for rule in rules), factor
        )
    return found


def rule_points(
    rule: Book, entries: tuple[Entry, ...], friends: tuple[Friend, ...], day: dt.date
) -> float:
    """Return the points of a rule, within its bounds."""
    x = measure(rule, eligible(rule, entries, day), friends, day)
    if x is None:
        points = value_of(rule.get("when_none", 0))
    elif "points" in rule:
        points = value_of(rule["points"]) * x
    else:
        reached = [step for step in rule["steps"] if x >= step["from"] - 1e-9]
        points = value_of(reached[-1]["points"]) if reached else 0.0
    return bounded(points, rule)


def measure(
    rule: Book, counted: list[Entry], friends: tuple[Friend, ...], day: dt.date
) -> float | None:
    """Return what a rule measures, ``None`` where there is nothing to measure."""
    name = rule["measure"]
    if name == "contacts":
        known = [friend for friend in friends if friend.score is not None]
        weight = sum(friend.closeness for friend in known)
        if len(known) < rule.get("min_contacts", 1) or weight == 0:
            return None
        lead = (friend.closeness * (friend.score - rule["pivot"]) for friend in known)
        return sum(lead) / weight
    if name == "count":
        return sum(decay(rule, entry, day) for entry in counted)
    if name == "amount":
        unit = rule.get("unit", 1)
        return sum(
            (1 if entry.amount is None else entry.amount) / unit * decay(rule, entry, day)
            for entry in counted
        )
    return selected(rule, counted, day)


def selected(rule: Book, counted: list[Entry], day: dt.date) -> float | None:
    """Return a measure that one record settles."""
    name, dates = rule["measure"], [entry.date for entry in counted]
    if name == "time_left":
        ends = [entry.until for entry in counted if entry.until and entry.until >= day]
        return completed(day, max(ends), rule["unit"]) if ends else None
    if not counted:
        return None
    if name == "latest":
        last = max(counted, key=lambda entry: (entry.date, entry.id))
        return 1 if last.amount is None else last.amount
    return completed(min(dates) if name == "time_since_first" else max(dates), day, rule["unit"])


def eligible(rule: Book, entries: tuple[Entry, ...], day: dt.date) -> list[Entry]:
    """Return the records that a rule or an override counts on a day."""
    return [
        entry
        for entry in entries
        if entry.date <= day
        and any(names(pattern, entry.kind) for pattern in rule.get("kinds", ()))
        and ("lifetime" not in rule or day < ended(entry.date, rule["lifetime"]))
    ]


def names(pattern: str, kind: str) -> bool:
    """Whether a rule's kind names a record's."""
    if pattern.endswith(".*"):
        return kind == pattern[:-2] or kind.startswith(pattern[:-1])
    return kind == pattern


def decay(rule: Book, entry: Entry, day: dt.date) -> float:
    """Return how much of a record's weight is left."""
    if "half_life" not in rule:
        return 1.0
    count, unit = rule["half_life"].split()
    return math.exp2(-(day - entry.date).days / (int(count) * DAYS_OF_A[unit.rstrip("s")]))


def ended(date: dt.date, lifetime: str) -> dt.date:
    """Return the first day on which a record no longer counts."""
    count, unit = lifetime.split()
    unit = unit.rstrip("s")
    if unit == "day":
        return date + dt.timedelta(days=int(count))
    return months_later(date, int(count) * MONTHS_OF_A[unit])


def months_later(date: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))


def completed(start: dt.date, end: dt.date, unit: str) -> int:
    """Return how many whole units have passed."""
    if unit == "days":
        return (end - start).days
    step, n = MONTHS_OF_A[unit.rstrip("s")], 0
    while months_later(start, (n + 1) * step) <= end:
        n += 1
    return n


def bounded(points: float, bounds: Book) -> float:
    """Hold points within ``min`` and ``max``, where they stand."""
    return min(max(points, bounds.get("min", -math.inf)), bounds.get("max", math.inf))


def value_of(number: float | Book) -> float:
    """Return the value of a number that may carry a range."""
    return number["value"] if isinstance(number, Mapping) else number


def example_score(book: Book, example: Book) -> float | None:
    """Score a rulebook's worked example; a variant's numbers take the book's places."""
    entries = tuple(
        Entry(
            record.get("id", str(number)),
            record["date"],
            record["kind"],
            record.get("amount"),
            record.get("until"),
        )
        for number, record in enumerate(example.get("records", ()))
    )
    friends = tuple(
        Friend(contact.get("closeness", 1.0), contact.get("score"))
        for contact in example.get("contacts", ())
    )
    return plain_score(with_variant(book, example.get("variant")), entries, friends, example["at"])


def with_variant(book: Book, name: str | None) -> Book:
    """Return the book with a variant's numbers."""
    if name is None:
        return book
    variant = next(entry for entry in book["variant"] if entry["id"] == name)
    changed = {
        key: [dict(one) for one in part] if isinstance(part, list) else dict(part)
        for key, part in book.items()
        if key != "format"
    }
    for path, value in variant["set"].items():
        match path.split("."):
            case ["score", key]:
                changed["score"][key] = value
            case [part, identity, key]:
                next(one for one in changed[part] if one["id"] == identity)[key] = value
    return changed
