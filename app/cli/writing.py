"""Files that a verb writes beside its answer: whole or not at all, for their owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from app.domain.errors import UsageError
from app.wording.language import _


def check_target(option: str, target: Path | None) -> None:
    """Refuse a file in a folder that is not there, before any work is done.

    Raises:
        UsageError: There is no such folder.
    """
    if target is not None and not target.parent.is_dir():
        raise UsageError(
            _("{option}: there is no folder {folder}.").format(option=option, folder=target.parent)
        )


def write_privately(content: bytes, target: Path) -> None:
    """Write a file whole or not at all; it is about a person, so only its owner may read it."""
    handle, name = tempfile.mkstemp(prefix=".whyscore-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
