"""An import into the store: what is new in it, and all of it or nothing written."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, CursorResult, insert, or_, select

from app.domain.arrays import Mask, RowVector, TextVector
from app.domain.errors import UsageError
from app.domain.intake import Reading
from app.domain.progress import Progress
from app.domain.records import Export, Records
from app.store import bill_blocks, change_log, fact_rows, record_blocks
from app.store.columns import restored, storable
from app.store.entries import BillJoin, ImportReceipt
from app.store.errors import NoSuchPerson, OtherPerson
from app.store.record_blocks import Held
from app.store.tables import FILES, IMPORTS, KINDS, PEOPLE
from app.wording.language import _


@dataclass(frozen=True)
class _News:
    """Which records of an export are new, and which the store has otherwise.

    ``kept`` are the rows of the export to write; ``replaced`` the rows of what is held that they
    tell anew, and ``withdrawn`` of these that count no more and are told by none.
    """

    kept: RowVector
    replaced: RowVector
    fresh: int
    withdrawn: int = 0

    @property
    def changed(self) -> int:
        return len(self.replaced) - self.withdrawn


def add(
    connection: Connection,
    reading: Reading,
    person: int | None,
    watch: Progress,
    join: BillJoin | None = None,
) -> ImportReceipt:
    """Add what was read to a person; see ``Archive.add``."""
    export = reading.export
    if export is None:
        raise UsageError(_("This file was refused: there is nothing in it to add."))
    owner = _owner(connection, export, person)
    bills = bill_blocks.read(connection, owner)
    if join is not None and export.bills:
        reading = join.continued(reading, bills)
        export = reading.export or export
    _checked(export.records)
    held = record_blocks.read(connection, owner)
    known = fact_rows.read(connection, owner)
    told = fact_rows.facts_of(export)
    facts = fact_rows.news(known, told)
    news = _without(_news(held, export.records), held, export)
    same = len(export.records) - len(news.kept)
    disagreements = fact_rows.disagreements(known, told)
    nothing_new = (
        not len(news.kept)
        and not news.withdrawn
        and fact_rows.is_nothing(facts)
        and not bill_blocks.tell_anew(bills, export.bills)
    )
    if nothing_new and _told_before(connection, owner, export):
        return ImportReceipt(person_id(owner), None, 0, 0, same, (), reading=reading)
    change_log.give_up_undone(connection, owner)
    new = export.records.only(news.kept) if same else export.records
    number = _put_import(connection, owner, reading, new, news, same)
    codes = _put_kinds(connection, owner, number, new.kinds)
    record_blocks.write(connection, number, new, codes, watch)
    record_blocks.write_replaced(connection, number, held, news.replaced)
    fact_rows.write(connection, number, facts)
    bill_blocks.write(connection, number, export.bills)
    change_log.note(connection, owner, change_log.IMPORT, {"import": number})
    return ImportReceipt(
        person_id(owner),
        number,
        news.fresh,
        news.changed,
        same,
        disagreements,
        withdrawn=news.withdrawn,
        reading=reading,
    )


def person_id(number: int) -> str:
    """Return the short name by which a person of this number is spoken of."""
    return f"p{number}"


def person_number(person: str) -> int:
    """Return the number of a person's id.

    Raises:
        NoSuchPerson: It is no such id.
    """
    digits = person.removeprefix("p")
    if digits == person or not digits.isascii() or not digits.isdecimal() or len(digits) > 12:
        raise NoSuchPerson
    return int(digits)


def exists(connection: Connection, person: str) -> int:
    """Return the number of somebody who is in the store.

    Raises:
        NoSuchPerson: Nobody has this id.
    """
    number = person_number(person)
    if connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.id == number)).first() is None:
        raise NoSuchPerson
    return number


def now() -> str:
    """Return the time as the store writes it: ISO, UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _checked(records: Records) -> None:
    """Refuse a table that no reader of ours makes."""
    listed = records.id.tolist()
    # Equal ids have equal hashes, and sorting numbers is faster than a set of a million texts.
    marks = np.sort(np.fromiter(map(hash, listed), np.int64, len(listed)))
    if (marks[1:] == marks[:-1]).any() and len(set(listed)) != len(listed):
        raise UsageError(_("Two records of this file have one id. Read the file again."))


