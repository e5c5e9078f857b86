"""Variants: named switches that set numbers of a rulebook by their paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.rulebook import Rulebook, Variant
from app.rulebook.places import KeyPath
from app.rulebook.tables import FaultLog, Table, sound_number
from app.wording.language import _

_MOST_VARIANTS = 30  # each is applied and read once when the book is loaded
_NUMBERS = {
    "rule": frozenset({"points", "min", "max", "when_none", "unit", "pivot", "min_contacts"}),
    "factor": frozenset({"min", "max"}),
    "perk": frozenset({"at"}),
    "score": frozenset({"floor", "ceiling", "base", "decimals"}),
}

ReadTables = Callable[[dict[str, Any], FaultLog, str], Rulebook]


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


def check(
    book: dict[str, Any], read_book: Rulebook, log: FaultLog, read_tables: ReadTables
) -> None:
    """Note every path that does not exist, and every variant that leaves a book with faults."""
    for number, variant in enumerate(read_book.variants):
        here: KeyPath = ("variant", number, "set")
        ways: dict[KeyPath, str] = {}
        for path in variant.settings:
            place = _find(book, path)
            if place is None:
                log.note((*here, path), path, _expected_path())
            else:
                ways[place[2]] = path
        if len(ways) < len(variant.settings):
            continue
        inner = FaultLog("", "", book)
        read_tables(applied(book, variant), inner, "")
        for way, found, expected in inner.noted:
            setter = next(
                (ways[way[:end]] for end in range(len(way), 0, -1) if way[:end] in ways), None
            )
            log.note((*here, setter) if setter else here, found, expected)


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
