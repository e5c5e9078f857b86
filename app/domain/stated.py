"""The numbers that a rulebook states, each with its place, its range, its basis and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.calendar import Duration
from app.domain.rulebook import Basis, Number, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Stated:
    """One number of a rulebook.

    Attributes:
        path: Where it stands: ``rule.contacts.points``, ``rule.x.steps[2].from``.
        value: The number; of a stretch of time its count.
        low: It may be as low as this.
        high: It may be as high as this.
        basis: What it rests on; ``None`` where the book does not say.
        source: Id of its source; empty where none is named.
        time: The stretch of time that it is, where it is one.
    """

    path: str
    value: float
    low: float
    high: float
    basis: Basis | None
    source: str
    time: Duration | None = None

    @property
    def certain(self) -> bool:
        """Whether the number has no range."""
        return self.low == self.high


def stated(book: Rulebook) -> tuple[Stated, ...]:
    """Return every number that carries a basis, in the order of the document.

    Those are the base, perks' thresholds, factors' bounds and all of the rules'. A bound of 0 is
    a direction and no amount; a unit or a number of contacts of 1 is what is meant without it.
    The others are ``unfounded``.
    """
    return (*_score(book), *(one for rule in book.rules for one in stated_by(rule)))


def unfounded(book: Rulebook) -> tuple[Stated, ...]:
    """Return every number for which the format has no basis, in the order of the document.

    Those are the scale's ends, where bands begin, how long an override holds, and between what an
    action can be planned.
    """

    def bare(path: str, value: float, time: Duration | None = None) -> Stated:
        return Stated(path, value, value, value, None, "", time)

    return (
        bare("score.floor", book.floor),
        bare("score.ceiling", book.ceiling),
        *(bare(f"band.{band.id}.from", band.start) for band in book.bands),
        *(
            bare(f"override.{one.id}.lifetime", one.lifetime.count, one.lifetime)
            for one in book.overrides
            if one.lifetime is not None
        ),
        *(
            bare(f"action.{one.id}.{key}", value)
            for one in book.actions
            for key, value in (("min", one.minimum), ("max", one.maximum))
        ),
    )


def stated_by(rule: Rule) -> Iterator[Stated]:
    """Yield a rule's numbers."""
    place = f"rule.{rule.id}"

    def bare(key: str, value: float, time: Duration | None = None) -> Stated:
        return Stated(f"{place}.{key}", value, value, value, rule.basis, rule.source, time)

    if rule.points is not None:
        yield _of(f"{place}.points", rule.points, rule.basis, rule.source)
    for count, step in enumerate(rule.steps):
        yield bare(f"steps[{count}].from", step.start)
        yield _of(f"{place}.steps[{count}].points", step.points, rule.basis, rule.source)
    if rule.when_none is not None:
        yield _of(f"{place}.when_none", rule.when_none, rule.basis, rule.source)
    for key, time in (("half_life", rule.half_life), ("lifetime", rule.lifetime)):
        if time is not None:
            yield bare(key, time.count, time)
    for key, value in _bare(rule):
        yield bare(key, value)


def _bare(rule: Rule) -> Iterator[tuple[str, float]]:
    if rule.per != 1:
        yield "unit", rule.per
    for key, bound in (("min", rule.minimum), ("max", rule.maximum)):
        if bound:
            yield key, bound
    if not rule.kinds:
        yield "pivot", rule.pivot
        if rule.min_contacts > 1:
            yield "min_contacts", rule.min_contacts


def _score(book: Rulebook) -> Iterator[Stated]:
    # The format asks the base for a basis; a bare number is as sure as a published one.
    yield _of("score.base", book.base, Basis.PUBLISHED, "")
    for perk in book.perks:
        if perk.at is not None:
            yield Stated(f"perk.{perk.id}.at", perk.at, perk.at, perk.at, perk.basis, perk.source)
    for factor in book.factors:
        for key, bound in (("min", factor.minimum), ("max", factor.maximum)):
            if bound:
                path = f"factor.{factor.id}.{key}"
                yield Stated(path, bound, bound, bound, factor.basis, factor.source)


def _of(path: str, entry: Number, basis: Basis, source: str) -> Stated:
    return Stated(
        path, entry.value, entry.low, entry.high, entry.basis or basis, entry.source or source
    )
