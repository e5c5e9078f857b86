"""Reads one rule of a rulebook, and the numbers in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise

from app.domain.calendar import Unit
from app.domain.rulebook import TIMED, Basis, Measure, Number, Rule, Step
from app.rulebook.tables import Table, shown, sound_number
from app.wording.language import _
from app.wording.reasons import FIELDS, unknown_fields

_MOST_CONTACTS = 1_000_000
_NONE = Number(0.0, 0.0, 0.0)

_FADING = frozenset({Measure.COUNT, Measure.AMOUNT})
_NEVER_NONE = frozenset({Measure.COUNT, Measure.AMOUNT, Measure.CONTACTS})


def read_number(table: Table, key: str, sources: Collection[str]) -> Number:
    """Read a number: bare, or a table with how far off it may be."""
    value = table.raw(key)
    if value is None:
        return _NONE
    if not isinstance(value, dict):
        bare = sound_number(value)
        if bare is None:
            table.fault(key, _("a number, or a table { value, low, high }"))
            return _NONE
        return Number(bare, bare, bare)
    said = table.table(key)
    middle = said.number("value")
    low, high = said.number("low", middle), said.number("high", middle)
    for one, other in (("low", "high"), ("high", "low")):
        if one in said and other not in said:
            said.fault(other, _("a number; low and high stand together"))
    if said.sound("value", "low") and low > middle:
        said.fault("low", _("at most the value {value}").format(value=shown(middle)))
    if said.sound("value", "high") and high < middle:
        said.fault("high", _("at least the value {value}").format(value=shown(middle)))
    basis = said.choice("basis", Basis) if "basis" in said else None
    source = said.reference("source", sources) if "source" in said else None
    said.close()
    return Number(middle, low, high, basis, source)


def read_bounds(table: Table) -> tuple[float | None, float | None]:
    """Read the optional bounds: the least points at most 0, the most points at least 0."""
    minimum, maximum = table.number_or_none("min"), table.number_or_none("max")
    if table.sound("min") and minimum is not None and minimum > 0:
        table.fault("min", _("a number of at most 0"))
    if table.sound("max") and maximum is not None and maximum < 0:
        table.fault("max", _("a number of at least 0"))
    return minimum, maximum


def read_rule(table: Table, factors: Collection[str], sources: Collection[str]) -> Rule:
    """Read one rule with everything that its measure asks for and forbids."""
    measure = table.choice("measure", Measure)
    known = table.sound("measure")
    contacts = known and measure is Measure.CONTACTS
    minimum, maximum = read_bounds(table)
    worth = _read_worth(table, sources, contacts=contacts)
    rule = Rule(
        id=table.identity(),
        factor=table.reference("factor", factors),
        title=table.texts("title"),
        reason=_read_reason(table),
        kinds=_read_kinds(table, contacts=contacts),
        measure=measure,
        basis=table.choice("basis", Basis),
        source=table.reference("source", sources),
        points=worth.get("points"),
        steps=_read_steps(table, sources) if "steps" in table and not contacts else (),
        unit=_read_time_unit(table, measure) if known and measure in TIMED else None,
        per=_read_amount_unit(table) if known and measure is Measure.AMOUNT else 1.0,
        half_life=table.duration("half_life"),
        lifetime=table.duration("lifetime"),
        minimum=minimum,
        maximum=maximum,
        when_none=worth.get("when_none"),
        pivot=table.number("pivot") if contacts else 0.0,
        min_contacts=table.whole("min_contacts", 1, _MOST_CONTACTS, 1) if contacts else 1,
    )
    if known:
        _forbid_what_the_measure_has_not(table, measure)
    else:
        for key in ("unit", "pivot", "min_contacts", "kinds"):
            table.raw(key, optional=True)
    table.close()
    return _with_numbers(rule, table.keys)


def _with_numbers(rule: Rule, keys: tuple[str, ...]) -> Rule:
    """Line the rule's numbers up in the order of the file: draws are made in that order."""
    numbers: list[Number] = []
    for key in keys:
        if key == "points" and rule.points is not None:
            numbers.append(rule.points)
        elif key == "steps":
            numbers.extend(step.points for step in rule.steps)
        elif key == "when_none" and rule.when_none is not None:
            numbers.append(rule.when_none)
    return replace(rule, numbers=tuple(numbers))


def _read_worth(table: Table, sources: Collection[str], *, contacts: bool) -> Mapping[str, Number]:
    """Read what the measure is worth; points and steps exclude each other."""
    if "points" in table and "steps" in table and not contacts:
        table.fault("steps", _("either points or steps, not both; remove one"))
    elif "points" not in table and ("steps" not in table or contacts):
        wanted = _("points per unit of the measure, or steps")
        table.fault("points", _("points per point of difference") if contacts else wanted)
    return {
        key: read_number(table, key, sources) for key in ("points", "when_none") if key in table
    }


def _read_steps(table: Table, sources: Collection[str]) -> tuple[Step, ...]:
    entries = table.tables("steps", optional=False)
    steps = []
    for entry in entries:
        steps.append(Step(entry.number("from"), read_number(entry, "points", sources)))
        entry.close()
    for (before, entry_before), (step, entry) in pairwise(zip(steps, entries, strict=True)):
        both = entry_before.sound("from") and entry.sound("from")
        if both and step.start <= before.start:
            expected = _("more than {start}, the step before; put the steps in ascending order")
            entry.fault("from", expected.format(start=shown(before.start)))
    return tuple(steps)


def _read_kinds(table: Table, *, contacts: bool) -> tuple[str, ...]:
    if contacts:
        table.forbid("kinds", _("no kinds: this rule measures contacts; remove the key"))
        return ()
    if table.sound("measure") or "kinds" in table:
        return table.kinds("kinds")
    return ()


def _read_reason(table: Table) -> Mapping[str, str]:
    reason = table.texts("reason")
    if not table.sound("reason"):
        return reason
    said = table.table("reason")
    for language, text in reason.items():
        if unknown_fields(text):
            fields = ", ".join("{" + field + "}" for field in FIELDS)
            said.fault(
                language,
                _("a sentence with no other fields than {fields} and {words}").format(
                    fields=fields, words="{count:one|many}"
                ),
            )
    return reason


def _read_time_unit(table: Table, measure: Measure) -> Unit:
    if "unit" not in table:
        table.fault("unit", _("days, months or years; {measure} needs it").format(measure=measure))
        return Unit.DAYS
    return table.choice("unit", Unit)


def _read_amount_unit(table: Table) -> float:
    unit = table.number("unit", 1.0)
    if table.sound("unit") and unit <= 0:
        table.fault("unit", _("a number greater than 0"))
    return unit


def _forbid_what_the_measure_has_not(table: Table, measure: Measure) -> None:
    if measure not in TIMED and measure is not Measure.AMOUNT:
        table.forbid("unit", _not_with(measure))
    if measure not in _FADING:
        table.forbid(
            "half_life", _("no half_life: it goes with count and amount only; remove the key")
        )
    if measure in _NEVER_NONE:
        table.forbid("when_none", _not_with(measure))
    if measure is Measure.CONTACTS:
        for key in ("steps", "lifetime"):
            table.forbid(key, _not_with(measure))
    else:
        for key in ("pivot", "min_contacts"):
            table.forbid(key, _("nothing: this key goes with contacts only; remove it"))


def _not_with(measure: Measure) -> str:
    return _("nothing: this key does not go with {measure}; remove it").format(measure=measure)
