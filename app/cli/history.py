"""``whyscore history``: the mirrored and the official score over time."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.documents.history import history_document
from app.cli.exits import Exit
from app.cli.options import (
    Aside,
    At,
    GoodRows,
    Json,
    Lang,
    PasswordStdin,
    Quiet,
    RulebookName,
    VariantName,
    a_day,
)
from app.cli.store import MaybeExport, PassphraseStdin, PersonOption, StoreFolder, data_of
from app.cli.terminal import Voice
from app.domain.calendar import Every
from app.wording.language import marked

NAME = "history"
HELP = marked("Show our score and the official one over time.")


def command(  # noqa: PLR0913 - one argument an option
    export: MaybeExport = None,
    *,
    person: PersonOption = None,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    rulebook: RulebookName = None,
    variant: VariantName = None,
    at: At = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="D",
            help=marked("The first day. Without it: that of the first record."),
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="D", help=marked("The last day. Without it: the day of the score.")
        ),
    ] = None,
    every: Annotated[
        Every, typer.Option(help=marked("One point a month, or one a day."))
    ] = Every.MONTH,
    aside: Aside = None,
    good_rows: GoodRows = False,
    password_stdin: PasswordStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Show a line of scores."""
    from app.workflow import explaining

    voice = Voice(machine=json, quiet=quiet)
    day, start, end = a_day(at, "--at"), a_day(first, "--from"), a_day(last, "--to")
    data, set_aside, notices = data_of(
        export,
        person,
        voice,
        store=store,
        passphrase_stdin=passphrase_stdin,
        password_stdin=password_stdin,
        good_rows=good_rows,
    )
    voice.remarks(notices)
    question = explaining.question(
        data, rulebook=rulebook, variant=variant, day=day, aside=set_aside.union(aside or ())
    )
    line = explaining.history(
        data,
        question.rulebook,
        start,
        question.day if end is None else end,
        every,
        question.aside,
    )
    if voice.machine:
        voice.document(history_document(line, question.rulebook, data.inputs))
    else:
        from app.cli.screens.history import history_screen

        voice.show(*history_screen(line, question.rulebook))
    return Exit.DONE
