"""Where the bills lie in what the person chose: one file, a spreadsheet, or a zip of them."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import UnreadableInput
from app.intake.bill_cells import amount, names_one, order_number
from app.intake.bill_lines import SHEET_STARTS, Sheet, glimpse, text_sheet, workbook_sheets
from app.intake.bill_table import Layout, Row, Table, has_header, read_table, row_moment
from app.intake.container import DESCRIPTOR, Source
from app.intake.sheet_bounds import MOST_FILE, beginning

_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")
_WORKBOOKS = ("xl/workbook.xml", "content.xml")  # a spreadsheet of Excel or LibreOffice is a zip
_LOCKED_SHEET = "EncryptedPackage".encode("utf-16-le")  # Excel's name for what a password locks
_Seen = dict[tuple[object, ...], list[str]]

_GLIMPSE = 65_536  # bytes; information and notes before a table take four thousand
_MOST_FILES = 200  # more files than this are no folder of bills
_MOST_BYTES = 1 << 26  # a quarter of a million rows; read, they take ten times as much


def fits(source: Source, layout: Layout) -> bool:
    """Return whether a bill of this app is in the source, whole or damaged."""
    return any(_fits(data, layout, source.encoding) for _name, data in beginnings(source))


def beginnings(source: Source) -> Iterator[tuple[str, bytes]]:
    """Give the name and the first bytes of each file that may be a bill; all of a spreadsheet."""
    if _is_workbook(source):
        yield source.name, beginning(source.path)
        return
    for name in _candidates(source):
        with source.open(name) as file:
            data = file.read(_GLIMPSE)
            yield name, data + file.read(MOST_FILE) if data.startswith(SHEET_STARTS) else data


def read_tables(source: Source, layout: Layout) -> tuple[list[Table], list[str]]:
    """Return the app's tables in a source.

    Returns:
        The tables; the names of sheets that only repeat another sheet.

    Raises:
        UnreadableInput: A bill cannot be decoded or opened.
    """
    tables: list[Table] = []
    repeating: list[str] = []
    for name, data in beginnings(source):
        if not _fits(data, layout, source.encoding):
            continue
        if data.startswith(SHEET_STARTS):
            own, repeats = _workbook_tables(workbook_sheets(data, name), layout, name)
            tables += own
            repeating += repeats
        else:
            with source.open(name) as file:
                table = read_table(text_sheet(file.read(), name, source.encoding), layout, name)
            if table:
                tables.append(table)
    return tables, repeating


def _fits(data: bytes, layout: Layout, chosen: str) -> bool:
    if data.startswith(SHEET_STARTS):
        return _fits_workbook(data, layout)
    sheet = glimpse(data[:_GLIMPSE], chosen)
    return has_header(sheet, layout) or _is_marked(sheet, layout)


def _fits_workbook(data: bytes, layout: Layout) -> bool:
    if _LOCKED_SHEET in data:
        return True  # so that the person is told to take the password off
    try:
        sheets = workbook_sheets(data, "")
    except UnreadableInput:
        return False
    return any(has_header(sheet, layout) for sheet in sheets)


def _is_marked(sheet: Sheet, layout: Layout) -> bool:
    """Return whether a line begins as only this app's bills do; rulers and quotes aside."""
    return any(line.lstrip('-" ').startswith(layout.marks) for line in sheet.text)


def _workbook_tables(
    sheets: tuple[Sheet, ...], layout: Layout, file: str
) -> tuple[list[Table], list[str]]:
    """Return the tables of a spreadsheet, and the sheets that repeat another one's rows.

    Spreadsheet programs leave copies behind (a query and its result); the apps call theirs
    ``Sheet1``, so that one is read first.
    """
    tables: list[Table] = []
    repeating: list[str] = []
    seen: _Seen = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.name != "Sheet1"):
        table = read_table(sheet, layout, file)
        if table is None:
            continue
        said = [(_content(row), order_number(row["order"])) for row in table.rows]
        if tables and _all_said(said, seen):
            repeating.append(sheet.name)
            continue
        tables.append(table)
        for content, order in said:
            seen.setdefault(content, []).append(order)
    return tables, repeating


def _content(row: Row) -> tuple[object, ...]:
    """Return what a row says by its values: a copied sheet may have numbers where one has texts."""
    when, value = row_moment(row), amount(row["amount"])
    return (
        when.minute if when else row["time"],
        row["direction"],
        row["amount"] if value is None else abs(value),
        row["item"],
        row["counterparty"],
    )


def _all_said(rows: list[tuple[tuple[object, ...], str]], seen: _Seen) -> bool:
    """Return whether other sheets have every one of these rows, at least as often.

    Order numbers that are whole must be the same; a rounded one is the same as any.
    """
    left = {content: list(orders) for content, orders in seen.items()}
    for content, order in rows:
        orders = left.get(content, [])
        whole = [one for one in orders if one == order]
        rounded = [one for one in orders if not (names_one(one) and names_one(order))]
        if not (whole or rounded):
            return False
        orders.remove((whole or rounded)[0])
    return True


def _is_workbook(source: Source) -> bool:
    return source.path.is_file() and any(source.has(name) for name in _WORKBOOKS)


def _candidates(source: Source) -> list[str]:
    names = source.names()
    if DESCRIPTOR in names or len(names) > _MOST_FILES:
        return []
    return [
        name
        for name in names
        if (name.lower().endswith(_ENDINGS) or len(names) == 1) and source.size(name) <= _MOST_BYTES
    ]