def _owner(connection: Connection, export: Export, person: int | None) -> int:
    subject = storable(export.subject.id)
    if person is not None:
        if subject and _is_other(connection, person, subject, storable(export.issuer)):
            raise OtherPerson
        return person
    return known_owner(connection, export) or _new_owner(connection)


def _is_other(
    connection: Connection, person: int, subject: str | bytes, issuer: str | bytes
) -> bool:
    """Whether the same issuer knows this person by another id. Two issuers name as they like."""
    ids = connection.execute(
        select(IMPORTS.c.subject).where(
            IMPORTS.c.person == person,
            IMPORTS.c.subject != "",
            IMPORTS.c.issuer == issuer,
            IMPORTS.c.undone.is_(False),
        )
    ).scalars()
    found = set(ids)
    return bool(found) and subject not in found


def known_owner(connection: Connection, export: Export) -> int | None:
    """Return who was told of by the same issuer under the same id, or whose file this is."""
    hashes = [file.sha256 for file in export.inputs]
    same_subject = (IMPORTS.c.subject == storable(export.subject.id)) & (
        IMPORTS.c.issuer == storable(export.issuer)
    )
    same_file = (
        select(FILES.c.id)
        .where(FILES.c.import_id == IMPORTS.c.id, FILES.c.sha256.in_(hashes))
        .exists()
    )
    found = connection.execute(
        select(IMPORTS.c.person)
        .where(or_(same_subject, same_file) if export.subject.id else same_file)
        .order_by(IMPORTS.c.undone, IMPORTS.c.id)
    ).first()
    return None if found is None else int(found[0])


def owner_of_bills(connection: Connection, reading: Reading, join: BillJoin) -> int | None:
    """Return whose earlier bills tell of the same payments, under the same name.

    Both who pays and who is paid have a transfer in their bills; so the name must be the same.
    """
    export = reading.export
    if export is None or not export.bills or not export.subject.name:
        return None
    people = connection.execute(
        select(IMPORTS.c.person)
        .where(IMPORTS.c.name == storable(export.subject.name), IMPORTS.c.undone.is_(False))
        .distinct()
        .order_by(IMPORTS.c.person)
    ).scalars()
    found = [one for one in people if join.belongs(reading, bill_blocks.read(connection, one))]
    return int(found[0]) if len(found) == 1 else None


def _new_owner(connection: Connection) -> int:
    made = connection.execute(insert(PEOPLE).values(made=now()))
    return _key(made)


def _key(made: CursorResult[Any]) -> int:
    return int(made.inserted_primary_key[0])  # type: ignore[index] # one row was put in


def _news(held: Held, told: Records) -> _News:
    before = held.records
    every, none = np.arange(len(told)), np.empty(0, dtype=np.int64)
    if not len(before) or not len(told):
        return _News(every, none, len(told))
    row_of = {name: row for row, name in enumerate(before.id.tolist())}
    known = np.fromiter((row_of.get(name, -1) for name in told.id.tolist()), np.int64, len(told))
    met = np.flatnonzero(known >= 0)
    differ = met[_differ(before.only(known[met]), told.only(met))]
    fresh = np.flatnonzero(known < 0)
    return _News(np.sort(np.concatenate([fresh, differ])), known[differ], len(fresh))


def _without(news: _News, held: Held, export: Export) -> _News:
    """Return the news with the held records that these files say count no more."""
    rows = held.records.row_by_id if export.withdrawn else {}
    gone = [rows[name] for name in sorted(export.withdrawn) if name in rows]
    if not gone:
        return news
    replaced = np.concatenate([news.replaced, np.array(gone, dtype=np.int64)])
    return _News(news.kept, replaced, news.fresh, len(gone))


