"""A rulebook with its assumed numbers fitted: a new one, which says of each what it rests on."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from app.domain.findings import Fit, FittedNumber
from app.domain.rulebook import Basis, Rulebook
from app.rulebook import variants
from app.rulebook.emitting import emitted
from app.rulebook.reading import find_variant

_STEP = re.compile(r"steps\[(\d+)\]\.points")
_SOURCE = "fit"
_ENDING = "-fitted"


def fitted(book: Rulebook, fit: Fit, date: str, heading: str, title: str) -> bytes:
    """Return the file of a new rulebook, in which every number that the scores tell is fitted.

    What they do not tell stays as it was. Worked examples are left out: they were worked by the
    old numbers.

    Args:
        book: The rulebook that was fitted, with its variant on.
        fit: What fits.
        date: When the scores were published.
        heading: Said in a comment at the top.
        title: What the source of the numbers is called.
    """
    parsed = tomllib.loads(book.content.decode("utf-8-sig"))
    if book.variant is not None:
        parsed = variants.applied(parsed, find_variant(book, book.variant))
    source = _SOURCE
    while source in {one.id for one in book.sources}:
        source += "-again"
    for number in fit.numbers:
        if number.told:
            _set(parsed, number, source)
    entry = {"id": source, "title": title, "publisher": "Whyscore", "date": date}
    parsed["source"] = [*parsed["source"], entry]
    parsed.pop("example", None)
    head = parsed["rulebook"]
    head["id"] = book.id.removesuffix(_ENDING) + _ENDING
    return f"# {heading}\n{emitted(parsed)}".encode()


def _set(parsed: dict[str, Any], number: FittedNumber, source: str) -> None:
    """Put a number in its place."""
    table, key = _place(parsed, number.key)
    ends = (number.value if end is None else end for end in (number.low, number.high))
    low, high = ends
    table[key] = {
        "value": number.value,
        "low": min(low, number.value),
        "high": max(high, number.value),
        "basis": Basis.FITTED.value,
        "source": source,
    }


def _place(parsed: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the table that a number stands in, and under which key."""
    first, _dot, rest = path.partition(".")
    if first == "score":
        return parsed["score"], rest
    name, _dot, key = rest.partition(".")
    rule = next(one for one in parsed["rule"] if one["id"] == name)
    step = _STEP.fullmatch(key)
    return (rule, key) if step is None else (rule["steps"][int(step[1])], "points")
