"""``whyscore keys``: whose signatures are believed, by every verb and by the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.documents.keys import keys_document
from app.cli.exits import Exit
from app.cli.options import Json, Lang, Quiet
from app.cli.terminal import Voice
from app.wording.language import _, marked
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.trusted_keys import TrustedKey

NAME = "keys"
HELP = marked("Keep the keys whose signatures you trust: add, list, remove.")


def app() -> typer.Typer:
    """Return the verbs of ``whyscore keys``."""
    verbs = typer.Typer(add_completion=False, rich_markup_mode=None)
    verbs.callback()(_keys)
    verbs.command("add", help=marked("Trust a key from now on, for all verbs and the window."))(add)
    verbs.command("list", help=marked("List the keys that you trust."))(listed)
    verbs.command("remove", help=marked("Trust a key no more."))(remove)
    return verbs


def _keys(*, lang: Lang = None) -> None:
    """Do nothing: the verb does it."""


def add(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|TEXT…",
            help=marked("A key file, or the key itself: its id and its 32 bytes in base64."),
        ),
    ],
    *,
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="ID",
            help=marked("The id of the key, as signatures give it, where the file does not say."),
        ),
    ] = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Trust keys from now on."""
    from app.workflow import trusted_keys

    voice = Voice(machine=json, quiet=quiet)
    if len(words) == 1 and Path(words[0]).is_file():
        new = trusted_keys.add_file(Path(words[0]), name)
    else:
        new = trusted_keys.add(" ".join(words), name)
    if voice.machine:
        voice.document(keys_document("add", new))
    for key in new:
        voice.remark(
            _("Trusted from now on: {id}. Compare its fingerprint with its owner: {mark}.").format(
                id=visible(key.id), mark=key.fingerprint
            )
        )
    if not new:
        voice.remark(_("This key is trusted already."))
    return Exit.DONE


def listed(
    *,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """List the keys that are trusted."""
    from app.workflow import trusted_keys

    voice = Voice(machine=json, quiet=quiet)
    held = trusted_keys.kept()
    if voice.machine:
        voice.document(keys_document("list", held.keys))
    else:
        _show(held.keys, voice)
    if held.damaged:
        voice.remark(visible(held.damaged))
        return Exit.NO
    return Exit.DONE


def remove(
    name: Annotated[str, typer.Argument(metavar="ID", help=marked("The key's id."))],
    *,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Trust a key no more."""
    from app.workflow import trusted_keys

    voice = Voice(machine=json, quiet=quiet)
    gone = trusted_keys.remove(name)
    if voice.machine:
        voice.document(keys_document("remove", (gone,)))
    voice.remark(_("Trusted no more: {id}.").format(id=visible(gone.id)))
    return Exit.DONE


def _show(keys: Sequence[TrustedKey], voice: Voice) -> None:
    from app.cli.screens.keys import keys_screen

    voice.show(*keys_screen(keys))
