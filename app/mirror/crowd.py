"""Every rule measured for many people at once, each on their own day.

Records are gone through a block at a time, and each adds to one cell of a table of people and
rules. Nothing is done person by person or record by record. A measure here equals the one of
``measures`` for that person alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, Mask
from app.domain.crowd import Crowd, CrowdRecords
from app.domain.rulebook import Effect, Measure, Rule, Rulebook
from app.mirror.crowd_contacts import CountingContacts
from app.mirror.crowd_fading import PeopleDays
from app.mirror.crowd_layers import Layer, layers, named_kinds
from app.mirror.crowd_passes import Definers, Ends, Pass, Sums, blocks

_BLOCK = (
    1 << 17
)  # so many records are held in the processor's own memory, with what is made of them
_NO_ROW = -1


def measures_of_crowd(book: Rulebook, crowd: Crowd, day: DayVector) -> FloatMatrix:
    """Measure every rule for every person.

    Args:
        book: The rulebook, its variant already applied.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.

    Returns:
        x of every rule for every person, NaN where it is none, shape ``(n_rules, n_people)``.

    Source:
        The model, section 2.
    """
    return measures_of_rules(book.rules, crowd, day)


def measures_of_rules(rules: Sequence[Rule], crowd: Crowd, day: DayVector) -> FloatMatrix:
    """Measure some rules for every person, those that look at the same once.

    Args:
        rules: The rules, of one rulebook or several.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.

    Returns:
        x of every rule for every person, NaN where it is none, shape ``(n_rules, n_people)``.
    """
    distinct: dict[tuple[object, ...], int] = {}
    place = [distinct.setdefault(_looks_at(rule), len(distinct)) for rule in rules]
    different = [rules[place.index(number)] for number in range(len(distinct))]
    x = _measured(different, crowd, day)
    return x if len(different) == len(rules) else x[place]


def _looks_at(rule: Rule) -> tuple[object, ...]:
    """Return all that a rule's measure depends on."""
    return (
        rule.measure,
        rule.kinds,
        rule.unit,
        rule.per,
        rule.half_life,
        rule.lifetime,
        rule.pivot,
        rule.min_contacts,
    )


def _measured(rules: Sequence[Rule], crowd: Crowd, day: DayVector) -> FloatMatrix:
    x = np.full((len(rules), len(crowd)), np.nan)
    if not len(crowd):
        return x
    numbered = list(enumerate(rules))
    for row, rule in numbered:
        if rule.measure in {Measure.COUNT, Measure.AMOUNT}:
            x[row] = 0.0
    of_contacts = [one for one in numbered if one[1].measure is Measure.CONTACTS]
    if of_contacts:
        contacts = CountingContacts(crowd.contacts, day)
        for row, rule in of_contacts:
            x[row] = contacts.measure(rule)
    if len(crowd.records):
        _measure_records(numbered, crowd.records, PeopleDays(day), x)
    return x


def unscored_of_crowd(book: Rulebook, crowd: Crowd, day: DayVector) -> Mask:
    """Say whom a record leaves without any score.

    Args:
        book: The rulebook.
        crowd: The people.
        day: Day of each person's score, shape ``(n_people,)``.
    """
    records = crowd.records
    unscored = np.zeros(len(crowd), dtype=np.bool_)
    overrides = [one for one in book.overrides if one.effect is Effect.NO_SCORE]
    named = [named_kinds(one.kinds, records.kinds) for one in overrides]
    if not len(records) or not any(kinds.any() for kinds in named):
        return unscored
    days = PeopleDays(day)
    rows = np.flatnonzero(np.logical_or.reduce(named)[records.kind])
    person, when, kind = records.person[rows], records.day[rows], records.kind[rows]
    begun = when <= day[person]
    for override, kinds in zip(overrides, named, strict=True):
        alive = when >= days.first_alive(override.lifetime)[person]
        unscored[person[kinds[kind] & begun & alive]] = True
    return unscored


def _measure_records(
    numbered: list[tuple[int, Rule]], records: CrowdRecords, days: PeopleDays, x: FloatMatrix
) -> None:
    def of(*measures: Measure) -> list[Layer]:
        chosen = [one for one in numbered if one[1].measure in measures]
        return layers(chosen, records.kinds)

    passes: list[Pass] = [
        *(Sums(one, records, days, amounts=False) for one in of(Measure.COUNT)),
        *(Sums(one, records, days, amounts=True) for one in of(Measure.AMOUNT)),
        *(Definers(one, records, days, earliest=True) for one in of(Measure.TIME_SINCE_FIRST)),
        *(
            Definers(one, records, days, earliest=False)
            for one in of(Measure.LATEST, Measure.TIME_SINCE_LAST)
        ),
        *(Ends(one, records, days) for one in of(Measure.TIME_LEFT)),
    ]
    if not passes:
        return
    for block in blocks(records):
        for one in passes:
            one.feed(block)
    for one in passes:
        one.give(x)
