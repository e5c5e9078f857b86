"""Which records a rule looks at on a day.

Records are sorted by day, and the end of a lifetime never comes earlier for a later record; so
what is eligible of one kind is always one unbroken run of rows, found without touching them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import DayVector, RowVector
from app.domain.calendar import NO_DAY, Duration, later
from app.domain.records import Records, Run
from app.domain.rulebook import matches
from app.mirror.facts import Facts

T = TypeVar("T", bound=np.generic)

_CLAMPED = 4  # days that clamping to a month's end can shift the first living day, and one more


def first_alive(days: DayVector, lifetime: Duration | None) -> DayVector:
    """Return, for each day of a score, the first record day that still counts.

    Args:
        days: Days of scores, shape ``(n,)``.
        lifetime: How long a record counts; for ever where it is ``None``.

    Returns:
        The earliest day d with ``day < d + lifetime``, shape ``(n,)``.
    """
    if lifetime is None:
        return np.full(len(days), NO_DAY, dtype=np.int32)
    near = later(days, -lifetime.count, lifetime.unit)
    tried = np.asarray(
        near[:, np.newaxis] + np.arange(-_CLAMPED, _CLAMPED + 1, dtype=np.int32), dtype=np.int32
    )
    ends = later(tried.ravel(), lifetime.count, lifetime.unit).reshape(tried.shape)
    alive = ends > days[:, np.newaxis]
    return np.asarray(tried[np.arange(len(days)), alive.argmax(axis=1)], dtype=np.int32)


def runs_of_kinds(records: Records, kinds: tuple[str, ...]) -> Iterator[Run]:
    """Yield the rows and days of each kind that the patterns name, each ascending."""
    for code, kind in enumerate(records.kinds):
        if matches(kinds, kind):
            yield records.by_kind[code]


def eligible(facts: Facts, kinds: tuple[str, ...], lifetime: Duration | None) -> list[Run]:
    """Return the eligible rows of these kinds, one run a kind that has any; mostly not copied.

    Source:
        The model, section 2: kind matches, date <= T < date + lifetime, not set aside.
    """
    start = int(first_alive(np.array([facts.day], dtype=np.int32), lifetime)[0])
    # In the days' own type: another would have every day converted for two look-ups.
    window = np.array([start, facts.day + 1], dtype=np.int32)
    found = []
    for run in runs_of_kinds(facts.records, kinds):
        low, high = np.searchsorted(run.days, window)
        rows, days = run.rows[low:high], run.days[low:high]
        if len(facts.aside_rows):
            kept = ~np.isin(rows, facts.aside_rows)
            rows, days = rows[kept], days[kept]
        if len(rows):
            found.append(Run(rows, days))
    return found


def rows_of(runs: list[Run]) -> RowVector:
    """Return the rows of several runs end to end; ascending within each only."""
    return end_to_end([run.rows for run in runs]) if runs else np.empty(0, dtype=np.int64)


def end_to_end(vectors: list[NDArray[T]]) -> NDArray[T]:
    """Return at least one vector after the other; a single one is not copied."""
    return vectors[0] if len(vectors) == 1 else np.concatenate(vectors)
