"""Invented rulebooks and people for the laws: small, awkward, and full of ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from app.domain.arrays import TextVector
from app.domain.calendar import NO_DAY, Duration, Unit, day_of
from app.domain.records import Contacts, Records
from app.domain.rulebook import (
    TIMED,
    Band,
    Basis,
    Effect,
    Factor,
    Measure,
    Number,
    Override,
    Perk,
    Rule,
    Rulebook,
    Source,
    Step,
)
from app.mirror.facts import Facts

T = TypeVar("T")

TODAY = day_of(dt.date(2016, 2, 29))  # a leap day, and a month's end
KINDS = ("bill.late", "bill.on_time", "post", "post.economy", "loan")
PATTERNS = ("bill.late", "bill.*", "post", "post.*", "loan")


class Chance:
    """Draws for one invented thing from a seed: far faster than drawing each part on its own."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        return int(self._random.integers(low, high + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of some things."""
        return things[self.whole(0, len(things) - 1)]

    def yes(self, share: float = 0.5) -> bool:
        """Return True in so many cases."""
        return bool(self._random.random() < share)

    def maybe(self, thing: T) -> T | None:
        """Return the thing, or None as often."""
        return thing if self.yes() else None


seeds = st.integers(0, 2**32 - 1)
durations = st.builds(Duration, st.integers(1, 30), st.sampled_from(list(Unit)))


def number(value: float, off: float = 0.0) -> Number:
    """Return a number, with a range where it may be off."""
    return Number(value, value - off, value + 2 * off)


def _number(chance: Chance) -> Number:
    return number(float(chance.whole(-60, 60)), chance.one_of([0.0, 0.0, 5.0]))


def _duration(chance: Chance) -> Duration:
    return Duration(chance.whole(1, 30), chance.one_of(list(Unit)))


def _bounds(chance: Chance) -> tuple[float | None, float | None]:
    low, high = float(-chance.whole(0, 60)), float(chance.whole(0, 60))
    return chance.maybe(low), chance.maybe(high)


def _rule(chance: Chance, name: str, factor: str) -> Rule:
    measure = chance.one_of(list(Measure))
    additive = measure in {Measure.COUNT, Measure.AMOUNT}
    of_contacts = measure is Measure.CONTACTS
    stepped = not of_contacts and chance.yes()
    points = None if stepped else _number(chance)
    starts = sorted({chance.whole(-2, 12) for _ in range(chance.whole(1, 4))})
    steps = tuple(Step(float(start), _number(chance)) for start in starts) if stepped else ()
    when_none = None if additive or of_contacts else chance.maybe(_number(chance))
    minimum, maximum = _bounds(chance)
    of_rule = (points,) if points else tuple(step.points for step in steps)
    return Rule(
        id=name,
        factor=factor,
        title={"en": name},
        reason={"en": "{count} records"},
        kinds=() if of_contacts else (chance.one_of(PATTERNS),),
        measure=measure,
        basis=Basis.ASSUMED,
        source="s",
        points=points,
        steps=steps,
        unit=chance.one_of(list(Unit)) if measure in TIMED else None,
        per=chance.one_of([1.0, 10.0]) if measure is Measure.AMOUNT else 1.0,
        half_life=chance.maybe(_duration(chance)) if additive else None,
        lifetime=None if of_contacts else chance.maybe(_duration(chance)),
        minimum=minimum,
        maximum=maximum,
        when_none=when_none,
        pivot=float(chance.whole(300, 700)) if of_contacts else 0.0,
        min_contacts=chance.whole(1, 3) if of_contacts else 1,
        numbers=(*of_rule, when_none) if when_none else of_rule,
    )


def _cancelling(factor: str) -> tuple[Rule, Rule]:
    """Return two rules over the same records that take back what the other gives."""
    up, down = (
        Rule(
            id=name,
            factor=factor,
            title={"en": name},
            reason={"en": name},
            kinds=("bill.*",),
            measure=Measure.COUNT,
            basis=Basis.ASSUMED,
            source="s",
            points=points,
            numbers=(points,),
        )
        for name, points in (("up", number(3.0)), ("down", number(-3.0)))
    )
    return up, down


def _factor(name: str, minimum: float | None = None, maximum: float | None = None) -> Factor:
    return Factor(name, {"en": name}, minimum, maximum, Basis.ASSUMED, "s")


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """Return a rulebook of any measures: small floors and tight caps are common."""
    n_factors, chance = draw(st.integers(1, 5)), Chance(draw(seeds))
    factors = tuple(_factor(f"f{i}", *_bounds(chance)) for i in range(n_factors))
    made = [
        _rule(chance, f"r{i}{j}", factor.id)
        for i, factor in enumerate(factors)
        for j in range(chance.whole(1, 3))
    ]
    if chance.yes():
        made += _cancelling("f0")
    floor = float(chance.whole(0, 400))
    ceiling = floor + chance.whole(1, 500)
    base = float(chance.whole(int(floor) - 50, int(ceiling) + 50))
    middle = (floor + ceiling) / 2
    return replace(
        plain_book(factors, tuple(made)),
        floor=floor,
        ceiling=ceiling,
        base=number(base, chance.one_of([0.0, 5.0])),
        decimals=chance.whole(0, 2),
        bands=(Band("low", {"en": "Low"}, floor), Band("high", {"en": "High"}, middle)),
        perks=(Perk("car", {"en": "Car"}, middle, chance.yes(), Basis.ASSUMED, "s"),),
        overrides=_overrides(chance),
    )


