"""How groups that are too small to be shown are told: by name, but never person by person."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.findings import Suppressed

ALONE = "*"
"""Stands as group for everybody whose value nobody else has, where there are many of them."""

_MOST_ALONE = 20


def told_suppressed(suppressed: Iterable[Suppressed]) -> tuple[Suppressed, ...]:
    """Return the small groups as they may be listed.

    A column that tells nearly everybody apart (a name, a number) would make the list of its
    groups a list of people, so that those who are alone in theirs are told together.

    Args:
        suppressed: Every group that is too small.
    """
    every = tuple(suppressed)
    alone: dict[str, int] = {}
    for one in every:
        if one.n == 1:
            alone[one.attribute] = alone.get(one.attribute, 0) + 1
    many = {attribute: count for attribute, count in alone.items() if count > _MOST_ALONE}
    named = [one for one in every if one.n != 1 or one.attribute not in many]
    return (*named, *(Suppressed(name, ALONE, count) for name, count in many.items()))
