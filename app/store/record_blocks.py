"""Records of a person as blocks of columns: written an import at a time, read in one pass."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection

from app.domain.arrays import DayVector, Mask, RowVector, TextVector
from app.domain.calendar import NO_DAY
from app.domain.progress import Progress, Unwatched
from app.domain.records import Records
from app.store.columns import packed_texts, restored, unpacked_texts
from app.store.waiting_texts import Cells, WaitingTexts

BLOCK = 65_536
"""Most records of a block."""

_BLOCKS = (
    "SELECT import_id, size, days, kinds, amounts, ends, ids FROM records WHERE import_id IN"
    " (SELECT id FROM imports WHERE person = ? AND NOT undone) ORDER BY import_id, block"
)
_PLACES = (
    "SELECT import_id, block FROM records WHERE import_id IN"
    " (SELECT id FROM imports WHERE person = ? AND NOT undone) ORDER BY import_id, block"
)
_TEXTS = (
    'SELECT import_id, "column", block, cells FROM record_texts WHERE import_id IN'
    " (SELECT id FROM imports WHERE person = ? AND NOT undone)"
)
_REPLACED = (
    "SELECT older, rows FROM replaced_records WHERE import_id IN"
    " (SELECT id FROM imports WHERE person = ? AND NOT undone)"
)
_KINDS = (
    "SELECT name FROM kinds WHERE import_id IN"
    " (SELECT id FROM imports WHERE person = ? AND NOT undone) ORDER BY code"
)
_PUT = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_TEXT = "INSERT INTO record_texts VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Held:
    """A person's records as the store has them, each with where it came from.

    Attributes:
        records: The newest telling of every record.
        origin: Import of each, shape ``(n,)``.
        row: Row within that import, shape ``(n,)``.
    """

    records: Records
    origin: RowVector
    row: RowVector


def write(
    connection: Connection, number: int, records: Records, codes: Sequence[int], watch: Progress
) -> None:
    """Write the records of an import.

    Args:
        connection: A connection that writes.
        number: The import.
        records: What it brings, in the order of (day, id).
        codes: The person's number for each of ``records.kinds``.
        watch: Told the blocks; may stop the work.
    """
    driver = connection.connection.driver_connection
    blocks = [slice(at, at + BLOCK) for at in range(0, len(records), BLOCK)]
    steps = len(blocks) * (1 + len(records.texts))
    done = itertools.count(1)
    person_codes = np.asarray(codes, dtype="<i4")

    def parts() -> Iterator[tuple[Any, ...]]:
        for block, rows in enumerate(blocks):
            amounts, ends = records.amount[rows], records.until[rows]
            yield (
                number,
                block,
                len(amounts),
                _bytes(records.day[rows], "<i4"),
                _bytes(person_codes[records.kind[rows]], "<i4"),
                None if np.isnan(amounts).all() else _bytes(amounts, "<f8"),
                None if (ends == NO_DAY).all() else _bytes(ends, "<i4"),
                packed_texts(records.id[rows].tolist()),
            )
            watch.report(next(done), steps)

    def texts() -> Iterator[tuple[Any, ...]]:
        for name, cells in records.texts.items():
            for block, rows in enumerate(blocks):
                yield number, name, block, packed_texts(cells[rows].tolist())
                watch.report(next(done), steps)

    # The driver's own: a million cells need none of what SQLAlchemy would do for each.
    driver.executemany(_PUT, parts())  # type: ignore[union-attr]
    driver.executemany(_PUT_TEXT, texts())  # type: ignore[union-attr]


def write_replaced(connection: Connection, number: int, held: Held, rows: RowVector) -> None:
    """Note that an import tells these rows of ``held`` anew."""
    origin = held.origin[rows]
    parts = [
        (number, int(older), _bytes(np.sort(held.row[rows][origin == older]), "<i8"))
        for older in np.unique(origin)
    ]
    if parts:
        connection.exec_driver_sql("INSERT INTO replaced_records VALUES (?, ?, ?)", parts)


def read(connection: Connection, person: int, progress: Progress | None = None) -> Held:
    """Read a person's records in one pass; the shown texts are unpacked when they are asked for.

    Args:
        connection: Any connection.
        person: Number of the person.
        progress: Told the blocks; may stop the work.
    """
    watch = progress or Unwatched()
    rows = connection.exec_driver_sql(_BLOCKS, (person,)).fetchall()
    if not rows:
        names = _column_names(connection, person)
        nothing = np.empty(0, dtype=np.int64)
        kinds = tuple(_kinds(connection, person))
        empty = Records.none()
        texts = {name: np.empty(0, dtype=object) for name in names}
        return Held(
            Records(empty.id, empty.day, empty.kind, kinds, empty.amount, empty.until, texts),
            nothing,
            nothing,
        )
    sizes = [row.size for row in rows]
    ids = []
    for done, row in enumerate(rows, 1):
        ids.append(unpacked_texts(row.ids))
        watch.report(done, len(rows))
    origin = np.repeat([row.import_id for row in rows], sizes).astype(np.int64)
    held = Records(
        id=np.concatenate(ids),
        day=_joined([row.days for row in rows], sizes, "<i4").astype(np.int32, copy=False),
        kind=_joined([row.kinds for row in rows], sizes, "<i4").astype(np.int32, copy=False),
        kinds=tuple(_kinds(connection, person)),
        amount=_joined([row.amounts for row in rows], sizes, "<f8", np.nan),
        until=_joined([row.ends for row in rows], sizes, "<i4", NO_DAY).astype(
            np.int32, copy=False
        ),
        texts=WaitingTexts(_texts(connection, person, sizes)),
    )
    starts = np.flatnonzero(np.r_[True, origin[1:] != origin[:-1]])
    row_in_import = np.arange(len(origin)) - np.repeat(starts, np.diff(np.r_[starts, len(origin)]))
    counts = _newest(connection, person, origin, starts)
    if len(starts) == 1 and counts.all():  # nothing to sort, and nothing is told anew
        return Held(held, origin, row_in_import)
    kept = np.flatnonzero(counts)
    order = kept[_order(held.day[kept], held.id[kept], origin[kept])]
    return Held(_chosen(held, order), origin[order], row_in_import[order])


def _chosen(held: Records, order: RowVector) -> Records:
    texts = held.texts
    waiting = texts.chosen(order) if isinstance(texts, WaitingTexts) else texts
    return Records(
        id=held.id[order],
        day=held.day[order],
        kind=held.kind[order],
        kinds=held.kinds,
        amount=held.amount[order],
        until=held.until[order],
        texts=waiting,
    )


def _newest(connection: Connection, person: int, origin: RowVector, starts: RowVector) -> Mask:
    """Return which rows no later import that counts tells anew."""
    first_of = {int(origin[start]): int(start) for start in starts}
    kept = np.ones(len(origin), dtype=np.bool_)
    for older, rows in connection.exec_driver_sql(_REPLACED, (person,)):
        if older in first_of:
            kept[first_of[older] + np.frombuffer(rows, "<i8")] = False
    return kept


def _order(day: DayVector, ids: TextVector, origin: RowVector) -> RowVector:
    """Return the order by (day, id) of rows that are in this order within each import."""
    order = np.argsort(day, kind="stable")
    days, of = day[order], origin[order]
    same_day = days[1:] == days[:-1]
    # Only a day that several imports tell of can be out of order.
    mixed = same_day & (of[1:] != of[:-1])
    listed = ids.tolist()
    for at in np.unique(days[1:][mixed]).tolist():
        start, end = np.searchsorted(days, at), np.searchsorted(days, at, "right")
        order[start:end] = sorted(order[start:end].tolist(), key=listed.__getitem__)
    return order


def _kinds(connection: Connection, person: int) -> list[str]:
    """Return the person's kinds; the place of each is its number."""
    names = connection.exec_driver_sql(_KINDS, (person,)).scalars()
    return [restored(name) for name in names]


