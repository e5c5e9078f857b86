"""What the terminal borrows from the window, which alone can draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.health import WindowSeen

PrintsPdf = Callable[[str, Path], None]
"""Prints a page (HTML) into a PDF file."""

SeesWindow = Callable[[], WindowSeen]
"""Tries the window in a process of its own."""


@dataclass(frozen=True, slots=True)
class Lent:
    """What whoever opens the terminal lends it, so that it never loads Qt unasked.

    Attributes:
        print_pdf: Prints a page; ``None`` where nobody here can.
        see_window: Tries the window; ``None`` where there is none to try.
    """

    print_pdf: PrintsPdf | None = None
    see_window: SeesWindow | None = None
