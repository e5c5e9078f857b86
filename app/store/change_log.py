"""Every change that a reader makes is a row of a log, so that it can be undone after a restart."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select, true, update

from app.store import choices
from app.store.entries import Change
from app.store.tables import CHANGES, IMPORTS

IMPORT = "import"
RENAME = "rename"
SET_ASIDE = "set_aside"
PUT_BACK = "put_back"
KEEP_SCENARIO = "keep_scenario"
DROP_SCENARIO = "drop_scenario"
CORRECT_KIND = "correct_kind"
STAYS = frozenset({KEEP_SCENARIO})
"""Changes that undoing passes over: a plan that was saved goes only when it is dropped itself."""


def note(connection: Connection, person: int, kind: str, content: dict[str, Any]) -> None:
    """Write a change down; what was undone before it is given up for good."""
    give_up_undone(connection, person)
    if kind == KEEP_SCENARIO:
        _forget_dropping(connection, person, content["scenario"])
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    connection.execute(
        insert(CHANGES).values(
            person=person, made=made, kind=kind, content=json.dumps(content), undone=False
        )
    )


def give_up_undone(connection: Connection, person: int) -> None:
    """Forget what was undone, with the data that it brought."""
    for table in (IMPORTS, CHANGES):
        connection.execute(
            delete(table).where(
                table.c.person == person,
                table.c.undone.is_(True),
            )
        )


def listed(connection: Connection, person: int) -> tuple[Change, ...]:
    """Return a person's changes, oldest first."""
    rows = connection.execute(
        select(CHANGES.c.kind, CHANGES.c.content, CHANGES.c.made, CHANGES.c.undone)
        .where(CHANGES.c.person == person)
        .order_by(CHANGES.c.id)
    )
    return tuple(
        Change(kind, _what(json.loads(content)), made, undone)
        for kind, content, made, undone in rows
    )


def undo(connection: Connection, person: int) -> Change | None:
    """Take the newest change back that can be; ``None`` where there is none."""
    return _turn(connection, person, undone=True)


def redo(connection: Connection, person: int) -> Change | None:
    """Make the change again that was undone last; ``None`` where there is none."""
    return _turn(connection, person, undone=False)


def _forget_dropping(connection: Connection, person: int, scenario: str) -> None:
    """Forget that a plan was dropped: one of its name is kept, and undoing must not replace it."""
    rows = connection.execute(
        select(CHANGES.c.id, CHANGES.c.content).where(
            CHANGES.c.person == person, CHANGES.c.kind == DROP_SCENARIO
        )
    ).all()
    gone = [row.id for row in rows if json.loads(row.content)["scenario"] == scenario]
    if gone:
        connection.execute(delete(CHANGES).where(CHANGES.c.id.in_(gone)))


def _turn(connection: Connection, person: int, *, undone: bool) -> Change | None:
    newest_first = CHANGES.c.id.desc() if undone else CHANGES.c.id
    turned = CHANGES.c.kind.not_in(STAYS) if undone else true()
    row = connection.execute(
        select(CHANGES.c.id, CHANGES.c.kind, CHANGES.c.content, CHANGES.c.made)
        .where(CHANGES.c.person == person, CHANGES.c.undone.is_(not undone), turned)
        .order_by(newest_first)
        .limit(1)
    ).first()
    if row is None:
        return None
    content = json.loads(row.content)
    _apply(connection, person, row.kind, content, undone=undone)
    connection.execute(update(CHANGES).where(CHANGES.c.id == row.id).values(undone=undone))
    return Change(row.kind, _what(content), row.made, undone)


def _apply(
    connection: Connection, person: int, kind: str, content: dict[str, Any], *, undone: bool
) -> None:
    now = content.get("was") if undone else content.get("now")
    match kind:
        case "import":
            connection.execute(
                update(IMPORTS).where(IMPORTS.c.id == content["import"]).values(undone=undone)
            )
        case "rename":
            choices.put_name(connection, person, now)
        case "set_aside" | "put_back":
            choices.put_aside(connection, person, content["record"], now)
        case "correct_kind":
            choices.put_kind(connection, person, tuple(content["corrected"]), now)
        case "keep_scenario" | "drop_scenario":
            choices.put_scenario(connection, person, content["scenario"], now)


def _what(content: dict[str, Any]) -> str:
    if "corrected" in content:
        return str(content["corrected"][1])
    return str(content.get("import") or content.get("record") or content.get("scenario") or "")
