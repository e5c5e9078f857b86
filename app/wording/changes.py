"""The sentences of the Changes page: why the score moved in a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.explanation import Cause
from app.domain.rounding import decimals_needed, shown
from app.domain.rulebook import Rule
from app.wording.language import (
    _,
    day,
    day_and_month,
    ngettext,
    number,
    points,
    text_of,
)
from app.wording.reasons import Figures, said
from app.wording.sentences import inside, listed, together

_RECENT = 300  # days after which a date is told with its year
_OTHER_FIELDS = re.compile(r"\{(?!count[:}])")
_SAME = 1e-9


def named_day(value: int, today: int) -> str:
    """Name a day: without its year where that is plain."""
    return day_and_month(value) if abs(today - value) < _RECENT else day(value)


def decimals_of(value: float, least: int) -> int:
    """Return how many decimals a figure needs, ``least`` at least and two more at most."""
    return decimals_needed(value, least + 2, least)


def period(first: str, last: str) -> str:
    """Name a period: ``6 January to 6 February``."""
    return _("{first} to {last}").format(first=first, last=last)


def end(day_: str, *, official: bool, scored: bool) -> str:
    """Name a figure that the statement starts from or ends with."""
    if official:
        return _("{day}, official").format(day=day_)
    if scored:
        return _("{day}, by our count").format(day=day_)
    return _("{day}, what the rules make").format(day=day_)


# What moved the score


def one_record(kind: str, day_: str) -> str:
    """Name a record: ``Post about the economy of 19 January``."""
    return _("{kind} of {day}").format(kind=kind, day=day_)


def records(rule: Rule, count: int) -> str:
    """Name several records of a rule: ``3 purchases of goods made here``."""
    template = text_of(rule.reason)
    if "{count}" in template and not _OTHER_FIELDS.search(template):
        return said(template, Figures(count, None, 0.0)).strip().rstrip(".。")
    text = ngettext("{rule}: {count} record", "{rule}: {count} records", count)
    return text.format(rule=text_of(rule.title), count=number(count))


def because(cause: Cause, what: str) -> str:
    """Say what became of a record, or of several; what is new needs no word for it."""
    return {
        Cause.SET_ASIDE: _("Set aside: {what}"),
        Cause.REMOVED: _("No longer in the file: {what}"),
        Cause.CORRECTED: _("Corrected: {what}"),
        Cause.EXPIRED: _("Ran out: {what}"),
    }.get(cause, "{what}").format(what=what)


def fading() -> tuple[str, str]:
    """Name what time does to records that fade, at the head of a row and within a sentence."""
    return _("Older records fade"), _("older records fade")


def time_passing() -> tuple[str, str]:
    """Name what time does to rules that count it, at the head of a row and within a sentence."""
    return _("Time passes"), _("time passes")


def contact(cause: Cause, name: str, before: float | None, after: float | None) -> str:
    """Say what happened to a contact: ``Tao’s score fell to 548``."""
    if cause is Cause.CONTACT_JOINED:
        return _("{name} joined your contacts").format(name=name)
    if cause is Cause.CONTACT_LEFT:
        return _("{name} left your contacts").format(name=name)
    if after is None:
        return _("{name}’s score changed").format(name=name)
    figure = number(after, decimals_of(after, 0))
    if before is None:
        return _("{name}’s score became known: {score}").format(name=name, score=figure)
    text = (
        _("{name}’s score fell to {score}")
        if after < before
        else _("{name}’s score rose to {score}")
    )
    return text.format(name=name, score=figure)


def other_weights() -> tuple[str, str]:
    """Name what contacts move whose weight alone changed, at the head of a row and within a sentence."""
    return _("Other contacts weigh differently"), _("other contacts weigh differently")


def rules_changed() -> tuple[str, str]:
    """Name what another rulebook moves, at the head of a row and within a sentence."""
    return _("The rules changed"), _("the rules changed")


def others(count: int) -> str:
    """Name the changes that have no row of their own."""
    return ngettext("{count} other change", "{count} other changes", count).format(
        count=number(count)
    )


# The page's answer, and the card in words


def answer(moved: float, rest: float | None, first: str, last: str, decimals: int) -> str:
    """Answer the page's question in one line.

    Args:
        moved: What the figure moved. Unit: points.
        rest: What nothing explains; ``None`` where no official figure is looked at.
        first: The earlier day, as it is named.
        last: The later day.
        decimals: How many decimals are shown.
    """
    ours = moved if rest is None else moved - rest
    size = abs(moved)
    if rest is None:
        text = _moves(
            moved,
            _("By our count your score fell {points} from {first} to {last}."),
            _("By our count your score was the same on {first} and on {last}."),
            _("By our count your score rose {points} from {first} to {last}."),
        )
        return text.format(points=_so_many(size, decimals), first=first, last=last)
    text = _moves(
        moved,
        _("Your official score fell {points} from {first} to {last}."),
        _("Your official score was the same on {first} and on {last}."),
        _("Your official score rose {points} from {first} to {last}."),
    )
    head = text.format(points=_so_many(size, decimals), first=first, last=last)
    if abs(rest) < _SAME:
        return together(head, _("All of it has a reason.") if size >= _SAME else "")
    if _is_part(ours, moved):
        tail = _("{known} of them have a reason; {rest} have none.")
        if abs(ours) < _SAME:
            tail = _("None of that has a reason.")
        return together(
            head,
            tail.format(known=number(abs(ours), decimals), rest=number(abs(rest), decimals)),
        )
    return together(
        head,
        _("By our count it would have moved by {ours}: {rest} have no reason.").format(
            ours=points(ours, decimals), rest=number(abs(rest), decimals)
        ),
    )


def unscored(first: str | None, last: str | None) -> str:
    """Answer where an override leaves no score on one of the days, or on both.

    Args:
        first: The earlier day, as it is named; ``None`` where it has a score.
        last: The later day, likewise.
    """
    if first is not None and last is not None:
        return _("There was no score, neither on {first} nor on {last}.").format(
            first=first, last=last
        )
    return _("There was no score on {day}.").format(day=first if last is None else last)


def from_to(before: float, after: float, decimals: int, *, official: bool) -> str:
    """Say from which figure to which the score went."""
    if official:
        text = _moves(
            after - before,
            _("Your official score fell from {before} to {after}."),
            _("Your official score stayed at {after}."),
            _("Your official score rose from {before} to {after}."),
        )
    else:
        text = _moves(
            after - before,
            _("By our count your score fell from {before} to {after}."),
            _("By our count your score stayed at {after}."),
            _("By our count your score rose from {before} to {after}."),
        )
    return text.format(before=number(before, decimals), after=number(after, decimals))


def by_the_rules(before: float, after: float, decimals: int) -> str:
    """Say what the rules would make, where something leaves no score."""
    return _("Without that, the rules make {before} and then {after}.").format(
        before=number(before, decimals), after=number(after, decimals)
    )


def took(moved: Sequence[tuple[str, float]], decimals: int) -> str:
    """Say what took points, each with its figure."""
    return _("This took points: {list}.").format(list=_list(moved, decimals)) if moved else ""


def gave(moved: Sequence[tuple[str, float]], decimals: int) -> str:
    """Say what gave points."""
    return _("This gave points: {list}.").format(list=_list(moved, decimals)) if moved else ""


def nothing_moved() -> str:
    """Say that nothing in the file moved the score."""
    return _("Nothing in your file moved the score in this time.")


def explained(moved: float, rest: float, decimals: int) -> str:
    """Say how much of the official change is explained.

    ``That explains 8 of the 10 points. Nothing in your file explains the other 2.``
    """
    ours, left = moved - rest, number(abs(rest), decimals)
    if abs(rest) < _SAME:
        return _("That explains all of it.") if abs(moved) >= _SAME else ""
    if abs(ours) < _SAME:
        return _("Nothing in your file explains the {rest} points.").format(rest=left)
    if _is_part(ours, moved):
        return _(
            "That explains {known} of the {all} points. Nothing in your file explains the other {rest}."
        ).format(known=number(abs(ours), decimals), all=number(abs(moved), decimals), rest=left)
    return _(
        "That makes {ours}, the official score moved by {moved}. Nothing in your file explains the difference of {rest}."
    ).format(ours=points(ours, decimals), moved=points(moved, decimals), rest=left)


def not_published(*, compares: bool, any_: bool) -> str:
    """Say why the statement is of our figures and not of the operator's."""
    if not any_:
        return _("There is no official figure in this file.")
    if not compares:
        return _("The official figures were made by another rulebook.")
    return _("There is no official figure for both of these days.")


