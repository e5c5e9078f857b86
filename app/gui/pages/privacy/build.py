"""Joins the page with what works on the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from app.gui.kept import KeptBackup, KeptFile
from app.gui.pages.privacy.trusted import Trusting
from app.gui.pages.privacy.view import PrivacyView
from app.gui.starts import Starts
from app.wording import privacy as words
from app.wording.language import _

BACKUP_ENDING = ".whyscore"


T = TypeVar("T")


class ForNow(Protocol):
    """Drops a result that arrives when the page is gone."""

    def __call__(self, call: Callable[[T], None], /) -> Callable[[T], None]:
        """Return what takes a result as ``call`` does, as long as the page lives."""


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

    def salvage_all(self, target: Path) -> None:
        """Write a whole copy of what can still be read of a damaged store."""

    def want_restore(self, backup: Path) -> None:
        """Put a copy in the store's place, once its key is told."""

    def backups(self, then: Callable[[tuple[KeptBackup, ...]], None]) -> None:
        """Ask which backups the open store knows of."""

    def erase(self, person: str | None, backups: tuple[str, ...] = ()) -> None:
        """Erase a person for good; everything where none is named, with the backups ticked."""


class Asks(Protocol):
    """Asks for files and places of files."""

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def file_of(self, heading: str, kinds: str) -> Path | None:
        """Ask for one file."""

    def ask(self, heading: str, text: str, ways: Mapping[str, Callable[[], None]]) -> None:
        """Ask which way to go on."""

    def tell(self, heading: str, text: str) -> None:
        """Tell something."""


def build_privacy(
    upkeep: Upkeeps,
    opens: Callable[[str], None],
    locks: Callable[[], None],
    asks: Asks,
    choose_file: Callable[[], None],
    lock_after: int,
    for_now: ForNow,
    tasks: Starts,
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
        tasks: Works off the window's thread.
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

    def salvage() -> None:
        name = f"rescued{BACKUP_ENDING}"
        target = asks.place_for(words.salvage(), name, f"(*{BACKUP_ENDING})")
        if target is not None:
            upkeep.salvage_all(target if target.suffix else target.with_suffix(BACKUP_ENDING))

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
    view.copies.salvage_wanted.connect(salvage)
    view.people.restore_wanted.connect(restore)
    view.erasing.erase_wanted.connect(upkeep.erase)
    view.erasing.backups_wanted.connect(lambda: upkeep.backups(for_now(view.erasing.show_backups)))
    view.keep(Trusting(view.trusted, tasks, asks))
    return view
