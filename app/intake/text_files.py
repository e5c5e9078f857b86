"""Text files of any size: which encoding one is in, looked over whole, and a copy of it in UTF-8.

No more than a stretch of the file is in memory at a time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.intake.text import Way, canonical, decide, is_known, marked_encoding, shown, unmarked_wide
from app.intake.text_guess import TextError, Tokens, guess

Opener = Callable[[], BinaryIO]
"""Opens the file at its beginning."""

_CHUNK = 1 << 20
_DECLARED_FROM = 1 << 18  # bytes by which a declared encoding is compared with UTF-8


@dataclass(frozen=True, slots=True)
class Survey:
    """What encoding a file is in.

    Attributes:
        encoding: As Python knows it; every byte of the file fits it.
        way: How it was found.
        told: Whether it may be another one, so that the person must be told.
    """

    encoding: str
    way: Way
    told: bool = False


def survey(opener: Opener, *, declared: str = "", chosen: str = "") -> Survey:
    """Look over a whole text file and return the encoding that it is in.

    The order is that of ``text.decide``; a file below a stretch gives the same answer there.

    Args:
        opener: Opens the file; it is read once, or twice where it is no UTF-8.
        declared: The encoding that something beside the file names.
        chosen: The encoding that the person chose; no other is tried then.

    Raises:
        TextError: It has two encodings, is in none that is known, or is not in the chosen one;
            ``line`` says where.
    """
    with opener() as file:
        head = file.read(_DECLARED_FROM)
        short = len(head) < _DECLARED_FROM
    if short:
        whole = decide(head, declared=declared, chosen=chosen)
        return Survey(whole.encoding, whole.way, whole.told)
    if chosen:
        return _fitting(opener, canonical(chosen), "chosen")
    marked = marked_encoding(head)
    if marked:
        return _fitting(opener, marked, "mark")
    named = canonical(declared)
    if named and named != "utf-8" and _holds(head, named):
        return _fitting(opener, named, "declared")
    wide = unmarked_wide(head)
    try:
        return _fitting(opener, wide or "utf-8", "whole")
    except TextError as fault:
        if wide or fault.kind != "broken":
            raise
    tokens = Tokens()
    with opener() as file:
        for block in _lines(file):
            tokens.add(block)
    found = guess(tokens)
    return Survey(_fitting(opener, found.encoding, "guessed").encoding, "guessed", not found.sure)


def seems(opener: Opener) -> str:
    """Return how the encoding that a file seems to be in is called; empty where nobody can tell."""
    try:
        return shown(survey(opener).encoding)
    except TextError:
        return ""


def recode(opener: Opener, copy: BinaryIO, encoding: str, *, one_break: bool = False) -> None:
    """Write a text file as UTF-8, without a byte order mark.

    Args:
        opener: Opens the file.
        copy: Where it is written.
        encoding: The encoding that it is in, by any name.
        one_break: Whether every end of a line becomes a line feed, within cells too.

    Raises:
        TextError: A byte does not fit the encoding; ``line`` says where.
    """
    texts = _texts(opener, canonical(encoding) or encoding)
    copy.writelines((_BREAK.sub("\n", text) if one_break else text).encode() for text in texts)


_BREAK = re.compile(r"\r\n|\r")


def _fitting(opener: Opener, encoding: str | None, way: Way) -> Survey:
    """Return the survey of a file that is in this encoding from its first byte to its last."""
    if encoding is None:
        raise TextError("not_known", None)
    line = 1
    for text in _texts(opener, encoding):
        if "\0" in text:
            before = text[: text.index("\0")]
            raise TextError("no_text", line + len(_ANY_BREAK.findall(before)), encoding)
        line += text.count("\n")
    return Survey(encoding, way)


_ANY_BREAK = re.compile(r"\r\n|\r|\n")


def _texts(opener: Opener, encoding: str) -> Iterator[str]:
    """Give a file's text in stretches; none ends between a carriage return and its line feed."""
    if not is_known(encoding):
        raise TextError("not_known", None)
    decoder = codecs.getincrementaldecoder(encoding)()
    held, first = "", True
    with opener() as file:
        while True:
            block = file.read(_CHUNK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeError as error:
                raise TextError("broken", _broken_line(opener, encoding), encoding) from error
            text = held + text
            if first and text:
                text, first = text.removeprefix("\ufeff"), False
            held = "\r" if block and text.endswith("\r") else ""
            yield text.removesuffix("\r") if held else text
            if not block:
                return


def _broken_line(opener: Opener, encoding: str) -> int:
    """Return the line on which the first byte stands that does not fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with opener() as file:
        for block in _lines(file):
            state = decoder.getstate()
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError:
                decoder.setstate(state)
                return line + _before_break(decoder, block)
            line += len(_ANY_BREAK.findall(text))
    return line


def _before_break(decoder: codecs.IncrementalDecoder, block: bytes) -> int:
    """Return how many lines end before the first byte that does not fit."""
    found = 0
    before = ""
    for at in range(len(block)):
        try:
            char = decoder.decode(block[at : at + 1])
        except UnicodeDecodeError:
            break
        found += char == "\r" or (char == "\n" and before != "\r")
        before = char or before
    return found


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Give a file in stretches that end at a line feed where one is near."""
    while block := file.read(_CHUNK):
        yield block + (b"" if block.endswith(b"\n") else file.readline(_CHUNK))


def _holds(head: bytes, encoding: str) -> bool:
    """Return whether the beginning of a file reads well in the encoding that it should be in."""
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        return decide(whole, declared=encoding).way == "declared"
    except TextError:
        return False
