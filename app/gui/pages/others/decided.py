"""What the card of decisions shows. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from app.domain.calendar import iso
from app.domain.judging import Judged, Verdict
from app.domain.rounding import written
from app.domain.rulebook import Rulebook
from app.gui.pages.others.ledger import Cell, Ledger
from app.wording import others as words
from app.wording.language import Language, _, current, short_day
from app.wording.notes import score_is_guess
from app.wording.visible import visible

NOTHING = "–"
_REMEMBERED = 16_384
_WIDTHS = (180, 124, 0, 0, 68, 72, 60)  # after the date
_RIGHT = frozenset({5, 6, 7})


@dataclass(frozen=True)
class DecisionsContent:
    """The card of decisions.

    Attributes:
        ledger: The decisions, newest first.
        counted: How many there are, and how many do not fit.
        why: Says what the verdict on a line rests on.
        chosen: The line to begin with: the newest that does not fit, else the newest.
        claimed: How many name the score that they ask for.
        unfit: How many of those do not fit it.
        guess: Whether our figures are guesses.
    """

    told: tuple[Judged, ...]
    ledger: Ledger
    counted: str
    chosen: int
    claimed: int
    unfit: int
    guess: bool
    book: Rulebook

    def why(self, line: int) -> str:
        """Say what the verdict on a line rests on."""
        return words.why(self.told[line], self.book)


def decisions(told: tuple[Judged, ...], book: Rulebook) -> DecisionsContent:
    """Fill the card.

    Args:
        told: The judged decisions, newest first.
        book: The rulebook that our figures are by.
    """
    guess = score_is_guess(book)

    def cell(line: int, column: int) -> Cell:
        one = told[line]
        return _CELLS[column](one, book, guess)

    def copied(line: int) -> tuple[str, ...]:
        return _copied(told[line], book, guess)

    headings = (
        _("Date"),
        _("Verdict"),
        _("Who"),
        _("What"),
        _("Outcome"),
        _("Asked"),
        _("Official"),
        _("Ours"),
    )
    copied_headings = (
        *headings[:6],
        _("Official"),
        _("Official figure of"),
        _("Ours"),
        _("Rests on"),
        _("Reason given"),
        _("Why"),
    )
    claimed = sum(one.threshold is not None for one in told)
    unfit = sum(one.verdict is Verdict.DOES_NOT_FIT for one in told)
    chosen = next((n for n, one in enumerate(told) if one.verdict is Verdict.DOES_NOT_FIT), 0)
    return DecisionsContent(
        told,
        Ledger(
            headings, (date_width(), *_WIDTHS), _RIGHT, len(told), cell, copied, copied_headings
        ),
        words.decisions_counted(claimed, unfit, len(told)) if told else "",
        chosen,
        claimed,
        unfit,
        guess and any(one.ours is not None for one in told),
        book,
    )


def date_width() -> int:
    """Return how wide a column of days is: Chinese says them longer. Unit: pixels drawn."""
    return 136 if current() is Language.CHINESE else 104


@lru_cache(maxsize=_REMEMBERED)
def said_day(day: int, _language: Language) -> str:
    """Say a day for a table; the language is a part of the key."""
    return short_day(day)


def _figure(value: float | None, book: Rulebook) -> str:
    return NOTHING if value is None else words.figure(value, book.decimals)


def _ours(one: Judged, book: Rulebook, guess: bool) -> Cell:  # noqa: FBT001 - one of eight alike
    text = _figure(one.ours, book)
    if one.ours is None:
        return Cell(text, "ink3")
    spoken = _("{figure}, guess").format(figure=text) if guess else text
    return Cell(text, "ink", guess=guess, spoken=spoken)


def _verdict(one: Judged, book: Rulebook) -> Cell:
    said = words.verdict(one.verdict)
    away = words.distance(one, book.decimals)
    text = f"{said} · {away}" if away else said
    tone = "ink2" if one.verdict is Verdict.CANNOT_BE_TOLD else "ink"
    return Cell(text, tone, mark=one.verdict.value, spoken=f"{said}, {away}" if away else said)


_CELLS: dict[int, Callable[[Judged, Rulebook, bool], Cell]] = {
    0: lambda one, _book, _guess: Cell(said_day(one.decision.day, current())),
    1: lambda one, book, _guess: _verdict(one, book),
    2: lambda one, _book, _guess: Cell(visible(one.decision.who)),
    3: lambda one, _book, _guess: Cell(visible(one.decision.what)),
    4: lambda one, _book, _guess: Cell(visible(one.decision.outcome)),
    5: lambda one, book, _guess: Cell(
        _figure(one.threshold, book), "ink3" if one.threshold is None else "ink"
    ),
    6: lambda one, book, _guess: Cell(
        _figure(None if one.official is None else one.official.score, book),
        "ink3" if one.official is None else "ink",
    ),
    7: _ours,
}


def _copied(one: Judged, book: Rulebook, guess: bool) -> tuple[str, ...]:  # noqa: FBT001
    def plain(value: float | None) -> str:
        return "" if value is None else written(value)

    return (
        iso(one.decision.day),
        words.verdict(one.verdict),
        visible(one.decision.who),
        visible(one.decision.what),
        visible(one.decision.outcome),
        plain(one.threshold),
        plain(None if one.official is None else one.official.score),
        "" if one.official is None else iso(one.official.day),
        plain(one.ours),
        _("guess") if guess and one.ours is not None else "",
        visible(one.decision.reasons),
        words.why(one, book),
    )
