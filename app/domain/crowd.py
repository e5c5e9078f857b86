"""Many people's data at once, as columns: each row says whose it is by number.

A crowd is a part of a cohort, small enough to be held in memory whole; the people of a cohort are
cut into such parts so that all of a person's rows lie in one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from app.domain.arrays import CodeVector, DayVector, FloatVector, RowVector, TextVector


@dataclass(frozen=True)
class Labels:
    """A column of texts that repeat, each text held once.

    Attributes:
        code: Number into ``names``, shape ``(n,)``; -1 where the cell is empty.
        names: The texts that occur.
    """

    code: CodeVector
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.code)


@dataclass(frozen=True)
class CrowdRecords:
    """The records of a crowd, each person's together.

    Those of the kinds that must be ordered (see ``Needs``) come in the order of (day, id), ids
    compared as code points; of the others in no promised order. Ids are left out, since no figure
    of a crowd names a record. A column that nothing looks at may be one cell seen from every row.

    Attributes:
        person: Row of the person in the crowd, ascending, shape ``(n,)``.
        day: Day of the record, shape ``(n,)``.
        kind: Number into ``kinds``, shape ``(n,)``.
        kinds: The dotted names that occur.
        amount: NaN where the table has none, shape ``(n,)``.
        until: End of a contract; ``NO_DAY`` where there is none, shape ``(n,)``.
    """

    person: CodeVector
    day: DayVector
    kind: CodeVector
    kinds: tuple[str, ...]
    amount: FloatVector
    until: DayVector

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def none(cls) -> CrowdRecords:
        """Return the table without a row."""
        codes, days = np.empty(0, np.int32), np.empty(0, np.int32)
        return cls(codes, days, codes, (), np.empty(0), days)


@dataclass(frozen=True)
class CrowdContacts:
    """The contacts of a crowd, each person's together, and what they scored.

    Attributes:
        person: Row of the person whose contact it is, ascending, shape ``(n,)``.
        closeness: 0 to 1, shape ``(n,)``.
        since: First day; ``NO_DAY`` is an open beginning, shape ``(n,)``.
        until: First day on which it no longer is; ``NO_DAY`` is an open end, shape ``(n,)``.
        score_contact: Row of the contact that a score belongs to, shape ``(m,)``; sorted by
            (contact, day).
        score_day: Day of that score, shape ``(m,)``.
        score: The contact's score, shape ``(m,)``. Unit: points.
    """

    person: CodeVector
    closeness: FloatVector
    since: DayVector
    until: DayVector
    score_contact: RowVector
    score_day: DayVector
    score: FloatVector

    def __len__(self) -> int:
        return len(self.person)

    @classmethod
    def none(cls) -> CrowdContacts:
        """Return the table without a row."""
        codes, days, numbers = np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)
        return cls(codes, numbers, days, days, np.empty(0, np.int64), days, numbers)


@dataclass(frozen=True)
class CrowdScores:
    """The official scores of a crowd, sorted by (person, day).

    Attributes:
        person: Row of the person, ascending, shape ``(n,)``.
        day: Day of the score, shape ``(n,)``.
        score: The figure as published, shape ``(n,)``. Unit: points.
        rulebook: Version in force as the file has it.
    """

    person: CodeVector
    day: DayVector
    score: FloatVector
    rulebook: Labels

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def none(cls) -> CrowdScores:
        """Return the table without a row."""
        codes = np.empty(0, np.int32)
        return cls(codes, np.empty(0, np.int32), np.empty(0), Labels(codes, ()))


@dataclass(frozen=True)
class CrowdDecisions:
    """Decisions with the reasons that were stated for them, sorted by (person, day).

    Attributes:
        person: Row of the person, ascending, shape ``(n,)``.
        day: Day of the decision, shape ``(n,)``.
        reasons: The reasons as the file has them, shape ``(n,)``; never shown.
    """

    person: CodeVector
    day: DayVector
    reasons: TextVector

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def none(cls) -> CrowdDecisions:
        """Return the table without a row."""
        return cls(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, dtype=object))


@dataclass(frozen=True, slots=True)
class FaultyPerson:
    """Somebody whose rows cannot be used, and why; counted in no figure but their number.

    Attributes:
        id: As the file has it; shown salted only.
        file: Name of the file.
        table: The table.
        line: Line or row in it; ``None`` where it is not known.
        column: The column.
        expected: What should stand there.
    """

    id: str
    file: str
    table: str
    line: int | None
    column: str
    expected: str


@dataclass(frozen=True)
class Crowd:
    """A part of a cohort: some people with all their rows.

    Attributes:
        ids: Whose rows they are, as the file has it, shape ``(n_people,)``.
        attributes: What else the file says of each person (age, region, …), by column name.
        outcomes: What came of it, by column name: 1 it did, 0 it did not, NaN nobody says.
        faulty: People of this part who are in none of the tables.
    """

    ids: TextVector
    records: CrowdRecords = field(default_factory=CrowdRecords.none)
    contacts: CrowdContacts = field(default_factory=CrowdContacts.none)
    official: CrowdScores = field(default_factory=CrowdScores.none)
    decisions: CrowdDecisions = field(default_factory=CrowdDecisions.none)
    attributes: Mapping[str, Labels] = field(default_factory=dict)
    outcomes: Mapping[str, FloatVector] = field(default_factory=dict)
    faulty: tuple[FaultyPerson, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)
