"""Ids as in the files, where the auditor opts out of pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.audit.salting import salted
from app.domain.audit import People, Question
from app.domain.cohort import Cohort, CohortPart, Needs
from app.domain.findings import Findings
from app.intake.cohort.parts import read_part
from app.workflow.evidence_tables import Parts

_ONLY_IDS = Needs(kinds=(), ordered=(), amounts=(), ends=(), contacts=False, decisions=False)


def named(
    cohort: Cohort, question: Question, findings: Findings, people: Parts
) -> tuple[Findings, Parts]:
    """Return findings and people under their own ids; the files are read for that once more.

    Args:
        cohort: The people, opened.
        question: What was asked, with the salt that was taken.
        findings: What was found, by salted ids.
        people: Everybody by salted ids, a part for each part of the cohort.
    """
    wanted = {one.name for one in findings.largest} | {one.name for one in findings.faulty}
    found = {
        name: own
        for part in cohort.parts
        for name, own in _ids(cohort, part, question.salt).items()
        if name in wanted
    }

    def parts() -> Iterator[People]:
        for part, some in zip(cohort.parts, people(), strict=True):
            own = _ids(cohort, part, question.salt)
            names = np.empty(len(some), dtype=object)
            names[:] = [own[name] for name in some.name.tolist()]
            yield replace(some, name=names)

    told = replace(
        findings,
        largest=tuple(replace(one, name=found[one.name]) for one in findings.largest),
        faulty=tuple(replace(one, name=found[one.name]) for one in findings.faulty),
    )
    return told, parts


def _ids(cohort: Cohort, part: CohortPart, salt: str) -> dict[str, str]:
    """Return the id of everybody of a part, by salted id."""
    crowd = read_part(cohort, part, _ONLY_IDS)
    every = np.empty(len(crowd.ids) + len(crowd.faulty), dtype=object)
    every[:] = [*crowd.ids.tolist(), *(one.id for one in crowd.faulty)]
    return dict(zip(salted(every, salt).tolist(), every.tolist(), strict=True))
