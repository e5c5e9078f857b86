"""Reads the smaller parts of a rulebook: sources, bands, perks, factors, overrides, actions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.domain.calendar import day_of
from app.domain.rulebook import (
    Action,
    Band,
    Basis,
    ContactChange,
    Effect,
    Example,
    ExampleContact,
    ExampleRecord,
    Factor,
    Number,
    Override,
    Perk,
    Source,
    Stance,
)
from app.rulebook.rules import read_bounds, read_number
from app.rulebook.tables import Table, shown
from app.wording.language import _

_ADDRESS = re.compile(r"https?://[^\s]+")
_MOST_DECIMALS = 9
_WHOLE = 1e-9
_MOST_STEPS = 10_000  # of an action: a plan looks at every one
_MOST_CONTACTS = 50  # that one action brings or takes
_MOST_WAYS = 5_000  # in which all such actions together can go: each is counted by itself
_PER = ("month", "once")
_CHANGES = ("add", "drop")


def ids_of(tables: Iterable[Table]) -> frozenset[str]:
    """Return the ids of tables, and note those that stand twice."""
    seen: set[str] = set()
    for table in tables:
        value = table.raw("id", optional=True)
        if not isinstance(value, str):
            continue
        if value in seen:
            table.fault("id", _("an id of its own; another table has this one"))
        seen.add(value)
    return frozenset(seen)


def read_source(table: Table) -> Source:
    """Read where numbers come from. An address is shown, never fetched."""
    source = Source(
        id=table.identity(),
        title=table.text("title"),
        publisher=table.text("publisher"),
        date=table.text("date"),
        address=table.text("address", optional=True),
    )
    if table.sound("address") and not _ADDRESS.fullmatch(source.address):
        table.fault("address", _("an address that begins with https:// or http://"))
    table.close()
    return source


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch in which every score lies, and where it starts from."""

    floor: float
    ceiling: float
    base: Number
    decimals: int


def read_scale(table: Table, sources: Collection[str]) -> Scale:
    """Read the scale of the score."""
    scale = Scale(
        floor=table.number("floor"),
        ceiling=table.number("ceiling"),
        base=read_number(table, "base", sources),
        decimals=table.whole("decimals", 0, _MOST_DECIMALS),
    )
    if table.sound("floor", "ceiling") and not scale.floor < scale.ceiling:
        table.fault("ceiling", _("more than the floor {floor}").format(floor=shown(scale.floor)))
    table.close()
    return scale


def read_bands(tables: tuple[Table, ...], floor: float | None) -> tuple[Band, ...]:
    """Read the bands: ascending, the first at the floor or below (``None``: floor not known)."""
    bands = [Band(table.identity(), table.texts("title"), table.number("from")) for table in tables]
    if bands and floor is not None and tables[0].sound("from") and bands[0].start > floor:
        expected = _("at most the floor {floor}: every score lies in a band")
        tables[0].fault("from", expected.format(floor=shown(floor)))
    for (before, table_before), (band, table) in pairwise(zip(bands, tables, strict=True)):
        if table_before.sound("from") and table.sound("from") and band.start <= before.start:
            expected = _("more than {start}, the band before; put the bands in ascending order")
            table.fault("from", expected.format(start=shown(before.start)))
    for table in tables:
        table.close()
    return tuple(bands)


def read_perk(table: Table, sources: Collection[str]) -> Perk:
    """Read a perk; without ``at``, nobody has said from what score."""
    perk = Perk(
        id=table.identity(),
        title=table.texts("title"),
        at=table.number_or_none("at"),
        above=table.truth("above"),
        basis=table.choice("basis", Basis),
        source=table.reference("source", sources),
    )
    if "at" not in table:
        table.forbid("above", _("nothing: without at there is no score to be above; remove it"))
    table.close()
    return perk


def read_factor(table: Table, sources: Collection[str]) -> Factor:
    """Read a factor."""
    minimum, maximum = read_bounds(table)
    factor = Factor(
        id=table.identity(),
        title=table.texts("title"),
        minimum=minimum,
        maximum=maximum,
        basis=table.choice("basis", Basis),
        source=table.reference("source", sources),
    )
    table.close()
    return factor


def read_override(table: Table, bands: Collection[str]) -> Override:
    """Read an override: no score, or at most a band."""
    effect = table.choice("effect", Effect)
    band = None
    if table.sound("effect") and effect is Effect.NO_SCORE:
        table.forbid("band", _("nothing: where there is no score there is no band; remove it"))
    elif table.sound("effect") or "band" in table:
        band = table.reference("band", bands)
    override = Override(
        id=table.identity(),
        title=table.texts("title"),
        kinds=table.kinds("kinds"),
        effect=effect,
        band=band,
        lifetime=table.duration("lifetime"),
    )
    table.close()
    return override


