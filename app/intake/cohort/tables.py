"""One part of a cohort's common tables: read, checked and coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.domain.arrays import CodeVector, FloatVector, Mask, RowVector, TextVector
from app.domain.calendar import NO_DAY
from app.domain.cohort import EVERY_KIND, CohortPart, Needs
from app.domain.crowd import (
    Crowd,
    CrowdContacts,
    CrowdDecisions,
    CrowdRecords,
    CrowdScores,
    Labels,
)
from app.domain.rulebook import matches
from app.intake.cohort.cutting import range_of
from app.intake.cohort.faulty import Blame, FaultyPeople
from app.intake.cohort.keys import Keys, People, ascending, has_twins
from app.intake.cohort.layout import TablesCohort
from app.intake.cohort.lines import FileLines
from app.intake.cohort.relations import Relation, place_of, relation
from app.intake.duck import literal, quoted
from app.intake.tables import COHORT_TABLE
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

_DAY = "({0} - DATE '1970-01-01')::INTEGER"
_COLUMNS = {
    "contacts": ("id", "closeness", "since", "until"),
    "contact_scores": ("contact", "date", "score"),
    "scores": ("date", "score", "rulebook"),
    "decisions": ("date", "who", "what", "outcome", "threshold", "reasons"),
    "records": ("id", "date", "kind", "amount", "until"),
}
Columns = dict[str, NDArray[Any]]


class PartTables:
    """The tables of one part, over a connection that sees their files."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        cohort: TablesCohort,
        part: CohortPart,
        needs: Needs,
        places: Mapping[str, Path],
    ) -> None:
        self._connection = connection
        self._cohort = cohort
        self._part = part
        self._needs = needs
        self._places = places
        self._faulty = FaultyPeople()
        self._lines = FileLines(connection, cohort, places)
        self._number = "hash"
        self._read: dict[str, Relation] = {}

    def crowd(self) -> Crowd:
        """Read the part."""
        ids, keys, attributes, outcomes = self._subjects()
        self._ids, self._people = ids, People(keys)
        records = self._records() if self._needs.kinds else CrowdRecords.none()
        contacts = self._contacts() if self._needs.contacts else CrowdContacts.none()
        official = self._official()
        decisions = self._decisions() if self._needs.decisions else CrowdDecisions.none()
        crowd = Crowd(ids, records, contacts, official, decisions, attributes, outcomes)
        if not len(self._faulty):
            return crowd
        kept = np.array([name not in self._faulty for name in ids.tolist()], dtype=np.bool_)
        return only(crowd, kept, self._faulty.told(self._lines))

    def _relation(self, name: str) -> Relation | None:
        """Return a table of the part; what of it is bad is noted."""
        table = self._cohort.tables.get(name)
        if table is None:
            return None
        wanted = _COLUMNS.get(name)
        of = relation(table, self._places, wanted)
        within = range_of(self._part, of.key)
        sql = f"(SELECT * FROM {of.sql} WHERE {within})"
        if table.is_text:
            # A text file is parsed once, whatever is asked of it.
            self._connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {sql}")
            sql = name
        found = Relation(sql, of.checks, table)
        self._note_bad(found)
        if table.is_text:
            self._note_broken(found)
        self._read[name] = found
        return found

    def _note_bad(self, of: Relation) -> None:
        if not of.checks:
            return
        rows = self._connection.execute(
            f"SELECT {quoted(of.key)}, bad, place FROM {of.sql} WHERE bad IS NOT NULL ORDER BY place"
        ).fetchall()
        for person, bad, place in rows:
            check = of.checks[bad]
            file, row = place_of(place)
            blame = Blame(of.table.name, file, row, check.column, check.expected)
            self._faulty.note(person or "", blame)

    def _note_broken(self, of: Relation) -> None:
        for person, blame in self._lines.broken(of.table, self._part):
            self._faulty.note(person, blame)

    def _subjects(self) -> tuple[TextVector, Keys, dict[str, Labels], dict[str, FloatVector]]:
        of = self._relation(COHORT_TABLE)
        if of is None:
            raise KeyError(COHORT_TABLE)
        wanted = list(self._needs.attributes)
        if self._needs.outcome is not None and self._needs.outcome not in wanted:
            wanted.append(self._needs.outcome)
        known = [name for name in wanted if of.table.table.column(name)]
        said = "".join(f", {quoted('v_' + name)} AS a{at}" for at, name in enumerate(known))
        order = f"FROM {of.sql} WHERE v_id <> '' ORDER BY v_id"
        columns = self._fetched(f"SELECT v_id AS id{said}, place {order}")
        ids = _texts(columns["id"])
        twice = np.flatnonzero(ids[1:] == ids[:-1]) + 1
        for row in twice.tolist():
            file, at = place_of(int(columns["place"][row]))
            expected = _("an id that no other row has")
            self._faulty.note(ids[row], Blame(COHORT_TABLE, file, at, "id", expected))
        kept = np.ones(len(ids), dtype=np.bool_)
        kept[twice] = False
        texts = {name: _texts(columns[f"a{at}"])[kept] for at, name in enumerate(known)}
        ids = ids[kept]
        attributes = {
            name: labels(column) for name, column in texts.items() if name in self._needs.attributes
        }
        outcomes: dict[str, FloatVector] = {}
        if self._needs.outcome in texts:
            outcomes[self._needs.outcome] = self._outcome(ids, texts[self._needs.outcome])
        return ids, self._keys(of), attributes, outcomes

    def _keys(self, of: Relation) -> Keys:
        """Return the number that stands for each person; another kind where two are alike."""
        for number in ("hash", "md5_number_lower"):
            self._number = number
            query = f"SELECT DISTINCT v_id FROM {of.sql} WHERE v_id <> ''"
            keys = self._fetched(f"SELECT {number}(v_id) AS k FROM ({query}) ORDER BY v_id")["k"]
            if not has_twins(keys):
                return keys
        raise AssertionError(self._part.number)

    def _outcome(self, ids: TextVector, cells: TextVector) -> FloatVector:
        meant = {"0": 0.0, "1": 1.0, "0.0": 0.0, "1.0": 1.0, "false": 0.0, "true": 1.0, "": np.nan}
        found = [meant.get(cell.strip().lower()) for cell in cells.tolist()]
        for name, one in zip(ids.tolist(), found, strict=True):
            if one is None:
                column = self._needs.outcome or ""
                self._faulty.note(name, Blame(COHORT_TABLE, 0, -1, column, _("1, 0 or nothing")))
        return np.array([np.nan if one is None else one for one in found], dtype=np.float64)

    def _records(self) -> CrowdRecords:
        of = self._relation("records")
        if of is None:
            return CrowdRecords.none()
        self._check_unique(of, "v_id", "id")
        kinds = self._kinds(of)
        if not kinds:
            self._check_known(of)
            return CrowdRecords.none()
        whens = " ".join(f"WHEN {literal(kind)} THEN {at}" for at, kind in enumerate(kinds))
        said = [
            f"{self._number}(v_subject) AS k",
            f"{_DAY.format('v_date')} AS day",
            f"(CASE v_kind {whens} END)::USMALLINT AS kind",
        ]
        if self._needs.amounts and of.table.has("amount"):
            said.append("v_amount AS amount")
        if self._needs.ends and of.table.has("until"):
            said.append(f"{_DAY.format('v_until')} AS until")
        ordered = [kind for kind in kinds if matches_any(self._needs.ordered, kind)]
        listed = ", ".join(literal(kind) for kind in kinds)
        order = " ORDER BY v_subject, v_date, v_id" if ordered else ""
        columns = self._fetched(
            f"SELECT {', '.join(said)} FROM {of.sql} WHERE v_kind IN ({listed}){order}"
        )
        self._check_known(of)
        person, columns = self._coded(columns)
        n = len(person)
        return CrowdRecords(
            person=person,
            day=_days(columns, "day", n),
            kind=columns["kind"].astype(np.int32),
            kinds=tuple(kinds),
            amount=_numbers(columns, "amount", n),
            until=_days(columns, "until", n),
        )

    def _kinds(self, of: Relation) -> list[str]:
        found = self._connection.execute(
            f"SELECT DISTINCT v_kind FROM {of.sql} WHERE v_kind <> '' ORDER BY v_kind"
        ).fetchall()
        return [kind for (kind,) in found if matches_any(self._needs.kinds, kind)]

    def _official(self) -> CrowdScores:
        of = self._relation("scores")
        if of is None:
            return CrowdScores.none()
        version = "v_rulebook" if of.table.has("rulebook") else "NULL"
        columns = self._fetched(
            f"SELECT {self._number}(v_subject) AS k, {_DAY.format('v_date')} AS day, "
            f"v_score AS score, {version} AS version FROM {of.sql} ORDER BY v_subject, day, place"
        )
        self._check_known(of)
        person, columns = self._coded(columns)
        n = len(person)
        versions = labels(_texts(columns["version"]))
        return CrowdScores(
            person, _days(columns, "day", n), _numbers(columns, "score", n), versions
        )

    def _decisions(self) -> CrowdDecisions:
        of = self._relation("decisions")
        if of is None:
            return CrowdDecisions.none()
        reasons = "v_reasons" if of.table.has("reasons") else "NULL"
        columns = self._fetched(
            f"SELECT {self._number}(v_subject) AS k, {_DAY.format('v_date')} AS day, "
            f"{reasons} AS reasons FROM {of.sql} ORDER BY v_subject, day, place"
        )
        self._check_known(of)
        person, columns = self._coded(columns)
        return CrowdDecisions(
            person, _days(columns, "day", len(person)), _texts(columns["reasons"])
        )

    def _contacts(self) -> CrowdContacts:
        of = self._relation("contacts")
        scores = self._relation("contact_scores")
        none = CrowdContacts.none()
        keys = np.empty(0, dtype=np.uint64)
        if of is not None:
            self._check_unique(of, "v_id", "id")
            said = [
                f"{self._number}(v_subject) AS k",
                f"{self._number}(v_subject || chr(31) || v_id) AS c",
            ]
            said += ["v_closeness AS closeness"] if of.table.has("closeness") else []
            for name in ("since", "until"):
                said += [f"{_DAY.format('v_' + name)} AS {name}"] if of.table.has(name) else []
            columns = self._fetched(
                f"SELECT {', '.join(said)} FROM {of.sql} WHERE v_id <> '' ORDER BY v_subject, v_id"
            )
            self._check_known(of)
            person, columns = self._coded(columns)
            n = len(person)
            closeness = _numbers(columns, "closeness", n)
            keys = columns["c"]
            none = CrowdContacts(
                person=person,
                closeness=np.where(np.isnan(closeness), 1.0, closeness),
                since=_days(columns, "since", n),
                until=_days(columns, "until", n),
                score_contact=none.score_contact,
                score_day=none.score_day,
                score=none.score,
            )
        return none if scores is None else self._with_scores(none, keys, scores)

    def _with_scores(self, contacts: CrowdContacts, keys: Keys, of: Relation) -> CrowdContacts:
        columns = self._fetched(
            f"SELECT {self._number}(v_subject) AS k, {_DAY.format('v_date')} AS day, "
            f"{self._number}(v_subject || chr(31) || v_contact) AS c, v_score AS score, place "
            f"FROM {of.sql} WHERE v_contact <> '' ORDER BY v_subject, day, place"
        )
        self._check_known(of)
        owner = People(keys).rows_of(columns["c"]).astype(np.int64)
        for row in np.flatnonzero(owner < 0).tolist():
            self._blame_row(
                of, int(columns["place"][row]), "contact", _("the id of a listed contact")
            )
        n = len(owner)
        day, score = _days(columns, "day", n), _numbers(columns, "score", n)
        order = np.lexsort((day, owner))
        order = order[owner[order] >= 0]
        owner, day, score = owner[order], day[order], score[order]
        twice = np.flatnonzero((owner[1:] == owner[:-1]) & (day[1:] == day[:-1])) + 1
        for row in twice.tolist():
            place = int(columns["place"][order[row]])
            self._blame_row(of, place, "date", _("one score of a contact on one day"))
        return CrowdContacts(
            contacts.person, contacts.closeness, contacts.since, contacts.until, owner, day, score
        )

    def _blame_row(self, of: Relation, place: int, column: str, expected: str) -> None:
        """Take note that whoever a row is of is out."""
        query = f"SELECT {quoted(of.key)} FROM {of.sql} WHERE place = {place}"
        (person,) = self._connection.execute(query).fetchone() or ("",)
        file, row = place_of(place)
        self._faulty.note(person or "", Blame(of.table.name, file, row, column, expected))

    def _check_unique(self, of: Relation, id_: str, column: str) -> None:
        """Take note of everybody who has two rows of one id."""
        pairs = self._fetched(
            f"SELECT {self._number}(v_subject) AS k, {self._number}({id_}) AS i FROM {of.sql} "
            f"WHERE {id_} <> ''"
        )
        keys = pairs["k"] * np.uint64(0x9E3779B97F4A7C15) ^ pairs["i"]
        if not has_twins(np.ma.getdata(keys)):
            return
        rows = self._connection.execute(
            f"SELECT v_subject, max(place) FROM {of.sql} WHERE {id_} <> '' "
            f"GROUP BY v_subject, {id_} HAVING count(*) > 1 ORDER BY 2"
        ).fetchall()
        for person, place in rows:
            file, row = place_of(place)
            expected = _("an id that no other row has")
            self._faulty.note(person or "", Blame(of.table.name, file, row, column, expected))

    def _check_known(self, of: Relation) -> None:
        """Take note of everybody who has rows and is not among the people."""
        people = self._read[COHORT_TABLE]
        rows = self._connection.execute(
            f"SELECT v_subject, min(place) FROM {of.sql} WHERE v_subject <> '' AND v_subject NOT IN "
            f"(SELECT v_id FROM {people.sql} WHERE v_id <> '') GROUP BY v_subject"
        ).fetchall()
        for person, place in rows:
            file, row = place_of(place)
            expected = _("a person whom the table {table} lists").format(table=COHORT_TABLE)
            self._faulty.note(person, Blame(of.table.name, file, row, "subject", expected))

    def _coded(self, columns: Columns) -> tuple[CodeVector, Columns]:
        """Return the person of each row, ascending, and the columns in that order."""
        person = self._people.rows_of(np.ma.getdata(columns["k"]))
        if len(person) and person.min() < 0:
            known = person >= 0
            person, columns = person[known], {n: c[known] for n, c in columns.items()}
        if not ascending(person):
            order = np.argsort(person, kind="stable")
            person, columns = person[order], {n: c[order] for n, c in columns.items()}
        return person, columns

    def _fetched(self, query: str) -> Columns:
        return self._connection.execute(query).fetchnumpy()


