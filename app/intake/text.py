"""Bytes become text: which encodings are known, and which one a text is in.

The order is the same for every reader: a byte order mark, what the person chose, what the file
declares, UTF-8 and UTF-16 as a whole, and only then what its letters tell (``text_guess``). What is
guessed says so: ``Decoded.told``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.intake import text_costs
from app.intake.text_guess import Guess, TextError, Tokens, guess

BILL_ENCODINGS = ("utf-8", "gb18030")
"""Encodings that bills are written in, the stricter first."""

Way = Literal["mark", "chosen", "declared", "whole", "guessed"]
"""How an encoding was found: ``whole`` where all of the text fits it and hardly another could."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What programs write where they mean the larger set that holds it, by the name without signs.
_MEANT = {
    "ansi": "", "default": "", "system": "", "8bit": "", "binary": "",
    "ascii": "windows-1252", "usascii": "windows-1252", "ansix341968": "windows-1252",
    "latin1": "windows-1252", "l1": "windows-1252", "iso88591": "windows-1252",
    "iso885911987": "windows-1252", "cp819": "windows-1252", "ibm819": "windows-1252",
    "latin5": "windows-1254", "iso88599": "windows-1254", "tis620": "cp874", "iso885911": "cp874",
    "windows874": "cp874", "latin2": "iso-8859-2", "macintosh": "mac-roman", "mac": "mac-roman",
    "xmacroman": "mac-roman", "koi8": "koi8-r", "koi8ru": "koi8-u",
    "gb2312": "gb18030", "gb231280": "gb18030", "csgb2312": "gb18030", "euccn": "gb18030",
    "gbk": "gb18030", "xgbk": "gb18030", "cp936": "gb18030", "ms936": "gb18030",
    "windows936": "gb18030", "gb": "gb18030", "chinese": "gb18030",
    "shiftjis": "cp932", "xsjis": "cp932", "sjis": "cp932", "mskanji": "cp932", "ms932": "cp932",
    "windows31j": "cp932", "cswindows31j": "cp932", "windows932": "cp932", "xeucjp": "euc-jp",
    "euckr": "cp949", "ksc56011987": "cp949", "ksc5601": "cp949", "ksx1001": "cp949",
    "korean": "cp949", "ms949": "cp949", "uhc": "cp949", "windows949": "cp949",
    "big5": "cp950", "xbig5": "cp950", "cnbig5": "cp950", "big5tw": "cp950", "csbig5": "cp950",
    "ms950": "cp950", "windows950": "cp950", "big5hk": "big5hkscs",
    "utf8": "utf-8", "utf8mb4": "utf-8", "utf8sig": "utf-8", "unicode11utf8": "utf-8",
    "xutf8": "utf-8", "cp65001": "utf-8", "utf8bom": "utf-8", "utf8n": "utf-8",
    "unicode": "utf-16", "ucs2": "utf-16", "utf16": "utf-16", "utf32": "utf-32", "ucs4": "utf-32",
    "thai": "cp874", "hebrew": "windows-1255", "arabic": "windows-1256", "greek": "windows-1253",
}  # fmt: skip
_WIDER = {"cp950": ("cp950", "big5hkscs"), "euc-jp": ("euc-jp", "cp932"), "koi8-r": ("koi8-u",)}
_SHOWN = {
    "gb18030": "GB18030", "utf-8": "UTF-8", "cp932": "Shift-JIS", "cp949": "EUC-KR",
    "cp950": "Big5", "big5": "Big5", "big5hkscs": "Big5-HKSCS", "cp850": "CP850", "cp866": "CP866",
    "mac-roman": "Mac Roman", "cp874": "Windows-874",
}  # fmt: skip
_SIGNS = 10  # letters to one ASCII sign at most, in a table of UTF-16 without a mark
_DECLARED_WRONG = 8.0  # bits by which UTF-8 must read better than what is declared
_ESCAPED = (b"\x1b$B", b"\x1b$@", b"\x1b(J")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was written in.

    Attributes:
        text: Without a byte order mark.
        encoding: As Python knows it; ``shown`` says it to a person.
        way: How the encoding was found.
        told: Whether it may be another one, so that the person must be told.
    """

    text: str
    encoding: str
    way: Way = "whole"
    told: bool = False


def decide(data: bytes, *, declared: str = "", chosen: str = "") -> Decoded:
    """Return the text in ``data``, in the encoding that it is most likely in.

    Args:
        data: A whole text.
        declared: The encoding that stands in the file itself; any spelling, may be wrong or unknown.
        chosen: The encoding that the person chose; then no other is tried.

    Raises:
        TextError: It has two encodings, is in none that is known, or is not in the chosen one;
            ``line`` says where.
    """
    if chosen:
        return _chosen(data, chosen)
    marked = marked_encoding(data)
    if marked:
        return Decoded(_strictly(data, marked).removeprefix("\ufeff"), marked, "mark")
    whole = _whole(data)
    named = canonical(declared) or ""
    found = _as_declared(data, named, whole) if named else None
    if found is not None:
        return found
    if whole is not None:
        return Decoded(whole.text, whole.encoding, told=bool(named) and named != whole.encoding)
    if b"\0" in data:
        raise TextError("no_text", _line_of(data, data.index(b"\0")))
    tokens = Tokens()
    tokens.add(data)
    return guessed(data, guess(tokens))


def guessed(data: bytes, how: Guess) -> Decoded:
    """Return a text in the encoding that was guessed.

    Raises:
        TextError: Some of it does not fit.
    """
    return Decoded(_strictly(data, how.encoding), how.encoding, "guessed", told=not how.sure)


def decode(data: bytes, encodings: Sequence[str] = BILL_ENCODINGS) -> Decoded | None:
    """Return the text in ``data``; ``None`` where it is text in none of the encodings.

    A byte order mark decides, and is taken off; else the first encoding that fits does.
    """
    return _decode(data, encodings, final=True)


def decode_beginning(data: bytes, encodings: Sequence[str] = BILL_ENCODINGS) -> Decoded | None:
    """Return the text in the first bytes of a file, which may end amid a character."""
    return _decode(data, encodings, final=False)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start names, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def unmarked_wide(data: bytes) -> str | None:
    """Return the encoding of UTF-16 or UTF-32 text without a mark: every ASCII sign tells it."""
    head = data[: 1 << 16]
    if b"\0" not in head:
        return None
    if len(head) >= 8 and not any(head[2::4]) and not any(head[3::4]):
        return "utf-32-le"
    if len(head) >= 8 and not any(head[0::4]) and not any(head[1::4]):
        return "utf-32-be"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) or max(even, odd) * _SIGNS < len(head) // 2:
        return None
    return "utf-16-le" if odd else "utf-16-be"


def is_known(encoding: str) -> bool:
    """Return whether Python can decode this encoding to text."""
    try:
        return codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001 - the only way to ask
    except (LookupError, ValueError):
        return False


def canonical(name: str) -> str | None:
    """Return the encoding that a name means, in any spelling; ``None`` where it means none.

    An older set stands for the larger one that programs mean by it: ISO-8859-1 is read as
    Windows-1252, GB 2312 as GB 18030.
    """
    if not name.isprintable():
        return None
    bare = re.sub(r"[^a-z0-9]", "", name.lower())
    if bare in _MEANT:
        return _MEANT[bare] or None
    windows = re.fullmatch(r"(?:windows|cp|win|ms|xcp)(125[0-8])", bare)
    if windows:
        return f"windows-{windows[1]}"
    latin = re.fullmatch(r"iso8859([0-9]{1,2})(?:[eil]|19[0-9]{2})?", bare)
    spelt = f"iso-8859-{latin[1]}" if latin else name.strip().lower()
    return spelt if spelt and is_known(spelt) else None


def shown(encoding: str) -> str:
    """Return how an encoding is called where a person reads it."""
    known = canonical(encoding) or encoding
    return _SHOWN.get(known, known.upper().replace("WINDOWS", "Windows"))


def _chosen(data: bytes, chosen: str) -> Decoded:
    encoding = canonical(chosen)
    if encoding is None:
        raise TextError("not_known", None)
    for one in _WIDER.get(encoding, (encoding,)):
        try:
            return Decoded(data.decode(one).removeprefix("\ufeff"), one, "chosen")
        except UnicodeError:
            continue
    return Decoded(_strictly(data, encoding).removeprefix("\ufeff"), encoding, "chosen")


def _as_declared(data: bytes, named: str, whole: Decoded | None) -> Decoded | None:
    """Return the text as the file declares it; ``None`` where it fits not, or UTF-8 fits better."""
    for encoding in _WIDER.get(named, (named,)):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if whole is not None and not whole.text.isascii() and text != whole.text:
            better = _cost(text) - _cost(whole.text)
            if better >= _DECLARED_WRONG:
                return None
        return None if "\0" in text else Decoded(text.removeprefix("\ufeff"), encoding, "declared")
    return None


def _cost(text: str) -> float:
    words = {word for word in re.split(r"[\0-?]+", text[:20_000]) if not word.isascii()}
    return sum(text_costs.of_text(word) for word in words)


def _whole(data: bytes) -> Decoded | None:
    """Return what is UTF-8 or UTF-16 from its first byte to its last."""
    if b"\x1b" in data and data.isascii() and any(one in data for one in _ESCAPED):
        found = _decode(data, ("iso2022_jp",), final=True)
        if found:
            return found
    wide = unmarked_wide(data)
    return _decode(data, (wide,) if wide else ("utf-8",), final=True)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextError("broken", _line_of(data, error.start, encoding), encoding) from error
    if "\0" in text:
        raise TextError("no_text", text.count("\n", 0, text.index("\0")) + 1, encoding)
    return text


def _line_of(data: bytes, at: int, encoding: str = "utf-8") -> int:
    before = data[:at].decode(encoding, errors="replace")
    return len(re.findall(r"\r\n|\r|\n", before)) + 1


def _decode(data: bytes, encodings: Sequence[str], *, final: bool) -> Decoded | None:
    marked = marked_encoding(data)
    for encoding in (marked,) if marked else encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data, final=final)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            way: Way = "mark" if marked else "whole"
            return Decoded(text.removeprefix("\ufeff"), encoding, way)
    return None
