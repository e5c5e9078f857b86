"""What the chart of the Changes page shows, from a score's way. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import Unit, day_later
from app.domain.explanation import History
from app.domain.outlook import Coming, Outlook
from app.domain.records import OfficialScores
from app.domain.rulebook import Perk
from app.gui.charts.course_figures import STRONG, CourseLines, PerkLane
from app.gui.charts.figures import BandMark
from app.gui.charts.period import Period
from app.gui.charts.plot_ends import End
from app.wording import changes as words
from app.wording import overview
from app.wording.language import _, number, short_day, text_of
from app.wording.visible import visible
from app.workflow.case import Case

_MOST_LANES = 3
_RECENT_MONTHS = 3
_MOVES = 5e-3  # what moves less is no tick. Unit: points.


class Range(StrEnum):
    """How far the chart looks back."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


class Course(Protocol):
    """A score's way; ``workflow`` computes it."""

    @property
    def past(self) -> History:
        """Each day up to today."""

    @property
    def ahead(self) -> History:
        """Each day from today on, if nothing new happens."""

    @property
    def coming(self) -> Outlook:
        """What changes by itself."""

    @property
    def new_day(self) -> DayVector:
        """Days that have records."""

    @property
    def new_points(self) -> FloatVector:
        """What the records of each moved on that day."""


@dataclass(frozen=True)
class Told:
    """What one day has to tell, for the days that have something."""

    official: dict[int, float]
    new: dict[int, float]
    rules: dict[int, str]
    perks: dict[int, list[str]]
    coming: dict[int, list[str]]

    def of(self, at: int, decimals: int) -> str:
        """Say what happened on a day, or will; empty where nothing did."""
        said = []
        if at in self.new:
            said.append(words.new_records(self.new[at], decimals))
        if at in self.rules:
            said.append(self.rules[at])
        return _("; ").join([*said, *self.perks.get(at, ()), *self.coming.get(at, ())])


def default_period(case: Case, first: int, *, compares: bool) -> Period:
    """Choose the period that a reader most likely asks about.

    The greatest move of the official figure in the last three months, else its last one, else the
    last month.

    Args:
        case: The case.
        first: The first day that can be chosen; it lies before the case's.
        compares: Whether the official figures are of the same rulebook as ours.
    """
    official = case.export.official
    known = (official.day <= case.day) & (official.day >= first) & compares
    days, scores = official.day[known], official.score[known]
    moves = np.flatnonzero((np.diff(scores) != 0) & (np.diff(days) > 0)) + 1
    recent = moves[days[moves] >= day_later(case.day, -_RECENT_MONTHS, Unit.MONTHS)]
    if len(recent):
        size = np.abs(scores[recent] - scores[recent - 1])
        end = int(recent[len(recent) - 1 - int(np.argmax(size[::-1]))])
    elif len(moves):
        end = int(moves[-1])
    else:
        return Period(max(first, day_later(case.day, -1, Unit.MONTHS)), case.day)
    return Period(int(days[end - 1]), int(days[end]))


def lines(case: Case, course: Course, shown: Range, *, compares: bool) -> CourseLines:
    """Fill the chart.

    Args:
        case: The case.
        course: Its way.
        shown: How far back.
        compares: Whether the official figures are of the same rulebook as ours.
    """
    book, today = case.rulebook, case.day
    start = _start(course, shown, today)
    past = course.past
    day, ours = past.day[start:], past.published[start:]
    first = int(day[0])
    months = 12 if shown is Range.ALL else 3
    ahead_n = int(
        np.searchsorted(course.ahead.day, day_later(today, months, Unit.MONTHS), side="right")
    )
    ahead_day, ahead = course.ahead.day[:ahead_n], course.ahead.published[:ahead_n]
    official = case.export.official
    inside = (official.day >= first) & (official.day <= today) & compares
    new = (course.new_day >= first) & (np.abs(course.new_points) >= _MOVES)
    rules = version_changes(official, first, today) if compares else ()
    coming = _coming(case, course.coming, int(ahead_day[-1]))
    lanes, flips = _perks(case, day, ours)
    told = Told(
        dict(zip(official.day[inside].tolist(), official.score[inside].tolist(), strict=True)),
        dict(zip(course.new_day[new].tolist(), course.new_points[new].tolist(), strict=True)),
        dict(rules),
        flips,
        coming,
    )
    strong = [one for one, moved in told.new.items() if abs(moved) >= STRONG]
    stops = {*told.official, *strong, *told.rules, *told.perks, *coming, first, int(ahead_day[-1])}
    return CourseLines(
        day=day,
        ours=ours,
        ahead_day=ahead_day,
        ahead=ahead,
        official_day=official.day[inside],
        official=official.score[inside],
        bands=tuple(BandMark(band.start, text_of(band.title)) for band in book.bands),
        floor=book.floor,
        ceiling=book.ceiling,
        marks=tuple(
            (at, number(at, book.decimals))
            for at in sorted({perk.at for perk in book.perks if perk.at is not None})
        ),
        ends=_ends(case, ours, ahead_day, ahead, told),
        new_day=course.new_day[new],
        new_points=course.new_points[new],
        rules=rules,
        perks=lanes,
        coming=tuple(coming),
        stops=tuple(sorted(stops)),
        said=_sayer(case, day, ours, ahead, told),
        happened=lambda at: told.of(at, book.decimals),
        spoken=_spoken(case, day, ours),
    )


