"""What kinds of record are called, in the reader's language."""

from __future__ import annotations

from app.rulebook.kinds import shipped
from app.wording.language import text_of


def title(kind: str) -> str:
    """Return what a kind is called: its own title, else the nearest one's above it, else its id."""
    found = shipped().nearest(kind)
    return kind if found is None else text_of(found.title)
