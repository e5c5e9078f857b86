"""A trial of the window: does Qt load, is the display there, which fonts are there?

It runs in a process of its own, since Qt ends the process where it cannot reach a display.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.health import WindowSeen
from app.wording.language import _

_LONGEST = 60.0  # seconds: a cold start from a slow disk
_KEPT = 300  # characters of what Qt said
_FOLDERS = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[^\\/\s\"':]+[\\/])+")


def trial(words: Sequence[str]) -> WindowSeen:
    """Try the window.

    Args:
        words: What starts this program anew so that it calls ``report``; the program first.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*words],
            env={**os.environ, "PYTHONPATH": _with_app(os.environ.get("PYTHONPATH", ""))},
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return WindowSeen(opens=False, reason=type(error).__name__)
    seen: dict[str, object] = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            seen.update(json.loads(line))
    reason = "" if seen.get("opens") else _reason(done.stderr)
    chinese = seen.get("chinese")
    return WindowSeen(
        opens=bool(seen.get("opens")),
        qt=str(seen.get("qt", "")),
        platform=str(seen.get("platform", "")),
        chinese=chinese if isinstance(chinese, int) else None,
        reason=reason,
    )


def report() -> None:
    """Say on standard output, a line at each step, how far the window comes."""
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        sys.stderr.write(f"{error}\n")  # names the library that is missing
        return
    _say({"qt": qVersion()})
    application = QGuiApplication([])
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    _say(
        {
            "opens": bool(application.screens()),
            "platform": application.platformName(),
            "chinese": len(families),
        }
    )


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()  # Qt may end the process at the next step


def _reason(said: str) -> str:
    """Return the first line that says something; where a file lies is left out."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    return _FOLDERS.sub("", lines[0])[:_KEPT] if lines else _("it said nothing")


def _with_app(path: str) -> str:
    """Let ``python -m app`` find this program wherever the reader stands. A bundle needs none of it."""
    own = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(place for place in (own, path) if place)
