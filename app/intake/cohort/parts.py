"""Reading a part of a cohort: the columns that are needed, and who cannot be read and why."""

from __future__ import annotations

from pathlib import Path

from app.domain.cohort import Cohort, CohortPart, Needs
from app.domain.crowd import Crowd
from app.intake.cohort.layout import TablesCohort
from app.intake.cohort.places import places_of
from app.intake.cohort.tables import PartTables
from app.intake.duck import connected

MEMORY = "1500MB"
"""The most that reading one part may hold, besides the columns that come of it."""


def read_part(
    cohort: Cohort,
    part: CohortPart,
    needs: Needs,
    *,
    memory: str = MEMORY,
    spill: Path | None = None,
) -> Crowd:
    """Read some people of a cohort with all their rows.

    Args:
        cohort: As it was opened.
        part: One of its parts.
        needs: What is needed; nothing else is read.
        memory: The most that the reading may hold in memory.
        spill: A folder for what does not fit.

    Raises:
        UnreadableInput: A file is gone, or is not what it was.
    """
    if not isinstance(cohort, TablesCohort):
        raise TypeError(cohort.shape)
    names = ["subjects", "scores"]
    names += ["records"] if needs.kinds else []
    names += ["contacts", "contact_scores"] if needs.contacts else []
    names += ["decisions"] if needs.decisions else []
    tables = [cohort.tables[name] for name in names if name in cohort.tables]
    with places_of(cohort, tables) as places:
        paths = list(places.values())
        with connected(paths, threads=1, memory=memory, spill=spill) as connection:
            return PartTables(connection, cohort, part, needs, places).crowd()
