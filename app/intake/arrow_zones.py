"""The time zones that a Parquet file keeps of its columns, beside the times themselves.

Parquet says of a time only that it is an instant; in which zone it was written down stands in the
schema that Arrow leaves with the file (pandas, Polars, R), or in what pandas notes of its own.

Source:
    Arrow's Schema.fbs and Message.fbs, https://github.com/apache/arrow/tree/main/format, and the
    FlatBuffers encoding, https://flatbuffers.dev/internals/.
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
from collections.abc import Iterator, Mapping

_TIMESTAMP = 10  # in Arrow's union Type
_MESSAGE_HEADER, _SCHEMA_FIELDS = 2, 1  # numbers of the fields in their tables
_FIELD_NAME, _FIELD_TYPE_KIND, _FIELD_TYPE, _TIMESTAMP_ZONE = 0, 2, 3, 1
_MOST_FIELDS = 10_000


def zones(notes: Mapping[str, bytes]) -> dict[str, str]:
    """Return the zone of each column of times that has one, by the column's name.

    Args:
        notes: The key-value metadata of a Parquet file. What cannot be understood says nothing.
    """
    found = dict(_of_pandas(notes.get("pandas", b"")))
    try:
        found.update(_of_arrow(base64.b64decode(notes.get("ARROW:schema", b""), validate=True)))
    except (binascii.Error, struct.error, UnicodeDecodeError, IndexError):
        return found
    return found


def _of_pandas(note: bytes) -> Iterator[tuple[str, str]]:
    try:
        columns = json.loads(note)["columns"]
        for column in columns:
            told = column.get("metadata") or {}
            if isinstance(told.get("timezone"), str) and isinstance(column.get("name"), str):
                yield column["name"], told["timezone"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return


def _of_arrow(data: bytes) -> Iterator[tuple[str, str]]:
    if not data:
        return
    start = 8 if data[:4] == b"\xff\xff\xff\xff" else 4  # the mark of a message, and its length
    schema = _table(data, _followed(data, start), _MESSAGE_HEADER)
    fields = 0 if schema is None else _place(data, schema, _SCHEMA_FIELDS)
    if not fields:
        return
    vector = _followed(data, fields)
    (count,) = struct.unpack_from("<I", data, vector)
    for at in range(min(count, _MOST_FIELDS)):
        field = _followed(data, vector + 4 + 4 * at)
        kind = _place(data, field, _FIELD_TYPE_KIND)
        type_ = _table(data, field, _FIELD_TYPE)
        if not kind or data[kind] != _TIMESTAMP or type_ is None:
            continue
        name, zone = _text(data, field, _FIELD_NAME), _text(data, type_, _TIMESTAMP_ZONE)
        if name and zone:
            yield name, zone


def _followed(data: bytes, at: int) -> int:
    """Return where an offset leads; only forward, as FlatBuffers are written."""
    (offset,) = struct.unpack_from("<I", data, at)
    return at + int(offset)


def _place(data: bytes, table: int, field: int) -> int:
    """Return where a table's field stands; 0 where it has none."""
    (back,) = struct.unpack_from("<i", data, table)
    slots = table - back
    if slots < 0:
        raise IndexError(slots)
    (size,) = struct.unpack_from("<H", data, slots)
    if 4 + 2 * field >= size:
        return 0
    (offset,) = struct.unpack_from("<H", data, slots + 4 + 2 * field)
    return table + offset if offset else 0


def _table(data: bytes, table: int, field: int) -> int | None:
    place = _place(data, table, field)
    return _followed(data, place) if place else None


def _text(data: bytes, table: int, field: int) -> str:
    place = _place(data, table, field)
    if not place:
        return ""
    start = _followed(data, place)
    (length,) = struct.unpack_from("<I", data, start)
    return data[start + 4 : start + 4 + length].decode()