def matches_any(patterns: tuple[str, ...], kind: str) -> bool:
    """Return whether one of the patterns names the kind; ``*`` names every."""
    return patterns == EVERY_KIND or matches(patterns, kind)


def labels(texts: TextVector) -> Labels:
    """Return a column of texts with each text held once."""
    listed = texts.tolist()
    codes = {name: at for at, name in enumerate(sorted(set(listed) - {""}))}
    return Labels(
        np.fromiter((codes.get(name, -1) for name in listed), np.int32, len(listed)), tuple(codes)
    )


def _texts(column: NDArray[Any]) -> TextVector:
    filled = column.filled("") if isinstance(column, np.ma.MaskedArray) else column
    return np.asarray(filled, dtype=object)


def _days(columns: Columns, name: str, rows: int) -> NDArray[np.int32]:
    column = columns.get(name)
    if column is None:
        return np.full(rows, NO_DAY, np.int32)
    filled = column.filled(NO_DAY) if isinstance(column, np.ma.MaskedArray) else column
    return np.asarray(filled, dtype=np.int32)


def _numbers(columns: Columns, name: str, rows: int) -> FloatVector:
    column = columns.get(name)
    if column is None:
        return np.full(rows, np.nan)
    filled = column.filled(np.nan) if isinstance(column, np.ma.MaskedArray) else column
    return np.asarray(filled, dtype=np.float64)


