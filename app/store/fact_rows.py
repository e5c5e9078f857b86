"""Contacts, official scores, lookups and decisions: a row a fact, the newest telling counts.

An import writes only what it tells anew, so reading is: all rows of the imports that count, in
order, and of each key the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from app.domain.arrays import DayVector
from app.domain.calendar import NO_DAY
from app.domain.records import Contacts, Decision, Export, Lookup, OfficialScores
from app.store.columns import as_vector, restored, storable
from app.store.entries import Disagreement

Row = TypeVar("Row", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
_ContactCells = tuple[str, float, int | None, int | None]
_OfficialCells = tuple[float, str, str]

_ACTIVE = "import_id IN (SELECT id FROM imports WHERE person = ? AND NOT undone) ORDER BY id"


@dataclass(frozen=True)
class Facts:
    """What is known of a person beside the records, by what tells one fact from another.

    Attributes:
        contacts: Name, closeness, first day, end, by id.
        contact_scores: Score by (contact, day).
        official: Score, rulebook, note, by (day, which one of that day).
        lookups: In the order they were told.
        decisions: Likewise.
    """

    contacts: dict[str, _ContactCells]
    contact_scores: dict[tuple[str, int], float]
    official: dict[tuple[int, int], _OfficialCells]
    lookups: tuple[Lookup, ...]
    decisions: tuple[Decision, ...]


def facts_of(export: Export) -> Facts:
    """Return the facts that an export tells."""
    contacts, official = export.contacts, export.official
    listed = contacts.id.tolist()
    seen: Counter[int] = Counter()
    scores: dict[tuple[int, int], _OfficialCells] = {}
    for day, *cells in _rows(official.day, official.score, official.rulebook, official.note):
        scores[day, seen[day]] = (cells[0], cells[1], cells[2])
        seen[day] += 1
    return Facts(
        contacts={
            name_id: (name, closeness, _day_or_none(since), _day_or_none(until))
            for name_id, name, closeness, since, until in _rows(
                contacts.id, contacts.name, contacts.closeness, contacts.since, contacts.until
            )
        },
        contact_scores={
            (listed[contact], day): score
            for contact, day, score in _rows(
                contacts.score_contact, contacts.score_day, contacts.score
            )
        },
        official=scores,
        lookups=export.lookups,
        decisions=export.decisions,
    )


def read(connection: Connection, person: int) -> Facts:
    """Return the facts that a person's imports tell."""

    def rows(columns: str, table: str) -> Sequence[tuple[Any, ...]]:
        query = f"SELECT {columns} FROM {table} WHERE {_ACTIVE}"  # noqa: S608 - no input in it
        found = connection.exec_driver_sql(query, (person,)).fetchall()
        return [
            tuple(restored(cell) if isinstance(cell, bytes) else cell for cell in row)
            for row in found
        ]

    contacts: dict[str, _ContactCells] = {}
    for row in rows("contact, name, closeness, since, until", "contacts"):
        contacts[row[0]] = row[1:]
    contact_scores: dict[tuple[str, int], float] = {}
    for contact, day, score in rows("contact, day, score", "contact_scores"):
        contact_scores[contact, day] = score
    official: dict[tuple[int, int], _OfficialCells] = {}
    for row in rows("day, nth, score, rulebook, note", "official_scores"):
        official[row[0], row[1]] = row[2:]
    return Facts(
        contacts,
        contact_scores,
        official,
        tuple(Lookup(*row) for row in rows("day, who, purpose", "lookups")),
        tuple(
            Decision(*row)
            for row in rows("day, who, what, outcome, threshold, reasons", "decisions")
        ),
    )


def news(held: Facts, told: Facts) -> Facts:
    """Return what ``told`` says that ``held`` does not say, or says otherwise."""
    return Facts(
        contacts=_anew(held.contacts, told.contacts),
        contact_scores=_anew(held.contact_scores, told.contact_scores),
        official=_anew(held.official, told.official),
        lookups=_more(held.lookups, told.lookups),
        decisions=_more(held.decisions, told.decisions),
    )


def is_nothing(facts: Facts) -> bool:
    """Whether there is no fact at all."""
    tables = (facts.contacts, facts.contact_scores, facts.official, facts.lookups, facts.decisions)
    return not any(tables)


