"""Columns of records as bytes, and back: numbers as they lie in memory, texts joined or coded."""

from __future__ import annotations

import struct

import numpy as np

from app.domain.arrays import TextVector

_JOINED, _COUNTED, _CODED = b"j", b"n", b"c"
_END = "\0"
_SAMPLE = 1000  # cells that tell whether a column repeats itself


def packed_texts(cells: list[str]) -> bytes:
    """Return texts as bytes.

    A column that repeats itself is a list of words and a number a cell; any other is its texts
    in a row, a NUL between two.

    Args:
        cells: At least one text, of any characters.
    """
    sample = cells[:_SAMPLE]
    if len(cells) > 1 and len(set(sample)) * 4 <= len(sample):
        words = dict.fromkeys(cells)
        if len(words) * 4 <= len(cells):
            return _packed_codes(cells, list(words))
    return _packed_joined(cells)


def unpacked_texts(data: bytes) -> TextVector:
    """Return the texts that ``packed_texts`` made these bytes of, shape ``(n,)``."""
    form, rest = data[:1], memoryview(data)[1:]
    if form == _JOINED:
        return as_vector(_text(rest).split(_END))
    (count,) = struct.unpack_from("<I", rest)
    if form == _COUNTED:
        lengths = np.frombuffer(rest, "<u4", count, 4).tolist()
        text = _text(rest[4 + 4 * count :])
        cells, start = [], 0
        for length in lengths:
            cells.append(text[start : start + length])
            start += length
        return as_vector(cells)
    width, size = struct.unpack_from("<BI", rest, 4)
    codes = np.frombuffer(rest, f"<u{width}", count, 9)
    words = unpacked_texts(bytes(rest[9 + width * count :]))
    if len(words) != size:
        raise ValueError(size)
    chosen: TextVector = words[codes]
    return chosen


def as_vector(cells: list[str]) -> TextVector:
    """Return texts as a column."""
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _packed_joined(cells: list[str]) -> bytes:
    joined = _END.join(cells)
    if joined.count(_END) == len(cells) - 1:
        return _JOINED + _bytes(joined)
    lengths = np.fromiter(map(len, cells), "<u4", len(cells))
    head = _COUNTED + struct.pack("<I", len(cells))
    return head + lengths.tobytes() + _bytes("".join(cells))


def _packed_codes(cells: list[str], words: list[str]) -> bytes:
    code_of = {word: code for code, word in enumerate(words)}
    width = 1 if len(words) <= 1 << 8 else 2 if len(words) <= 1 << 16 else 4
    codes = np.fromiter(map(code_of.__getitem__, cells), f"<u{width}", len(cells))
    head = _CODED + struct.pack("<IBI", len(cells), width, len(words))
    return head + codes.tobytes() + _packed_joined(words)


def _bytes(text: str) -> bytes:
    # Half of a surrogate pair is no text, but JSON can carry one, and what came in is kept.
    return text.encode("utf-8", "surrogatepass")


def _text(data: memoryview) -> str:
    return str(data, "utf-8", "surrogatepass")


def storable(text: str) -> str | bytes:
    """Return a text as a cell can hold it: as text, or as bytes where it is not quite one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _bytes(text)
    return text


def restored(cell: str | bytes) -> str:
    """Return the text that ``storable`` made this of."""
    return cell if isinstance(cell, str) else cell.decode("utf-8", "surrogatepass")
