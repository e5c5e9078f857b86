"""What the page about contacts shows, made from an explanation. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.domain.arrays import FloatVector, RowVector
from app.domain.explanation import Explanation
from app.domain.rounding import shown
from app.domain.rulebook import Measure, Rule, Rulebook
from app.domain.score import published_figures
from app.gui.pages.contacts.people_table import Column, PeopleTable
from app.wording import contacts as words
from app.wording.language import _, number, points
from app.wording.notes import Note, NoteLine, rule_is_guess, rule_note
from app.wording.sentences import together

_MOST_NAMED = 2
_SMALL = 0.5  # points


class Present(Protocol):
    """The contacts of a day; ``workflow`` tells."""

    @property
    def rows(self) -> RowVector:
        """Rows of the contacts of that day."""

    @property
    def scores(self) -> FloatVector:
        """The latest score of each, NaN where there is none."""


@dataclass(frozen=True)
class Remark:
    """A line below the table: an icon's name, and what it says."""

    mark: str
    text: str


@dataclass(frozen=True)
class Empty:
    """What is shown where there is nothing to show: what is missing, and how to get it."""

    heading: str
    text: str
    can_open: bool = False


@dataclass(frozen=True)
class Content:
    """All that the page shows.

    Attributes:
        sentence: The one line under the title.
        table: The contacts.
        you: The person's own score, as it is said.
        remarks: Lines below the table.
        guess: What dots mean; empty where nothing is a guess.
        empty: Shown in place of the cards; ``None`` where there is something to show.
    """

    sentence: str
    table: PeopleTable
    you: str
    remarks: tuple[Remark, ...] = ()
    guess: str = ""
    empty: Empty | None = None


def rules_about_contacts(book: Rulebook) -> tuple[Rule, ...]:
    """Return the rules that count contacts."""
    return tuple(rule for rule in book.rules if rule.measure is Measure.CONTACTS)


def content(explanation: Explanation, present: Present) -> Content:
    """Write the page.

    Args:
        explanation: Why the score is what it is, from no records.
        present: Who is a contact on its day.
    """
    book = explanation.to.rulebook
    rules = rules_about_contacts(book)
    table = people_table(explanation, present)
    published = explanation.to.score.published
    you = "–" if published is None else number(published, book.decimals)
    sentence = _sentence(book, rules, table)
    if not rules:
        about = _("No rule of this rulebook looks at contacts. Choose another one above.")
        return Content(sentence, table, you, empty=Empty(_("No rule counts contacts"), about))
    if not len(table):
        return Content(_("Your file has no contacts."), table, you, empty=_no_contacts(explanation))
    hidden = len(explanation.contacts) - len(table)
    remarks = [*_remarks(explanation, table)]
    if hidden:
        remarks.append(Remark("calendar-blank", words.not_of_the_day(hidden)))
    guess = words.guess(rules[0]) if table.guess else ""
    return Content(sentence, table, you, tuple(remarks), guess)


def people_table(explanation: Explanation, present: Present) -> PeopleTable:
    """Return the contacts of the day, with the explanation's own figures."""
    contacts, shares = explanation.contacts, explanation.contact_shares
    rows, scores = present.rows, present.scores
    book = explanation.to.rulebook
    rules = rules_about_contacts(book)
    told = {share.id: share for share in explanation.rules}
    measured = [
        (rule, told[rule.id].measure) for rule in rules if told[rule.id].measure is not None
    ]
    mean = measured[0][0].pivot + (measured[0][1] or 0.0) if measured else float("nan")
    unknown = np.isnan(scores)
    own = np.where(unknown, np.nan, shares.points[rows])
    largest = float(np.nanmax(np.abs(own))) if not unknown.all() else 0.0
    listed = rows.tolist()
    return PeopleTable(
        ids=tuple(str(contacts.id[row]) for row in listed),
        names=tuple(words.name_of(contacts.name[row], contacts.id[row]) for row in listed),
        closeness=contacts.closeness[rows],
        scores=scores,
        shares=own,
        if_gone=np.where(unknown, np.nan, shares.if_gone[rows]),
        # Of hundreds of contacts each moves little: one decimal would be a column of zeros.
        decimals=book.decimals + (1 if not largest or largest >= _SMALL else 2),
        guess=any(rule_is_guess(rule) for rule in rules),
        mean=mean,
        total=float(sum(told[rule.id].points for rule in rules)),
        counts=any(_pays(rule) for rule in rules),
    )


