"""Whether everything that Whyscore stands on is there, and how to mend what is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How one part is."""

    WELL = "well"
    LACKING = "lacking"  # something is missing that one can do without
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one part.

    Attributes:
        id: Which part: ``python``, ``window``, ``fonts``, …
        health: How it is.
        found: What was found, in one sentence.
        remedy: What to do; empty where nothing is wrong.
    """

    id: str
    health: Health
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class WindowSeen:
    """What a trial of the window showed, in a process of its own.

    Attributes:
        opens: Whether the window system could be reached.
        qt: Version of Qt; empty where it could not be loaded.
        platform: Through what the window opens (``xcb``, ``wayland``, ``windows``, ``cocoa``).
        chinese: How many fonts have Chinese characters; ``None`` where that is not known.
        reason: What Qt said where the window does not open.
    """

    opens: bool
    qt: str = ""
    platform: str = ""
    chinese: int | None = None
    reason: str = ""
