"""A score: every rule measured, curved, summed, rounded; then the overrides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.domain.arrays import RowVector
from app.domain.records import Contacts, Records
from app.domain.rulebook import Band, Effect, Override, Rulebook
from app.domain.score import OverrideHit, Score, published_figure
from app.mirror.eligible import eligible, rows_of
from app.mirror.facts import Facts
from app.mirror.measures import RuleMeasure, measure
from app.rulebook.curves import factor_points, rule_points, total


def score(
    book: Rulebook,
    records: Records,
    contacts: Contacts,
    day: int,
    aside: frozenset[str] = frozenset(),
) -> Score:
    """Compute what a rulebook makes of a person on a day.

    Args:
        book: The rulebook, its variant already applied.
        records: The person's records.
        contacts: The person's contacts.
        day: The day.
        aside: Ids of records set aside.

    Source:
        The model, section 2.
    """
    facts = Facts(records, contacts, day, aside)
    return scored(book, facts, measured(book, facts))


def measured(book: Rulebook, facts: Facts) -> tuple[RuleMeasure, ...]:
    """Measure every rule of a book in a person's facts."""
    return tuple(measure(rule, facts) for rule in book.rules)


def scored(book: Rulebook, facts: Facts, measures: Sequence[RuleMeasure]) -> Score:
    """Turn measures into a score, overrides applied.

    Args:
        book: The rulebook.
        facts: The person's facts, for the overrides.
        measures: One measure a rule, in the book's order.
    """
    x = np.array([one.x for one in measures])
    z = np.array([float(rule_points(rule, x[row])) for row, rule in enumerate(book.rules)]).reshape(
        len(book.rules)
    )
    factors = factor_points(book, z)
    figure = float(total(book, factors, book.base.value))
    shown = published_figure(figure, book.decimals)
    unscored = _first(book, facts, Effect.NO_SCORE)
    capped, band = (None, None) if unscored else _capped(book, facts, book.band_of(shown))
    return Score(
        day=facts.day,
        sum=figure,
        score=None if unscored else figure,
        published=None if unscored else shown,
        band=band.id if band else None,
        measures=x,
        rule_points=z,
        factor_points=factors,
        unscored=unscored,
        capped=capped,
    )


def override_rows(override: Override, facts: Facts) -> RowVector:
    """Return the eligible records that make an override apply."""
    return np.sort(rows_of(eligible(facts, override.kinds, override.lifetime)))


def _hit(override: Override, facts: Facts) -> OverrideHit | None:
    rows = override_rows(override, facts)
    if not len(rows):
        return None
    return OverrideHit(override.id, tuple(str(name) for name in facts.records.id[rows]))


def _first(book: Rulebook, facts: Facts, effect: Effect) -> OverrideHit | None:
    hits = (_hit(one, facts) for one in book.overrides if one.effect is effect)
    return next((hit for hit in hits if hit), None)


def _capped(
    book: Rulebook, facts: Facts, band: Band | None
) -> tuple[OverrideHit | None, Band | None]:
    """Return the band override that holds, the lowest of several, and the band it leaves."""
    rank = {one.id: row for row, one in enumerate(book.bands)}
    caps = [
        (rank[override.band], hit)
        for override in book.overrides
        if override.effect is Effect.BAND and override.band is not None
        for hit in [_hit(override, facts)]
        if hit
    ]
    if not caps or band is None:
        return None, band
    lowest, hit = min(caps, key=lambda cap: cap[0])
    return hit, book.bands[min(lowest, rank[band.id])]
