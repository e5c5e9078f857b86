"""Bytes become text: which encodings are known, and how one is recognised."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

BILL_ENCODINGS = ("utf-8", "gb18030")
"""Encodings that bills are written in, the stricter first."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was written in."""

    text: str
    encoding: str


def decode(data: bytes, encodings: Sequence[str] = BILL_ENCODINGS) -> Decoded | None:
    """Return the text in ``data``; ``None`` where it is text in none of the encodings.

    A byte order mark decides, and is taken off; else the first encoding that fits does.
    """
    return _decode(data, encodings, whole=True)


def decode_beginning(data: bytes, encodings: Sequence[str] = BILL_ENCODINGS) -> Decoded | None:
    """Return the text in the first bytes of a file, which may end amid a character."""
    return _decode(data, encodings, whole=False)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start names, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def is_known(encoding: str) -> bool:
    """Return whether Python can decode this encoding to text."""
    try:
        return codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001 - the only way to ask
    except (LookupError, ValueError):
        return False


def _decode(data: bytes, encodings: Sequence[str], *, whole: bool) -> Decoded | None:
    marked = marked_encoding(data)
    for encoding in (marked,) if marked else encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data, final=whole)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return Decoded(text.removeprefix("\ufeff"), encoding)
    return None
