"""What of a score a person's file feeds, and which rulebook counts more of it."""

from __future__ import annotations

from app.domain.explanation import Counted, Fed
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.rulebook import library
from app.workflow.case import Case, Objection
from app.workflow.reading_rules import coverage

_MOST_OFFERED = 2
_CLEARLY = 2  # times as many records: what counts hardly more is not offered


def counted(export: Export, book: Rulebook, day: int, aside: frozenset[str]) -> Counted:
    """Return how much of a person's file a rulebook's rules are about.

    Args:
        export: The file.
        book: The rulebook.
        day: The day; later records are not counted.
        aside: Ids of records set aside, which are not counted.
    """
    found = coverage(Case(export, book, day, dict.fromkeys(aside, Objection.WRONG)))
    fed = {rule.factor for rule in book.rules if found.looks_at[rule.id]}
    return Counted(
        book.id,
        book.title,
        found.records - found.uncounted_records,
        found.records,
        len(fed),
        len(book.factors),
    )


def fed(export: Export, book: Rulebook, day: int, aside: frozenset[str]) -> Fed:
    """Return what a file feeds of the score by a rulebook, and the rulebooks that count much more.

    Others are looked at only where most is left over and the file names no rulebook of its own.
    """
    own = counted(export, book, day, aside)
    gathered = export.rulebook is None and not export.issuer and not len(export.official)
    better: list[Counted] = []
    if export.rulebook is None and own.records * 2 < own.of:
        others = (one for one in library.shipped() if one.id != book.id)
        better = [counted(export, other, day, aside) for other in others]
        better = [one for one in better if one.records >= max(_CLEARLY * own.records, 1)]
        better.sort(key=lambda one: (-one.records, one.rulebook))
    return Fed(own, tuple(better[:_MOST_OFFERED]), gathered)
