"""Where a long page is cut into sheets, so that nothing is cut through. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 0.35  # of a sheet: a cut higher up would leave too much of it empty
Span = tuple[int, int]
"""Top and bottom of something that should stay whole. Unit: pixels."""


def cuts(height: int, room: int, cards: Sequence[Span], pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Cut a page into sheets.

    Args:
        height: Height of the page, > 0. Unit: pixels.
        room: Height that a sheet has room for, > 0. Unit: pixels.
        cards: What is best kept on one sheet.
        pieces: What is kept whole where a card cannot be: lines of text, rows, pictures.

    Returns:
        Top and bottom of each sheet; together they are the page from 0 to ``height``, without
        gaps. A cut goes through a piece only where the piece leaves no other way.
    """
    whole = [(top, bottom) for top, bottom in cards if bottom - top <= room]
    sheets: list[Span] = []
    top = 0
    while height - top > room:
        least = top + max(1, round(room * _LEAST))
        limit = top + room
        cut = _above(limit, least, whole)
        if cut is None or _crossed(cut, pieces):
            cut = _above(limit, least, pieces)
        bottom = limit if cut is None else cut
        sheets.append((top, bottom))
        top = bottom
    sheets.append((top, height))
    return tuple(sheets)


def _above(limit: int, least: int, spans: Sequence[Span]) -> int | None:
    """Return the lowest cut up to ``limit`` that goes through none; ``None`` above ``least``."""
    cut = limit
    while through := _crossed(cut, spans):
        cut = min(top for top, _bottom in through)
        if cut < least:
            return None
    return cut


def _crossed(cut: int, spans: Sequence[Span]) -> list[Span]:
    return [(top, bottom) for top, bottom in spans if top < cut < bottom]
