"""``whyscore people``: whose data are in the encrypted store, and putting more there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from app.cli import people_changes, people_keeping
from app.cli.documents.people import list_document, receipt_document, show_document
from app.cli.exits import Exit
from app.cli.opening import told_of_faults
from app.cli.options import (
    EncodingName,
    EveryLeftOut,
    GoodRows,
    Json,
    Lang,
    PasswordStdin,
    Quiet,
    password,
)
from app.cli.store import (
    PassphraseStdin,
    PersonId,
    StoreFolder,
    opened_store,
    passphrase,
    salvaged_store,
    strength_line,
)
from app.cli.terminal import Voice
from app.wording import storing
from app.wording.language import _, marked, ngettext, number
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.importing import Preview, Receipt
    from app.workflow.people import PersonSummary

NAME = "people"
HELP = marked("Keep people's data encrypted on this computer: add, list, back up, erase.")
_MOST_KINDS = 5
"""So many kinds that no rule counts are named; the window lists them all."""

AddedTo = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="ID",
        help=marked(
            "Add to this person. Without it: the person whom the file names, else a new one."
        ),
    ),
]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        "--leave-out",
        metavar="ID",
        help=marked("Do not store this record. May be repeated."),
    ),
]


def app() -> typer.Typer:
    """Return the verbs of ``whyscore people``."""
    verbs = typer.Typer(add_completion=False, rich_markup_mode=None)
    verbs.callback()(_people)
    verbs.command("add", help=marked("Read files of one person and store what is in them."))(add)
    verbs.command("list", help=marked("List the people in the store."))(listed)
    verbs.command("show", help=marked("Show a person: what there is, and which files it is from."))(
        show
    )
    people_changes.register(verbs)
    people_keeping.register(verbs)
    return verbs


def _people(*, lang: Lang = None) -> None:
    """Do nothing: the verb does it."""


def add(  # noqa: PLR0913 - one argument an option
    exports: Annotated[
        list[Path],
        typer.Argument(metavar="EXPORT…", help=marked("Files of one person.")),
    ],
    *,
    person: AddedTo = None,
    leave_out: LeaveOut = None,
    good_rows: GoodRows = False,
    rows_left_out: EveryLeftOut = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    password_stdin: PasswordStdin = False,
    encoding: EncodingName = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Import files; "no" where rows have faults or nothing is for us: nothing is stored then."""
    from app.workflow import importing
    from app.workflow.importing import Answer
    from app.workflow.people import key_place, usual_folder

    voice = Voice(machine=json, quiet=quiet)
    key, word = passphrase(asked=passphrase_stdin), password(password_stdin)
    with voice.progress(_("Reading")) as progress:
        shown = importing.preview(
            exports, password=word, encoding=encoding or "", progress=progress
        )
    if shown.answer is Answer.NOTHING or (shown.answer is Answer.CHOICE and not good_rows):
        receipts: Sequence[Receipt] = [importing.Receipt(reading) for reading in shown.readings]
        _tell(receipts, voice, every_left_out=rows_left_out)
        voice.remark(_why_not(shown))
        return Exit.NO
    out = frozenset(leave_out or ())
    importing.chosen(shown, leave_out=out, good_rows=good_rows)  # before a store is made
    first = key_place(store) is None
    with opened_store(store, key, make=True) as people, voice.progress(_("Storing")) as progress:
        receipts = people.add(
            shown, person=person, leave_out=out, good_rows=good_rows, progress=progress
        )
    _tell(receipts, voice, every_left_out=rows_left_out)
    if first:
        voice.remark(storing.made(str(store or usual_folder())))
        if key is not None:
            voice.remark(strength_line(key))
    for remark in _remarks(shown):
        voice.remark(remark)
    return Exit.DONE if any(receipt.person for receipt in receipts) else Exit.NO


def listed(
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """List the people in the store."""
    from app.workflow.people import key_place

    voice = Voice(machine=json, quiet=quiet)
    key = passphrase(asked=passphrase_stdin)
    # Where nobody was ever kept, looking makes nothing.
    none_yet = store is None and key_place(None) is None
    found, damage, faults = _Listed() if none_yet else _listed(store, key)
    if voice.machine:
        voice.document(list_document(found))
    else:
        from app.cli.screens.people import list_screen

        voice.show(*list_screen(found))
    for line in (*filter(None, [damage]), *faults):
        voice.remark(line)
    return Exit.NO if damage else Exit.DONE


class _Listed(NamedTuple):
    """Who is in the store, how much of it is damaged, and what that costs."""

    people: tuple[PersonSummary, ...] = ()
    damage: str = ""
    faults: tuple[str, ...] = ()


def _listed(store: Path | None, key: str | None) -> _Listed:
    from app.workflow.people import DamagedStore

    try:
        with opened_store(store, key) as people:
            damage = people.damage()
            found = people.list()
    except DamagedStore as error:
        with salvaged_store(store, key) as salvaged:
            return _Listed(salvaged.list(), str(error), salvaged.faults)
    if not damage:
        return _Listed(found)
    with salvaged_store(store, key) as salvaged:
        return _Listed(found, damage, salvaged.faults)


def show(
    person: PersonId,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Show one person."""
    voice = Voice(machine=json, quiet=quiet)
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        found = people.show(person)
    if voice.machine:
        voice.document(show_document(found))
    else:
        from app.cli.screens.people import show_screen

        voice.show(*show_screen(found))
    return Exit.DONE


def _tell(receipts: Sequence[Receipt], voice: Voice, *, every_left_out: bool) -> None:
    """Tell what became of each file; documents stand one a line, so that each can be read."""
    for receipt in receipts:
        if voice.machine:
            voice.line(receipt_document(receipt))
        else:
            from app.cli.screens.people import receipt_screen

            voice.show(*receipt_screen(receipt, every_left_out=every_left_out))


def _why_not(shown: Preview) -> str:
    from app.workflow.importing import Answer

    if shown.answer is Answer.NOTHING:
        return ngettext(
            "A valid file, and nothing in it for us. Nothing was stored.",
            "Valid files, and nothing in them for us. Nothing was stored.",
            len(shown.readings),
        )
    return _("Nothing was stored. With --good-rows, Whyscore goes on with the other rows.")


def _remarks(shown: Preview) -> Iterator[str]:
    """Yield what the reader should know of files that were stored."""
    yield from (notice.text for notice in told_of_faults(shown.together))
    if len(shown.readings) > 1:
        for reading in shown.readings:
            if shown.nothing_in(reading):
                text = _("{file}: a valid file, and nothing in it for us.")
                yield text.format(file=visible(", ".join(reading.files)))
    if shown.uncounted:
        count = sum(one.count for one in shown.uncounted)
        text = ngettext(
            "No rule counts {count} record: {kinds}.",
            "No rule counts {count} records: {kinds}.",
            count,
        )
        kinds = ", ".join(one.title for one in shown.uncounted[:_MOST_KINDS])
        more = "…" if len(shown.uncounted) > _MOST_KINDS else ""
        yield text.format(count=number(count), kinds=visible(kinds) + more)
