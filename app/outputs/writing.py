"""Files and folders that appear whole or not at all, and that only their owner can read.

Nearly everything that is written tells of a person, so nothing is left to the umask. Each thing is
made in a folder of its own beside its place, settled on the disk, and put in its place in one step.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import WhyscoreError
from app.wording.language import _

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_FULL = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS") if hasattr(errno, name)
)
_NO_MODES = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP})


def write_privately(content: bytes, target: Path) -> None:
    """Write a file: the whole of it or nothing, for its owner only. For any thread.

    Args:
        content: All of the file.
        target: The file; an older one of that name is replaced.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    with made_whole(target) as place:
        place.write_bytes(content)


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """Yield a place beside the target; what is made there becomes the target, or nothing does.

    A file replaces an older file of that name, a folder only an empty one. Whatever the umask
    says, files are for their owner only, and folders too.

    Args:
        target: Where the file or folder is to stand.

    Yields:
        A path of the same ending where nothing stands yet, in a folder that only the owner can enter.

    Raises:
        WhyscoreError: It cannot be written there.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".whyscore-", dir=target.absolute().parent))
    except OSError as error:
        raise unwritten(target, error) from error
    try:
        place = folder / f"new{target.suffix}"
        yield place
        _settle(place)
        if place.is_dir() and target.is_dir():
            target.rmdir()
        place.replace(target)
    except OSError as error:
        if _is_ours(error, folder, target):
            raise unwritten(target, error) from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unwritten(target: Path, error: OSError) -> WhyscoreError:
    """Return what to say of a file that cannot be written."""
    return WhyscoreError(
        _("{file} could not be written: {reason}. Choose another place.").format(
            file=target.name, reason=error.strerror or type(error).__name__
        )
    )


def _is_ours(error: OSError, folder: Path, target: Path) -> bool:
    """Whether an error is of what is written, not of what is read meanwhile."""
    if error.errno in _FULL or error.filename is None:
        return True
    named = Path(os.fsdecode(error.filename))
    return named == target or folder in (named, *named.parents)


def _settle(place: Path) -> None:
    """Close what was made to all others, and wait until it is on the disk itself."""
    if place.is_dir():
        for one in place.iterdir():
            _settle(one)
        _allow(place, PRIVATE_FOLDER)
        return
    _allow(place, PRIVATE_FILE)
    with place.open("r+b") as file:
        os.fsync(file.fileno())


def _allow(place: Path, mode: int) -> None:
    try:
        place.chmod(mode)
    except OSError as error:
        # A stick without modes keeps none; it is the reader who takes the file there.
        if error.errno not in _NO_MODES:
            raise
