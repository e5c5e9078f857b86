"""``convert --json``: what became of every row of a file."""

from __future__ import annotations

from app.domain.document import Document, figure, head
from app.domain.fault import Fault
from app.domain.intake import LeftOutRow, Reading


def conversion_document(reading: Reading) -> Document:
    """Return what was read, left out and found wrong, as plain values.

    Args:
        reading: What came of reading the files.
    """
    inputs = () if reading.export is None else reading.export.inputs
    return {
        **head(None, inputs),
        "reader": reading.reader,
        "files": list(reading.files),
        "texts": [
            {"file": one.file, "encoding": one.encoding, "way": one.way, "told": one.told}
            for one in reading.texts
        ],
        "rows": reading.rows,
        "kept": reading.kept,
        "left_out": [{"reason": left.reason, "count": left.count} for left in reading.left_out],
        "left_out_rows": [left_out_row_document(row) for row in reading.left_out_rows],
        "directions": {
            direction.word: {"count": direction.count, "sum": figure(direction.total)}
            for direction in reading.directions
        },
        "faults": [fault_document(fault) for fault in reading.faults],
        "warnings": [{"code": notice.code, "text": notice.text} for notice in reading.notices],
    }


def left_out_row_document(row: LeftOutRow) -> Document:
    """Return one row of a bill that was not kept, as its file has it."""
    return {
        "file": row.file,
        "table": row.table,
        "line": row.line,
        "code": row.code,
        "reason": row.reason,
        "date": row.date,
        "amount": row.amount,
        "what": row.what,
        "counterparty": row.counterparty,
    }


def fault_document(fault: Fault) -> Document:
    """Return one fault of a person's file as plain values."""
    return {
        "file": fault.file,
        "table": fault.table,
        "line": fault.line,
        "column": fault.column,
        "found": fault.found,
        "expected": fault.expected,
    }
