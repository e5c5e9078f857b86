"""Makes small packages of invented people."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

RECORDS = (
    "id,date,kind,amount,until,text\n"
    "r1,2016-01-05,purchase.imported,12.50,,Wine\n"
    "r2,2016-01-31T23:30:00+08:00,loan.instalment,300,2019-01-31,Car\n"
    "r3,2015-06-01 08:00:00,fine.traffic,-20,,\n"
)
CONTACTS = "id,name,closeness,since,until\nc1,Wei,0.5,2010-01-01,\nc2,Lan,,,2016-01-01\n"
CONTACT_SCORES = "contact,date,score\nc2,2015-03-01,700\nc1,2015-02-01,650\nc1,2014-02-01,640.5\n"
SCORES = "date,score,rulebook,note\n2016-02-01,655,1,\n2016-01-01,650,1,first\n"
LOOKUPS = "date,who,purpose\n2016-01-09,Bank of Invention,loan\n"
DECISIONS = (
    "date,who,what,outcome,threshold,reasons\n"
    "2016-01-10,Bank of Invention,loan,refused,700,score too low\n"
)
TABLES = {
    "records": RECORDS,
    "contacts": CONTACTS,
    "contact_scores": CONTACT_SCORES,
    "scores": SCORES,
    "lookups": LOOKUPS,
    "decisions": DECISIONS,
}


def descriptor(tables: dict[str, bytes], **changes: Any) -> dict[str, Any]:
    """Describe CSV tables as an issuer would, with hashes and sizes."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "score-export",
        "created": "2016-03-01T09:00:00+08:00",
        "whyscore": {
            "format": 1,
            "subject": {
                "id": "P-001",
                "name": "Wang Mei",
                "region": "north",
                "groups": {"age": "25-34"},
            },
            "issuer": {"id": "pilot", "name": "Pilot Bureau"},
            "rulebook": {"id": "article-2016", "version": "1"},
        },
        "resources": [resource(name, data) for name, data in tables.items()],
        **changes,
    }


def resource(name: str, data: bytes, **changes: Any) -> dict[str, Any]:
    """Describe one table."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "bytes": len(data),
        **changes,
    }


def package(folder: Path, *, described: dict[str, Any] | None = None, **tables: str) -> Path:
    """Write a package; a table that is not given is as above, an empty one is left out."""
    texts = {**TABLES, **tables}
    data = {name: text.encode() for name, text in texts.items() if text}
    return written(folder, descriptor(data, **(described or {})), data)


def records_only(folder: Path, records: str, **changes: Any) -> Path:
    """Write a package whose only table is the records, given no hash."""
    entry = {"name": "records", "path": "records.csv", **changes}
    return written(folder, {"created": "2016-03-01", "resources": [entry]}, {"records": records})


def written(folder: Path, document: Any, tables: dict[str, str] | dict[str, bytes]) -> Path:
    """Write a descriptor and tables as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in tables.items():
        raw = data.encode() if isinstance(data, str) else data
        (folder / (name if "." in name else f"{name}.csv")).write_bytes(raw)
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def zipped(folder: Path, target: Path, *, inside: str = "") -> Path:
    """Zip a package, if wanted inside a folder of this name."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, f"{inside}{file.relative_to(folder).as_posix()}")
    return target
