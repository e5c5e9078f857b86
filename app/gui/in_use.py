"""The files that this window has read: no output may take the place of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_read: dict[Path, None] = {}
"""They are few, and each stays: what was read first can still be the only copy there is."""


def note(paths: Iterable[Path | str]) -> None:
    """Note files or folders that are read. For any thread."""
    _read.update(dict.fromkeys(map(Path, paths)))


def noted() -> tuple[Path, ...]:
    """Return what was read since the program began."""
    return tuple(_read)
