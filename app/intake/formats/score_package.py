"""The score package: a Data Package with one person's records, contacts and scores.

Source:
    The export format; https://datapackage.org (version 2) beneath it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import BinaryIO

import numpy as np

from app.domain.arrays import TextVector
from app.domain.calendar import day_of, iso
from app.domain.errors import UnreadableInput
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.intake import LeftOut, Notice, Reading
from app.domain.progress import Progress
from app.domain.records import Export
from app.intake import assembling, bulk, integrity, rows
from app.intake.checking import Checked, Part
from app.intake.columns import Cells, many_people
from app.intake.container import DESCRIPTOR, Source
from app.intake.descriptor import Descriptor, Resource, read_descriptor
from app.intake.integrity import HashState
from app.intake.refusing import refused
from app.intake.tables import COHORT_TABLE, TABLES, Table
from app.intake.zipped import MOST_BYTES
from app.wording.language import _, ngettext

NAME = "score-package"
"""Id of this reader."""

MOST_HELD = 160 << 20
"""One person's tables together have no more bytes: all of them are held at once."""

_BULK_FROM = 1 << 20
"""From this size on, DuckDB's start is worth its while. Unit: bytes."""


def fits(source: Source) -> bool:
    """Return whether the source is a score package."""
    return source.has(DESCRIPTOR)


def read(source: Source, progress: Progress) -> Reading:
    """Read one person's score package.

    Raises:
        UnreadableInput: The descriptor cannot be used.
    """
    descriptor = read_descriptor(source)
    _check_tables(source, descriptor)
    check_room(source, descriptor)
    refusals = _damaged_tables(source, descriptor)
    tables: dict[str, Checked] = {}
    if not refusals:
        tables, refusals = _read_tables(source, descriptor, progress)
    return _reading(source, descriptor, tables, refusals)


def check_room(source: Source, descriptor: Descriptor) -> None:
    """Refuse a package whose tables take more room than one person's can, in a folder as in a zip.

    Raises:
        UnreadableInput: They do.
    """
    sizes = {
        resource.name: sum(source.size(path) for path in resource.paths if source.has(path))
        for resource in descriptor.resources
    }
    known = sum(size for name, size in sizes.items() if name in TABLES)
    if known <= MOST_HELD and sum(sizes.values()) <= MOST_BYTES:
        return
    raise refused(
        source.name,
        _("tables of {size} bytes").format(size=max(known, sum(sizes.values()))),
        _("at most {count} MiB of one person's tables").format(count=MOST_HELD >> 20),
        _("Do not use this file; ask its sender for a new one."),
        table=max(sizes, key=sizes.__getitem__),
    )


def _check_tables(source: Source, descriptor: Descriptor) -> None:
    names = {resource.name for resource in descriptor.resources}
    if COHORT_TABLE in names:
        raise many_people(source.name, COHORT_TABLE)
    if not names & {"records", "scores"}:
        raise refused(
            source.name,
            _("neither records nor scores"),
            _("a table of records, of scores, or both"),
            _("Ask for a complete export."),
            table=DESCRIPTOR,
        )


def _damaged_tables(source: Source, descriptor: Descriptor) -> list[Fault]:
    """Return a fault for each table that is not what the descriptor says."""
    faults: list[Fault] = []
    for resource in descriptor.resources:
        known = resource.name in TABLES
        try:
            state = integrity.table_state(source, resource)
        except UnreadableInput as error:
            faults += error.faults
            continue
        if state.state is HashState.WRONG or (known and state.state is HashState.MISSING):
            faults += integrity.mismatch(source, state).faults
    return faults


def _read_tables(
    source: Source, descriptor: Descriptor, progress: Progress
) -> tuple[dict[str, Checked], list[Fault]]:
    known = [resource for resource in descriptor.resources if resource.name in TABLES]
    total = sum(source.size(path) for resource in known for path in resource.paths)
    done = 0
    tables: dict[str, Checked] = {}
    refusals: list[Fault] = []
    for resource in known:
        progress.report(done, max(total, 1))
        table = TABLES[resource.name]
        parts: list[Part] = []
        for path in _paths(source, resource, refusals):
            file = source.name if len(resource.paths) == 1 else f"{source.name}/{path}"
            try:
                cells = _cells(source, resource, path, file, table)
            except UnreadableInput as error:
                refusals += error.faults
                continue
            parts.append(Part(file, _unescaped(cells) if descriptor.escaped else cells))
            done += source.size(path)
        tables[resource.name] = Checked(table, parts)
    progress.report(max(total, 1), max(total, 1))
    return tables, refusals


