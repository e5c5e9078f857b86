"""Which format a file is in, told by what stands in it and never by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.errors import UnreadableInput
from app.domain.intake import Reading
from app.domain.progress import Progress
from app.intake.container import Source
from app.intake.refusing import refused
from app.wording.language import _

_PACKED = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz")
_SHEETS = (".xlsx", ".xls", ".ods", ".et")


class Format(Protocol):
    """What every module of ``formats`` offers."""

    NAME: str

    def fits(self, source: Source) -> bool:
        """Return whether the source is in this format."""

    def read(self, source: Source, progress: Progress) -> Reading:
        """Read it."""


def recognised(source: Source, formats: Sequence[Format]) -> tuple[Format, ...]:
    """Return the formats that fit: a folder may hold the bills of several apps and contacts.

    Raises:
        UnreadableInput: None does.
    """
    found = tuple(form for form in formats if form.fits(source))
    if not found:
        raise _unknown(source)
    return found


def not_read(source: Source, name: str) -> str:
    """Say why a file beside others was not read, and what the person can do."""
    lower = name.lower()
    if source.size(name) == 0:
        return _("{file} was not read: it is empty.").format(file=name)
    if lower.endswith(_PACKED):
        return _(
            "{file} was not read: it is an archive within a folder or zip. Choose it by itself, together with "
            "the others."
        ).format(file=name)
    if lower.endswith(_SHEETS):
        return _(
            "{file} was not read: no table of a bill that Whyscore knows is in it, or it is locked "
            "or damaged. Open it in a spreadsheet program, or download the bill again."
        ).format(file=name)
    return _(
        "{file} was not read: it is no bill of Alipay or WeChat Pay and no contacts. A score "
        "package or another export is chosen by itself."
    ).format(file=name)


def _unknown(source: Source) -> UnreadableInput:
    names = source.names()
    if not names or all(source.size(name) == 0 for name in names):
        found = _("nothing in it: it is empty")
    else:
        found = _("no export that Whyscore knows")
    return refused(
        source.name,
        found,
        _("a score package, a bill of Alipay or WeChat Pay, or contacts as vCard"),
        _("Choose the file as you received it."),
    )
