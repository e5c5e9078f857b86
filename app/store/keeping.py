"""What is kept of back-ups, and how a person is erased from the tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from app.store.columns import restored, storable
from app.store.tables import BACKUPS, PEOPLE


def backups(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return where back-ups were written and when (ISO, UTC), in the order they were."""
    rows = connection.execute(select(BACKUPS.c.path, BACKUPS.c.made).order_by(BACKUPS.c.id))
    return tuple((restored(row.path), row.made) for row in rows)


def note_backup(connection: Connection, target: Path) -> None:
    """Note where a back-up was written."""
    path = storable(str(target.absolute()))
    connection.execute(delete(BACKUPS).where(BACKUPS.c.path == path))
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    connection.execute(insert(BACKUPS).values(path=path, made=made))


def erase_person(connection: Connection, person: int) -> None:
    """Erase a person; all that is theirs goes along, and its pages are overwritten."""
    connection.execute(delete(PEOPLE).where(PEOPLE.c.id == person))
