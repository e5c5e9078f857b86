"""A store opened again, and work that the reader stops at once."""

from __future__ import annotations

from app.domain.progress import Cancelled
from app.store.archive import Archive
from app.store.keys import Unlock

OTHER = Unlock.by_passphrase("another passphrase")


class Stopping:
    """Progress that the reader stops at its first step."""

    def report(self, done: int, total: int) -> None:
        assert done <= total
        raise Cancelled


def reopened(archive: Archive, unlock: Unlock) -> Archive:
    archive.close()
    return Archive.open(archive.folder, unlock)
