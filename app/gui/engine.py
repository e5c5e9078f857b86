"""How the window reaches the core: each question of a page is one call of ``workflow``.

The workflow is imported with the first question, not with the window: reading a file needs far
more than showing an empty window does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.calendar import Every, day_of
from app.domain.errors import UsageError, WhyscoreError
from app.domain.explanation import Explanation, History
from app.domain.intake import Notice
from app.domain.outlook import Outlook
from app.domain.progress import Progress
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.gui import in_use
from app.gui.kept import Chosen, Left
from app.wording import language
from app.wording.language import _
from app.workflow.case import Case, Objection

if TYPE_CHECKING:
    from app.workflow.explaining import Question
    from app.workflow.importing import Preview


class Engine:
    """Answers the window's questions. Every method runs off the window's thread."""

    def read(
        self,
        paths: Sequence[Path],
        password: str | None,
        progress: Progress,
        encoding: str = "",
    ) -> Preview:
        """Read one person's files; nothing of them is kept."""
        from app.workflow import importing

        in_use.note(paths)
        return importing.preview(paths, password=password, encoding=encoding, progress=progress)

    def look_at(self, chosen: Chosen, onto: Case | None = None) -> Case:
        """Make the case of what the reader chose of a preview; nothing of it is kept.

        Args:
            chosen: What was chosen.
            onto: Who is open, where the file is added to them: rules, day, what was set aside and
                what was planned stay.

        Raises:
            UsageError: Nothing in the file has a date.
        """
        export = chosen.preview.together.export
        if export is None:
            raise UsageError(_("There is nothing to look at in this file."))
        if chosen.out.any():
            export = replace(export, records=export.records.only(~chosen.out))
        if onto is not None:
            return onto.joined_by(export, chosen.corrections)
        return self.case(export, Left(), {}).corrected(*chosen.corrections.listed())

    def case(self, export: Export, left: Left, aside: Mapping[str, Objection]) -> Case:
        """Make a person's case as the reader left it.

        Args:
            export: The person's data.
            left: Rulebook and day that were chosen; the file's own where nothing was.
            aside: Why each record that is set aside is, by record id.
        """
        from app.workflow import explaining

        kept: dict[str, Objection] = dict(aside)
        # An address book has no date: who opens one looks at today.
        undated = _today() if export.default_day is None else None
        try:
            asked = explaining.question(
                export,
                rulebook=left.rulebook or None,
                variant=left.variant or None,
                day=undated if left.day is None else left.day,
            )
        except WhyscoreError:
            if not left.rulebook:
                raise
            # The rulebook's file was moved, or has no such variant any more.
            asked = explaining.question(export, day=undated)
            text = _("The rulebook chosen last cannot be found. The file’s own is used.")
            notices = (*asked.notices, Notice("rulebook_gone", text))
            return Case(export, asked.rulebook, asked.day, MappingProxyType(kept), notices)
        return Case(export, asked.rulebook, asked.day, MappingProxyType(kept), asked.notices)

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

        in_use.note([reference])
        return rulebooks.find(reference, variant)

    def warm_up(self, _progress: Progress) -> None:
        """Load what the first file will need, so that opening it does not wait for that."""
        from app.gui.charts import history
        from app.workflow import changes, explaining, importing, kinds, reading, rulebooks

        del changes, explaining, history, importing, reading, rulebooks
        language.warm_up()
        kinds.title("")


def _today() -> int:
    return day_of(dt.datetime.now().astimezone().date())


def _question(case: Case) -> Question:
    from app.workflow.explaining import Question

    return Question(case.rulebook, case.day, case.aside_ids, notices=case.notices)
