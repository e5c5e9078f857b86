"""``whyscore whatif``: the score ahead, if something is done or left."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.documents.ahead import whatif_document
from app.cli.exits import Exit
from app.cli.options import (
    Aside,
    At,
    By,
    GoodRows,
    Json,
    Lang,
    PasswordStdin,
    Quiet,
    RulebookName,
    VariantName,
    a_day,
    needed_day,
    paired_numbers,
)
from app.cli.store import MaybeExport, PassphraseStdin, PersonOption, StoreFolder, data_of
from app.cli.terminal import Voice
from app.cli.writing import check_target, write_privately
from app.wording.language import _, marked

NAME = "whatif"
HELP = marked("Show where the score would go with some actions, and where without.")


def command(  # noqa: PLR0913 - one argument an option
    export: MaybeExport = None,
    *,
    person: PersonOption = None,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    do: Annotated[
        list[str] | None,
        typer.Option(
            "--do",
            metavar="ACTION=UNITS",
            help=marked("So many units of an action each time, such as volunteer=2. Repeatable."),
        ),
    ] = None,
    by: By = None,
    rulebook: RulebookName = None,
    variant: VariantName = None,
    at: At = None,
    aside: Aside = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            "--ics", metavar="F", help=marked("Write what is coming as a calendar file, too.")
        ),
    ] = None,
    good_rows: GoodRows = False,
    password_stdin: PasswordStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Project the score to a day."""
    from app.workflow import ahead, explaining

    voice = Voice(machine=json, quiet=quiet)
    day, until = a_day(at, "--at"), needed_day(by, "--by")
    units = paired_numbers(do, "--do")
    check_target("--ics", ics)
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
    looked = ahead.look_ahead(data, question, until)
    frame = ahead.what_if(looked, units)
    if ics is not None:
        write_privately(ahead.calendar_of(looked, frame), ics)
    if voice.machine:
        voice.document(whatif_document(frame, question.rulebook, data.inputs))
    else:
        from app.cli.screens.ahead import whatif_screen

        voice.show(*whatif_screen(frame, looked.turns, units, question.rulebook))
    if ics is not None:
        voice.remark(_("Written: {file}").format(file=ics))
    return Exit.DONE
