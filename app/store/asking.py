"""What is asked of a store: who is in it, what was brought, and a person's data as an export."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, select

from app.domain.progress import Progress
from app.domain.records import Export, InputFile, Subject, dated_by_all
from app.domain.signatures import Signature, SignatureState
from app.store import fact_rows, record_blocks
from app.store.adding import person_id
from app.store.columns import restored
from app.store.entries import ImportEntry, PersonSummary
from app.store.tables import FILES, IMPORTS, PEOPLE


def people(connection: Connection) -> tuple[PersonSummary, ...]:
    """Return who is in the store, in the order they came."""
    return tuple(
        _summary(connection, int(row.id), row.name)
        for row in connection.execute(
            select(PEOPLE.c.id, PEOPLE.c.name).order_by(PEOPLE.c.id)
        ).all()
    )


def imports(connection: Connection, person: int) -> tuple[ImportEntry, ...]:
    """Return what was brought for a person, in order."""
    return tuple(
        ImportEntry(
            number=row.id,
            files=_files(connection, row),
            reader=row.reader,
            when=row.added,
            rows=row.rows,
            kept=row.kept,
            left_out=row.left_out,
            faults=row.faults,
            new=row.fresh,
            updated=row.changed,
            same=row.same,
            undone=row.undone,
        )
        for row in _imports(connection, person)
    )


def export(connection: Connection, person: int, progress: Progress | None) -> Export:
    """Return all that counts of a person.

    What several imports say of themselves is put together as several files of one person are:
    the later word counts, and the latest date; the name is the first that was told.
    """
    told = [row for row in _imports(connection, person) if not row.undone]
    facts = fact_rows.read(connection, person)
    named = next((row for row in reversed(told) if row.rulebook), told[-1] if told else None)
    signers = {row.signed_by for row in told}
    found = Export(
        records=record_blocks.read(connection, person, progress).records,
        contacts=fact_rows.contacts_of(facts),
        official=fact_rows.official_of(facts),
        lookups=facts.lookups,
        decisions=facts.decisions,
        subject=_subject(told),
        created=max((row.created for row in told if row.created is not None), default=None),
        rulebook=_text_or_none(named.rulebook if named else None),
        rulebook_version=_text_or_none(named.rulebook_version if named else None),
        issuer=_latest(told, "issuer"),
        inputs=tuple(file for row in told for file in _files(connection, row)),
        signed_by=_text_or_none(signers.pop()) if len(signers) == 1 else None,
        not_used=tuple(dict.fromkeys(name for row in told for name in json.loads(row.not_used))),
    )
    return dated_by_all(found) if len(told) > 1 else found


def _summary(connection: Connection, person: int, name: str | None) -> PersonSummary:
    every = _imports(connection, person)
    told = [row for row in every if not row.undone]
    facts = fact_rows.read(connection, person)
    counted = {row.id for row in told}
    replaced: dict[int, set[int]] = {}
    for number, older, rows in connection.exec_driver_sql(
        "SELECT import_id, older, rows FROM replaced_records"
    ):
        if number in counted and older in counted:
            replaced.setdefault(older, set()).update(np.frombuffer(rows, "<i8").tolist())
    return PersonSummary(
        id=person_id(person),
        name=_latest((told or every)[::-1], "name") if name is None else restored(name),
        records=sum(row.records for row in told) - sum(map(len, replaced.values())),
        contacts=len(facts.contacts),
        scores=len(facts.official),
        imports=len(told),
    )


def _imports(connection: Connection, person: int) -> list[Row[Any]]:
    query = select(IMPORTS).where(IMPORTS.c.person == person).order_by(IMPORTS.c.id)
    return list(connection.execute(query).all())


def _files(connection: Connection, told: Row[Any]) -> tuple[InputFile, ...]:
    rows = connection.execute(
        select(FILES.c.name, FILES.c.sha256)
        .where(FILES.c.import_id == told.id)
        .order_by(FILES.c.id)
    )
    signer = _text_or_none(told.signed_by)
    signed = None if signer is None else Signature(SignatureState.TRUSTED, signer)
    return tuple(InputFile(restored(row.name), row.sha256, signed) for row in rows)


def _subject(told: list[Row[Any]]) -> Subject:
    groups = next((row.groups for row in reversed(told) if row.groups != "[]"), "[]")
    return Subject(
        id=_latest(told, "subject"),
        name=_latest(told[::-1], "name"),  # a later file never renames the person
        region=_latest(told, "region"),
        groups=tuple((key, value) for key, value in json.loads(groups)),
    )


def _latest(told: list[Row[Any]], column: str) -> str:
    """Return the latest import's word; an earlier one's where the later say nothing."""
    return next((restored(found) for row in reversed(told) if (found := getattr(row, column))), "")


def _text_or_none(text: str | bytes | None) -> str | None:
    return None if text is None else restored(text)
