"""Who the people of a part are, and by what they can be told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import FloatVector, TextVector
from app.domain.cohort import Needs
from app.domain.crowd import Labels
from app.intake.cohort.keys import Keys, Owners, has_twins
from app.intake.cohort.meanings import outcome_of, stated
from app.intake.cohort.relations import Relation
from app.intake.cohort.tables import PartTables, texts
from app.intake.tables import COHORT_TABLE
from app.wording.language import _

_NUMBERS = ("hash", "md5_number_lower")


@dataclass(frozen=True)
class Subjects:
    """The people of a part.

    Attributes:
        ids: Their ids, ascending, shape ``(n_people,)``.
        owners: Finds the person that a number stands for.
        attributes: By what they can be told apart.
        outcomes: What came of it.
    """

    ids: TextVector
    owners: Owners
    attributes: dict[str, Labels]
    outcomes: dict[str, FloatVector]


def subjects_of(tables: PartTables, needs: Needs) -> Subjects:
    """Return the people of a part; who is listed twice is out."""
    asked = needs.attributes if needs.outcome is None else (*needs.attributes, needs.outcome)
    of = tables.table(COHORT_TABLE, tuple(dict.fromkeys(asked)))
    if of is None:
        raise KeyError(COHORT_TABLE)
    known = [name for name in dict.fromkeys(asked) if of.table.has(name)]
    said = "".join(f", {of.value_of(name)} AS a{at}" for at, name in enumerate(known))
    columns = tables.columns(
        f"SELECT v_id AS id{said}, place FROM {of.sql} WHERE v_id <> '' ORDER BY v_id, place"
    )
    if tables.rows(f"SELECT count(*) FROM {of.sql}") != [(len(columns["id"]),)]:
        tables.blame_bad(of)  # some have no id
    ids = texts(columns["id"])
    first = np.ones(len(ids), dtype=np.bool_)
    first[1:] = ids[1:] != ids[:-1]
    for row in np.flatnonzero(~first).tolist():
        place = int(columns["place"][row])
        tables.blame(of, ids[row], place, "id", _("an id that no other row has"))
    cells = {name: texts(columns[f"a{at}"])[first] for at, name in enumerate(known)}
    ids = ids[first]
    outcomes: dict[str, FloatVector] = {}
    if needs.outcome is not None and needs.outcome in cells:
        places = columns["place"][first]
        outcomes[needs.outcome] = _outcome(
            tables, of, needs.outcome, ids, cells[needs.outcome], places
        )
    return Subjects(
        ids,
        Owners(_keys(tables, of)),
        {name: labels(column) for name, column in cells.items() if name in needs.attributes},
        outcomes,
    )


def _keys(tables: PartTables, of: Relation) -> Keys:
    """Return the number that stands for each person; of another kind where two are alike."""
    distinct = f"SELECT DISTINCT v_id FROM {of.sql} WHERE v_id <> ''"
    for number in _NUMBERS:
        tables.number = number
        keys: Keys = tables.columns(f"SELECT {number}(v_id) AS k FROM ({distinct}) ORDER BY v_id")[
            "k"
        ]
        if not has_twins(keys):
            return keys
    raise AssertionError(_NUMBERS)


def _outcome(
    tables: PartTables,
    of: Relation,
    column: str,
    ids: TextVector,
    cells: TextVector,
    places: NDArray[np.int64],
) -> FloatVector:
    figures, wrong = outcome_of(cells)
    for row in np.flatnonzero(wrong).tolist():
        tables.blame(of, ids[row], int(places[row]), column, _("1 or 0, yes or no, or nothing"))
    return figures


def labels(column: TextVector) -> Labels:
    """Return a column of labels with each held once, sorted; what states none is empty."""
    said = {text: stated(text) for text in set(column.tolist())}
    listed = [said[text] for text in column.tolist()]
    names = sorted(set(listed) - {""})
    codes = {name: code for code, name in enumerate(["", *names], start=-1)}
    return Labels(np.fromiter(map(codes.__getitem__, listed), np.int32, len(listed)), tuple(names))