def read_actions(tables: Iterable[Table]) -> tuple[Action, ...]:
    """Read what a person can plan; a plan must be able to look at all of it."""
    actions: list[Action] = []
    ways = 1.0
    for table in tables:
        action = _read_action(table)
        actions.append(action)
        if action.contact is not None and table.sound("min", "max", "step") and action.step > 0:
            ways *= (action.maximum - action.minimum) / action.step + 1
            if ways > _MOST_WAYS:
                text = _("fewer steps: all actions on contacts can go in at most {count} ways")
                table.fault("max", text.format(count=_MOST_WAYS))
                ways = 1.0
    return tuple(actions)


def _read_action(table: Table) -> Action:
    """Read one thing that a person can plan."""
    contact = _read_contact_change(table) if "contact" in table else None
    if contact is not None:
        for key in ("kind", "amount", "until"):
            table.forbid(key, _("nothing: this action changes contacts; remove it"))
    action = Action(
        id=table.identity(),
        title=table.texts("title"),
        kind=table.kind("kind") if contact is None else None,
        amount=table.number("amount") if contact is None else 0.0,
        per=table.word("per", _PER),
        minimum=_read_not_negative(table, "min"),
        maximum=_read_not_negative(table, "max"),
        step=table.number("step"),
        effort=_read_not_negative(table, "effort"),
        stance=table.choice("stance", Stance),
        expected=_read_not_negative(table, "expected", 0.0),
        until=table.duration("until"),
        contact=contact,
    )
    if contact is not None and table.sound("stance") and action.stance is not Stance.TIES:
        # What touches friends is off the table of every plan unless the person puts it on.
        table.fault("stance", _("ties: this action changes contacts"))
    _check_grid(table, action)
    table.close()
    return action


def _check_grid(table: Table, action: Action) -> None:
    if table.sound("min", "max") and action.maximum < action.minimum:
        table.fault("max", _("at least min {least}").format(least=shown(action.minimum)))
        return
    if table.sound("step") and action.step <= 0:
        table.fault("step", _("a number greater than 0"))
    elif table.sound("min", "max", "step"):
        steps = (action.maximum - action.minimum) / action.step
        if abs(steps - round(steps)) > _WHOLE:
            table.fault("step", _("a step that leads from min to max in whole steps"))
        elif steps > (_MOST_STEPS if action.contact is None else _MOST_CONTACTS):
            most = _MOST_STEPS if action.contact is None else _MOST_CONTACTS
            table.fault("step", _("at most {count} steps from min to max").format(count=most))
        elif action.contact is not None and action.maximum > _MOST_CONTACTS:
            table.fault("max", _("at most {count}").format(count=_MOST_CONTACTS))


def _read_not_negative(table: Table, key: str, default: float | None = None) -> float:
    value = table.number(key, default)
    if table.sound(key) and value < 0:
        table.fault(key, _("a number of at least 0"))
    return value


def _read_closeness(table: Table, default: float | None = None) -> float:
    value = table.number("closeness", default)
    if table.sound("closeness") and not 0 <= value <= 1:
        table.fault("closeness", _("a number from 0 to 1"))
    return value


def _read_contact_change(table: Table) -> ContactChange:
    said = table.table("contact")
    change = ContactChange(
        change=said.word("change", _CHANGES),
        score=said.number("score"),
        closeness=_read_closeness(said),
    )
    said.close()
    return change


def read_example(table: Table, variants: Collection[str]) -> Example:
    """Read a worked case: exactly one of a score and ``unscored = true``."""
    score = table.number_or_none("score")
    unscored = table.truth("unscored")
    if "score" in table and "unscored" in table:
        table.fault("unscored", _("either a score or unscored = true, not both; remove one"))
    elif "score" not in table and "unscored" not in table:
        table.fault("score", _("the unrounded score, or unscored = true"))
    elif table.sound("unscored") and not unscored:
        table.fault("unscored", _("true; where there is a score, write the score instead"))
    example = Example(
        title=table.texts("title"),
        at=day_of(table.date("at")),
        records=tuple(_read_example_record(entry) for entry in table.tables("records")),
        contacts=tuple(_read_example_contact(entry) for entry in table.tables("contacts")),
        score=score,
        variant=table.reference("variant", variants) if "variant" in table else None,
    )
    table.close()
    return example


def _read_example_record(table: Table) -> ExampleRecord:
    record = ExampleRecord(
        day=day_of(table.date("date")),
        kind=table.kind("kind"),
        amount=table.number_or_none("amount"),
        until=table.day_or_none("until"),
        id=table.text("id", optional=True) or None,
    )
    table.close()
    return record


def _read_example_contact(table: Table) -> ExampleContact:
    contact = ExampleContact(
        score=table.number_or_none("score"),
        closeness=_read_closeness(table, 1.0),
        since=table.day_or_none("since"),
        until=table.day_or_none("until"),
        id=table.text("id", optional=True) or None,
    )
    table.close()
    return contact
