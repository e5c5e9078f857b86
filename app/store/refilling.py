"""The rows that were saved of a damaged store, put into a new one so that it is whole in itself.

No figure may come out wrong: a record that has lost its day, kind, amount, end or id is left out
whole; one that has lost a shown text only keeps an empty one; one whose kind has lost its name
gets a name that no rule counts; and what was told anew stays told anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection
from sqlmodel import SQLModel

from app.store.adding import person_id
from app.store.columns import packed_texts
from app.store.mending import Texts, numbers_of, texts_of
from app.store.pages import Blob, Row
from app.store.record_blocks import BLOCK
from app.store.tables import IMPORTS

_BY_BLOCK = ("records", "record_texts", "replaced_records")
_APART = {*_BY_BLOCK, "people", "imports", "kinds", "settings", "backups"}
_OF_IMPORTS = tuple(
    table.name
    for table in SQLModel.metadata.sorted_tables
    if "import_id" in table.columns and table.name not in _APART
)
_OF_PEOPLE = tuple(
    table.name
    for table in SQLModel.metadata.sorted_tables
    if "person" in table.columns and table.name not in _APART
)
"""Both have whose they are as their second column, behind a number of their own."""
_UNKNOWN = "lost.kind-{code}"

Rows = dict[str, list[Row]]


@dataclass
class Losses:
    """What of a damaged store could not be read.

    Attributes:
        bad: Pages that are damaged.
        pages: Pages that there are.
        records: By person: records that are lost, and how many there were.
        texts: Cells of shown columns that are lost; their records are there.
        tables: Tables of which rows may be lost, nobody can tell how many.
    """

    bad: int
    pages: int
    records: dict[str, tuple[int, int]] = field(default_factory=dict)
    texts: int = 0
    tables: tuple[str, ...] = ()


@dataclass
class _Import:
    """What could be read of the records of an import.

    ``kept`` are the rows that stay, by their number in the import as it was; ``ids`` theirs.
    """

    kept: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    codes: set[int] = field(default_factory=set)
    texts_lost: int = 0

    @property
    def place_of(self) -> dict[int, int]:
        return {row: place for place, row in enumerate(self.kept)}


def refilled(
    connection: Connection, rows: Rows, hurt: Iterable[str], pages: tuple[int, int]
) -> Losses:
    """Put rows into an empty store; return what is missing.

    Args:
        connection: The empty store's, writing.
        rows: What was read, by table.
        hurt: Tables that may lack rows.
        pages: Pages that are damaged, and pages that there are.
    """
    whole = {
        name: [_cells(row) for row in found if row.is_whole]
        for name, found in rows.items()
        if name not in _BY_BLOCK
    }
    imports = _imports(rows, whole)
    people = _people(whole, imports)
    _put(connection, "people", people)
    _put(connection, "imports", imports.values())
    _put_kinds(connection, whole, imports, rows)
    read = _records(connection, rows, imports)
    _replace(connection, rows, imports, read)
    for name in _OF_IMPORTS:
        found = [row for row in whole[name] if row[1] in imports]
        if name == "contact_scores":
            found = _of_known(found, whole["contacts"], imports)
        _put(connection, name, found)
    known = {row[0] for row in people}
    for name in _OF_PEOPLE:
        _put(connection, name, [row for row in whole[name] if row[1] in known])
    _put(connection, "settings", [row for row in whole["settings"] if row[1] in {None, *known}])
    _put(connection, "backups", whole["backups"])
    return _losses(rows, hurt, pages, imports, read)


def _cells(row: Row) -> tuple[Any, ...]:
    """Return the cells of a row; SQLite leaves a number of its own out of them."""
    first = row.number if row.cells and row.cells[0] is None else row.cells[0]
    return (first, *row.cells[1:])


def _imports(rows: Rows, whole: dict[str, list[tuple[Any, ...]]]) -> dict[int, tuple[Any, ...]]:
    """Return the imports by number; one whose own row is lost is made up where its records are."""
    found = {int(row[0]): row for row in whole["imports"]}
    owners = {int(row[1]) for row in found.values()} | {int(row[0]) for row in whole["people"]}
    orphans = {
        int(row.cells[0]) for row in rows["records"] if not isinstance(row.cells[0], Blob)
    } - set(found)
    if len(owners) > 1:
        return found  # whose the records were, nobody can tell: a wrong person gets none of them
    owner = next(iter(owners), 1)
    for number in orphans:
        found[number] = _made_up(number, owner, rows)
    return dict(sorted(found.items()))


def _made_up(number: int, owner: int, rows: Rows) -> tuple[Any, ...]:
    names = [
        row.cells[1]
        for row in rows["record_texts"]
        if row.cells[0] == number and isinstance(row.cells[1], str)
    ]
    told: dict[str, Any] = dict.fromkeys((column.name for column in IMPORTS.columns), "")
    told |= dict.fromkeys(
        ("rows", "kept", "left_out", "faults", "records", "fresh", "changed", "same"), 0
    )
    told |= dict.fromkeys(("created", "rulebook", "rulebook_version", "signed_by"))
    told |= {"id": number, "person": owner, "undone": 0, "groups": "[]", "not_used": "[]"}
    told["columns"] = json.dumps(list(dict.fromkeys(names)))
    return tuple(told[column.name] for column in IMPORTS.columns)


def _people(
    whole: dict[str, list[tuple[Any, ...]]], imports: dict[int, tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    people = {int(row[0]): row for row in whole["people"]}
    for row in imports.values():
        people.setdefault(int(row[1]), (int(row[1]), None, row[3] or ""))
    return [people[number] for number in sorted(people)]


def _put_kinds(
    connection: Connection,
    whole: dict[str, list[tuple[Any, ...]]],
    imports: dict[int, tuple[Any, ...]],
    rows: Rows,
) -> None:
    """Put the kinds there; a person's are counted through from 0, so one that is lost has a place."""
    known: dict[int, dict[int, tuple[Any, ...]]] = defaultdict(dict)
    for row in whole["kinds"]:
        if row[1] in imports:
            known[int(imports[row[1]][1])][int(row[2])] = row
    used = _most_used(rows, imports)
    for person in {int(row[1]) for row in imports.values()}:
        first = min(number for number, row in imports.items() if row[1] == person)
        most = max([used.get(person, -1), *known[person]], default=-1)
        for code in range(most + 1):
            row = known[person].get(code, (None, first, code, _UNKNOWN.format(code=code)))
            _put(connection, "kinds", [(None, *row[1:])])


