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


class Format(Protocol):
    """What every module of ``formats`` offers."""

    NAME: str

    def fits(self, source: Source) -> bool:
        """Return whether the source is in this format."""

    def read(self, source: Source, progress: Progress) -> Reading:
        """Read it."""


def recognised(source: Source, formats: Sequence[Format]) -> Format:
    """Return the first format that fits.

    Raises:
        UnreadableInput: None does.
    """
    for form in formats:
        if form.fits(source):
            return form
    raise _unknown(source)


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