def perk_moved(title: str, at: float, decimals: int, *, won: bool) -> str:
    """Say that a perk was won or lost at its threshold."""
    text = (
        _("You reached {score} and got this: {perk}.")
        if won
        else _("You fell below {score} and lost this: {perk}.")
    )
    return text.format(score=number(at, decimals), perk=inside(title))


def version_unknown(before: str, after: str) -> str:
    """Say that the rules changed, but that the older ones are not here."""
    return _(
        "The rules changed from version {before} to {after} in this time. The older ones are not here, so both days are counted by the rules of today."
    ).format(before=before, after=after)


def hatched() -> str:
    """Say what the hatched row is."""
    return _("Hatched: what the official score moved beyond ours, which nothing explains.")


def one_day(day_: str, *, older: bool = False) -> str:
    """Say that there is no earlier day to compare with, and how to get one.

    Args:
        day_: The day that is looked at.
        older: Whether something is dated so long before it that no line is drawn from there.
    """
    text = (
        _("What this file holds lies too long before {day} for a change to be explained.")
        if older
        else _("Nothing in this file is dated before {day}, so there is no change to explain.")
    )
    more = _("Choose a later date above, or open a file that goes further back.")
    return together(text.format(day=day_), more)


def check_record(day_: str) -> str:
    """Offer to look at one record."""
    return _("Check the record of {day}").format(day=day_)


