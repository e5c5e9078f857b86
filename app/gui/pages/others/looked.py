"""What the card of lookups shows: the log, and who looked in which month. No Qt here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.domain.arrays import CodeVector, DayVector, Mask, RowVector
from app.domain.calendar import Unit, date_of, day_later, day_of, iso
from app.domain.records import Lookup
from app.gui.charts.lane_figures import Lane, LaneChart, LaneDot
from app.gui.pages.others.decided import date_width, said_day
from app.gui.pages.others.ledger import CANNOT_BE_TOLD, Cell, Ledger
from app.wording import others as words
from app.wording.language import _, current, month, number
from app.wording.searching import folded, sought
from app.wording.visible import visible

MONTHS = 12
"""How far back the chart looks from the day of the case."""
_MOST_LANES = 7
_WIDTHS = (0, 0, 80)  # after the date


@dataclass(frozen=True)
class LookupLog:
    """All lookups up to a day, newest first, as columns.

    Attributes:
        day: Day of each, shape ``(n,)``.
        who: Number into ``names``, shape ``(n,)``.
        names: Everyone who looked, by their first lookup in the log.
        purpose: What each was for, as the file says it.
        silent: Whether each says no purpose, shape ``(n,)``.
        times: How many lookups each of ``names`` made, shape ``(names,)``.
        haystack: Who and what for of each, as a search reads them.
    """

    day: DayVector
    who: CodeVector
    names: tuple[str, ...]
    purpose: tuple[str, ...]
    silent: Mask
    times: RowVector
    haystack: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.day)

    def holding(self, text: str) -> RowVector:
        """Return the rows that hold every word of a search."""
        words = sought(text).split()
        if not words:
            return np.arange(len(self))
        found = [row for row, hay in enumerate(self.haystack) if all(word in hay for word in words)]
        return np.array(found, dtype=np.int64)


@dataclass(frozen=True)
class LookupsContent:
    """The card of lookups.

    Attributes:
        log: All of them.
        chart: Who looked in which month.
        counted: How many there are, by how many.
        earlier: How many lie before the chart; empty where none does.
        who: How many looked within the chart's months.
        silent: How many of those at least once without a purpose.
    """

    log: LookupLog
    chart: LaneChart
    counted: str
    earlier: str
    who: int
    silent: int


def logged(lookups: tuple[Lookup, ...], last: int, stated: dict[str, bool]) -> LookupLog:
    """Return the lookups up to a day as columns, newest first.

    Args:
        lookups: As the file has them.
        last: The last day; later ones are left out.
        stated: Whether each purpose that occurs says what a lookup was for.
    """
    days = np.fromiter((one.day for one in lookups), np.int32, len(lookups))
    order = np.argsort(-days, kind="stable")  # a sort by Python would hold the window up
    kept = [lookups[row] for row in order[days[order] <= last].tolist()]
    codes: dict[str, int] = {}
    who = np.fromiter((codes.setdefault(one.who, len(codes)) for one in kept), np.int32, len(kept))
    return LookupLog(
        day=np.fromiter((one.day for one in kept), np.int32, len(kept)),
        who=who,
        names=tuple(visible(name) for name in codes),
        purpose=tuple(visible(one.purpose) for one in kept),
        silent=np.fromiter((not stated[one.purpose] for one in kept), np.bool_, len(kept)),
        times=np.bincount(who, minlength=len(codes)),
        haystack=tuple(folded(f"{one.who} {one.purpose}") for one in kept),
    )


def content(log: LookupLog, last: int) -> LookupsContent:
    """Fill the card.

    Args:
        log: All lookups up to the day of the case.
        last: That day.
    """
    since = day_later(last, -MONTHS, Unit.MONTHS)
    recent = np.flatnonzero(log.day > since)
    who = len(np.unique(log.who[recent]))
    silent = len(np.unique(log.who[recent[log.silent[recent]]]))
    before = len(log) - len(recent)
    counted = words.lookups_counted(len(log), len(log.names)) if len(log) else ""
    return LookupsContent(
        log,
        _chart(log, recent, last),
        counted,
        words.earlier(before, MONTHS) if before else "",
        who,
        silent,
    )


def _chart(log: LookupLog, recent: RowVector, last: int) -> LaneChart:
    months = _months(log.day[recent])
    first = int(_months(np.array([day_later(last, -MONTHS, Unit.MONTHS)], np.int32))[0])
    end = int(_months(np.array([last], np.int32))[0])
    own = log.who[recent]
    count = Counter(own.tolist())
    # The most first; of as many, who looked last.
    ordered = sorted(count, key=lambda code: (-count[code], code))
    own_lanes = ordered if len(ordered) <= _MOST_LANES else ordered[: _MOST_LANES - 1]
    lanes = [
        _lane(log.names[code], own == code, months, log.silent[recent], first) for code in own_lanes
    ]
    rest = ordered[len(own_lanes) :]
    if rest:
        name = words.others_lane(len(rest))
        lanes.append(_lane(name, ~np.isin(own, own_lanes), months, log.silent[recent], first))
    wide = end - first + 1
    ticks = tuple((at, month(_day_of_month(first + at))) for at in _ticks(wide))
    return LaneChart(
        months=wide,
        ticks=ticks,
        lanes=tuple(lanes),
        key=_("a dashed ring: no purpose stated") if log.silent[recent].any() else "",
        spoken="; ".join(f"{lane.name}: {lane.total}" for lane in lanes),
    )


def _lane(name: str, mine: Mask, months: DayVector, silent: Mask, first: int) -> Lane:
    dots = []
    for one in np.unique(months[mine]).tolist():
        here = mine & (months == one)
        count, quiet = int(here.sum()), int((here & silent).sum())
        said = words.lane_spoken(name, month(_day_of_month(one)), count, quiet)
        dots.append(LaneDot(one - first, count, quiet == count, said))
    return Lane(name, number(int(mine.sum())), tuple(dots))


def _months(days: DayVector) -> DayVector:
    """Return the months of days, counted from January 1970."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)


@lru_cache(maxsize=4_096)
def _day_of_month(months: int) -> int:
    years, rest = divmod(months, 12)
    return day_of(date_of(0).replace(year=1970 + years, month=rest + 1, day=15))


def _ticks(wide: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys((0, (wide - 1) // 2, wide - 1)))


def ledger(log: LookupLog, rows: RowVector) -> Ledger:
    """Return some rows of the log as a table.

    Args:
        log: All lookups.
        rows: The rows to show, in this order.
    """
    not_stated = _("not stated")

    def cell(line: int, column: int) -> Cell:
        row = int(rows[line])
        if column == 0:
            return Cell(said_day(int(log.day[row]), current()))
        if column == 1:
            return Cell(log.names[log.who[row]])
        if column == 2:
            if log.silent[row]:
                return Cell(not_stated, "ink2", mark=CANNOT_BE_TOLD)
            return Cell(log.purpose[row], "ink2")
        return Cell(number(int(log.times[log.who[row]])), "ink2")

    def copied(line: int) -> tuple[str, ...]:
        row = int(rows[line])
        purpose = not_stated if log.silent[row] else log.purpose[row]
        times = str(int(log.times[log.who[row]]))
        return (iso(int(log.day[row])), log.names[log.who[row]], purpose, times)

    headings = (_("Date"), _("Who"), _("What for"), _("In all"))
    widths = (date_width(), *_WIDTHS)
    return Ledger(headings, widths, frozenset({3}), len(rows), cell, copied, headings)
