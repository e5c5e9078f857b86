"""Which lines of the table are shown, and in which order: filter, search, sort.

Everything is done on columns. Over a million records it takes a moment: call it off the
window's thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import accumulate
from threading import RLock

import numpy as np

from app.domain.arrays import CodeVector, FloatVector, Mask, RowVector
from app.domain.calendar import NO_DAY
from app.domain.progress import Progress, Unwatched
from app.gui.pages.breakdown.record_table import NO_END, Part, RecordTable
from app.gui.shared.ordering import in_order, order_key
from app.wording import breakdown as words
from app.wording.searching import folded, sought

_SEARCHED_AT_ONCE = 65_536  # texts: a few milliseconds


class Column(IntEnum):
    """The columns of the table, from left to right."""

    DATE = 0
    WHAT = 1
    REPORTED_BY = 2
    POINTS = 3
    CAUSE = 4
    AGE = 5
    UNTIL = 6


class Counting(StrEnum):
    """Which records are shown, by whether they count."""

    ALL = "all"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class Wish:
    """What the reader wants to see.

    Attributes:
        factor: Only this factor's records; empty for all.
        rule: Only this rule's records; empty for all.
        search: Only lines that hold this text, in any case.
        kinds: Only records of these kinds; empty for all.
        causes: Only lines with these causes; empty for all.
        counting: Only lines that count, or that do not.
        sort: Column to sort by; ``None`` puts what moves most first, gains and losses alike.
        descending: Whether the greatest comes first.
    """

    factor: str = ""
    rule: str = ""
    search: str = ""
    kinds: frozenset[str] = frozenset()
    causes: frozenset[int] = frozenset()
    counting: Counting = Counting.ALL
    sort: Column | None = None
    descending: bool = False

    @property
    def filters(self) -> int:
        """How many filters are on."""
        return bool(self.kinds) + bool(self.causes) + (self.counting is not Counting.ALL)


@dataclass(frozen=True)
class Arrangement:
    """What is shown.

    Attributes:
        wish: What was asked for.
        lines: The lines in order.
        part: The part of the explanation they come from.
        causes: Each ``Cause`` or ``Standing`` that occurs among them.
    """

    wish: Wish
    lines: RowVector
    part: Part
    causes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Texts:
    """The texts of a table, coded, so that a search or a sort looks at each text once.

    Built when they are first needed, which takes a second or two over a million records; whoever
    asks meanwhile waits for the same texts instead of building them again.
    """

    table: RecordTable
    _building: RLock = field(default_factory=RLock, compare=False, repr=False)
    _built: dict[str, Coded] = field(default_factory=dict, compare=False, repr=False)

    @property
    def what(self) -> Coded:
        """What each line is."""
        return self._once("what", lambda: _coded(self.table.all_what()))

    @property
    def reported_by(self) -> Coded:
        """Who reported each line."""
        return self._once("reported_by", lambda: _coded(self.table.all_reported_by()))

    @property
    def ids(self) -> Coded:
        """Each line's id."""
        return self._once("ids", self._ids)

    @property
    def kind(self) -> Coded:
        """Each line's kind, as the reader says it."""
        return self._once("kind", self._kinds)

    def holding(self, text: str) -> Mask:
        """Return which lines hold a text in what they are, who reported them, kind or id."""
        found = np.zeros(len(self.table), dtype=np.bool_)
        for coded in (self.what, self.reported_by, self.kind, self.ids):
            found |= coded.holding(text)
        return found

    def _once(self, name: str, build: Callable[[], Coded]) -> Coded:
        with self._building:
            if name not in self._built:
                self._built[name] = build()
            return self._built[name]

    def _ids(self) -> Coded:
        listed = (*self.table.records.id.tolist(), *self.table.contacts.id.tolist())
        return Coded(listed, np.arange(len(listed), dtype=np.int32))

    def _kinds(self) -> Coded:
        titles = [self.table.kind_title(kind) for kind in self.table.records.kinds] + [""]
        codes = np.full(len(self.table), len(titles) - 1, dtype=np.int32)
        codes[: len(self.table.records)] = self.table.records.kind
        return Coded(tuple(titles), codes)


