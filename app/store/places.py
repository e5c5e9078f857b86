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

from app.domain.errors import UsageError
from app.store.errors import DiskFull, StoreError, StoreReadOnly
from app.wording.language import _

KEY_FILE = "store.key.toml"
ERASING = "store.erasing"
LOCK_FILE = "store.lock"
_DATA = re.compile(r"store-[0-9a-f]{12}\.db")
_OURS = re.compile(
    r"store-[0-9a-f]{12}\.db(-journal|-wal|-shm)?|\.store-[0-9a-f]{12}\.part(-journal)?"
)
_PART = re.compile(r"\.store-[0-9a-f]{12}\.part(-journal)?")
_JOURNALS = ("-journal", "-wal", "-shm")

_ASIDE = re.compile(r"store-[0-9a-f]{12}\.key\.toml")

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


def part_of(name: str) -> str:
    """Return the name under which a file of data waits until the key file speaks of it."""
    return f".{name.removesuffix('.db')}.part"


def data_at(folder: Path, name: str) -> Path:
    """Return where a file of data lies: under its name, or still under the one it waits under."""
    path, part = folder / name, folder / part_of(name)
    return part if not path.exists() and part.exists() else path


def has_data(folder: Path) -> bool:
    """Whether files of data of a store lie in a folder."""
    try:
        return any(is_data_name(path.name) for path in folder.iterdir())
    except OSError:
        return False


def holds_store(folder: Path) -> bool:
    """Whether a folder has the files of a store, whole or not."""
    return any(
        os.path.lexists(folder / name) for name in (KEY_FILE, ERASING, LOCK_FILE)
    ) or has_data(folder)


def belongs_to_store(path: Path) -> bool:
    """Whether writing to a path would touch a store: any store, without knowing which is in use.

    True for the store's folder itself, for every name that a store gives its files, and for
    every file that lies in a store's folder already. A new file beside a store's is none of its.
    """
    real = Path(os.path.realpath(path))
    if holds_store(real):
        return True
    if not holds_store(real.parent):
        return False
    return os.path.lexists(real) or is_own_name(real.name.casefold())


def is_own_name(name: str) -> bool:
    """Whether a store gives its files such a name."""
    return name in {KEY_FILE, ERASING, LOCK_FILE} or any(
        form.fullmatch(name) for form in (_OURS, _ASIDE)
    )


def aside_name(data: str) -> str:
    """Return what the key file of a store that made room is called, beside its data."""
    return f"{data.removesuffix('.db')}.key.toml"


def make_private(folder: Path) -> None:
    """Make the folder where it is not there, for this user alone; one that is there stays."""
    try:
        with told_of_disk():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            _("{folder}: there is a file in the way. Name a folder.").format(folder=folder)
        ) from None


def can_write(folder: Path) -> bool:
    """Whether this user can write in a folder and to the lock in it."""
    lock = folder / LOCK_FILE
    return os.access(folder, os.W_OK) and (not lock.exists() or os.access(lock, os.W_OK))


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


def strays(folder: Path, data: str, older: str) -> list[Path]:
    """Return what work that was cut short left behind, and nothing else.

    Data that no key file names are not among it: they may be a store whose key file was lost.

    Args:
        folder: The store's folder.
        data: Name of the file of data that is in use.
        older: Name of the one that made room for it; empty where none did.
    """
    waiting = part_of(data)
    own = {waiting, *(waiting + suffix for suffix in _JOURNALS)}
    gone = {older + suffix for suffix in ("", *_JOURNALS)} if older else set()
    return [
        path
        for path in folder.iterdir()
        if path.name in gone or (_PART.fullmatch(path.name) and path.name not in own)
    ]


def all_of_a_store(folder: Path) -> list[Path]:
    """Return every file of data in a folder, in use or not, with journals and rests."""
    return [
        path
        for path in folder.iterdir()
        if _OURS.fullmatch(path.name) or _ASIDE.fullmatch(path.name)
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