def write(connection: Connection, number: int, facts: Facts) -> None:
    """Write the facts of an import."""

    def put(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        parts = [
            (number, *(storable(cell) if isinstance(cell, str) else cell for cell in row))
            for row in rows
        ]
        if parts:
            marks = ", ".join("?" * len(parts[0]))
            connection.exec_driver_sql(
                f"INSERT INTO {table} (import_id, {columns}) VALUES ({marks})",  # noqa: S608
                parts,
            )

    put(
        "contacts",
        "contact, name, closeness, since, until",
        ((name, *cells) for name, cells in facts.contacts.items()),
    )
    put(
        "contact_scores",
        "contact, day, score",
        ((*key, score) for key, score in facts.contact_scores.items()),
    )
    put(
        "official_scores",
        "day, nth, score, rulebook, note",
        ((*key, *cells) for key, cells in facts.official.items()),
    )
    put("lookups", "day, who, purpose", ((row.day, row.who, row.purpose) for row in facts.lookups))
    put(
        "decisions",
        "day, who, what, outcome, threshold, reasons",
        (
            (row.day, row.who, row.what, row.outcome, row.threshold, row.reasons)
            for row in facts.decisions
        ),
    )


def contacts_of(facts: Facts) -> Contacts:
    """Return the contacts and their scores as columns."""
    names = sorted(facts.contacts)
    rows = [facts.contacts[name] for name in names]
    row_of = {name: row for row, name in enumerate(names)}
    scores = sorted(
        (row_of[name], day, score) for (name, day), score in facts.contact_scores.items()
    )
    return Contacts(
        id=as_vector(names),
        name=as_vector([row[0] for row in rows]),
        closeness=np.array([row[1] for row in rows], dtype=np.float64),
        since=_days([row[2] for row in rows]),
        until=_days([row[3] for row in rows]),
        score_contact=np.array([row[0] for row in scores], dtype=np.int64),
        score_day=np.array([row[1] for row in scores], dtype=np.int32),
        score=np.array([row[2] for row in scores], dtype=np.float64),
    )


def official_of(facts: Facts) -> OfficialScores:
    """Return the official scores as columns, sorted by day."""
    keys = sorted(facts.official)
    rows = [facts.official[key] for key in keys]
    return OfficialScores(
        day=np.array([key[0] for key in keys], dtype=np.int32),
        score=np.array([row[0] for row in rows], dtype=np.float64),
        rulebook=as_vector([row[1] for row in rows]),
        note=as_vector([row[2] for row in rows]),
    )


def disagreements(held: Facts, told: Facts) -> tuple[Disagreement, ...]:
    """Return the official scores that ``told`` tells differently from ``held``, by day."""
    return tuple(
        Disagreement(key[0], held.official[key][0], cells[0])
        for key, cells in sorted(told.official.items())
        if key in held.official and held.official[key][0] != cells[0]
    )


def all_disagreements(connection: Connection, person: int) -> tuple[Disagreement, ...]:
    """Return every official score that a later import tells differently, in order of the day."""
    told: dict[tuple[int, int], float] = {}
    found = []
    for day, nth, score in connection.exec_driver_sql(
        f"SELECT day, nth, score FROM official_scores WHERE {_ACTIVE}",  # noqa: S608 - no input
        (person,),
    ):
        was = told.get((day, nth), score)
        if was != score:
            found.append(Disagreement(day, was, score))
        told[day, nth] = score
    return tuple(sorted(found, key=lambda one: one.day))


def _anew(held: dict[Key, Row], told: dict[Key, Row]) -> dict[Key, Row]:
    return {key: row for key, row in told.items() if key not in held or held[key] != row}


def _more(held: tuple[Row, ...], told: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return each row as often as ``told`` has it more often than ``held``."""
    left = Counter(held)
    found = []
    for row in told:
        if left[row]:
            left[row] -= 1
        else:
            found.append(row)
    return tuple(found)


def _rows(*columns: NDArray[Any]) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)


def _day_or_none(day: int) -> int | None:
    return None if day == NO_DAY else day


def _days(days: list[int | None]) -> DayVector:
    return np.array([NO_DAY if day is None else day for day in days], dtype=np.int32)
