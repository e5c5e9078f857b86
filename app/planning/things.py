"""What a planned action puts on record: when, of what kind, and which contacts come and go.

Planned records are ordinary records and planned contacts ordinary contacts, so that every formula
of the model is used as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.domain.arrays import DayVector, FloatVector, RowVector, TextVector
from app.domain.calendar import NO_DAY, Duration, later, month_by_month
from app.domain.records import Contacts, Records
from app.domain.rulebook import Action, ContactChange
from app.mirror.contacts import counted_scores
from app.mirror.facts import Facts

_LAST_CHARACTER = chr(0x10FFFF)
_WHOLE = 1e-9  # units this close below a whole number are that number


@dataclass(frozen=True)
class Thing:
    """What is put on record again and again.

    Attributes:
        days: On which days, ascending, shape ``(n,)``.
        kind: The records' kind; ``None`` where contacts change.
        amount: Of one unit.
        until: How long the contract of each record runs; ``None`` where there is none.
        contact: The contact that comes or goes.
    """

    days: DayVector
    kind: str | None
    amount: float = 1.0
    until: Duration | None = None
    contact: ContactChange | None = None


def thing_of(action: Action, today: int, horizon: int) -> Thing:
    """Return what an action puts on record from the day after today up to the horizon."""
    days = days_of(action, today, horizon)
    return Thing(days, action.kind, action.amount, action.until, action.contact)


def days_of(action: Action, today: int, horizon: int) -> DayVector:
    """Return the days of an action: tomorrow, or the same day of every month from then on.

    Source:
        The model, section 5: first + k months, clamped, up to and including the horizon.
    """
    first = today + 1
    if action.per == "month":
        return month_by_month(first, horizon)
    return np.array([first] if first <= horizon else [], dtype=np.int32)


def effort_of(action: Action, units: float, occurrences: int) -> float:
    """Return what so many units per occurrence cost."""
    return action.effort * abs(units - action.expected) * occurrences


def records_of(thing: Thing, copies: int = 1, prefix: str = "") -> Records:
    """Return the records of one thing alone.

    Args:
        thing: What is put on record.
        copies: How many records each of its days gets.
        prefix: What their ids begin with.
    """
    if thing.kind is None:
        return Records.none()
    days = np.repeat(thing.days, copies)
    ids = _texts([f"{prefix}{row:06}" for row in range(len(days))])
    ends = None
    if thing.until is not None:
        ends = later(days, thing.until.count, thing.until.unit)
    amounts = np.full(len(days), thing.amount)
    return Records.build(ids, days, _texts([thing.kind] * len(days)), amounts, ends)


def with_planned(facts: Facts, things: Sequence[Thing], units: Sequence[float]) -> Facts:
    """Return a person's facts with everything planned on record: what the scorer would see.

    Planned ids come after all own ones, in the order of the things.

    Args:
        facts: The person's facts.
        things: What is planned.
        units: How many of each, whole numbers, in the same order.
    """
    own = facts.records
    longest = max((len(name) - len(name.lstrip(_LAST_CHARACTER)) for name in own.id), default=0)
    lead = _LAST_CHARACTER * (longest + 1)
    tables = [
        records_of(thing, round(count), f"{lead}{place:04}-")
        for place, (thing, count) in enumerate(zip(things, units, strict=True))
        if thing.kind is not None and count > 0
    ]
    everything = [own, *tables]
    kinds = [name for table in everything for name in np.array([*table.kinds, ""])[table.kind]]
    merged = Records.build(
        np.concatenate([table.id for table in everything]),
        np.concatenate([table.day for table in everything]),
        _texts(kinds),
        np.concatenate([table.amount for table in everything]),
        np.concatenate([table.until for table in everything]),
    )
    contacts = with_contacts(facts.contacts, facts.day, things, units)
    return replace(facts, records=merged, contacts=contacts)


def with_contacts(
    contacts: Contacts, today: int, things: Sequence[Thing], units: Sequence[float]
) -> Contacts:
    """Return the contacts with the planned ones joined and the planned ones gone.

    One that goes is, among those who count today, the one whose score is nearest to the planned
    score (then the nearest in closeness, then the first by id); where nobody is left, nobody goes.
    Contacts are whole: half a unit is none.

    Args:
        contacts: The person's contacts.
        today: The day of whom counts.
        things: What is planned; those without a contact are passed over.
        units: How many of each per occurrence, in the same order.
    """
    ends = contacts.until.copy()
    here = counted_scores(contacts, today)
    joined: list[tuple[int, ContactChange]] = []
    for thing, count in zip(things, units, strict=True):
        whole = int(np.floor(count + _WHOLE))
        if thing.contact is None or whole <= 0:
            continue
        for day in np.repeat(thing.days, whole).tolist():
            if thing.contact.change == "add":
                joined.append((day, thing.contact))
                continue
            leaves = _nearest(contacts, here, thing.contact)
            if leaves is None:
                break
            here[leaves] = np.nan
            ends[leaves] = day if ends[leaves] == NO_DAY else min(day, int(ends[leaves]))
    if not joined:
        return replace(contacts, until=ends)
    own, n = len(contacts), len(joined)
    days = np.array([day for day, _ in joined], np.int32)
    names = _texts([f"{_LAST_CHARACTER}{row:06}" for row in range(n)])
    return Contacts(
        id=np.concatenate([contacts.id, names]),
        name=np.concatenate([contacts.name, _texts([""] * n)]),
        closeness=_end_to_end(contacts.closeness, [one.closeness for _, one in joined]),
        since=np.concatenate([contacts.since, days]),
        until=np.concatenate([ends, np.full(n, NO_DAY, np.int32)]),
        score_contact=np.concatenate([contacts.score_contact, np.arange(own, own + n)]),
        score_day=np.concatenate([contacts.score_day, days]),
        score=_end_to_end(contacts.score, [one.score for _, one in joined]),
    )


def _nearest(contacts: Contacts, here: FloatVector, wanted: ContactChange) -> int | None:
    rows: RowVector = np.flatnonzero(~np.isnan(here))
    if not len(rows):
        return None
    off = np.abs(here[rows] - wanted.score)
    apart = np.abs(contacts.closeness[rows] - wanted.closeness)
    return int(rows[np.lexsort((rows, apart, off))[0]])


def _end_to_end(own: FloatVector, more: list[float]) -> FloatVector:
    return np.concatenate([own, np.array(more, np.float64)])


def _texts(words: list[str]) -> TextVector:
    return np.array(["", *words], object)[1:]
