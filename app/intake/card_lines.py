"""A vCard file parted into cards, and a card into its properties, whatever version wrote it.

Phones write 2.1 (quoted-printable with soft breaks, base64 folded in two ways), address books 3.0
and 4.0. Photos, keys and all else that no contact needs are let go of here, before anything reads
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.intake.text import decode

_BREAK = re.compile(rb"\r*\n|\r(?!\r*\n)")
_BEGIN = re.compile(r"\s*begin\s*:\s*vcard\s*", re.IGNORECASE)
_END = re.compile(r"\s*end\s*:\s*vcard\s*", re.IGNORECASE)
_AGENT = re.compile(r"\s*(?:[\w-]+\.)?agent\b", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]+\s*")
_HEAD = re.compile(r'(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):', re.DOTALL)
_ENCODINGS = ("utf-8", "gb18030")
_MOST_HEAD = 2_000  # no property's name and parameters are longer


@dataclass(frozen=True, slots=True)
class RawCard:
    """One card as it stands in the file.

    Attributes:
        line: Line of its beginning, from 1.
        lines: Its lines between begin and end: (line, text); what stands nested is left out.
        closed: Whether its end is there.
        encoded: Whether its text could be decoded.
    """

    line: int
    lines: tuple[tuple[int, str], ...]
    closed: bool = True
    encoded: bool = True


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card, unfolded.

    Attributes:
        line: Line on which it begins.
        name: Its name in capitals, without the group before it.
        params: Its parameters as they stand, from the first semicolon; empty without any.
        value: Its value, still encoded as the parameters say.
    """

    line: int
    name: str
    params: str
    value: str

    @property
    def is_quoted(self) -> bool:
        """Whether its value is quoted-printable."""
        return "QUOTED-PRINTABLE" in self.params.upper()

    @property
    def charset(self) -> str:
        """The encoding that it names; empty where it names none."""
        found = re.search(r';CHARSET="?([^";:]+)', self.params, re.IGNORECASE)
        return found[1].strip() if found else ""


def begins_a_card(data: bytes) -> bool:
    """Return whether the first line with anything on it begins a card."""
    first = _as_utf8(data).lstrip(b"\xef\xbb\xbf \t\r\n")[:40]
    line = _BREAK.split(first, maxsplit=1)[0]
    return _BEGIN.fullmatch(line.decode("latin-1")) is not None


def cards_in(data: bytes) -> list[RawCard]:
    """Part a file into its cards, in order.

    A card that begins within another belongs to that one where begins and ends match, or where an
    ``AGENT`` stands before it; else the outer one was never closed.
    """
    raw = [line.removeprefix(b"\xef\xbb\xbf") for line in _BREAK.split(_as_utf8(data))]
    # Begin and end are looked for in plain bytes: no encoding hides them.
    plain = [line.decode("latin-1") if len(line) < 60 else "" for line in raw]
    begins = [at for at, line in enumerate(plain) if line and _BEGIN.fullmatch(line)]
    ends = {at for at, line in enumerate(plain) if line and _END.fullmatch(line)}
    matched = len(begins) == len(ends)
    starts = set(begins)
    cards: list[RawCard] = []
    inside: list[int] = []  # lines of the card that is open
    opened, depth = -1, 0
    before = ""
    for at, line in enumerate(plain):
        if at in starts:
            if depth and not matched and not _AGENT.match(before):
                cards.append(_card(raw, opened, inside, closed=False))
                depth = 0
            if not depth:
                opened, inside = at, []
            depth += 1
        elif at in ends:
            depth -= 1 if depth else 0
            if not depth and opened >= 0:
                cards.append(_card(raw, opened, inside, closed=True))
                opened = -1
        elif depth == 1:
            inside.append(at)
        before = line or before
    if depth:
        cards.append(_card(raw, opened, inside, closed=False))
    return cards


def properties(card: RawCard) -> Iterator[Property]:
    """Give a card's properties, unfolded; a line that is none is passed over."""
    lines = card.lines
    at = 0
    while at < len(lines):
        line, text = lines[at]
        at += 1
        found = _HEAD.match(text[:_MOST_HEAD])
        if found is None:
            continue
        params = found[3]
        value = [text[found.end() :]]
        upper = params.upper()
        if "QUOTED-PRINTABLE" in upper:
            at = _soft_breaks(lines, at, value)
        elif "BASE64" in upper or re.search(r"ENCODING=B\b", upper):
            at = _encoded_lines(lines, at, value)
        while at < len(lines) and lines[at][1][:1] in {" ", "\t"}:
            value.append(lines[at][1][1:])
            at += 1
        joined = "".join(value)
        yield Property(line, found[2].upper(), params, joined)


def _soft_breaks(lines: Sequence[tuple[int, str]], at: int, value: list[str]) -> int:
    while value[-1].endswith("=") and at < len(lines):
        value[-1] = value[-1][:-1]
        value.append(lines[at][1])
        at += 1
    return at


def _encoded_lines(lines: Sequence[tuple[int, str]], at: int, value: list[str]) -> int:
    """Go past base64, which some phones fold without a space at the line's beginning."""
    while at < len(lines) and _BASE64.fullmatch(lines[at][1].lstrip()):
        value.append(lines[at][1].strip())
        at += 1
    return at


def _card(raw: Sequence[bytes], opened: int, inside: Sequence[int], *, closed: bool) -> RawCard:
    """Decode one card: an address book may hold cards of several phones."""
    body = b"\n".join(raw[at] for at in inside)
    decoded = decode(body, _ENCODINGS)
    if decoded is None:
        return RawCard(opened + 1, (), closed=closed, encoded=False)
    texts = decoded.text.split("\n")
    numbered = tuple((at + 1, text) for at, text in zip(inside, texts, strict=False))
    return RawCard(opened + 1, numbered, closed=closed)


def _as_utf8(data: bytes) -> bytes:
    """Return a file of UTF-16 as UTF-8; any other as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return data
