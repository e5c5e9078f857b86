"""Writes a fit out as a rulebook: the author's file with the fitted numbers in their places."""

from __future__ import annotations

import re

from app.audit.fit_model import free_numbers
from app.domain.findings import Fit, FittedNumber
from app.domain.rulebook import Basis, Example, Number, Rulebook
from app.explain.explaining import score_of
from app.rulebook.editing import Edits
from app.rulebook.places import KeyPath
from app.rulebook.reading import read_text
from app.workflow.rulebooks import facts_of

_STEP = re.compile(r"steps\[(\d+)\]\.points")
_DIGITS = 9
_SAME = 1e-9
_NAME = "rulebook"


def fitted_book(text: str, fit: Fit, *, when: str) -> str:
    """Return a rulebook with the fitted numbers in place of those that were assumed.

    Each number that the fit tells or moves gets the basis ``fitted``, a source of its own and,
    where the data tell it, its 95 in 100 interval as ``low`` and ``high``; else it keeps those of
    the book. The scores of worked examples are computed anew, and the version ends in ``-fitted``.
    All else, comments too, stays as the author wrote it.

    Args:
        text: The author's file; the fit must be of this book.
        fit: The fit.
        when: When it was made, as the new source shows it (``2026-11``).

    Raises:
        RulebookError: The text is no rulebook that can be used.
        ValueError: The fit is of another book.
    """
    text = text.removeprefix("\ufeff")  # some editors begin a file with a mark that says nothing
    book = read_text(text, _NAME)
    known = {one.key: one.number for one in free_numbers(book)}
    if unknown := [one.key for one in fit.numbers if one.key not in known]:
        raise ValueError(f"{book.id} has no assumed number {unknown[0]}.")
    edits, source = Edits(text), _new_source(book)
    for one in fit.numbers:
        if one.told or abs(one.value - one.was) > _SAME:
            said = _said(one, known[one.key], source)
            edits.replace_number(_path(book, one.key), said)
    edits.replace(("rulebook", "version"), f"{book.version}-fitted")
    edits.append(
        "source",
        len(book.sources),
        {
            "id": source,
            "title": f"Fitted to the official scores of {fit.n} people",
            "publisher": "Whyscore",
            "date": when,
        },
        "Numbers with the basis fitted, and the scores of the examples, are not the author's.",
    )
    return _with_examples(edits.text())


def _said(one: FittedNumber, was: Number, source: str) -> dict[str, float | str]:
    low = was.low if one.low is None else one.low
    high = was.high if one.high is None else one.high
    return {
        "value": _short(one.value),
        "low": _short(min(low, one.value)),
        "high": _short(max(high, one.value)),
        "basis": str(Basis.FITTED),
        "source": source,
    }


def _short(value: float) -> float:
    """Round to what a reader can take in; order is kept."""
    return float(f"{value:.{_DIGITS}g}")


def _new_source(book: Rulebook) -> str:
    taken = {source.id for source in book.sources}
    names = ("fit", *(f"fit-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _path(book: Rulebook, key: str) -> KeyPath:
    table, rest = key.split(".", 1)
    if table == "score":
        return ("score", rest)
    identity, place = rest.split(".", 1)
    number = next(row for row, rule in enumerate(book.rules) if rule.id == identity)
    step = _STEP.fullmatch(place)
    inner: KeyPath = ("steps", int(step[1]), "points") if step else (place,)
    return ("rule", number, *inner)


def _with_examples(text: str) -> str:
    """Write into each worked example what the book now makes of it."""
    edits = Edits(text)
    for number, example in enumerate(read_text(text, _NAME).examples):
        if example.score is None:
            continue
        score = _score(text, example)
        if score is not None and abs(score - example.score) > _SAME:
            edits.replace(("example", number, "score"), score)
    return edits.text()


def _score(text: str, example: Example) -> float | None:
    return score_of(read_text(text, _NAME, example.variant), facts_of(example)).score
