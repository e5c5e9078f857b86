"""Asks the reader of rulebooks which keys there are, and writes that down for the guide.

Run ``python -m tests.making.rulebook_format`` in the repository to write it anew. A book that holds
every key is read while somebody listens which keys are asked for, and as what. Then it is read with
one key after another left out, to hear which are missed.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from app.domain.rulebook import Measure
from app.rulebook import reading
from app.rulebook.tables import FaultLog, Table

BOOK = Path(__file__).with_name("every_key.toml")
PLACE = Path(__file__).resolve().parents[2] / "resources" / "guides" / "format.json"
NUMBER = "number"
_ORDER = (
    "", "rulebook", "score", "source", "band", "perk", "factor", "rule", "rule.steps", NUMBER,
    "override", "action", "action.contact", "variant", "example", "example.records",
    "example.contacts",
)  # fmt: skip
_ASKED_AS = {
    "raw": "one",
    "table": "table",
    "tables": "tables",
    "number": "number",
    "number_or_none": "number",
    "whole": "whole",
    "truth": "truth",
    "text": "text",
    "texts": "texts",
    "identity": "id",
    "reference": "reference",
    "choice": "words",
    "word": "words",
    "kind": "kind",
    "kinds": "kinds",
    "date": "date",
    "date_or_none": "date",
    "day_or_none": "date",
    "duration": "duration",
}


class Listening(Table):
    """A table that notes which of its keys are asked for, and as what."""

    heard: ClassVar[dict[tuple[str, str], dict[str, None]]] = defaultdict(dict)
    words: ClassVar[dict[tuple[str, str], tuple[str, ...]]] = {}
    within = 0  # an answer may itself ask: only the question from outside counts


def _listen(method: str) -> Any:
    asked = getattr(Table, method)

    def heard(self: Listening, *given: Any, **named: Any) -> Any:
        key = "id" if method == "identity" else given[0]
        place = (name_of(self.path), key)
        if not Listening.within and "set" not in self.path:
            Listening.heard[place][_ASKED_AS[method]] = None
            if _ASKED_AS[method] == "words":
                Listening.words[place] = tuple(str(word) for word in given[1])
        Listening.within += 1
        try:
            return asked(self, *given, **named)
        finally:
            Listening.within -= 1

    return heard


for _method in _ASKED_AS:
    setattr(Listening, _method, _listen(_method))


def name_of(path: Collection[str | int]) -> str:
    """Name a table by the way to it, without the places in lists."""
    parts = [part for part in path if isinstance(part, str)]
    return NUMBER if parts[-1:] in (["points"], ["base"], ["when_none"]) else ".".join(parts)


def found() -> dict[str, Any]:
    """Return the tables of the format, and of each key what it takes and whether it is needed."""
    book = tomllib.loads(BOOK.read_text(encoding="utf-8"))
    Listening.heard.clear()
    Listening.words.clear()
    with mock.patch.object(reading, "Table", Listening):
        noted = faults(book)
    assert not noted, noted
    tables = defaultdict(list)
    for (table, key), asked in Listening.heard.items():
        tables[table].append(
            {
                "key": key,
                "types": _types(asked),
                "words": list(Listening.words.get((table, key), ())),
                "need": _need(book, table, key),
                "with": _measures(book, key) if table == "rule" else [],
            }
        )
    assert set(tables) == set(_ORDER), set(tables) ^ set(_ORDER)
    return {
        "tables": [
            {"name": name, "keys": sorted(tables[name], key=_place_in(book, name))}
            for name in _ORDER
        ]
    }


def faults(book: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return the places of what is wrong with a parsed book."""
    log = FaultLog("every_key.toml", "", book)
    reading.read_tables(book, log, "")
    return tuple(path for path, _what, _expected in log.noted)


def as_text(facts: dict[str, Any]) -> str:
    """Return the facts as their file holds them: a line a key."""
    tables = []
    for table in facts["tables"]:
        keys = ",\n".join("    " + json.dumps(key) for key in table["keys"])
        tables.append(f'  {{"name": {json.dumps(table["name"])}, "keys": [\n{keys}\n  ]}}')
    return '{"tables": [\n' + ",\n".join(tables) + "\n]}\n"


def _types(asked: Collection[str]) -> list[str]:
    if set(asked) == {"one", "table"}:
        return ["number", "range"]
    plain = [one for one in asked if one != "one"] or ["one"]
    return [one for one in plain if one != "table" or plain == ["table"]]


def _ways(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every table of the book."""
    if isinstance(part, dict):
        yield path
    entries = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from _ways(value, (*path, key))


def _place_in(book: dict[str, Any], table: str) -> Callable[[dict[str, Any]], int]:
    """Return the order in which the book's own tables of this name hold their keys."""
    keys = [key for way in _ways(book) if name_of(way) == table for key in _at(book, way)]
    return lambda entry: keys.index(entry["key"])


def _at(book: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        book = book[part]
    return book


def _need(book: dict[str, Any], table: str, key: str) -> str:
    """Tell whether a key is ``needed``, ``optional``, or needed in some tables only (``depends``)."""
    places = [way for way in _ways(book) if name_of(way) == table]
    if table == "rule":
        allowed = set(_measures(book, key)) or set(Measure)
        places = [way for way in places if _at(book, way)["measure"] in allowed]
    there = [way for way in places if key in _at(book, way)]
    assert there, f"{BOOK.name} has no {table} with {key}"
    missed = [_is_missed(book, way, key) for way in there]
    if not any(missed):
        return "optional"
    return "needed" if all(missed) and len(there) == len(places) else "depends"


def _is_missed(book: dict[str, Any], way: tuple[Any, ...], key: str) -> bool:
    """Whether the table is wrong without the key, also where another key goes with it."""
    others = [other for other in _at(book, way) if other != key]
    for gone in [(key,), *((key, other) for other in others)]:
        tried = copy.deepcopy(book)
        table = _at(tried, way)
        for one in gone:
            del table[one]
        if not any(place[:-1] == way for place in faults(tried)):
            return False
    return True


def _measures(book: dict[str, Any], key: str) -> list[str]:
    """Return the measures that a key of a rule goes with; nothing where it goes with all."""
    rules = book["rule"]
    allowed = {rule["measure"] for rule in rules if key in rule}
    value = next(rule[key] for rule in rules if key in rule)
    for number, rule in enumerate(rules):
        if rule["measure"] in allowed:
            continue
        tried = copy.deepcopy(book)
        tried["rule"][number][key] = value
        assert ("rule", number, key) in faults(tried), f"{BOOK.name}: {rule['id']} lacks {key}"
    return [] if allowed == set(Measure) else [one.value for one in Measure if one in allowed]


if __name__ == "__main__":
    PLACE.write_text(as_text(found()), encoding="utf-8")
