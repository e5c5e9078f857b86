"""What the reader asks of the days ahead: what if, a plan, the pressure, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.calendar import Unit, day_later, iso
from app.domain.errors import UsageError
from app.domain.planning import Frame, Plan, Pressure, Scenario, WrongRecord
from app.domain.progress import Progress, Unwatched
from app.domain.records import Export
from app.domain.rulebook import Action, Rulebook, Stance
from app.mirror.facts import Facts
from app.planning import pressure as pressures
from app.planning.binding import binding
from app.planning.calendar_file import Entry, calendar_file
from app.planning.earliest import earliest
from app.planning.levers import OFF_UNLESS_ALLOWED, Table, lever_of
from app.planning.looking import Ahead
from app.planning.plan import Answer, answer, day_for, option_of, others, surer
from app.planning.safe import safe_box
from app.planning.schedule import schedule
from app.planning.solving import Clock, Day, Found
from app.planning.sureness import sureness
from app.planning.wrong_records import wrong_records
from app.wording.ahead import calendar_note, entry_id, perk_title, turn_title
from app.wording.language import _, unrounded
from app.workflow.explaining import Question

__all__ = ["OFF_UNLESS_ALLOWED", "Ahead", "Table"]

SECONDS = 20.0
"""So long a plan is worked on unless told otherwise."""

_FURTHEST = 30  # years; a line of so many days is still quick
_WHOLE = 1e-6
_STEPS = 6
_SURE = 0.9


def look_ahead(export: Export, asked: Question, by: int) -> Ahead:
    """Measure a person's past on every day up to ``by``; frames are asked of what comes back.

    Raises:
        UsageError: The day does not lie ahead, or too far.
    """
    _check_day(asked.day, by)
    return Ahead.of(asked.rulebook, _facts(export, asked), by)


def what_if(ahead: Ahead, units: Mapping[str, float]) -> Frame:
    """Return what some units lead to.

    Args:
        ahead: What ``look_ahead`` measured.
        units: Units per occurrence by action id; an action left out is at what is expected.

    Raises:
        UsageError: There is no such action, or it cannot take so many units.
    """
    for name, count in units.items():
        action = action_of(ahead.book, name)
        steps = (count - action.minimum) / action.step
        on_grid = abs(steps - round(steps)) <= _WHOLE
        if not (action.minimum <= count <= action.maximum and on_grid):
            raise UsageError(
                _("{action}: {units} does not fit. It goes from {low} to {high} by {step}.").format(
                    action=name,
                    units=unrounded(count),
                    low=unrounded(action.minimum),
                    high=unrounded(action.maximum),
                    step=unrounded(action.step),
                )
            )
    return ahead.frame(units)


def scenario_of(book: Rulebook, name: str, units: Mapping[str, float]) -> Scenario:
    """Return a named set of units, in the order of the rulebook, ready to be kept."""
    kept = tuple((one.id, float(units[one.id])) for one in book.actions if one.id in units)
    return Scenario(name, kept, book.id)


def scenario_content(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as it is kept with a person (``Archive.keep_scenario``), under its name."""
    return {"rulebook": scenario.rulebook, "units": dict(scenario.units)}


def scenario_kept(name: str, content: Any) -> Scenario | None:
    """Return a scenario that was kept; ``None`` where what is there is no scenario of ours."""
    units = content.get("units") if isinstance(content, dict) else None
    if not isinstance(units, dict):
        return None
    counts = ((key, count) for key, count in units.items() if isinstance(count, int | float))
    pairs = tuple((str(key), float(count)) for key, count in counts)
    return Scenario(name, pairs, str(content.get("rulebook", "")))


def action_of(book: Rulebook, name: str) -> Action:
    """Return an action of a rulebook.

    Raises:
        UsageError: There is none of that name; the message lists those there are.
    """
    for action in book.actions:
        if action.id == name:
            return action
    raise UsageError(
        _("There is no action “{action}” in this rulebook. There are: {actions}.").format(
            action=name, actions=", ".join(one.id for one in book.actions) or "–"
        )
    )


def table_of(
    book: Rulebook,
    *,
    limits: Mapping[str, float],
    off: Iterable[str] = (),
    allowed: Iterable[Stance] = (),
) -> Table:
    """Return what is on the table.

    Args:
        book: The rulebook.
        limits: The most units of an action, by its id.
        off: Ids of actions that are off the table.
        allowed: Stances that the person put on the table.

    Raises:
        UsageError: There is no such action, or a limit lies below the action's least.
    """
    for name, most in limits.items():
        least = action_of(book, name).minimum
        if most < least:
            raise UsageError(
                _("{action}: the limit {limit} lies below its least, {least}.").format(
                    action=name, limit=unrounded(most), least=unrounded(least)
                )
            )
    names = frozenset(action_of(book, name).id for name in off)
    return Table(limits=dict(limits), off=names, allowed=frozenset(allowed))


