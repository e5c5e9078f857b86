"""``whyscore pressure``: what a rulebook pays a person to do."""

from __future__ import annotations

from app.cli.documents.ahead import pressure_document
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
from app.wording.language import marked

NAME = "pressure"
HELP = marked("Show what one more of everything is worth, and by what means the rules press.")


def command(  # noqa: PLR0913 - one argument an option
    export: MaybeExport = None,
    *,
    person: PersonOption = None,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    rulebook: RulebookName = None,
    variant: VariantName = None,
    at: At = None,
    aside: Aside = None,
    good_rows: GoodRows = False,
    password_stdin: PasswordStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Show exchange rates."""
    from app.workflow import ahead, explaining, kinds

    voice = Voice(machine=json, quiet=quiet)
    day = a_day(at, "--at")
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
    found = ahead.pressure(data, question)
    if voice.machine:
        voice.document(pressure_document(found, question.rulebook, data.inputs))
    else:
        from app.cli.screens.ahead import pressure_screen

        voice.show(*pressure_screen(found, question.rulebook, kinds.title))
    return Exit.DONE
