"""What the page asks of the core; each is imported with the first question."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.audit import Question
from app.domain.calendar import day_of
from app.domain.cohort import Cohort, ColumnRoles, TablePreview, TableReading
from app.domain.findings import Findings
from app.domain.progress import Progress
from app.domain.rulebook import Rulebook
from app.gui import in_use
from app.gui.pages.audit.desk import BookChoice, Choices
from app.gui.pages.audit.screen import Asks
from app.outputs.writing import write_privately

if TYPE_CHECKING:
    from app.workflow.auditing import Audited

_PEOPLE, _EVENTS, _SEED = 2_000, 160_000, 2016
_TRIED = Choices(claims=("contacts", "negative-posts"), thresholds=(640.0,))
"""Of these rules the invented operator says that they do not count, though they do."""
_TAKEN_FROM, _POINTS = ("region", "Southwick"), -12.0
"""From this group the invented operator takes points, and says nothing of it."""
_OLD_RULES, _NEW_RULES = "article-only", (day_of(dt.date(2015, 10, 1)), "article-2016")
"""By which rules the invented operator scored at first, and from when on by others."""

_invented: list[tempfile.TemporaryDirectory[str]] = []
"""Where the invented cohort lies; it goes with the program, or when another is invented."""


def core() -> Asks:
    """Return what the core answers."""
    return Asks(_preview, _open, _sample, _TRIED, _book, _run, _pack, _fitted, _close)


def _preview(path: Path, encoding: str, reading: TableReading) -> TablePreview | None:
    from app.workflow import auditing

    return auditing.preview(path, encoding, reading)


def _open(
    path: Path,
    roles: ColumnRoles | None,
    progress: Progress,
    encoding: str,
    reading: TableReading,
) -> Cohort:
    from app.workflow import auditing

    in_use.note([path])
    return auditing.open_input(path, roles, progress, encoding=encoding, reading=reading)


def _sample(progress: Progress) -> Path:
    from app.workflow import planting, sampling

    place = tempfile.TemporaryDirectory(prefix="whyscore-")
    folder = Path(place.name) / "cohort"
    plants = planting.Plants(
        penalties=(planting.Penalty(*_TAKEN_FROM, _POINTS),),
        changes=(planting.Change(*_NEW_RULES),),
    )
    wish = sampling.Wish(_PEOPLE, _EVENTS, _SEED, variant=_OLD_RULES, plants=plants)
    sampling.write_sample(wish, folder, progress)
    for before in _invented:
        before.cleanup()
    _invented[:] = [place]
    return folder


def _book(choice: BookChoice) -> Rulebook:
    from app.workflow import rulebooks

    in_use.note([choice[0]])
    return rulebooks.find(*choice)


def _run(cohort: Cohort, question: Question, progress: Progress) -> tuple[Findings, object]:
    from app.workflow import auditing

    audited = auditing.audit(cohort, question, progress=progress)
    return audited.findings, audited


def _pack(
    audited: object,
    target: Path,
    as_they_are: bool,  # noqa: FBT001 - one of two packs
    progress: Progress,
) -> Path:
    from app.workflow import evidence

    evidence.write_pack(_audited(audited), target, names=as_they_are, progress=progress)
    return target


def _fitted(audited: object, target: Path) -> None:
    from app.workflow import fitted

    content = fitted.rulebook_of(_audited(audited))
    if content is not None:
        write_privately(content, target)


def _audited(handle: object) -> Audited:
    from app.workflow import auditing

    if not isinstance(handle, auditing.Audited):
        raise TypeError(type(handle).__name__)
    return handle


def _close(audited: object) -> None:
    _audited(audited).people.close()
