"""What lies ahead on the terminal: a projected line, a plan, exchange rates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import FAINT, STRONG, moved_text
from app.domain.planning import Frame, Plan, Pressure, Rate, Turn
from app.domain.rulebook import Rulebook, Stance
from app.wording.ahead import (
    best_said,
    binding_title,
    earliest_said,
    mechanic_said,
    perk_title,
    proof_said,
    stance_heading,
    sure_said,
    turn_title,
    verdict,
    waiting_said,
)
from app.wording.language import _, number, points, short_day, text_of, unrounded
from app.wording.visible import visible

_NOTHING = "–"
_DAYS_BETWEEN = 30
_MOST_TURNS = 20


def whatif_screen(
    frame: Frame, turns: Sequence[Turn], units: Mapping[str, float], book: Rulebook
) -> Iterator[RenderableType]:
    """Yield a projected line as a table, what happens along it, and what comes by itself.

    Args:
        frame: What was computed.
        turns: What turns by itself if nothing is done.
        units: What was planned.
        book: By which rules.
    """
    yield Text(_("Where your score would go"), style=STRONG)
    yield faint(visible(text_of(book.title)))
    titles = {one.id: text_of(one.title) for one in book.actions}
    for name, count in units.items():
        yield paragraph(f"{visible(titles[name])}: {unrounded(count)}")
    yield Text("")
    table = headed(
        columns("left", "right", "right", "right"),
        (_("Date"), _("With the plan"), _("Doing nothing"), _("Change")),
    )
    last = len(frame.day) - 1
    for at in sorted({*range(0, last, _DAYS_BETWEEN), last}):
        with_it, nothing = float(frame.score[at]), float(frame.nothing[at])
        table.add_row(
            short_day(int(frame.day[at])),
            _figure(float(frame.published[at]), book.decimals),
            _figure(nothing, max(1, book.decimals)),
            _moved(with_it - nothing, book),
        )
    yield set_in(table)
    if frame.perks:
        yield heading(_("What opens and closes"))
        yield set_in(_dated([(turn.day, perk_title(book, turn)) for turn in frame.perks]))
    if turns:
        yield heading(_("What comes by itself"))
        yield set_in(_dated([(one.day, turn_title(book, one)) for one in turns[:_MOST_TURNS]]))
    yield Text("")
    yield faint(_("Computed by this app, not by the operator."))


def plan_screen(plan: Plan, book: Rulebook) -> Iterator[RenderableType]:
    """Yield a plan with its proof, or what is known where there is none.

    Args:
        plan: What was found.
        book: By which rules.
    """
    yield Text(verdict(plan, book), style=STRONG)
    yield faint(visible(text_of(book.title)))
    yield Text("")
    if said := best_said(plan, book):
        yield paragraph(said)
    yield paragraph(earliest_said(plan))
    titles = {one.id: visible(text_of(one.title)) for one in book.actions}
    per = {one.id: one.per for one in book.actions}
    if plan.option is None:
        held_back = [said for name in plan.binding if (said := binding_title(book, name))]
        if held_back:
            yield heading(_("What holds it back"))
            for said in held_back:
                yield paragraph(visible(said))
    else:
        yield heading(_("The least effort"))
        table = headed(
            columns("left", "right", "left", "left"),
            ("", _("Units"), "", _("The target is kept from … to")),
        )
        for name, units in plan.option.units:
            low, high = plan.safe.get(name, (units, units))
            often = _("a month") if per[name] == "month" else _("once")
            table.add_row(
                titles[name],
                unrounded(units),
                faint(often),
                f"{unrounded(low)} – {unrounded(high)}",
            )
        yield set_in(table)
        yield paragraph(proof_said(plan))
        if plan.option.sure is not None:
            yield paragraph(sure_said(plan.option.sure))
        yield from _other_ways(plan, titles)
    yield Text("")
    yield faint(_("Computed by this app, not by the operator."))


def _other_ways(plan: Plan, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    if not plan.others:
        return
    yield heading(_("Other ways of nearly the same effort"))
    for other in plan.others:
        parts = [f"{titles[name]} {unrounded(units)}" for name, units in other.units if units]
        yield paragraph(" · ".join(parts))


def pressure_screen(
    pressure: Pressure, book: Rulebook, kind_title: Callable[[str], str]
) -> Iterator[RenderableType]:
    """Yield the exchange rates, speech and ties apart, and the means of pressure.

    Args:
        pressure: What was found.
        book: By which rules.
        kind_title: What a kind of record is called.
    """
    yield Text(_("What one more is worth today"), style=STRONG)
    yield faint(visible(text_of(book.title)))
    titles = {one.id: text_of(one.title) for one in book.actions}
    for stance in (Stance.ACT, Stance.REFRAIN, None, Stance.SPEECH, Stance.TIES):
        rates = [rate for rate in pressure.rates if rate.stance is stance]
        if rates:
            yield heading(stance_heading(stance))
            yield set_in(_rates(rates, book, lambda one: titles.get(one) or kind_title(one)))
    if pressure.mechanics:
        yield heading(_("By what means the rules press"))
        table = headed(columns("right", "left", "wide"), (_("Points"), "", ""))
        named = {one.id: one.title for one in book.factors}
        named |= {one.id: one.title for one in book.rules}
        for pull in pressure.mechanics:
            title = visible(text_of(named[pull.of]))
            table.add_row(_moved(pull.points, book), title, faint(mechanic_said(pull.mechanic)))
        yield set_in(table)
    yield Text("")
    yield paragraph(_("These are prices, not advice."), FAINT)


def _rates(rates: Sequence[Rate], book: Rulebook, title: Callable[[str], str]) -> Table:
    table = headed(columns("left", "right", "right"), ("", _("Points"), _("As much as waiting")))
    for rate in rates:
        table.add_row(visible(title(rate.id)), _moved(rate.points, book), waiting_said(rate))
    return table


def _dated(lines: Sequence[tuple[int, str]]) -> Table:
    table = columns("left", "wide")
    for on, what in lines:
        table.add_row(short_day(on), visible(what))
    return table


def _figure(value: float, decimals: int) -> str:
    return _NOTHING if math.isnan(value) else number(value, decimals)


def _moved(value: float, book: Rulebook) -> Text:
    if math.isnan(value):
        return Text(_NOTHING)
    settled = float(np.round(value, 9))
    return moved_text(points(settled, max(1, book.decimals)), settled)
