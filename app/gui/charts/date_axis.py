"""Which days an axis names, and how: months or years, as many as there is room for."""

from __future__ import annotations

import datetime as dt

from app.domain.calendar import date_of, day_of
from app.wording.language import month, month_alone, year

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two names


def date_ticks(first: int, last: int, most: int) -> tuple[tuple[int, str], ...]:
    """Return firsts of months, evenly apart, with their names.

    Args:
        first: The first day shown.
        last: The last day shown.
        most: How many names there is room for; two are named in any case.

    Returns:
        Day and name, ascending. A month's year is told at the first name and where it changes.
    """
    start, end = date_of(first), date_of(last)
    span = (end.year - start.year) * 12 + end.month - start.month
    step = next((months for months in _STEPS if span / months <= max(most, 2)), _STEPS[-1])
    while span / step > max(most, 2):
        step *= 2
    found: list[tuple[int, str]] = []
    # Counted from the year 0, so that the names stay where they are when the range moves.
    count = -(-(start.year * 12 + start.month - 1) // step) * step
    told = None
    while count // 12 <= dt.MAXYEAR:
        at = day_of(dt.date(count // 12, count % 12 + 1, 1))
        if at > last:
            break
        if at >= first:
            whole = step % 12 == 0
            name = year(at) if whole else month(at) if told != count // 12 else month_alone(at)
            told = count // 12
            found.append((at, name))
        count += step
    return tuple(found)
