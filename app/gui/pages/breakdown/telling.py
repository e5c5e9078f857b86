"""What the breakdown says around its chart and table: the sentence, the crumbs, the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.domain.explanation import Explanation
from app.domain.score import Score, published_figure
from app.gui.pages.breakdown import cells
from app.gui.pages.breakdown.account import Account, factors_of
from app.gui.pages.breakdown.arrange import Arrangement, Column
from app.gui.pages.breakdown.record_table import RecordTable
from app.wording import breakdown as words
from app.wording.language import _, number, points, text_of
from app.wording.notes import Note, NoteLine, official_compares, score_is_guess
from app.wording.overview import title_of_override
from app.wording.rule_works import basis_chip, basis_of
from app.wording.sentences import together
from app.wording.visible import visible

_MOST_RULES = 3


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to the records: what it is called, and what it leads to."""

    title: str
    factor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands below the table about the chosen record.

    Attributes:
        record: Id of the record; empty where none is chosen or it cannot be set aside.
        text: The question, up to the figure.
        figure: The score that it ends in; empty while it is not known.
        guess: Whether a guess is in it.
        pending: Whether the figure is still to come.
        can_object: Whether the record can be set aside.
        can_put_back: Whether the record is set aside and can be put back.
    """

    record: str = ""
    text: str = ""
    figure: str = ""
    guess: bool = False
    pending: bool = False
    can_object: bool = False
    can_put_back: bool = False


def sentence(explanation: Explanation, told: Account) -> str:
    """Answer the page's question in one line, or two where an earlier day is compared."""
    if not told.scored:
        hit = explanation.to.score.unscored
        if hit is not None:
            title = title_of_override(explanation.to.rulebook, hit.override)
            return words.no_score(title, told.result, told.decimals)
    first = words.summary(
        told.start, told.gains, told.losses, told.rounding, told.result, told.decimals
    )
    official = explanation.official
    if official is None or official.was is None or official.unexplained is None:
        return first
    if not official_compares(explanation):
        return first
    moved = official.score - official.was
    return together(
        first,
        words.official_moved(
            moved, moved - official.unexplained, official.unexplained, told.decimals
        ),
    )


def crumbs(table: RecordTable, shown: Arrangement) -> tuple[tuple[Crumb, ...], str]:
    """Say where the records come from, and how many of how many are shown."""
    wish = shown.wish
    way = [Crumb(_("Records"))]
    if wish.factor:
        factor = factors_of(table.explanation)[wish.factor]
        way.append(Crumb(text_of(factor.title), wish.factor))
    if wish.rule:
        way.append(Crumb(text_of(table.rules[wish.rule].title), wish.factor, wish.rule))
    return tuple(way), words.records_of(len(shown.lines), shown.part.total)


def is_shown(shown: Arrangement, line: int) -> bool:
    """Whether a line is among those on screen."""
    return bool(np.any(shown.lines == line))


def answer(table: RecordTable, shown: Arrangement, line: int, now: Explanation | None) -> Answer:
    """Ask about a line; the figure follows later where it has to be computed."""
    what = cells.cell(table, shown, line, Column.WHAT)
    guess = score_is_guess(table.explanation.to.rulebook)
    if table.is_contact(line):
        return _contact(table, line - len(table.records), visible(what), now, guess=guess)
    record = table.id_of(line)
    if table.is_aside[line]:
        worth = table.worth.get(record, 0.0)
        figure = _figure(table, table.explanation.to.score.sum + worth)
        text = words.put_back(what, table.reason_aside(line))
        return Answer(record, text, figure, guess, can_put_back=True)
    text = together(words.is_it_right(what), words.without_it())
    return Answer(record, text, "", guess, pending=True, can_object=True)


def answered(asked: Answer, table: RecordTable, score: Score) -> Answer:
    """Complete an answer with the score without the record."""
    if score.published is None:
        text = together(asked.text.removesuffix(words.without_it()), words.without_it_none())
        return replace(asked, text=text, pending=False, guess=False)
    figure = number(score.published, table.explanation.to.rulebook.decimals)
    return replace(asked, figure=figure, pending=False)


def failed(asked: Answer, trouble: str) -> Answer:
    """Say that the figure could not be computed; the record can still be set aside."""
    return replace(asked, text=together(asked.text, "–", trouble), pending=False)


def note_of(table: RecordTable, shown: Arrangement, line: int) -> Note:
    """Tell what a line's points are made of: each rule that counts it, and what that rests on."""
    shares = table.explanation.shares
    contact = table.is_contact(line)
    row = line - len(table.records) if contact else line
    mine = np.flatnonzero((shares.row == row) & (shares.is_contact == contact))
    lines = []
    for share in mine[:_MOST_RULES].tolist():
        rule = table.rules[table.explanation.rules[int(shares.rule[share])].id]
        moved = points(float(shares.points[share]), cells.decimals(table))
        said = _("{points}, {basis}").format(points=moved, basis=basis_chip(rule))
        lines.append(NoteLine(text_of(rule.title), said, basis_of(rule)))
    if not lines:
        lines.append(NoteLine(_("Why"), cells.cell(table, shown, line, Column.CAUSE)))
    return Note(
        title=cells.cell(table, shown, line, Column.WHAT),
        figure=cells.cell(table, shown, line, Column.POINTS),
        value=cells.points_of(table, shown, line),
        guess=bool(shown.part.guess[line]),
        lines=tuple(lines),
        spoken=cells.spoken(table, shown, line, Column.POINTS),
    )


def _contact(
    table: RecordTable, row: int, what: str, now: Explanation | None, *, guess: bool
) -> Answer:
    gone = (now or table.explanation).contact_shares.if_gone
    if row >= len(gone):
        return Answer()
    figure = _figure(table, table.explanation.to.score.sum + float(gone[row]))
    return Answer("", words.without_contact(what), figure, guess)


def _figure(table: RecordTable, score: float) -> str:
    decimals = table.explanation.to.rulebook.decimals
    return number(published_figure(score, decimals), decimals)
