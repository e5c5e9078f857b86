"""The audit of many people, as both faces ask for it: look, open, ask, answer."""

from __future__ import annotations

from pathlib import Path

from app import settings
from app.audit import running, workplace
from app.audit.running import Audited, check_workers
from app.domain.audit import Question
from app.domain.cohort import Cohort, ColumnRoles, TablePreview, TableReading
from app.domain.progress import Progress, Unwatched
from app.intake.cohort import opening, outcomes, plain
from app.intake.cohort.folder import packages_in
from app.intake.cohort.table_shell import is_folder_of_parts
from app.intake.container import DESCRIPTOR
from app.intake.source import open_source

__all__ = ["Audited", "audit", "check_workers", "erase_kept", "open_input", "preview"]


def preview(
    path: Path, encoding: str = "", reading: TableReading | None = None
) -> TablePreview | None:
    """Return the beginning of a plain table; ``None`` where packages stand there instead.

    Args:
        path: What the person chose.
        encoding: The encoding that they chose for it; found where it is empty.
        reading: What else they say of how it is written.

    Raises:
        UnreadableInput: It is neither.
    """
    if path.is_dir() and (packages_in(path) or not is_folder_of_parts(path)):
        return None
    with open_source(path) as source:
        if source.has(DESCRIPTOR):
            return None
    return plain.preview(path, encoding=encoding, asked=reading)


def open_input(
    path: Path,
    roles: ColumnRoles | None = None,
    progress: Progress | None = None,
    *,
    encoding: str = "",
    reading: TableReading | None = None,
) -> Cohort:
    """Open many people's data: looked over, not read.

    Args:
        path: A cohort package, a folder of single packages, or a plain table.
        roles: What the columns of a plain table hold; guessed where it is left out.
        progress: Told when it begins and when it is done; may stop the work.
        encoding: The encoding that the person chose for its tables; found where it is empty.
        reading: What else they say of how a plain table is written.

    Raises:
        UnreadableInput: It is none of the three, or it cannot be read.
        UsageError: The table has no column of a name that ``roles`` gives.
        Cancelled: The work was stopped.
    """
    watched = progress or Unwatched()
    watched.report(0, 1)
    # Whole, for a worker on a cluster stands in another folder.
    cohort = opening.open_cohort(path.absolute(), roles, encoding=encoding, reading=reading)
    watched.report(1, 1)
    return cohort


def audit(
    cohort: Cohort,
    question: Question,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    work: Path | None = None,
    progress: Progress | None = None,
) -> Audited:
    """Audit a cohort; see ``running.run``. The caller closes what it is given.

    Raises:
        UsageError: What should be the outcome is none.
    """
    if question.outcome is not None:
        outcomes.check(cohort, question.outcome)
    return running.run(
        cohort, question, workers=workers, cluster=cluster, work=work, progress=progress
    )


def erase_kept(work: Path | None = None) -> None:
    """Erase what stopped audits left in the folder; those under way stay.

    Args:
        work: The folder; the usual one where it is left out.
    """
    workplace.erase_all(work or settings.work_place())
