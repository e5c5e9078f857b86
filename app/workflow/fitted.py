"""The rulebook that an audit's fit makes, as a file."""

from __future__ import annotations

from app.domain.calendar import iso
from app.workflow.evidence import Audited
from app.workflow.fitted_book import fitted_book


def rulebook_of(audited: Audited) -> bytes | None:
    """Return the audited rulebook with its assumed numbers fitted; ``None`` where none is told.

    Args:
        audited: An audit that was asked for a fit.
    """
    found, book = audited.findings.fit, audited.question.book
    if found is None or book is None or not any(one.told for one in found.numbers):
        return None
    day = audited.findings.day
    when = "n.d." if day is None else iso(day)[:7]
    return fitted_book(book.content.decode("utf-8-sig"), found, when=when).encode()
