"""How a rule works, in sentences made from the rulebook, and what its numbers rest on."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.calendar import Duration, Unit
from app.domain.rounding import decimals_needed
from app.domain.rulebook import Basis, Measure, Number, Rule, Rulebook
from app.wording.language import _, ngettext, number, points
from app.wording.sentences import together

_MOST_STEPS = 12

Say = Callable[[str, str], str]
"""Takes a figure and its key in the rule (``half_life``); returns what stands in the sentence."""


def _as_it_is(figure: str, _key: str) -> str:
    return figure


def how_it_works(
    rule: Rule, *, bounds: bool = True, steps: bool = True, say: Say = _as_it_is
) -> str:
    """Say what a rule pays for, how that fades, when it ends and where it stops.

    Args:
        rule: The rule.
        bounds: Whether to say where it stops; not where that is said beside it.
        steps: Whether to list its steps; not where they stand in a table beneath.
        say: Puts each figure into the sentence, for a reader who can ask what it rests on.
    """
    parts = [
        _pay(rule, say, steps=steps),
        _fading(rule, say),
        _when_none(rule, say),
        _bounds(rule, say) if bounds else "",
    ]
    return together(*parts)


def basis_word(basis: Basis) -> str:
    """Name what a number rests on in one word."""
    return {
        Basis.PUBLISHED: _("published"),
        Basis.REPORTED: _("reported"),
        Basis.ASSUMED: _("guess"),
        Basis.FITTED: _("fitted"),
    }[basis]


def basis_of(rule: Rule) -> Basis:
    """Return what the weakest number of the rule rests on."""
    order = (Basis.PUBLISHED, Basis.REPORTED, Basis.FITTED, Basis.ASSUMED)
    bases = [entry.basis or rule.basis for entry in rule.numbers] or [rule.basis]
    return max(bases, key=order.index)


def basis_chip(rule: Rule) -> str:
    """Say what a rule's numbers rest on: ``guess, −8 to −1 each`` or ``published``."""
    word = basis_word(basis_of(rule))
    if rule.points is not None and not rule.points.certain:
        low, high = plain(rule.points.low), plain(rule.points.high)
        if rule.measure is Measure.COUNT:
            return _("{basis}, {low} to {high} each").format(basis=word, low=low, high=high)
        return _("{basis}, {low} to {high}").format(basis=word, low=low, high=high)
    loose = max(
        (entry for entry in rule.numbers if not entry.certain),
        key=lambda entry: entry.high - entry.low,
        default=None,
    )
    if loose is not None:
        return _("{basis}, {value} could be {low} to {high}").format(
            basis=word, value=plain(loose.value), low=plain(loose.low), high=plain(loose.high)
        )
    return word


def source_line(rule: Rule, book: Rulebook) -> str:
    """Say where a rule was read: ``Source: Magazine, December 2015``."""
    source = next((entry for entry in book.sources if entry.id == rule.source), None)
    if source is None:
        return ""
    return _("Source: {title}, {publisher}, {date}").format(
        title=source.title, publisher=source.publisher, date=source.date
    )


def span(duration: Duration) -> str:
    """Say a stretch of time: ``6 months``."""
    count = duration.count
    match duration.unit:
        case Unit.DAYS:
            said = ngettext("{count} day", "{count} days", count)
        case Unit.MONTHS:
            said = ngettext("{count} month", "{count} months", count)
        case Unit.YEARS:
            said = ngettext("{count} year", "{count} years", count)
    return said.format(count=number(count))


def plain(value: float) -> str:
    """Say a rulebook's number with as few decimals as it needs, three at most."""
    decimals = decimals_needed(value, 3)
    return number(value, decimals)


def _pay(rule: Rule, say: Say, *, steps: bool) -> str:
    if rule.steps:
        return _steps(rule, listed=steps)
    if rule.points is None:
        return ""
    if rule.measure is Measure.CONTACTS:
        return _contacts(rule, rule.points, say)
    gives = rule.points.value >= 0
    amount = abs(float(rule.points.value))
    whole = int(amount) if amount.is_integer() else 2
    figure = plain(amount)
    match rule.measure:
        case Measure.COUNT:
            said = _count(whole, gives=gives)
        case Measure.AMOUNT if rule.per == 1:
            said = (
                ngettext(
                    "Each unit of the amount gives {points} point.",
                    "Each unit of the amount gives {points} points.",
                    whole,
                )
                if gives
                else ngettext(
                    "Each unit of the amount takes {points} point.",
                    "Each unit of the amount takes {points} points.",
                    whole,
                )
            )
        case Measure.AMOUNT:
            said = (
                ngettext(
                    "Every {per} of it give {points} point.",
                    "Every {per} of it give {points} points.",
                    whole,
                )
                if gives
                else ngettext(
                    "Every {per} of it take {points} point.",
                    "Every {per} of it take {points} points.",
                    whole,
                )
            )
        case Measure.LATEST:
            said = (
                _("Only the latest figure counts: each unit of it gives {points} points.")
                if gives
                else _("Only the latest figure counts: each unit of it takes {points} points.")
            )
        case _:
            said = _timed(rule, gives=gives)
    return said.format(
        points=say(figure, "points"),
        per=say(plain(rule.per), "unit"),
        unit=_unit(rule.unit),
        each=_each(rule),
    )