def _most_used(rows: Rows, imports: dict[int, tuple[Any, ...]]) -> dict[int, int]:
    most: dict[int, int] = {}
    for row in rows["records"]:
        number, size = row.cells[0], row.cells[2]
        if isinstance(number, Blob) or isinstance(size, Blob) or number not in imports:
            continue
        data, there = numbers_of(row.cells[4], int(size), 4)
        if there.any():
            person = int(imports[number][1])
            codes = np.frombuffer(data, "<i4")[there]
            most[person] = max(most.get(person, -1), int(codes.max()))
    return most


def _records(
    connection: Connection,
    rows: Rows,
    imports: dict[int, tuple[Any, ...]],
) -> dict[int, _Import]:
    read: dict[int, _Import] = defaultdict(_Import)
    texts: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    for row in rows["record_texts"]:
        number, name, block, cells = row.cells
        if isinstance(name, str) and not isinstance(number, Blob) and not isinstance(block, Blob):
            texts[number, block][name] = cells
    for row in sorted(_blocks(rows, imports), key=lambda one: one.cells[:2]):
        number, block, size, days, kinds, amounts, ends, packed = row.cells
        parts, keep, ids = _block(size, (days, kinds, amounts, ends), packed)
        if not len(keep):
            continue
        one = read[number]
        one.kept += (block * BLOCK + keep).tolist()
        one.ids += ids
        _put(connection, "records", [(number, block, len(keep), *parts, packed_texts(ids))])
        for name in json.loads(imports[number][-1]):
            found = texts_of(texts[number, block].get(name), size)
            chosen = [found[at] for at in keep.tolist()]
            one.texts_lost += chosen.count(None)
            filled = packed_texts([text or "" for text in chosen])
            _put(connection, "record_texts", [(number, name, block, filled)])
    for number in imports:
        connection.exec_driver_sql(
            "UPDATE imports SET records = ? WHERE id = ?", (len(read[number].kept), number)
        )
    return read