def check_records() -> str:
    """Offer to look at the records of a rule."""
    return _("Show the records behind it")


# The chart


def versions(before: str, after: str) -> str:
    """Say which rules replaced which."""
    return _("version {before} → {after}").format(before=before, after=after)


def held(first: str | None, last: str | None) -> str:
    """Say how long a perk was held; ``None`` is beyond what is shown."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("held since {day}").format(day=first)
    if first is None:
        return _("held until {day}").format(day=last)
    return _("held from {first} to {last}").format(first=first, last=last)


def new_records(moved: float, decimals: int) -> str:
    """Say what a day's new records moved."""
    return _("new records {points}").format(points=points(moved, decimals))


def perk_on_day(title: str, *, won: bool) -> str:
    """Say that a perk was won or lost on a day."""
    return (_("got: {perk}") if won else _("lost: {perk}")).format(perk=inside(title))


def coming(text: str, moved: float, decimals: int) -> str:
    """Say what time does on a day to come: ``Licence points: 1 record runs out, +10``."""
    return _("{what}, {points}").format(what=text, points=points(moved, decimals))


def ahead(day_: str, score: str) -> str:
    """Say the figure of a day to come."""
    return _("{day}: {score} if nothing new happens").format(day=day_, score=score)


def whole(first: str, last: str, low: str, high: str, now: str) -> str:
    """Say the whole chart in one sentence."""
    return _("Your score from {first} to {last}: lowest {low}, highest {high}, now {now}.").format(
        first=first, last=last, low=low, high=high, now=now
    )


def _moves(moved: float, fell: str, same: str, rose: str) -> str:
    if abs(moved) < _SAME:
        return same
    return fell if moved < 0 else rose


def _so_many(size: float, decimals: int) -> str:
    """Say so many points: ``1 point``, ``10 points``."""
    said = shown(size, decimals)
    return ngettext("{points} point", "{points} points", said).format(points=number(said, decimals))


def _is_part(ours: float, moved: float) -> bool:
    """Whether what is explained is a part of what moved, and goes the same way."""
    return abs(ours) <= abs(moved) and ours * moved >= 0


def _list(moved: Sequence[tuple[str, float]], decimals: int) -> str:
    return listed(
        [
            _("{what} ({points})").format(what=label, points=points(value, decimals))
            for label, value in moved
        ]
    )
