"""Variants: named switches that set numbers of a rulebook by their paths."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from app.domain.rulebook import Rulebook, Variant
from app.rulebook import parts
from app.rulebook.places import KeyPath
from app.rulebook.rules import read_rule
from app.rulebook.tables import FaultLog, Table, sound_number
from app.wording.language import _

_MOST_VARIANTS = 20  # each is applied once when the book is loaded
_NUMBERS = {
    "rule": frozenset({"points", "min", "max", "when_none", "unit", "pivot", "min_contacts"}),
    "factor": frozenset({"min", "max"}),
    "perk": frozenset({"at"}),
    "score": frozenset({"floor", "ceiling", "base", "decimals"}),
}


def read(tables: tuple[Table, ...]) -> tuple[Variant, ...]:
    """Read the variants; whether their paths exist is seen when they are checked."""
    found = []
    for number, table in enumerate(tables):
        if number == _MOST_VARIANTS:
            table.fault("id", _("at most {most} variants").format(most=_MOST_VARIANTS))
        settings = table.table("set")
        values = {key: settings.number(key) for key in settings.keys}
        found.append(Variant(table.identity(), table.texts("title"), values))
        table.close()
    return tuple(found)


def applied(book: Mapping[str, Any], variant: Variant) -> dict[str, Any]:
    """Return the parsed book with the variant's numbers in place of its own."""
    changed = dict(book)
    for name in _NUMBERS.keys() & changed.keys():
        part = changed[name]
        changed[name] = dict(part) if name == "score" else [dict(entry) for entry in part]
    written = next(entry for entry in changed["variant"] if entry["id"] == variant.id)
    for path, value in written["set"].items():
        place = _find(changed, path)
        if place is not None:
            table, key, _way = place
            table[key] = value
    return changed


def check(book: Mapping[str, Any], read_book: Rulebook, log: FaultLog) -> None:
    """Note every path that does not exist, and every number that the book could not have.

    Only the tables that a variant touches are read again.
    """
    for number, variant in enumerate(read_book.variants):
        here: KeyPath = ("variant", number, "set")
        places = {path: _find(book, path) for path in variant.settings}
        for path, place in places.items():
            if place is None:
                log.note((*here, path), path, _expected_path())
        setters = {place[2]: path for path, place in places.items() if place is not None}
        inner = FaultLog("", "", book)
        _read_touched(applied(book, variant), {way[:-1] for way in setters}, read_book, inner)
        for way, found, expected in inner.noted:
            path = next((setters[way[:end]] for end in (2, 3) if way[:end] in setters), "")
            log.note((*here, path) if path else here, found, expected)


def _read_touched(
    book: Mapping[str, Any], ways: Collection[KeyPath], read_book: Rulebook, log: FaultLog
) -> None:
    """Read the tables at these places again; what is wrong goes to the log."""
    sources = frozenset(source.id for source in read_book.sources)
    factors = frozenset(factor.id for factor in read_book.factors)
    for way in sorted(ways, key=str):
        match way:
            case ("score",):
                scale = parts.read_scale(Table(book["score"], way, log), sources)
                bands = Table(book, (), log).tables("band")
                parts.read_bands(bands, scale.floor)
            case ("rule", int(number)):
                read_rule(Table(book["rule"][number], way, log), factors, sources)
            case ("factor", int(number)):
                parts.read_factor(Table(book["factor"][number], way, log), sources)
            case ("perk", int(number)):
                parts.read_perk(Table(book["perk"][number], way, log), sources)


def _find(book: Mapping[str, Any], path: str) -> tuple[dict[str, Any], str, KeyPath] | None:
    """Find the table and the key that a path names, and the way there."""
    way: KeyPath
    match path.split("."):
        case ["score", key]:
            table, way = book["score"], ("score",)
        case [("rule" | "factor" | "perk") as name, identity, key]:
            entries = book.get(name, [])
            number = next((n for n, entry in enumerate(entries) if entry["id"] == identity), None)
            if number is None:
                return None
            table, way = entries[number], (name, number)
        case _other:
            return None
    if key not in _NUMBERS[str(way[0])] or key not in table or _is_word(table[key]):
        return None
    return table, key, (*way, key)


def _is_word(value: object) -> bool:
    """Whether a value is no number: the unit of a timed measure is a word."""
    return not isinstance(value, dict) and sound_number(value) is None


def _expected_path() -> str:
    return _(
        "the path of a number that the book has: rule.ID.KEY, factor.ID.KEY, perk.ID.KEY or score.KEY"
    )