def _column_names(connection: Connection, person: int) -> list[str]:
    found: dict[str, None] = {}
    for columns in connection.exec_driver_sql(
        "SELECT columns FROM imports WHERE person = ? AND NOT undone ORDER BY id", (person,)
    ).scalars():
        found.update(dict.fromkeys(json.loads(columns)))
    return list(found)


def _texts(connection: Connection, person: int, sizes: list[int]) -> dict[str, list[Cells]]:
    """Return every shown column as packed blocks; an import without one leaves its rows empty."""
    places: dict[tuple[int, int], int] = {}
    for place, key in enumerate(connection.exec_driver_sql(_PLACES, (person,))):
        places[key.import_id, key.block] = place
    found: dict[str, list[Cells]] = {
        name: list(sizes) for name in _column_names(connection, person)
    }
    for number, name, block, cells in connection.exec_driver_sql(_TEXTS, (person,)):
        found[name][places[number, block]] = cells
    return found


def _bytes(column: Any, form: str) -> bytes:
    return bytes(np.ascontiguousarray(column, dtype=form).data)


def _joined(parts: list[bytes | None], sizes: list[int], form: str, none: float = 0) -> Any:
    """Return the blocks of a column as one; where a block has none, ``none`` stands."""
    return np.concatenate(
        [
            np.full(size, none, form) if part is None else np.frombuffer(part, form, size)
            for part, size in zip(parts, sizes, strict=True)
        ]
    )
