"""Writes parsed TOML out again: the same values, without the comments."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def emitted(document: Mapping[str, Any]) -> str:
    """Return a document as TOML; tables within tables stand on one line.

    Args:
        document: As ``tomllib`` reads it.
    """
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    tables = {key: value for key, value in document.items() if _is_table(value)}
    yield from _pairs({key: value for key, value in document.items() if key not in tables})
    for key, value in tables.items():
        many = isinstance(value, list)
        for table in value if many else [value]:
            yield ""
            yield f"[[{_key(key)}]]" if many else f"[{_key(key)}]"
            yield from _pairs(table)


def _is_table(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) for one in value)
    return isinstance(value, dict)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:  # noqa: PLR0911 - one for each kind of value
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _number(value)
        case str():
            return _text(value)
        case dict():
            inner = ", ".join(_pairs(value))
            return f"{{ {inner} }}" if inner else "{}"
        case list():
            return f"[{', '.join(_value(one) for one in value)}]"
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            raise TypeError(type(value).__name__)


def _number(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")


def _text(text: str) -> str:
    """Return a basic string: JSON escapes as TOML does, except for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
