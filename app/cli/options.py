"""The options that several verbs share, and how their words become values."""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.domain.calendar import day_of
from app.domain.errors import UsageError
from app.wording.language import Language, _, marked

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_SCORE = 1e9  # points; the largest score of any operator has four figures

ExportPath = Annotated[
    Path,
    typer.Argument(
        metavar="EXPORT", help=marked("A person's file: a score package (folder or zip) or a bill.")
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=marked("Print one JSON document and nothing else."))
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help=marked("The language of the answer: en, zh or de.")),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help=marked("Say nothing on standard error but errors."))
]
RulebookName = Annotated[
    str | None,
    typer.Option(
        "--rulebook",
        metavar="ID|PATH",
        help=marked(
            "By which rules: the id of a shipped rulebook or a file. "
            "Without it: the one that the export names, else article-2016."
        ),
    ),
]
VariantName = Annotated[
    str | None, typer.Option("--variant", metavar="V", help=marked("A variant of the rulebook."))
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="DATE",
        help=marked(
            "The day of the score, such as 2016-03-01. "
            "Without it: the day on which the export was made."
        ),
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="DATE", help=marked("The day that is looked ahead to.")),
]
Aside = Annotated[
    list[str] | None,
    typer.Option(
        "--aside", metavar="ID", help=marked("Set a record aside, by its id. May be repeated.")
    ),
]
KindsGiven = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="WHO=KIND",
        help=marked(
            "Give all records of a payee, or one record by its id, another kind, "
            "such as 青禾超市=purchase.food. May be repeated."
        ),
    ),
]
GoodRows = Annotated[
    bool,
    typer.Option("--good-rows", help=marked("Where rows have faults, go on with the good ones.")),
]
EveryLeftOut = Annotated[
    bool,
    typer.Option(
        "--left-out", help=marked("List every row of a bill that was left out, not only the first.")
    ),
]
EncodingName = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help=marked(
            "The encoding of every text in the files, such as gb18030 or windows-1252. "
            "Without it: what the file says, else what its letters tell."
        ),
    ),
]
PasswordStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help=marked("Read the password of a locked zip from the first line of standard input."),
    ),
]


def a_day(text: str | None, option: str) -> int | None:
    """Read a date such as ``2016-03-01``; ``None`` where the option was not given.

    Raises:
        UsageError: The text is no date; the message names the option.
    """
    if text is None:
        return None
    try:
        if _DATE.fullmatch(text):
            return day_of(dt.date.fromisoformat(text))
    except ValueError:
        pass  # said below, as for a text that does not even look like a date
    raise UsageError(
        _("{option}: “{text}” is not a date. Write it as 2016-03-01.").format(
            option=option, text=text
        )
    )


def needed_day(text: str | None, option: str) -> int:
    """Read a date that must be given.

    Raises:
        UsageError: It is missing, or the text is no date.
    """
    found = a_day(text, option)
    if found is None:
        raise UsageError(_("{option} is missing.").format(option=option))
    return found


def paired_kinds(words: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Read words such as ``青禾超市=purchase.food``: whose records, and which kind.

    Raises:
        UsageError: One has no name or no kind.
    """
    found: list[tuple[str, str]] = []
    for word in words or ():
        name, equals, kind = word.rpartition("=")
        if not name or not equals or not kind:
            raise UsageError(
                _("--kind: “{text}” does not fit. Write it as PAYEE=purchase.food.").format(
                    text=word
                )
            )
        found.append((name, kind.strip()))
    return tuple(found)


def a_score(value: float, option: str) -> float:
    """Return a score that was given; words such as ``nan`` and ``inf`` are none.

    Raises:
        UsageError: It is no number, or one that no score can be near.
    """
    if not abs(value) <= _MOST_SCORE:
        raise UsageError(_("{option}: a score is a number.").format(option=option))
    return value


def paired_numbers(words: list[str] | None, option: str) -> dict[str, float]:
    """Read words such as ``volunteer=2``.

    Raises:
        UsageError: One has no name, no number, or a name that another one has.
    """
    found: dict[str, float] = {}
    for word in words or ():
        name, equals, figure = word.partition("=")
        try:
            value = math.nan if "_" in figure else float(figure)
        except ValueError:
            value = math.nan
        if not name or not equals or not math.isfinite(value):
            raise UsageError(
                _("{option}: “{text}” does not fit. Write it as volunteer=2.").format(
                    option=option, text=word
                )
            )
        if name in found:
            raise UsageError(
                _("{option}: {action} is there twice.").format(option=option, action=name)
            )
        found[name] = value
    return found


def password(asked: bool) -> str | None:  # noqa: FBT001 - the value of the option
    """Read the password from the first line of standard input, where it was asked for.

    Raises:
        UsageError: Standard input is empty.
    """
    if not asked:
        return None
    line = sys.stdin.readline()
    word = line.rstrip("\r\n")
    if not word:
        raise UsageError(_("--password-stdin: standard input holds no password."))
    return word
