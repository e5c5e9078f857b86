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

from app import __version__, settings
from app.audit import executors, workplace
from app.audit.computing import Kept, Task, keep, take_up, without_parts
from app.audit.executors import Crew
from app.audit.findings import findings_of
from app.audit.gathering import gather
from app.audit.month_sums import months_share
from app.audit.needs import needs_of
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
class Audit:
    """What an audit found, and the people that it rests on.

    Attributes:
        question: What was asked, with the day and the salt that were taken.
        people: All people, part by part; their files are erased when it is closed.
    """

    findings: Findings
    people: PeopleStore
    question: Question

    def __enter__(self) -> Audit:
        return self

    def __exit__(self, *_: object) -> None:
        self.people.close()


def run(
    cohort: Cohort,
    question: Question,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    work: Path | None = None,
    progress: Progress | None = None,
    budget: int = BUDGET,
) -> Audit:
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
        budget: How much of the people is held in memory at most. Unit: bytes.

    Raises:
        UsageError: The number of workers makes no sense, or the cluster cannot be used.
        UnreadableInput: The cohort's files cannot be read any more.
        WhyscoreError: Nothing can be kept in the folder, or the workers die again and again.
        Cancelled: The work was stopped.
    """
    with contextlib.ExitStack() as open_till_then:
        crew = _crew(cohort, workers, cluster, open_till_then)
        return run_with(crew, cohort, question, work=work, progress=progress, budget=budget)


def run_with(
    crew: Crew,
    cohort: Cohort,
    question: Question,
    *,
    work: Path | None = None,
    progress: Progress | None = None,
    budget: int = BUDGET,
) -> Audit:
    """Audit a cohort with a crew of one's own; see ``run``."""
    asked = replace(question, day=cohort.default_day if question.day is None else question.day)
    place = None
    if len(cohort.parts) > 1:
        place = workplace.take(work or settings.work_place(), _key(cohort, asked))
    salt = asked.salt or (secrets.token_hex(16) if place is None else place.salt())
    running = _Running(cohort, replace(asked, salt=salt), place, progress or Unwatched())
    try:
        return running.audit(crew, budget)
    except BaseException:  # whatever it was, what is done may be taken up again
        if place is not None:
            place.leave()
        raise


class _Running:
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

    def audit(self, crew: Crew, budget: int) -> Audit:
        tasks = self._tasks(crew)
        gather(tasks, crew, arrived=self._arrived, told=self._tell)
        # In the order of parts, whatever order they came in: floating point sums depend on it.
        kept = reduce(Kept.merge, (self._kept[name] for name in self._rows), Kept.nothing())
        people = PeopleStore(
            tuple(self._people[name] for name in self._rows),
            kept.people,
            budget,
            self._place.erase if self._place else None,
        )

        def watched() -> Iterator[People]:
            for part in people():
                self._tell()
                yield part

        return Audit(findings_of(watched, self._question, kept), people, self._question)

    def _tasks(self, crew: Crew) -> dict[str, Task]:
        """Return what is left to compute; what is there already is taken up."""
        rows = self._cohort.rows
        share = months_share(self._cohort.people, rows.get("scores", 0), rows.get("records", 0))
        needs, light = needs_of(self._question), without_parts(self._cohort)
        tasks = {}
        for name, part in zip(self._rows, self._cohort.parts, strict=True):
            file = None if self._place is None else self._place.part(part.number)
            kept = None if file is None else take_up(file)
            if kept is not None and file is not None:
                self._take(name, kept, file)
            else:
                written = file if crew.writes else None
                tasks[name] = Task(light, part, needs, self._question, share, written)
        return tasks

    def _arrived(self, name: str, found: tuple[Kept, People | None]) -> None:
        kept, people = found
        if self._place is None:
            assert people is not None  # noqa: S101 - a single part is never written
            self._take(name, kept, people)
            return
        file = self._place.part(int(name) - 1)
        if people is not None:
            keep(kept, people, file)
        self._take(name, kept, file)

    def _take(self, name: str, kept: Kept, people: People | Path) -> None:
        self._kept[name], self._people[name] = kept, people
        self._done += self._rows[name]

    def _tell(self) -> None:
        self._progress.report(self._done, self._total)


def _crew(
    cohort: Cohort, workers: int | None, cluster: str | None, open_till_then: contextlib.ExitStack
) -> Crew:
    if cluster is not None:
        from app.audit.cluster import crew_of

        return open_till_then.enter_context(crew_of(cluster))
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise UsageError(
            _("--workers is {number}; it must be from 1 to {most}.").format(
                number=workers, most=MOST_WORKERS
            )
        )
    useful = min(workers or executors.cores(), len(cohort.parts))
    return executors.here() if useful <= 1 else executors.processes(useful)


def _key(cohort: Cohort, question: Question) -> str:
    """Say what makes an audit the same: the program, the files and their parts, the question.

    The books are named by their files' hashes: a book has its variant on, and nothing else of it can
    differ. A salt that was chosen is a part of the question; one that is made is not.
    """
    books = [(book.id, book.sha256, book.variant) for book in question.books]
    rest = replace(question, books=())
    return repr((__version__, cohort.path, cohort.inputs, cohort.parts, books, rest))
