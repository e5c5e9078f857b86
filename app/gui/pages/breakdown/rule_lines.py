"""What the card of a factor says: its rules, what each moves, and how the chosen one works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.adding_up import shown_points
from app.domain.explanation import Explanation, RuleShare
from app.domain.rounding import shown
from app.domain.rulebook import Basis, Rule
from app.gui.pages.breakdown.account import RULES_CHANGED, factors_of, rules_of
from app.wording import breakdown as words
from app.wording.language import _, points, text_of
from app.wording.notes import Note, rule_is_guess, rule_note
from app.wording.overview import most_of
from app.wording.rule_works import basis_chip, basis_of, how_it_works, source_line

_STRONGEST = 4

Counts = Mapping[str, tuple[int, int]]
"""How many records and contacts each rule looks at, by rule id."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule on the card.

    Attributes:
        id: The rule.
        title: What it is called.
        caption: What it looks at, and how much it can move.
        figure: Its points as shown.
        points: Its points, as shown. Unit: points.
        guess: Whether nobody published one of its numbers.
        share: Its points as a share of the most it can move, 0 to 1.
        chosen: Whether its records are the ones in the table.
        works: How it works, where it is chosen.
        chip: What its numbers rest on.
        basis: The same as a mark.
        source: Where that was read.
        note: What F1 tells of its points.
    """

    id: str
    title: str
    caption: str
    figure: str
    points: float
    guess: bool
    share: float
    chosen: bool
    works: str
    chip: str
    basis: Basis
    source: str
    note: Note


@dataclass(frozen=True, slots=True)
class FactorCard:
    """The card at the right: a factor with its rules, or the strongest rules of all.

    Attributes:
        title: The factor.
        caption: What it looks at, and what rounding adds to its rules' points.
        figure: Its points as shown; empty where the card is no factor's.
        points: Its points as shown. Unit: points.
        guess: Whether a guess is in them.
        lines: Its rules, the strongest first.
    """

    title: str
    caption: str
    figure: str
    points: float
    guess: bool
    lines: tuple[RuleLine, ...]


def card_of(explanation: Explanation, factor: str, rule: str, counts: Counts) -> FactorCard:
    """Describe a factor and its rules.

    Args:
        explanation: The explanation.
        factor: Id of the factor; empty for the strongest rules of all.
        rule: Id of the rule whose records are in the table; empty for none.
        counts: How many records and contacts each rule looks at.
    """
    if factor == RULES_CHANGED:
        return _rules_changed(explanation)
    shares = [share for share in explanation.rules if not factor or share.factor == factor]
    shares.sort(key=lambda share: -abs(share.points))
    if not factor:
        shares = [share for share in shares if share.points][:_STRONGEST]
    rules = rules_of(explanation)
    largest = max((abs(share.points) for share in shares), default=0.0)
    sums = shown_points(explanation)
    lines = tuple(
        _line(
            explanation,
            rules[share.id],
            share,
            counts,
            largest,
            sums.rules[share.id],
            chosen=share.id == rule,
        )
        for share in shares
    )
    if not factor:
        return FactorCard(
            _("Strongest rules"), _("Choose a row of the chart, or a rule."), "", 0.0, False, lines
        )
    return _factor_card(explanation, factor, lines, counts)


def _factor_card(
    explanation: Explanation, factor: str, lines: tuple[RuleLine, ...], counts: Counts
) -> FactorCard:
    decimals = explanation.to.rulebook.decimals
    known = factors_of(explanation)[factor]
    moved = shown_points(explanation).factors[factor]
    rest = shown(moved - sum(line.points for line in lines), decimals)
    looked = [counts.get(line.id, (0, 0)) for line in lines]
    caption = words.factor_caption(
        sum(records for records, _contacts in looked),
        sum(contacts for _records, contacts in looked),
        len(lines),
        known.minimum,
        known.maximum,
    )
    return FactorCard(
        title=text_of(known.title),
        caption=words.with_rounding(caption, rest, decimals),
        figure=points(moved, decimals),
        points=moved,
        guess=any(line.guess and line.points for line in lines),
        lines=lines,
    )


def _line(
    explanation: Explanation,
    rule: Rule,
    share: RuleShare,
    counts: Counts,
    largest: float,
    moved: float,
    *,
    chosen: bool,
) -> RuleLine:
    book = explanation.to.rulebook
    records, contacts = counts.get(rule.id, (0, 0))
    most = most_of(rule)
    whole = abs(most) if most else largest
    return RuleLine(
        id=rule.id,
        title=text_of(rule.title),
        caption=words.rule_caption(records, contacts, most),
        figure=points(moved, book.decimals),
        points=moved,
        guess=rule_is_guess(rule),
        share=min(1.0, abs(share.points) / whole) if whole else 0.0,
        chosen=chosen,
        works=how_it_works(rule, bounds=not most) if chosen else "",
        chip=basis_chip(rule),
        basis=basis_of(rule),
        source=source_line(rule, book),
        note=rule_note(book, rule, moved, explanation),
    )


def _rules_changed(explanation: Explanation) -> FactorCard:
    decimals = explanation.to.rulebook.decimals
    moved = shown_points(explanation).rules_changed
    return FactorCard(
        title=_("The rules changed"),
        caption=words.rules_changed_caption(
            text_of(explanation.since.rulebook.title), text_of(explanation.to.rulebook.title)
        ),
        figure=points(moved, decimals),
        points=moved,
        guess=False,
        lines=(),
    )
