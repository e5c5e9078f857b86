"""What is wrong with a file, where, and what to do about it: a value, not an exception."""

from __future__ import annotations

from dataclasses import dataclass

MOST_FAULTS = 100
"""So many faults of one file are told; a reader mends those first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a person's file.

    Attributes:
        file: Name of the file as the person knows it.
        table: Table or sheet within the file; empty where there is none.
        line: Line in a text file, row in a table without lines; both count from 1 and the
            header is line 1. ``None`` where the fault is the whole file's.
        column: Column name; empty where there is none.
        found: What stands there. Never a name or a free text.
        expected: What should stand there.
        remedy: What the person can do.
        refuses: True where nothing of the file can be used; False where only this row is out.
        way: Where the person goes on with such a file instead: ``answers``, ``people``, ``backup``,
            ``rulebook`` or another; empty where the file is of a kind that is read.
    """

    file: str
    expected: str
    table: str = ""
    line: int | None = None
    column: str = ""
    found: str = ""
    remedy: str = ""
    refuses: bool = False
    way: str = ""


@dataclass(frozen=True, slots=True)
class RulebookFault:
    """One thing that is wrong in a rulebook.

    Attributes:
        file: The rulebook's file name.
        line: Line, from 1.
        key: Dotted path, such as ``rule.contacts.points``.
        found: What stands there.
        expected: What should stand there, and what to do.
    """

    file: str
    line: int
    key: str
    found: str
    expected: str
