"""Invent people: records, contacts and contact scores drawn from a seed, never from life.

The same seed gives the same people on every computer. Each person has a habit between 0 and 1:
the higher it is, the rarer the kinds that cost points, or of which less is better. Nothing here is
measured on real people, and nothing can be learned from it about any.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.arrays import CodeVector, DayVector, FloatVector, RowVector, TextVector
from app.domain.calendar import NO_DAY, iso
from app.domain.records import Contacts, Records, Subject
from app.domain.rulebook import Measure, Rulebook
from app.rulebook import kinds as kinds_list
from app.rulebook.kinds import Better

YEARS = 4
"""So many years the records of an invented person span."""

REGIONS = ("Northmere", "Eastholm", "Southwick", "Westfold")  # invented
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
GENDERS = ("f", "m")
GROUPS = {"region": REGIONS, "age": AGES, "gender": GENDERS}
"""By what invented people can be told apart, and the groups there are."""
_NAMES = ("Ada", "Bo", "Chen", "Dita", "Emil", "Fang", "Gita", "Hugo", "Ines", "Jun", "Kai", "Lin")

# How often a kind of each family happens; whoever is not named happens once.
_FREQUENT = {"purchase": 24.0, "bill": 6.0, "transfer": 8.0, "post": 10.0, "income": 4.0}
_COUNTED = 5.0  # so much oftener happens what a rule counts
_RARE = {"less": 0.15}  # what nobody wants happens to few
_WITH_AMOUNT = frozenset({"purchase", "bill", "transfer", "income", "donation", "fine", "balance"})
_DAYS_PER_YEAR = 365
_MOST_CONTACTS = 12


@dataclass(frozen=True)
class World:
    """What can happen to an invented person.

    Attributes:
        kinds: Names of the kinds, sorted.
        chance: Running chances of all kinds, shape ``(n_kinds,)``, ending at 1.
        calm: The same without the kinds of which less is better, or that take points.
        has_amount: Whether a record of the kind has an amount, shape ``(n_kinds,)``.
        has_end: Whether it is a contract that ends, shape ``(n_kinds,)``.
    """

    kinds: tuple[str, ...]
    chance: FloatVector
    calm: FloatVector
    has_amount: np.ndarray[tuple[int], np.dtype[np.bool_]]
    has_end: np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Crowd:
    """A part of the invented people, as columns; records are sorted by person, day and id.

    Attributes:
        first: Number of the first person, from 0.
        starts: Where each person's records start, shape ``(n_people + 1,)``.
        records: The records of all.
        contact_starts: Where each person's contacts start, shape ``(n_people + 1,)``.
        contacts: Contacts of each person, shape ``(n_people,)``.
        region, age, gender: Codes of the group of each person, shape ``(n_people,)``.
    """

    first: int
    starts: RowVector
    records: Records
    contacts: tuple[Contacts, ...]
    region: CodeVector
    age: CodeVector
    gender: CodeVector

    def __len__(self) -> int:
        return len(self.contacts)

    def name(self, person: int) -> str:
        """Return the id of a person of this part."""
        return f"P-{self.first + person + 1:07}"

    def subject_of(self, person: int) -> Subject:
        """Return who a person of this part is, by id and groups; nobody has a name."""
        return Subject(
            id=self.name(person),
            region=REGIONS[self.region[person]],
            groups=(("age", AGES[self.age[person]]), ("gender", GENDERS[self.gender[person]])),
        )

    def records_of(self, person: int) -> Records:
        """Return one person's records."""
        own = slice(int(self.starts[person]), int(self.starts[person + 1]))
        table = self.records
        return Records(
            id=table.id[own],
            day=table.day[own],
            kind=table.kind[own],
            kinds=table.kinds,
            amount=table.amount[own],
            until=table.until[own],
        )


def world(rulebook: Rulebook) -> World:
    """Return what can happen: the kinds that are shipped, and those that the rulebook names."""
    known = kinds_list.shipped()
    named = {kind for rule in rulebook.rules for kind in rule.kinds if not kind.endswith("*")}
    every = {*known.listed, *named}
    kinds = tuple(
        sorted(
            kind
            for kind in every
            if kind in named or not any(other.startswith(kind + ".") for other in every)
        )
    )
    settling = {kind for override in rulebook.overrides for kind in override.kinds}
    weights = np.array([_weight(kind, known.better(kind)) for kind in kinds])
    # An operator asks for what it counts, so files hold mostly that; else all scores lie at the base.
    counted = [any(rule.names(kind) for rule in rulebook.rules) for kind in kinds]
    weights[counted] *= _COUNTED
    weights[[kind in settling for kind in kinds]] *= 0.01  # most invented people have a score
    worse = np.array(
        [known.better(kind) is Better.LESS or _costs(rulebook, kind) for kind in kinds]
    )
    calm = np.where(worse, 0.0, weights)
    return World(
        kinds,
        np.cumsum(weights) / weights.sum(),
        np.cumsum(calm) / calm.sum(),
        np.array([_has_amount(rulebook, kind) for kind in kinds]),
        np.array([_has_end(rulebook, kind) for kind in kinds]),
    )


def _weight(kind: str, better: Better) -> float:
    family = kind.partition(".")[0]
    return _FREQUENT.get(family, 1.0) * _RARE.get(better.value, 1.0)


def _costs(rulebook: Rulebook, kind: str) -> bool:
    """Tell whether one more record of a kind takes points."""
    numbers = (rule.points for rule in rulebook.rules if rule.names(kind))
    return any(number is not None and number.value < 0 for number in numbers)


