"""A person's data become a score package: the same data give the same bytes.

Texts that a spreadsheet program would run carry an apostrophe in front; the descriptor says so
(``whyscore.escaped``), and reading takes it off again.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import NO_DAY, iso
from app.domain.errors import UsageError
from app.domain.records import RECORD_TEXTS, Export, Subject
from app.intake.container import DESCRIPTOR
from app.intake.descriptor import APOSTROPHE, FORMAT
from app.intake.tables import TABLES, Column, Holds
from app.outputs.tables import Bare, csv_line
from app.outputs.writing import PRIVATE_FILE, made_whole
from app.wording.language import _

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {Holds.TEXT: "string", Holds.DAY: "date", Holds.NUMBER: "number"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip can name no earlier moment
_PRIVATE = (0o100000 | PRIVATE_FILE) << 16
_MOST_GROWTH = 100
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")

Cells = Sequence[Iterable[str]]


def write_package(export: Export, target: Path, *, name: str) -> None:
    """Write a score package, whole or not at all.

    Args:
        export: The data.
        target: A zip where the name ends in ``.zip``, else a folder, which must not exist or
            be empty.
        name: The package's name; what the standard does not allow in it becomes a hyphen.

    Raises:
        UsageError: The folder exists and holds something.
        WhyscoreError: It cannot be written there.
    """
    files = package_files(export, name)
    if target.suffix.lower() == ".zip":
        _write_zip(files, target)
    else:
        _write_folder(files, target)


def package_files(export: Export, name: str) -> dict[str, bytes]:
    """Return the files of a score package by name, the descriptor last."""
    files: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for table, (columns, cells) in _tables(export).items():
        data = _csv(columns, cells)
        files[f"{table}.csv"] = data
        resources.append(_resource(table, columns, data))
    document = _descriptor(export, name, resources)
    files[DESCRIPTOR] = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
    return files


def _tables(export: Export) -> dict[str, tuple[tuple[Column, ...], Cells]]:
    """Return the columns and cells of every table that has rows; of records always."""
    found = {"records": _records(export)}
    if len(export.contacts):
        found["contacts"] = _contacts(export)
    if len(export.contacts.score):
        found["contact_scores"] = _contact_scores(export)
    if len(export.official):
        found["scores"] = _scores(export)
    if export.lookups:
        found["lookups"] = _lookups(export)
    if export.decisions:
        found["decisions"] = _decisions(export)
    return found


def _records(export: Export) -> tuple[tuple[Column, ...], Cells]:
    table = export.records
    kinds = np.array([*table.kinds, ""], dtype=object)
    shown = [name for name in RECORD_TEXTS if name in table.texts]
    return _columns("records", "id", "date", "kind", "amount", "until", *shown), (
        table.id,
        _days(table.day),
        kinds[table.kind],
        _numbers(table.amount),
        _days(table.until),
        *(table.texts[name] for name in shown),
    )


def _contacts(export: Export) -> tuple[tuple[Column, ...], Cells]:
    table = export.contacts
    return _columns("contacts", "id", "name", "closeness", "since", "until"), (
        table.id,
        table.name,
        _numbers(table.closeness),
        _days(table.since),
        _days(table.until),
    )


def _contact_scores(export: Export) -> tuple[tuple[Column, ...], Cells]:
    table = export.contacts
    return _columns("contact_scores", "contact", "date", "score"), (
        table.id[table.score_contact],
        _days(table.score_day),
        _numbers(table.score),
    )


def _scores(export: Export) -> tuple[tuple[Column, ...], Cells]:
    table = export.official
    return _columns("scores", "date", "score", "rulebook", "note"), (
        _days(table.day),
        _numbers(table.score),
        table.rulebook,
        table.note,
    )


def _lookups(export: Export) -> tuple[tuple[Column, ...], Cells]:
    return _columns("lookups", "date", "who", "purpose"), (
        [iso(row.day) for row in export.lookups],
        [row.who for row in export.lookups],
        [row.purpose for row in export.lookups],
    )


def _decisions(export: Export) -> tuple[tuple[Column, ...], Cells]:
    rows = export.decisions
    return _columns("decisions", "date", "who", "what", "outcome", "threshold", "reasons"), (
        [iso(row.day) for row in rows],
        [row.who for row in rows],
        [row.what for row in rows],
        [row.outcome for row in rows],
        ["" if row.threshold is None else number_text(row.threshold) for row in rows],
        [row.reasons for row in rows],
    )


def _columns(table: str, *names: str) -> tuple[Column, ...]:
    return tuple(column for column in TABLES[table].columns if column.name in names)


def _days(days: DayVector) -> list[str]:
    return ["" if day == NO_DAY else iso(day) for day in days.tolist()]


def _numbers(numbers: FloatVector) -> list[str]:
    return ["" if math.isnan(number) else number_text(number) for number in numbers.tolist()]


def number_text(number: float) -> str:
    """Return the shortest plain decimal that reads as the same number."""
    return repr(number).removesuffix(".0")


def _csv(columns: Sequence[Column], cells: Cells) -> bytes:
    said = [
        column if kind.holds is Holds.TEXT else map(Bare, column)
        for kind, column in zip(columns, cells, strict=True)
    ]
    head = csv_line(column.name for column in columns)
    return (head + "".join(map(csv_line, zip(*said, strict=True)))).encode()


def _resource(table: str, columns: Sequence[Column], data: bytes) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for column in columns:
        entry: dict[str, Any] = {"name": column.name, "type": _TYPES[column.holds]}
        if column.required:
            entry["constraints"] = {"required": True}
        fields.append(entry)
    return {
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "bytes": len(data),
        "schema": {"fields": fields},
    }


def _descriptor(export: Export, name: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    ours: dict[str, Any] = {"format": FORMAT, "escaped": APOSTROPHE}
    if subject := _subject(export.subject):
        ours["subject"] = subject
    if export.issuer:
        ours["issuer"] = {"name": export.issuer}
    rulebook = {"id": export.rulebook, "version": export.rulebook_version}
    if named := {key: value for key, value in rulebook.items() if value}:
        ours["rulebook"] = named
    document: dict[str, Any] = {
        "$schema": PROFILE,
        "name": _NOT_IN_NAMES.sub("-", name.lower()).strip("-") or "score-export",
    }
    if export.created is not None:
        document["created"] = f"{iso(export.created)}T00:00:00Z"
    return {**document, "whyscore": ours, "resources": resources}


def _subject(subject: Subject) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": subject.id,
        "name": subject.name,
        "region": subject.region,
        "groups": dict(subject.groups),
    }
    return {key: value for key, value in said.items() if value}


def _write_zip(files: dict[str, bytes], target: Path) -> None:
    with made_whole(target) as place:
        _pack(files, place, zipfile.ZIP_DEFLATED)
        if sum(map(len, files.values())) > _MOST_GROWTH * place.stat().st_size:
            # Rows that are all alike pack so well that a reader would fear a bomb.
            _pack(files, place, zipfile.ZIP_STORED)


def _pack(files: dict[str, bytes], place: Path, method: int) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = _PRIVATE
            entry.create_system = 3
            entry.compress_type = method
            archive.writestr(entry, files[name])


def _write_folder(files: dict[str, bytes], target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            _("{file} exists already. Choose a new folder, or an empty one.").format(file=target)
        )
    with made_whole(target) as place:
        place.mkdir()
        for name, data in files.items():
            (place / name).write_bytes(data)
