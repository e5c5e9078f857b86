"""What the What if page shows, from what lies ahead. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.planning import Frame, Spread, Turn
from app.domain.rulebook import Rulebook
from app.gui.charts.ahead_figures import AheadLines, Flag
from app.gui.charts.figures import BandMark
from app.gui.pages.whatif.compared import figure_of, published, span_said, spans_of
from app.gui.pages.whatif.levers import (
    LEAST,
    NOTHING,
    LeverNow,
    Prepared,
    Units,
    decimals_of,
    levers_now,
    levers_of,
)
from app.gui.shared.page import Table
from app.wording import whatif as words
from app.wording.ahead import perk_title, turn_title
from app.wording.language import _, number, points, short_day, text_of
from app.wording.notes import Note, NoteLine, in_tries, score_is_guess
from app.wording.sentences import inside
from app.wording.visible import visible


@dataclass(frozen=True)
class Head:
    """The figures above the chart.

    Attributes:
        score: The published figure on the horizon, with its note.
        today: Against today; ``None`` where either has no score.
        nothing: Against doing nothing, likewise.
        span: The range as it is said; empty where nothing is a guess; ``…`` while it is computed.
        span_title: What the range is.
    """

    score: Note
    today: Note | None
    nothing: Note | None
    span: str
    span_title: str


@dataclass(frozen=True)
class Shown:
    """The page for one set of units."""

    sentence: str
    head: Head
    levers: tuple[LeverNow, ...]
    lines: AheadLines
    sharing: str


def shown(
    prepared: Prepared,
    units: Units,
    frame: Frame,
    spread: Spread | None,
    *,
    waiting: bool,
    safe: Mapping[str, tuple[float, float]],
    others: Sequence[tuple[str, Frame]] = (),
) -> Shown:
    """Fill the page.

    Args:
        prepared: What was measured.
        units: Units by action; one left out is at what is expected.
        frame: What they lead to.
        spread: Where the line lies if guessed numbers are off; ``None`` where that is not known.
        waiting: Whether the range is being computed.
        safe: The spans that keep a plan's target.
        others: Other scenarios, drawn thinly.
    """
    book = prepared.ahead.book
    levers = levers_of(book)
    nows, alone = levers_now(prepared, levers, units, safe)
    total = float(frame.score[-1] - frame.nothing[-1])
    moved = [one for one in alone if abs(one) >= LEAST]
    sharing = ""
    if len(moved) > 1 and abs(sum(alone) - total) >= 1:
        sharing = words.together(total, sum(alone), book.decimals)
    return Shown(
        sentence=sentence(book, units, frame),
        head=_head(book, frame, spread, waiting=waiting),
        levers=nows,
        lines=_lines(prepared, frame, spread, others),
        sharing=sharing,
    )


def flags_of(book: Rulebook, turns: Sequence[Turn]) -> tuple[Flag, ...]:
    """Say what turns by itself; what turns less than a reader would see is left out."""
    rules = {rule.id: inside(visible(text_of(rule.title))) for rule in book.rules}
    return tuple(
        Flag(turn.day, turn.points, visible(turn_title(book, turn)), rules[turn.rule])
        for turn in turns
        if abs(turn.points) >= LEAST
    )


def sentence(book: Rulebook, units: Units, frame: Frame) -> str:
    """Answer the page's question in one sentence."""
    today, last = int(frame.day[0]), int(frame.day[-1])
    when = words.near_day(last, today)
    if np.isnan(frame.published[-1]):
        return words.no_score(when)
    figure = number(float(frame.published[-1]), book.decimals)
    what = words.done(book, units)
    if not what:
        return words.nothing_planned(figure, when)
    for perk in sorted(book.perks, key=lambda one: -(one.at or 0)):
        ours, theirs = (
            spans_of(perk, frame.day, line)
            for line in (frame.published, published(frame.nothing, book.decimals))
        )
        if not ours or ours[-1][1] != last or (theirs and theirs[-1][1] == last):
            continue
        begins = ours[-1][0]
        if begins > today:
            named = words.near_day(begins, today)
            return words.wins(what, perk, book.decimals, named, again=len(ours) > 1)
    gained = float(frame.score[-1] - frame.nothing[-1])
    return words.leads_to(what, figure, when, gained, decimals_of(gained, book))


