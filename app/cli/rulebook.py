"""``whyscore rulebook``: list the shipped rulebooks, show one, check one, compare two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.documents.rulebooks import (
    check_document,
    diff_document,
    list_document,
    show_document,
)
from app.cli.exits import Exit
from app.cli.opening import opened
from app.cli.options import (
    At,
    EncodingName,
    GoodRows,
    Json,
    Lang,
    PasswordStdin,
    Quiet,
    VariantName,
    a_day,
    password,
)
from app.cli.terminal import Voice
from app.wording.language import marked

if TYPE_CHECKING:
    from app.domain.rulebook import Rulebook

NAME = "rulebook"
HELP = marked("List, show, check and compare rulebooks.")

Reference = Annotated[
    str, typer.Argument(metavar="R", help=marked("The id of a shipped rulebook, or a file."))
]


def app() -> typer.Typer:
    """Return the verbs of ``whyscore rulebook``."""
    verbs = typer.Typer(add_completion=False, rich_markup_mode=None)
    verbs.callback()(_rulebook)
    verbs.command("list", help=marked("List the rulebooks that Whyscore brings along."))(listed)
    verbs.command("show", help=marked("Show a rulebook: every number, and what it rests on."))(show)
    verbs.command(
        "check", help=marked("Check a rulebook, and run its examples. No person's data is needed.")
    )(check)
    verbs.command(
        "diff", help=marked("Compare two rulebooks, number by number, and for a person.")
    )(diff)
    return verbs


def _rulebook(*, lang: Lang = None) -> None:
    """Do nothing: the verb does it."""


def listed(*, json: Json = False, lang: Lang = None, quiet: Quiet = False) -> Exit:  # noqa: ARG001 - lang is read before the words are understood
    """List the shipped rulebooks."""
    from app.workflow import rulebooks

    voice = Voice(machine=json, quiet=quiet)
    books = rulebooks.shipped()
    if voice.machine:
        voice.document(list_document(books))
    else:
        from app.cli.screens.rulebooks import list_screen

        voice.show(*list_screen(books))
    return Exit.DONE


def show(
    rulebook: Reference,
    *,
    variant: VariantName = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Show a rulebook."""
    from app.workflow import rulebooks

    voice = Voice(machine=json, quiet=quiet)
    book = rulebooks.find(rulebook, variant)
    if voice.machine:
        voice.document(show_document(book))
    else:
        from app.cli.screens.rulebooks import show_screen

        voice.show(*show_screen(book))
    return Exit.DONE


def check(
    rulebook: Reference,
    *,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Check a rulebook; "no" where it has faults or an example fails."""
    from app.workflow import rulebooks

    voice = Voice(machine=json, quiet=quiet)
    report = rulebooks.check(rulebook)
    if voice.machine:
        voice.document(check_document(report))
    else:
        from app.cli.screens.rulebooks import check_screen

        voice.show(*check_screen(report))
    return Exit.DONE if report.clean else Exit.NO


def diff(  # noqa: PLR0913 - one argument an option
    first: Annotated[str, typer.Argument(metavar="R1", help=marked("The one rulebook."))],
    second: Annotated[str, typer.Argument(metavar="R2", help=marked("The other rulebook."))],
    *,
    export: Annotated[
        Path | None,
        typer.Option(metavar="E", help=marked("A person's file: what would change for them?")),
    ] = None,
    variant: VariantName = None,
    at: At = None,
    good_rows: GoodRows = False,
    password_stdin: PasswordStdin = False,
    encoding: EncodingName = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Compare two rulebooks; "no" where they differ."""
    from app.workflow import rulebooks

    voice = Voice(machine=json, quiet=quiet)
    day = a_day(at, "--at")
    before, after = _with_variant(first, second, variant)
    person = None
    if export is not None:
        word = password(password_stdin)
        person, notices = opened(
            [export], voice, password=word, good_rows=good_rows, encoding=encoding
        )
        voice.remarks(notices)
    compared = rulebooks.compare(before, after, person, day)
    if voice.machine:
        voice.document(diff_document(compared, person.inputs if person else ()))
    else:
        from app.cli.screens.rulebooks import diff_screen

        voice.show(*diff_screen(compared))
    return Exit.NO if compared.differences else Exit.DONE


def _with_variant(first: str, second: str, variant: str | None) -> tuple[Rulebook, Rulebook]:
    """Return both books, with the variant on in each that has one of that name."""
    from app.workflow import rulebooks

    books = tuple(rulebooks.find(reference) for reference in (first, second))
    if variant is None:
        return books[0], books[1]
    having = [any(one.id == variant for one in book.variants) for book in books]
    if not any(having):
        return rulebooks.find(first, variant), books[1]  # says which variants there are
    pairs = zip((first, second), books, having, strict=True)
    before, after = (rulebooks.find(name, variant) if has else book for name, book, has in pairs)
    return before, after
