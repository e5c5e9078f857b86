"""Which records a rule looks at on a day.

Records are sorted by day, and the end of a lifetime never comes earlier for a later record; so
what is eligible of one kind is always one unbroken run of rows, found without touching them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.domain.arrays import DayVector, RowVector
from app.domain.calendar import NO_DAY, Duration, later
from app.domain.records import Records
from app.domain.rulebook import matches
from app.mirror.facts import Facts

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


def rows_of_kinds(records: Records, kinds: tuple[str, ...]) -> Iterator[RowVector]:
    """Yield the rows of each kind that the patterns name, each ascending."""
    for code, kind in enumerate(records.kinds):
        if matches(kinds, kind):
            yield records.rows_by_kind[code]


def eligible_rows(facts: Facts, kinds: tuple[str, ...], lifetime: Duration | None) -> RowVector:
    """Return the eligible rows of these kinds; ascending within each kind.

    Source:
        The model, section 2: kind matches, date <= T < date + lifetime, not set aside.
    """
    start = int(first_alive(np.array([facts.day], dtype=np.int32), lifetime)[0])
    found = []
    for rows in rows_of_kinds(facts.records, kinds):
        days = facts.records.day[rows]
        low, high = np.searchsorted(days, (start, facts.day + 1))
        if high > low:
            found.append(rows[low:high])
    if not found:
        return np.empty(0, dtype=np.int64)
    eligible = found[0] if len(found) == 1 else np.concatenate(found)
    if len(facts.aside_rows):
        eligible = eligible[~np.isin(eligible, facts.aside_rows)]
    return eligible
