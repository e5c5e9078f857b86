"""Engines that know the invented person already, or take as long as a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.fault import Fault
from app.domain.intake import LeftOut, Reading
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores, Records
from app.gui.engine import Engine
from app.workflow.case import Case
from app.workflow.importing import Preview
from tests.gui import people


def reading(case: Case | None, **changes) -> Reading:
    rows = len(case.export.records) if case else 0
    told = {
        "reader": "package",
        "export": case.export if case else None,
        "files": ("mei.zip",),
        "rows": rows,
        "kept": rows,
    }
    return Reading(**(told | changes))


def preview(read: Reading) -> Preview:
    return Preview((read,), read, (), "invented")


class PersonEngine(Engine):
    """Reads nothing: whatever is opened is the invented person."""

    def __init__(self, opened: Preview | None = None) -> None:
        self.opened = opened
        self.passwords: list[str | None] = []

    def sample(self) -> tuple[Path, ...]:
        return (Path("mei"),)

    def read(
        self,
        paths: Sequence[Path],
        password: str | None,
        progress: Progress,
        encoding: str = "",
    ) -> Preview:
        del paths, encoding
        self.passwords.append(password)
        progress.report(380_000, 1_000_000)
        if self.opened is not None:
            return self.opened
        return preview(reading(people.case()))

    def case(self, export, left, aside) -> Case:
        del left
        return Case(export, people.book(), people.TODAY, dict(aside))


def locked() -> Preview:
    fault = Fault("mei.zip", "a password", refuses=True)
    return preview(reading(None, encrypted=True, faults=(fault,), fault_count=1))


def nothing_for_us() -> Preview:
    empty = Export(Records.none(), Contacts.none(), OfficialScores.none())
    left = (LeftOut("kind", "Rows of a kind that no rulebook names", 12),)
    return preview(reading(None, export=empty, kept=0, rows=12, left_out=left))


def refused() -> Preview:
    fault = Fault(
        "mei.zip",
        "a file that is whole",
        table="records",
        remedy="Ask for the file again.",
        refuses=True,
    )
    return preview(reading(None, faults=(fault,), fault_count=1))


def with_a_bad_row() -> Preview:
    case = people.case()
    fault = Fault(
        "records.csv",
        "a date such as 2016-02-11",
        table="records",
        line=218,
        column="date",
        found="2016-13-40",
        remedy="Write the date there.",
    )
    return preview(reading(case, faults=(fault,), fault_count=1))
