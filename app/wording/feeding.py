"""The sentences on what a file feeds of a score, and on what counts more of it."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.explanation import Counted, Fed
from app.domain.rulebook import Rulebook
from app.wording.language import _, ngettext, number, text_of
from app.wording.sentences import listed, together
from app.wording.visible import visible

_MOST_NAMED = 6


def nothing_counts(told: Fed) -> str:
    """Say that there is no score, since no rule is about anything in the file."""
    return ngettext(
        "No score: no rule of {rulebook} counts the {count} record in this file.",
        "No score: no rule of {rulebook} counts any of the {count} records in this file.",
        told.counted.of,
    ).format(rulebook=_title(told.counted.title), count=number(told.counted.of))


def no_score(told: Fed, book: Rulebook) -> str:
    """Say all of it in one paragraph: no score, what is missing, and what counts more."""
    more = [counts_more(one, told.counted) for one in told.better]
    return together(nothing_counts(told), what_is_missing(book), *more)


def what_is_missing(book: Rulebook) -> str:
    """Say what a rulebook counts, and where that stands."""
    titles = [visible(text_of(rule.title)) for rule in book.rules]
    named = titles[:_MOST_NAMED]
    if len(titles) > len(named):
        rest = len(titles) - len(named)
        more = ngettext("{count} more", "{count} more", rest)
        named.append(more.format(count=number(rest)))
    counts = _("It counts: {things}.").format(things=listed(named))
    where = _(
        "Such records stand in the copy that whoever scores you has to give you, in further bills, "
        "or in your own answers to the rulebook’s questions."
    )
    return together(counts, where)


def missing() -> str:
    """Head what a file lacks of which nothing counts."""
    return _("What is missing")


def answer_instead() -> str:
    """Say what the button does that leads to a rulebook's questions."""
    return _("Answer questions instead")


def counts_more(other: Counted, own: Counted) -> str:
    """Say that another rulebook counts more of the file, with both numbers."""
    said = _("{other} ({id}) counts {count} of the {every} records; {own} counts {few}.")
    return said.format(
        other=_title(other.title),
        id=visible(other.rulebook),
        count=number(other.records),
        every=number(other.of),
        own=_title(own.title),
        few=number(own.records),
    )


def feeds(own: Counted) -> str:
    """Say how many parts of the score the file feeds."""
    return _("this file feeds {count} of its {every} parts").format(
        count=number(own.parts), every=number(own.of_parts)
    )


def use(other: Counted) -> str:
    """Say what the button that goes on under another rulebook does."""
    return _("Use {rulebook}").format(rulebook=_title(other.title))


def another_counts_more() -> str:
    """Head the offer of another rulebook."""
    return _("Another rulebook counts more of this file")


def _title(title: Mapping[str, str]) -> str:
    return visible(text_of(title))
