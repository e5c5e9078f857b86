"""The front door: a verb leads to the terminal, anything else to the window.

Each face is imported only when it is wanted, so the terminal never loads Qt. Whoever knocks
never sees a traceback: what went wrong is said in one line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import WhyscoreError

if TYPE_CHECKING:
    from app.domain.health import WindowSeen

VERBS = frozenset(
    {
        "audit",
        "convert",
        "doctor",
        "explain",
        "help",
        "history",
        "keys",
        "people",
        "plan",
        "pressure",
        "rulebook",
        "sample",
        "verify",
        "whatif",
    },
)
"""The verbs of the command line. Kept here because asking the command line would load it."""

_TRY_WINDOW = ["doctor", "--window"]
"""What ``whyscore doctor`` says to this program to have the window tried. Nobody else says it."""

BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells say it
NOBODY_READS = 141  # 128 + SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the face that the arguments ask for.

    Args:
        arguments: The words after ``whyscore``; those of this process where left out.

    Returns:
        The exit status: 0 done, 1 done and the answer is no, 2 bad input or usage.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _open(words)
    except SystemExit as left:
        return _status(left)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _leave_quietly()
        return NOBODY_READS
    except WhyscoreError as error:
        _say(str(error))
    except OSError as error:
        _say(f"{error.filename or 'whyscore'}: {error.strerror or type(error).__name__}")
    except Exception as error:  # noqa: BLE001 - the last door before a traceback
        from app.wording.mishaps import blunder

        _say(blunder(error))
    return BAD_INPUT


def _open(words: list[str]) -> int:
    if words == _TRY_WINDOW:
        from app.gui.trial import report

        report()
        return 0
    if wants_terminal(words):
        from app.cli.main import run
        from app.domain.lent import Lent

        status = run(words, Lent(print_pdf=_print_pdf, see_window=_see_window))
        sys.stdout.flush()  # here, so that a reader who left is noticed here
        return status
    if not has_display():
        raise WhyscoreError(_no_display())
    from app.gui.launch import open_window

    return open_window(words)


def _print_pdf(page: str, target: Path) -> None:
    """Print a page as PDF: what the terminal borrows from the window, and only when it is asked to."""
    from app.gui.paper import print_page

    print_page(page, target)


def _see_window() -> WindowSeen:
    """Try the window in a process of its own: where it cannot open, Qt ends the process."""
    from app.gui.trial import trial

    return trial(_starting_anew(_TRY_WINDOW))


def _starting_anew(words: Sequence[str]) -> tuple[str, ...]:
    """Return what starts this program anew. In a bundle it is the program that runs, not Python."""
    bundled = getattr(sys, "frozen", False)  # set by PyInstaller's starter
    return (sys.executable, *(() if bundled else ("-m", "app")), *words)


def wants_terminal(words: Sequence[str]) -> bool:
    """Tell whether these words are for the terminal: a verb, an option, or a misspelt verb."""
    if not words:
        return False
    first = words[0]
    if first in VERBS or first.startswith("-"):
        return True
    return not (Path(first).suffix or Path(first).exists() or len(Path(first).parts) > 1)


def has_display() -> bool:
    """Tell whether a window can be opened here. On systems without X or Wayland: always."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _no_display() -> str:
    from app.wording.language import _

    return _(
        "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
        "Without a window: whyscore explain FILE"
    )


def _status(left: SystemExit) -> int:
    if isinstance(left.__context__, BrokenPipeError):  # Typer says 1, which is our "no"
        _leave_quietly()
        return NOBODY_READS
    if left.code is None:
        return 0
    if isinstance(left.code, int):
        return left.code
    _say(str(left.code))
    return BAD_INPUT


def _say(line: str) -> None:
    """Say one line on standard error, whatever characters the terminal can show."""
    from app.wording.visible import visible

    text = visible(" ".join(line.split()))
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _leave_quietly() -> None:
    """Let Python's last flush find an open end, so that it does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