def _head(book: Rulebook, frame: Frame, spread: Spread | None, *, waiting: bool) -> Head:
    guess = score_is_guess(book)
    known = bool(np.isfinite(frame.published[-1]))
    when = words.near_day(int(frame.day[-1]), int(frame.day[0]))
    figure = figure_of(float(frame.published[-1]), book.decimals)
    span = span_said(spread, book.decimals)
    level = spread.level if spread is not None else 0.9
    lines = []
    if span:
        lines.append(NoteLine(in_tries(level), span))
    lines.append(NoteLine(_("Rests on"), _("the rulebook, and what is set here")))
    score = Note(
        title=when, figure=figure, value=None, guess=guess and known, lines=tuple(lines),
        spoken=_("{day}: {score}").format(day=when, score=figure),
    )  # fmt: skip
    today = published(frame.nothing, book.decimals)
    return Head(
        score=score,
        today=_against(book, float(frame.published[-1] - today[0]), _("against today"), guess),
        nothing=_against(
            book, float(frame.published[-1] - today[-1]), _("against doing nothing"), guess
        ),
        span="…" if waiting and guess else span,
        span_title=in_tries(level) if span or (waiting and guess) else "",
    )


def _against(book: Rulebook, moved: float, what: str, guess: bool) -> Note | None:  # noqa: FBT001
    if np.isnan(moved):
        return None
    figure = points(moved, book.decimals)
    lines = (NoteLine(_("Compared"), what),)
    value = moved or None
    return Note(
        title=what, figure=figure, value=value, guess=guess, lines=lines, spoken=f"{figure} {what}"
    )


def _lines(
    prepared: Prepared, frame: Frame, spread: Spread | None, others: Sequence[tuple[str, Frame]]
) -> AheadLines:
    ahead, book = prepared.ahead, prepared.ahead.book
    none = np.empty(0)
    past = prepared.past
    flags = prepared.flags
    today = int(ahead.days[0])
    known = np.isfinite(frame.score)
    perks = tuple(
        (turn.day, float(frame.score[turn.day - today]), turn.won)
        for turn in frame.perks
        if known[turn.day - today]
    )
    happens: dict[int, list[str]] = {}
    for flag in flags:
        happens.setdefault(flag.day, []).append(flag.words)
    for turn in frame.perks:
        happens.setdefault(turn.day, []).append(visible(perk_title(book, turn)))
    stops = sorted({today, int(ahead.days[-1]), *happens})
    marks: dict[float, str] = {}
    for perk in book.perks:
        if perk.at is not None:
            marks.setdefault(perk.at, visible(text_of(perk.title)))
    return AheadLines(
        past_day=past.day,
        past=past.published,
        day=frame.day,
        plan=frame.score,
        nothing=frame.nothing,
        low=none if spread is None else spread.low,
        high=none if spread is None else spread.high,
        others=tuple((name, one.score) for name, one in others),
        bands=tuple(BandMark(band.start, text_of(band.title)) for band in book.bands),
        floor=book.floor,
        ceiling=book.ceiling,
        marks=tuple(sorted(marks.items())),
        turns=flags,
        perks=perks,
        decimals=book.decimals,
        stops=tuple(stops),
        said=_sayer(prepared, frame, happens),
        spoken=_spoken(book, frame, spread),
    )


def _sayer(
    prepared: Prepared, frame: Frame, happens: Mapping[int, list[str]]
) -> Callable[[int], str]:
    book, today, past = prepared.ahead.book, int(frame.day[0]), prepared.past

    def say(at: int) -> str:
        if at < today and len(past.day):
            figure = float(past.published[max(0, at - int(past.day[0]))])
            return words.before_today(short_day(at), figure_of(figure, book.decimals))
        place = min(max(at - today, 0), len(frame.day) - 1)
        nothing = float(published(frame.nothing[place : place + 1], book.decimals)[0])
        said = words.on_a_day(
            short_day(at),
            figure_of(float(frame.published[place]), book.decimals),
            figure_of(nothing, book.decimals),
        )
        return _("; ").join([said, *happens.get(at, ())])

    return say


def _spoken(book: Rulebook, frame: Frame, spread: Spread | None) -> str:
    nothing = float(published(frame.nothing[-1:], book.decimals)[0])
    return words.chart_spoken(
        figure_of(float(frame.published[-1]), book.decimals),
        words.near_day(int(frame.day[-1]), int(frame.day[0])),
        figure_of(nothing, book.decimals),
        span_said(spread, book.decimals),
    )


def lines_table(lines: AheadLines) -> Table:
    """Return the chart as a table: a row a week, and every day on which something happens."""
    weekly = range(lines.today, lines.last, 7)
    rows = []
    for day in sorted({*weekly, *lines.stops, lines.last}):
        at = day - lines.today
        parts = (lines.plan, lines.nothing, lines.low, lines.high)
        cells = [short_day(day)]
        cells += [figure_of(float(line[at]), 1) if len(line) else NOTHING for line in parts]
        cells += [figure_of(float(line[at]), 1) for _name, line in lines.others]
        told = lines.said(day).partition(_("; "))[2]
        rows.append((*cells, told))
    heads = (_("Date"), _("With the plan"), _("Nothing new"), _("Low"), _("High"))
    names = tuple(name for name, _line in lines.others)
    return Table((*heads, *names, _("What happens")), tuple(rows))
