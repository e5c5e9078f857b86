"""What a reader should know beside an explanation; nothing here stops it."""

from __future__ import annotations

import numpy as np

from app.domain.calendar import day_of
from app.domain.intake import Notice
from app.domain.rulebook import Rulebook, matches
from app.mirror.facts import Facts
from app.wording.language import _, day, ngettext, number


def notices(book: Rulebook, facts: Facts) -> tuple[Notice, ...]:
    """Say what the rulebook's dates and the file's gaps mean for the score.

    Args:
        book: B's rulebook.
        facts: State B's facts.
    """
    return (*_of_the_book(book, facts.day), *_of_the_records(book, facts))


def _of_the_book(book: Rulebook, at: int) -> list[Notice]:
    told = []
    if book.valid_from and at < (first := day_of(book.valid_from)):
        text = _("This rulebook holds from {day}. The date asked for is earlier.")
        told.append(Notice("before_validity", text.format(day=day(first))))
    if book.valid_to and at > (last := day_of(book.valid_to)):
        text = _("This rulebook held until {day}. The date asked for is later.")
        told.append(Notice("after_validity", text.format(day=day(last))))
    if book.review_after and at > (due := day_of(book.review_after)):
        text = _("This rulebook should be checked again after {day}: the rules may have changed.")
        told.append(Notice("review_due", text.format(day=day(due))))
    return told


def _of_the_records(book: Rulebook, facts: Facts) -> list[Notice]:
    records, told = facts.records, []
    future = len(records) - int(np.searchsorted(records.day, np.int32(facts.day), side="right"))
    if future:
        text = ngettext(
            "{count} record lies after this date and does not count yet.",
            "{count} records lie after this date and do not count yet.",
            future,
        )
        told.append(Notice("future_records", text.format(count=number(future))))
    named = [one.kinds for one in book.rules] + [one.kinds for one in book.overrides]
    idle = [
        len(records.by_kind[code].rows)
        for code, kind in enumerate(records.kinds)
        if not any(matches(kinds, kind) for kinds in named)
    ]
    if idle and sum(idle):
        text = ngettext(
            "No rule counts {count} record of this file.",
            "No rule counts {count} records of this file.",
            sum(idle),
        )
        told.append(Notice("not_counted", text.format(count=number(sum(idle)))))
    return told
