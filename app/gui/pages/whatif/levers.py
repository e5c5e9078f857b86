"""The sliders of the What if page, and what each is worth now. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector
from app.domain.explanation import History
from app.domain.planning import Frame, Spread, Turn
from app.domain.rulebook import Action, Rulebook, Stance
from app.gui.charts.ahead_figures import Flag
from app.wording import whatif as words
from app.wording.language import _, number, points
from app.wording.notes import Note, NoteLine, score_is_guess

LOCKED = frozenset({Stance.SPEECH, Stance.TIES})
"""Sliders that stay locked until the person opens them."""

LEAST = 0.05
"""What gives less gives nothing that a reader would see. Unit: points."""

NOTHING = "–"
"""Stands where there is no figure."""

Units = Mapping[str, float]


class Looks(Protocol):
    """What ``workflow`` measured of the days ahead."""

    @property
    def book(self) -> Rulebook:
        """The rulebook."""

    @property
    def days(self) -> DayVector:
        """The days, from today to the horizon."""

    @property
    def nothing(self) -> FloatVector:
        """The score of doing nothing on every day."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What turns by itself."""

    def frame(self, units: Units) -> Frame:
        """Return what some units lead to."""

    def spread(self, units: Units) -> Spread | None:
        """Return where the line lies if the guessed numbers are off."""


@dataclass(frozen=True)
class Prepared:
    """What is measured once for a case and a horizon.

    Attributes:
        ahead: The days ahead.
        past: The score day by day up to today.
        flags: What turns by itself, in words: there may be hundreds, and a slider waits for none.
        last: The score of many sets of units on the last day: ``(n, n_actions)`` to ``(n,)``.
    """

    ahead: Looks
    past: History
    flags: tuple[Flag, ...]
    last: Callable[[FloatMatrix], FloatVector]


@dataclass(frozen=True, slots=True)
class Lever:
    """What stays of a slider while it is moved.

    Attributes:
        locked: Whether it stays locked until the person opens it.
    """

    id: str
    title: str
    stance: Stance
    low: float
    high: float
    step: float
    expected: float
    often: str
    effort: float
    locked: bool

    @property
    def steps(self) -> int:
        """How many steps it has."""
        return round((self.high - self.low) / self.step)


@dataclass(frozen=True, slots=True)
class LeverNow:
    """How a slider stands.

    Attributes:
        units: Where it stands.
        note: What it is worth now.
        limit: Says that more of it gives nothing; empty where more does.
        safe: The lowest and the highest units that keep the target.
    """

    units: float
    note: Note
    limit: str
    safe: tuple[float, float] | None


def levers_of(book: Rulebook) -> tuple[Lever, ...]:
    """Return a slider for every action, in the order of the groups and then of the rulebook."""
    order = list(Stance)
    return tuple(
        Lever(
            id=one.id,
            title=words.title_of(one),
            stance=one.stance,
            low=one.minimum,
            high=one.maximum,
            step=one.step,
            expected=one.expected,
            often=words.how_often(one),
            effort=one.effort,
            locked=one.stance in LOCKED,
        )
        for one in sorted(book.actions, key=lambda one: order.index(one.stance))
    )


def key_of(book: Rulebook, units: Units) -> tuple[float, ...]:
    """Return units as a key: the same for an action left out as for what is expected of it."""
    return tuple(units.get(one.id, one.expected) for one in book.actions)


def presets(book: Rulebook) -> dict[str, dict[str, float]]:
    """Return sets of units to begin with; speech and ties stay as they are expected."""
    acts = [one for one in book.actions if one.stance is Stance.ACT]
    found: dict[str, dict[str, float]] = {_("Nothing new"): {}}
    if acts:
        found[_("One step of each")] = {one.id: _at_least(one, one.step) for one in acts}
        found[_("Half of each")] = {
            one.id: _at_least(one, round((one.maximum - one.minimum) / one.step / 2) * one.step)
            for one in acts
            if one.maximum > one.minimum
        }
    return found


def _at_least(action: Action, more: float) -> float:
    return float(min(action.maximum, action.minimum + more))


def levers_now(
    prepared: Prepared,
    levers: Sequence[Lever],
    units: Units,
    safe: Mapping[str, tuple[float, float]],
) -> tuple[tuple[LeverNow, ...], list[float]]:
    """Ask in one go: all as set, each one back at what is expected, each one a step further."""
    book = prepared.ahead.book
    place = {one.id: at for at, one in enumerate(book.actions)}
    row = np.array(key_of(book, units), dtype=np.float64)
    rows = np.tile(row, (1 + 2 * len(levers), 1))
    for at, lever in enumerate(levers):
        column = place[lever.id]
        rows[1 + at, column] = lever.expected
        rows[1 + len(levers) + at, column] = min(lever.high, row[column] + lever.step)
    scores = prepared.last(rows)
    n, guess = len(levers), score_is_guess(book)
    nows, alone = [], []
    for at, lever in enumerate(levers):
        here = float(row[place[lever.id]])
        worth = settled(float(scores[0] - scores[1 + at]))
        more = settled(float(scores[1 + n + at] - scores[0]))
        alone.append(0.0 if np.isnan(worth) else worth)
        can = here < lever.high
        spent = can and here > lever.expected and abs(more) < LEAST
        note = _worth_note(book, lever, worth, more if can else None, guess=guess)
        limit = words.at_its_limit() if spent else ""
        nows.append(LeverNow(here, note, limit, safe.get(lever.id)))
    return tuple(nows), alone


def _worth_note(
    book: Rulebook, lever: Lever, worth: float, more: float | None, *, guess: bool
) -> Note:
    if np.isnan(worth):
        figure, value = NOTHING, None
    elif abs(worth) < LEAST:
        figure, value = number(0), None
    else:
        figure, value = points(worth, decimals_of(worth, book)), worth
    lines = [NoteLine(_("Worth now"), _("with the others as they are"))]
    if more is not None and not np.isnan(more):
        lines.append(NoteLine(_("One more step"), points(more, decimals_of(more, book))))
    lines.append(NoteLine(_("Effort of one"), number(lever.effort, 2).rstrip("0").rstrip(".,")))
    told = f"{lever.title}: {figure}"
    return Note(
        title=lever.title,
        figure=figure,
        value=value,
        guess=guess and value is not None,
        lines=tuple(lines),
        spoken=told,
    )


def decimals_of(moved: float, book: Rulebook) -> int:
    """Return with how many decimals points are told: small ones with one."""
    return book.decimals if abs(moved) >= 1 else max(1, book.decimals)


def settled(value: float) -> float:
    """Return a value without the rounding of sums."""
    return value if np.isnan(value) else float(np.round(value, 9))
