"""``whyscore people``: copies of the store, taking data out of it, erasing, the passphrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.documents.people import change_document
from app.cli.exits import Exit
from app.cli.options import Json, Lang, Quiet
from app.cli.store import (
    PassphraseStdin,
    PersonId,
    Salvaging,
    StoreFolder,
    another_passphrase,
    opened_store,
    passphrase,
    salvaged_store,
    strength_line,
    unlocked_by,
)
from app.cli.terminal import Voice
from app.cli.writing import check_targets
from app.domain.errors import UsageError
from app.wording import storing
from app.wording.language import _, marked

if TYPE_CHECKING:
    from app.workflow.people import People

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
    verbs.command(
        "passphrase",
        help=marked(
            "Change the passphrase: the present one is the first line of standard input, "
            "the new one the second."
        ),
    )(change_passphrase)


def back_up(
    file: BackUpFile,
    *,
    salvage: Salvaging = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Copy the store; where its key is in the keyring, the passphrase is the copy's own."""
    from app.workflow.people import KeyPlace, key_place

    voice = Voice(machine=json, quiet=quiet)
    check_targets({"FILE": file}, store=store, backup=True)
    key = passphrase(asked=passphrase_stdin)
    own = key if key_place(store) is KeyPlace.KEYRING else None
    if own is None and key_place(store) is KeyPlace.KEYRING:
        raise UsageError(_("Give the copy a passphrase with --passphrase-stdin: it opens it."))
    word = None if own else key
    if salvage:
        opening = salvaged_store(store, word)
        with opening as salvaged, voice.progress(_("Copying")) as progress:
            salvaged.back_up(file, progress, passphrase=own)
            faults, noted = salvaged.faults, True
    else:
        with opened_store(store, word) as people, voice.progress(_("Copying")) as progress:
            noted = people.back_up(file, progress, passphrase=own)
            faults = ()
    if voice.machine:
        voice.document(change_document("back-up", file=file))
    voice.remark(_("Written: {file}").format(file=file))
    if not noted:
        voice.remark(storing.unnoted())
    for fault in faults:
        voice.remark(fault)
    return Exit.DONE


def restore(
    file: BackUpFile,
    *,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=marked(
                "Also where this store's passphrase is forgotten: what is there is kept aside in "
                "its folder."
            ),
        ),
    ] = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Put a backup in the place of the store.

    The first line of standard input is the back-up's passphrase. The second, which is read only
    where a store is there that opens with another one, is this store's.
    """
    from app.workflow import people

    voice = Voice(machine=json, quiet=quiet)
    if not passphrase_stdin:
        raise UsageError(_("A back-up opens with a passphrase. Give it with --passphrase-stdin."))
    unlock = unlocked_by(passphrase(asked=True, whose=_("the back-up's passphrase")))
    with voice.progress(_("Restoring")) as progress:
        try:
            beside = people.restore(store, file, unlock, progress, replace=replace)
        except people.OwnKeyWanted:
            own = another_passphrase(_("this store's passphrase"))
            if own is None:
                raise
            beside = people.restore(store, file, unlock, progress, own=unlocked_by(own))
    if voice.machine:
        voice.document(change_document("restore", file=file))
    voice.remark(_("The store is as it was in {file}.").format(file=file))
    voice.remark(storing.opens_with_backup_s())
    if beside:
        voice.remark(storing.set_aside(beside))
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
    salvage: Salvaging = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Write a person's data as a score package, which anyone can read."""
    voice = Voice(machine=json, quiet=quiet)
    check_targets({"--out": out}, store=store, into_folder=True)
    key = passphrase(asked=passphrase_stdin)
    faults: tuple[str, ...] = ()
    if salvage:
        with salvaged_store(store, key) as salvaged, voice.progress(_("Writing")) as progress:
            salvaged.export(person, out, progress)
            faults = salvaged.faults
    else:
        with opened_store(store, key) as people, voice.progress(_("Writing")) as progress:
            people.export(person, out, progress)
    if voice.machine:
        voice.document(change_document("export", person=person, file=out))
    voice.remark(_("Written: {file}. It is not encrypted.").format(file=out))
    for fault in faults:
        voice.remark(fault)
    return Exit.DONE


def erase(  # noqa: PLR0913 - one argument an option
    person: MaybePerson = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=marked("Erase the whole store: all people and the key."))
    ] = False,
    back_ups: Annotated[
        bool,
        typer.Option(
            "--back-ups",
            help=marked(
                "With --all: erase the back-ups that this store wrote as well. Without, they stay "
                "and are named."
            ),
        ),
    ] = False,
    unopened: Annotated[
        bool,
        typer.Option(
            "--unopened",
            help=marked(
                "With --all: erase a store that cannot be opened any more, without its passphrase."
            ),
        ),
    ] = False,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Erase a person, or all."""
    from app.workflow.people import erase_store, told_of_erasing

    voice = Voice(machine=json, quiet=quiet)
    if (person is None) is not everything:
        raise UsageError(_("Name the person to erase, or say --all."))
    if (back_ups or unopened) and not everything:
        raise UsageError(_("--back-ups and --unopened are for --all only."))
    if back_ups and unopened:
        raise UsageError(_("Only the opened store knows its back-ups: leave out --unopened."))
    if unopened:
        told: Iterable[str] = told_of_erasing(erase_store(store), opened=False)
    else:
        with opened_store(store, passphrase(asked=passphrase_stdin)) as people:
            told = _gone(people.erase(person)) if person else _erased(people, back_ups=back_ups)
    if voice.machine:
        voice.document(change_document("erase", person=person))
    for line in told:
        voice.remark(line)
    return Exit.DONE


def change_passphrase(
    *,
    keyring: Annotated[
        bool,
        typer.Option(
            "--keyring", help=marked("Keep the key in the system's keyring from now on instead.")
        ),
    ] = False,
    new_key: Annotated[
        bool | None,
        typer.Option(
            "--new-key/--same-key",
            show_default=False,
            help=marked(
                "Draw a new key, so that older back-ups open nothing of today's; or keep it. "
                "Without either: a new one where a passphrase opened the store so far."
            ),
        ),
    ] = None,
    store: StoreFolder = None,
    passphrase_stdin: PassphraseStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Change how the store opens; where the keyring has the key, no present one is read."""
    voice = Voice(machine=json, quiet=quiet)
    old = passphrase(asked=passphrase_stdin)
    new = None if keyring else passphrase(asked=True, whose=_("the new passphrase"))
    with opened_store(store, old) as people, voice.progress(_("Changing the key")) as progress:
        renews = people.renews_by_default if new_key is None else new_key
        people.change_passphrase(new, renew=renews, progress=progress)
    if voice.machine:
        voice.document(change_document("passphrase"))
    if new is None:
        voice.remark(_("The key is in the system's keyring from now on."))
    else:
        voice.remark(_("The passphrase is changed."))
        voice.remark(strength_line(new))
    voice.remark(storing.key_renewed() if renews else storing.key_kept())
    return Exit.DONE


def _erased(people: People, *, back_ups: bool) -> tuple[str, ...]:
    """Erase the store, with the back-ups that it wrote where they are to go; report it."""
    from app.workflow.people import Whose, told_of_erasing

    own = [one.path for one in people.backups() if one.whose is Whose.OWN] if back_ups else []
    return told_of_erasing(people.erase_everything(own))


def _gone(backups: Sequence[str]) -> Iterator[str]:
    """Say that a person is gone, and where they may still be."""
    yield _("The person is erased from the store.")
    if backups:
        yield _("They are still in these back-ups: {files}.").format(files=", ".join(backups))
