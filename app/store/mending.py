"""What can still be read of packed columns that have holes: cell by cell, and nothing guessed."""

from __future__ import annotations

import struct

import numpy as np

from app.domain.arrays import Mask
from app.store.columns import unpacked_texts
from app.store.pages import Blob

_JOINED, _COUNTED, _CODED = b"j", b"n", b"c"
_END = b"\0"

Texts = list[str | None]
"""The cells of a column; ``None`` where one is lost."""


def texts_of(cell: bytes | Blob | None, count: int) -> Texts:
    """Return the texts of a packed column (see ``columns``) of so many cells."""
    if isinstance(cell, bytes):
        try:
            whole: Texts = unpacked_texts(cell).tolist()
        except (ValueError, IndexError, struct.error):
            return [None] * count
        return whole if len(whole) == count else [None] * count
    if cell is None or _is_lost(cell, 0, 1):
        return [None] * count
    form = cell.data[:1]
    if form == _JOINED:
        return _joined(_behind(cell, 1), count)
    if form == _CODED:
        return _coded(_behind(cell, 1), count)
    return [None] * count  # texts with a NUL in them: nobody's but a test's


def numbers_of(cell: bytes | Blob | None, count: int, width: int) -> tuple[bytes, Mask]:
    """Return the bytes of a column of numbers, and which of its cells are there.

    Args:
        cell: The column.
        count: How many cells it has.
        width: How many bytes each has.
    """
    whole = cell if isinstance(cell, bytes) else cell.data if cell else b""
    there = np.full(count, len(whole) == count * width)
    for first, end in cell.holes if isinstance(cell, Blob) else ():
        there[first // width : -(-end // width)] = False
    return whole, there


def _joined(cell: Blob, count: int) -> Texts:
    """Count in from both ends: what lies between two holes could be any cells."""
    first, end = cell.holes[0][0], cell.holes[-1][1]
    # The piece beside a hole may be half a text.
    head = cell.data[:first].split(_END)[:-1]
    tail = cell.data[end:].split(_END)[1:]
    if len(head) + len(tail) > count:
        return [None] * count
    lost: Texts = [None] * (count - len(head) - len(tail))
    return [*map(_text, head), *lost, *map(_text, tail)]


def _coded(cell: Blob, count: int) -> Texts:
    start = struct.calcsize("<IBI")
    if _is_lost(cell, 0, start) or len(cell.data) < start:
        return [None] * count
    told, width, size = struct.unpack_from("<IBI", cell.data)
    end = start + width * told
    if told != count or width not in {1, 2, 4} or end > len(cell.data):
        return [None] * count
    codes = np.frombuffer(cell.data, f"<u{width}", count, start)
    _raw, there = numbers_of(_part(cell, start, end), count, width)
    words = texts_of(_part(cell, end, len(cell.data)), size)
    return [
        words[code] if is_there and code < size else None
        for code, is_there in zip(codes.tolist(), there.tolist(), strict=True)
    ]


def _part(cell: Blob, first: int, end: int) -> bytes | Blob:
    holes = tuple(
        (max(one, first) - first, min(last, end) - first)
        for one, last in cell.holes
        if one < end and last > first
    )
    data = cell.data[first:end]
    return Blob(data, holes) if holes else data


def _behind(cell: Blob, first: int) -> Blob:
    part = _part(cell, first, len(cell.data))
    return part if isinstance(part, Blob) else Blob(part, ())


def _is_lost(cell: Blob, first: int, end: int) -> bool:
    return any(one < end and last > first for one, last in cell.holes)


def _text(piece: bytes) -> str:
    return piece.decode("utf-8", "surrogatepass")
