"""A frame of the sliders at a million records, and a plan against the whole grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.calendar import Duration, Unit
from app.domain.records import Contacts
from app.domain.rulebook import Action, Basis, Factor, Measure, Rule, Rulebook, Stance, Step
from app.mirror.facts import Facts
from app.planning.levers import Table
from app.planning.looking import Ahead
from app.planning.plan import answer, day_for
from app.planning.solving import Clock
from app.rulebook import library
from tests.bench.crowd import TODAY, records_for
from tests.bench.measuring import Result, paired, seconds_of
from tests.laws.invented import number, plain_book

_YEAR = 365
_FRAMES = 60
_ACTIONS, _LEVELS, _RULES = 12, 5, 12
_GRID = _LEVELS**_ACTIONS
_PART = 20_000  # points of the grid that are scored; the rest is extrapolated


def slider_frame() -> Result:
    """Hold a frame at a million records against one at a thousand."""
    book = library.find("article-2016")
    few, some, many = (
        Ahead.of(book, Facts(records_for(book, n), Contacts.none(), TODAY), TODAY + _YEAR)
        for n in (1_000, 100_000, 1_000_000)
    )
    chance = np.random.default_rng(0)

    def frames(ahead: Ahead) -> list[float]:
        spent = []
        for _ in range(_FRAMES):
            units = {one.id: float(chance.integers(0, one.maximum + 1)) for one in book.actions}
            spent.append(seconds_of(lambda units=units: ahead.frame(units)))
        return spent

    def typical(ahead: Ahead) -> float:
        return float(np.median(frames(ahead)))

    result = paired(
        "slider",
        what="one slider frame at 1,000,000 records: score, line of 365 days, perks",
        yardstick="the same frame at 1,000 records",
        reach="at most 1.1 x, and p95 under 8 ms",
        ours=lambda: typical(many),
        theirs=lambda: typical(few),
    )
    late = np.quantile(frames(many) + frames(many), 0.95)
    middle = typical(some) / typical(few)
    note = f"p95 {late * 1e3:.2f} ms at 1,000,000; {middle:.2f} x at 100,000"
    return replace(result, note=note)


def plan_of_twelve() -> Result:
    """Hold a plan against scoring every point of its grid."""
    spent: list[float] = []
    days = [day_for(_book(seed), _nobody(), TODAY + _YEAR, Table()) for seed in range(12)]
    tops = [answer(day, -np.inf, Clock()).best for day in days]
    place = iter(range(10_000))

    def ours() -> float:
        at = next(place) % len(days)
        base = days[at].projection.book.base.value
        target = round(base + 0.6 * (tops[at].sum - base))  # type: ignore[union-attr]
        seconds = seconds_of(lambda: answer(days[at], target, Clock()))
        spent.append(seconds)
        return seconds

    def grid() -> float:
        chance = np.random.default_rng(1)
        units = chance.integers(0, _LEVELS, (_PART, _ACTIONS)).astype(np.float64)
        return seconds_of(lambda: days[0].single.scores(units)) * _GRID / _PART

    result = paired(
        "plan",
        what=f"plan of {_ACTIONS} actions x {_LEVELS} levels under {_RULES} rules",
        yardstick=f"scoring the grid of {_GRID:,} points, extrapolated from {_PART:,}",
        reach="100 x faster: at most 0.01 x; p95 under 500 ms",
        ours=ours,
        theirs=grid,
        runs=24,
    )
    late = np.quantile(spent, 0.95)
    return replace(result, note=f"p95 {late * 1e3:.0f} ms; {1 / result.ratio:,.0f} x faster")


def _nobody() -> Facts:
    return Facts(records_for(library.find("article-2016"), 1_000), Contacts.none(), TODAY)


def _book(seed: int) -> Rulebook:
    """Return a rulebook of hard rules: each counts three kinds, by steps or with bounds."""
    chance = np.random.default_rng(seed)
    kinds = [f"act.n{place}" for place in range(_ACTIONS)]
    factors = tuple(
        Factor(f"f{place}", {"en": "f"}, -40.0, 60.0, Basis.ASSUMED, "s") for place in range(4)
    )
    rules = []
    for place in range(_RULES):
        fed = tuple(chance.choice(kinds, 3, replace=False).tolist())
        stepped = place % 2 == 0
        points = number(float(chance.integers(-2, 5)) or 1.0)
        starts = np.sort(chance.choice(np.arange(1, 60), 4, replace=False))
        steps = tuple(Step(float(at), number(float(chance.integers(-10, 30)))) for at in starts)
        rules.append(
            Rule(
                id=f"r{place}",
                factor=factors[place % 4].id,
                title={"en": "r"},
                reason={"en": "r"},
                kinds=fed,
                measure=Measure.COUNT,
                basis=Basis.ASSUMED,
                source="s",
                points=None if stepped else points,
                steps=steps if stepped else (),
                half_life=Duration(6, Unit.MONTHS) if place % 3 else None,
                lifetime=Duration(12, Unit.MONTHS),
                minimum=-30.0,
                maximum=35.0,
            )
        )
    actions = tuple(
        Action(
            id=f"a{place}",
            title={"en": "a"},
            kind=kind,
            amount=1.0,
            per="month",
            minimum=0.0,
            maximum=_LEVELS - 1.0,
            step=1.0,
            effort=float(chance.integers(1, 9)),
            stance=Stance.ACT,
        )
        for place, kind in enumerate(kinds)
    )
    plain = plain_book(factors, tuple(rules))
    return replace(plain, base=number(600.0), floor=350.0, ceiling=900.0, actions=actions)
