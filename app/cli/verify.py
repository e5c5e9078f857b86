"""``whyscore verify``: is a package as it was issued, and who says so?"""

from __future__ import annotations

import base64
import binascii
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
HELP = marked("Check the hashes and the signature of a score package.")
_KEY_BYTES = 32
_LONGEST_FILE = 65_536  # a key file holds two words; whatever is longer is none


def command(
    package: Annotated[
        Path, typer.Argument(metavar="EXPORT", help=marked("A score package: a folder or a zip."))
    ],
    *,
    trust: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="KEYFILE",
            help=marked("A file with a key's id and the public key in base64. May be repeated."),
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
    keys = dict(_key(path) for path in trust or ())
    word = password(password_stdin)
    try:
        verification = workflow.verify(package, keys, password=word)
    except UnreadableInput as error:
        raise refused(error) from error
    if voice.machine:
        voice.document(verification_document(verification))
    else:
        from app.cli.screens.verification import verification_screen

        voice.show(*verification_screen(verification))
    return Exit.DONE if verification.good else Exit.NO


def _key(path: Path) -> tuple[str, bytes]:
    """Read a key file: the key's id, white space, the 32 bytes of an Ed25519 key in base64.

    Raises:
        UsageError: The file is none such.
    """
    try:
        with path.open("rb") as file:
            words = file.read(_LONGEST_FILE).decode("utf-8").split()
        name, encoded = words
        key = base64.b64decode(encoded, validate=True)
    except OSError as error:
        raise UsageError(
            _("--trust: {file} cannot be read: {reason}.").format(
                file=path, reason=error.strerror or type(error).__name__
            )
        ) from error
    except (UnicodeDecodeError, ValueError, binascii.Error) as error:
        raise _no_key(path) from error
    if len(key) != _KEY_BYTES:
        raise _no_key(path)
    return name, key


def _no_key(path: Path) -> UsageError:
    return UsageError(
        _("--trust: {file} is no key file. It holds a key's id and its 32 bytes in base64.").format(
            file=path
        )
    )
