"""One part of an audit: read, recomputed, and kept until all parts are there."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.audit import plain_files
from app.audit.honesty_counts import HonestyCounts
from app.audit.month_sums import MonthSums
from app.audit.plain_files import NotWhole
from app.audit.recompute import people_of
from app.audit.salting import salted
from app.audit.spilling import read_people, write_people
from app.domain.audit import People, Question
from app.domain.cohort import Cohort, CohortPart, Needs
from app.domain.crowd import FaultyPerson
from app.domain.findings import Faulty
from app.intake.cohort.parts import read_part

MOST_FAULTY = 1_000
"""So many people whose rows cannot be used are listed; all are counted."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a part besides its people: sums that merge with those of the others.

    Attributes:
        people: How many people the part has, faulty ones not counted.
        faulty_people: How many could not be used.
        faulty: The first of them.
    """

    people: int
    records: int
    months: MonthSums
    honesty: HonestyCounts
    faulty_people: int
    faulty: tuple[Faulty, ...]

    @classmethod
    def nothing(cls) -> Kept:
        """Return the sums of nobody."""
        return cls(0, 0, MonthSums.none(), HonestyCounts(), 0, ())

    def merge(self, other: Kept) -> Kept:
        """Return the sums of both; they must be of different people."""
        return Kept(
            self.people + other.people,
            self.records + other.records,
            self.months.merge(other.months),
            self.honesty.merge(other.honesty),
            self.faulty_people + other.faulty_people,
            (*self.faulty, *other.faulty)[:MOST_FAULTY],
        )


@dataclass(frozen=True, repr=False)
class Task:
    """A part to be computed; any process that sees the cohort's files can.

    Attributes:
        cohort: Without its parts: it is sent with every task.
        months: For what share of the people every official score is looked at.
        file: Where the people are written; ``None`` where they are returned.
    """

    cohort: Cohort
    part: CohortPart
    needs: Needs
    question: Question
    months: float
    file: Path | None

    def __repr__(self) -> str:
        # Dask names what it computes by this, in logs that others read: no path and no salt.
        return f"part {self.part.number + 1}"

    def __call__(self) -> tuple[Kept, People | None]:
        """Compute the part.

        Raises:
            UnreadableInput: The cohort's files cannot be read any more.
        """
        crowd = read_part(self.cohort, self.part, self.needs)
        found = people_of(crowd, self.question, self.months)
        kept = Kept(
            len(found.people),
            found.records,
            found.months,
            found.honesty,
            len(found.faulty),
            _shown(found.faulty[:MOST_FAULTY], self.question.salt),
        )
        if self.file is None:
            return kept, found.people
        keep(kept, found.people, self.file)
        return kept, None


def keep(kept: Kept, people: People, file: Path) -> None:
    """Write what is known of a part; the sums last, so that where they stand the people do."""
    write_people(people, file)
    plain_files.write(kept, _sums(file))


def take_up(file: Path) -> Kept | None:
    """Return what was kept of a part; ``None`` where it is not there, or not whole."""
    types = (Kept, MonthSums, HonestyCounts, Faulty)
    with contextlib.suppress(FileNotFoundError, NotWhole):
        kept: Kept = plain_files.read(_sums(file), types)
        if len(read_people(file)) == kept.people:
            return kept
    return None


def without_parts(cohort: Cohort) -> Cohort:
    """Return a cohort that is quickly sent."""
    return replace(cohort, parts=())


def _sums(file: Path) -> Path:
    return file.with_name(f"{file.name}.sums")


def _shown(faulty: tuple[FaultyPerson, ...], salt: str) -> tuple[Faulty, ...]:
    ids = np.array([*(one.id for one in faulty), ""], dtype=object)[:-1]
    return tuple(
        Faulty(name, one.file, one.table, one.line, one.column, one.expected)
        for name, one in zip(salted(ids, salt).tolist(), faulty, strict=True)
    )
