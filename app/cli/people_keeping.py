"""``whyscore people``: copies of the store, taking data out of it, erasing, the passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.documents.people import change_document
from app.cli.exits import Exit
from app.cli.options import Json, Lang, Quiet
from app.cli.store import (
    PassphraseStdin,
    PersonId,
    StoreFolder,
    opened_store,
    passphrase,
    unlocked_by,
)
from app.cli.terminal import Voice
from app.domain.errors import UsageError
from app.wording.language import _, marked

BackUpFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=marked("The backup; it is encrypted like the store."))
]
MaybePerson = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]", show_default=False, help=marked("The person to erase. Not with --all.")
    ),
]


def register(verbs: typer.Typer) -> None:
    """Add these verbs to ``whyscore people``."""
    verbs.command("back-up", help=marked("Write an encrypted copy of the whole store."))(back_up)
    verbs.command("restore", help=marked("Put a backup in the place of the store."))(restore)
    verbs.command("export", help=marked("Write all that is kept of a person as a score package."))(
        export
    )
    verbs.command("erase", help=marked("Erase a person, or the whole store, for good."))(erase)
    verbs.command("passphrase", help=marked("Change the passphrase of the store."))(
        change_passphrase
    )


def back_up(
    file: BackUpFile,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Copy the store."""
    voice = Voice(machine=json, quiet=quiet)
    _check_folder(file)
    key = passphrase(asked=passphrase_stdin)
    with opened_store(store, key) as people, voice.progress(_("Copying")) as progress:
        people.back_up(file, progress)
    if voice.machine:
        voice.document(change_document("back-up", file=file))
    voice.remark(_("Written: {file}").format(file=file))
    return Exit.DONE


def restore(
    file: BackUpFile,
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Put a backup in the place of the store."""
    from app.workflow import people

    voice = Voice(machine=json, quiet=quiet)
    unlock = unlocked_by(passphrase(asked=passphrase_stdin))
    with voice.progress(_("Restoring")):
        people.restore(store, file, unlock)
    if voice.machine:
        voice.document(change_document("restore", file=file))
    voice.remark(_("The store is as it was in {file}.").format(file=file))
    return Exit.DONE


def export(
    person: PersonId,
    *,
    out: Annotated[
        Path,
        typer.Option(
            metavar="PACKAGE.zip",
            help=marked("The package to write: a zip, or a folder where the name has no .zip."),
        ),
    ],
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Write a person's data as a score package, which anyone can read."""
    voice = Voice(machine=json, quiet=quiet)
    if not out.parent.is_dir():
        raise UsageError(_("--out: there is no folder {folder}.").format(folder=out.parent))
    key = passphrase(asked=passphrase_stdin)
    with opened_store(store, key) as people, voice.progress(_("Writing")) as progress:
        people.export(person, out, progress)
    if voice.machine:
        voice.document(change_document("export", person=person, file=out))
    voice.remark(_("Written: {file}. It is not encrypted.").format(file=out))
    return Exit.DONE


def erase(
    person: MaybePerson = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=marked("Erase the whole store: all people and the key."))
    ] = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Erase a person, or all."""
    from app.workflow.people import erase_store

    voice = Voice(machine=json, quiet=quiet)
    if (person is None) is not everything:
        raise UsageError(_("Name the person to erase, or say --all."))
    with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
        folder = people.folder
        if person is not None:
            people.erase(person)
    if person is None:
        erase_store(folder)  # only who can open the store gets here
    if voice.machine:
        voice.document(change_document("erase", person=person))
    voice.remark(_erased(person))
    return Exit.DONE


def change_passphrase(
    *,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Change the passphrase: the old one stands on the first line, the new one on the second."""
    voice = Voice(machine=json, quiet=quiet)
    old = passphrase(asked=passphrase_stdin)
    new = passphrase(asked=True)
    with opened_store(store, old) as people:
        people.change_passphrase(new)
    if voice.machine:
        voice.document(change_document("passphrase"))
    voice.remark(_("The passphrase is changed."))
    return Exit.DONE


def _erased(person: str | None) -> str:
    """Say what is gone, and honestly what may not be."""
    if person is not None:
        return _(
            "The person is erased from the store. Back-ups that were made before still hold them."
        )
    return _(
        "The store is erased: its data, its journals, the back-ups made here, and its key. "
        "A solid-state disk may keep old copies of what was written; they are encrypted, and the "
        "key is gone."
    )


def _check_folder(file: Path) -> None:
    if not file.parent.is_dir():
        raise UsageError(_("{file}: there is no such folder to write to.").format(file=file.parent))
