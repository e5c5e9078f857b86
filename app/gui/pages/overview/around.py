"""What stands around the score: the perks, the year before, the months ahead. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import Unit, day_later
from app.domain.explanation import Explanation, History, PerkStanding
from app.domain.outlook import Outlook
from app.domain.rulebook import Perk, Rulebook
from app.gui.charts.figures import ComingLine, HistoryLines, Rung
from app.gui.pages.overview.content import band_marks, decimals_of
from app.wording import overview as words
from app.wording.language import _, month, number, points, text_of
from app.wording.notes import (
    Note,
    NoteLine,
    is_guess,
    official_compares,
    rule_is_guess,
    score_is_guess,
    source_of,
)
from app.wording.rule_works import basis_word
from app.workflow.case import Case

_MOST_RUNGS = 6
_RARE = 0.05  # tries are told where a perk is neither held nor missed in all but so few
_MOST_COMING = 4


@dataclass(frozen=True, slots=True)
class LadderContent:
    """The card of perks."""

    rungs: tuple[Rung, ...]
    unknown: str


@dataclass(frozen=True, slots=True)
class ComingContent:
    """The card of what time alone will do."""

    lines: tuple[ComingLine, ...]
    result_text: str
    result: str
    guess: bool


def ladder(case: Case, explanation: Explanation) -> LadderContent:
    """Fill the ladder: perks by score, with our figure and the official one among them."""
    book, ours = case.rulebook, explanation.to.score.published
    standing = {entry.id: entry for entry in explanation.perks}
    placed: list[tuple[float, int, Rung]] = []
    theirs: float | None = None
    if explanation.official is not None and official_compares(explanation):
        theirs = explanation.official.score
    for perk in book.perks:
        if perk.at is not None:
            tries = explanation.range.perks.get(perk.id) if explanation.range else None
            rung = _perk_rung(book, perk, standing.get(perk.id), ours, tries)
            if theirs is not None and not rung.held and perk.held(theirs):
                rung = replace(rung, partly=True)  # the operator's figure has it, ours has not
            placed.append((words.first_holding(perk, book.decimals), 1, rung))
    nearest = ours if ours is not None else book.floor
    placed.sort(key=lambda entry: abs(entry[0] - nearest))
    placed = placed[: _MOST_RUNGS - 2]
    if ours is not None:
        said = number(ours, book.decimals)
        placed.append(
            (ours, 2, Rung("ours", said, _("You, by our count"), "", held=False, note=None))
        )
    if theirs is not None:
        placed.append((theirs, 0, _official_rung(book, theirs, ours)))
    placed.sort(key=lambda entry: (-entry[0], entry[1]))
    return LadderContent(tuple(rung for _at, _order, rung in placed), words.unknown_perks(book))


def _perk_rung(
    book: Rulebook,
    perk: Perk,
    standing: PerkStanding | None,
    ours: float | None,
    tries: float | None,
) -> Rung:
    at = number(words.first_holding(perk, book.decimals), book.decimals)
    held = bool(standing and standing.held)
    away = "" if ours is None else words.distance(ours, perk, book.decimals)
    source = source_of(book, perk.source)
    lines = [NoteLine(_("Rests on"), basis_word(perk.basis), perk.basis)]
    if ours is not None and tries is not None and _RARE < tries < 1 - _RARE:
        held_in = _("in {count} of 100 tries").format(count=number(tries * 100))
        lines.insert(0, NoteLine(_("Held"), held_in))
    if source:
        lines.append(NoteLine(_("Source"), source))
    title = text_of(perk.title)
    spoken = ", ".join([at, basis_word(perk.basis)])
    note = Note(title, at, None, is_guess(perk.basis), tuple(lines), spoken)
    return Rung("perk", at, title, away, held=held, note=note)


def _official_rung(book: Rulebook, theirs: float, ours: float | None) -> Rung:
    lost = [
        perk
        for perk in book.perks
        if perk.at is not None and ours is not None and perk.held(ours) and not perk.held(theirs)
    ]
    nearest = min(lost, key=lambda perk: perk.at or 0.0, default=None)
    decimals = decimals_of(theirs, book.decimals)
    return Rung(
        "official",
        number(theirs, decimals),
        _("You, by the official count"),
        words.short_by(theirs, nearest, decimals),
        held=False,
        note=None,
    )


def coming(case: Case, outlook: Outlook, until: int) -> ComingContent:
    """Fill the card of what time alone does: the strongest lines, the rest as one."""
    book = case.rulebook
    rules = {rule.id: rule for rule in book.rules}
    chosen = sorted(outlook.items, key=lambda item: -abs(item.points))[:_MOST_COMING]
    rest = [item for item in outlook.items if item not in chosen]
    if len(rest) == 1:
        chosen, rest = [*chosen, *rest], []
    elif rest:
        rest = [*rest, chosen.pop()]
    lines = [
        ComingLine(
            words.coming_when(item, until),
            words.coming_text(rules[item.rule], item),
            item.points,
            points(item.points, book.decimals),
            rule_is_guess(rules[item.rule]),
        )
        for item in outlook.items
        if item in chosen
    ]
    if rest:
        total = sum(item.points for item in rest)
        text = _("{count} other changes").format(count=number(len(rest)))
        lines.append(ComingLine("", text, total, points(total, book.decimals), guess=True))
    then = outlook.then.published
    return ComingContent(
        tuple(lines),
        words.nothing_new(until),
        _("no score") if then is None else number(then, book.decimals),
        score_is_guess(book) and then is not None,
    )


def history_lines(case: Case, told: History, *, compares: bool = True) -> HistoryLines:
    """Fill the small history.

    Args:
        case: The case.
        told: Our score day by day.
        compares: Whether the operator's figures were made by the same rulebook as ours.
    """
    book, official = case.rulebook, case.export.official
    inside = (official.day >= told.day[0]) & (official.day <= told.day[-1]) & compares
    finite = told.published[np.isfinite(told.published)]
    ours = number(float(finite[-1]), book.decimals) if len(finite) else "–"
    theirs = official.score[inside]
    last = float(theirs[-1]) if len(theirs) else 0.0
    perks = [perk.at for perk in book.perks if perk.at is not None]
    first, end = int(told.day[0]), int(told.day[-1])
    ticks = (first, (first + end) // 2, end)
    spoken = ""
    if len(finite):
        spoken = _("Our score over 12 months: from {first} to {last}, lowest {low}, highest {high}")
        spoken = spoken.format(
            first=number(float(finite[0]), book.decimals),
            last=ours,
            low=number(float(finite.min()), book.decimals),
            high=number(float(finite.max()), book.decimals),
        )
    return HistoryLines(
        day=told.day,
        ours=told.published,
        official_day=official.day[inside],
        official=theirs,
        bands=band_marks(book),
        floor=book.floor,
        ceiling=book.ceiling,
        marks=tuple((at, number(at, book.decimals)) for at in sorted(set(perks))),
        ticks=tuple((day, month(day)) for day in ticks),
        ours_label=(ours, _("ours")),
        official_label=(number(last, decimals_of(last, book.decimals)), _("official")),
        spoken=spoken,
        stops=_history_stops(book, told, official.day[inside], theirs),
    )


def _history_stops(
    book: Rulebook, told: History, official_day: DayVector, theirs: FloatVector
) -> tuple[tuple[int, str], ...]:
    """Say each day on which our figure changed or the operator published one."""
    published = dict(zip(official_day.tolist(), theirs.tolist(), strict=True))
    ours = told.published
    changed = np.flatnonzero(
        np.concatenate([[True], ~((ours[1:] == ours[:-1]) | np.isnan(ours[1:]))])
    )
    first = int(told.day[0])
    days = sorted({*(first + changed).tolist(), *published, int(told.day[-1])})
    stops = []
    for day in days:
        figure = float(ours[day - first])
        said = words.on_day(day, None if np.isnan(figure) else figure, published.get(day), book)
        stops.append((day, said))
    return tuple(stops)


def year_before(day: int) -> int:
    """Return the day a year before."""
    return day_later(day, -12, Unit.MONTHS)