def _blocks(rows: Rows, imports: dict[int, tuple[Any, ...]]) -> Iterable[Row]:
    for row in rows["records"]:
        if not any(isinstance(cell, Blob) for cell in row.cells[:3]) and row.cells[0] in imports:
            yield row


def _block(
    size: int, numbers: tuple[Any, Any, Any, Any], packed: Any
) -> tuple[list[bytes | None], Any, list[str]]:
    """Return the columns of numbers (days, kinds, amounts, ends), which rows stay, and their ids."""
    ids: Texts = texts_of(packed, size)
    there = np.array([text is not None for text in ids], dtype=np.bool_)
    read: list[tuple[bytes | None, int]] = []
    for cell, width in zip(numbers, (4, 4, 8, 4), strict=True):
        if cell is None:  # no record of the block has one
            read.append((None, width))
            continue
        data, is_there = numbers_of(cell, size, width)
        there &= is_there
        read.append((data, width))
    keep = np.flatnonzero(there)
    parts = [
        None if data is None else np.frombuffer(data, f"V{width}")[keep].tobytes()
        for data, width in read
    ]
    return parts, keep, [str(ids[at]) for at in keep.tolist()]


def _replace(
    connection: Connection,
    rows: Rows,
    imports: dict[int, tuple[Any, ...]],
    read: dict[int, _Import],
) -> None:
    """Put there which rows are told anew: as it was noted, and as the ids themselves say."""
    anew: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row in rows["replaced_records"]:
        number, older, cell = row.cells
        if number not in imports or older not in imports:
            continue
        size = len(cell.data if isinstance(cell, Blob) else cell) // 8
        data, there = numbers_of(cell, size, 8)
        place_of = read[older].place_of
        told = np.frombuffer(data, "<i8")[there].tolist()
        anew[number, older] |= {place_of[at] for at in told if at in place_of}
    for person in {row[1] for row in imports.values()}:
        seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number in (number for number, row in imports.items() if row[1] == person):
            for place, name in enumerate(read[number].ids):
                for older, at in seen[name]:
                    anew[number, older].add(at)
                seen[name].append((number, place))
    _put(
        connection,
        "replaced_records",
        [
            (number, older, np.array(sorted(places), dtype="<i8").tobytes())
            for (number, older), places in anew.items()
            if places
        ],
    )


def _of_known(
    scores: list[tuple[Any, ...]],
    contacts: list[tuple[Any, ...]],
    imports: dict[int, tuple[Any, ...]],
) -> list[tuple[Any, ...]]:
    """Return the scores of contacts who are there themselves."""
    known = {(imports[row[1]][1], row[2]) for row in contacts if row[1] in imports}
    return [row for row in scores if (imports[row[1]][1], row[2]) in known]


def _put(connection: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    listed = [tuple(row) for row in rows]
    if listed:
        marks = ", ".join("?" * len(listed[0]))
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", listed)  # noqa: S608 - ours


def _losses(
    rows: Rows,
    hurt: Iterable[str],
    pages: tuple[int, int],
    imports: dict[int, tuple[Any, ...]],
    read: dict[int, _Import],
) -> Losses:
    place = [column.name for column in IMPORTS.columns].index("records")
    records: dict[str, tuple[int, int]] = {}
    for number, row in imports.items():
        was, now = max(int(row[place]), len(read[number].kept)), len(read[number].kept)
        lost, told = records.get(person_id(row[1]), (0, 0))
        records[person_id(row[1])] = (lost + was - now, told + was)
    cut = {
        name
        for name, found in rows.items()
        if name not in _BY_BLOCK[:2] and not all(row.is_whole for row in found)
    }
    return Losses(
        *pages,
        records={person: one for person, one in records.items() if one[0]},
        texts=sum(one.texts_lost for one in read.values()),
        tables=tuple(sorted({*hurt, *cut} - set(_BY_BLOCK[:2]))),
    )
