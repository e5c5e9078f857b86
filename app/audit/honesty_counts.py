"""Stated reasons held against the rules that take most, as counts that can be merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.arrays import FloatMatrix, RowVector
from app.domain.calendar import NO_DAY
from app.domain.crowd import Crowd, CrowdDecisions
from app.domain.rulebook import Rulebook
from app.mirror.crowd import measures_of_crowd
from app.mirror.crowd_scoring import marks_at, points_of
from app.mirror.packing import labels_of, nobody_known

STRONGEST = 4
"""Among how many of the rules that take most a stated reason should be."""

_NOTHING = 1e-9  # points; less is no weight


@dataclass(frozen=True)
class HonestyCounts:
    """How stated reasons and true ones agree.

    Attributes:
        decisions: How many decisions state a reason that names a rule of the book.
        not_understood: How many state reasons that name none.
        first_is_strongest: Of how many the first reason is the rule that takes most.
        among_strongest: Of how many all reasons are among the ``STRONGEST`` that take most.
        unsaid: By rule, how often it takes most and is not stated.
        said_without_weight: By rule, how often it is stated and takes nothing.
    """

    decisions: int = 0
    not_understood: int = 0
    first_is_strongest: int = 0
    among_strongest: int = 0
    unsaid: Mapping[str, int] = field(default_factory=dict)
    said_without_weight: Mapping[str, int] = field(default_factory=dict)

    def merge(self, other: HonestyCounts) -> HonestyCounts:
        """Return the counts of both; they must be of different decisions."""
        return HonestyCounts(
            self.decisions + other.decisions,
            self.not_understood + other.not_understood,
            self.first_is_strongest + other.first_is_strongest,
            self.among_strongest + other.among_strongest,
            dict(Counter(self.unsaid) + Counter(other.unsaid)),
            dict(Counter(self.said_without_weight) + Counter(other.said_without_weight)),
        )


class StatedRules:
    """Finds the rules of a book that a text names: by their ids or titles, as whole words.

    A title that two rules share names neither.
    """

    def __init__(self, book: Rulebook) -> None:
        named: dict[str, set[int]] = {}
        for row, rule in enumerate(book.rules):
            for said in (rule.id, *rule.title.values()):
                named.setdefault(_plain(said), set()).add(row)
        self._row = {said: min(rows) for said, rows in named.items() if len(rows) == 1 and said}
        # The longest first: "late bills for tax" is not "late bills".
        ordered = sorted(self._row, key=lambda said: (-len(said), said))
        self._pattern = re.compile("|".join(_whole(said) for said in ordered)) if ordered else None

    def in_text(self, text: str) -> tuple[int, ...]:
        """Return the rows of the rules that a text names, in the order of naming, each once."""
        if self._pattern is None:
            return ()
        found = (self._row[match[0]] for match in self._pattern.finditer(_plain(text)))
        return tuple(dict.fromkeys(found))


def honesty_of(book: Rulebook, crowd: Crowd, last: int) -> HonestyCounts:
    """Hold every stated reason against what each rule took on the day of the decision.

    A rule takes what the person would have more if they had no record for it.

    Args:
        book: The rulebook.
        crowd: The people.
        last: Later decisions are left out.
    """
    decisions = _dated(crowd.decisions, last)
    reasons = labels_of([str(text).strip() for text in decisions.reasons.tolist()])
    stated = StatedRules(book)
    named = [stated.in_text(text) for text in reasons.names]
    understood = np.array([bool(rows) for rows in named], dtype=np.bool_)
    stating = np.flatnonzero(reasons.code >= 0)
    rows = stating[understood[reasons.code[stating]]]
    if not len(rows):
        return HonestyCounts(not_understood=len(stating))
    marks = marks_at(book, crowd, decisions.person[rows].astype(np.int64), decisions.day[rows])
    moved = marks.points - points_of(book, _nothing_known(book))
    said = [named[code] for code in reasons.code[rows].tolist()]
    return _held_against(book, said, moved, len(stating) - len(rows))


def _held_against(
    book: Rulebook, said: Sequence[tuple[int, ...]], moved: FloatMatrix, not_understood: int
) -> HonestyCounts:
    """Count.

    Args:
        book: The rulebook.
        said: Rows of the rules that each decision states, in order.
        moved: What each rule moves on each decision's day, shape ``(n_rules, n)``.
        not_understood: How many other decisions there are.
    """
    n, ids = len(said), [rule.id for rule in book.rules]
    lengths = np.array([len(rules) for rules in said])
    decision = np.repeat(np.arange(n), lengths)
    rule = np.array([row for rules in said for row in rules], np.int64)
    first = np.cumsum(lengths) - lengths
    most = moved.min(axis=0)
    takes = moved[rule, decision] < -_NOTHING
    strongest = takes & (moved[rule, decision] <= most[decision] + _NOTHING)
    stronger = (moved[:, decision] < moved[rule, decision] - _NOTHING).sum(axis=0)
    among = np.logical_and.reduceat(takes & (stronger < STRONGEST), first)
    silent = ~np.logical_or.reduceat(strongest, first) & (most < -_NOTHING)
    return HonestyCounts(
        n,
        not_understood,
        int(strongest[first].sum()),
        int(among.sum()),
        _by_rule(moved.argmin(axis=0)[silent], ids),
        _by_rule(rule[~takes], ids),
    )


def _by_rule(rows: RowVector, ids: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(rows, minlength=len(ids)).tolist()
    return {name: count for name, count in zip(ids, counts, strict=True) if count}


def _nothing_known(book: Rulebook) -> FloatMatrix:
    """Return x of every rule for somebody without records, shape ``(n_rules, 1)``."""
    return measures_of_crowd(book, nobody_known(), np.zeros(1, np.int32))


def _dated(decisions: CrowdDecisions, last: int) -> CrowdDecisions:
    rows = np.flatnonzero((decisions.day <= last) & (decisions.day != NO_DAY))
    return CrowdDecisions(decisions.person[rows], decisions.day[rows], decisions.reasons[rows])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(said: str) -> str:
    body = re.escape(said)
    # Chinese has no spaces between words; its phrases may touch one another.
    if any("\u4e00" <= letter <= "\u9fff" for letter in said):
        return body
    edge = "[\\w-]"
    return f"(?<!{edge}){body}(?!{edge})"
