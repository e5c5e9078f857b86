"""The table inside a bill: its header is found by its cells, wherever it stands.

Neither a line number nor an operator's name is relied on: notes come and go between vintages, and
some vintages put their information before the table, others after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from app.intake.bill_cells import Moment, amount, heading, moment, tidy
from app.intake.bill_lines import DELIMITERS, Line, Sheet

Flow = Literal["in", "out", "neutral"]
"""Where the money of a row went: to the person, away, or neither."""

_RULER = re.compile(r"[-—=_]{4,}.*")
_NOTE = re.compile(
    r"(导出|特别提示|姓名|支付宝账|微信昵称|起始|终止|注[:：]|共[:：]?[0-9x]*笔"
    r"|[已待]?(收入|支出)[:：]|(其他|不计收支|中性交易)[:：]|[0-9]{1,2}\.[^0-9]).*"
)
_THOUSANDS = re.compile(r"[-+−－＋]?[¥￥]?[-+−－＋]?[0-9]{1,3},[0-9]{3}(\.[0-9]+)?")
_AMOUNTS = ("amount", "refunded", "fee")
_COMMA = re.compile(r"[^0-9,]*([0-9]{1,3}(\.[0-9]{3})+|[0-9]+),[0-9]{1,2}[^0-9,]*")
_POINT = re.compile(r"[^0-9.]*([0-9]{1,3}(,[0-9]{3})+|[0-9]+)\.[0-9]{1,2}[^0-9.]*")
_TEXTS = ("item", "counterparty", "account", "method", "status", "merchant_order", "note")
# How both apps begin a status; where it names an amount, the bracket must be closed again.
_STATUS = re.compile(
    r"(交易|支付|付款|还款|退款|退税|缴费|解冻|冻结|等待|待|充值|提现|转账|对方|朋友|过期|已)"
    r"[^()（）]*([(（].*[)）])?"
)
_MOST_IN_NOTE = 3  # a note parted at its commas has no more cells than this


@dataclass(frozen=True)
class Layout:
    """How one payment app writes its bills.

    Attributes:
        reader: Id of the format, such as ``alipay``.
        source: Who reported the records, as shown to the person.
        columns: Our name of each column by its heading; several headings may mean one column.
        own: Headings that only this app's bills have.
        marks: What stands before the table; recognises a bill that ends before its header.
        required: Columns without which no row can be read, by our names.
        flows: What each word for in and out means: ``in``, ``out`` or ``neutral``.
        encodings: Encodings that the app itself writes.
        sheets: True where the app itself sends spreadsheets.
    """

    reader: str
    source: str
    columns: Mapping[str, str]
    own: frozenset[str]
    marks: tuple[str, ...]
    required: tuple[str, ...]
    flows: Mapping[str, Flow]
    encodings: frozenset[str]
    sheets: bool

    def is_header(self, cells: Iterable[str]) -> bool:
        """Return whether these cells are the headings of this app's table."""
        cells = tuple(cells)
        # Only two headings are ever spelt in another way; a row of the table has none.
        if sum(tidy(cell) in self.columns for cell in cells) < 2:
            return False
        headings = {heading(cell) for cell in cells}
        known = {self.columns[name] for name in headings if name in self.columns}
        if not known & {"counterparty", "item"}:
            return False
        own = len(headings & self.own)
        return own >= 3 or (own >= 2 and "direction" in known)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a bill.

    Attributes:
        line: Line in the text or row in the sheet, from 1.
        cells: What stands there, tidied, by our names of the columns.
        missing: How many cells the row lacks.
        shifted: True where it has more cells than columns, and nobody can say which is which.
        cut: True where the file ends amid this row.
    """

    line: int
    cells: Mapping[str, str]
    missing: int = 0
    shifted: bool = False
    cut: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Table:
    """The rows of one text or sheet, and what stands around them.

    Attributes:
        name: Name of the sheet; empty for a text.
        file: Name of the file.
        delimiter: What parts the cells; empty for a sheet.
        headings: Heading of each known column, by our names.
        unknown: Headings that are not known.
        rows: The rows, in order.
        around: The lines before and after the table.
        ended: True where something follows the table: then nothing is cut off.
        encoding: Encoding of a text; empty for a sheet.
        complete: False where a text ends amid a line.
    """

    name: str
    file: str
    delimiter: str
    encoding: str = ""
    complete: bool = True
    headings: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    ended: bool = False


def row_moment(row: Row) -> Moment | None:
    """Return when a row happened: when it was paid, else when it was made."""
    return moment(row["paid"] or row["time"])


def has_header(sheet: Sheet, layout: Layout) -> bool:
    """Return whether the app's headings stand anywhere in a text or sheet."""
    return _delimiter(sheet, layout) is not None


