"""A vCard's values become text: undone as they were written, then decoded, each by itself.

A property that nobody reads is never decoded: what is wrong in it costs nothing. Values that name
no encoding are looked at together, for one name alone is often too short to tell.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header

from app.intake.card_lines import Property, RawCard, properties
from app.intake.text import Decoded, canonical, decide, guessed
from app.intake.text_guess import Guess, TextError, Tokens, guess

WANTED = frozenset({"UID", "FN", "N", "ORG", "TEL", "EMAIL"})
"""Properties that are read; of these telephone and mail only where nothing else names a card."""

_NAMES = frozenset({"FN", "N", "ORG"})
_QUOTED = re.compile(rb"(?:=[0-9A-Fa-f]{2}|[ ;,])*=[89A-Fa-f][0-9A-Fa-f](?:=[0-9A-Fa-f]{2}|[ ;,])*")
_MAIL_WORD = re.compile(r"=\?[\w-]+\?[bBqQ]\?[^?]*\?=")
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_MAIL_WORD = _LONGEST_QUOTED = 2_000  # no name is longer


class UndecodableError(ValueError):
    """A value cannot be decoded; ``line`` is where it stands."""

    def __init__(self, line: int, name: str, error: TextError) -> None:
        super().__init__(name)
        self.line, self.name, self.error = line, name, error


@dataclass
class Decoding:
    """How the values of one file are decoded, and what was found on the way.

    Attributes:
        chosen: The encoding that the person chose; empty where they chose none.
        common: The encoding of all values that name none and are not UTF-8, if it can be told.
        found: The encodings that names were read in.
        told: Those among them that may be others.
        failed: Whether a name was in none that can be told.
    """

    chosen: str = ""
    common: Guess | None = None
    found: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    failed: bool = False

    @classmethod
    def of(cls, cards: Iterable[RawCard], chosen: str) -> Decoding:
        """Look over a file's cards, so that their names can be decoded."""
        named = canonical(chosen) or ""
        # UTF-16 and UTF-32 are UTF-8 by now.
        wide = named.startswith(("utf-16", "utf-32"))
        return cls("utf-8" if wide else named, None if chosen else _common(cards))

    def text(self, one: Property) -> str:
        """Return a property's value as text.

        Raises:
            UndecodableError: It is in an encoding that cannot be told.
        """
        try:
            found = self._decoded(one, _undone(one, one.value))
        except TextError as error:
            self.failed = True
            raise UndecodableError(one.line, one.name, error) from error
        found = self._with_blanks(one, found)
        if one.name in _NAMES and not found.text.isascii():
            self.found.add(found.encoding)
            if found.told:
                self.told.add(found.encoding)
        return _mail_words(found.text)

    def _with_blanks(self, one: Property, joined: Decoded) -> Decoded:
        """Return a value with the blanks after its soft breaks, where they are meant.

        They are not where they part the bytes of one letter, or stand in a script without blanks.
        """
        if one.spaced is None or _NO_BLANKS.search(joined.text):
            return joined
        try:
            apart = self._decoded(one, _undone(one, one.spaced))
        except TextError:
            return joined
        return apart if (apart.way, apart.told) == (joined.way, joined.told) else joined

    def _decoded(self, one: Property, data: bytes) -> Decoded:
        if self.chosen:
            return decide(data, chosen=self.chosen)
        if self.common is not None and not canonical(one.charset) and not _is_utf8(data):
            return guessed(data, self.common)
        return decide(data, declared=one.charset)


def _common(cards: Iterable[RawCard]) -> Guess | None:
    """Return the encoding of what names none, from all such names of a file together."""
    tokens = Tokens()
    for card in cards:
        for one in properties(card):
            if one.name in _NAMES and not tokens.full and not canonical(one.charset):
                data = _undone(one, one.value)
                if not _is_utf8(data) and b"\0" not in data:
                    tokens.add(data)
    try:
        return guess(tokens) if tokens.lines else None
    except TextError:
        return None  # cards of several phones: each name is then told by itself


def _undone(one: Property, value: bytes) -> bytes:
    """Return the bytes that a value stands for."""
    if one.transfer == "quoted" or (
        one.charset and len(value) <= _LONGEST_QUOTED and _QUOTED.fullmatch(value)
    ):
        return quopri.decodestring(value)
    if one.transfer == "base64":
        packed = re.sub(rb"\s", b"", value)
        try:
            return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
        except binascii.Error:
            return value  # phones write ENCODING=BASE64 before plain text, too
    return value


def _mail_words(text: str) -> str:
    """Undo the words of a mail's header (RFC 2047) that some programs write into names."""
    if "=?" not in text or len(text) > _LONGEST_MAIL_WORD or not _MAIL_WORD.search(text):
        return text
    try:
        parts = decode_header(text)
        return "".join(
            part if isinstance(part, str) else decide(part, declared=charset or "").text
            for part, charset in parts
        )
    except (HeaderParseError, TextError, binascii.Error, ValueError):
        return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
