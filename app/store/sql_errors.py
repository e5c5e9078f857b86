"""What SQLCipher and the disk say, in words for the reader; never a value of the data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.store.errors import (
    DamagedStore,
    DiskFull,
    StoreBusy,
    StoreError,
    StoreReadOnly,
    StoreUnreadable,
)
from app.store.places import disk_trouble

_READ_ONLY = 8
_SAID = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's fixed sentences; copying page by page tells no code with them."""


@contextlib.contextmanager
def told(*, writing: bool = False) -> Iterator[None]:
    """Turn errors of the database and of the disk into those that the reader can be told.

    Args:
        writing: Whether the work writes. The driver has one word for a disk that gives nothing
            and one that takes nothing; then it is taken for the latter.
    """
    try:
        yield
    except DBAPIError as error:
        if (said := _trouble(error.orig, writing=writing)) is None:
            raise
        raise said from None
    except dbapi2.Error as error:
        if (said := _trouble(error, writing=writing)) is None:
            raise
        raise said from None
    except OSError as error:
        raise disk_trouble(error) from None


def _trouble(error: BaseException | None, *, writing: bool) -> StoreError | None:
    """Return the reader's word for an error of the database; ``None`` where we asked wrongly."""
    code = getattr(error, "sqlite_errorcode", None) or _SAID.get(str(error), 0)
    match code & 0xFF:
        case 5 | 6:  # busy, locked
            return StoreBusy()
        case 8 | 14:  # read-only, cannot be opened
            return StoreReadOnly() if writing or code & 0xFF == _READ_ONLY else StoreUnreadable()
        case 13:  # full
            return DiskFull()
        case 10:  # the disk gives nothing, or takes nothing
            return DiskFull() if writing else DamagedStore()
        case 11 | 26:  # malformed, not a database
            return DamagedStore()
        case _:
            return None
