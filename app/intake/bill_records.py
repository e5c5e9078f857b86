"""Settled rows of bills become records, each under an id that is the same whenever it is read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

from app.domain.arrays import TextVector
from app.domain.records import Records
from app.intake.bill_cells import is_ruined
from app.intake.bill_mapping import Mapping
from app.intake.bill_refunds import Entry
from app.intake.bill_table import Layout, Row


def records_of(kept: Sequence[Entry], layout: Layout, mapping: Mapping) -> Records:
    """Return the records that rows become; each must have its id."""
    return Records.build(
        ids=_column([entry.record for entry in kept]),
        day=np.array([entry.moment.day for entry in kept], dtype=np.int32),
        kind_names=_column([mapping.kind_of(entry.row, entry.flow) for entry in kept]),
        amount=np.array([entry.net for entry in kept], dtype=np.float64),
        texts={
            "currency": _column(["CNY"] * len(kept)),
            "source": _column([layout.source] * len(kept)),
            "counterparty": _column([said(entry.row["counterparty"]) for entry in kept]),
            "text": _column([about(entry.row) for entry in kept]),
            "reference": _column([entry.order for entry in kept]),
        },
    )


def name_records(kept: Sequence[Entry], reader: str) -> None:
    """Give each row an id that has none, and another one to a row whose id is another's too.

    The order number where it is whole and names this row alone; else it is what the row says
    that tells it apart. What is in the store keeps its id.
    """
    taken: set[str] = set()
    for entry in sorted((e for e in kept if e.record), key=lambda entry: not _is_stored(entry)):
        if entry.record in taken:
            entry.record = ""
        else:
            taken.add(entry.record)
    used: Counter[str] = Counter()
    orders = Counter(entry.order for entry in kept if not is_ruined(entry.order))
    for entry in kept:
        if entry.record:
            continue
        if orders[entry.order] == 1 and entry.order:
            name = f"{reader}:{entry.order}"
        elif orders[entry.order] and entry.order:
            name = f"{reader}:{entry.order}~{_digest(entry)}"
        else:
            name = f"{reader}:~{_digest(entry)}"
        free = name
        while free in taken:
            used[name] += 1
            free = f"{name}-{used[name] + 1}"
        entry.record = free
        taken.add(free)


def said(cell: str) -> str:
    """Return a text; ``/`` is the apps' sign for none."""
    return "" if cell == "/" else cell


def about(row: Row) -> str:
    """Return what was bought; where the bill does not say, the type of the row."""
    return said(row["item"]) or said(row["type"]) or said(row["category"])


def _is_stored(entry: Entry) -> bool:
    return any(one.stored for one in entry.told)


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


def _column(cells: list[str]) -> TextVector:
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array