def plan(
    export: Export,
    asked: Question,
    target: float,
    by: int,
    table: Table,
    *,
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Plan:
    """Find the least effort that reaches a target, with all that is told of it.

    Args:
        export: The person's data.
        asked: By which rules, and from which day on.
        target: The published score that is wanted.
        by: The day on which it is wanted.
        table: What is on the table.
        seconds: How long it may take; then the best that was found is told.
        progress: Told the steps; may stop the work.

    Raises:
        UsageError: The day does not lie ahead, or too far.
    """
    _check_day(asked.day, by)
    told = progress or Unwatched()
    clock = Clock.of(seconds)
    facts = _facts(export, asked)
    told.report(0, _STEPS)
    day = day_for(asked.rulebook, facts, by, table)
    found = answer(day, target, clock)
    told.report(1, _STEPS)
    # The scan of the days may take long; what is told of the plan itself must not wait for it.
    scan = Clock.of(min(seconds / 2, clock.left or 0.0))
    first = earliest(asked.rulebook, facts, target, table, scan)
    told.report(2, _STEPS)
    known = Plan(
        target=target,
        by=by,
        status=found.status,
        option=None,
        best=None if found.best is None else found.best.sum,
        gap=found.gap,
        earliest=first.day,
        earliest_known=first.known,
    )
    if found.cheap is None:
        levers = tuple(lever_of(one, table) for one in day.projection.book.actions)
        return replace(known, binding=binding(day, levers, clock))
    return _with_plan(known, day, found, found.cheap, clock, told)


def surer_plan(
    export: Export,
    asked: Question,
    known: Plan,
    table: Table,
    *,
    wanted: float = _SURE,
    seconds: float = SECONDS,
) -> Plan | None:
    """Make a plan surer: one that reaches its target in so many of the draws.

    Returns:
        The plan; ``None`` where not even the best that can be reached is so sure.
    """
    clock = Clock.of(seconds)
    day = day_for(asked.rulebook, _facts(export, asked), known.by, table)
    found = answer(day, known.target, clock)
    if found.cheap is None or found.best is None:
        return None
    sure = surer(day, known.target, found.cheap, found.best, wanted, clock)
    if sure is None:
        return None
    return _with_plan(known, day, found, sure, clock, Unwatched())


def _with_plan(
    known: Plan, day: Day, found: Answer, cheap: Found, clock: Clock, told: Progress
) -> Plan:
    ways = () if found.cheap is not cheap else others(day, known.target, cheap, clock)
    told.report(3, _STEPS)
    options = []
    for one in (cheap, *ways):
        sure = sureness(day, one, known.target, _SURE)
        options.append(replace(option_of(day, one), sure=None if sure is None else sure.share))
    told.report(4, _STEPS)
    box = safe_box(day, known.target, cheap, clock)
    told.report(5, _STEPS)
    return replace(
        known,
        option=options[0],
        others=tuple(options[1:]),
        safe=box,
        schedule=schedule(day, cheap),
    )


def pressure(export: Export, asked: Question) -> Pressure:
    """Return what the rulebook pays this person to do, and by what means it presses."""
    return pressures.pressure(asked.rulebook, _facts(export, asked))


def if_wrong(export: Export, asked: Question, ids: Sequence[str]) -> tuple[WrongRecord, ...]:
    """Return what it would be worth to have records corrected, or to wait until they run out."""
    rows = [export.records.row_by_id[name] for name in ids]
    return wrong_records(asked.rulebook, _facts(export, asked), rows)


def calendar_of(ahead: Ahead, frame: Frame) -> bytes:
    """Return what is coming as a calendar file: what turns by itself, and perks won and lost.

    Args:
        ahead: What ``look_ahead`` measured.
        frame: The planned line, for its perks.
    """
    book = ahead.book
    note = calendar_note(book)
    entries = [
        Entry(turn.day, entry_id(book, turn), turn_title(book, turn), note) for turn in ahead.turns
    ]
    entries += [
        Entry(turn.day, entry_id(book, turn), perk_title(book, turn), note) for turn in frame.perks
    ]
    entries.sort(key=lambda entry: entry.day)
    return calendar_file(entries, int(ahead.days[0]))


def _facts(export: Export, asked: Question) -> Facts:
    return Facts(export.records, export.contacts, asked.day, asked.aside)


def _check_day(today: int, by: int) -> None:
    if by <= today:
        raise UsageError(
            _("The day {by} does not lie after {today}. Give a later one with --by.").format(
                by=iso(by), today=iso(today)
            )
        )
    if by > day_later(today, _FURTHEST, Unit.YEARS):
        raise UsageError(
            _("The day {by} lies more than {years} years ahead. Give an earlier one.").format(
                by=iso(by), years=_FURTHEST
            )
        )
