"""The sentences of the breakdown: which behaviours moved the score, down to the record."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from app.domain.calendar import Unit, completed
from app.domain.explanation import Cause, Explanation
from app.wording.language import (
    _,
    ngettext,
    number,
    points,
    short_day,
)
from app.wording.sentences import inside, listed, together

_MOST_NAMES = 3
_DAYS_SAID = 60
_MONTHS_SAID = 24


class Standing(IntEnum):
    """Why a record moves nothing, where no cause says what it moves. Continues ``Cause``."""

    NO_RULE = 20
    TOO_OLD = 21
    LATER = 22
    NOTHING = 23
    SAME = 24


def start(explanation: Explanation) -> str:
    """Name the row that the account starts from."""
    state = explanation.since
    if state.name == "no_records":
        return _("No records")
    if state.name == "since":
        return short_day(state.score.day)
    return best_possible()


def best_possible() -> str:
    """Name the score that has every factor at its most."""
    return _("The best possible")


def counted_from_none(caption: str) -> str:
    """Say that a factor's rules are told from no records, whatever the chart starts from."""
    return together(caption + _("."), _("Rules and records are counted from no records."))


def official_figure(day: int, today: int) -> str:
    """Name the operator's figure, with its day where that is another than the score's."""
    if day == today:
        return _("Official figure")
    return _("Official figure, {day}").format(day=short_day(day))


def rounding_hint() -> str:
    """Say why there is a row for rounding."""
    return _("Start and end are rounded too; this row makes the figures add up.")


def unexplained_hint(gap: float, decimals: int) -> str:
    """Say what the unexplained row is."""
    if gap == 0:
        return _("The official figure is the same as ours.")
    figure = number(abs(gap), decimals)
    if gap < 0:
        return _("The official figure is {points} lower. No rule explains that.").format(
            points=figure
        )
    return _("The official figure is {points} higher. No rule explains that.").format(points=figure)


def perk_mark(at: float, titles: Sequence[str], decimals: int) -> str:
    """Name a threshold in the chart: ``650: car hire without a deposit``."""
    first = inside(titles[0])
    if len(titles) == 1:
        return _("{score}: {perk}").format(score=number(at, decimals), perk=first)
    more = len(titles) - 1
    said = ngettext("{score}: {perk} and {count} more", "{score}: {perk} and {count} more", more)
    return said.format(score=number(at, decimals), perk=first, count=number(more))


def summary(
    first: float,
    gains: Sequence[tuple[str, float]],
    losses: Sequence[tuple[str, float]],
    rounding: float,
    result: float,
    decimals: int,
) -> str:
    """Answer the page's question in one line.

    ``Bills and contacts add 55; posts and fines take 28. 625 + 55 − 28 = 652.``

    Args:
        first: The figure it starts from.
        gains: What gives, the largest first: (name, points).
        losses: What takes, likewise, points below 0.
        rounding: What rounding adds. Unit: points.
        result: Where it ends.
        decimals: How many decimals are shown.
    """
    plus, minus = sum(p for _name, p in gains), sum(p for _name, p in losses)
    clauses = []
    if gains:
        clauses.append(_gain(gains, number(plus, decimals), opens=True))
    if losses:
        clauses.append(_loss(losses, number(-minus, decimals), opens=not clauses))
    terms = [number(first, decimals)]
    terms += [f"+ {number(plus, decimals)}"] if gains else []
    terms += [f"− {number(-minus, decimals)}"] if losses else []
    if rounding:
        sign = "+" if rounding > 0 else "−"
        terms.append(
            _("{sign} {points} (rounding)").format(
                sign=sign, points=number(abs(rounding), decimals)
            )
        )
    equation = _("{sum} = {result}.").format(sum=" ".join(terms), result=number(result, decimals))
    if not clauses:
        return together(_("Nothing in your file moves the score."), equation)
    return together(_("; ").join(clauses) + _("."), equation)


