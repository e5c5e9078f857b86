"""``whyscore verify``: is a package as it was issued, and who says so?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.documents.verification import verification_document
from app.cli.exits import Exit
from app.cli.opening import refused
from app.cli.options import Json, Lang, PasswordStdin, Quiet, password
from app.cli.terminal import Voice
from app.domain.errors import UnreadableInput, UsageError
from app.wording.language import _, marked

NAME = "verify"
HELP = marked("Check the hashes and the signature of a score package, and read every table of it.")


def command(
    package: Annotated[
        Path, typer.Argument(metavar="EXPORT", help=marked("A score package: a folder or a zip."))
    ],
    *,
    trust: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="KEYFILE",
            help=marked(
                "A file with a key's id and the public key in base64, trusted for this once beside "
                "those of “whyscore keys”. May be repeated."
            ),
        ),
    ] = None,
    password_stdin: PasswordStdin = False,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Verify a package; "no" where a hash or the signature is not right."""
    from app.workflow import reading as workflow

    voice = Voice(machine=json, quiet=quiet)
    keys: dict[str, bytes] = {}
    for path in trust or ():
        keys |= _keys(path)
    word = password(password_stdin)
    try:
        with voice.progress(_("Reading")) as progress:
            verification = workflow.verify(package, keys, password=word, progress=progress)
    except UnreadableInput as error:
        raise refused(error) from error
    if voice.machine:
        voice.document(verification_document(verification))
    else:
        from app.cli.screens.verification import verification_screen

        voice.show(*verification_screen(verification))
    return Exit.DONE if verification.good else Exit.NO


def _keys(path: Path) -> dict[str, bytes]:
    """Return the keys in a file.

    Raises:
        UsageError: The file is no key file.
    """
    from app.workflow import trusted_keys

    try:
        return {key.id: key.public for key in trusted_keys.read_file(path)}
    except UsageError as error:
        raise UsageError(f"--trust: {error}") from error
