"""From single people to a crowd, and from a crowd to some of its people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, Mask, RowVector, TextVector
from app.domain.crowd import (
    Crowd,
    CrowdContacts,
    CrowdDecisions,
    CrowdRecords,
    CrowdScores,
    Labels,
)
from app.domain.records import Contacts, Decision, Export, OfficialScores, Records

T = TypeVar("T", bound=np.generic)

REGION = "region"
"""Name of the attribute that a subject's region becomes."""


def crowd_of(exports: Iterable[Export], ids: Sequence[str] | None = None) -> Crowd:
    """Pack several people's exports into a crowd, in their order.

    Args:
        exports: One a person.
        ids: Whose each export is; by default what its subject says.

    Returns:
        The crowd. A subject's region and groups become attributes; nobody has an outcome.
    """
    people = tuple(exports)
    names = [one.subject.id for one in people] if ids is None else list(ids)
    if len(names) != len(people):
        raise ValueError(f"{len(people)} exports and {len(names)} ids.")
    return Crowd(
        ids=_texts(names),
        records=_records([one.records for one in people]),
        contacts=_contacts([one.contacts for one in people]),
        official=_official([one.official for one in people]),
        decisions=_decisions([one.decisions for one in people]),
        attributes=_attributes(people),
    )


def nobody_known() -> Crowd:
    """Return a crowd of one person of whom nothing is known."""
    return Crowd(_texts([""]))


def labels_of(cells: Sequence[str]) -> Labels:
    """Return a column of texts with each text held once; an empty cell is no text."""
    codes: dict[str, int] = {"": -1}
    named = [codes.setdefault(cell, len(codes) - 1) for cell in cells]
    return Labels(np.array(named, np.int32), tuple(codes)[1:])


def only(crowd: Crowd, chosen: Mask) -> Crowd:
    """Return some people of a crowd with all their rows, in the same order.

    Args:
        crowd: The crowd.
        chosen: Who, shape ``(n_people,)``.
    """
    numbers = np.cumsum(chosen, dtype=np.int32) - np.int32(1)
    records, contacts = crowd.records, crowd.contacts
    official, decisions = crowd.official, crowd.decisions
    rows, scores, decided = (
        np.flatnonzero(chosen[table.person]) for table in (records, official, decisions)
    )
    return Crowd(
        ids=crowd.ids[chosen],
        records=replace(
            records,
            person=numbers[records.person[rows]],
            day=records.day[rows],
            kind=records.kind[rows],
            amount=records.amount[rows],
            until=records.until[rows],
        ),
        contacts=_some_contacts(contacts, chosen[contacts.person], numbers),
        official=CrowdScores(
            numbers[official.person[scores]],
            official.day[scores],
            official.score[scores],
            _some(official.rulebook, scores),
        ),
        decisions=CrowdDecisions(
            numbers[decisions.person[decided]], decisions.day[decided], decisions.reasons[decided]
        ),
        attributes={
            name: _some(column, np.flatnonzero(chosen)) for name, column in crowd.attributes.items()
        },
        outcomes={name: column[chosen] for name, column in crowd.outcomes.items()},
        faulty=crowd.faulty,
    )


def _some(labels: Labels, rows: RowVector) -> Labels:
    return Labels(labels.code[rows], labels.names)


def _some_contacts(contacts: CrowdContacts, kept: Mask, numbers: CodeVector) -> CrowdContacts:
    rows = np.flatnonzero(kept)
    scores = np.flatnonzero(kept[contacts.score_contact])
    places = np.cumsum(kept, dtype=np.int64) - 1
    return CrowdContacts(
        person=numbers[contacts.person[rows]],
        closeness=contacts.closeness[rows],
        since=contacts.since[rows],
        until=contacts.until[rows],
        score_contact=places[contacts.score_contact[scores]],
        score_day=contacts.score_day[scores],
        score=contacts.score[scores],
    )


def _texts(words: Sequence[str]) -> TextVector:
    vector = np.empty(len(words), dtype=object)
    vector[:] = words
    return vector


def _end_to_end(vectors: Sequence[NDArray[T]], kind: type[T]) -> NDArray[T]:
    return np.concatenate(vectors) if vectors else np.empty(0, dtype=kind)


def _persons(lengths: Sequence[int]) -> CodeVector:
    return np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, np.int64))


def _records(tables: Sequence[Records]) -> CrowdRecords:
    codes: dict[str, int] = {}
    kinds = []
    for table in tables:
        own = [codes.setdefault(kind, len(codes)) for kind in table.kinds]
        kinds.append(np.array(own, np.int32)[table.kind])
    return CrowdRecords(
        person=_persons([len(table) for table in tables]),
        day=_end_to_end([table.day for table in tables], np.int32),
        kind=_end_to_end(kinds, np.int32),
        kinds=tuple(codes),
        amount=_end_to_end([table.amount for table in tables], np.float64),
        until=_end_to_end([table.until for table in tables], np.int32),
    )


def _contacts(tables: Sequence[Contacts]) -> CrowdContacts:
    starts = itertools.accumulate((len(table) for table in tables), initial=0)
    return CrowdContacts(
        person=_persons([len(table) for table in tables]),
        closeness=_end_to_end([table.closeness for table in tables], np.float64),
        since=_end_to_end([table.since for table in tables], np.int32),
        until=_end_to_end([table.until for table in tables], np.int32),
        score_contact=_end_to_end(
            [table.score_contact + start for table, start in zip(tables, starts, strict=False)],
            np.int64,
        ),
        score_day=_end_to_end([table.score_day for table in tables], np.int32),
        score=_end_to_end([table.score for table in tables], np.float64),
    )


def _official(tables: Sequence[OfficialScores]) -> CrowdScores:
    books = [str(cell) for table in tables for cell in table.rulebook.tolist()]
    return CrowdScores(
        person=_persons([len(table) for table in tables]),
        day=_end_to_end([table.day for table in tables], np.int32),
        score=_end_to_end([table.score for table in tables], np.float64),
        rulebook=labels_of(books),
    )


def _decisions(tables: Sequence[tuple[Decision, ...]]) -> CrowdDecisions:
    ordered = [sorted(table, key=lambda one: one.day) for table in tables]
    return CrowdDecisions(
        person=_persons([len(table) for table in ordered]),
        day=np.array([one.day for table in ordered for one in table], np.int32),
        reasons=_texts([one.reasons for table in ordered for one in table]),
    )


def _attributes(people: Sequence[Export]) -> dict[str, Labels]:
    told = [
        {**({REGION: one.subject.region} if one.subject.region else {}), **dict(one.subject.groups)}
        for one in people
    ]
    names = dict.fromkeys(name for own in told for name in own)
    return {name: labels_of([own.get(name, "") for own in told]) for name in names}
