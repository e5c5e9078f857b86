"""The sentence of a rule: a rulebook's template, filled in without ever running it.

A template is a stranger's text. Only five fields and the word form are known; anything else in
braces stays as it stands, so a rulebook can neither reach into the program nor make it fail.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.rounding import decimals_needed
from app.wording import language

FIELDS = ("count", "measure", "points", "since", "until")
"""What a template may name in braces."""

COUNTED = ("count", "measure")
"""What a word form such as ``{count:one|many}`` may go by."""

_FIELD = re.compile(r"\{([a-z_]+)(?::([^{}|]*)(?:\|([^{}]*))?)?\}")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a rule's sentence can say.

    Attributes:
        count: How many records (or contacts) the rule looks at.
        measure: What the rule measured in them; ``None`` where there is none.
        points: The rule's share of the score. Unit: points.
        since: Day of the earliest record; ``None`` where there is none.
        until: Day on which the measure ends; ``None`` where there is none.
    """

    count: int
    measure: float | None
    points: float
    since: int | None = None
    until: int | None = None


def said(template: str, figures: Figures) -> str:
    """Say a rule's sentence, such as ``two posts`` from ``{count} {count:post|posts}``.

    Args:
        template: The rulebook's text in the reader's language.
        figures: What the fields stand for.

    Returns:
        The sentence. The word form ``{count:one|many}`` (or ``measure``) gives the word only, chosen as the
        reader's language does; a field that nobody knows stays as it is written.
    """

    def fill(match: re.Match[str]) -> str:
        name, one, many = match[1], match[2], match[3]
        if one is not None:
            if name not in COUNTED:
                return match[0]
            number = figures.count if name == "count" else figures.measure
            single = number is not None and language.is_one(number)
            return one if many is None or single else many
        sayer = _SAYERS.get(name)
        return match[0] if sayer is None else sayer(figures)

    return _FIELD.sub(fill, template)


def unknown_fields(template: str) -> tuple[str, ...]:
    """Return what stands in braces in a template and means nothing, in order."""
    known = {
        match.span()
        for match in _FIELD.finditer(template)
        if match[1] in FIELDS and (match[2] is None or match[1] in COUNTED)
    }
    return tuple(
        match[0] for match in re.finditer(r"\{[^{}]*\}?|\}", template) if match.span() not in known
    )


def _plain(value: float | None) -> str:
    """Say a measure with as few decimals as it needs, two at most."""
    if value is None or not math.isfinite(value):
        return _NOTHING
    decimals = decimals_needed(value, 2)
    return language.number(value, decimals)


def _day(value: int | None) -> str:
    return _NOTHING if value is None else language.day(value)


_SAYERS: dict[str, Callable[[Figures], str]] = {
    "count": lambda figures: language.number(figures.count),
    "measure": lambda figures: _plain(figures.measure),
    "points": lambda figures: language.points(figures.points),
    "since": lambda figures: _day(figures.since),
    "until": lambda figures: _day(figures.until),
}
