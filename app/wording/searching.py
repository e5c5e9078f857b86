"""How a text is searched: without regard to case, accents and width, wherever it is searched."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_BARE = {
    # Letters that Unicode does not take apart, as people type them who lack the key.
    ord("ø"): "o", ord("đ"): "d", ord("ð"): "d", ord("ł"): "l", ord("ħ"): "h", ord("ı"): "i",
    ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("ŋ"): "n", ord("’"): "'", ord("‘"): "'",
}  # fmt: skip


class _Bare(dict[int, str | None]):
    """What each character is without its marks; looked up once for each that occurs."""

    def __missing__(self, code: int) -> str | None:
        kept = None if unicodedata.combining(chr(code)) else chr(code)
        self[code] = kept
        return kept


_bare = _Bare(_BARE)


def folded(text: str) -> str:
    """Return a text as it is searched: ``Müller``, ``MULLER`` and full-width ``ｍüller`` are one.

    Args:
        text: What is searched, or sought; both go through here.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKD", apart.casefold()).translate(_bare)


def sought(text: str) -> str:
    """Return what was typed into a field of search as it is looked for; empty where it says nothing."""
    return " ".join(folded(text).split())


def places(text: str, looked_for: str) -> Iterator[tuple[int, int]]:
    """Yield where a text is found in another: from which character, and how many.

    Args:
        text: The text as it is shown.
        looked_for: What was typed.
    """
    wanted = sought(looked_for)
    if not wanted:
        return
    hay, origin = _traced(text)
    at = hay.find(wanted)
    while at >= 0:
        first, last = origin[at], origin[at + len(wanted) - 1]
        end = last + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1  # the marks of the last letter belong to it
        yield first, end - first
        at = hay.find(wanted, at + len(wanted))


def _traced(text: str) -> tuple[str, list[int]]:
    """Return a text as it is searched, and from which of its characters each one is."""
    said: list[str] = []
    origin: list[int] = []
    for place, one in enumerate(text):
        part = " " if one.isspace() else folded(one)
        said.append(part)
        origin.extend([place] * len(part))
    return "".join(said), origin
