"""Reading a part of a cohort: the columns that are needed, and who cannot be read and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from app.domain.cohort import Cohort, CohortPart, Needs
from app.domain.crowd import Crowd, CrowdContacts, CrowdDecisions, CrowdRecords
from app.intake.cohort.around import contacts_of, decisions_of, official_of
from app.intake.cohort.folder import read_packages
from app.intake.cohort.layout import TablesCohort
from app.intake.cohort.places import damage_told, places_of
from app.intake.cohort.records import RecordReader
from app.intake.cohort.scored import scored
from app.intake.cohort.subjects import subjects_of
from app.intake.cohort.table_shell import TABLE
from app.intake.cohort.tables import PartTables
from app.intake.duck import connected
from app.intake.tables import COHORT_TABLE
from app.mirror.packing import only

MEMORY = "800MB"
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
        needs: What is needed; nothing else is read, and no cell that is not needed is checked.
        memory: The most that the reading may hold in memory.
        spill: A folder for what does not fit.

    Raises:
        UnreadableInput: A file is gone, or is not what it was.
    """
    if not isinstance(cohort, TablesCohort):
        return read_packages(cohort, part, needs)
    names = [COHORT_TABLE, "scores", TABLE]
    names += ["records"] if needs.kinds else []
    names += ["contacts", "contact_scores"] if needs.contacts else []
    names += ["decisions"] if needs.decisions else []
    read = [cohort.tables[name] for name in names if name in cohort.tables]
    with places_of(cohort, read) as places:
        paths = list(places.values())
        with connected(paths, threads=1, memory=memory, spill=spill) as connection:
            tables = PartTables(connection, cohort, part, places)
            with damage_told(cohort.name):
                if cohort.roles is not None:
                    return _without_faulty(scored(tables, cohort.roles, needs), tables)
                return _without_faulty(_crowd(tables, needs), tables)


def _crowd(tables: PartTables, needs: Needs) -> Crowd:
    subjects = subjects_of(tables, needs)
    records = RecordReader(tables, subjects.owners, needs).read() if needs.kinds else None
    return Crowd(
        ids=subjects.ids,
        records=records or CrowdRecords.none(),
        contacts=contacts_of(tables, subjects) if needs.contacts else CrowdContacts.none(),
        official=official_of(tables, subjects),
        decisions=decisions_of(tables, subjects) if needs.decisions else CrowdDecisions.none(),
        attributes=subjects.attributes,
        outcomes=subjects.outcomes,
    )


def _without_faulty(crowd: Crowd, tables: PartTables) -> Crowd:
    if not len(tables.faulty):
        return crowd
    # Rows without an id are of nobody who could be told apart: each is among the faulty.
    kept = np.array(
        [name != "" and name not in tables.faulty for name in crowd.ids.tolist()], dtype=np.bool_
    )
    return replace(only(crowd, kept), faulty=tables.faulty.told(tables.lines))
