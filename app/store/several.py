"""Several files of one person in one act: all of all of them, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.domain.intake import Reading
from app.domain.progress import Progress
from app.store import adding
from app.store.entries import BillJoin, ImportReceipt


def add_all(
    connection: Connection,
    readings: Sequence[Reading],
    person: int | None,
    watch: Progress,
    join: BillJoin | None = None,
) -> tuple[ImportReceipt, ...]:
    """Add files of one person, one import a file; see ``Archive.add_all``."""
    exports = [reading.export for reading in readings if reading.export is not None]
    if person is None:
        # Any of the files may name somebody who is here: a bill names nobody, a package does.
        owners = (adding.known_owner(connection, export) for export in exports)
        person = next((owner for owner in owners if owner is not None), None)
    if person is None and join is not None:
        found = (adding.owner_of_bills(connection, reading, join) for reading in readings)
        person = next((owner for owner in found if owner is not None), None)
    rows = [len(export.records) for export in exports]
    receipts: list[ImportReceipt] = []
    for reading in readings:
        part = _Part(watch, sum(rows[: len(receipts)]), sum(rows))
        receipts.append(adding.add(connection, reading, person, part, join))
        person = adding.person_number(receipts[-1].person)
    return tuple(receipts)


class _Part:
    """The progress of one file among several."""

    def __init__(self, watch: Progress, before: int, total: int) -> None:
        self._watch = watch
        self._before = before
        self._total = total

    def report(self, done: int, total: int) -> None:
        """Report the steps of one file as steps of all."""
        self._watch.report(min(self._before + done, self._total), max(self._total, total))