def _paths(source: Source, resource: Resource, refusals: list[Fault]) -> tuple[str, ...]:
    if resource.paths and resource.format in {"csv", "jsonl", "parquet"}:
        return resource.paths
    refusals += refused(
        source.name,
        _("a table in another format"),
        _("a file in CSV, JSON Lines or Parquet"),
        _("Ask for the package with its tables in CSV."),
        table=resource.name,
    ).faults
    return ()


def _cells(source: Source, resource: Resource, path: str, file: str, table: Table) -> Cells:
    opener = partial(source.open, path)
    if resource.format == "parquet":
        with source.local(path) as place:
            return bulk.read_parquet(place, file, table)
    if resource.format == "jsonl":
        return rows.read_json_lines(
            opener, file, table, resource.encoding, resource.dialect.written
        )
    if source.size(path) >= _BULK_FROM:
        found = _bulk_cells(source, resource, path, file, table)
        if found is not None:
            return found
    return rows.read_csv(opener, file, table, resource.encoding, resource.dialect)


def _bulk_cells(
    source: Source, resource: Resource, path: str, file: str, table: Table
) -> Cells | None:
    dialect = resource.dialect
    if not dialect.plain or resource.encoding.lower() not in {"utf-8", "utf8"}:
        return None

    def opener() -> BinaryIO:
        return source.open(path)

    header = rows.header_of(opener, file, table, resource.encoding, dialect)
    if header is None:
        return None

    def lines(wanted: Sequence[int]) -> list[int]:
        return rows.csv_lines(opener, file, table, dialect, wanted)

    with source.local(path) as place:
        return bulk.read_csv(place, header, dialect.delimiter, file, table, lines)


def _unescaped(cells: Cells) -> Cells:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return replace(cells, texts={name: _bare(column) for name, column in cells.texts.items()})


def _bare(column: TextVector) -> TextVector:
    bare = np.empty(len(column), dtype=object)
    bare[:] = [cell[1:] if cell[:1] == "'" else cell for cell in column.tolist()]
    return bare


def _reading(
    source: Source, descriptor: Descriptor, tables: dict[str, Checked], refusals: list[Fault]
) -> Reading:
    export, contact_out = _export(source, descriptor, tables)
    told = [fault for table in tables.values() for fault in table.faults.told()]
    kept = sum(int(table.faults.good.sum()) for table in tables.values()) - contact_out
    left_out = (
        LeftOut(
            "contact_is_a_fault",
            _("Scores of a contact whose own row is a fault"),
            contact_out,
        ),
    )
    return Reading(
        reader=NAME,
        export=None if refusals else export,
        files=(source.name,),
        rows=sum(table.lines for table in tables.values()),
        kept=0 if refusals else kept,
        left_out=left_out if contact_out and not refusals else (),
        faults=tuple([*refusals, *told][:MOST_FAULTS]),
        fault_count=len(refusals) + sum(table.faults.count for table in tables.values()),
        notices=() if refusals else (*_future(export), *_not_used(export)),
    )


def _export(
    source: Source, descriptor: Descriptor, tables: dict[str, Checked]
) -> tuple[Export, int]:
    contacts, contact_out = assembling.contacts_of(tables)
    strange = [resource.name for resource in descriptor.resources if resource.name not in TABLES]
    columns = [f"{name}.{column}" for name, table in tables.items() for column in table.unknown]
    export = Export(
        records=assembling.records_of(tables),
        contacts=contacts,
        official=assembling.official_of(tables),
        lookups=assembling.lookups_of(tables),
        decisions=assembling.decisions_of(tables),
        subject=descriptor.subject,
        created=descriptor.created,
        rulebook=descriptor.rulebook,
        rulebook_version=descriptor.rulebook_version,
        issuer=descriptor.issuer,
        inputs=(source.input_file(),),
        not_used=(*strange, *columns),
    )
    return export, contact_out


def _future(export: Export) -> tuple[Notice, ...]:
    """Say that some records lie ahead of the day on which the export was made."""
    today = day_of(dt.datetime.now(tz=dt.UTC).date())
    made = today if export.created is None else export.created
    ahead = int((export.records.day > made).sum())
    if not ahead:
        return ()
    text = ngettext(
        "{count} record lies after {day}. It is kept, and does not count until its day comes.",
        "{count} records lie after {day}. They are kept, and do not count until their day comes.",
        ahead,
    )
    return (Notice("future", text.format(count=ahead, day=iso(made))),)


def _not_used(export: Export) -> tuple[Notice, ...]:
    if not export.not_used:
        return ()
    text = ngettext(
        "{count} table or column is not known and was not used.",
        "{count} tables or columns are not known and were not used.",
        len(export.not_used),
    )
    return (Notice("not_used", text.format(count=len(export.not_used))),)
