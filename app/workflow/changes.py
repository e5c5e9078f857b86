"""How a score came about over the years, what comes by itself, and why it moved in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import NO_DAY, Every, Unit, day_later
from app.domain.explanation import Explanation, History
from app.domain.outlook import Outlook
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores
from app.domain.rulebook import Rulebook
from app.explain.outlook import outlook
from app.mirror import history as histories
from app.mirror.facts import Facts
from app.mirror.timeline import newly_over
from app.workflow import explaining
from app.workflow.case import Case

MONTHS_AHEAD = 12
"""So far "if nothing new happens" is worked out."""
_MOST_YEARS = 60  # a date of the year 1 is a slip of the pen, and no life to be drawn
_STEPS = 3


@dataclass(frozen=True)
class Course:
    """A score's way, past and ahead.

    Attributes:
        past: Each day from the first in the file to the day of the case.
        ahead: Each day from the day of the case on, if nothing new happens.
        coming: What changes by itself in that time.
        new_day: Days that have records, ascending, shape ``(n,)``.
        new_points: What the records of each move on that day, shape ``(n,)``. Unit: points.
    """

    past: History
    ahead: History
    coming: Outlook
    new_day: DayVector
    new_points: FloatVector


def course(case: Case, progress: Progress) -> Course:
    """Compute a score's way.

    Args:
        case: The case.
        progress: Told three steps; may stop the work.
    """
    export, book, today = case.export, case.rulebook, case.day
    progress.report(0, _STEPS)
    past = explaining.history(
        export, book, first_day(export, today), today, Every.DAY, case.aside_ids
    )
    progress.report(1, _STEPS)
    known = as_known_on(export, today)
    facts = Facts(known.records, known.contacts, today, case.aside_ids)
    until = day_later(today, MONTHS_AHEAD, Unit.MONTHS)
    ahead = histories.history(book, facts, known.official, today, until, Every.DAY)
    coming = outlook(book, facts, until)
    progress.report(2, _STEPS)
    days = np.unique(known.records.day)
    days = days[days >= past.day[0]]
    return Course(past, ahead, coming, days, newly_over(book, facts, days))


def statement(
    case: Case, first: int, last: int, progress: Progress, earlier: Rulebook | None = None
) -> Explanation:
    """Explain what changed from one day to another.

    Args:
        case: The case; its own day plays no part.
        first: The earlier day.
        last: The later day.
        progress: Told the steps; may stop the work.
        earlier: The rulebook that held on the earlier day, where it is another.
    """
    asked = explaining.Question(
        case.rulebook, last, case.aside_ids, since_day=first, since_rulebook=earlier
    )
    return explaining.explain(case.export, asked, progress)


def first_day(export: Export, last: int) -> int:
    """Return the first day that anything in a file is dated, at most ``last``."""
    oldest = day_later(last, -_MOST_YEARS, Unit.YEARS)
    firsts = [
        int(days[np.searchsorted(days, oldest)])
        for days in (export.records.day, export.official.day)
        if np.searchsorted(days, oldest) < len(days)
    ]
    return min([last, *firsts])


def as_known_on(export: Export, day: int) -> Export:
    """Return what a file would say on a day: nothing in it is dated later."""
    records, contacts, official = export.records, export.contacts, export.official
    upto = int(np.searchsorted(records.day, day, side="right"))
    if upto < len(records):
        records = records.only(np.arange(upto))
    published = official.day <= day
    return replace(
        export,
        records=records,
        contacts=_contacts_on(contacts, day),
        official=OfficialScores(
            official.day[published],
            official.score[published],
            official.rulebook[published],
            official.note[published],
        ),
    )


def _contacts_on(contacts: Contacts, day: int) -> Contacts:
    """Take away scores of later days, and those of who joins later."""
    there = (contacts.since == NO_DAY) | (contacts.since <= day)
    kept = (contacts.score_day <= day) & there[contacts.score_contact]
    if kept.all():
        return contacts
    return replace(
        contacts,
        score_contact=contacts.score_contact[kept],
        score_day=contacts.score_day[kept],
        score=contacts.score[kept],
    )


def version_on(official: OfficialScores, day: int) -> str:
    """Return the version of the rulebook in force on a day; empty where the file does not say."""
    row = int(np.searchsorted(official.day, day, side="right")) - 1
    return "" if row < 0 else str(official.rulebook[row] or "")


def book_before(
    case: Case, first: int, last: int, books: Iterable[Rulebook]
) -> tuple[Rulebook | None, bool]:
    """Find the rulebook that held on the earlier of two days, where it was another.

    Args:
        case: The case, under the rulebook of the later day.
        first: The earlier day.
        last: The later day.
        books: The rulebooks at hand.

    Returns:
        The book, ``None`` where the same rules hold for both days; and whether the file says
        that the rules changed in between.
    """
    export, book = case.export, case.rulebook
    before, after = (version_on(export.official, day) for day in (first, last))
    changed = bool(before and after and before != after) and export.rulebook in {None, book.id}
    if not changed or after != book.version:
        return None, changed
    found = (
        one
        for one in books
        if (one.id, one.version, one.variant) == (book.id, before, book.variant)
    )
    return next(found, None), changed
