"""Joins the page with what works on the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.gui.kept import KeptFile
from app.gui.pages.privacy.view import PrivacyView
from app.wording.language import _

Shows = Callable[[tuple[KeptFile, ...]], None]
BACKUP_ENDING = ".whyscore"


class Upkeeps(Protocol):
    """Works on the store: the presenter of it."""

    def want_open(self) -> None:
        """Open the store because the reader asks for it."""

    def want_new_key(self) -> None:
        """Ask how the store shall be locked from now on."""

    def files(self, person: str, then: Callable[[tuple[KeptFile, ...]], None]) -> None:
        """Ask for the files that came in for a person."""

    def rename(self, person: str, name: str) -> None:
        """Call a person something else."""

    def export(self, person: str, target: Path) -> None:
        """Write all that is kept of a person as a score package."""

    def back_up(self, target: Path) -> None:
        """Write a copy of the whole store."""

    def want_restore(self, backup: Path) -> None:
        """Put a copy in the store's place, once its key is told."""

    def erase(self, person: str | None) -> None:
        """Erase a person for good; everything where none is named."""


class Asks(Protocol):
    """Asks for files and places of files."""

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def file_of(self, heading: str, kinds: str) -> Path | None:
        """Ask for one file."""


def build_privacy(
    upkeep: Upkeeps,
    opens: Callable[[str], None],
    locks: Callable[[], None],
    asks: Asks,
    choose_file: Callable[[], None],
    lock_after: int,
    for_now: Callable[[Shows], Shows] = lambda shows: shows,
) -> PrivacyView:
    """Return the page, ready to be placed in the window.

    Args:
        upkeep: Works on the store.
        opens: Opens a person of the store.
        locks: Closes the store.
        asks: Asks for files.
        choose_file: Asks for a file and opens it.
        lock_after: Minutes until the store locks itself; 0 is never.
        for_now: Drops what arrives when the page is gone.
    """
    view = PrivacyView(lock_after)

    def export(person: str) -> None:
        target = asks.place_for(_("Export as a score package"), "whyscore.zip", "(*.zip)")
        if target is not None:
            upkeep.export(person, target if target.suffix else target.with_suffix(".zip"))

    def back_up() -> None:
        name = f"backup{BACKUP_ENDING}"
        target = asks.place_for(_("Back up"), name, f"(*{BACKUP_ENDING})")
        if target is not None:
            upkeep.back_up(target if target.suffix else target.with_suffix(BACKUP_ENDING))

    def restore() -> None:
        backup = asks.file_of(_("Restore a backup"), f"(*{BACKUP_ENDING});;(*)")
        if backup is not None:
            upkeep.want_restore(backup)

    view.files_wanted.connect(
        lambda person: upkeep.files(person, for_now(lambda files: view.show_files(person, files)))
    )
    view.people.open_wanted.connect(opens)
    view.people.renamed.connect(upkeep.rename)
    view.people.export_wanted.connect(export)
    view.people.unlock_wanted.connect(upkeep.want_open)
    view.people.file_wanted.connect(choose_file)
    view.store.lock_wanted.connect(locks)
    view.store.key_wanted.connect(upkeep.want_new_key)
    view.copies.back_up_wanted.connect(back_up)
    view.copies.restore_wanted.connect(restore)
    view.erasing.erase_wanted.connect(upkeep.erase)
    return view