def read_table(sheet: Sheet, layout: Layout, file: str) -> Table | None:
    """Return a text's or sheet's table; ``None`` where it has no header.

    A header that comes again (bills put together by hand) begins a further stretch of rows.
    """
    delimiter = _delimiter(sheet, layout)
    if delimiter is None:
        return None
    table = Table(sheet.name, file, delimiter, sheet.encoding, complete=sheet.complete)
    places: list[str] = []
    width = 0
    inside = False
    for raw in sheet.parted(delimiter):
        line = Line(raw.number, tuple([tidy(cell) for cell in raw.cells]), raw.cut)
        filled = [cell for cell in line.cells if cell]
        if layout.is_header(line.cells):
            places, width = _places(line, layout, table), len(line.cells)
            inside = True
        elif not filled:
            continue
        elif not places or _is_note(filled):
            table.around.append(" ".join(filled))
            table.ended = table.ended or bool(places)
            inside = False
        else:
            row = _row(line, places)
            if len(line.cells) > width:
                row = _mended(line, row, places, width, layout)
            if inside or moment(row["time"]) or moment(row["paid"]):
                table.rows.append(row)
                table.ended = False
            else:
                table.around.append(" ".join(filled))
    _read_commas(table)
    return table


def _read_commas(table: Table) -> None:
    """Write amounts with a point where a spreadsheet program wrote them with a decimal comma.

    Only where no amount of the table has a decimal point: in a table with both, ``1,02`` is a
    fault, because nobody can say what it means.
    """
    said = [row[name] for row in table.rows for name in _AMOUNTS if row[name]]
    if not any(_COMMA.fullmatch(cell) for cell in said) or any(map(_POINT.fullmatch, said)):
        return
    table.rows = [
        replace(
            row,
            cells={
                name: cell.replace(".", "").replace(",", ".") if name in _AMOUNTS else cell
                for name, cell in row.cells.items()
            },
        )
        for row in table.rows
    ]


def _delimiter(sheet: Sheet, layout: Layout) -> str | None:
    if sheet.lines:
        return "" if any(layout.is_header(line.cells) for line in sheet.lines) else None
    for text in sheet.text:
        for delimiter in DELIMITERS:
            cells = text.replace('"', "").split(delimiter)
            if len(cells) > 3 and layout.is_header(cells):
                return delimiter
    return None


def _places(line: Line, layout: Layout, table: Table) -> list[str]:
    """Return our name of each column in order, empty where it is not known."""
    places: list[str] = []
    for cell in line.cells:
        known = layout.columns.get(heading(cell), "")
        if known and known not in places:
            table.headings[known] = cell
        elif cell:
            known = ""
            if cell not in table.unknown:
                table.unknown.append(cell)
        places.append(known)
    while places and not places[-1] and not line.cells[len(places) - 1]:
        places.pop()
    return places


def _row(line: Line, places: list[str]) -> Row:
    cells = {name: cell for name, cell in zip(places, line.cells, strict=False) if name}
    return Row(
        line.number,
        cells,
        missing=max(0, len(places) - len(line.cells)),
        cut=line.cut,
    )


def _reads(row: Row, layout: Layout) -> bool:
    """Return whether the figures and the status of a row stand in their columns, each whole."""
    return (
        row["direction"] in layout.flows
        and _STATUS.fullmatch(row["status"]) is not None
        and amount(row["amount"]) is not None
        and moment(row["time"] or row["paid"]) is not None
    )


def _mended(line: Line, row: Row, places: list[str], width: int, layout: Layout) -> Row:
    """Put a cell together again that holds the delimiter and stands without quotes.

    Only where the figures then stand in their columns; else the row is a fault, because a
    wrong figure that looks right is worse.
    """
    surplus = len(line.cells) - width
    split_amount = _is_split_amount(line, places)
    if not any(line.cells[width:]) and not split_amount and _reads(row, layout):
        return row
    for name in ("amount",) if split_amount else _TEXTS:
        if name in places:
            at = places.index(name)
            text = ",".join(line.cells[at : at + surplus + 1])
            cells = (*line.cells[:at], text, *line.cells[at + surplus + 1 :])
            mended = _row(Line(line.number, cells, line.cut), places)
            if _reads(mended, layout):
                return mended
    return replace(row, shifted=True)


def _is_split_amount(line: Line, places: list[str]) -> bool:
    """Return whether an amount was parted at its thousands separator: ``¥1`` and ``020.00``."""
    at = places.index("amount") if "amount" in places else len(line.cells)
    parts = line.cells[at : at + 2]
    return len(parts) == 2 and _THOUSANDS.fullmatch(",".join(parts)) is not None


def _is_note(filled: list[str]) -> bool:
    """Return whether a line is a ruler or one of the app's notes, not a row."""
    first = filled[0]
    if _RULER.fullmatch(first):
        return True
    return len(filled) <= _MOST_IN_NOTE and _NOTE.fullmatch(first) is not None
