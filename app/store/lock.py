"""One writer at a time: a lock that the system itself takes back when a process ends."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from app.store.errors import StoreBusy
from app.store.places import LOCK_FILE, told_of_disk

_ASK_AGAIN = 0.05  # seconds
_PATIENCE = 2.0  # seconds: a small change beside another small change just waits

if sys.platform == "win32":  # pragma: no cover - tried on Windows only
    import msvcrt

    def locked(handle: int) -> bool:
        """Lock an open file without waiting; say whether it is ours now."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def locked(handle: int) -> bool:
        """Lock an open file without waiting; say whether it is ours now."""
        try:
            # Not lockf: that one does not see a second lock of the same process.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def one_writer(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Be the one that writes to a store, for as long as the block takes.

    Args:
        folder: The store's folder.
        patience: How long to wait for another writer to finish. Unit: seconds.

    Raises:
        StoreBusy: Another window or command still writes.
        StoreReadOnly: The folder cannot be written.
    """
    until = time.monotonic() + patience
    while (handle := _taken(folder / LOCK_FILE)) is None:
        if time.monotonic() >= until:
            raise StoreBusy
        threading.Event().wait(_ASK_AGAIN)
    try:
        yield
    finally:
        os.close(handle)  # which gives the lock back


def _taken(path: Path) -> int | None:
    """Return the open lock, or ``None`` where somebody else has it."""
    with told_of_disk():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if locked(handle) and _is_at(handle, path):
        return handle
    os.close(handle)
    return None


def _is_at(handle: int, path: Path) -> bool:
    """Whether the lock is still the folder's: who erases a store deletes its lock as well."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