def _has_amount(rulebook: Rulebook, kind: str) -> bool:
    measured = (Measure.AMOUNT, Measure.LATEST)
    return kind.partition(".")[0] in _WITH_AMOUNT or any(
        rule.names(kind) for rule in rulebook.rules if rule.measure in measured
    )


def _has_end(rulebook: Rulebook, kind: str) -> bool:
    return any(rule.names(kind) for rule in rulebook.rules if rule.measure is Measure.TIME_LEFT)


def crowd(
    around: World, rulebook: Rulebook, counts: RowVector, first: int, last_day: int, seed: int
) -> Crowd:
    """Invent a part of the people.

    Args:
        around: What can happen.
        rulebook: On whose scale the contacts' scores lie.
        counts: Records of each person, shape ``(n_people,)``.
        first: Number of the first of them among all; with the seed it settles who they are.
        last_day: The last day on which anything happens.
        seed: Any whole number from 0.
    """
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, first])))
    people = len(counts)
    habit = chance.beta(1.1, 0.6, people)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    records = _records(around, counts, starts, habit, last_day, chance)
    return Crowd(
        first,
        starts,
        records,
        tuple(_contacts(rulebook, last_day, chance) for _person in range(people)),
        chance.integers(0, len(REGIONS), people).astype(np.int32),
        chance.integers(0, len(AGES), people).astype(np.int32),
        chance.integers(0, len(GENDERS), people).astype(np.int32),
    )


def _records(
    around: World,
    counts: RowVector,
    starts: RowVector,
    habit: FloatVector,
    last_day: int,
    chance: np.random.Generator,
) -> Records:
    n = int(starts[-1])
    person = np.repeat(np.arange(len(counts)), counts)
    day = _days(n, last_day, chance)
    order = np.lexsort((day, person))
    day = day[order]  # persons are in order already, and stay
    draw = chance.random(n)
    careful = chance.random(n) < habit[person]
    kind = np.where(
        careful,
        np.searchsorted(around.calm, draw, side="right"),
        np.searchsorted(around.chance, draw, side="right"),
    ).astype(np.int32)
    kind = np.minimum(kind, len(around.kinds) - 1)
    amount = np.round(chance.lognormal(4.0, 1.0, n), 2)
    amount[~around.has_amount[kind]] = np.nan
    until = day + chance.integers(_DAYS_PER_YEAR // 2, 5 * _DAYS_PER_YEAR, n).astype(np.int32)
    until[~around.has_end[kind]] = NO_DAY
    return Records(
        id=_ids(counts, starts),
        day=day,
        kind=kind,
        kinds=around.kinds,
        amount=amount,
        until=until.astype(np.int32),
    )


def _days(n: int, last_day: int, chance: np.random.Generator) -> DayVector:
    span = YEARS * _DAYS_PER_YEAR
    return (last_day - chance.integers(0, span, n)).astype(np.int32)


def _ids(counts: RowVector, starts: RowVector) -> TextVector:
    """Number each person's records from 1, with zeros in front so that they sort as they count."""
    most = int(counts.max(initial=0))
    width = max(4, len(str(most)))
    names = np.array(["", *(f"r{number:0{width}}" for number in range(1, most + 1))], dtype=object)
    within = np.arange(int(starts[-1])) - np.repeat(starts[:-1], counts)
    return np.asarray(names[within + 1])


def _contacts(rulebook: Rulebook, last_day: int, chance: np.random.Generator) -> Contacts:
    n = int(chance.integers(0, _MOST_CONTACTS + 1))
    numbers = range(1, n + 1)
    scores = chance.integers(0, 4, n)  # some contacts have no score: that is a case, too
    owner = np.repeat(np.arange(n), scores)
    month = np.concatenate([np.arange(count) for count in scores]) if n else np.empty(0)
    middle, spread = rulebook.base.value, (rulebook.ceiling - rulebook.floor) / 8
    score = np.round(chance.normal(middle, spread, len(owner)), rulebook.decimals)
    names = [
        f"{_NAMES[int(pick)]} {k}"
        for k, pick in zip(numbers, chance.integers(0, len(_NAMES), n), strict=True)
    ]
    since = last_day - chance.integers(100, YEARS * _DAYS_PER_YEAR, n)
    return Contacts(
        id=_texts(f"c{k:02}" for k in numbers),
        name=_texts(names),
        closeness=np.round(chance.beta(2.0, 2.0, n), 2),
        since=since.astype(np.int32),
        until=np.where(chance.random(n) < 0.1, last_day - 30, NO_DAY).astype(np.int32),
        score_contact=owner.astype(np.int64),
        score_day=(last_day - 900 + 300 * month).astype(np.int32),
        score=np.clip(score, rulebook.floor, rulebook.ceiling),
    )


def _texts(texts: object) -> TextVector:
    listed = list(texts)  # type: ignore[call-overload]
    column = np.empty(len(listed), dtype=object)
    column[:] = listed
    return column


def day_texts(days: DayVector) -> TextVector:
    """Return days as ``2016-03-06``, empty where there is none, shape ``(n,)``."""
    if not len(days):
        return np.empty(0, dtype=object)
    known = np.unique(days)
    texts = np.array(["", *("" if d == NO_DAY else iso(d) for d in known.tolist())], dtype=object)
    return np.asarray(texts[np.searchsorted(known, days) + 1])
