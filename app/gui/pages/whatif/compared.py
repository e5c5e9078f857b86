"""Scenarios side by side: where each ends, and when each holds a perk. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.planning import Frame, Scenario, Spread
from app.domain.rulebook import Perk, Rulebook
from app.domain.score import published_figures
from app.gui.pages.whatif.levers import NOTHING, Prepared, Units, key_of
from app.gui.shared.page import Table
from app.wording import whatif as words
from app.wording.language import _, number, text_of
from app.wording.notes import is_a_span, score_is_guess, span_of
from app.wording.overview import first_holding
from app.wording.visible import visible

MOST_COLUMNS = 4
_MOST_PERKS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A perk in a scenario: ``full``, ``half`` or ``none``, and when."""

    mark: str
    text: str


@dataclass(frozen=True)
class Column:
    """One scenario beside the others.

    Attributes:
        key: Its name; empty for doing nothing, ``None`` for what is set now and not kept.
    """

    key: str | None
    title: str
    figure: str
    guess: bool
    span: str
    perks: tuple[Cell, ...]
    now: bool


@dataclass(frozen=True)
class Compared:
    """Scenarios side by side."""

    when: str
    perks: tuple[str, ...]
    columns: tuple[Column, ...] = field(default=())

    def as_table(self) -> Table:
        """Return it as a table."""
        heads = ("", *(one.title for one in self.columns))
        rows = [(self.when, *(one.figure for one in self.columns))]
        if any(one.span for one in self.columns):
            rows.append((_("Range"), *(one.span for one in self.columns)))
        for place, name in enumerate(self.perks):
            rows.append((name, *(one.perks[place].text for one in self.columns)))
        return Table(heads, tuple(rows))


def compared(
    prepared: Prepared,
    units: Units,
    kept: Sequence[Scenario],
    frames: Callable[[Units], Frame],
    spreads: Callable[[Units], Spread | None],
) -> Compared:
    """Put doing nothing, what is set now, and what was kept beside each other: at most four."""
    book = prepared.ahead.book
    now, guess = key_of(book, units), score_is_guess(book)
    named: list[tuple[str | None, str, dict[str, float]]] = [("", _("Nothing new"), {})]
    own = [(one.name, visible(one.name), dict(one.units)) for one in kept]
    mine = [one for one in own if key_of(book, one[2]) == now]
    room = MOST_COLUMNS - 1
    if now != key_of(book, {}) and not mine:
        room -= 1
    last = own[-room:] if room else []
    if mine and mine[-1] not in last:
        last = [mine[-1], *last[1:]]
    named += last
    if now != key_of(book, {}) and not mine:
        named.append((None, _("As set now"), dict(units)))
    perks = _perks_told(book, [frames(one) for _key, _title, one in named])
    columns = []
    for name, title, one in named:
        frame, spread = frames(one), spreads(one)
        columns.append(
            Column(
                key=name,
                title=title,
                figure=figure_of(float(frame.published[-1]), book.decimals),
                guess=guess and bool(np.isfinite(frame.published[-1])),
                span=span_said(spread, book.decimals),
                perks=tuple(_cell(perk, frame) for perk in perks),
                now=key_of(book, one) == now,
            )
        )
    today, end = int(prepared.ahead.days[0]), int(prepared.ahead.days[-1])
    titles = tuple(
        f"{visible(text_of(perk.title))}, {number(first_holding(perk, book.decimals), book.decimals)}"
        for perk in perks
    )
    return Compared(words.near_day(end, today), titles, tuple(columns))


def _perks_told(book: Rulebook, frames: Sequence[Frame]) -> list[Perk]:
    """Choose the perks that differ, then those nearest to the score."""
    known = [perk for perk in book.perks if perk.at is not None]
    if not known or not frames:
        return []

    def rank(perk: Perk) -> tuple[bool, float]:
        cells = {_cell(perk, frame).text for frame in frames}
        ends = [abs((perk.at or 0) - float(one.published[-1])) for one in frames]
        return len(cells) < 2, float(np.nanmin([*ends, np.inf]))

    chosen = sorted(known, key=rank)[:_MOST_PERKS]
    return sorted(chosen, key=lambda perk: perk.at or 0)


def _cell(perk: Perk, frame: Frame) -> Cell:
    spans = spans_of(perk, frame.day, frame.published)
    return Cell(*words.held(spans, int(frame.day[0]), int(frame.day[-1])))


def spans_of(perk: Perk, day: DayVector, scores: FloatVector) -> tuple[tuple[int, int], ...]:
    """Return the first and the last day of each time in which a perk is held."""
    if perk.at is None:
        return ()
    with np.errstate(invalid="ignore"):
        held = scores > perk.at if perk.above else scores >= perk.at
    edges = np.diff(np.concatenate([[0], held.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return tuple(zip(day[starts].tolist(), day[ends].tolist(), strict=True))


def published(scores: FloatVector, decimals: int) -> FloatVector:
    """Return scores as they are published."""
    return published_figures(scores, decimals)


def span_said(spread: Spread | None, decimals: int) -> str:
    """Say where a line ends if the guessed numbers are off; empty where nothing is known."""
    if spread is None or not np.isfinite(spread.low[-1]):
        return ""
    low, high = float(spread.low[-1]), float(spread.high[-1])
    return span_of(low, high, decimals) if is_a_span(low, high, decimals) else ""


def figure_of(value: float, decimals: int) -> str:
    """Say a score; a dash where there is none."""
    return NOTHING if np.isnan(value) else number(value, decimals)
