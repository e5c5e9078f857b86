"""How a package's schema says that cells are written: decimal signs, dates, yes and no, nothing.

Source:
    Frictionless Table Schema (v1 and v2), https://datapackage.org/standard/table-schema/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_NUMBERS = frozenset({"number", "integer"})
_TIMES = frozenset({"date", "datetime"})
_ISO = frozenset({"", "default", "any"})
_NOT_BARE = re.compile(r"^[^0-9+.,-]+|[^0-9.,]+$")
_MOST_WORDS = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """How the cells of one column are written, where that is not the common way.

    Attributes:
        decimal: The sign before the decimals.
        group: The sign between thousands; empty where there is none.
        bare: Whether nothing but the number stands in a cell.
        pattern: Of a date or time, as C's ``strftime`` writes it; empty for ISO.
        happened: What stands for true; empty where the column is no boolean.
        did_not: What stands for false.
        missing: What stands for nothing; that of the table where it is empty.
    """

    decimal: str = "."
    group: str = ""
    bare: bool = True
    pattern: str = ""
    happened: tuple[str, ...] = ()
    did_not: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How the cells of a table are written.

    Attributes:
        missing: Cells that say nothing, besides the empty one.
        forms: The columns that are not written in the common way.
    """

    missing: tuple[str, ...] = ()
    forms: tuple[tuple[str, Form], ...] = field(default=())

    @property
    def common(self) -> bool:
        """Whether every cell is written in the common way."""
        return not self.missing and not self.forms

    def cell(self, column: str, cell: str) -> str:
        """Return a cell in the common way; as it stands where it is not what it should be."""
        form = dict(self.forms).get(column)
        if cell in (form.missing if form and form.missing else self.missing):
            return ""
        return cell if form is None or not cell else _common(form, cell)

    def column(self, column: str, cells: list[str]) -> list[str]:
        """Return the cells of a column in the common way."""
        if column not in dict(self.forms) and not self.missing:
            return cells
        known: dict[str, str] = {}
        for cell in cells:
            if cell not in known:
                known[cell] = self.cell(column, cell)
        return [known[cell] for cell in cells]


def read_written(schema: Mapping[str, Any]) -> Written:
    """Return how a schema says that cells are written.

    Raises:
        ValueError: A key has a value that makes no sense; the message is the key.
    """
    fields = schema.get("fields", [])
    forms = {}
    for number, entry in enumerate(fields if isinstance(fields, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            form = _form(entry, f"fields.{number}")
            if form != Form():
                forms[entry["name"]] = form
    missing = _words(schema, "missingValues", "missingValues")
    return Written(tuple(word for word in missing if word), tuple(forms.items()))


def _form(entry: Mapping[str, Any], place: str) -> Form:
    kind = entry.get("type", "string")
    if not isinstance(kind, str):
        raise ValueError(f"{place}.type")  # noqa: TRY004 - what stands in a file, no misuse
    missing = tuple(word for word in _words(entry, "missingValues", place) if word)
    if kind in _NUMBERS:
        decimal = _sign(entry, "decimalChar", place) if kind == "number" else ""
        bare = entry.get("bareNumber", True)
        if not isinstance(bare, bool):
            raise ValueError(f"{place}.bareNumber")
        group = _sign(entry, "groupChar", place)
        return Form(decimal or ".", group, bare, missing=missing)
    if kind in _TIMES:
        pattern = entry.get("format", "")
        if not isinstance(pattern, str):
            raise ValueError(f"{place}.format")
        pattern = pattern.removeprefix("fmt:")
        return Form(pattern="" if pattern in _ISO else pattern, missing=missing)
    if kind == "boolean":
        happened = _words(entry, "trueValues", place)
        did_not = _words(entry, "falseValues", place)
        return Form(happened=happened, did_not=did_not, missing=missing)
    return Form(missing=missing)


def _sign(entry: Mapping[str, Any], key: str, place: str) -> str:
    sign = entry.get(key, "")
    if not isinstance(sign, str) or len(sign) > 1 or sign.isalnum():
        raise ValueError(f"{place}.{key}")
    return sign


def _words(entry: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    """Return a list of words; in version 2 each may come with a label."""
    words = entry.get(key, [])
    if not isinstance(words, list) or len(words) > _MOST_WORDS:
        raise ValueError(place if key in place else f"{place}.{key}")
    found = [word.get("value") if isinstance(word, dict) else word for word in words]
    told = tuple(word for word in found if isinstance(word, str))
    if len(told) < len(found):
        raise ValueError(place if key in place else f"{place}.{key}")
    return told


def _common(form: Form, cell: str) -> str:
    if cell in form.happened:
        return "true"
    if cell in form.did_not:
        return "false"
    if form.pattern:
        return _iso(form.pattern, cell)
    text = cell if form.bare else _NOT_BARE.sub("", cell)
    if form.group:
        text = text.replace(form.group, "")
    return text.replace(form.decimal, ".") if form.decimal != "." else text


def _iso(pattern: str, cell: str) -> str:
    try:
        found = dt.datetime.strptime(cell, pattern)  # noqa: DTZ007 - the day in its own zone
    except (ValueError, re.error):
        return cell if not cell[:4].isdigit() else f"{cell}?"  # an ISO date is none of this pattern
    return f"{found:%Y-%m-%d}" if found.year > 999 else f"{found.year:04}-{found:%m-%d}"
