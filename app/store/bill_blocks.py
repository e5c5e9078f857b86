"""The rows of bills as the store keeps them: a block a table of a bill, with the import it came by."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection

from app.domain.bills import BillPart

_PUT = "INSERT INTO bills (import_id, content) VALUES (?, ?)"
_GET = (
    "SELECT content FROM bills WHERE import_id IN"
    " (SELECT id FROM imports WHERE person = ? AND NOT undone) ORDER BY id"
)


def write(connection: Connection, number: int, parts: Sequence[BillPart]) -> None:
    """Write the bills of an import."""
    blocks = [(number, _packed(part)) for part in parts]
    if blocks:
        connection.exec_driver_sql(_PUT, blocks)


def read(connection: Connection, person: int) -> tuple[BillPart, ...]:
    """Return the bills of a person, in the order they came; none of an import that is undone."""
    rows = connection.exec_driver_sql(_GET, (person,)).scalars()
    return tuple(_unpacked(content) for content in rows)


def tell_anew(held: Sequence[BillPart], told: Sequence[BillPart]) -> bool:
    """Return whether any of these bills is not held yet just so."""
    known = [_said(part) for part in held]
    return any(_said(part) not in known for part in told)


def _said(part: BillPart) -> BillPart:
    """Return a bill without what became of its rows, which changes with every other bill."""
    return replace(part, records=(), out=frozenset(), bears=False, stored=False)


def _packed(part: BillPart) -> bytes:
    content: dict[str, Any] = asdict(part)
    content["out"] = sorted(part.out)
    del content["stored"]
    return zlib.compress(json.dumps(content).encode("ascii"))


def _unpacked(data: bytes) -> BillPart:
    content = json.loads(zlib.decompress(data))
    return BillPart(
        reader=content["reader"],
        file=content["file"],
        table=content["table"],
        made=content["made"],
        columns=tuple(content["columns"]),
        lines=tuple(content["lines"]),
        cells=tuple(map(tuple, content["cells"])),
        records=tuple(content["records"]),
        out=frozenset(content["out"]),
        bears=content["bears"],
        stored=True,
    )
