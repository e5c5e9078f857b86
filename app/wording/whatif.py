"""The sentences of the What if page. None advises silence, or dropping a friend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from app.domain.calendar import date_of
from app.domain.planning import Plan, Rate
from app.domain.rulebook import Action, Perk, Rulebook, Stance
from app.wording.language import (
    Language,
    _,
    current,
    day,
    day_and_month,
    ngettext,
    number,
    points,
    text_of,
    unrounded,
)
from app.wording.sentences import inside, listed
from app.wording.visible import visible

_MOST_NAMED = 4
_GAP = 2  # two times with a gap between them


def stance_group(stance: Stance) -> str:
    """Head a group of sliders that are open to everybody."""
    return _("Do") if stance is Stance.ACT else _("Leave out")


def off_the_table() -> tuple[str, str]:
    """Head what the app does not propose, and say that it does not."""
    return (
        _("Off the table: speech and ties"),
        _("Whyscore does not suggest silence, or dropping a friend."),
    )


def how_often(action: Action) -> str:
    """Say how often so many units are meant."""
    return _("a month") if action.per == "month" else _("once")


def title_of(action: Action) -> str:
    """Return an action's title, safe to show."""
    return visible(text_of(action.title))


def units_said(action: Action, units: float) -> str:
    """Say a number of units as a number box does."""
    return number(units, 0 if float(action.step).is_integer() else 1)


def near_day(value: int, today: int) -> str:
    """Say a day; its year only where it is not today's."""
    return _near_day(value, date_of(value).year == date_of(today).year, current())


@lru_cache(maxsize=1024)
def _near_day(value: int, here: bool, _language: Language) -> str:  # noqa: FBT001
    return day_and_month(value) if here else day(value)


def done(book: Rulebook, units: Mapping[str, float]) -> str:
    """Say what is planned beyond what is expected: ``2 × volunteer days a month``."""
    planned = [one for one in book.actions if units.get(one.id, one.expected) != one.expected]
    if len(planned) > _MOST_NAMED:
        return _("What is set below")
    said = []
    for per, form in (("month", _("{list} a month")), ("once", _("{list}, once"))):
        names = [
            f"{units_said(one, units[one.id])} × {inside(title_of(one))}"
            for one in planned
            if one.per == per
        ]
        if names:
            said.append(form.format(list=listed(names)))
    return listed(said)


def nothing_planned(figure: str, when: str) -> str:
    """Answer the page's question before anything is planned."""
    return _("If nothing new happens you stand at {score} on {day}. Move a slider.").format(
        score=figure, day=when
    )


def leads_to(what: str, figure: str, when: str, gained: float, decimals: int) -> str:
    """Say where a plan leads."""
    return _("{what}: you come to {score} on {day}, {points} against doing nothing.").format(
        what=what, score=figure, day=when, points=points(gained, decimals)
    )


def wins(what: str, perk: Perk, decimals: int, when: str, *, again: bool) -> str:
    """Say from when on a plan holds a threshold.

    Args:
        what: What is planned.
        perk: The threshold's perk.
        decimals: Of a published figure.
        when: The day, as it is said.
        again: Whether it was held before and lost in between.
    """
    score = number(perk.at or 0.0, 0 if float(perk.at or 0.0).is_integer() else decimals)
    if perk.above:
        form = (
            _("{what}: you are above {score}, for good from {day}.")
            if again
            else _("{what}: you are above {score} from {day}.")
        )
    elif again:
        form = _("{what}: you have {score} or more, for good from {day}.")
    else:
        form = _("{what}: you have {score} or more from {day}.")
    return form.format(what=what, score=score, day=when)


def no_score(when: str) -> str:
    """Say that a record settles the score by itself."""
    return _("There is no score on {day}: a record settles it by itself.").format(day=when)


def no_actions() -> tuple[str, str]:
    """Say that a rulebook lists nothing that could be planned, and what to do."""
    return (
        _("This rulebook names nothing that can be planned"),
        _(
            "Choose another rulebook above, or look at the exchange rates: "
            "they show what one more record of each kind is worth."
        ),
    )


def at_its_limit() -> str:
    """Say that more of it gives nothing."""
    return _("more gives nothing: the rule’s limit is reached")


