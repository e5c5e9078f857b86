"""What a person chose: a name, records set aside, scenarios, settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from app.store.columns import restored, storable
from app.store.tables import ASIDES, PEOPLE, SCENARIOS, SETTINGS

_KINDS = "kinds"
"""Under this name the kinds that the reader gave lie among a person's settings."""


def name(connection: Connection, person: int) -> str | None:
    """Return the reader's own name for a person; ``None`` where they took the file's."""
    found = connection.execute(select(PEOPLE.c.name).where(PEOPLE.c.id == person)).scalar_one()
    return None if found is None else restored(found)


def put_name(connection: Connection, person: int, named: str | None) -> None:
    """Give a person the reader's own name; ``None`` takes the file's."""
    said = None if named is None else storable(named)
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(name=said))


def asides(connection: Connection, person: int) -> dict[str, str]:
    """Return the reason of every record that is set aside, in the order they were."""
    rows = connection.execute(
        select(ASIDES.c.record, ASIDES.c.reason)
        .where(ASIDES.c.person == person)
        .order_by(ASIDES.c.id)
    )
    return {restored(row.record): row.reason for row in rows}


def put_aside(connection: Connection, person: int, record: str, reason: str | None) -> None:
    """Set a record aside; ``None`` puts it back."""
    cell = storable(record)
    connection.execute(delete(ASIDES).where(ASIDES.c.person == person, ASIDES.c.record == cell))
    if reason is not None:
        connection.execute(insert(ASIDES).values(person=person, record=cell, reason=reason))


def kinds(connection: Connection, person: int) -> dict[tuple[str, str], str]:
    """Return the kinds that the reader gave, by what is corrected (record or payee) and its name."""
    kept = settings(connection, person).get(_KINDS, [])
    return {(whose, name): kind for whose, name, kind in kept}


def put_kind(connection: Connection, person: int, key: tuple[str, str], kind: str | None) -> None:
    """Give a record or a payee another kind; ``None`` takes it back."""
    kept = kinds(connection, person)
    kept.pop(key, None)
    if kind is not None:
        kept[key] = kind
    put_settings(
        connection, person, {_KINDS: [[*one, given] for one, given in kept.items()] or None}
    )


def scenarios(connection: Connection, person: int) -> dict[str, Any]:
    """Return every scenario that is kept, by name."""
    rows = connection.execute(
        select(SCENARIOS.c.name, SCENARIOS.c.content)
        .where(SCENARIOS.c.person == person)
        .order_by(SCENARIOS.c.id)
    )
    return {restored(row.name): json.loads(row.content) for row in rows}


def put_scenario(connection: Connection, person: int, named: str, content: Any) -> None:
    """Keep a scenario under a name; ``None`` drops it."""
    cell = storable(named)
    connection.execute(
        delete(SCENARIOS).where(SCENARIOS.c.person == person, SCENARIOS.c.name == cell)
    )
    if content is not None:
        connection.execute(
            insert(SCENARIOS).values(person=person, name=cell, content=json.dumps(content))
        )


def settings(connection: Connection, person: int | None) -> dict[str, Any]:
    """Return where the reader was; ``None`` asks for what holds for the whole store."""
    rows = connection.execute(
        select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.person.is_(person))
        if person is None
        else select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.person == person)
    )
    return {row.name: json.loads(row.value) for row in rows}


def put_settings(connection: Connection, person: int | None, values: Mapping[str, Any]) -> None:
    """Keep settings beside those that are kept; a value of ``None`` forgets one."""
    whose = SETTINGS.c.person.is_(None) if person is None else SETTINGS.c.person == person
    connection.execute(delete(SETTINGS).where(whose, SETTINGS.c.name.in_(list(values))))
    rows = [
        {"person": person, "name": named, "value": json.dumps(value)}
        for named, value in values.items()
        if value is not None
    ]
    if rows:
        connection.execute(insert(SETTINGS), rows)
