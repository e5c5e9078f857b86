"""What can still be read of a store that is damaged on the disk: listed, exported, backed up.

The damaged store stays as it is. What is lost is named each time, in figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.progress import Progress
from app.intake import writing
from app.store.entries import PersonSummary
from app.store.keys import Unlock
from app.store.places import usual_folder
from app.store.refilling import Losses
from app.store.salvaging import Salvage, salvaged
from app.wording import storing
from app.workflow.people import People


class Salvaged:
    """What can still be read, for as long as it is asked for.

    Attributes:
        faults: What cannot, a sentence each.
    """

    def __init__(self, salvage: Salvage) -> None:
        self._salvage = salvage
        self._people = People(salvage.archive)
        self.faults = told_losses(salvage.losses)

    def list(self) -> tuple[PersonSummary, ...]:
        """Return who can still be read."""
        return self._people.list()

    def export(self, person: str, out: Path, progress: Progress | None = None) -> None:
        """Write what can be read of a person as a score package; see ``People.export``."""
        writing.write_package(self._salvage.archive.person(person, progress), out, name=out.stem)

    def back_up(
        self, target: Path, progress: Progress | None = None, *, passphrase: str | None = None
    ) -> None:
        """Write a whole back-up of what can be read, to be restored in the store's place.

        Args:
            target: The file.
            progress: Told how far it is; may stop the work, which then leaves nothing.
            passphrase: Opens the copy; where left out, the store's own does.
        """
        unlock = None if passphrase is None else Unlock.by_passphrase(passphrase)
        self._salvage.back_up(target, unlock, progress)


@contextmanager
def salvaging(folder: Path | None, unlock: Unlock) -> Iterator[Salvaged]:
    """Read around the damage of a store.

    Args:
        folder: The store's folder; this account's own where left out.
        unlock: The way into it.

    Raises:
        StoreError: Its key cannot be had, or nobody can be read.
    """
    with salvaged(folder or usual_folder(), unlock) as salvage:
        yield Salvaged(salvage)


def told_losses(losses: Losses) -> tuple[str, ...]:
    """Return what is lost, a sentence each."""
    lines = [
        storing.records_lost(person, lost, of) for person, (lost, of) in losses.records.items()
    ]
    if losses.texts:
        lines.append(storing.texts_lost(losses.texts))
    if losses.tables:
        lines.append(storing.some_lost([storing.name_of_table(one) for one in losses.tables]))
    if "kinds" in losses.tables:
        lines.append(storing.lost_kind())
    return tuple(lines) or (storing.nothing_lost(losses.bad, losses.pages),)
