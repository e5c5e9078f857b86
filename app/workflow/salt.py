"""The secret by which ids are made unrecognisable, kept in a file of the auditor's own."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from app.domain.errors import UsageError
from app.wording.language import _

_BYTES = 16
_SALT = re.compile(r"[!-~]{8,256}")


def kept_in(file: Path) -> str:
    """Return the salt that a file holds; where there is none it is made, for its owner only.

    The same salt makes the same names, so that two audits can be held against each other, and
    whoever has both it and the ids can tell who is who.

    Raises:
        UsageError: The file holds something else.
        OSError: It cannot be read or written.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(file)
    salt = secrets.token_hex(_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as fresh:
        fresh.write(f"{salt}\n")
    return salt


def _read(file: Path) -> str:
    with file.open("rb") as opened:
        text = opened.read(1_000).decode("ascii", "replace").strip()
    if not _SALT.fullmatch(text):
        raise UsageError(
            _("{file} holds no salt: one line of 8 to 256 letters, digits or signs.").format(
                file=file
            )
        )
    return text
