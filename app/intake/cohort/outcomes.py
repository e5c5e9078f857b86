"""Whether a column can be what came of it: one in which nobody's outcome is a no is none."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.cohort import Cohort
from app.domain.errors import UsageError
from app.intake.cohort.layout import TablesCohort
from app.intake.cohort.meanings import missing_sql, says_no
from app.intake.cohort.places import looking_over, places_of
from app.intake.cohort.relations import relation
from app.intake.cohort.table_shell import TABLE
from app.intake.tables import COHORT_TABLE
from app.wording.language import _
from app.wording.visible import visible

_MOST_NAMED, _LONGEST_NAMED = 5, 40
_MOST_VALUES = 1_000


def check(cohort: Cohort, column: str) -> None:
    """Refuse a column in which no cell says that it did not happen.

    Where 1 and 2 stand for it, nobody could say which is the yes. A column that says nothing at
    all, and a folder of packages, are left to who reads them.

    Args:
        cohort: The people, opened.
        column: What should say what came of it.

    Raises:
        UsageError: It is no outcome; its values are named.
        UnreadableInput: A file is gone, or is not what it was.
    """
    if not isinstance(cohort, TablesCohort):
        return
    table = cohort.tables.get(TABLE) or cohort.tables[COHORT_TABLE]
    if not table.has(column) or table.table.column(column) is None:
        return
    with places_of(cohort, [table]) as places, looking_over(places, cohort.name) as connection:
        of = relation(table, places, (column,))
        cell = of.value_of(column)
        query = (
            f"SELECT {cell}, count(*) FROM {of.sql} WHERE NOT {missing_sql(cell)} "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_VALUES}"
        )
        values = [str(value) for value, _count in connection.execute(query).fetchall()]
    if values and not says_no(values):
        raise _no_outcome(column, values)


def _no_outcome(column: str, values: Sequence[str]) -> UsageError:
    named = ", ".join(f"“{visible(value[:_LONGEST_NAMED])}”" for value in values[:_MOST_NAMED])
    if len(values) > _MOST_NAMED:
        named += " …"
    return UsageError(
        _(
            "The column {column} is no outcome: it has no 0 (or no, false). It holds: {values}. "
            "Write 1 where it happened and 0 where it did not."
        ).format(column=visible(column), values=named)
    )
