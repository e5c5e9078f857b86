"""Compares two rulebooks number by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.domain.rulebook import (
    Action,
    Band,
    Factor,
    Number,
    Override,
    Perk,
    Rule,
    Rulebook,
)
from app.wording.language import text_of

Value = float | str | bool | None
"""What stands at a path; ``None`` where nothing does."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two rulebooks differ.

    Attributes:
        path: Where, such as ``rule.contacts.points``. The path of a rule, factor, band or perk
            itself means that one of the books lacks it; its title then stands on the other side.
        before: What stands in the first book.
        after: What stands in the second book.
    """

    path: str
    before: Value
    after: Value


Part = TypeVar("Part", Band, Perk, Factor, Rule, Override, Action)


def differences(before: Rulebook, after: Rulebook) -> tuple[Difference, ...]:
    """Return every number, and every word that changes a figure, in which two books differ.

    Texts are not compared: a title may be put better without a change of the rules.
    """
    old, new = _values(before), _values(after)
    paths = dict.fromkeys((*old, *new))
    return tuple(
        Difference(path, old.get(path), new.get(path))
        for path in paths
        if old.get(path) != new.get(path) and not _only_title(path, old, new)
    )


def _only_title(path: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> bool:
    """Whether both books have this part: its own path holds its title, which is not compared."""
    return path.count(".") == 1 and not path.startswith("score.") and path in old and path in new


def _values(book: Rulebook) -> dict[str, Value]:
    return {path: value for path, value in _walk(book) if value is not None}


def _walk(book: Rulebook) -> Iterator[tuple[str, Value]]:
    yield "score.floor", book.floor
    yield "score.ceiling", book.ceiling
    yield from _number("score.base", book.base)
    yield "score.decimals", book.decimals
    for band, path in _named("band", book.bands):
        yield path, text_of(band.title)
        yield f"{path}.from", band.start
    for perk, path in _named("perk", book.perks):
        yield path, text_of(perk.title)
        yield f"{path}.at", perk.at
        yield f"{path}.above", perk.above if perk.at is not None else None
    for factor, path in _named("factor", book.factors):
        yield path, text_of(factor.title)
        yield f"{path}.min", factor.minimum
        yield f"{path}.max", factor.maximum
    for rule, path in _named("rule", book.rules):
        yield path, text_of(rule.title)
        yield from _rule(path, rule)
    for override, path in _named("override", book.overrides):
        yield path, text_of(override.title)
        yield f"{path}.kinds", _listed(override.kinds)
        yield f"{path}.effect", override.effect.value
        yield f"{path}.band", override.band
        yield f"{path}.lifetime", _said(override.lifetime)
    for action, path in _named("action", book.actions):
        yield path, text_of(action.title)
        yield from _action(path, action)


def _rule(path: str, rule: Rule) -> Iterator[tuple[str, Value]]:
    yield f"{path}.factor", rule.factor
    yield f"{path}.kinds", _listed(rule.kinds)
    yield f"{path}.measure", rule.measure.value
    if rule.points is not None:
        yield from _number(f"{path}.points", rule.points)
    for number, step in enumerate(rule.steps):
        yield f"{path}.steps[{number}].from", step.start
        yield from _number(f"{path}.steps[{number}].points", step.points)
    yield f"{path}.unit", _unit(rule)
    yield f"{path}.half_life", _said(rule.half_life)
    yield f"{path}.lifetime", _said(rule.lifetime)
    yield f"{path}.min", rule.minimum
    yield f"{path}.max", rule.maximum
    if rule.when_none is not None:
        yield from _number(f"{path}.when_none", rule.when_none)
    if not rule.kinds:
        yield f"{path}.pivot", rule.pivot
        yield f"{path}.min_contacts", rule.min_contacts
    yield f"{path}.basis", rule.basis.value


def _unit(rule: Rule) -> Value:
    if rule.unit is not None:
        return rule.unit.value
    return rule.per if rule.per != 1 else None


def _action(path: str, action: Action) -> Iterator[tuple[str, Value]]:
    yield f"{path}.kind", action.kind
    yield f"{path}.amount", action.amount if action.kind is not None else None
    if action.contact is not None:
        yield f"{path}.contact.change", action.contact.change
        yield f"{path}.contact.score", action.contact.score
        yield f"{path}.contact.closeness", action.contact.closeness
    yield f"{path}.per", action.per
    yield f"{path}.min", action.minimum
    yield f"{path}.max", action.maximum
    yield f"{path}.step", action.step
    yield f"{path}.effort", action.effort
    yield f"{path}.stance", action.stance.value
    yield f"{path}.expected", action.expected
    yield f"{path}.until", _said(action.until)


def _number(path: str, number: Number) -> Iterator[tuple[str, Value]]:
    yield path, number.value
    if not number.certain:
        yield f"{path}.low", number.low
        yield f"{path}.high", number.high


def _named(name: str, parts: Iterable[Part]) -> Iterator[tuple[Part, str]]:
    for part in parts:
        yield part, f"{name}.{part.id}"


def _listed(kinds: tuple[str, ...]) -> Value:
    return ", ".join(kinds) or None


def _said(value: object) -> Value:
    return None if value is None else str(value)
