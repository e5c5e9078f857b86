"""A payment app's bill becomes records: every row is kept, left out for a reason, or a fault."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from app.domain.fault import MOST_FAULTS, Fault
from app.domain.intake import Direction, Reading
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.intake.bill_cells import amount, is_ruined, order_number
from app.intake.bill_claims import Claims, read_claims
from app.intake.bill_faults import missing_columns, no_table, row_fault, row_moment
from app.intake.bill_files import read_tables
from app.intake.bill_mapping import Mapping, read_mapping
from app.intake.bill_notices import notices
from app.intake.bill_reasons import left_out
from app.intake.bill_refunds import Entry, settle
from app.intake.bill_table import Flow, Layout, Row, Table
from app.intake.container import Source

_ROWS_A_REPORT = 10_000


@dataclass(frozen=True)
class App:
    """A payment app: how its bills look, and how they say that money came back.

    Attributes:
        layout: How its bills are written.
        is_refund: Tells whether a row is a refund.
        stated: Returns what a paid row itself says was paid back, ``None`` where it says nothing.
        is_closed: Tells whether a row says that in the end nothing was paid.
        subject: Returns what a row is about, the same for a purchase and its refund.
    """

    layout: Layout
    is_refund: Callable[[Row, Flow], bool]
    stated: Callable[[Row, float], float | None]
    is_closed: Callable[[Row], bool]
    subject: Callable[[Row], str]


@dataclass
class Harvest:
    """What has been read so far.

    Attributes:
        tables: The tables, in order.
        unused: Files beside the bill that are none.
        repeating: Sheets that only repeat another one.
        entries: Rows whose figures could be read.
        faults: One a row that could not be read.
        claims: What each table's notes say.
    """

    tables: list[Table]
    unused: list[str]
    repeating: list[str]
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    claims: list[Claims] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the tables have."""
        return sum(len(table.rows) for table in self.tables)


def read_bill(source: Source, app: App, progress: Progress) -> Reading:
    """Read the bills of one payment app.

    Args:
        source: What the person chose.
        app: Whose bills are read.
        progress: Is told of every 10,000 rows.

    Raises:
        UnreadableInput: A bill is cut off before its table, lacks a column, or is no text.
    """
    layout = app.layout
    harvest = Harvest(*read_tables(source, layout))
    if not harvest.tables:
        raise no_table(source.name)
    for table in harvest.tables:
        if refusal := missing_columns(table, layout):
            raise refusal
    _gather(harvest, app, progress)
    mapping = read_mapping(layout.reader)
    _mark_repeated(harvest.entries)
    settle([entry for entry in harvest.entries if entry.code is None], app.subject)
    _leave_out(harvest.entries, mapping)
    kept = [entry for entry in harvest.entries if entry.code is None]
    out = [entry for entry in harvest.entries if entry.code is not None]
    directions = _directions(harvest.entries)
    return Reading(
        reader=layout.reader,
        export=_export(source, harvest, kept, _records(kept, layout, mapping)),
        files=(source.name,),
        rows=harvest.rows,
        kept=len(kept),
        left_out=left_out(entry.code or "" for entry in out),
        left_out_rows=tuple((entry.row.line, entry.code or "", _what(entry)) for entry in out),
        directions=directions,
        faults=tuple(harvest.faults[:MOST_FAULTS]),
        fault_count=len(harvest.faults),
        notices=notices(harvest, layout, directions),
    )


def _gather(harvest: Harvest, app: App, progress: Progress) -> None:
    """Read the figures of every row, those of the bill that was made last first."""
    total, done = harvest.rows, 0
    claimed = [(read_claims(table.around), table) for table in harvest.tables]
    claimed.sort(key=lambda pair: pair[0].made or 0, reverse=True)
    harvest.claims = [claims for claims, _table in claimed]
    harvest.tables = [table for _claims, table in claimed]
    for table in harvest.tables:
        for row in table.rows:
            fault = row_fault(row, table, app.layout)
            if fault:
                harvest.faults.append(fault)
            else:
                harvest.entries.append(_entry(row, app))
            done += 1
            if done % _ROWS_A_REPORT == 0:
                progress.report(done, total)
    progress.report(total, total)


def _entry(row: Row, app: App) -> Entry:
    when, value = row_moment(row), amount(row["amount"])
    if when is None or value is None:  # pragma: no cover - row_fault has looked already
        raise AssertionError(row.line)
    flow = app.layout.flows[row["direction"]]
    refund = app.is_refund(row, flow)
    paid = flow == "out" and not refund
    return Entry(
        row=row,
        moment=when,
        amount=value,
        flow=flow,
        order=order_number(row["order"]),
        stated=app.stated(row, value) if paid else None,
        closed=paid and app.is_closed(row),
        refund=refund,
    )


