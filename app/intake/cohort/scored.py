"""Reading a part of a plain table of scores."""

from __future__ import annotations

import numpy as np

from app.domain.cohort import ColumnRoles, Needs
from app.domain.crowd import Crowd, CrowdScores, Labels
from app.intake.checking import MOST_SCORE
from app.intake.cohort.keys import run_starts
from app.intake.cohort.meanings import outcome_of
from app.intake.cohort.relations import wrong_days, wrong_numbers
from app.intake.cohort.subjects import labels
from app.intake.cohort.table_shell import TABLE
from app.intake.cohort.tables import PartTables, texts
from app.wording.language import _

DAY_OF_NONE = 0
"""The day of every score where the table has no dates: all lie on one day."""


def scored(tables: PartTables, roles: ColumnRoles, needs: Needs) -> Crowd:
    """Return the people of a part of a plain table, their scores and what tells them apart.

    Of somebody who has several rows the last one says what they are.
    """
    asked = needs.attributes if needs.outcome is None else (*needs.attributes, needs.outcome)
    names = tuple(dict.fromkeys(asked))
    looked_at = (roles.score, *((roles.day,) if roles.day else ()), *names)
    of = tables.table(TABLE, looked_at)
    if of is None:
        raise KeyError(TABLE)
    known = [name for name in names if of.table.has(name)]
    day = of.number_of(roles.day) if roles.day else f"{DAY_OF_NONE}"
    said = "".join(f", {of.value_of(name)} AS a{at}" for at, name in enumerate(known))
    columns = tables.columns(
        f"SELECT {of.owner} AS id, ({day})::INTEGER AS day, {of.number_of(roles.score)} AS score, "
        f"place{said} FROM {of.sql} ORDER BY {'1, 2, place' if of.table.key else 'place'}"
    )
    ids = texts(columns["id"])
    days = np.ma.getdata(columns["day"]).astype(np.int32)
    score = np.ma.getdata(columns["score"]).astype(np.float64)
    beyond = bool((np.abs(score) > MOST_SCORE).any())
    if wrong_days(days) or wrong_numbers(score) or beyond or (ids == "").any():
        tables.blame_bad(of)
    starts = run_starts(ids)
    person = np.repeat(np.arange(len(starts), dtype=np.int32), np.diff(starts, append=len(ids)))
    again = np.zeros(len(ids), dtype=np.bool_)
    again[1:] = (person[1:] == person[:-1]) & (days[1:] == days[:-1])
    expected = (
        _("one score of a person on one day") if roles.day else _("an id that no other row has")
    )
    for row in np.flatnonzero(again).tolist():
        place = int(columns["place"][row])
        tables.blame(of, ids[row], place, roles.person or "", expected)
    ends = np.append(starts[1:], len(ids))[: len(starts)] - 1
    cells = {name: texts(columns[f"a{at}"])[ends] for at, name in enumerate(known)}
    people = ids[starts]
    outcomes = {}
    if needs.outcome is not None and needs.outcome in cells:
        figures, wrong = outcome_of(cells[needs.outcome])
        outcomes[needs.outcome] = figures
        for row in np.flatnonzero(wrong).tolist():
            place = int(columns["place"][ends[row]])
            tables.blame(of, people[row], place, needs.outcome, _("1 or 0, yes or no, or nothing"))
    filled = np.flatnonzero(np.isfinite(score))
    none = Labels(np.full(len(filled), -1, dtype=np.int32), ())
    return Crowd(
        ids=people,
        official=CrowdScores(person[filled], days[filled], score[filled], none),
        attributes={
            name: labels(column) for name, column in cells.items() if name in needs.attributes
        },
        outcomes=outcomes,
    )
