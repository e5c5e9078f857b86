"""The sentences about what lies ahead: turns, perks, plans, and the price of things.

None of them advises silence or dropping a friend; where such an action has a price, it is told
under that name.
"""

from __future__ import annotations

from app.domain.calendar import iso
from app.domain.planning import Mechanic, PerkTurn, Plan, Rate, Status, Turn, Why
from app.domain.rulebook import Rulebook, Stance
from app.wording.language import _, day, ngettext, number, percent, points, text_of, unrounded


def turn_title(book: Rulebook, turn: Turn) -> str:
    """Say what turns on a day, as short as a calendar needs it: what, and its points."""
    rule = text_of(next(rule for rule in book.rules if rule.id == turn.rule).title)
    moved = points(turn.points, _decimals(turn.points, book))
    if turn.why is Why.EXPIRED:
        text = ngettext(
            "{rule}: one record runs out, {points}",
            "{rule}: {count} records run out, {points}",
            turn.count,
        )
        return text.format(rule=rule, count=number(turn.count), points=moved)
    return _("{rule}: the next step is reached, {points}").format(rule=rule, points=moved)


def perk_title(book: Rulebook, turn: PerkTurn) -> str:
    """Say which perk is won or lost."""
    perk = text_of(next(perk for perk in book.perks if perk.id == turn.perk).title)
    return (_("Opens: {perk}") if turn.won else _("Closes: {perk}")).format(perk=perk)


def calendar_note(book: Rulebook) -> str:
    """Say what an entry of the calendar rests on."""
    return _(
        "Computed by this app from the rulebook “{book}”, if nothing else happens. "
        "Not by the operator."
    ).format(book=text_of(book.title))


def entry_id(book: Rulebook, turn: Turn | PerkTurn) -> str:
    """Return what tells a calendar entry from every other."""
    name = turn.rule if isinstance(turn, Turn) else turn.perk
    what = turn.why.value if isinstance(turn, Turn) else ("opens" if turn.won else "closes")
    return f"{book.id}-{name}-{what}-{iso(turn.day)}"


def verdict(plan: Plan, book: Rulebook) -> str:
    """Say in one sentence whether the target can be reached."""
    target, by = unrounded(plan.target, book.decimals), day(plan.by)
    if plan.option is not None:
        return _("{target} can be reached by {day}.").format(target=target, day=by)
    if plan.best is None:
        return _("There is no score on {day}: a record settles it by itself.").format(day=by)
    if plan.status is Status.UNKNOWN:
        return _(
            "No way to {target} by {day} was found in the time given. There may be one."
        ).format(target=target, day=by)
    return _("{target} cannot be reached by {day} with what is on the table.").format(
        target=target, day=by
    )


def best_said(plan: Plan, book: Rulebook) -> str:
    """Say how far one can get."""
    if plan.best is None:
        return ""
    return _("The most by then: {best}.").format(best=number(plan.best, max(1, book.decimals)))


def earliest_said(plan: Plan) -> str:
    """Say from which day on the target can be reached."""
    if plan.earliest is None:
        if plan.earliest_known:
            return _("On no day of the next five years.")
        return _("Whether on another day, was not found out in the time given.")
    if plan.earliest_known:
        return _("The first day on which it can be: {day}.").format(day=day(plan.earliest))
    return _("It can be on {day}; perhaps earlier.").format(day=day(plan.earliest))


def proof_said(plan: Plan) -> str:
    """Say how much is proven of a plan."""
    if plan.status is Status.OPTIMAL:
        return _("No plan of less effort does it.")
    return _("The time ran out: another plan may need up to {gap} less effort.").format(
        gap=number(plan.gap, 1)
    )


def sure_said(share: float) -> str:
    """Say how sure a plan is."""
    return _("It does in {share} of the cases, if the guessed numbers are off.").format(
        share=percent(share)
    )


def binding_title(book: Rulebook, name: str) -> str:
    """Say what holds the score back, by its id in a plan.

    Nothing is said of speech and ties: that more would be paid for them is told as a price, where
    prices are told, and not as a way to a target.
    """
    what, _colon, of = name.partition(":")
    match what:
        case "action":
            found = next(one for one in book.actions if one.id == of)
            if found.stance in {Stance.SPEECH, Stance.TIES}:
                return ""
            return _("No more of this: {action}").format(action=text_of(found.title))
        case "rule":
            title = text_of(next(one for one in book.rules if one.id == of).title)
            return _("The rule gives no more: {rule}").format(rule=title)
        case "factor":
            title = text_of(next(one for one in book.factors if one.id == of).title)
            return _("The factor gives no more: {factor}").format(factor=title)
        case "override":
            title = text_of(next(one for one in book.overrides if one.id == of).title)
            return _("Settles the score by itself: {override}").format(override=title)
        case _:
            return _("The scale ends there.")


def stance_heading(stance: Stance | None) -> str:
    """Head a group of exchange rates as what it is."""
    return {
        Stance.ACT: _("What the rules pay for"),
        Stance.REFRAIN: _("What the rules take for"),
        Stance.SPEECH: _("The price of silence"),
        Stance.TIES: _("The price of a friend"),
        None: _("One more record of a kind"),
    }[stance]


def waiting_said(rate: Rate) -> str:
    """Say how many days of doing nothing come to the same; a dash where none do."""
    if rate.days_of_waiting is None:
        return "–"
    text = ngettext("{count} day", "{count} days", rate.days_of_waiting)
    return text.format(count=number(rate.days_of_waiting))


def mechanic_said(mechanic: Mechanic) -> str:
    """Say by what means a rulebook presses."""
    return {
        Mechanic.THRESHOLD: _("A threshold: just below it nothing is given"),
        Mechanic.DECAY: _("Fading: what was done has to be done again"),
        Mechanic.CAP: _("A limit: beyond it nothing more is given"),
        Mechanic.STREAK: _("A streak: one record, and the time starts again"),
        Mechanic.PEERS: _("Other people: their scores count in yours"),
    }[mechanic]


def _decimals(moved: float, book: Rulebook) -> int:
    """Return with how many decimals points are told: small ones with one."""
    return book.decimals if abs(moved) >= 1 else max(1, book.decimals)
