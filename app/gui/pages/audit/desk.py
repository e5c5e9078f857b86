"""What lies on the auditor's desk: files, settings, findings. It outlives the page. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from app.domain.audit import SMALLEST_GROUP
from app.domain.cohort import AS_FOUND, Cohort, ColumnRoles, TablePreview, TableReading
from app.domain.findings import Findings
from app.domain.rulebook import Rulebook


class Step(IntEnum):
    """The steps of an audit, in their order."""

    CHOOSE = 0
    RECOMPUTE = 1
    FINDINGS = 2
    PACK = 3


BookChoice = tuple[str, str | None]
"""A rulebook's id or file, and the variant that is on."""


@dataclass(frozen=True)
class Choices:
    """The settings of an audit as the reader has them.

    Attributes:
        books: The rulebooks; the first is audited, the others are compared with it.
        claims: Rules of which the operator says that they do not count.
        groups: Columns by which people are told apart.
        pairs: Whether by every two of them as well.
        thresholds: A score >= threshold is high.
        outcome: Column that says what came of it.
        tolerance: ``None`` for half a unit of the rulebook's decimals. Unit: points.
        smallest_group: Smaller groups are listed and not shown.
        fit: Whether assumed numbers are fitted.
        day: No later score is looked at; ``None`` for the day of the cohort.
    """

    books: tuple[BookChoice, ...] = ()
    claims: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    pairs: bool = False
    thresholds: tuple[float, ...] = ()
    outcome: str | None = None
    tolerance: float | None = None
    smallest_group: int = SMALLEST_GROUP
    fit: bool = False
    day: int | None = None


@dataclass(frozen=True)
class Ran:
    """An audit that was run.

    Attributes:
        findings: What it found.
        choices: By which settings.
        books: The rulebooks that were used, the first audited.
        seconds: How long it took.
        handle: What the pack is written from; nobody here looks into it.
        invented: Whether the people are invented.
    """

    findings: Findings
    choices: Choices
    books: tuple[Rulebook, ...]
    seconds: float
    handle: object
    invented: bool = False

    @property
    def book(self) -> Rulebook | None:
        """The rulebook that was audited."""
        return self.books[0] if self.books else None


@dataclass
class Desk:
    """All that the page goes on from when it is built anew.

    Attributes:
        path: What was chosen.
        preview: The beginning of a plain table; ``None`` where it is none.
        roles: What the columns of a plain table hold.
        cohort: What was opened.
        encoding: The encoding that the reader chose for it; empty where they chose none.
        reading: What else they chose of how a plain table is read.
        invented: Whether it is the sample.
        choices: The settings.
        ran: The last audit that was run.
        running: Whether one is under way.
        stopped: Whether one was stopped before its end, and can go on.
        pack: Where the pack was written.
        step: Which step is shown.
    """

    path: Path | None = None
    preview: TablePreview | None = None
    roles: ColumnRoles | None = None
    cohort: Cohort | None = None
    encoding: str = ""
    reading: TableReading = AS_FOUND
    invented: bool = False
    choices: Choices = Choices()
    ran: Ran | None = None
    running: bool = False
    stopped: bool = False
    pack: Path | None = None
    step: Step = Step.CHOOSE
