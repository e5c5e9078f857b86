"""A million invented records of the kinds that a rulebook counts."""

from __future__ import annotations

import datetime as dt

import numpy as np

from app.domain.calendar import NO_DAY, day_of
from app.domain.records import Records
from app.domain.rulebook import Rulebook

TODAY = day_of(dt.date(2016, 3, 6))
_YEARS = 10 * 365


def kinds_of(book: Rulebook) -> tuple[str, ...]:
    """Return one kind for every pattern that a rule of the book names."""
    return tuple(sorted({kind.removesuffix(".*") for rule in book.rules for kind in rule.kinds}))


def records_for(book: Rulebook, n: int, *, years_of_days: int = _YEARS, seed: int = 1) -> Records:
    """Return ``n`` records over ten years, nothing about them computed yet.

    Args:
        book: The rulebook whose kinds occur.
        n: How many.
        years_of_days: Over how many days.
        seed: Seed of the invention.
    """
    random = np.random.default_rng(seed)
    kinds = kinds_of(book)
    day = np.sort(random.integers(TODAY - years_of_days, TODAY, n)).astype(np.int32)
    return Records(
        id=np.array([f"r{row:07}" for row in range(n)], dtype=object),
        day=day,
        kind=random.integers(0, len(kinds), n).astype(np.int32),
        kinds=kinds,
        amount=random.random(n) * 100,
        until=np.full(n, NO_DAY, dtype=np.int32),
    )


def anew(records: Records) -> Records:
    """Return the same records as if just read: what was worked out about them is forgotten."""
    return records.only(np.ones(len(records), dtype=np.bool_))