def _mark_repeated(entries: list[Entry]) -> None:
    """Mark rows that stand before already, as those of bills whose months overlap do.

    Their status may have changed between two bills: the bill made last, which comes first here,
    is believed.
    """
    seen: set[tuple[object, ...]] = set()
    for entry in entries:
        row = entry.row
        if entry.order and not is_ruined(entry.order):
            content = (entry.order, entry.moment.minute, entry.amount, row["direction"])
            whole = (*content, row["item"], row["counterparty"])
            if whole in seen:
                entry.code = "repeated"
            seen.add(whole)


def _leave_out(entries: list[Entry], mapping: Mapping) -> None:
    """Mark what is no purchase; repeated rows and refunds are marked already."""
    for entry in entries:
        row = entry.row
        if entry.code is None:
            entry.code = mapping.left_out(row, entry.flow)
        if entry.code is None and entry.amount == 0 and entry.flow != "neutral":
            entry.code = "nothing_paid"
        if entry.code is None and entry.flow == "neutral":
            entry.code = "neutral"


def _directions(entries: list[Entry]) -> tuple[Direction, ...]:
    amounts: dict[str, list[float]] = {}
    for entry in entries:
        amounts.setdefault(entry.row["direction"], []).append(entry.amount)
    return tuple(
        Direction(word, len(values), round(math.fsum(values), 4))
        for word, values in amounts.items()
    )


def _records(kept: list[Entry], layout: Layout, mapping: Mapping) -> Records:
    def column(cells: list[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        array = np.empty(len(cells), dtype=object)
        array[:] = cells
        return array

    return Records.build(
        ids=column(_ids(kept, layout.reader)),
        day=np.array([entry.moment.day for entry in kept], dtype=np.int32),
        kind_names=column([mapping.kind_of(entry.row, entry.flow) for entry in kept]),
        amount=np.array([entry.net for entry in kept], dtype=np.float64),
        texts={
            "currency": column(["CNY"] * len(kept)),
            "source": column([layout.source] * len(kept)),
            "counterparty": column([_text(entry.row["counterparty"]) for entry in kept]),
            "text": column([_about(entry.row) for entry in kept]),
            "reference": column([entry.order for entry in kept]),
        },
    )


def _ids(kept: list[Entry], reader: str) -> list[str]:
    """Return an id for each row that is the same whenever the row is read again.

    The order number where it is whole and names this row alone; else it is what the row says
    that tells it apart.
    """
    orders = Counter(entry.order for entry in kept if not is_ruined(entry.order))
    ids: list[str] = []
    taken: Counter[str] = Counter()
    for entry in kept:
        if orders[entry.order] == 1 and entry.order:
            name = f"{reader}:{entry.order}"
        elif orders[entry.order] and entry.order:
            name = f"{reader}:{entry.order}~{_digest(entry)}"
        else:
            name = f"{reader}:~{_digest(entry)}"
        taken[name] += 1
        ids.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return ids


def _digest(entry: Entry) -> str:
    row = entry.row
    content = (
        entry.moment.minute,
        row["direction"],
        f"{entry.amount:.2f}",
        row["counterparty"],
        row["item"],
    )
    return hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]


def _export(source: Source, harvest: Harvest, kept: list[Entry], records: Records) -> Export:
    made = [claims.made for claims in harvest.claims if claims.made is not None]
    created = max(made, default=None)
    latest = max((entry.moment.day for entry in kept), default=None)
    if created is not None and latest is not None and created < latest:
        created = None  # a bill is made after its rows: these notes belong to another one
    columns = [
        f"{table.name or table.file}.{name}" for table in harvest.tables for name in table.unknown
    ]
    return Export(
        records=records,
        contacts=Contacts.none(),
        official=OfficialScores.none(),
        subject=Subject(name=next((c.owner for c in harvest.claims if c.owner), "")),
        created=created,
        inputs=(source.input_file(),),
        not_used=(*harvest.unused, *harvest.repeating, *columns),
    )


def _text(cell: str) -> str:
    """Return a text; ``/`` is the apps' sign for none."""
    return "" if cell == "/" else cell


def _about(row: Row) -> str:
    """Return what was bought; where the bill does not say, the type of the row."""
    return _text(row["item"]) or _text(row["type"]) or _text(row["category"])


def _what(entry: Entry) -> str:
    parts = (_about(entry.row), _text(entry.row["counterparty"]), f"{entry.amount:.2f}")
    return " · ".join(part for part in parts if part)
