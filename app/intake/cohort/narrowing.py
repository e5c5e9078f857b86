"""A crowd without some of its people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.arrays import Mask
from app.domain.crowd import (
    Crowd,
    CrowdContacts,
    CrowdDecisions,
    CrowdRecords,
    CrowdScores,
    Labels,
)


def only(crowd: Crowd, kept: Mask) -> Crowd:
    """Return the crowd with these people only.

    Args:
        crowd: The crowd.
        kept: Who stays, shape ``(n_people,)``.
    """
    number = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    records, official, decisions = crowd.records, crowd.official, crowd.decisions
    of_records, of_scores, of_decisions = (
        kept[records.person],
        kept[official.person],
        kept[decisions.person],
    )
    return replace(
        crowd,
        ids=crowd.ids[kept],
        records=CrowdRecords(
            number[records.person[of_records]],
            records.day[of_records],
            records.kind[of_records],
            records.kinds,
            records.amount[of_records],
            records.until[of_records],
        ),
        contacts=_contacts(crowd.contacts, kept),
        official=CrowdScores(
            number[official.person[of_scores]],
            official.day[of_scores],
            official.score[of_scores],
            Labels(official.rulebook.code[of_scores], official.rulebook.names),
        ),
        decisions=CrowdDecisions(
            number[decisions.person[of_decisions]],
            decisions.day[of_decisions],
            decisions.reasons[of_decisions],
        ),
        attributes={
            name: Labels(column.code[kept], column.names)
            for name, column in crowd.attributes.items()
        },
        outcomes={name: column[kept] for name, column in crowd.outcomes.items()},
    )


def _contacts(contacts: CrowdContacts, kept: Mask) -> CrowdContacts:
    person = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    rows = kept[contacts.person]
    row = np.cumsum(rows) - 1
    scores = rows[contacts.score_contact]
    return CrowdContacts(
        person[contacts.person[rows]],
        contacts.closeness[rows],
        contacts.since[rows],
        contacts.until[rows],
        row[contacts.score_contact[scores]],
        contacts.score_day[scores],
        contacts.score[scores],
    )
