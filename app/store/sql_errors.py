"""What SQLCipher and the disk say, in words for the reader; never a value of the data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.store.errors import DamagedStore, DiskFull, StoreBusy, StoreError, StoreReadOnly
from app.store.places import disk_trouble

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_IOERR_WRITE = (10 | (3 << 8), 10 | (4 << 8), 10 | (6 << 8))  # write, sync, truncate


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn errors of the database and of the disk into those that the reader can be told."""
    try:
        yield
    except DBAPIError as error:
        if (said := trouble(error.orig)) is None:
            raise
        raise said from None
    except dbapi2.Error as error:
        if (said := trouble(error)) is None:
            raise
        raise said from None
    except OSError as error:
        raise disk_trouble(error) from None


def trouble(error: BaseException | None) -> StoreError | None:
    """Return the reader's word for an error of the database; ``None`` where we asked wrongly."""
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if code in {_BUSY, _LOCKED}:
        return StoreBusy()
    if code in {_READONLY, _CANTOPEN}:
        return StoreReadOnly()
    if code == _FULL or extended in _IOERR_WRITE:
        return DiskFull()
    return DamagedStore() if code in {_CORRUPT, _NOTADB, _IOERR} else None
