"""Rules and books made by hand, for what looks at them after they are read."""

from __future__ import annotations

from dataclasses import replace

from app.domain.calendar import Duration, Unit
from app.domain.rulebook import Basis, Factor, Measure, Number, Rule, Rulebook, Step
from tests.rulebook.books import whole


def certain(value: float) -> Number:
    """Return a number without a range."""
    return Number(value, value, value)


def rule(
    identity: str = "rule",
    *,
    kinds: tuple[str, ...] = ("bill.late",),
    measure: Measure = Measure.COUNT,
    points: float | None = None,
    steps: tuple[tuple[float, float], ...] = (),
    factor: str = "all",
    **other: object,
) -> Rule:
    """Return a rule with its numbers lined up."""
    worth = None if points is None else certain(points)
    stairs = tuple(Step(start, certain(value)) for start, value in steps)
    timed = measure.startswith("time_")
    made = Rule(
        id=identity,
        factor=factor,
        title={"en": identity.title()},
        reason={"en": "{count}"},
        kinds=() if measure is Measure.CONTACTS else kinds,
        measure=measure,
        basis=Basis.PUBLISHED,
        source="paper",
        points=worth,
        steps=stairs,
        unit=Unit.MONTHS if timed else None,
        numbers=(worth,) if worth else tuple(step.points for step in stairs),
    )
    return replace(made, **other)


def factor(
    identity: str = "all", minimum: float | None = None, maximum: float | None = None
) -> Factor:
    """Return a factor."""
    return Factor(identity, {"en": identity.title()}, minimum, maximum, Basis.PUBLISHED, "paper")


def book(*rules: Rule, factors: tuple[Factor, ...] = (), **other: object) -> Rulebook:
    """Return a book from 350 to 900 around 600 with these rules and nothing else."""
    bare = replace(
        whole(),
        base=certain(600),
        bands=(),
        perks=(),
        overrides=(),
        actions=(),
        examples=(),
        variants=(),
        factors=factors or (factor(),),
        rules=rules,
    )
    return replace(bare, **other)


HALF_YEAR = Duration(6, Unit.MONTHS)
