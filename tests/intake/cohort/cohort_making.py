"""Makes small cohorts of invented people: packages in three formats, and people's own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

Rows = Sequence[Sequence[str]]

COLUMNS = {
    "subjects": ("id", "region", "age"),
    "records": ("subject", "id", "date", "kind", "amount", "until"),
    "contacts": ("subject", "id", "closeness", "since", "until"),
    "contact_scores": ("subject", "contact", "date", "score"),
    "scores": ("subject", "date", "score", "rulebook"),
    "decisions": ("subject", "date", "who", "what", "outcome", "threshold", "reasons"),
}
TYPES = {
    "date": "DATE",
    "since": "DATE",
    "until": "DATE",
    "amount": "DOUBLE",
    "closeness": "DOUBLE",
    "score": "DOUBLE",
    "threshold": "DOUBLE",
}
PEOPLE: dict[str, Rows] = {
    "subjects": [("P-1", "north", "25-34"), ("P-2", "south", ""), ("P-3", "north", "65+")],
    "records": [
        ("P-1", "r1", "2016-01-05", "purchase.imported", "12.5", ""),
        ("P-1", "r2", "2016-01-31", "loan.instalment", "300", "2019-01-31"),
        ("P-2", "r1", "2015-06-01", "fine.traffic", "", ""),
        ("P-3", "r9", "2015-06-02", "donation", "5", ""),
    ],
    "contacts": [
        ("P-1", "c1", "0.5", "2010-01-01", ""),
        ("P-1", "c2", "", "", "2016-01-01"),
        ("P-3", "c1", "1", "", ""),
    ],
    "contact_scores": [
        ("P-1", "c2", "2015-03-01", "700"),
        ("P-1", "c1", "2015-02-01", "650"),
        ("P-1", "c1", "2014-02-01", "640.5"),
        ("P-3", "c1", "2014-02-01", "500"),
    ],
    "scores": [
        ("P-1", "2016-02-01", "655", "1"),
        ("P-1", "2016-01-01", "650", "1"),
        ("P-2", "2016-01-01", "600", "2"),
        ("P-3", "2016-01-01", "610", ""),
    ],
    "decisions": [("P-2", "2016-01-10", "Bank", "loan", "refused", "700", "score too low")],
}


def text_of(header: Sequence[str], rows: Rows) -> str:
    """Write a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def cohort(
    folder: Path,
    tables: Mapping[str, Rows] | None = None,
    *,
    form: str = "csv",
    files: int = 1,
    **changes: Any,
) -> Path:
    """Write a cohort package.

    Args:
        folder: Where to.
        tables: Rows of its tables; those of ``PEOPLE`` by default, and of each that is not named.
        form: ``csv``, ``parquet``, or ``texts``: Parquet with texts only.
        files: Over so many files each table is split.
        changes: What else the descriptor says.
    """
    folder.mkdir(parents=True)
    resources = []
    for name, rows in {**PEOPLE, **(tables or {})}.items():
        paths = []
        size = -(-len(rows) // files) or 1
        for at in range(files):
            path = folder / f"{name}-{at}.{'csv' if form == 'csv' else 'parquet'}"
            write(path, COLUMNS[name], rows[at * size : (at + 1) * size], form)
            paths.append(path.name)
        resources.append({"name": name, "path": paths if files > 1 else paths[0]})
    document = {"created": "2016-03-01", "resources": resources, **changes}
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def write(path: Path, header: Sequence[str], rows: Rows, form: str) -> None:
    """Write one file of a table."""
    text = text_of(header, rows)
    if form == "csv":
        path.write_text(text, encoding="utf-8")
        return
    plain = path.with_suffix(".txt")
    plain.write_text(text, encoding="utf-8")
    types = {
        name: TYPES.get(name, "VARCHAR") if form == "parquet" else "VARCHAR" for name in header
    }
    columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in types.items())
    reader = (
        f"read_csv('{plain}', auto_detect=false, header=true, columns={{{columns}}}, nullstr='')"
    )
    with duckdb.connect() as database:
        database.execute(f"COPY (FROM {reader}) TO '{path}' (FORMAT parquet)")
    plain.unlink()


def own_package(folder: Path, person: str, tables: Mapping[str, Rows]) -> Path:
    """Write one person's own package of a cohort's tables."""
    folder.mkdir(parents=True)
    subject = next((row for row in tables["subjects"] if row[0] == person), (person, "", ""))
    resources = []
    for name, rows in tables.items():
        if name == "subjects":
            continue
        own = [row[1:] for row in rows if row[0] == person]
        (folder / f"{name}.csv").write_text(text_of(COLUMNS[name][1:], own), encoding="utf-8")
        resources.append({"name": name, "path": f"{name}.csv"})
    groups = {"age": subject[2]} if subject[2] else {}
    document = {
        "created": "2016-03-01",
        "whyscore": {"subject": {"id": person, "region": subject[1], "groups": groups}},
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    return folder
