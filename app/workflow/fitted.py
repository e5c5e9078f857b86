"""The rulebook that a fit makes, as a file."""

from __future__ import annotations

from app.domain.calendar import iso
from app.rulebook.fitted import fitted
from app.wording.language import _, number
from app.workflow.evidence import Audited


def rulebook_of(audited: Audited) -> bytes | None:
    """Return the audited rulebook with its assumed numbers fitted; ``None`` where none is told.

    Args:
        audited: An audit that was asked for a fit.
    """
    found, book = audited.findings.fit, audited.question.book
    if found is None or book is None or not any(one.told for one in found.numbers):
        return None
    day = audited.findings.day
    heading = _("The guessed numbers of {book} that official scores tell, fitted to them.")
    title = _("Fitted to the official scores of {n} people")
    return fitted(
        book,
        found,
        "" if day is None else iso(day)[:7],
        heading.format(book=book.id),
        title.format(n=number(found.n)),
    )
