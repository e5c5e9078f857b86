"""What surrounds the records of a part: contacts, official scores, decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, FloatVector
from app.domain.calendar import NO_DAY
from app.domain.crowd import CrowdContacts, CrowdDecisions, CrowdScores, Labels
from app.intake.checking import MOST_SCORE
from app.intake.cohort.keys import NOBODY, Keys, Owners, ascending, has_twins, paired
from app.intake.cohort.relations import Relation, wrong_days, wrong_numbers
from app.intake.cohort.subjects import Subjects
from app.intake.cohort.tables import PartTables, texts
from app.intake.duck import literal
from app.wording.language import _

Columns = dict[str, NDArray[Any]]


def official_of(tables: PartTables, subjects: Subjects) -> CrowdScores:
    """Return the official scores, sorted by (person, day)."""
    of = tables.table("scores", ("rulebook",))
    if of is None or not of.table.rows:
        return CrowdScores.none()
    versions = _versions(tables, of)
    pairs = ", ".join(f"{literal(name)}: {at}" for at, name in enumerate(versions))
    version = f"coalesce((MAP {{{pairs}}})[v_rulebook], {NOBODY})" if versions else f"{NOBODY}"
    columns = tables.whole(
        f"SELECT {tables.number}(v_subject) AS k, n_date AS day, n_score AS x, "
        f"({version})::INTEGER AS version FROM {of.sql}"
    )
    if not columns:
        return CrowdScores.none()
    _check_days(tables, of, columns["day"])
    _check_scores(tables, of, columns["x"])
    person, columns = _by_day(_known(tables, of, subjects.owners, columns))
    return CrowdScores(
        person, columns["day"], columns["x"], Labels(columns["version"], tuple(versions))
    )


def decisions_of(tables: PartTables, subjects: Subjects) -> CrowdDecisions:
    """Return the decisions with their stated reasons, sorted by (person, day)."""
    of = tables.table("decisions", ("reasons", "threshold"))
    if of is None or not of.table.rows:
        return CrowdDecisions.none()
    tables.blame_bad(of)
    reasons = "v_reasons" if of.table.has("reasons") else "NULL::VARCHAR"
    columns = tables.columns(
        f"SELECT {tables.number}(v_subject) AS k, n_date AS day, {reasons} AS reasons FROM {of.sql}"
    )
    columns["reasons"] = texts(columns["reasons"])
    columns = {name: np.ma.getdata(column) for name, column in columns.items()}
    person, columns = _by_day(_known(tables, of, subjects.owners, columns))
    return CrowdDecisions(person, columns["day"].astype(np.int32), columns["reasons"])


def contacts_of(tables: PartTables, subjects: Subjects) -> CrowdContacts:
    """Return the contacts of each person, and their scores sorted by (contact, day)."""
    of = tables.table("contacts", ("closeness", "since", "until"))
    scores = tables.table("contact_scores", ())
    contacts, keys = CrowdContacts.none(), np.empty(0, dtype=np.uint64)
    if of is not None and of.table.rows:
        contacts, keys = _people_around(tables, of, subjects)
    if scores is None or not scores.table.rows:
        return contacts
    return _with_scores(tables, scores, contacts, keys, subjects)


def _people_around(
    tables: PartTables, of: Relation, subjects: Subjects
) -> tuple[CrowdContacts, Keys]:
    """Return the contacts without scores, and the number that stands for each."""
    number = tables.number
    said = [f"{number}(v_subject) AS k", f"{number}(v_id) AS c"]
    said += [
        f"n_{name} AS {name}" for name in ("closeness", "since", "until") if of.table.has(name)
    ]
    columns = tables.whole(f"SELECT {', '.join(said)} FROM {of.sql}")
    if not columns:
        return CrowdContacts.none(), np.empty(0, dtype=np.uint64)
    n = len(columns["k"])
    closeness = columns.setdefault("closeness", np.full(n, np.nan))
    for name in ("since", "until"):
        _check_days(
            tables, of, columns.setdefault(name, np.full(n, NO_DAY, np.int32)), needed=False
        )
    if bool(((closeness < 0) | (closeness > 1)).any()):
        tables.blame_bad(of)
    if _any_empty(tables, columns["c"]):
        tables.blame_bad(of)
    columns["c"] = paired(columns["k"], columns["c"])
    if has_twins(columns["c"]):
        tables.blame_twins(of)
    person, columns = _by_person(_known(tables, of, subjects.owners, columns))
    closeness = columns["closeness"]
    contacts = CrowdContacts(
        person=person,
        closeness=np.where(np.isnan(closeness), 1.0, closeness),
        since=columns["since"],
        until=columns["until"],
        score_contact=np.empty(0, dtype=np.int64),
        score_day=np.empty(0, dtype=np.int32),
        score=np.empty(0),
    )
    return contacts, columns["c"]


def _with_scores(
    tables: PartTables, of: Relation, contacts: CrowdContacts, keys: Keys, subjects: Subjects
) -> CrowdContacts:
    number = tables.number
    columns = tables.whole(
        f"SELECT {number}(v_subject) AS k, {number}(v_contact) AS c, n_date AS day, n_score AS x "
        f"FROM {of.sql}"
    )
    if not columns:
        return contacts
    _check_days(tables, of, columns["day"])
    _check_scores(tables, of, columns["x"])
    if _any_empty(tables, columns["c"]):
        tables.blame_bad(of)
    columns["c"] = paired(columns["k"], columns["c"])
    columns["row"] = np.arange(len(columns["k"]))
    person, columns = _known(tables, of, subjects.owners, columns)
    owner = Owners(keys).rows_of(columns["c"]).astype(np.int64)
    expected = _("the id of a listed contact")
    _blame_rows(tables, of, (subjects, person, columns["row"]), owner < 0, "contact", expected)
    order = np.lexsort((columns["day"], owner))
    order = order[owner[order] >= 0]
    owner, day = owner[order], columns["day"][order]
    again = np.zeros(len(owner), dtype=np.bool_)
    again[1:] = (owner[1:] == owner[:-1]) & (day[1:] == day[:-1])
    expected = _("one score of a contact on one day")
    rows = (subjects, person[order], columns["row"][order])
    _blame_rows(tables, of, rows, again, "date", expected)
    return CrowdContacts(
        contacts.person,
        contacts.closeness,
        contacts.since,
        contacts.until,
        owner,
        day,
        columns["x"][order],
    )


def _versions(tables: PartTables, of: Relation) -> list[str]:
    if not of.table.has("rulebook"):
        return []
    query = f"SELECT DISTINCT v_rulebook FROM {of.sql} WHERE v_rulebook <> '' ORDER BY 1"
    return [str(name) for (name,) in tables.rows(query)]


def _check_days(
    tables: PartTables, of: Relation, days: NDArray[np.int32], *, needed: bool = True
) -> None:
    if wrong_days(days) or (needed and bool((days == NO_DAY).any())):
        tables.blame_bad(of)


def _check_scores(tables: PartTables, of: Relation, scores: FloatVector) -> None:
    if wrong_numbers(scores) or not bool((np.abs(scores) <= MOST_SCORE).all()):
        tables.blame_bad(of)


def _any_empty(tables: PartTables, keys: Keys) -> bool:
    """Return whether one of the ids that the numbers stand for may be empty."""
    number = tables.number
    listed = tables.rows(f"SELECT {number}(''), {number}(NULL::VARCHAR)")[0]
    return any(bool((keys == np.uint64(one)).any()) for one in listed if one is not None)


def _blame_rows(
    tables: PartTables,
    of: Relation,
    rows: tuple[Subjects, CodeVector, NDArray[np.int64]],
    wrong: NDArray[np.bool_],
    column: str,
    expected: str,
) -> None:
    """Take note of the people of the wrong ones of some rows of a table."""
    if not wrong.any():
        return
    subjects, person, row = rows
    places = tables.columns(f"SELECT place FROM {of.sql}")["place"]
    for at in np.flatnonzero(wrong).tolist():
        name = str(subjects.ids[person[at]])
        tables.blame(of, name, int(places[row[at]]), column, expected)


def _known(
    tables: PartTables, of: Relation, owners: Owners, columns: Columns
) -> tuple[CodeVector, Columns]:
    """Return the person of each row, and the rows of people who are listed."""
    person = owners.rows_of(columns["k"])
    known = person != NOBODY
    if known.all():
        return person, columns
    tables.blame_strangers(of)
    return person[known], {name: column[known] for name, column in columns.items()}


def _by_person(rows: tuple[CodeVector, Columns]) -> tuple[CodeVector, Columns]:
    person, columns = rows
    if ascending(person):
        return rows
    order = np.argsort(person, kind="stable")
    return person[order], {name: column[order] for name, column in columns.items()}


def _by_day(rows: tuple[CodeVector, Columns]) -> tuple[CodeVector, Columns]:
    """Return the rows by (person, day), those of one day in the order of the file."""
    person, columns = rows
    together = (person.astype(np.int64) << 32) + columns["day"]
    if ascending(together):
        return rows
    order = np.argsort(together, kind="stable")
    return person[order], {name: column[order] for name, column in columns.items()}