def no_score(title: str, result: float, decimals: int) -> str:
    """Say that an override leaves no score, and what the rules alone would make."""
    return _("No score: {reason}. Without that, the rules make {score}.").format(
        reason=title, score=number(result, decimals)
    )


def official_moved(official: float, ours: float, unexplained: float, decimals: int) -> str:
    """Hold the operator's change since the earlier day against ours."""
    return _(
        "Since then the official figure moved by {official}, ours by {ours}; nothing explains the other {rest}."
    ).format(
        official=points(official, decimals),
        ours=points(ours, decimals),
        rest=points(unexplained, decimals),
    )


def records_of(count: int, total: int) -> str:
    """Say how many rows of how many are shown: ``4 of 1,284``."""
    return _("{count} of {total}").format(count=number(count), total=number(total))


def copied_only(copied: int, wanted: int) -> str:
    """Say that the clipboard took the first rows only."""
    said = _("Copied the first {copied} of {wanted} rows. Export saves them all.")
    return said.format(copied=number(copied), wanted=number(wanted))


def factor_caption(
    records: int, contacts: int, rules: int, low: float | None, high: float | None
) -> str:
    """Say what a factor looks at: ``31 records, 2 rules, at most −69 to +69``."""
    parts = [
        counted(records, contacts),
        ngettext("{count} rule", "{count} rules", rules).format(count=number(rules)),
    ]
    if low is not None and high is not None:
        parts.append(_("at most {low} to {high}").format(low=points(low), high=points(high)))
    elif low is not None or high is not None:
        end = low if high is None else high
        parts.append(_("at most {most}").format(most=points(end or 0.0)))
    return _(", ").join(part for part in parts if part)


def counted(records: int, contacts: int) -> str:
    """Say how many records or contacts a rule looks at; empty for neither."""
    parts = []
    if records:
        parts.append(
            ngettext("{count} record", "{count} records", records).format(count=number(records))
        )
    if contacts:
        parts.append(
            ngettext("{count} contact", "{count} contacts", contacts).format(count=number(contacts))
        )
    return _(", ").join(parts) or _("no records")


def rule_caption(records: int, contacts: int, most: float | None) -> str:
    """Say what a rule looks at: ``4 records · of at most 40``."""
    said = counted(records, contacts)
    if not most:
        return said
    return _("{records} · of at most {most}").format(records=said, most=number(abs(most)))


def with_rounding(caption: str, rest: float, decimals: int) -> str:
    """Add what rounding adds to a factor's rules, so that they make the factor."""
    if not rest:
        return caption
    return _("{caption}, rounding {points}").format(caption=caption, points=points(rest, decimals))


def rules_changed_caption(before: str, after: str) -> str:
    """Say which rules were replaced by which."""
    return _("From “{before}” to “{after}”; no record of yours is behind this.").format(
        before=before, after=after
    )


def cause(code: int) -> str:
    """Name why a record moves points, or why it moves none."""
    return _causes()[code]


def cause_texts(code: int) -> tuple[str, ...]:
    """List all that can stand for one cause, so that its column is made wide enough."""
    if code == Cause.SET_ASIDE:
        return tuple(set_aside_as(reason) for reason in ("wrong", "not_mine", ""))
    return (cause(code),)


def _causes() -> dict[int, str]:
    return {
        Cause.SET_ASIDE: _("set aside"),
        Cause.REMOVED: _("removed from the file"),
        Cause.CORRECTED: _("corrected"),
        Cause.NEW: _("new"),
        Cause.EXPIRED: _("expired"),
        Cause.AGEING: _("ageing"),
        Cause.CONTACT_JOINED: _("joined"),
        Cause.CONTACT_LEFT: _("left"),
        Cause.CONTACT_SCORE: _("their score changed"),
        Cause.CONTACT_WEIGHT: _("others joined or left"),
        Standing.NO_RULE: _("no rule counts this"),
        Standing.TOO_OLD: _("no longer counts"),
        Standing.LATER: _("after this day"),
        Standing.NOTHING: _("moves nothing"),
        Standing.SAME: _("as it was then"),
    }