def _overrides(chance: Chance) -> tuple[Override, ...]:
    """Return no override, mostly; else one that a late bill or a loan triggers."""
    if chance.yes(0.7):
        return ()
    effect = chance.one_of(list(Effect))
    band = "low" if effect is Effect.BAND else None
    kind = chance.one_of(["loan", "bill.late"])
    return (Override("o", {"en": "o"}, (kind,), effect, band, chance.maybe(_duration(chance))),)


def counting_book() -> Rulebook:
    """Return a rulebook of one rule that counts amounts of everything, fading, without bounds."""
    points = number(1.0)
    rule = Rule(
        id="all",
        factor="f",
        title={"en": "all"},
        reason={"en": "all"},
        kinds=("bill.*", "post.*", "loan"),
        measure=Measure.AMOUNT,
        basis=Basis.ASSUMED,
        source="s",
        points=points,
        half_life=Duration(100, Unit.DAYS),
        numbers=(points,),
    )
    return plain_book((_factor("f"),), (rule,))


def plain_book(factors: tuple[Factor, ...], rules: tuple[Rule, ...]) -> Rulebook:
    """Return a rulebook of a wide scale, with a perk in the middle."""
    return Rulebook(
        id="plain",
        version="1",
        title={"en": "Plain"},
        about={"en": "Plain"},
        caution=None,
        valid_from=None,
        valid_to=None,
        review_after=None,
        floor=-1e9,
        ceiling=1e9,
        base=number(0.0),
        decimals=0,
        sources=(Source("s", "s", "s", "2016"),),
        bands=(Band("low", {"en": "Low"}, -1e9), Band("high", {"en": "High"}, 0.0)),
        perks=(Perk("car", {"en": "Car"}, 0.0, above=False, basis=Basis.ASSUMED, source="s"),),
        factors=factors,
        rules=rules,
        overrides=(),
        actions=(),
        examples=(),
        variants=(),
        sha256="",
    )


MONTH_ENDS = tuple(
    day_of(date) for date in (dt.date(2016, 1, 31), dt.date(2015, 2, 28), dt.date(2012, 2, 29))
)


def _day(chance: Chance) -> int:
    """Return a day around today: some in the future, some month ends, with many ties."""
    if chance.yes(0.2):
        return chance.one_of((TODAY, *MONTH_ENDS))
    return TODAY + (chance.whole(-40, 5) if chance.yes(0.4) else chance.whole(-1200, 40))


def _texts(words: list[str]) -> TextVector:
    return np.array(["", *words], object)[1:]


@st.composite
def records(draw: st.DrawFn, most: int = 25) -> Records:
    """Return records; ids whose order as numbers and as text differ."""
    n, chance = draw(st.integers(0, most)), Chance(draw(seeds))
    when = [_day(chance) for _ in range(n)]
    amount = [np.nan if chance.yes(0.1) else float(chance.whole(-50, 200)) for _ in range(n)]
    until = [NO_DAY if chance.yes() else day + chance.whole(0, 2000) for day in when]
    return Records.build(
        _texts([f"e{i}" for i in range(n)]),
        np.array(when, np.int32),
        _texts([chance.one_of(KINDS) for _ in range(n)]),
        np.array(amount, np.float64),
        np.array(until, np.int32),
    )


@st.composite
def contacts(draw: st.DrawFn, most: int = 6) -> Contacts:
    """Return contacts: some without a score, some gone, some of no closeness."""
    n, chance = draw(st.integers(0, most)), Chance(draw(seeds))
    scored = sorted({(chance.whole(0, n - 1), _day(chance)) for _ in range(2 * n)})
    ids = _texts([f"c{i}" for i in range(n)])
    return Contacts(
        id=ids,
        name=ids,
        closeness=np.array([chance.one_of([0.0, 0.1, 0.5, 1.0]) for _ in range(n)]),
        since=np.array([NO_DAY if chance.yes() else _day(chance) for _ in range(n)], np.int32),
        until=np.array([NO_DAY if chance.yes() else _day(chance) for _ in range(n)], np.int32),
        score_contact=np.array([one for one, _ in scored], np.int64),
        score_day=np.array([day for _, day in scored], np.int32),
        score=np.array([float(chance.whole(300, 900)) for _ in scored], np.float64),
    )


@st.composite
def people(draw: st.DrawFn, most: int = 25) -> Facts:
    """Return a person's facts today; a record or two may be set aside."""
    own, chance = draw(records(most)), Chance(draw(seeds))
    aside = {chance.one_of(own.id.tolist()) for _ in range(chance.whole(0, 2))} if len(own) else ()
    return Facts(own, draw(contacts()), TODAY, frozenset(aside))