def _differ(one: Records, other: Records) -> Mask:
    """Return, row by row, whether two tables of one length tell something differently."""
    amounts = (one.amount != other.amount) & ~(np.isnan(one.amount) & np.isnan(other.amount))
    found: Mask = (one.day != other.day) | (one.until != other.until) | amounts
    found |= _names(one) != _names(other)
    for name in dict.fromkeys([*one.texts, *other.texts]):
        cells = [table.texts.get(name) for table in (one, other)]
        left, right = (np.full(len(one), "", object) if c is None else c for c in cells)
        found |= left != right
    return found


def _names(records: Records) -> TextVector:
    names: TextVector = np.array([*records.kinds, ""], dtype=object)[records.kind]
    return names


def _told_before(connection: Connection, person: int, export: Export) -> bool:
    """Whether an import that counts says of itself what this export says of itself."""
    wanted = _said(export)
    hashes = sorted(file.sha256 for file in export.inputs)
    columns = [IMPORTS.c[name] for name in wanted]
    for row in connection.execute(
        select(IMPORTS.c.id, *columns).where(
            IMPORTS.c.person == person,
            IMPORTS.c.undone.is_(False),
        )
    ):
        files = connection.execute(
            select(FILES.c.sha256).where(FILES.c.import_id == row.id)
        ).scalars()
        if list(row[1:]) == list(wanted.values()) and sorted(files) == hashes:
            return True
    return False


def _said(export: Export) -> dict[str, Any]:
    """Return what an export says of itself, as the store has it."""
    subject = export.subject
    said: dict[str, Any] = {
        "subject": subject.id,
        "name": subject.name,
        "region": subject.region,
        "groups": json.dumps(subject.groups),
        "created": export.created,
        "rulebook": export.rulebook,
        "rulebook_version": export.rulebook_version,
        "issuer": export.issuer,
        "signed_by": export.signed_by,
        "not_used": json.dumps(export.not_used),
        "columns": json.dumps(list(export.records.texts)),
    }
    return {
        name: storable(value) if isinstance(value, str) else value for name, value in said.items()
    }


def _put_import(
    connection: Connection, person: int, reading: Reading, new: Records, news: _News, same: int
) -> int:
    export = reading.export
    assert export is not None  # noqa: S101 - asked by ``add``
    made = connection.execute(
        insert(IMPORTS).values(
            person=person,
            reader=reading.reader,
            added=now(),
            rows=reading.rows,
            kept=reading.kept,
            left_out=sum(left.count for left in reading.left_out),
            faults=reading.fault_count,
            records=len(new),
            fresh=news.fresh,
            changed=news.changed,
            same=same,
            undone=False,
            **_said(export),
        )
    )
    number = _key(made)
    files = [
        {"import_id": number, "name": storable(file.name), "sha256": file.sha256}
        for file in export.inputs
    ]
    if files:
        connection.execute(insert(FILES), files)
    return number


def _put_kinds(
    connection: Connection, person: int, number: int, kinds: tuple[str, ...]
) -> list[int]:
    """Give every kind that is new to the person a number; return the number of each."""
    code_of = {
        restored(name): code
        for name, code in connection.execute(
            select(KINDS.c.name, KINDS.c.code)
            .join(IMPORTS, KINDS.c.import_id == IMPORTS.c.id)
            .where(IMPORTS.c.person == person)
        )
    }
    new = [name for name in kinds if name not in code_of]
    for name in new:
        code_of[name] = len(code_of)
    if new:
        connection.execute(
            insert(KINDS),
            [{"import_id": number, "code": code_of[name], "name": storable(name)} for name in new],
        )
    return [code_of[name] for name in kinds]