def version_changes(official: OfficialScores, first: int, last: int) -> tuple[tuple[int, str], ...]:
    """Return the days from which official figures were made by other rules, with words."""
    found = []
    before = ""
    for at, name in zip(official.day.tolist(), official.rulebook.tolist(), strict=True):
        version = visible(name or "")
        if version and before and version != before and first <= at <= last:
            found.append((at, words.versions(before, version)))
        before = version or before
    return tuple(found)


def _start(course: Course, shown: Range, today: int) -> int:
    """Return the place of the first day shown."""
    if shown is Range.ALL:
        return 0
    months = 3 if shown is Range.QUARTER else 12
    wanted = day_later(today, -months, Unit.MONTHS)
    place = int(np.searchsorted(course.past.day, wanted))
    return min(place, max(0, len(course.past.day) - 2))


def _coming(case: Case, coming: Outlook, until: int) -> dict[int, list[str]]:
    """Say what runs out on which day, as far as the chart shows it."""
    rules = {rule.id: rule for rule in case.rulebook.rules}
    decimals = case.rulebook.decimals
    told: dict[int, list[str]] = {}
    for item in coming.items:
        if item.day is not None and item.day <= until and _is_seen(item, decimals):
            text = overview.coming_text(rules[item.rule], item)
            told.setdefault(item.day, []).append(words.coming(text, item.points, decimals))
    return dict(sorted(told.items()))


def _is_seen(item: Coming, decimals: int) -> bool:
    return abs(item.points) >= 0.5 * 10.0**-decimals


def _perks(
    case: Case, day: DayVector, ours: FloatVector
) -> tuple[tuple[PerkLane, ...], dict[int, list[str]]]:
    """Tell when each perk was held; the perks nearest to the score, where there are many."""
    held = []
    for perk in case.rulebook.perks:
        spans = spans_of(perk, day, ours)
        if spans:
            held.append((perk, spans))
    now = next((float(one) for one in ours[::-1] if np.isfinite(one)), case.rulebook.floor)
    held.sort(key=lambda one: abs((one[0].at or 0.0) - now))
    lanes, flips = [], dict[int, list[str]]()
    for perk, spans in held[:_MOST_LANES]:
        title = visible(text_of(perk.title))
        for start, end in spans:
            if start > int(day[0]):
                flips.setdefault(start, []).append(words.perk_on_day(title, won=True))
            if end < int(day[-1]):
                flips.setdefault(end + 1, []).append(words.perk_on_day(title, won=False))
        lanes.append(PerkLane(title, spans, _held(spans[-1], day, case.day)))
    return tuple(lanes), flips


def spans_of(perk: Perk, day: DayVector, ours: FloatVector) -> tuple[tuple[int, int], ...]:
    """Return the first and the last day of each time in which a perk was held."""
    if perk.at is None:
        return ()
    with np.errstate(invalid="ignore"):
        held = ours > perk.at if perk.above else ours >= perk.at
    edges = np.diff(np.concatenate([[0], held.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return tuple(zip(day[starts].tolist(), day[ends].tolist(), strict=True))


def _held(span: tuple[int, int], day: DayVector, today: int) -> str:
    first = None if span[0] == int(day[0]) else words.named_day(span[0], today)
    last = None if span[1] == int(day[-1]) else words.named_day(span[1], today)
    return words.held(first, last)


def _ends(
    case: Case, ours: FloatVector, ahead_day: DayVector, ahead: FloatVector, told: Told
) -> tuple[End, ...]:
    decimals = case.rulebook.decimals
    found = []
    if np.isfinite(ours[-1]):
        value = float(ours[-1])
        found.append(End(case.day, value, number(value, decimals), _("ours"), strong=True))
    if told.official:
        at = max(told.official)
        value = told.official[at]
        figure = number(value, words.decimals_of(value, decimals))
        found.append(End(at, value, figure, _("official"), strong=False))
    if len(ahead) and np.isfinite(ahead[-1]):
        value, last = float(ahead[-1]), int(ahead_day[-1])
        when = _("by {day}").format(day=words.named_day(last, case.day))
        figure = number(value, decimals)
        found.append(End(last, value, figure, when, strong=False, dot=False))
    return tuple(found)


def _sayer(
    case: Case, day: DayVector, ours: FloatVector, ahead: FloatVector, told: Told
) -> Callable[[int], str]:
    """Return what says a day: its figures, and what happened or will."""
    book, first, today = case.rulebook, int(day[0]), int(day[-1])

    def say(at: int) -> str:
        if at > today:
            figure = float(ahead[min(at - today, len(ahead) - 1)])
            shown = _("no score") if np.isnan(figure) else number(figure, book.decimals)
            said = words.ahead(short_day(at), shown)
        else:
            figure = float(ours[max(0, at - first)])
            known = None if np.isnan(figure) else figure
            said = overview.on_day(at, known, told.official.get(at), book)
        more = told.of(at, book.decimals)
        return _("; ").join([said, more]) if more else said

    return say


def _spoken(case: Case, day: DayVector, ours: FloatVector) -> str:
    finite = ours[np.isfinite(ours)]
    if not len(finite):
        return ""
    decimals = case.rulebook.decimals
    low, high, now = (
        number(float(value), decimals) for value in (finite.min(), finite.max(), finite[-1])
    )
    return words.whole(short_day(int(day[0])), short_day(int(day[-1])), low, high, now)
