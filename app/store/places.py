"""Where a store's files lie, and how one is written so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_data_path

from app.store.errors import DiskFull, StoreError, StoreReadOnly

KEY_FILE = "store.key.toml"
ERASING = "store.erasing"
LOCK_FILE = "store.lock"
_DATA = re.compile(r"store-[0-9a-f]{12}\.db")
_OURS = re.compile(
    r"store-[0-9a-f]{12}\.db(-journal|-wal|-shm)?|\.store-[0-9a-f]{12}\.part(-journal)?"
)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def usual_folder() -> Path:
    """Return where the store of this user lies where no other place is named."""
    return user_data_path("whyscore", appauthor=False)


def new_data_name() -> str:
    """Return a name for a file of data that no other has."""
    return f"store-{secrets.token_hex(6)}.db"


def is_data_name(name: str) -> bool:
    """Whether a file of data may have this name."""
    return _DATA.fullmatch(name) is not None


def is_ours(name: str) -> bool:
    """Whether a file of this name is a store's, or would be taken for one."""
    return name in {KEY_FILE, ERASING, LOCK_FILE} or _OURS.fullmatch(name) is not None


def make_private(folder: Path) -> None:
    """Make the folder where it is not there, for this user alone."""
    with told_of_disk():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that after a crash it is the old one or the new one, for this user alone.

    Raises:
        DiskFull: There is no room.
        StoreReadOnly: The folder cannot be written.
    """
    part = target.with_name(f".store-{secrets.token_hex(6)}.part")
    with told_of_disk():
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                settle(file.fileno())
            part.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        settle_folder(target.parent)


def private_file(path: Path) -> None:
    """Make an empty file that nobody but this user can read."""
    with told_of_disk():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def settle(handle: int) -> None:
    """Wait until what was written to an open file is on the disk itself."""
    os.fsync(handle)


def settle_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk itself; only POSIX can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def strays(folder: Path, data: str | None) -> list[Path]:
    """Return what work that was cut short left behind: files of ours that nothing names.

    Args:
        folder: The store's folder.
        data: Name of the file of data that is in use, if there is one.
    """
    own = {name for suffix in ("", "-journal", "-wal", "-shm") if (name := f"{data}{suffix}")}
    return [
        path for path in folder.iterdir() if _OURS.fullmatch(path.name) and path.name not in own
    ]


@contextlib.contextmanager
def told_of_disk() -> Iterator[None]:
    """Turn what the system says of the disk into what the reader can be told."""
    try:
        yield
    except OSError as error:
        raise disk_trouble(error) from None


def disk_trouble(error: OSError) -> StoreError | OSError:
    """Return the reader's word for an error of the disk; the error itself where there is none."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _CLOSED:
        return StoreReadOnly()
    return error