def only(crowd: Crowd, kept: Mask, faulty: tuple[Any, ...]) -> Crowd:
    """Return the crowd with these people only, and why the others are out."""
    number = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    records, contacts, official, decisions = (
        crowd.records,
        crowd.contacts,
        crowd.official,
        crowd.decisions,
    )
    r, c = kept[records.person], kept[contacts.person]
    o, d = kept[official.person], kept[decisions.person]
    contact_number = np.cumsum(c) - 1
    s: Sequence[bool] | RowVector = c[contacts.score_contact]
    return Crowd(
        ids=crowd.ids[kept],
        records=CrowdRecords(
            number[records.person[r]],
            records.day[r],
            records.kind[r],
            records.kinds,
            records.amount[r],
            records.until[r],
        ),
        contacts=CrowdContacts(
            number[contacts.person[c]],
            contacts.closeness[c],
            contacts.since[c],
            contacts.until[c],
            contact_number[contacts.score_contact[s]],
            contacts.score_day[s],
            contacts.score[s],
        ),
        official=CrowdScores(
            number[official.person[o]],
            official.day[o],
            official.score[o],
            Labels(official.rulebook.code[o], official.rulebook.names),
        ),
        decisions=CrowdDecisions(
            number[decisions.person[d]], decisions.day[d], decisions.reasons[d]
        ),
        attributes={
            name: Labels(column.code[kept], column.names)
            for name, column in crowd.attributes.items()
        },
        outcomes={name: column[kept] for name, column in crowd.outcomes.items()},
        faulty=faulty,
    )
