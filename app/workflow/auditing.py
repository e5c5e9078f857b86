"""The audit of many people, as both faces ask for it: open, ask, answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.audit import running
from app.audit.spilling import PeopleStore
from app.domain.audit import Question
from app.domain.cohort import Cohort, ColumnRoles
from app.domain.findings import Findings
from app.domain.progress import Progress
from app.intake.cohort.opening import open_cohort


@dataclass(frozen=True)
class Audited:
    """A finished audit: what was found, and the people that it rests on.

    Attributes:
        cohort: The people, opened.
        question: What was asked, with the day and the salt that were taken.
        findings: What was found.
        people: Everybody, part by part; their files are erased when it is closed.
    """

    cohort: Cohort
    question: Question
    findings: Findings
    people: PeopleStore

    def __enter__(self) -> Audited:  # noqa: PYI034 - never subclassed
        return self

    def __exit__(self, *_: object) -> None:
        self.people.close()


def open_input(
    path: Path,
    roles: ColumnRoles | None = None,
    progress: Progress | None = None,  # noqa: ARG001
) -> Cohort:
    """Open many people's data; see ``open_cohort``."""
    return open_cohort(path, roles)


def audit(
    cohort: Cohort,
    question: Question,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    work: Path | None = None,
    progress: Progress | None = None,
) -> Audited:
    """Audit a cohort; see ``running.run``."""
    found = running.run(
        cohort, question, workers=workers, cluster=cluster, work=work, progress=progress
    )
    return Audited(cohort, found.question, found.findings, found.people)