def set_aside_as(reason: str) -> str:
    """Say that a record is set aside, and why: ``set aside: not mine``."""
    word = aside_reason(reason)
    return _("set aside: {reason}").format(reason=word) if word else _("set aside")


def aside_reason(reason: str) -> str:
    """Say one of the reasons for setting a record aside; another's own words stay as they are."""
    return {"wrong": _("wrong"), "not_mine": _("not mine")}.get(reason, reason)


def age(day: int, today: int) -> str:
    """Say how old a record is: ``25 days``, ``8 months``, ``3 years``; empty for the future."""
    days = today - day
    if days < 0:
        return ""
    if days < _DAYS_SAID:
        return ngettext("{count} day", "{count} days", days).format(count=number(days))
    start_day, end = np.array([day], np.int32), np.array([today], np.int32)
    months = int(completed(start_day, end, Unit.MONTHS)[0])
    if months < _MONTHS_SAID:
        return ngettext("{count} month", "{count} months", months).format(count=number(months))
    years = months // 12
    return ngettext("{count} year", "{count} years", years).format(count=number(years))


def is_it_right(what: str) -> str:
    """Ask whether a record is right. The figure follows in ``without_it``."""
    return _("Is “{what}” right?").format(what=what)


def without_it() -> str:
    """Begin the answer that ends in a figure."""
    return _("Without it your score would be")


def without_it_none() -> str:
    """Answer that there would be no score without the record either."""
    return _("Without it there would be no score either.")


def without_contact(name: str) -> str:
    """Begin the answer for a contact that ends in a figure."""
    return _("Without {name} your score would be").format(name=name)


def put_back(what: str, reason: str) -> str:
    """Say that a record is set aside and what follows if it is put back."""
    word = aside_reason(reason)
    first = (
        _("“{what}” is set aside: {reason}.").format(what=what, reason=word)
        if word
        else _("“{what}” is set aside.").format(what=what)
    )
    return together(first, _("With it your score would be"))


def bar_spoken(label: str, moved: float | None, makes: float, decimals: int, *, guess: bool) -> str:
    """Say a row of the waterfall for a screen reader: ``Bills: +26, guess; makes 651``."""
    if moved is None:
        said = _("{label}: {score}").format(label=label, score=number(makes, decimals))
        return said + _(", ") + _("guess") if guess else said
    figure = points_spoken(moved, decimals, guess=guess)
    return _("{label}: {points}; makes {score}").format(
        label=label, points=figure, score=number(makes, decimals)
    )


def points_spoken(moved: float, decimals: int, *, guess: bool) -> str:
    """Say points for a screen reader: ``+31, guess``."""
    figure = points(moved, decimals)
    return figure + _(", ") + _("guess") if guess else figure


def spoken_guess(figure: str) -> str:
    """Say a figure that is a guess, for a screen reader: ``−3.6, guess``."""
    return figure + _(", ") + _("guess")


def _gain(moved: Sequence[tuple[str, float]], figure: str, *, opens: bool) -> str:
    names = _names([name for name, _points in moved], opens=opens)
    if len(moved) == 1:
        return _("{name}: +{points}").format(name=names, points=figure)
    return _("{names} add {points}").format(names=names, points=figure)


def _loss(moved: Sequence[tuple[str, float]], figure: str, *, opens: bool) -> str:
    names = _names([name for name, _points in moved], opens=opens)
    if len(moved) == 1:
        return _("{name}: −{points}").format(name=names, points=figure)
    return _("{names} take {points}").format(names=names, points=figure)


def _names(titles: Sequence[str], *, opens: bool = False) -> str:
    shown = list(titles[:_MOST_NAMES]) if len(titles) > _MOST_NAMES + 1 else list(titles)
    names = [name if opens and place == 0 else inside(name) for place, name in enumerate(shown)]
    rest = len(titles) - len(shown)
    if rest:
        names.append(ngettext("{count} other", "{count} others", rest).format(count=number(rest)))
    return listed(names)
