"""A cohort of a million invented people in Parquet, written by DuckDB and kept nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from app.domain.rulebook import Rulebook
from tests.bench.crowd import kinds_of

RECORDS_A_PERSON = 100
_SCORES_A_PERSON = 4
_NOT_COUNTED = ("purchase.food", "travel.train", "post.holiday")

_SUBJECTS = """
SELECT printf('P%07d', i) AS id, ['north', 'south', 'east', 'west'][1 + dice(i, 4)] AS region,
       ['18-29', '30-44', '45-59', '60+'][1 + dice(i + 7, 4)] AS age
FROM range({people}) people(i)
"""
_RECORDS = """
SELECT printf('P%07d', i // {each}) AS subject, printf('r%09d', i) AS id,
       DATE '2016-03-06' - CAST(dice(i, 3650) AS INTEGER) AS date,
       {kinds}[1 + dice(i + 1, {n_kinds})] AS kind,
       CASE WHEN dice(i + 2, 4) > 0 THEN dice(i + 3, 90000) / 100.0 END::DOUBLE AS amount,
       CASE WHEN dice(i + 4, 20) = 0
            THEN DATE '2016-03-06' + CAST(dice(i + 5, 900) AS INTEGER) END AS until
FROM range({records}) records(i)
"""
_SCORES = """
SELECT printf('P%07d', i // {scores}) AS subject,
       DATE '2015-06-06' + CAST(90 * (i % {scores}) AS INTEGER) AS date,
       (400 + dice(i + 6, 500))::DOUBLE AS score
FROM range({people} * {scores}) scores(i)
"""


def write_cohort(folder: Path, records: int, book: Rulebook) -> Path:
    """Write a cohort package of 100 records a person, sorted by person; return its folder."""
    folder.mkdir(parents=True)
    kinds = [*kinds_of(book), *_NOT_COUNTED]
    filled = {
        "people": max(records // RECORDS_A_PERSON, 1),
        "records": records,
        "each": RECORDS_A_PERSON,
        "scores": _SCORES_A_PERSON,
        "kinds": "[" + ", ".join(f"'{kind}'" for kind in kinds) + "]",
        "n_kinds": len(kinds),
    }
    # Rows are written in the order in which they are made: by person, then by id.
    with duckdb.connect(config={"threads": "2", "memory_limit": "2GB"}) as connection:
        connection.execute("CREATE MACRO dice(i, n) AS CAST(hash(i) % n AS BIGINT)")
        for name, query in (("subjects", _SUBJECTS), ("records", _RECORDS), ("scores", _SCORES)):
            target = folder / f"{name}.parquet"
            connection.execute(f"COPY ({query.format(**filled)}) TO '{target}' (FORMAT parquet)")
    descriptor = {
        "name": "bench",
        "created": "2016-03-06T00:00:00Z",
        "whyscore": {"format": 1, "rulebook": {"id": book.id, "version": book.version}},
        "resources": [
            {"name": name, "path": f"{name}.parquet", "format": "parquet"}
            for name in ("subjects", "records", "scores")
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder
