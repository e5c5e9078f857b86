"""What a person's bills come to, all rows of all of them settled together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.bills import BillPart
from app.domain.intake import Direction, LeftOutRow
from app.domain.records import Records
from app.intake.bill_cells import amount, is_ruined, names_one, order_number
from app.intake.bill_mapping import Mapping
from app.intake.bill_reasons import reason
from app.intake.bill_records import about, name_records, records_of, said
from app.intake.bill_refunds import CENT, Entry, settle
from app.intake.bill_repeats import mark_repeats
from app.intake.bill_table import Flow, Layout, Row, row_moment

_NOT_KEPT = frozenset({"account", "place", "changed", "fee", "funds"})
"""Columns that nothing is worked out from."""

_BEARING = frozenset({"refund_netted", "refund_without_purchase", "fully_refunded", "closed"})
_NOT_PAID = frozenset({"unpaid", "failed"})


@dataclass(frozen=True)
class App:
    """A payment app: how its bills look, and how they say that money came back.

    Attributes:
        layout: How its bills are written.
        is_refund: Tells whether a row is a refund.
        stated: Returns what a paid row itself says was paid back, ``None`` where it says nothing.
        unreadable: Returns the column in which a row says what was paid back and cannot be read;
            empty where it can.
        is_closed: Tells whether a row says that in the end nothing was paid.
        subject: Returns what a row is about, the same for a purchase and its refund.
    """

    layout: Layout
    is_refund: Callable[[Row, Flow], bool]
    stated: Callable[[Row, float], float | None]
    unreadable: Callable[[Row], str]
    is_closed: Callable[[Row], bool]
    subject: Callable[[Row], str]


@dataclass(frozen=True)
class Outcome:
    """All rows of some bills, settled.

    Attributes:
        parts: The tables.
        entries: The rows of each, in order; ``None`` where a row cannot be read.
    """

    parts: tuple[BillPart, ...]
    entries: tuple[tuple[Entry | None, ...], ...]
    app: App
    mapping: Mapping

    def rows(self) -> Iterator[Entry]:
        """Give every row, part by part."""
        for entries in self.entries:
            yield from (entry for entry in entries if entry is not None)

    def kept(self) -> list[Entry]:
        """Return the rows that are kept, each once."""
        return [entry for entry in self.rows() if entry.code is None]

    def records(self, kept: Sequence[Entry]) -> Records:
        """Return the records that rows become."""
        return records_of(kept, self.app.layout, self.mapping)

    def told_parts(self) -> tuple[BillPart, ...]:
        """Return the parts with the id of the record that each row became."""
        return tuple(
            replace(
                part,
                records=tuple(_record(entry) for entry in entries),
                bears=any(entry is not None and _bears(entry) for entry in entries),
            )
            for part, entries in zip(self.parts, self.entries, strict=True)
        )

    def left_out_rows(self) -> tuple[LeftOutRow, ...]:
        """Return the rows just read that are left out, part by part, as their files have them."""
        found: list[LeftOutRow] = []
        for part, entries in zip(self.parts, self.entries, strict=True):
            if part.stored:
                continue
            for entry in entries:
                if entry is not None and entry.code is not None:
                    row = _row(part, entry.at)
                    found.append(
                        LeftOutRow(
                            reader=part.reader,
                            file=part.file,
                            table=part.table,
                            line=row.line,
                            code=entry.code,
                            reason=reason(entry.code),
                            date=row["time"] or row["paid"],
                            amount=row["amount"],
                            what=about(row),
                            counterparty=said(row["counterparty"]),
                        )
                    )
        return tuple(found)


def outcome(parts: Sequence[BillPart], app: App, mapping: Mapping) -> Outcome:
    """Settle the rows of some bills of one app; the order of the bills changes no figure.

    Args:
        parts: The bills.
        app: Whose bills they are.
        mapping: What is no purchase, and which kind of record the others are.
    """
    entries = [_entries(part, number, app) for number, part in enumerate(parts)]
    readable = [[entry for entry in of_part if entry is not None] for of_part in entries]
    # What is read now stays, and of that the rows that have their numbers.
    mark_repeats(sorted(readable, key=lambda rows: (_any_stored(rows), _any_ruined(rows))))
    rows = [entry for of_part in readable for entry in of_part if entry.twin is None]
    settle(rows, app.subject)
    for entry in rows:
        if entry.code is None:
            entry.code = _why_out(entry, mapping)
    name_records([entry for entry in rows if entry.code is None], app.layout.reader)
    return Outcome(tuple(parts), tuple(map(tuple, entries)), app, mapping)


def directions_of(entries: Iterable[Entry]) -> tuple[Direction, ...]:
    """Return the rows and amounts by the bill's own words."""
    amounts: dict[str, list[float]] = {}
    for entry in entries:
        amounts.setdefault(entry.word, []).append(entry.amount)
    return tuple(
        Direction(word, len(values), round(math.fsum(values), 4))
        for word, values in amounts.items()
    )


def part_of(
    rows: Sequence[Row], *, reader: str, file: str, table: str, made: int | None
) -> BillPart:
    """Return the readable rows of a table as a part that can be settled with others."""
    columns = tuple(
        dict.fromkeys(name for row in rows for name in row.cells if name not in _NOT_KEPT)
    )
    return BillPart(
        reader=reader,
        file=file,
        table=table,
        made=made or 0,
        columns=columns,
        lines=tuple(row.line for row in rows),
        cells=tuple(tuple(row[name] for name in columns) for row in rows),
        records=("",) * len(rows),
    )


def _entries(part: BillPart, number: int, app: App) -> list[Entry | None]:
    return [_entry(part, at, number, app) for at in range(len(part.lines))]


def _entry(part: BillPart, at: int, number: int, app: App) -> Entry | None:
    row = _row(part, at)
    when, value, flow = (
        row_moment(row),
        amount(row["amount"]),
        app.layout.flows.get(row["direction"]),
    )
    if when is None or value is None or flow is None:
        return None  # kept by an earlier version, which read more
    refund = app.is_refund(row, flow)
    paid = flow == "out" and not refund
    return Entry(
        row=row,
        moment=when,
        amount=abs(value),
        flow=flow,
        order=order_number(row["order"]),
        merchant_order=order_number(row["merchant_order"]),
        stated=app.stated(row, abs(value)) if paid else None,
        closed=flow != "in" and not refund and app.is_closed(row),
        refund=refund,
        signed=value < 0,
        word=row["direction"],
        part=number,
        at=at,
        made=part.made,
        record=part.records[at],
        out=at in part.out,
        stored=part.stored,
    )


def _row(part: BillPart, at: int) -> Row:
    return Row(part.lines[at], dict(zip(part.columns, part.cells[at], strict=True)))


def _why_out(entry: Entry, mapping: Mapping) -> str | None:
    """Return why a row is no purchase; repeated rows and refunds are marked already."""
    code = mapping.left_out(entry.row, entry.flow)
    if code is None and entry.flow == "neutral":
        return "neutral"
    if code is None and entry.amount < CENT:
        return "nothing_paid"
    return code


def _any_stored(entries: Sequence[Entry]) -> bool:
    return any(entry.stored for entry in entries)


def _any_ruined(entries: Sequence[Entry]) -> bool:
    return any(is_ruined(entry.order) for entry in entries)


def _record(entry: Entry | None) -> str:
    if entry is None:
        return ""
    stays = entry.twin or entry
    return stays.record if stays.code is None else ""


def _bears(entry: Entry) -> bool:
    stays = entry.twin or entry
    if stays.code in _BEARING or stays.stated:
        return True
    return stays.code in _NOT_PAID and names_one(entry.order)
