"""Refusing a file: one sentence that says what was found, what was expected, what to do."""

from __future__ import annotations

from app.domain.errors import UnreadableInput
from app.domain.fault import Fault
from app.wording.language import _

_LONGEST = 300  # characters; a name in a file may have a million


def refused(
    file: str,
    found: str,
    expected: str,
    remedy: str,
    *,
    table: str = "",
    line: int | None = None,
    column: str = "",
    way: str = "",
) -> UnreadableInput:
    """Return the exception that says that nothing of ``file`` can be used, and why.

    Args:
        file: The file as the person knows it.
        found: What was found; never a name or a free text out of the file.
        expected: What should have been there.
        remedy: What the person can do.
        table: Table within the file.
        line: Line within the table.
        column: Column within the table.
        way: Where the person goes on instead, as ``Fault.way`` has it.
    """
    fault = Fault(
        file=_short(file),
        expected=_short(expected),
        table=_short(table),
        line=line,
        column=_short(column),
        found=_short(found),
        remedy=remedy,
        refuses=True,
        way=way,
    )
    return UnreadableInput(refusal_line(fault), (fault,))


def _short(text: str) -> str:
    """Leave out the middle of a text without end."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


def refusal_line(fault: Fault) -> str:
    """Say a fault in one line."""
    line = "" if fault.line is None else _("line {line}").format(line=fault.line)
    place = ", ".join(part for part in (fault.file, fault.table, line, fault.column) if part)
    return _("{place}: found {found}, expected {expected}. {remedy}").format(
        place=place, found=fault.found, expected=fault.expected, remedy=fault.remedy
    )
