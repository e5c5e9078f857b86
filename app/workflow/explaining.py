"""The reader's question, with its defaults, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.domain.calendar import Every, Unit, day_later, iso
from app.domain.errors import UsageError
from app.domain.explanation import Explanation, History
from app.domain.intake import Notice
from app.domain.outlook import Outlook
from app.domain.progress import Progress, Unwatched
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.domain.score import Score
from app.explain import explaining, feeding
from app.explain.best import FromBest, from_best
from app.explain.outlook import outlook
from app.mirror import history as histories
from app.mirror.facts import Facts
from app.rulebook import library
from app.wording import feeding as words
from app.wording.language import _, number

DEFAULT_RULEBOOK = "article-2016"
__all__ = ["Every", "FromBest"]
MOST_POINTS = 40_000
"""A history has no more points than this: a day each for longer than anybody lives."""

_DAYS_OF_MONTH = 30.4
_AHEAD = 3  # months that "what changes by itself" looks ahead


@dataclass(frozen=True)
class Question:
    """What the reader asks of a file.

    Attributes:
        rulebook: B's rulebook, its variant on.
        day: B's day.
        aside: Ids of records set aside, in both states.
        since_day: A's day; with none of the three ``since``, A is "no records".
        since_rulebook: A's rulebook.
        since_export: An earlier file of the same person, for A.
        notices: What the reader should know of how the question was completed.
    """

    rulebook: Rulebook
    day: int
    aside: frozenset[str] = frozenset()
    since_day: int | None = None
    since_rulebook: Rulebook | None = None
    since_export: Export | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def has_since(self) -> bool:
        """Whether A is an earlier state, and not a person without records."""
        earlier = (self.since_day, self.since_rulebook, self.since_export)
        return any(one is not None for one in earlier)


def question(
    export: Export,
    *,
    rulebook: str | None = None,
    variant: str | None = None,
    day: int | None = None,
    aside: frozenset[str] = frozenset(),
    since_day: int | None = None,
    since_rulebook: str | None = None,
    since_export: Export | None = None,
) -> Question:
    """Complete a question with the file's own rulebook and date.

    Args:
        export: The file.
        rulebook: Id or path; the one that the file names by default, else ``article-2016``.
        variant: Id of a variant, of both rulebooks.
        day: The day; the file's own by default.
        aside: Ids of records to set aside.
        since_day: The earlier day.
        since_rulebook: Id or path of the earlier rulebook.
        since_export: The earlier file; without an earlier day both are read on the same day, so
            that only what the files say differs.

    Raises:
        UsageError: No date can be told, the dates are the wrong way round, or an id is unknown.
    """
    notices: tuple[Notice, ...] = ()
    if rulebook is None:
        rulebook, notices = _named(export)
    book = library.find(rulebook, variant)
    notices = (*notices, *_other_rulebook(export, book))
    at = export.default_day if day is None else day
    if at is None:
        raise UsageError(_("Nothing in this file has a date. Give one with --at."))
    if since_day is not None and since_day > at:
        raise UsageError(
            _("The earlier date {since} lies after {at}. Give an earlier one.").format(
                since=iso(since_day), at=iso(at)
            )
        )
    unknown = aside - {str(name) for name in export.records.id} if aside else frozenset()
    if unknown:
        raise UsageError(
            _("There is no record {id} in this file to set aside.").format(id=min(unknown))
        )
    old = None if since_rulebook is None else _earlier_book(since_rulebook, variant)
    return Question(book, at, aside, since_day, old, since_export, notices)


def _other_rulebook(export: Export, book: Rulebook) -> tuple[Notice, ...]:
    """Say that the official figure cannot be compared, where another rulebook made it."""
    if export.rulebook is None or not len(export.official) or book.id == export.rulebook:
        return ()
    text = _("The official figure was made by another rulebook ({theirs}).")
    return (Notice("official_other_rulebook", text.format(theirs=export.rulebook)),)


def _named(export: Export) -> tuple[str, tuple[Notice, ...]]:
    """Return the rulebook that a file names, or the default and why."""
    if export.rulebook is None:
        return DEFAULT_RULEBOOK, ()
    own = next((book for book in library.shipped() if book.id == export.rulebook), None)
    if own is None:
        text = _("The file names a rulebook that is not here. It was read by {book} instead.")
        return DEFAULT_RULEBOOK, (Notice("rulebook_unknown", text.format(book=DEFAULT_RULEBOOK)),)
    if export.rulebook_version not in {None, own.version}:
        text = _("The file names version {theirs} of the rulebook; here is version {ours}.")
        said = text.format(theirs=export.rulebook_version, ours=own.version)
        return own.id, (Notice("rulebook_version", said),)
    return own.id, ()


def _earlier_book(reference: str, variant: str | None) -> Rulebook:
    """Return the earlier rulebook; with the same variant where it has one of that name."""
    book = library.find(reference)
    if variant is None or all(one.id != variant for one in book.variants):
        return book
    return library.find(reference, variant)


def explain(export: Export, asked: Question, progress: Progress | None = None) -> Explanation:
    """Explain a person's score, or what changed in it.

    Args:
        export: The file.
        asked: The question.
        progress: Told the steps; may stop the work.
    """
    since = None
    if asked.has_since:
        earlier = asked.since_export or export
        day = asked.day if asked.since_day is None else asked.since_day
        since = Facts(earlier.records, earlier.contacts, day, asked.aside)
    told = explaining.explain(
        asked.rulebook,
        _facts(export, asked),
        export.official,
        progress or Unwatched(),
        since=since,
        since_book=asked.since_rulebook,
        inputs=export.inputs,
    )
    # A question can be asked without ``question``, and of a file's official figures under any
    # rulebook: whether they compare is told each time.
    known = {notice.code for notice in asked.notices}
    other = [one for one in _other_rulebook(export, asked.rulebook) if one.code not in known]
    gathered = export.rulebook is None and not export.issuer and not len(export.official)
    # A file that names its rulebook is not offered another one.
    others = library.shipped() if export.rulebook is None else ()
    feeds = feeding.fed(asked.rulebook, _facts(export, asked), others, gathered=gathered)
    more = [
        Notice("other_rulebook_counts", words.counts_more(one, feeds.counted))
        for one in (() if feeds.nothing else feeds.better)  # else it is said with what is missing
    ]
    return replace(told, notices=(*asked.notices, *other, *more, *told.notices), fed=feeds)


def score_without(export: Export, asked: Question, record: str) -> Score:
    """Return the score as it would be if one more record were set aside."""
    facts = Facts(export.records, export.contacts, asked.day, asked.aside | {record})
    return explaining.score_of(asked.rulebook, facts)


def best_possible(told: Explanation) -> FromBest | None:
    """Compare an explained score with the best that its rulebook can give."""
    return from_best(told.to.rulebook, told.to.score)


def history(
    export: Export,
    rulebook: Rulebook,
    first: int | None,
    last: int,
    every: Every,
    aside: frozenset[str] = frozenset(),
) -> History:
    """Return our score and the operator's over time.

    Args:
        export: The file.
        rulebook: The rulebook.
        first: The first day; the first day in the file by default.
        last: The last day.
        every: Each day or each month.
        aside: Ids of records set aside.

    Raises:
        UsageError: The first day lies after the last, or the time is too long.
    """
    start = _first_day(export, last) if first is None else first
    if start > last:
        raise UsageError(
            _("The first day {first} lies after the last day {last}.").format(
                first=iso(start), last=iso(last)
            )
        )
    points = (last - start + 1) if every is Every.DAY else (last - start) / _DAYS_OF_MONTH
    if points > MOST_POINTS:
        raise UsageError(
            _(
                "From {first} to {last} there are more than {count} points. "
                "Choose a shorter time (--from, --to)."
            ).format(first=iso(start), last=iso(last), count=number(MOST_POINTS))
        )
    facts = Facts(export.records, export.contacts, last, aside)
    return histories.history(rulebook, facts, export.official, start, last, every)


def upcoming(export: Export, asked: Question) -> Outlook:
    """Return what changes by itself in the three months ahead."""
    until = day_later(asked.day, _AHEAD, Unit.MONTHS)
    return outlook(asked.rulebook, _facts(export, asked), until)


def _facts(export: Export, asked: Question) -> Facts:
    return Facts(export.records, export.contacts, asked.day, asked.aside)


def _first_day(export: Export, last: int) -> int:
    firsts = [*export.records.day[:1].tolist(), *export.official.day[:1].tolist()]
    known = np.array([day for day in firsts if day <= last], dtype=np.int64)
    return int(known.min()) if len(known) else last
