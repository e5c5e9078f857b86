"""What of a score a person's file feeds, and which rulebook counts more of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from app.domain.explanation import Counted, Fed
from app.domain.rulebook import Measure, Rulebook, matches
from app.mirror.facts import Facts

_MOST_OFFERED = 2
_CLEARLY = 2  # times as many records: what counts hardly more is not offered


def kinds_there(facts: Facts) -> dict[str, int]:
    """Return how many records of each kind there are up to the day, without those set aside."""
    table = facts.records
    kept = table.day <= facts.day
    for record in facts.aside:
        if (row := table.row_by_id.get(record)) is not None:
            kept[row] = False
    counts = np.bincount(table.kind[kept], minlength=len(table.kinds))
    return {
        str(kind): int(count) for kind, count in zip(table.kinds, counts, strict=False) if count
    }


def looked_at(book: Rulebook, there: Mapping[str, int], contacts: int) -> dict[str, int]:
    """Return how many records (contacts, for a rule on those) each rule is about, by rule id."""
    return {
        rule.id: contacts
        if rule.measure is Measure.CONTACTS
        else sum(count for kind, count in there.items() if rule.names(kind))
        for rule in book.rules
    }


def unnamed(book: Rulebook, there: Mapping[str, int]) -> list[str]:
    """Return the kinds that no rule and no override names."""
    named = [*(rule.kinds for rule in book.rules), *(one.kinds for one in book.overrides)]
    patterns = tuple(pattern for group in named for pattern in group)
    return [kind for kind in there if not matches(patterns, kind)]


def counted(book: Rulebook, there: Mapping[str, int], contacts: int) -> Counted:
    """Return how much of a person's file a rulebook's rules are about.

    Args:
        book: The rulebook.
        there: How many records of each kind there are.
        contacts: How many contacts.
    """
    every = sum(there.values())
    found = looked_at(book, there, contacts)
    fed = {rule.factor for rule in book.rules if found[rule.id]}
    named = every - sum(there[kind] for kind in unnamed(book, there))
    return Counted(book.id, book.title, named, every, len(fed), len(book.factors))


def fed(book: Rulebook, facts: Facts, others: Iterable[Rulebook], *, gathered: bool) -> Fed:
    """Return what a file feeds of the score by a rulebook, and the rulebooks that count much more.

    Args:
        book: The rulebook in use.
        facts: The person's data on the day.
        others: The rulebooks that could be used; looked at only where most is left over.
        gathered: Whether nobody who scores issued the file.
    """
    there, contacts = kinds_there(facts), len(facts.contacts)
    own = counted(book, there, contacts)
    better: list[Counted] = []
    if own.records * 2 < own.of:
        least = max(_CLEARLY * own.records, 1)
        found = (counted(one, there, contacts) for one in others if one.id != book.id)
        better = sorted(
            (one for one in found if one.records >= least),
            key=lambda one: (-one.records, one.rulebook),
        )
    return Fed(own, tuple(better[:_MOST_OFFERED]), gathered)
