"""A vCard file parted into cards, and a card into its properties, whatever version wrote it.

Phones write 2.1 (quoted-printable with soft breaks, base64 folded in two ways), address books 3.0
and 4.0. Photos, keys and all else that no contact needs are let go of here, before anything reads
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.intake.text import canonical, marked_encoding, unmarked_wide

_BREAK = re.compile(rb"\r*\n|\r(?!\r*\n)")
_BEGIN = re.compile(r"\s*begin\s*:\s*vcard\s*", re.IGNORECASE)
_END = re.compile(r"\s*end\s*:\s*vcard\s*", re.IGNORECASE)
_AGENT = re.compile(r"\s*(?:[\w-]+\.)?agent\b", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+\s*")
_HEAD = re.compile(rb'(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):', re.DOTALL)
_NEXT = re.compile(rb"(?:N|FN|TEL|EMAIL|ORG|UID|ADR|TITLE|NOTE|URL|BDAY|PHOTO)[;:]", re.IGNORECASE)
_MOST_HEAD = 2_000  # no property's name and parameters are longer


@dataclass(frozen=True, slots=True)
class RawCard:
    """One card as it stands in the file.

    Attributes:
        line: Line of its beginning, from 1.
        lines: Its lines between begin and end: (line, bytes); what stands nested is left out.
        closed: Whether its end is there.
    """

    line: int
    lines: tuple[tuple[int, bytes], ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card, unfolded but not decoded: a fold may part the bytes of one letter.

    Attributes:
        line: Line on which it begins.
        name: Its name in capitals, without the group before it.
        params: Its parameters as they stand, from the first semicolon; empty without any.
        value: Its value, still encoded as the parameters say.
        spaced: The same with the blanks after soft breaks, which some phones write and others
            mean; ``None`` where there are none.
    """

    line: int
    name: str
    params: str
    value: bytes
    spaced: bytes | None = None

    def of(self, name: str) -> str:
        """Return what a parameter says; empty where it is not there."""
        found = re.search(rf';\s*{name}\s*=\s*"?([^";:]+)', self.params, re.IGNORECASE)
        return found[1].strip() if found else ""

    @property
    def charset(self) -> str:
        """The encoding that it names; empty where it names none."""
        return self.of("CHARSET")

    @property
    def transfer(self) -> str:
        """How its bytes are written: ``quoted``, ``base64``, or empty as they are."""
        named = self.of("ENCODING").upper()
        bare = {word.strip().upper() for word in self.params.split(";")}
        if named in {"QUOTED-PRINTABLE", "QP", "Q"} or "QUOTED-PRINTABLE" in bare:
            return "quoted"
        return "base64" if named in {"B", "BASE64"} or "BASE64" in bare else ""


def begins_a_card(data: bytes, chosen: str = "") -> bool:
    """Return whether the first line with anything on it begins a card."""
    first = _as_utf8(data, chosen).lstrip(b"\xef\xbb\xbf \t\r\n")[:40]
    line = _BREAK.split(first, maxsplit=1)[0]
    return _BEGIN.fullmatch(line.decode("latin-1")) is not None


def cards_in(data: bytes, chosen: str = "") -> list[RawCard]:
    """Part a file into its cards, in order.

    A card that begins within another belongs to that one where begins and ends match, or where an
    ``AGENT`` stands before it; else the outer one was never closed.

    Args:
        data: The file.
        chosen: The encoding that the person chose; it counts here where it is UTF-16 or UTF-32.
    """
    raw = [line.removeprefix(b"\xef\xbb\xbf") for line in _BREAK.split(_as_utf8(data, chosen))]
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
        params = found[3].decode("latin-1")
        bare = Property(line, found[2].decode("latin-1").upper(), params, b"")
        value = [text[found.end() :]]
        spaced: list[bytes] | None = None
        if bare.transfer == "quoted":
            at, spaced = _soft_breaks(lines, at, value)
        elif bare.transfer == "base64":
            at = _encoded_lines(lines, at, value)
        while at < len(lines) and lines[at][1][:1] in {b" ", b"\t"}:
            value.append(lines[at][1][1:])
            at += 1
        joined = b"".join(value)
        yield Property(
            line, bare.name, params, joined, None if spaced is None else b"".join(spaced)
        )


def _soft_breaks(
    lines: Sequence[tuple[int, bytes]], at: int, value: list[bytes]
) -> tuple[int, list[bytes] | None]:
    """Join lines that end in an equals sign, without and, where there are some, with blanks.

    A sign at the very end of the property, before the next one, is taken off alone.
    """
    spaced = list(value)
    while value[-1].rstrip(b" \t").endswith(b"=") and at < len(lines):
        value[-1] = spaced[-1] = value[-1].rstrip(b" \t")[:-1]
        following = lines[at][1]
        if _NEXT.match(following):
            break
        value.append(following[1:] if following[:1] in {b" ", b"\t"} else following)
        spaced.append(following)
        at += 1
    return at, spaced if spaced != value else None


def _encoded_lines(lines: Sequence[tuple[int, bytes]], at: int, value: list[bytes]) -> int:
    """Go past base64, which some phones fold without a space at the line's beginning."""
    while at < len(lines) and _BASE64.fullmatch(lines[at][1].lstrip()):
        value.append(lines[at][1].strip())
        at += 1
    return at


def _card(raw: Sequence[bytes], opened: int, inside: Sequence[int], *, closed: bool) -> RawCard:
    return RawCard(opened + 1, tuple((at + 1, raw[at]) for at in inside), closed=closed)


def _as_utf8(data: bytes, chosen: str = "") -> bytes:
    """Return a file of UTF-16 or UTF-32 as UTF-8; any other as it is."""
    named = canonical(chosen) or "" if chosen else ""
    wide = marked_encoding(data) or unmarked_wide(data) or named
    if wide.startswith(("utf-16", "utf-32")):
        return data.decode(wide, errors="replace").encode("utf-8", errors="replace")
    return data
