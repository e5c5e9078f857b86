"""How the window reaches the core: each question of a page is one call of ``workflow``.

The workflow is imported with the first question, not with the window: reading a file needs far
more than showing an empty window does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import Every
from app.domain.explanation import Explanation, History
from app.domain.intake import Reading
from app.domain.outlook import Outlook
from app.domain.progress import Progress
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.explaining import Question


@dataclass(frozen=True)
class Opened:
    """A file as it was read, and the case that it makes.

    ``case`` is ``None`` where the file is locked, refused, or holds nothing for Whyscore.
    """

    reading: Reading
    case: Case | None


class Engine:
    """Answers the window's questions. Every method runs off the window's thread."""

    def read(self, paths: Sequence[Path], password: str | None, progress: Progress) -> Opened:
        """Read one person's files, and make the case of them where they hold one."""
        from app.workflow import reading

        found = reading.read(paths, password=password, progress=progress)
        if found.export is None or not found.kept:
            return Opened(found, None)
        return Opened(found, self._case(found.export))

    def sample(self) -> tuple[Path, ...]:
        """Return the sample person's files."""
        from app.workflow import reading

        return (reading.sample_person(),)

    def explain(self, case: Case, progress: Progress) -> Explanation:
        """Say why the score is what it is."""
        from app.workflow import explaining

        return explaining.explain(case.export, _question(case), progress)

    def history(self, case: Case, first: int, last: int) -> History:
        """Return the score day by day."""
        from app.workflow import explaining

        aside = case.aside_ids
        return explaining.history(case.export, case.rulebook, first, last, Every.DAY, aside)

    def upcoming(self, case: Case) -> Outlook:
        """Return what changes by itself in the months ahead."""
        from app.workflow import explaining

        return explaining.upcoming(case.export, _question(case))

    def shipped(self) -> tuple[Rulebook, ...]:
        """Return the rulebooks that come along."""
        from app.workflow import rulebooks

        return rulebooks.shipped()

    def rulebook(self, reference: str, variant: str | None) -> Rulebook:
        """Return a rulebook by its id or its file, with a variant on."""
        from app.workflow import rulebooks

        return rulebooks.find(reference, variant)

    def warm_up(self, _progress: Progress) -> None:
        """Load what the first file will need, so that opening it does not wait for that."""
        from app.gui.charts import history
        from app.gui.pages.breakdown import build as breakdown
        from app.gui.pages.overview import build as overview
        from app.workflow import explaining, reading, rulebooks

        del breakdown, explaining, history, overview, reading, rulebooks

    def _case(self, export: Export) -> Case:
        from app.workflow import explaining

        asked = explaining.question(export)
        return Case(export, asked.rulebook, asked.day, notices=asked.notices)


def _question(case: Case) -> Question:
    from app.workflow.explaining import Question

    return Question(case.rulebook, case.day, case.aside_ids, notices=case.notices)
