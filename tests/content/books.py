"""The shipped books twice: as the reader gives them, and as the plain tables of their files."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from app import assets
from app.domain.calendar import NO_DAY, day_of
from app.domain.records import Contacts, Records
from app.domain.rulebook import Rulebook
from app.mirror.scoring import score
from app.rulebook.reading import read_rulebook

BOOKS = ("article-2016", "rongcheng-2019", "schufa-2026", "sesame-reported")
LANGUAGES = {"en", "zh", "de"}
Entered = tuple[str, str] | tuple[str, str, float | None] | tuple[str, str, float | None, str]
"""A record in short: date, kind, amount, until."""


@cache
def plain(book: str) -> Mapping[str, Any]:
    """Return a book's file as tables."""
    text = (assets.folder("rulebooks") / f"{book}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def read(book: str, variant: str | None = None) -> Rulebook:
    """Return a book as the reader gives it."""
    return read_rulebook(assets.folder("rulebooks") / f"{book}.toml", variant)


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Return the list of kinds by id."""
    text = (assets.folder("kinds") / "kinds.toml").read_text(encoding="utf-8")
    return {kind["id"]: kind for kind in tomllib.loads(text)["kind"]}


def texts(value: object, key: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield every text of a book: tables of languages, wherever they stand."""
    if isinstance(value, Mapping):
        if "en" in value:
            yield key, value
            return
        for name, inner in value.items():
            yield from texts(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{key}[{number}]")


def records(entered: Iterable[Entered]) -> Records:
    """Return a records table."""
    rows = [(*row, None, "")[:4] if len(row) < 4 else row for row in entered]
    return Records.build(
        np.array([f"r{number:03d}" for number in range(len(rows))], dtype=object),
        np.array([day(row[0]) for row in rows], dtype=np.int32),
        np.array([row[1] for row in rows], dtype=object),
        np.array([np.nan if len(row) < 3 or row[2] is None else row[2] for row in rows]),
        np.array(
            [day(row[3]) if len(row) == 4 and row[3] else NO_DAY for row in rows], dtype=np.int32
        ),
    )


def day(text: str) -> int:
    """Return the number of a day."""
    return day_of(dt.date.fromisoformat(text))


def factor_points(book: Rulebook, at: str, entered: Iterable[Entered]) -> dict[str, float]:
    """Return what each factor gives or takes."""
    found = score(book, records(entered), Contacts.none(), day(at))
    return {
        factor.id: float(points)
        for factor, points in zip(book.factors, found.factor_points, strict=True)
    }


def total(book: Rulebook, at: str, entered: Iterable[Entered]) -> float | None:
    """Return the unrounded score."""
    return score(book, records(entered), Contacts.none(), day(at)).score
