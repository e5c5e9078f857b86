"""Finds rules that reward worse behaviour, by what the list of kinds calls better."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from app.domain.rulebook import Measure, Rule, Rulebook
from app.rulebook.bounds import measure_range, turning_points, worth_of_none
from app.rulebook.curves import rule_points
from app.rulebook.findings import Code, Finding
from app.rulebook.kinds import Better, Kinds
from app.wording.language import _, text_of

_NEARLY = 1e-9


def worse_rewarded(book: Rulebook, kinds: Kinds) -> Iterator[Finding]:
    """Yield the rules that somewhere give more points for what speaks worse of a person."""
    for rule in book.rules:
        directions = _directions(rule, kinds)
        for better, named in directions.items():
            if _rewards_worse(rule, better, book):
                yield Finding(Code.WORSE_REWARDED, rule.id, _sentence(rule, better, named))


def _directions(rule: Rule, kinds: Kinds) -> dict[Better, list[str]]:
    """Return the titles of the rule's kinds, by which way is better; neither is left out."""
    found: dict[Better, list[str]] = {}
    for pattern in rule.kinds:
        matching = kinds.matching(pattern)
        nearest = kinds.nearest(pattern.removesuffix(".*"))
        for kind in matching or ((nearest,) if nearest else ()):
            better = kinds.better(kind.id)
            title = text_of(kind.title)
            if better is not Better.NEITHER and title not in found.setdefault(better, []):
                found[better].append(title)
    return found


def _rewards_worse(rule: Rule, better: Better, book: Rulebook) -> bool:
    turns = turning_points((rule,), measure_range(rule, book))
    figures = rule_points(rule, np.array(turns)).tolist()
    rising = any(later > earlier + _NEARLY for earlier, later in pairwise(figures))
    falling = any(later < earlier - _NEARLY for earlier, later in pairwise(figures))
    none = worth_of_none(rule)
    match rule.measure:
        case Measure.TIME_SINCE_LAST:
            # Long ago is better for what is bad; not long ago for what is good. And someone
            # without any bad record must not get less than someone with one.
            if better is Better.LESS:
                return falling or max(figures) > none + _NEARLY
            return rising or min(figures) < none - _NEARLY
        case Measure.TIME_SINCE_FIRST:
            # An old first record is a long habit of what is good, and old news of what is bad.
            beyond = max(figures) > none + _NEARLY
            return falling or (better is Better.LESS and beyond)
        case _more_is_more:
            return rising if better is Better.LESS else falling


def _sentence(rule: Rule, better: Better, named: list[str]) -> str:
    if better is Better.LESS:
        text = _("{rule} gives more points for what counts as worse: {kinds}.")
    else:
        text = _("{rule} takes points for what counts as better: {kinds}.")
    return text.format(rule=text_of(rule.title), kinds=", ".join(named))
