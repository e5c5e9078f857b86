"""What the statistics need to know of the people of one part, worked out from their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.audit.honesty_counts import HonestyCounts, honesty_of
from app.audit.month_sums import MonthSums, chosen_for_months
from app.audit.salting import salted
from app.domain.arrays import CodeVector, DayVector, FloatMatrix, FloatVector, Mask
from app.domain.audit import People, Question
from app.domain.calendar import NO_DAY
from app.domain.crowd import Crowd, CrowdScores, FaultyPerson, Labels
from app.domain.rulebook import Measure, Rulebook
from app.mirror.crowd_scoring import CrowdMarks, marks_at, marks_of_crowd, published_of
from app.rulebook.curves import clipped, factor_points, total

_FOR_EVER = int(np.iinfo(np.int32).max)
_NO_ROW = -1


@dataclass(frozen=True)
class Recomputed:
    """All that is kept of a part.

    Attributes:
        people: The people, a row each.
        months: Their residuals by month; of some of them only where they are many.
        honesty: Their decisions' stated reasons against the true ones.
        faulty: Who of the part could not be used.
        records: How many records the people have.
    """

    people: People
    months: MonthSums
    honesty: HonestyCounts
    faulty: tuple[FaultyPerson, ...]
    records: int


def people_of(crowd: Crowd, question: Question, months: float = 1.0) -> Recomputed:
    """Work out what the statistics need to know of some people.

    Args:
        crowd: The people.
        question: What the audit is asked. Its day must be told where it names a rulebook.
        months: For what share of the people every official score is looked at, and not the
            latest alone; see ``month_sums.months_share``.

    Raises:
        ValueError: A rulebook is named and no day, or a claim names no rule of the first book.
    """
    book = question.book
    if book is None:
        latest = _latest(crowd, question)
        people = _people(crowd, question, latest, _nothing_mirrored(len(crowd)))
        sums, honesty = MonthSums.none(), HonestyCounts()
    else:
        if question.day is None:
            raise ValueError("an audit by a rulebook needs its day.")
        latest = _latest(crowd, question)
        marks = marks_of_crowd(question.books, crowd, latest.day)
        people = _people(crowd, question, latest, _mirrored(question, marks, latest))
        sums = _months(crowd, question, people, months)
        honesty = honesty_of(book, crowd, question.day)
    return Recomputed(people, sums, honesty, crowd.faulty, len(crowd.records))


@dataclass(frozen=True)
class _Latest:
    """Each person's latest official score that the audit looks at.

    Attributes:
        day: Its day; the audit's where there is none or it has none, shape ``(n,)``.
        figure: NaN where there is none, shape ``(n,)``.
        label: What it says of its rulebook, -1 where it says nothing, shape ``(n,)``.
        labels: The texts that the labels are.
    """

    day: DayVector
    figure: FloatVector
    label: CodeVector
    labels: tuple[str, ...]


@dataclass(frozen=True)
class _Mirror:
    """The columns of ``People`` that a rulebook gives."""

    sum: FloatVector
    published: FloatVector
    unscored: Mask
    points: FloatMatrix
    measures: FloatMatrix
    without: FloatMatrix
    contacts: FloatVector
    rules: FloatVector
    others: FloatMatrix
    base: float


def _last(question: Question) -> int:
    return _FOR_EVER if question.day is None else question.day


def _looked_at(official: CrowdScores, question: Question) -> Mask:
    """Say which official scores the audit looks at: figures of its day or before."""
    return np.asarray((official.day <= _last(question)) & ~np.isnan(official.score))


def _latest(crowd: Crowd, question: Question) -> _Latest:
    official = crowd.official
    rows = np.flatnonzero(_looked_at(official, question))
    # Rows are sorted by (person, day): the last one written is the latest.
    row = np.full(len(crowd), _NO_ROW, np.int64)
    row[official.person[rows]] = rows
    day = np.append(official.day, np.int32(NO_DAY))[row]
    if question.day is not None:
        day[day == NO_DAY] = question.day
    label = np.append(official.rulebook.code, np.int32(-1))[row]
    return _Latest(day, np.append(official.score, np.nan)[row], label, official.rulebook.names)


def _people(crowd: Crowd, question: Question, latest: _Latest, mirror: _Mirror) -> People:
    n = len(crowd)
    nobody = Labels(np.full(n, -1, np.int32), ())
    unknown = np.full(n, np.nan)
    outcome = unknown if question.outcome is None else crowd.outcomes.get(question.outcome, unknown)
    return People(
        name=salted(crowd.ids, question.salt),
        day=latest.day,
        official=latest.figure,
        sum=mirror.sum,
        published=mirror.published,
        unscored=mirror.unscored,
        points=mirror.points,
        measures=mirror.measures,
        without=mirror.without,
        behaviour=mirror.sum - mirror.base - mirror.contacts,
        contacts=mirror.contacts,
        rules=mirror.rules,
        others=mirror.others,
        attributes={name: crowd.attributes.get(name, nobody) for name in question.groups},
        outcome=outcome,
    )


def _nothing_mirrored(n: int) -> _Mirror:
    nan, none = np.full(n, np.nan), np.empty((0, n))
    return _Mirror(nan, nan, np.zeros(n, np.bool_), none, none, none, nan, nan, none, np.nan)


def _mirrored(question: Question, marks: tuple[CrowdMarks, ...], latest: _Latest) -> _Mirror:
    book, first = question.books[0], marks[0]
    factors = factor_points(book, first.points)
    n = len(first.sum)
    return _Mirror(
        sum=first.sum,
        published=first.published,
        unscored=first.unscored,
        points=first.points,
        measures=first.measures if question.fit else np.empty((0, n)),
        without=_without(question, first, factors),
        contacts=_contacts(book, first, factors),
        rules=_rules(question.books, marks, latest),
        others=np.stack([one.published for one in marks]),
        base=book.base.value,
    )


def _without(question: Question, marks: CrowdMarks, factors: FloatMatrix) -> FloatMatrix:
    """Return the published score where one rule is left out, shape ``(n_claims, n)``."""
    book = question.books[0]
    rows = {rule.id: row for row, rule in enumerate(book.rules)}
    without = np.empty((len(question.claims), len(marks.sum)))
    for place, claim in enumerate(question.claims):
        if claim not in rows:
            raise ValueError(f"{claim} is no rule of {book.id}.")
        sums = _sum_of_rules(book, marks.points, factors, [rows[claim]])
        without[place] = published_of(book, sums, marks.unscored)
    return without


def _contacts(book: Rulebook, marks: CrowdMarks, factors: FloatMatrix) -> FloatVector:
    """Return what contacts move the score: the Shapley value of two players.

    One player is the rules of contacts, the other all others; a player who is not there has no
    points. Where no bound holds, it is the points of the rules of contacts.

    Source:
        The model, section 3: v(Q) is the score with the points of the players in Q.
    """
    of_contacts = [row for row, rule in enumerate(book.rules) if rule.measure is Measure.CONTACTS]
    if not of_contacts:
        return np.zeros(len(marks.sum))
    others = [row for row in range(len(book.rules)) if row not in of_contacts]
    alone = _sum_of_rules(book, marks.points, factors, others)
    rest = _sum_of_rules(book, marks.points, factors, of_contacts)
    return 0.5 * ((alone - book.base.value) + (marks.sum - rest))


def _sum_of_rules(
    book: Rulebook, points: FloatMatrix, factors: FloatMatrix, left_out: Sequence[int]
) -> FloatVector:
    """Return the sum without the points of some rules, shape ``(n,)``.

    Args:
        book: The rulebook.
        points: z of every rule, shape ``(n_rules, n)``.
        factors: Z of every factor with all rules, shape ``(n_factors, n)``.
        left_out: Rows of the rules without which it is.
    """
    touched = {book.rules[row].factor for row in left_out}
    changed = factors.copy()
    for place, factor in enumerate(book.factors):
        if factor.id in touched:
            kept = [
                points[row]
                for row, rule in enumerate(book.rules)
                if rule.factor == factor.id and row not in left_out
            ]
            sums = np.sum(kept, axis=0) if kept else np.zeros(points.shape[1])
            changed[place] = clipped(sums, factor.minimum, factor.maximum)
    return total(book, changed, book.base.value)


def _rules(books: Sequence[Rulebook], marks: Sequence[CrowdMarks], latest: _Latest) -> FloatVector:
    """Return what it moves that a person is scored under another of the books, shape ``(n,)``."""
    # The last place is for those whose score names no rulebook.
    book_of = np.array([*(named_book(books, label) for label in latest.labels), 0])
    under = book_of[latest.label]
    rules = np.zeros(len(under))
    for number, one in enumerate(marks):
        if number:
            rules = np.where(under == number, one.sum - marks[0].sum, rules)
    return rules


def named_book(books: Sequence[Rulebook], label: str) -> int:
    """Return which of some books a score's label names; the first where it names none.

    A label names a book by ``id@version``, by the id of the variant that is on, by its version or
    by its id, in this order; of several that it names, the first one is meant.
    """
    ways: tuple[Callable[[Rulebook], str | None], ...] = (
        lambda book: f"{book.id}@{book.version}",
        lambda book: book.variant,
        lambda book: book.version,
        lambda book: book.id,
    )
    told = (number for way in ways for number, book in enumerate(books) if way(book) == label)
    return next(told, 0)


def _months(crowd: Crowd, question: Question, people: People, share: float) -> MonthSums:
    """Return the residuals of every official score of some people, by month."""
    official, last, book = crowd.official, _last(question), question.books[0]
    chosen = chosen_for_months(crowd.ids, share) & ~np.isnan(people.official)
    rows = np.flatnonzero(_looked_at(official, question) & chosen[official.person])
    latest = np.append(official.person[rows][1:] != official.person[rows][:-1], True)[: len(rows)]
    earlier = rows[~latest]
    day = official.day[earlier]
    day[day == NO_DAY] = last
    person = official.person[earlier].astype(np.int64)
    before = official.score[earlier] - marks_at(book, crowd, person, day).published
    return MonthSums.of(
        np.concatenate([day, people.day[chosen]]),
        np.concatenate([before, people.residual[chosen]]),
        question.agreed,
        int(chosen.sum()),
    )