def note_of(explanation: Explanation, table: PeopleTable, row: int) -> Note:
    """Say what a contact's figures rest on."""
    rule = rules_about_contacts(explanation.to.rulebook)[0]
    known = table.known(row)
    lines = [
        NoteLine(_("Closeness"), table.cell(row, Column.CLOSENESS)),
        NoteLine(_("Score"), table.cell(row, Column.SCORE)),
    ]
    if known:
        lines.append(NoteLine(_("If not there"), table.cell(row, Column.IF_GONE)))
    rests = rule_note(explanation.to.rulebook, rule, table.total, explanation)
    lines.extend(line for line in rests.lines if line.basis is not None)
    lines.extend(rests.lines[-1:] if rests.lines[-1].basis is None else ())
    return Note(
        words.short_name(table.names[row]),
        table.cell(row, Column.SHARE),
        table.value(row, Column.SHARE),
        table.guess and known,
        tuple(lines),
        table.spoken(row),
    )


def _pays(rule: Rule) -> bool:
    nothing = rule.points is None or rule.points.value == 0
    shut = rule.minimum == 0 and rule.maximum == 0
    return not nothing and not shut


def _no_contacts(explanation: Explanation) -> Empty:
    if len(explanation.contacts):
        return Empty(
            _("No contacts on this day"),
            _("Your file has contacts, but none on this day. Choose another day above."),
        )
    text = together(
        _("This page needs a table of contacts. Ask the operator for it; you have a right to a copy."),
        _("The contacts of a phone can be opened too, as a vCard file (.vcf)."),
    )  # fmt: skip
    return Empty(_("No contacts in your file"), text, can_open=True)


def _sentence(book: Rulebook, rules: tuple[Rule, ...], table: PeopleTable) -> str:
    known = np.flatnonzero(~np.isnan(table.scores))
    if not rules:
        return words.no_rule()
    if not table.counts:
        return words.counts_nothing(len(known))
    if not len(known):
        return words.none_known(len(table))
    needed = min(rule.min_contacts for rule in rules)
    if len(known) < needed:
        return words.too_few(len(known), needed)
    if np.isnan(table.mean):
        return words.weighs_nothing()
    said = words.gives(len(known), table.total, book.decimals)
    side = 1 if table.total >= 0 else -1
    strongest = int(known[np.argmin(side * table.shares[known])])
    moved = float(table.shares[strongest])
    if len(known) > 1 and side * words.figure_value(moved, book.decimals) < 0:
        score = float(table.scores[strongest])
        said = together(said, words.against(table.names[strongest], score, moved, book.decimals))
    return said


def _remarks(explanation: Explanation, table: PeopleTable) -> tuple[Remark, ...]:
    lines = []
    known = ~np.isnan(table.scores)
    total = shown(table.total, table.decimals)
    moving = known & (published_figures(np.nan_to_num(table.if_gone), table.decimals) != 0)
    if moving.any():
        said = points(total, table.decimals)
        text = words.columns_differ(said) if total else words.columns_differ_from_nothing()
        lines.append(Remark("info", text))
    if not known.all():
        lines.append(Remark("circle-dashed", _unknown(explanation, table)))
    lines.append(Remark("eye", words.not_guessed()))
    return tuple(lines)


def _unknown(explanation: Explanation, table: PeopleTable) -> str:
    rows = np.flatnonzero(np.isnan(table.scores))
    names = tuple(table.names[row] for row in rows[:_MOST_NAMED].tolist())
    who = words.without_score(names, len(rows))
    certain, score = explanation.guaranteed, explanation.to.score.score
    if certain is None or score is None:
        return who
    decimals = explanation.to.rulebook.decimals
    if shown(certain.low, decimals) == shown(certain.high, decimals):
        return together(who, words.changes_nothing())
    if all(one.is_contact for one in certain.inputs):
        low, high = (table.total + end - score for end in (certain.low, certain.high))
        several = len(rows) > 1
        return together(who, words.depending(low, high, table.total, decimals, several=several))
    return together(who, words.score_depending(certain.low, certain.high, decimals))
