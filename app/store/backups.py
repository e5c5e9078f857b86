"""A back-up: the whole store in one encrypted file that a passphrase opens anywhere.

The data comes first, under a key of its own; behind it stand how that key is wrapped, the hash
of all that, and a mark. So the data is checked where it lies, before the file gets its name.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import UsageError, WhyscoreError
from app.domain.progress import Progress, Unwatched
from app.store.database import Database
from app.store.entries import Whose
from app.store.errors import DamagedStore, NewerStore
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, KeyPlace, Unlock
from app.store.migrations import HEAD
from app.store.opening import version_of
from app.store.places import (
    new_data_name,
    part_of,
    private_file,
    settle,
    settle_folder,
    told_of_disk,
)
from app.wording.language import _

_MARK = b"whyscore back-up 1\n"
_END = struct.Struct(f"<Q32sI{len(_MARK)}s")  # bytes of data, hash, bytes of the wrap, mark
_CHUNK = 1 << 20
_LONGEST_WRAP = 16_384


@dataclass(frozen=True, slots=True)
class Backup:
    """What stands behind the data of a back-up."""

    size: int
    digest: bytes
    file: KeyFile


def write(
    database: Database,
    target: Path,
    file: KeyFile,
    key: KeyHolder,
    unlock: Unlock | None,
    watch: Progress,
) -> None:
    """Write a back-up: it has its name when it is whole and was read again, not before.

    Args:
        database: The store's data.
        target: The file; an older one of this name is replaced.
        file: The store's key file.
        key: The store's key.
        unlock: A passphrase for the back-up; ``None`` takes the store's own.
        watch: Told how far it is; may stop the work.

    Raises:
        UsageError: The store has no passphrase, and none is given.
    """
    if unlock is None and file.wrap is None:
        raise UsageError(_("Choose a passphrase for the back-up: it opens the copy elsewhere."))
    if unlock is not None and unlock.place is not KeyPlace.PASSPHRASE:
        raise UsageError(_("A back-up is opened by a passphrase. Choose one."))
    part = target.with_name(part_of(new_data_name()))
    own = KeyHolder.fresh() if unlock else key.copy()
    try:
        _remove(part)
        private_file(part)
        database.copy_to(part, own, watch)
        check(part, own)
        cost = file.wrap.cost if file.wrap else None
        wrap = (
            KeyFile.sealed(own, unlock, store=file.store, data=file.data, cost=cost)
            if unlock
            else replace(
                file, home="", older="", let_go=(), salt=""
            )  # whose these are, is the store's
        )
        with told_of_disk():
            _append(part, wrap.as_text().encode())
            _read_again(part)
            part.replace(target)
            settle_folder(target.parent)
    except BaseException:
        _remove(part)
        raise
    finally:
        own.wipe()


def read(backup: Path) -> Backup:
    """Read what stands behind a back-up's data.

    Raises:
        DamagedStore: It is no back-up, or was cut short.
    """
    with told_of_disk(), _opened(backup) as file:
        whole = file.seek(0, os.SEEK_END)
        if whole < _END.size:
            raise DamagedStore(_no_backup())
        file.seek(whole - _END.size)
        size, digest, length, mark = _END.unpack(file.read(_END.size))
        if mark != _MARK or length > _LONGEST_WRAP or size + length + _END.size != whole:
            raise DamagedStore(_no_backup())
        file.seek(size)
        try:
            return Backup(size, digest, KeyFile.parsed(file.read(length)))
        except DamagedStore:
            raise DamagedStore(_no_backup()) from None


def unpack(backup: Path, found: Backup, target: Path, watch: Progress | None = None) -> None:
    """Copy a back-up's data to a file of its own, and see that it is what was written.

    Raises:
        DamagedStore: It is not.
    """
    report = watch or Unwatched()
    if _digest(backup) != found.digest:
        raise DamagedStore(_no_backup())
    private_file(target)
    with told_of_disk(), _opened(backup) as source, target.open("r+b") as file:
        left = found.size
        while left:
            chunk = source.read(min(_CHUNK, left))
            if not chunk:
                raise DamagedStore(_no_backup())
            file.write(chunk)
            left -= len(chunk)
            report.report(found.size - left, found.size)
        file.flush()
        settle(file.fileno())


def check(path: Path, key: KeyHolder) -> None:
    """See that a file of data is whole, and not newer than this program."""
    with closing(Database(path, key)) as copy:
        if version_of(copy) > HEAD:
            raise NewerStore
        copy.check()


def whose(backup: Path, file: KeyFile, folder: Path) -> Whose:
    """Tell whose back-up a file is, for the store in a folder that noted it; the file says so."""
    try:
        same = read(backup).file.store == file.store
        # A copy that was never written to still has the id of the store that it is a copy of.
        return Whose.OWN if same and file.is_at_home(folder) else Whose.OTHER
    except (WhyscoreError, OSError):
        return Whose.GONE


def is_one(path: Path) -> bool:
    """Whether a file is a back-up of any store."""
    try:
        read(path)
    except (WhyscoreError, OSError):
        return False
    return True


def _read_again(part: Path) -> None:
    if read(part).digest != _digest(part):
        raise DamagedStore(_("The back-up on the disk is not what was written. Try another disk."))


def _append(part: Path, wrap: bytes) -> None:
    size = part.stat().st_size
    with part.open("ab") as file:
        file.write(wrap)
        file.flush()
        end = _END.pack(size, _hash(part, size + len(wrap)), len(wrap), _MARK)
        file.write(end)
        file.flush()
        settle(file.fileno())


def _digest(path: Path) -> bytes:
    """Hash a back-up, all but its end."""
    with told_of_disk():
        return _hash(path, path.stat().st_size - _END.size)


def _hash(path: Path, size: int) -> bytes:
    digest = hashlib.sha256()
    for chunk in _chunks(path, size):
        digest.update(chunk)
    return digest.digest()


def _chunks(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(_CHUNK, size))):
            size -= len(chunk)
            yield chunk


def _opened(backup: Path) -> BinaryIO:
    try:
        if backup.exists() and not backup.is_file():
            raise DamagedStore(_no_backup())
        return backup.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(_("There is no such file to restore. Check its name.")) from None
    except PermissionError:
        raise UsageError(
            _("This user may not read the back-up. Nothing was changed. Allow reading it.")
        ) from None


def _remove(part: Path) -> None:
    with suppress(OSError):
        for path in (part, part.with_name(part.name + "-journal")):
            path.unlink(missing_ok=True)


def _no_backup() -> str:
    return _(
        "This file is no back-up of Whyscore, or it is damaged. Nothing was changed. Choose"
        " another one."
    )
