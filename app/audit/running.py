"""An audit run: every part computed, whoever computes it, and folded in the order of parts.

The figures do not depend on how many compute, nor on who dies over it: the parts rest on the files
alone, and their sums are merged in one order. A stopped run leaves its parts in a folder of its
own, where the same audit takes them up again.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Self

from app import __version__, settings
from app.audit import executors, workplace
from app.audit.computing import Kept, Task, keep, take_up, without_parts
from app.audit.executors import Crew
from app.audit.findings import findings_of
from app.audit.gathering import gather
from app.audit.month_sums import months_share
from app.audit.needs import needs_of
from app.audit.ordering import in_order
from app.audit.spilling import BUDGET, PeopleStore
from app.audit.workplace import Workplace
from app.domain.audit import People, Question
from app.domain.cohort import Cohort
from app.domain.errors import UsageError
from app.domain.findings import Findings
from app.domain.progress import Progress, Unwatched
from app.wording.language import _

MOST_WORKERS = 1_024


@dataclass(frozen=True)
class Audited:
    """A finished audit: what was found, and the people that it rests on.

    Attributes:
        cohort: The people, opened.
        question: What was asked, with the day and the salt that were taken.
        findings: What was found.
        people: All people, part by part; their files are erased when it is closed.
    """

    cohort: Cohort
    question: Question
    findings: Findings
    people: PeopleStore

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.people.close()


@dataclass(frozen=True)
class Recomputation:
    """All parts of a cohort, recomputed.

    Attributes:
        kept: Their sums, folded in the order of parts.
        people: All people, part by part.
        question: What was asked, with the day and the salt that were taken.
    """

    kept: Kept
    people: PeopleStore
    question: Question


def run(
    cohort: Cohort,
    question: Question,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    work: Path | None = None,
    progress: Progress | None = None,
) -> Audited:
    """Audit a cohort.

    Args:
        cohort: The people, opened.
        question: What is asked. Where it has no day the cohort's own is taken; where it has no salt
            one is made that nobody knows.
        workers: How many processes of this machine compute; all its cores by default. With 1 this
            process computes alone.
        cluster: Address of a Dask scheduler whose workers compute instead.
        work: In which folder parts are kept until the audit is done; a cache folder by default.
        progress: Told how many rows are done; may stop the work, and what is done is kept.

    Raises:
        UsageError: The number of workers makes no sense, or the cluster cannot be used.
        UnreadableInput: The cohort's files cannot be read any more.
        WhyscoreError: Nothing can be kept in the folder, or workers die again and again.
        Cancelled: The work was stopped.
    """
    with contextlib.ExitStack() as till_done:
        crew = _crew(cohort, workers, cluster, till_done)
        done = recompute(crew, cohort, question, work=work, progress=progress)
    try:
        rows = sum(part.rows for part in cohort.parts)

        def watched() -> Iterator[People]:
            for part in done.people():
                (progress or Unwatched()).report(rows, rows)
                yield part

        findings = findings_of(watched, done.question, done.kept)
        return Audited(cohort, done.question, findings, done.people)
    except BaseException:  # whatever it was, what is recomputed may be taken up again
        done.people.leave()
        raise


def recompute(
    crew: Crew,
    cohort: Cohort,
    question: Question,
    *,
    work: Path | None = None,
    progress: Progress | None = None,
    budget: int = BUDGET,
) -> Recomputation:
    """Recompute all parts of a cohort; see ``run``.

    Args:
        crew: Who computes.
        cohort: The people, opened.
        question: What is asked.
        work: In which folder parts are kept until the audit is done.
        progress: Told how many rows are done; may stop the work.
        budget: How much of the people is held in memory at most. Unit: bytes.
    """
    asked = replace(question, day=cohort.default_day if question.day is None else question.day)
    place = None
    if len(cohort.parts) > 1:
        place = workplace.take(work or settings.work_place(), _key(cohort, asked))
    try:
        salt = asked.salt or (secrets.token_hex(16) if place is None else place.salt())
        parts = _Parts(cohort, replace(asked, salt=salt), place, progress or Unwatched())
        parts.tell()
        if left := parts.left():
            with in_order(cohort, crew, place, parts.tell) as ordered:
                tasks = parts.tasks(left, ordered, crew)
                gather(tasks, crew, arrived=parts.take, told=parts.tell)
        return parts.folded(budget)
    except BaseException:  # whatever it was, what is done may be taken up again
        if place is not None:
            place.leave()
        raise


class _Parts:
    """The parts of a cohort, by their numbers from 1 as texts: what is left, and what is done."""

    def __init__(
        self, cohort: Cohort, question: Question, place: Workplace | None, progress: Progress
    ) -> None:
        self._cohort = cohort
        self._question = question
        self._place = place
        self._progress = progress
        self._rows = {f"{part.number + 1}": part.rows for part in cohort.parts}
        self._total = sum(self._rows.values())
        self._done = 0
        self._kept: dict[str, Kept] = {}
        self._people: dict[str, People | Path] = {}

    def left(self) -> list[str]:
        """Return which parts are left to compute; what was computed before is taken up."""
        left = []
        for name in self._rows:
            file = self._file(name)
            kept = take_up(file) if file else None
            if kept is not None and file is not None:
                self._note(name, kept, file)
            else:
                left.append(name)
        return left

    def tasks(self, left: list[str], ordered: Cohort, crew: Crew) -> dict[str, Task]:
        """Return the tasks of some parts, to be read from the tables in order."""
        rows = self._cohort.rows
        share = months_share(self._cohort.people, rows.get("scores", 0), rows.get("records", 0))
        needs, light = needs_of(self._question), without_parts(ordered)
        parts = dict(zip(self._rows, ordered.parts, strict=True))
        return {
            name: Task(
                light,
                parts[name],
                needs,
                self._question,
                share,
                self._file(name) if crew.writes else None,
            )
            for name in left
        }

    def take(self, name: str, found: tuple[Kept, People | None]) -> None:
        """Take a part that was computed, and keep it."""
        kept, people = found
        file = self._file(name)
        if people is not None and file is not None:
            keep(kept, people, file)
        self._note(name, kept, file or people)

    def tell(self) -> None:
        """Tell how many rows are done."""
        self._progress.report(self._done, self._total)

    def folded(self, budget: int) -> Recomputation:
        """Return all parts together, once none is left."""
        # In the order of parts, whatever order they came in: sums of floats depend on it.
        kept = reduce(Kept.merge, (self._kept[name] for name in self._rows), Kept.nothing())
        people = tuple(self._people[name] for name in self._rows)
        store = PeopleStore(people, kept.people, budget, self._place)
        return Recomputation(kept, store, self._question)

    def _file(self, name: str) -> Path | None:
        return None if self._place is None else self._place.part(int(name) - 1)

    def _note(self, name: str, kept: Kept, people: People | Path | None) -> None:
        if people is None:
            raise ValueError(name)  # neither written nor returned: nobody could look at them
        self._kept[name], self._people[name] = kept, people
        self._done += self._rows[name]


def check_workers(workers: int | None) -> None:
    """Refuse a number of workers that no machine has; ``None`` leaves it to the machine.

    Raises:
        UsageError: There are none, or too many.
    """
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise UsageError(
            _("--workers is {number}; it must be from 1 to {most}.").format(
                number=workers, most=MOST_WORKERS
            )
        )


def _crew(
    cohort: Cohort, workers: int | None, cluster: str | None, open_till_then: contextlib.ExitStack
) -> Crew:
    if cluster is not None:
        from app.audit.cluster import crew_of

        return open_till_then.enter_context(crew_of(cluster))
    check_workers(workers)
    useful = min(workers or executors.cores(), len(cohort.parts))
    return executors.here() if useful <= 1 else executors.processes(useful)


def _key(cohort: Cohort, question: Question) -> str:
    """Say what makes an audit the same: the program, the files and their parts, the question.

    The books are named by their files' hashes: a book has its variant on, and nothing else of it can
    differ. A salt that was chosen is a part of the question; one that is made is not.
    """
    books = [(book.id, book.sha256, book.variant) for book in question.books]
    rest = replace(question, books=())
    files = workplace.stamps_of(Path(cohort.path))
    read = cohort.roles, cohort.reading
    return repr((__version__, cohort.path, cohort.inputs, cohort.parts, files, read, books, rest))
