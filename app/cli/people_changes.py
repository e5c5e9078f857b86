"""``whyscore people``: setting records aside, and undoing what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.documents.people import change_document
from app.cli.exits import Exit
from app.cli.options import Json, Lang, Quiet
from app.cli.store import PassphraseStdin, PersonId, StoreFolder, opened_store, passphrase
from app.cli.terminal import Voice
from app.domain.corrections import Correction, Scope
from app.domain.errors import UsageError
from app.wording.language import _, marked
from app.workflow.case import Objection

if TYPE_CHECKING:
    from app.workflow.people import Change

RecordId = Annotated[str, typer.Argument(metavar="RECORD", help=marked("The record's id."))]


def register(verbs: typer.Typer) -> None:
    """Add these verbs to ``whyscore people``."""
    verbs.command("aside", help=marked("Set a record aside: it then counts nowhere."))(aside)
    verbs.command("put-back", help=marked("Let a record that was set aside count again."))(put_back)
    verbs.command("kind", help=marked("Give a record, or all records of a payee, another kind."))(
        kind
    )
    verbs.command("undo", help=marked("Undo the last change to a person's data."))(undo)
    verbs.command("redo", help=marked("Make the change again that was undone last."))(redo)


def aside(
    person: PersonId,
    record: RecordId,
    *,
    why: Annotated[
        Objection, typer.Option(help=marked("Why: the record is wrong, or it is not yours."))
    ] = Objection.WRONG,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Set a record aside."""
    voice = Voice(machine=json, quiet=quiet)
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        people.set_aside(person, record, why)
    if voice.machine:
        voice.document(change_document("aside", person=person, record=record))
    voice.remark(_("The record is set aside. “whyscore people undo” takes this back."))
    return Exit.DONE


def put_back(
    person: PersonId,
    record: RecordId,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Let a record count again."""
    voice = Voice(machine=json, quiet=quiet)
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        people.put_back(person, record)
    if voice.machine:
        voice.document(change_document("put-back", person=person, record=record))
    voice.remark(_("The record counts again."))
    return Exit.DONE


def kind(  # noqa: PLR0913 - one argument an option
    person: PersonId,
    *,
    record: Annotated[
        str | None, typer.Option(metavar="RECORD", help=marked("One record, by its id."))
    ] = None,
    payee: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=marked("All records of a payee, those of later files too.")
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="KIND",
            help=marked("The kind, such as purchase.food. Without it: the kind as it was read."),
        ),
    ] = None,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Give a record or a payee's records another kind, or take that back."""
    from app.workflow import kinds

    voice = Voice(machine=json, quiet=quiet)
    name = payee if record is None else record
    if name is None or (record is not None and payee is not None):
        raise UsageError(_("Name either --record or --payee."))
    if to is not None:
        kinds.check(to)
    whose = Scope.PAYEE if record is None else Scope.RECORD
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        people.correct(person, Correction(whose, name, to))
    if voice.machine:
        voice.document(change_document("kind", person=person, record=record))
    if to is None:
        voice.remark(_("The kind is again what it was read as."))
    else:
        told = _("This now counts as: {kind}. “whyscore people undo” takes this back.")
        voice.remark(told.format(kind=kinds.title(to)))
    return Exit.DONE


def undo(
    person: PersonId,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Undo the last change; "no" where there is none."""
    voice = Voice(machine=json, quiet=quiet)
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        change = people.undo(person)
    return _went("undo", person, change, voice)


def redo(
    person: PersonId,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Make the change again that was undone last; "no" where there is none."""
    voice = Voice(machine=json, quiet=quiet)
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        change = people.redo(person)
    return _went("redo", person, change, voice)


def _went(did: str, person: str, change: Change | None, voice: Voice) -> Exit:
    from app.cli.screens.people import change_words

    what = None if change is None else change_words(change)
    if voice.machine:
        voice.document(change_document(did, person=person, what=what))
    if what is None:
        voice.remark(
            _("There is nothing to undo.") if did == "undo" else _("There is nothing to redo.")
        )
        return Exit.NO
    said = _("Undone: {change}.") if did == "undo" else _("Done again: {change}.")
    voice.remark(said.format(change=what))
    return Exit.DONE
