"""What can be wrong with a bill or a row of it, said so that the person can act on it."""

from __future__ import annotations

import re

from app.domain.errors import UnreadableInput
from app.domain.fault import Fault
from app.intake.bill_cells import amount
from app.intake.bill_lines import UNREAD
from app.intake.bill_outcome import App
from app.intake.bill_table import Layout, Row, Table, row_moment
from app.intake.refusing import refusal_line, refused
from app.wording.language import _

_FIGURES = re.compile(r"[-+−－＋()（）0-9¥￥.,，:/#%\s年月日eE]{0,40}")


def row_fault(row: Row, table: Table, app: App) -> Fault | None:
    """Return the first thing that is wrong with a row; ``None`` where it can be read.

    One fault a row, so that rows kept, left out and at fault add up to the rows of the file.
    """
    if row.cut and (row.missing or any(UNREAD in cell for cell in row.cells.values())):
        return _fault(
            row,
            table,
            column="",
            found=_("the end of the file, amid this row"),
            expected=_("a whole row"),
            remedy=_("The file is cut off; download it again."),
        )
    if row.shifted:
        return _fault(
            row,
            table,
            column="",
            found=_("more cells than the table has columns"),
            expected=_("one cell a column"),
            remedy=_("Put the cell that holds a comma in quotes, or download the bill again."),
        )
    if row_moment(row) is None:
        column = "paid" if row["paid"] else "time"
        return _fault(
            row,
            table,
            column=column,
            found=_shown(row[column]),
            expected=_("a date and time such as 2026-03-01 10:00:00"),
            remedy=_("Mend the cell, or download the bill again and do not save it."),
        )
    flows = app.layout.flows
    if row["direction"] not in flows:
        return _fault(
            row,
            table,
            column="direction",
            found=_("another word"),
            expected=_("one of {words}").format(words=", ".join(word for word in flows if word)),
            remedy=_("Its cells may have shifted; download the bill again and do not save it."),
        )
    return _amount_fault(row, table, app)


def _amount_fault(row: Row, table: Table, app: App) -> Fault | None:
    value, flow = amount(row["amount"]), app.layout.flows[row["direction"]]
    column, expected = "", ""
    if value is None or (value < 0 and flow == "in" and not app.is_refund(row, flow)):
        column, expected = "amount", _("an amount such as 12.50")
    elif column := app.unreadable(row):
        expected = _("what was paid back, such as 12.50")
    if not column:
        return None
    return _fault(
        row,
        table,
        column=column,
        found=_shown(row[column]),
        expected=expected,
        remedy=_("Mend the cell, or download the bill again and do not save it."),
    )


def missing_columns(table: Table, layout: Layout) -> UnreadableInput | None:
    """Return the refusal of a table without which no row can be read; ``None`` where it has all."""
    by_name: dict[str, list[str]] = {}
    for heading, name in layout.columns.items():
        by_name.setdefault(name, []).append(heading)
    faults = tuple(
        Fault(
            file=table.file,
            table=table.name,
            column=by_name[name][0],
            found=_("no such column"),
            expected=_("a column {headings}").format(headings=" / ".join(by_name[name])),
            remedy=_("Download the bill again; a column was taken out of it."),
            refuses=True,
        )
        for name in layout.required
        if name not in table.headings
    )
    return UnreadableInput(refusal_line(faults[0]), faults) if faults else None


def no_table(file: str) -> UnreadableInput:
    """Return the refusal of a bill that ends before its table begins."""
    return refused(
        file,
        _("the beginning of a bill without the headings of its table"),
        _("a table with the columns 收/支, 金额 and the time"),
        _("The file is cut off or was changed; download it again."),
    )


def _fault(row: Row, table: Table, *, column: str, found: str, expected: str, remedy: str) -> Fault:
    return Fault(
        file=table.file,
        table=table.name,
        line=row.line,
        column=table.headings.get(column, ""),
        found=found,
        expected=expected,
        remedy=remedy,
    )


def _shown(cell: str) -> str:
    """Return a bad figure as it stands; a text that strayed into its column is not shown."""
    if not cell:
        return _("an empty cell")
    return cell if _FIGURES.fullmatch(cell) else _("a text")