def _count(whole: int, *, gives: bool) -> str:
    return (
        ngettext("{each} gives {points} point.", "{each} gives {points} points.", whole)
        if gives
        else ngettext("{each} takes {points} point.", "{each} takes {points} points.", whole)
    )


def _each(rule: Rule) -> str:
    """Name one record of the rule: ``Each purchase``; ``Each one`` where there is no one word."""
    words = {
        "purchase": _("Each purchase"),
        "post": _("Each post"),
        "bill": _("Each bill"),
        "donation": _("Each donation"),
        "fine": _("Each fine"),
        "inquiry": _("Each inquiry"),
        "honour": _("Each honour"),
        "volunteer": _("Each day"),
        "court": _("Each judgment"),
    }
    broad = {kind.partition(".")[0] for kind in rule.kinds}
    one = broad.pop() if len(broad) == 1 else ""
    if one == "court" and not all(kind.startswith("court.judgment") for kind in rule.kinds):
        one = ""
    if one == "volunteer" and any(kind != "volunteer.day" for kind in rule.kinds):
        one = ""
    return words.get(one, _("Each one"))


def _timed(rule: Rule, *, gives: bool) -> str:
    match rule.measure:
        case Measure.TIME_SINCE_FIRST:
            return (
                _("Each full {unit} since the first one gives {points} points.")
                if gives
                else _("Each full {unit} since the first one takes {points} points.")
            )
        case Measure.TIME_SINCE_LAST:
            return (
                _("Each full {unit} since the last one gives {points} points.")
                if gives
                else _("Each full {unit} since the last one takes {points} points.")
            )
        case _:
            return (
                _("Each full {unit} that the contract still runs gives {points} points.")
                if gives
                else _("Each full {unit} that the contract still runs takes {points} points.")
            )


def _contacts(rule: Rule, each: Number, say: Say) -> str:
    said = (
        _(
            "Each point that your contacts’ average lies above {pivot} gives {points}, each point below takes as much; a closer contact weighs more."
        )
        if each.value >= 0
        else _(
            "Each point that your contacts’ average lies above {pivot} takes {points}, each point below gives as much; a closer contact weighs more."
        )
    ).format(pivot=say(plain(rule.pivot), "pivot"), points=say(plain(abs(each.value)), "points"))
    if rule.min_contacts > 1:
        fewer = _("It needs at least {count} contacts with a score.")
        count = say(number(rule.min_contacts), "min_contacts")
        said = together(said, fewer.format(count=count))
    return said


def _steps(rule: Rule, *, listed: bool) -> str:
    told = _("see the table") if not listed else _listed_steps(rule)
    match rule.measure:
        case Measure.COUNT:
            said = _("It goes by how many there are: {steps}.")
        case Measure.AMOUNT:
            said = _("It goes by the amount in all: {steps}.")
        case Measure.LATEST:
            said = _("Only the latest figure counts: {steps}.")
        case Measure.TIME_SINCE_FIRST:
            said = _("It goes by the full {unit} since the first one: {steps}.")
        case Measure.TIME_SINCE_LAST:
            said = _("It goes by the full {unit} since the last one: {steps}.")
        case _:
            said = _("It goes by the full {unit} that the contract still runs: {steps}.")
    return said.format(steps=told, unit=_units(rule.unit))


def _listed_steps(rule: Rule) -> str:
    listed = _("; ").join(
        _("from {start}: {points}").format(
            start=plain(step.start), points=_signed(step.points.value)
        )
        for step in rule.steps[:_MOST_STEPS]
    )
    return listed + _("; ") + "…" if len(rule.steps) > _MOST_STEPS else listed


def _fading(rule: Rule, say: Say) -> str:
    """Say how fast it fades and when it ends."""
    lifetime = say(span(rule.lifetime), "lifetime") if rule.lifetime else ""
    ends = _("After {lifetime} it no longer counts.").format(lifetime=lifetime) if lifetime else ""
    if rule.half_life is None:
        return ends
    half = say(span(rule.half_life), "half_life")
    if rule.steps:
        return together(_("Half of each one’s weight fades every {half}.").format(half=half), ends)
    if not lifetime:
        return _("Half of that fades every {half}.").format(half=half)
    said = _("Half of that fades every {half}; after {lifetime} it no longer counts.")
    return said.format(half=half, lifetime=lifetime)


def _when_none(rule: Rule, say: Say) -> str:
    if rule.when_none is None:
        return ""
    figure = say(_signed(rule.when_none.value), "when_none")
    return _("Without any, it is {points}.").format(points=figure)


def _bounds(rule: Rule, say: Say) -> str:
    low, high = rule.minimum, rule.maximum
    if low and high:
        said = _("In all it stays from {low} to {high}.")
        return said.format(low=say(_signed(low), "min"), high=say(_signed(high), "max"))
    if not low and not high:
        return ""
    most = say(_signed(low), "min") if low else say(_signed(high or 0.0), "max")
    return _("In all it moves at most {most}.").format(most=most)


def _signed(value: float) -> str:
    decimals = decimals_needed(value, 3)
    return points(value, decimals)


def _unit(unit: Unit | None) -> str:
    return {Unit.DAYS: _("day"), Unit.MONTHS: _("month"), Unit.YEARS: _("year")}.get(
        unit or Unit.DAYS, ""
    )


def _units(unit: Unit | None) -> str:
    return {Unit.DAYS: _("days"), Unit.MONTHS: _("months"), Unit.YEARS: _("years")}.get(
        unit or Unit.DAYS, ""
    )