def together(total: float, alone: float, decimals: int) -> str:
    """Say that the sliders' worths do not add up, because they share limits."""
    return _(
        "Each slider shows what it is worth now, with the others as they are. "
        "They share limits: one by one {alone}, together {total}."
    ).format(alone=points(alone, decimals), total=points(total, decimals))


def keeps_target(target: str, *, kept: bool) -> str:
    """Say what the coloured spans are, and whether the target still holds."""
    if kept:
        return _("Within the coloured spans {target} is kept, however they are combined.").format(
            target=target
        )
    return _("{target} is not reached with what is set now.").format(target=target)


def held(spans: Sequence[tuple[int, int]], first: int, last: int) -> tuple[str, str]:
    """Say when a perk is held between two days.

    Returns:
        ``full``, ``half`` or ``none``; and the words.
    """
    if not spans:
        return "none", _("not reached")
    start, end = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        return _held_once(start, end, first, last)
    if end == last and start == first and len(spans) == _GAP:
        gap = _("not {first} to {last}")
        return "half", gap.format(
            first=near_day(spans[0][1] + 1, first), last=near_day(spans[1][0] - 1, first)
        )
    if end == last:
        return "full", _("for good from {day}").format(day=near_day(spans[-1][0], first))
    times = ngettext("{count} time", "{count} times", len(spans))
    return "half", times.format(count=number(len(spans)))


def _held_once(start: int, end: int, first: int, last: int) -> tuple[str, str]:
    if start == first and end == last:
        return "full", _("always kept")
    if end == last:
        return "full", _("from {day}").format(day=near_day(start, first))
    if start == first:
        return "half", _("until {day}").format(day=near_day(end, first))
    between = _("{first} to {last}")
    return "half", between.format(first=near_day(start, first), last=near_day(end, first))


def on_a_day(when: str, plan: str, nothing: str) -> str:
    """Say both lines on a day."""
    return _("{day}: {plan} with the plan, {nothing} with nothing new").format(
        day=when, plan=plan, nothing=nothing
    )


def before_today(when: str, figure: str) -> str:
    """Say what was on a day."""
    return _("{day}: {score}").format(day=when, score=figure)


def chart_spoken(figure: str, when: str, nothing: str, span: str) -> str:
    """Say the chart in one sentence."""
    said = _("The days ahead. On {day} {score} with the plan, {nothing} with nothing new").format(
        day=when, score=figure, nothing=nothing
    )
    return f"{said}, {span}" if span else said


def effort_said(effort: float) -> str:
    """Say what a plan costs in the rulebook's own measure."""
    return _("Effort {effort}, in the measure chosen beside each action.").format(
        effort=number(effort, 1)
    )


def way_said(book: Rulebook, units: Sequence[tuple[str, float]], effort: float) -> str:
    """Say another plan in a line."""
    by_id = {one.id: one for one in book.actions}
    parts = [
        f"{units_said(by_id[name], count)} × {inside(title_of(by_id[name]))}"
        for name, count in units
        if count != by_id[name].expected
    ]
    return _("{what}; effort {effort}").format(
        what=listed(parts) if parts else _("nothing"), effort=number(effort, 1)
    )


def not_surer() -> str:
    """Say that no plan is so sure."""
    return _("Nothing on the table makes it sure in 90 of 100 tries.")


def nothing_to_do(plan: Plan, book: Rulebook) -> str:
    """Say that the target is reached by doing nothing."""
    return _("{target} is reached by itself: nothing need be done.").format(
        target=unrounded(plan.target, book.decimals)
    )


def as_much_as(book: Rulebook, rate: Rate, rates: Sequence[Rate]) -> str:
    """Say a price in units of the rulebook's first thing to do: ``3.2 × volunteer days``."""
    unit = next(
        (one for one in rates if one.stance is Stance.ACT and one.points > 0 and one.id != rate.id),
        None,
    )
    if unit is None or not rate.points:
        return "–"
    action = next(one for one in book.actions if one.id == unit.id)
    return f"{number(abs(rate.points) / unit.points, 1)} × {inside(title_of(action))}"


def wrong_said(correcting: float, expires: int | None, decimals: int) -> str:
    """Say what it would be worth to have a record corrected, and when it runs out by itself."""
    said = _("Correcting it would be worth {points} today.").format(
        points=points(correcting, decimals)
    )
    if expires is None:
        return said + " " + _("It does not run out.")
    return said + " " + _("By itself it counts until {day}.").format(day=day(expires))
