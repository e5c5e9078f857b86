"""Makes the file of Mei, who is invented, byte for byte the same each time.

Run ``python -m tests.making.sample_person`` in the repository to write her package anew. What the
rules count is listed here day by day; the many purchases that no rule counts are drawn with a
fixed seed, so that her file has the size of a real one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.making.sample_daily_life import Row, daily_life
from tests.making.sample_file_texts import (
    CONTACT_SCORES,
    CONTACTS,
    DECISIONS,
    DOMESTIC,
    ELECTRICITY,
    IMPORTED,
    LOOKUPS,
    OFFICIAL,
    PHONE,
)

PLACE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "mei"
HOW_MANY = 1284
CREATED = "2016-03-06T09:00:00+08:00"
RECORD_COLUMNS = (
    "id",
    "date",
    "kind",
    "amount",
    "currency",
    "source",
    "counterparty",
    "text",
    "reference",
)
TYPES = {
    "date": "date",
    "since": "date",
    "until": "date",
    "amount": "number",
    "closeness": "number",
    "score": "number",
    "threshold": "number",
}
REQUIRED = {
    "records": ("id", "date", "kind"),
    "contacts": ("id",),
    "contact_scores": ("contact", "date", "score"),
    "scores": ("date", "score"),
    "lookups": ("date", "who"),
    "decisions": ("date", "who", "what", "outcome"),
}


def counted() -> list[Row]:
    """Return the 60 records that the rules of the article count."""
    app = "Payment app"
    grid, phone = "Grid company", "Phone company"
    rows = [
        *((day, "purchase.domestic", cost, app, shop, what) for day, what, shop, cost in DOMESTIC),
        *((day, "purchase.imported", cost, app, shop, what) for day, what, shop, cost in IMPORTED),
        *(
            (day, "bill.on_time.electricity", cost, grid, grid, "Electricity bill, paid on time")
            for day, cost in ELECTRICITY
        ),
        *(
            (day, "bill.on_time.phone", cost, phone, phone, "Phone bill, paid on time")
            for day, cost in PHONE
        ),
        ("2015-10-03", "bill.late.phone", "46.00", phone, phone, "Phone bill, 9 days late"),
        (
            "2015-06-14",
            "post.economy.negative",
            "",
            "Social network",
            "",
            "Half the shops in my street have closed this spring",
        ),
        (
            "2016-01-19",
            "post.economy.negative",
            "",
            "Social network",
            "",
            "Who can still pay these rents?",
        ),
        (
            "2015-04-22",
            "licence.points",
            "2",
            "Traffic police",
            "",
            "Speeding: 2 points on the licence",
        ),
    ]
    return [Row(*row) for row in rows]


def records() -> list[tuple[str, ...]]:
    """Return the records table in order of days, 1,284 rows."""
    own = counted()
    rows = sorted([*own, *daily_life(HOW_MANY - len(own))])
    table = []
    for number, row in enumerate(rows, start=1):
        money = row.amount and row.kind != "licence.points"
        reference = f"{row.source[:2].upper()}-{row.date.replace('-', '')}-{number:04d}"
        table.append(
            (
                f"R-{number:04d}",
                row.date,
                row.kind,
                row.amount,
                "CNY" if money else "",
                row.source,
                row.counterparty,
                row.text,
                reference,
            )
        )
    return table


def tables() -> dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]]:
    """Return each table's columns and rows."""
    scores = [
        (contact, day, score) for contact, pairs in CONTACT_SCORES.items() for day, score in pairs
    ]
    return {
        "records": (RECORD_COLUMNS, records()),
        "contacts": (("id", "name", "closeness", "since"), CONTACTS),
        "contact_scores": (("contact", "date", "score"), sorted(scores, key=lambda row: row[1])),
        "scores": (("date", "score", "rulebook", "note"), OFFICIAL),
        "lookups": (("date", "who", "purpose"), LOOKUPS),
        "decisions": (("date", "who", "what", "outcome", "threshold", "reasons"), DECISIONS),
    }


def files() -> dict[str, bytes]:
    """Return the package's files by name."""
    made = {}
    resources = []
    for name, (columns, rows) in tables().items():
        data = comma_separated(columns, rows)
        made[f"{name}.csv"] = data
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "encoding": "utf-8",
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "bytes": len(data),
                "schema": {"fields": [field(name, column) for column in columns]},
            }
        )
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "whyscore-sample-mei",
        "title": "Mei, an invented person",
        "description": "Mei is invented, and so is everyone in her file. One record is wrong.",
        "created": CREATED,
        "whyscore": {
            "format": 1,
            "subject": {
                "id": "MEI",
                "name": "Mei",
                "region": "Pilot city",
                "groups": {"age": "25-34"},
            },
            "issuer": {"id": "pilot-bureau", "name": "Pilot bureau (invented)"},
            "rulebook": {"id": "article-2016", "version": "1.1"},
        },
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    made["datapackage.json"] = text.encode()
    return made


def field(table: str, column: str) -> dict[str, object]:
    """Return the standard's description of a column."""
    entry: dict[str, object] = {"name": column, "type": TYPES.get(column, "string")}
    if column in REQUIRED[table]:
        entry["constraints"] = {"required": True}
    return entry


def comma_separated(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def write(place: Path = PLACE) -> None:
    """Write the package into a folder."""
    place.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (place / name).write_bytes(data)


if __name__ == "__main__":
    write()
