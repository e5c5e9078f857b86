"""Invented cohorts at the level of what the statistics know of people, with what is planted in them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

import numpy as np

from app.audit.sums import Parts
from app.domain.arrays import FloatVector
from app.domain.audit import People
from app.domain.crowd import Labels
from app.domain.rulebook import Basis, Factor, Measure, Number, Rule, Rulebook
from app.domain.score import published_figures
from app.rulebook.curves import factor_points, rule_points, total

DAY = 16_000


def rule(
    name: str,
    points: Number,
    *,
    factor: str | None = None,
    measure: Measure = Measure.COUNT,
    bounds: tuple[float | None, float | None] = (None, None),
    kinds: tuple[str, ...] = ("bill.late",),
    basis: Basis = Basis.ASSUMED,
) -> Rule:
    """Return a rule that gives so many points a unit."""
    contacts = measure is Measure.CONTACTS
    return Rule(
        id=name,
        factor=factor or name,
        title={"en": name},
        reason={"en": name},
        kinds=() if contacts else kinds,
        measure=measure,
        basis=basis,
        source="s",
        points=points,
        minimum=bounds[0],
        maximum=bounds[1],
        pivot=625.0 if contacts else 0.0,
        numbers=(points,),
    )


def exactly(value: float) -> Number:
    """Return a number without a range."""
    return Number(value, value, value)


def book(*rules: Rule, base: Number | None = None, decimals: int = 0) -> Rulebook:
    """Return a rulebook of 350 to 900 with these rules."""
    factors = dict.fromkeys(one.factor for one in rules)
    return Rulebook(
        id="invented",
        version="1",
        title={"en": "Invented"},
        about={"en": "Invented"},
        caution=None,
        valid_from=None,
        valid_to=None,
        review_after=None,
        floor=350.0,
        ceiling=900.0,
        base=base or exactly(625.0),
        decimals=decimals,
        sources=(),
        bands=(),
        perks=(),
        factors=tuple(Factor(one, {"en": one}, None, None, Basis.ASSUMED, "s") for one in factors),
        rules=rules,
        overrides=(),
        actions=(),
        examples=(),
        variants=(),
        sha256="",
    )


USUAL = book(
    rule("bills", exactly(-4.0), bounds=(-60.0, 0.0)),
    rule("posts", exactly(-15.0), bounds=(-55.0, 0.0), kinds=("post.economy.negative",)),
    rule("contacts", exactly(0.1), measure=Measure.CONTACTS, bounds=(-14.0, 14.0)),
)


def labels(names: Sequence[str]) -> Labels:
    """Return a column of texts; an empty one is an empty cell."""
    known = tuple(dict.fromkeys(name for name in names if name))
    place = {name: number for number, name in enumerate(known)}
    return Labels(np.array([place.get(name, -1) for name in names], dtype=np.int32), known)


def scored(
    measures: FloatVector,
    official: FloatVector,
    under: Rulebook = USUAL,
    *,
    claims: Sequence[str] = (),
    attributes: Mapping[str, Sequence[str]] | None = None,
    others: Sequence[Rulebook] = (),
) -> People:
    """Score people by a rulebook, as the recompute does.

    Args:
        measures: x of each rule, shape ``(n_rules, n)``.
        official: Their official scores, shape ``(n,)``.
        under: The rulebook.
        claims: Rules that are left out, one by one.
        attributes: By which they can be told apart.
        others: More rulebooks with the same rules.
    """
    n = len(official)

    def points(rules: Rulebook) -> FloatVector:
        return np.array(
            [rule_points(one, measures[row]) for row, one in enumerate(rules.rules)]
        ).reshape(len(rules.rules), n)

    def sums(rules: Rulebook, z: FloatVector) -> FloatVector:
        return total(rules, factor_points(rules, z), rules.base.value)

    z = points(under)
    whole = sums(under, z)
    lonely = [row for row, one in enumerate(under.rules) if one.measure is Measure.CONTACTS]
    alone = z.copy()
    alone[lonely] = 0.0
    behaviour = sums(under, alone) - under.base.value
    without = []
    for claim in claims:
        left = z.copy()
        left[[one.id for one in under.rules].index(claim)] = 0.0
        without.append(published_figures(sums(under, left), under.decimals))
    published = published_figures(whole, under.decimals)
    more = [published_figures(sums(one, points(one)), one.decimals) for one in others]
    return People(
        name=np.array([f"p{number:06d}" for number in range(n)], dtype=object),
        day=np.full(n, DAY, dtype=np.int32),
        official=np.asarray(official, dtype=np.float64),
        sum=whole,
        published=published,
        unscored=np.zeros(n, dtype=np.bool_),
        points=z,
        measures=np.asarray(measures, dtype=np.float64),
        without=np.array(without).reshape(len(without), n),
        behaviour=behaviour,
        contacts=whole - under.base.value - behaviour,
        rules=np.zeros(n),
        others=np.array([published, *more]),
        attributes={name: labels(told) for name, told in (attributes or {}).items()},
        outcome=np.full(n, np.nan),
    )


def table(
    official: FloatVector,
    *,
    outcome: FloatVector | None = None,
    attributes: Mapping[str, Sequence[str]] | None = None,
) -> People:
    """Return the people of a plain table: scores and outcomes, and nothing mirrored."""
    n = len(official)
    nothing = np.full(n, np.nan)
    return People(
        name=np.array([f"p{number:06d}" for number in range(n)], dtype=object),
        day=np.full(n, DAY, dtype=np.int32),
        official=np.asarray(official, dtype=np.float64),
        sum=nothing,
        published=nothing,
        unscored=np.zeros(n, dtype=np.bool_),
        points=np.empty((0, n)),
        measures=np.empty((0, n)),
        without=np.empty((0, n)),
        behaviour=nothing,
        contacts=nothing,
        rules=np.zeros(n),
        others=np.empty((0, n)),
        attributes={name: labels(told) for name, told in (attributes or {}).items()},
        outcome=nothing if outcome is None else np.asarray(outcome, dtype=np.float64),
    )


def some(people: People, rows: slice | np.ndarray) -> People:
    """Return some of the people."""
    changed = {}
    for one in fields(People):
        value = getattr(people, one.name)
        if one.name == "attributes":
            changed[one.name] = {
                name: Labels(told.code[rows], told.names) for name, told in value.items()
            }
        else:
            changed[one.name] = value[..., rows]
    return replace(people, **changed)


def whole(people: People) -> Parts:
    """Return a cohort of one part."""
    return lambda: iter((people,))


def cut(people: People, *places: int) -> Parts:
    """Return a cohort cut into parts before these people; the groups are named anew in each."""
    edges = [0, *sorted(places), len(people)]
    pieces = [_renamed(some(people, slice(low, high))) for low, high in itertools.pairwise(edges)]
    return lambda: iter(pieces)


def _renamed(people: People) -> People:
    attributes = {
        name: labels([told.names[code] if code >= 0 else "" for code in told.code])
        for name, told in people.attributes.items()
    }
    return replace(people, attributes=attributes)


def planted(
    seed: int,
    n: int = 400,
    *,
    counts: float = 1.0,
    noise: float = 5.0,
    penalty: float = 0.0,
    claims: Sequence[str] = ("contacts",),
) -> People:
    """Invent a cohort.

    Args:
        seed: For the draws.
        n: How many people.
        counts: How far contacts count in truth: 1 is as the rulebook says, 0 not at all.
        noise: Standard deviation of what is not in the rulebook; larger for half of them.
        penalty: What the operator silently takes from everybody in the group ``b``.
        claims: Rules that are left out, one by one.
    """
    chance = np.random.default_rng(seed)
    bills = chance.poisson(1.5, n).astype(np.float64)
    posts = (chance.random(n) < 0.2).astype(np.float64)
    contacts = np.where(chance.random(n) < 0.2, np.nan, chance.normal(0, 70, n))
    measures = np.array([bills, posts, contacts])
    group = np.where(chance.random(n) < 0.4, "b", "a")
    region = chance.choice(["north", "south", "east"], n)
    z = [rule_points(one, measures[row]) for row, one in enumerate(USUAL.rules)]
    spread = noise * np.where(np.abs(z[2]) > 7, 1.5, 1.0)  # errors of unequal size: HC3 is due
    truth = 625 + z[0] + z[1] + counts * z[2] + chance.normal(0, 1, n) * spread
    truth -= np.where(group == "b", penalty, 0.0)
    official = published_figures(np.clip(truth, 350, 900), 0)
    told = {"group": group.tolist(), "region": region.tolist()}
    return scored(measures, official, claims=claims, attributes=told)
