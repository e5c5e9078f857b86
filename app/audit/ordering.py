"""A cohort's tables put in the order of their people, for as long as its parts are computed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from app.audit import executors
from app.audit.executors import Crew
from app.audit.gathering import gather
from app.audit.workplace import Workplace
from app.domain.cohort import Cohort
from app.intake.cohort.staging import staged


@contextlib.contextmanager
def in_order(
    cohort: Cohort, crew: Crew, place: Workplace | None, told: Callable[[], None]
) -> Iterator[Cohort]:
    """Spare the reading of each part from going through tables that are in no order.

    What is written for that is the file's own rows, ids included: it lies in the folder of the audit,
    which is its owner's alone, and is erased as soon as the parts are computed or the work ends.

    Args:
        cohort: As it was opened.
        crew: Who computes the parts; those who do not see this disk read the tables as they are.
        place: The folder of the audit; ``None`` where the cohort is a single part.
        told: Called a few times a second; may raise, which stops the work as soon as the tables
            are in order.

    Yields:
        The cohort with the same parts.
    """
    if place is None or not crew.writes:
        yield cohort
        return
    folder = place.folder / "ordered"
    shutil.rmtree(folder, ignore_errors=True)
    found: list[Cohort] = []
    try:
        # In a thread, for it is DuckDB that works, while this one tells and asks whether to stop.
        gather(
            {"in order": partial(staged, cohort, folder, threads=crew.size)},
            executors.threads(1),
            arrived=lambda _name, ordered: found.append(ordered),
            told=told,
        )
        # Cut anew, the figures would depend on whether the tables were put in order.
        yield replace(found[0], parts=cohort.parts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
