"""A payment app's bill becomes records: every row is kept, left out for a reason, or a fault."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.bills import BillPart
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.intake import Reading
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores, Subject
from app.intake.bill_cells import DAY_SECONDS
from app.intake.bill_claims import Claims, read_claims
from app.intake.bill_faults import missing_columns, no_table, row_fault
from app.intake.bill_files import read_tables
from app.intake.bill_mapping import read_mapping
from app.intake.bill_notices import notices
from app.intake.bill_outcome import App, Outcome, directions_of, outcome, part_of
from app.intake.bill_reasons import left_out
from app.intake.bill_refunds import Entry
from app.intake.bill_table import Row, Table
from app.intake.container import Source
from app.intake.text_words import table_read_as

_ROWS_A_REPORT = 10_000


@dataclass
class Harvest:
    """What has been read so far.

    Attributes:
        tables: The tables, in order.
        repeating: Sheets that only repeat another one.
        faults: One a row that could not be read.
        claims: What each table's notes say.
        rows: How many rows each table has.
        parts: The readable rows of each table.
    """

    tables: list[Table]
    repeating: list[str]
    faults: list[Fault] = field(default_factory=list)
    claims: list[Claims] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    parts: list[BillPart] = field(default_factory=list)


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
    settled = outcome(harvest.parts, app, read_mapping(layout.reader))
    kept = settled.kept()
    return Reading(
        reader=layout.reader,
        export=_export(source, harvest, settled, kept),
        files=(source.name,),
        rows=sum(harvest.rows),
        kept=len(kept),
        left_out=left_out(entry.code for entry in settled.rows() if entry.code is not None),
        left_out_rows=settled.left_out_rows(),
        directions=directions_of(settled.rows()),
        faults=tuple(harvest.faults[:MOST_FAULTS]),
        fault_count=len(harvest.faults),
        notices=notices(harvest, settled, layout),
        texts=tuple(
            table_read_as(table.file, table.encoding, chosen=bool(source.encoding))
            for table in harvest.tables
            if table.encoding
        ),
    )


def _gather(harvest: Harvest, app: App, progress: Progress) -> None:
    """Read the figures of every row, those of the bill that was made last first."""
    total, done = sum(len(table.rows) for table in harvest.tables), 0
    claimed = [(read_claims(table.around), table) for table in harvest.tables]
    claimed.sort(key=lambda pair: pair[0].made or 0, reverse=True)
    harvest.tables = [table for _claims, table in claimed]
    for claims, table in claimed:
        good: list[Row] = []
        for row in table.rows:
            fault = row_fault(row, table, app)
            if fault:
                harvest.faults.append(fault)
            else:
                good.append(row)
            done += 1
            if done % _ROWS_A_REPORT == 0:
                progress.report(done, total)
        harvest.claims.append(claims)
        harvest.rows.append(len(table.rows))
        reader = app.layout.reader
        part = part_of(good, reader=reader, file=table.file, table=table.name, made=claims.made)
        harvest.parts.append(part)
    progress.report(total, total)


def _export(source: Source, harvest: Harvest, settled: Outcome, kept: list[Entry]) -> Export:
    made = [claims.made // DAY_SECONDS for claims in harvest.claims if claims.made is not None]
    created = max(made, default=None)
    latest = max((entry.moment.day for entry in kept), default=None)
    if created is not None and latest is not None and created < latest:
        created = None  # a bill is made after its rows: these notes belong to another one
    columns = [
        f"{table.name or table.file}.{name}" for table in harvest.tables for name in table.unknown
    ]
    return Export(
        records=settled.records(kept),
        contacts=Contacts.none(),
        official=OfficialScores.none(),
        subject=Subject(name=next((c.owner for c in harvest.claims if c.owner), "")),
        created=created,
        inputs=source.input_files(dict.fromkeys(table.file for table in harvest.tables)),
        not_used=(*harvest.repeating, *columns),
        bills=settled.told_parts(),
    )
