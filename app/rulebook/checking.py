"""Checks a rulebook without anybody's data: what would surprise a citizen who reads it.

Source:
    The model, section 6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from app.domain.rulebook import Effect, Factor, Rule, Rulebook
from app.domain.score import published_figure
from app.rulebook import kinds as kinds_list
from app.rulebook.bounds import (
    Reach,
    factor_reach,
    measure_range,
    rule_reach,
    rules_of,
    score_reach,
    sum_reach,
    turning_points,
)
from app.rulebook.curves import rule_points
from app.rulebook.direction import worse_rewarded
from app.rulebook.findings import Code, Finding
from app.rulebook.kinds import Kinds
from app.rulebook.weight import assumed_share, moved_alone
from app.wording.language import _, number, percent, points, text_of

__all__ = ["Code", "Finding", "findings"]

CLIFF = 0.05
"""One unit that moves more than this share of the scale is a cliff (the model, section 6)."""

_NEARLY = 1e-9
_MOST_NAMED = 6


def findings(book: Rulebook, kinds: Kinds | None = None) -> tuple[Finding, ...]:
    """Return what there is to say about a rulebook; its examples are run elsewhere.

    Args:
        book: The rulebook, with or without a variant.
        kinds: The kinds that are known; those that Whyscore brings along where left out.
    """
    known = kinds_list.shipped() if kinds is None else kinds
    return (
        *_cliffs(book),
        *worse_rewarded(book, known),
        *_counted_twice(book),
        *_bands(book),
        *_perks(book),
        *_idle_rules(book),
        *_idle_bounds(book),
        *_idle_overrides(book),
        *moved_alone(book),
        *assumed_share(book),
    )


def _cliffs(book: Rulebook) -> Iterator[Finding]:
    scale = book.ceiling - book.floor
    factors = {factor.id: factor_reach(book, factor) for factor in book.factors}
    for rule in book.rules:
        start, jump = _steepest(rule, book)
        # What the factor's bounds swallow never reaches the score.
        moved = math.copysign(min(abs(jump), factors[rule.factor].width), jump)
        if abs(moved) > CLIFF * scale + _NEARLY:
            text = _(
                "{rule}: one unit more, from {start} to {end}, moves {points} points, {share} of the scale."
            )
            yield Finding(
                Code.CLIFF,
                rule.id,
                text.format(
                    rule=text_of(rule.title),
                    start=_figure(start),
                    end=_figure(start + 1),
                    points=_points(moved),
                    share=percent(abs(moved) / scale, 1),
                ),
            )


def _steepest(rule: Rule, book: Rulebook) -> tuple[float, float]:
    """Return where one unit more moves the most points, and how many."""
    within = measure_range(rule, book)
    turns = turning_points((rule,), within)
    starts = np.unique([*turns, *(turn - 1 for turn in turns)])
    sound = starts[(within.low <= starts) & (starts + 1 <= within.high)]
    if not len(sound):
        return 0.0, 0.0
    jumps = rule_points(rule, sound + 1) - rule_points(rule, sound)
    steepest = int(np.abs(jumps).argmax())
    return float(sound[steepest]), float(jumps[steepest])


def _counted_twice(book: Rulebook) -> Iterator[Finding]:
    """Group what several rules count by those rules; a pattern stands for its own stem."""
    counting: dict[str, list[int]] = {}  # pattern -> numbers of rules
    for place, rule in enumerate(book.rules):
        for pattern in set(rule.kinds):
            counting.setdefault(pattern, []).append(place)
    groups: dict[tuple[int, ...], list[str]] = {}
    for stem in sorted({pattern.removesuffix(".*") for pattern in counting}):
        patterns = [stem, stem + ".*", *_patterns_above(stem)]
        rules = {place for pattern in patterns for place in counting.get(pattern, ())}
        if len(rules) > 1:
            groups.setdefault(tuple(sorted(rules)), []).append(stem)
    for places, counted in sorted(groups.items()):
        text = _("{count} rules count the same records ({kinds}): {rules}.")
        named = [text_of(book.rules[place].title) for place in places]
        said = text.format(count=len(named), kinds=_some(counted), rules=_some(named))
        yield Finding(Code.COUNTED_TWICE, book.rules[places[0]].id, said)


def _patterns_above(kind: str) -> Iterator[str]:
    while "." in kind:
        kind = kind.rpartition(".")[0]
        yield kind + ".*"


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def _published_reach(book: Rulebook) -> Reach:
    reach = score_reach(book)
    return Reach(
        published_figure(reach.low, book.decimals), published_figure(reach.high, book.decimals)
    )


def _bands(book: Rulebook) -> Iterator[Finding]:
    reach = _published_reach(book)
    for place, band in enumerate(book.bands, 1):
        end = book.bands[place].start if place < len(book.bands) else math.inf
        first = band is book.bands[0]
        if band.start > reach.high or (end <= reach.low):
            text = _("Nobody can be in the band {band}: scores go from {low} to {high}.")
            yield _about_reach(
                Code.BAND_OUT_OF_REACH, band.id, text, reach, band=text_of(band.title)
            )
        elif (first or band.start <= reach.low) and end > reach.high and len(book.bands) > 1:
            text = _("Nobody can leave the band {band}: scores go from {low} to {high}.")
            yield _about_reach(Code.BAND_NEVER_LEFT, band.id, text, reach, band=text_of(band.title))


def _perks(book: Rulebook) -> Iterator[Finding]:
    reach = _published_reach(book)
    for perk in book.perks:
        if perk.at is None:
            continue
        if not perk.held(reach.high):
            text = _("Nobody can reach “{perk}”: scores go from {low} to {high}.")
            yield _about_reach(
                Code.PERK_OUT_OF_REACH, perk.id, text, reach, perk=text_of(perk.title)
            )
        elif perk.held(reach.low):
            text = _("Nobody can lose “{perk}”: scores go from {low} to {high}.")
            yield _about_reach(Code.PERK_NEVER_LOST, perk.id, text, reach, perk=text_of(perk.title))


def _about_reach(code: Code, about: str, text: str, reach: Reach, **names: str) -> Finding:
    said = text.format(low=_figure(reach.low), high=_figure(reach.high), **names)
    return Finding(code, about, said)


def _idle_rules(book: Rulebook) -> Iterator[Finding]:
    factors = {factor.id: factor for factor in book.factors}
    for rule in book.rules:
        reach = rule_reach(rule, book)
        factor = factors[rule.factor]
        shut = factor.minimum == 0 and factor.maximum == 0
        if reach.width == 0 or shut:
            text = _("{rule} never changes a score: it gives everybody the same points.")
            yield Finding(Code.NO_EFFECT, rule.id, text.format(rule=text_of(rule.title)))


def _idle_bounds(book: Rulebook) -> Iterator[Finding]:
    for rule in book.rules:
        reach = rule_reach(rule, book, bounded=False)
        yield from _idle(rule, reach)
    for factor in book.factors:
        yield from _idle(factor, sum_reach(rules_of(book, factor.id), book))


def _idle(bounded: Rule | Factor, reach: Reach) -> Iterator[Finding]:
    title = text_of(bounded.title)
    if bounded.minimum is not None and bounded.minimum < reach.low - _NEARLY:
        text = _("{title}: the limit of {bound} points is never met; it is {reach} at the least.")
        said = text.format(title=title, bound=_points(bounded.minimum), reach=_points(reach.low))
        yield Finding(Code.NEVER_BINDS, bounded.id, said)
    if bounded.maximum is not None and bounded.maximum > reach.high + _NEARLY:
        text = _("{title}: the limit of {bound} points is never met; it is {reach} at the most.")
        said = text.format(title=title, bound=_points(bounded.maximum), reach=_points(reach.high))
        yield Finding(Code.NEVER_BINDS, bounded.id, said)


def _idle_overrides(book: Rulebook) -> Iterator[Finding]:
    for override in book.overrides:
        if override.effect is Effect.BAND and override.band == book.bands[-1].id:
            text = _("{override} never changes a band: it allows the highest one.")
            said = text.format(override=text_of(override.title))
            yield Finding(Code.NO_EFFECT, override.id, said)


def _figure(value: float) -> str:
    return number(value, _decimals(value))


def _points(value: float) -> str:
    return points(value, _decimals(value))


def _decimals(value: float) -> int:
    """Say as many decimals as there are, at most two."""
    return next((count for count in (0, 1) if abs(value - round(value, count)) < _NEARLY), 2)
