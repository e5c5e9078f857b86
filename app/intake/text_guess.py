"""Which encoding a text is in that has no mark and is no UTF-8: what its words tell together.

Words are compared, not bytes: a name that stands in a table a thousand times tells no more than
once. A text whose words disagree was put together of two encodings, and is refused with the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from app.domain.arrays import FloatMatrix
from app.intake.text_costs import LONGEST, Candidate, candidates, of_text

Kind = Literal["mixed", "undecided", "broken", "no_text", "not_known"]

# Bytes below 0x40 part words: no letter of two bytes ends in one. GB 18030 has letters of four.
_WORD = re.compile(rb"(?:[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x40-\xff])+")
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_PARTED = bytes(32 if byte < 0x40 else byte for byte in range(256))
_MOST_WORDS = 1_500
_MOST_BYTES = 1 << 16

_TOO_NEAR = 3.0  # bits between two scripts that no one could tell apart
_FAR = 20.0  # bits beyond which nothing else is possible
_LONG = 200  # bytes beyond which chance evens out
_NOBODY = 11.0  # bits a byte: nobody writes such words in any encoding
_CHANGE = 14.0  # bits that it costs a word to be in another encoding than the rest
_TO_UTF8 = 4.0  # the same where it is UTF-8, which hardly any word of an older encoding is
_TWO = 8.0  # bits that two encodings must gain beside
_UNREADABLE = 25.0  # bits a byte


class TextError(ValueError):
    """Bytes that are no text in one encoding.

    Attributes:
        kind: ``mixed`` (two encodings), ``undecided`` (several are as likely), ``broken`` (it does
            not fit the encoding that it must be in), ``no_text``, ``not_known`` (no such encoding).
        line: Where, from 1.
        encoding: The encoding that it does not fit; empty where none is meant.
    """

    def __init__(self, kind: Kind, line: int | None, encoding: str = "") -> None:
        super().__init__(kind)
        self.kind, self.line, self.encoding = kind, line, encoding


@dataclass(frozen=True, slots=True)
class Guess:
    """The encoding that a text is most likely in.

    Attributes:
        encoding: As Python knows it.
        sure: Whether no other is possible: only of Chinese text of some length.
    """

    encoding: str
    sure: bool


@dataclass
class Tokens:
    """The words of a text that hold more than ASCII, each once, with the line it first stands on."""

    lines: dict[bytes, int] = field(default_factory=dict)
    line: int = 1
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether more words would tell nothing more."""
        return len(self.lines) >= _MOST_WORDS or self.size >= _MOST_BYTES

    def add(self, data: bytes) -> None:
        """Take the words of a stretch that ends at the end of a line."""
        parts = _WORD.findall(data) if _FOUR.search(data) else data.translate(_PARTED).split()
        new = {word for word in set(parts) - self.lines.keys() if not word.isascii()}
        # Each is looked for as a whole: a word cut short stands at the beginning of another.
        for found in _WORD.finditer(data) if new and not self.full else ():
            if found[0] in new:
                new.discard(found[0])
                word = found[0][:LONGEST]
                if word not in self.lines:
                    self.lines[word] = self.line + _ends(data[: found.start()])
                    self.size += len(word)
                if self.full or not new:
                    break
        self.line += _ends(data)


def guess(tokens: Tokens) -> Guess:
    """Return the encoding that the words are most likely in.

    Raises:
        TextError: They are of two encodings, or cannot be told.
    """
    words = list(tokens.lines)
    if not words:
        return Guess("utf-8", sure=True)
    rows = candidates()
    costs = np.array([[one.cost(word) for word in words] for one in rows])
    sums = costs.sum(axis=1) + [one.prior for one in rows]
    order = np.argsort(sums, kind="stable")
    best = rows[order[0]]
    _check_mixed(tokens, costs, float(sums[order[0]]))
    rival = next((at for at in order if rows[at].family != best.family), order[0])
    margin = float(sums[rival] - sums[order[0]])
    long = sum(map(len, words))
    unlikely = long >= _LONG and float(sums[order[0]]) > _NOBODY * long
    if any(best.text(word) is None for word in words) or margin < _TOO_NEAR or unlikely:
        raise TextError("undecided", min(tokens.lines.values()))
    return Guess(best.encoding, sure=best.encoding == "gb18030" and margin >= _FAR)


def mixed_line(data: bytes) -> int | None:
    """Return the line on which Chinese text begins to be UTF-8, or ends to be; ``None`` for none.

    Hardly any word of GB 18030 is UTF-8 as well, and none of those that people write.
    """
    tokens = Tokens()
    tokens.add(data)
    chinese = next(one for one in candidates() if one.encoding == "gb18030")
    lines: dict[bool, int] = {}
    for word, line in tokens.lines.items():
        as_utf8 = _as_utf8(word)
        lines.setdefault(as_utf8 + _TWO < chinese.cost(word), line)
    return max(lines.values()) if len(lines) == 2 else None


def _check_mixed(tokens: Tokens, costs: FloatMatrix, alone: float) -> None:
    """Refuse words of which some were written in another encoding than the rest.

    Args:
        tokens: The words.
        costs: Of each encoding (row) and word (column).
        alone: What all words cost in the encoding that fits them best.
    """
    rows = candidates()
    utf_8 = np.array([_as_utf8(word) for word in tokens.lines])
    every = np.vstack([costs, utf_8])
    families = [*(one.family for one in rows), "utf-8"]
    priors = [*(one.prior for one in rows), 0.0]
    found, least = None, alone - _TWO
    for first in range(len(every)):
        for second in range(len(every)):
            if families[first] != families[second]:
                change = _TO_UTF8 if families[second] == "utf-8" else _CHANGE
                moved = every[second] + change < every[first]
                cost = float(np.where(moved, every[second] + change, every[first]).sum())
                cost += priors[first] + priors[second]
                if cost < least and moved.any() and not moved.all():
                    found, least = moved, cost
    if found is not None:
        lines = np.array(list(tokens.lines.values()))
        raise TextError("mixed", int(max(lines[found].min(), lines[~found].min())))


def _as_utf8(word: bytes) -> float:
    text = Candidate("utf-8", "utf-8", of_text).text(word)
    return _UNREADABLE * len(word) if text is None else of_text(text)


def _ends(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
