"""How much of a score hangs on speech, on contacts, on purchases, and on guessed numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.rulebook import Basis, Measure, Rule, Rulebook, Stance
from app.rulebook.bounds import (
    Reach,
    factor_reach,
    rule_reach,
    rules_of,
    sum_reach,
    worth_of_none,
)
from app.rulebook.findings import Code, Finding
from app.wording.language import _, number, percent

_SPEECH = "post"
_PURCHASES = "purchase"


def moved_alone(book: Rulebook) -> Iterator[Finding]:
    """Yield the most that speech, contacts or purchases alone can move, all else being nothing."""
    spoken = tuple(
        action.kind for action in book.actions if action.stance is Stance.SPEECH and action.kind
    )
    groups: tuple[tuple[Code, str, Callable[[Rule], bool]], ...] = (
        (
            Code.SPEECH_ALONE,
            _(
                "What a person says can move the score by {points} points by itself: {low} to {high}."
            ),
            lambda rule: _beneath(rule, _SPEECH) or any(rule.names(kind) for kind in spoken),
        ),
        (
            Code.CONTACTS_ALONE,
            _(
                "Whom a person knows can move the score by {points} points by itself: {low} to {high}."
            ),
            lambda rule: rule.measure is Measure.CONTACTS,
        ),
        (
            Code.PURCHASES_ALONE,
            _(
                "What a person buys can move the score by {points} points by itself: {low} to {high}."
            ),
            lambda rule: _beneath(rule, _PURCHASES),
        ),
    )
    for code, text, belongs in groups:
        if any(belongs(rule) for rule in book.rules):
            reach = _alone(book, belongs)
            said = text.format(
                points=number(reach.width), low=number(reach.low), high=number(reach.high)
            )
            yield Finding(code, None, said)


def _beneath(rule: Rule, root: str) -> bool:
    return any(kind == root or kind.startswith(root + ".") for kind in rule.kinds)


def _alone(book: Rulebook, belongs: Callable[[Rule], bool]) -> Reach:
    """Return the reach of the score where only these rules have anything to measure."""
    total = Reach(book.base.value, book.base.value)
    for factor in book.factors:
        rules = rules_of(book, factor.id)
        idle = sum(worth_of_none(rule) for rule in rules if not belongs(rule))
        moved = sum_reach((rule for rule in rules if belongs(rule)), book)
        reach = Reach(idle, idle) + moved
        total += reach.clipped(factor.minimum, factor.maximum)
    return total.clipped(book.floor, book.ceiling)


def assumed_share(book: Rulebook) -> Iterator[Finding]:
    """Yield the share of the scale that rests on assumed numbers, where there is any.

    What a rule can move, within its factor and the scale, counts whole where one of its numbers
    is assumed.
    """
    scale = book.ceiling - book.floor
    moved = assumed = 0.0
    for factor in book.factors:
        room = min(factor_reach(book, factor).width, scale)
        widths = {
            rule.id: min(rule_reach(rule, book).width, room) for rule in rules_of(book, factor.id)
        }
        moved += sum(widths.values())
        assumed += sum(widths[rule.id] for rule in rules_of(book, factor.id) if _is_assumed(rule))
    if assumed > 0:
        text = _("{share} of what the rules can move rests on assumed numbers.")
        yield Finding(Code.ASSUMED_SHARE, None, text.format(share=percent(assumed / moved)))


def _is_assumed(rule: Rule) -> bool:
    return any((said.basis or rule.basis) is Basis.ASSUMED for said in rule.numbers)
