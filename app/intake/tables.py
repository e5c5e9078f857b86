"""The tables of a score package: which columns each has, and what their cells hold.

Source:
    The export format, section "Tables".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.domain.records import RECORD_TEXTS

MOST_ROWS = 1_500_000
"""One person's table with more rows than this is refused."""

MOST_COLUMNS = 1_000
"""A table with more columns than this is refused."""


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the format knows."""

    name: str
    holds: Holds
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the format knows."""

    name: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of this name; ``None`` where the format knows none."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, Holds.TEXT, required)


def _day(name: str, *, required: bool = False) -> Column:
    return Column(name, Holds.DAY, required)


def _number(name: str, *, required: bool = False) -> Column:
    return Column(name, Holds.NUMBER, required)


RECORDS = Table(
    "records",
    (
        _text("id", required=True),
        _day("date", required=True),
        _text("kind", required=True),
        _number("amount"),
        _day("until"),
        *(_text(name) for name in RECORD_TEXTS),
    ),
)
CONTACTS = Table(
    "contacts",
    (
        _text("id", required=True),
        _text("name"),
        _number("closeness"),
        _day("since"),
        _day("until"),
    ),
)
CONTACT_SCORES = Table(
    "contact_scores",
    (
        _text("contact", required=True),
        _day("date", required=True),
        _number("score", required=True),
    ),
)
SCORES = Table(
    "scores",
    (
        _day("date", required=True),
        _number("score", required=True),
        _text("rulebook"),
        _text("note"),
    ),
)
LOOKUPS = Table(
    "lookups",
    (_day("date", required=True), _text("who", required=True), _text("purpose")),
)
DECISIONS = Table(
    "decisions",
    (
        _day("date", required=True),
        _text("who", required=True),
        _text("what", required=True),
        _text("outcome", required=True),
        _number("threshold"),
        _text("reasons"),
    ),
)

TABLES = {
    table.name: table for table in (RECORDS, CONTACTS, CONTACT_SCORES, SCORES, LOOKUPS, DECISIONS)
}
"""Every table of the format, by name."""

COHORT_TABLE = "subjects"
"""A package with this table holds many people."""

COHORT_COLUMN = "subject"
"""So does one whose tables have this column."""