@dataclass(frozen=True)
class Coded:
    """Texts, each kept once: ``values[codes]`` are the texts of the lines."""

    values: tuple[str, ...]
    codes: CodeVector

    @cached_property
    def _folded(self) -> list[tuple[str, list[int]]]:
        # Long texts are searched at the speed of C; a line feed parts the values. A single one of
        # a million values would not let the window's thread have its turn until it is searched.
        stretches = []
        for start in range(0, len(self.values), _SEARCHED_AT_ONCE):
            part = self.values[start : start + _SEARCHED_AT_ONCE]
            plain = [folded(value).replace("\n", " ") for value in part]
            starts = list(accumulate((len(value) + 1 for value in plain), initial=0))
            stretches.append(("\n".join(plain), starts))
        return stretches

    @cached_property
    def ranks(self) -> CodeVector:
        """Place of each line's text in the order of the texts, as the reader's language has it."""
        order = in_order(self.values)
        ranks = np.empty(len(order), dtype=np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks[self.codes]

    def holding(self, text: str) -> Mask:
        """Return which lines hold a text, without regard to case, accents and width."""
        wanted = sought(text)
        hit = np.zeros(len(self.values), dtype=np.bool_)
        for number, (hay, starts) in enumerate(self._folded):
            first = number * _SEARCHED_AT_ONCE
            at = hay.find(wanted)
            while at >= 0:
                value = bisect_right(starts, at) - 1
                hit[first + value] = True
                at = hay.find(wanted, starts[value + 1])
        return hit[self.codes]


def arranged(
    table: RecordTable, texts: Texts, wish: Wish, progress: Progress | None = None
) -> Arrangement:
    """Return the lines that the reader wants to see, in their order.

    Of equal lines the later record comes first. Lines without a figure come last, whichever way
    the column is sorted.
    """
    watch = progress or Unwatched()
    part = table.part(wish.factor, wish.rule)
    watch.report(1, 3)
    keep = _kept(table, texts, part, wish)
    lines = part.lines if keep is None else part.lines[keep[part.lines]]
    watch.report(2, 3)
    causes = np.flatnonzero(np.bincount(part.cause[lines], minlength=1))
    shown = _sorted(table, texts, part, lines, wish)
    return Arrangement(wish, shown, part, tuple(causes.tolist()))


def _kept(table: RecordTable, texts: Texts, part: Part, wish: Wish) -> Mask | None:
    keep: Mask | None = None

    def narrow(mask: Mask) -> None:
        nonlocal keep
        keep = mask if keep is None else keep & mask

    match wish.counting:
        case Counting.COUNTED:
            narrow(~np.isnan(part.points))
        case Counting.NOT_COUNTED:
            narrow(np.isnan(part.points) & ~table.is_aside)
        case Counting.SET_ASIDE:
            narrow(table.is_aside)
        case Counting.ALL:
            pass
    if wish.kinds:
        wanted = np.array([kind in wish.kinds for kind in table.records.kinds] + [False])
        codes = np.full(len(table), len(table.records.kinds), dtype=np.int32)
        codes[: len(table.records)] = table.records.kind
        narrow(wanted[codes])
    if wish.causes:
        narrow(np.isin(part.cause, sorted(wish.causes)))
    if wish.search:
        narrow(texts.holding(wish.search))
    return keep


def _sorted(
    table: RecordTable, texts: Texts, part: Part, lines: RowVector, wish: Wish
) -> RowVector:
    key: FloatVector
    descending = wish.descending
    match wish.sort:
        case None:
            key, descending = np.abs(part.points[lines]), True
        case Column.DATE:
            key = _days(table.day[lines])
        case Column.AGE:
            key = _days(table.day[lines])
            descending = not descending
        case Column.UNTIL:
            key = _days(part.until[lines])
            key[part.until[lines] == NO_END] = np.inf
        case Column.POINTS:
            key = part.points[lines]
        case Column.CAUSE:
            key = _cause_ranks(part)[lines]
        case Column.WHAT:
            key = texts.what.ranks[lines].astype(np.float64)
        case Column.REPORTED_BY:
            key = texts.reported_by.ranks[lines].astype(np.float64)
    absent = np.isnan(key)
    # Of equals the later record, which has the greater line, comes first.
    order = np.argsort(-key[::-1] if descending else key[::-1], kind="stable")
    order = len(lines) - 1 - order
    if absent.any():
        order = np.concatenate([order[~absent[order]], order[absent[order]]])
    return lines[order]


def _days(
    days: CodeVector,
) -> FloatVector:
    key = days.astype(np.float64)
    key[days == NO_DAY] = np.nan
    return key


def _cause_ranks(part: Part) -> FloatVector:
    codes = np.flatnonzero(np.bincount(part.cause))
    key = order_key()
    order = sorted(codes.tolist(), key=lambda code: key(words.cause(code)))
    ranks = np.zeros(128, dtype=np.float64)
    ranks[order] = np.arange(len(order))
    return ranks[part.cause]


def _coded(texts: Sequence[str]) -> Coded:
    seen: dict[str, int] = {}
    codes = np.fromiter((seen.setdefault(text, len(seen)) for text in texts), np.int32, len(texts))
    return Coded(tuple(seen), codes)
