"""How the numbers of a plain table are written: with a decimal point or a decimal comma.

``1.234`` is one number in Berlin and another in London. The sign is taken from all cells of a column;
where they allow both, and the numbers are not the same, whoever audits must say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.intake.cells import LONGEST_NUMBER, NUMBER_PATTERN, plain_number
from app.intake.cohort.meanings import is_missing, missing_sql
from app.intake.duck import literal
from app.intake.labels import label, label_sql

POINT, COMMA = ".", ","

_GAPS = " \u00a0\u2009\u202f'’"  # what stands between thousands besides the other sign
_MINUS = "\u2212"
_OTHER = {POINT: COMMA, COMMA: POINT}


def _simple(decimal: str) -> str:
    return NUMBER_PATTERN.replace("\\.", re.escape(decimal))


def _grouped(decimal: str) -> str:
    between = f"[{_GAPS}{_OTHER[decimal]}]"
    return rf"[+-]?[1-9][0-9]{{0,2}}({between}[0-9]{{3}})+({re.escape(decimal)}[0-9]+)?"


_PATTERNS = {
    decimal: re.compile(f"({_simple(decimal)})|({_grouped(decimal)})") for decimal in (POINT, COMMA)
}


def number_of(cell: str, decimal: str) -> float | None:
    """Return the number in a cell; ``None`` where it is none that is written with this sign."""
    text = label(cell).replace(_MINUS, "-")
    if len(text) > LONGEST_NUMBER or not _PATTERNS[decimal].fullmatch(text):
        return None
    plain = re.sub(f"[{_GAPS}{_OTHER[decimal]}]", "", text)
    return plain_number(plain.replace(decimal, POINT))


def are_numbers(cells: list[str]) -> bool:
    """Return whether cells hold numbers, all written with the one sign or with the other."""
    said = [cell for cell in cells if not is_missing(cell)]
    return bool(said) and any(
        all(number_of(cell, decimal) is not None for cell in said) for decimal in (POINT, COMMA)
    )


def cell_sql(cell: str) -> str:
    """Return the SQL of what stands in a cell of numbers, null where it says nothing."""
    return f"CASE WHEN NOT {missing_sql(cell)} THEN {_tidy(cell)} END"


def number_sql(cell: str, decimal: str) -> str:
    """Return the SQL of a cell's number as a plain text such as ``-12.50``; else null.

    The same as ``number_of`` says.
    """
    tidy = _tidy(cell)
    gaps = literal(f"[{_GAPS}{_OTHER[decimal]}]")
    plain = f"replace(regexp_replace({tidy}, {gaps}, '', 'g'), {literal(decimal)}, '.')"
    return (
        f"CASE WHEN length({tidy}) <= {LONGEST_NUMBER} AND {_fits(tidy, decimal)} THEN {plain} END"
    )


@dataclass(frozen=True, slots=True)
class Signs:
    """How many cells of a column fit which decimal sign.

    Attributes:
        cells: All that say something.
        point: Which are numbers with a decimal point.
        comma: Which are numbers with a decimal comma.
        differ: Which are numbers with either, and not the same.
        commas: Which of these have a comma.
    """

    cells: int
    point: int
    comma: int
    differ: int
    commas: int

    def decimal(self, separator: str) -> str:
        """Return the sign that most cells fit; empty where it must be asked.

        Args:
            separator: What parts the cells. Whoever parts them by commas writes a point.
        """
        if self.point == self.comma and self.differ:
            return POINT if separator == COMMA and not self.commas else ""
        return COMMA if self.comma > self.point else POINT

    def fitting(self, decimal: str) -> int:
        """Return how many cells are numbers with this sign."""
        return self.comma if decimal == COMMA else self.point


def signs_sql(cell: str) -> str:
    """Return the SQL of the counts of ``Signs``, in their order."""
    tidy = _tidy(cell)
    point, comma = _fits(tidy, POINT), _fits(tidy, COMMA)
    said = f"NOT {missing_sql(cell)}"
    signed = f"regexp_matches({tidy}, '[.,]')"
    return (
        f"count(*) FILTER ({said}), count(*) FILTER ({said} AND {point}), "
        f"count(*) FILTER ({said} AND {comma}), "
        f"count(*) FILTER ({said} AND {point} AND {comma} AND {signed}), "
        f"count(*) FILTER ({said} AND {point} AND {comma} AND contains({tidy}, ','))"
    )


def _tidy(cell: str) -> str:
    return f"replace({label_sql(cell)}, {literal(_MINUS)}, '-')"


def _fits(tidy: str, decimal: str) -> str:
    return f"regexp_full_match({tidy}, {literal(_PATTERNS[decimal].pattern)})"
