"""Opens a TOML text that anybody may have written: bounded, decoded, parsed, never run.

What is wrong is told as the faults of a rulebook, with file and line.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from app.domain.errors import RulebookError, UsageError
from app.domain.fault import RulebookFault
from app.rulebook.tables import shown
from app.wording.language import _, ngettext

MOST_BYTES = 524_288
"""No rulebook is larger; those that are shipped have a tenth of it. Unit: bytes."""

_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
_END = " (at end of document)"
# A key of very many parts makes tomllib's time grow with the square of its length.
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{12}}")


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file, one more than ``MOST_BYTES`` at most.

    Raises:
        UsageError: It cannot be opened.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            _("The rulebook {file} cannot be opened: {reason}.").format(
                file=path.name, reason=reason
            )
        ) from error


def decoded(content: bytes, name: str) -> str:
    """Return the text of a file's bytes.

    Raises:
        RulebookError: It is too large, or not UTF-8.
    """
    if len(content) > MOST_BYTES:
        size = _("at most {size} KiB").format(size=MOST_BYTES // 1024)
        refuse(name, (RulebookFault(name, 1, "", _("a larger file"), size),))
    try:
        # Some editors begin a file with a byte order mark; it says nothing.
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = _("text that is not UTF-8")
        fault = RulebookFault(name, line, "", found, _("UTF-8; save the file with that encoding"))
        raise _error(name, (fault,)) from error


def parsed(text: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises:
        RulebookError: It is not TOML, or nested too deep.
    """
    deep = _DEEP_KEY.search(text)
    if deep:
        raise _error(name, (_too_deep(name, text.count("\n", 0, deep.start()) + 1),))
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _error(name, (_too_deep(name, 1),)) from error
    except ValueError as error:  # a TOMLDecodeError, or a number with too many digits
        fault = _syntax_fault(name, text, str(error))
        raise _error(name, (fault,)) from error


def _too_deep(name: str, line: int) -> RulebookFault:
    return RulebookFault(
        name, line, "", _("keys or tables within tables without end"), _("a few levels at most")
    )


def _syntax_fault(name: str, text: str, said: str) -> RulebookFault:
    place = _PLACE.search(said)
    if place:
        line, said = int(place[1]), said[: place.start()]
    elif said.endswith(_END):
        line, said = text.rstrip().count("\n") + 1, said.removesuffix(_END)
    else:
        line = 1
    expected = _("TOML; correct the line ({reason})").format(reason=said)
    lines = text.split("\n")
    found = shown(lines[line - 1]) if line <= len(lines) else _("nothing")
    return RulebookFault(name, line, "", found, expected)


def refuse(name: str, faults: tuple[RulebookFault, ...]) -> None:
    """Stop where there are faults.

    Raises:
        RulebookError: There are; it carries them all.
    """
    if faults:
        raise _error(name, faults)


def _error(name: str, faults: tuple[RulebookFault, ...]) -> RulebookError:
    first = faults[0]
    more = len(faults) - 1
    message = _("{file}, line {line}, {key}: found {found}; expected {expected}.").format(
        file=name,
        line=first.line,
        key=first.key or _("the file"),
        found=first.found,
        expected=first.expected,
    )
    if more:
        message += " " + ngettext(
            "There is {count} more fault.", "There are {count} more faults.", more
        ).format(count=more)
    return RulebookError(message, faults)
