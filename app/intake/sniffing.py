"""Which format a file is in, told by what stands in it and never by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.errors import UnreadableInput
from app.domain.intake import Reading
from app.domain.progress import Progress
from app.intake.container import Source
from app.intake.naming_files import kind_of, kind_of_file, kinds_within
from app.intake.refusing import refused
from app.wording.file_kinds import KINDS, called, counted, way_forward
from app.wording.language import _


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
    """Say what a file beside others is, that it was not read, and what the person can do."""
    kind = kind_of_file(source, name)
    return _("{file} was not read: it is {kind}. {way}").format(
        file=name, kind=called(kind), way=way_forward(kind)
    )


def _unknown(source: Source) -> UnreadableInput:
    kind = kind_of(source)
    found = called(kind) if kind != "several" else counted(kinds_within(source))
    return refused(
        source.name,
        found,
        _("a score package, a bill of Alipay or WeChat Pay, or contacts as vCard"),
        way_forward(kind),
        way=KINDS[kind].way,
    )
