"""What is wrong with a file, in one line: where, what was found, what was expected, what to do."""

from __future__ import annotations

import re

from app.domain.fault import Fault, RulebookFault
from app.wording.language import _, ngettext, number
from app.wording.visible import visible

_PARTS = re.compile("; |；")
_MOST_FOUND = 60
"""So much of a cell is shown; a fault is no place for a megabyte."""


def fault_line(fault: Fault) -> str:
    """Say one fault of a person's file: ``records.csv, line 218, date: found “x”, …``."""
    place = [visible(fault.file)]
    if fault.table and fault.table != fault.file:
        place.append(visible(fault.table))
    if fault.line is not None:
        place.append(_("line {line}").format(line=number(fault.line)))
    if fault.column:
        place.append(visible(fault.column))
    if fault.way:  # what was found is a kind of file and no text out of it: nothing to quote
        return _("{place}: found {found}, expected {expected}. {remedy}").format(
            place=", ".join(place),
            found=fault.found,
            expected=fault.expected,
            remedy=fault.remedy,
        )
    said = _wanted(", ".join(place), fault.found, fault.expected)
    return f"{said} {fault.remedy}".rstrip()


def rulebook_fault_line(fault: RulebookFault) -> str:
    """Say one fault of a rulebook: ``rulebook.toml, line 40, rule.contacts.points: …``."""
    place = ", ".join(
        part
        for part in (
            visible(fault.file),
            _("line {line}").format(line=number(fault.line)),
            visible(fault.key),
        )
        if part
    )
    return _wanted(place, fault.found, fault.expected)


def wanted_and_remedy(fault: RulebookFault) -> tuple[str, str]:
    """Part what should stand in a rulebook from what its writer can do about it."""
    wanted, *acts = _PARTS.split(fault.expected.rstrip(".。"), maxsplit=1)
    if acts:
        return wanted, _("{act}.").format(act=acts[0][:1].upper() + acts[0][1:])
    if fault.found == _("nothing"):
        return wanted, _("Add it.")
    return wanted, _("Write what is expected instead of what was found.")


def fault_count(count: int) -> str:
    """Say how many faults there are: ``and 3 more faults``; empty where there is no other."""
    if count <= 1:
        return ""
    more = count - 1
    said = ngettext("There is {count} more fault.", "There are {count} more faults.", more)
    return said.format(count=number(more))


def _wanted(place: str, found: str, expected: str) -> str:
    if not found:
        return _("{place}: expected {expected}.").format(place=place, expected=expected.rstrip("."))
    short = found if len(found) <= _MOST_FOUND else found[:_MOST_FOUND] + "…"
    return _("{place}: found “{found}”, expected {expected}.").format(
        place=place, found=visible(short), expected=expected.rstrip(".")
    )
