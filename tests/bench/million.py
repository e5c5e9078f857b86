"""A package of a million invented records on disk, as its owner would bring it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from app.domain.calendar import date_of
from tests.bench.crowd import TODAY

COLUMNS = (
    "id",
    "date",
    "kind",
    "amount",
    "until",
    "currency",
    "source",
    "counterparty",
    "text",
    "reference",
)
_KINDS = ("purchase.imported", "purchase.diapers", "volunteer.day", "bill.late", "fine.traffic")


def write_package(folder: Path, n: int, *, seed: int = 1) -> Path:
    """Write a package of one person with ``n`` records of all columns; return its folder.

    A third of the rows has a reference, every text is another one, 500 shops repeat.
    """
    random = np.random.default_rng(seed)
    first = TODAY - 3650
    days = [date_of(day).isoformat() for day in range(first, TODAY)]
    day = random.integers(0, len(days), n).tolist()
    kind = random.integers(0, len(_KINDS), n).tolist()
    shop = random.integers(0, 500, n).tolist()
    amount = np.round(random.random(n) * 900, 2).tolist()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(
            (
                f"r{row:07}",
                days[day[row]],
                _KINDS[kind[row]],
                amount[row],
                "",
                "CNY",
                "bank",
                f"shop {shop[row]}",
                f"some text, {row}",
                "" if row % 3 else f"R{row}",
            )
            for row in range(n)
        )
    descriptor = {
        "name": "million",
        "created": "2016-03-06T00:00:00Z",
        "whyscore": {"format": 1, "subject": {"id": "P-1", "name": "Invented"}},
        "resources": [{"name": "records", "path": "records.csv", "format": "csv"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder
