"""A package is read as its schema says that it is written; frictionless is the judge."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.calendar import iso
from app.domain.cohort import Needs
from app.domain.errors import UnreadableInput
from app.intake import reading
from app.intake.cohort.opening import open_cohort
from tests.intake.cohort import crowds
from tests.intake.cohort.cohort_making import COLUMNS, PEOPLE, cohort

CASES = Path(__file__).parents[3] / "shared/cases/20-real-files"
FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "date", "type": "date"},
    {"name": "kind", "type": "string"},
    {"name": "amount", "type": "number"},
]
HEADER = "id,date,kind,amount\n"


def fields(**changes: dict[str, Any]) -> dict[str, Any]:
    return {"fields": [{**one, **changes.get(str(one["name"]), {})} for one in FIELDS]}


SEMICOLON = {"delimiter": ";"}
WAYS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "decimal comma": (
        "id;date;kind;amount\nr1;2016-01-05;donation;1.120,50\n",
        fields(amount={"decimalChar": ",", "groupChar": "."}),
        {"dialect": SEMICOLON},
    ),
    "thousands": (
        HEADER + 'r1,2016-01-05,donation,"1,120.50"\n',
        fields(amount={"groupChar": ","}),
        {},
    ),
    "a date pattern": (HEADER + "r1,05.01.2016,donation,3\n", fields(date={"format": "%d.%m.%Y"}), {}),
    "a time pattern": (
        HEADER + "r1,05/01/2016 23:30,donation,3\n",
        fields(date={"type": "datetime", "format": "%d/%m/%Y %H:%M"}),
        {},
    ),
    "missing values": (
        HEADER + "r1,2016-01-05,donation,NA\nr2,2016-01-06,donation,-\n",
        {**fields(), "missingValues": ["", "NA", "-"]},
        {},
    ),
    "numbers that are not bare": (
        HEADER + "r1,2016-01-05,donation,€120.50\nr2,2016-01-05,donation,95%\n",
        fields(amount={"bareNumber": False}),
        {},
    ),
    "blanks, pipes and apostrophes": (
        "id| date| kind| amount\nr1| 2016-01-05| 'do|nation'| 3\n",
        fields(),
        {"dialect": {"delimiter": "|", "quoteChar": "'", "skipInitialSpace": True}},
    ),
    "comments": (
        HEADER + "#made today\nr1,2016-01-05,donation,3\n",
        fields(),
        {"dialect": {"commentChar": "#"}},
    ),
    "no header": ("r1,2016-01-05,donation,3\n", fields(), {"dialect": {"header": False}}),
    "two kinds of line ends": (HEADER + "r1,2016-01-05,donation,3\r\n", fields(), {}),
}  # fmt: skip


def package(folder: Path, text: str, **resource: Any) -> Path:
    folder.mkdir()
    (folder / "records.csv").write_bytes(text.encode())
    whole = {"name": "records", "path": "records.csv", "format": "csv", **resource}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [whole]}))
    return folder


def records(path: Path) -> list[tuple[str, str, float | None]]:
    found = reading.read([path])
    assert found.export is not None, found.faults
    assert not found.faults
    table = found.export.records
    amounts = [None if math.isnan(amount) else amount for amount in table.amount.tolist()]
    days = [iso(day) for day in table.day.tolist()]
    return list(zip(table.id.tolist(), days, amounts, strict=True))


def judged(path: Path) -> list[tuple[str, str, float | None]]:
    """Return what frictionless reads."""
    frictionless = pytest.importorskip("frictionless")
    frictionless.system.trusted = True
    resource = frictionless.Package(str(path / "datapackage.json")).resources[0]
    rows = []
    for row in resource.read_rows():
        assert row.valid, row.errors
        amount, day = row["amount"], row["date"]
        day = day if type(day) is date else day.date()
        rows.append(
            (row["id"], day.isoformat(), None if amount is None else float(Decimal(amount)))
        )
    return rows


@pytest.mark.parametrize("way", WAYS)
def test_a_package_is_read_as_frictionless_reads_it(tmp_path: Path, way: str) -> None:
    text, schema, rest = WAYS[way]
    path = package(tmp_path / "p", text, schema=schema, **rest)
    expected = judged(path) if way != "numbers that are not bare" else None

    assert records(path) == (expected or [("r1", "2016-01-05", 120.5), ("r2", "2016-01-05", 95)])


@pytest.mark.parametrize("way", WAYS)
def test_a_cohort_is_read_as_one_person_is(tmp_path: Path, way: str) -> None:
    text, schema, rest = WAYS[way]
    alone = records(package(tmp_path / "p", text, schema=schema, **rest))
    sign = rest.get("dialect", {}).get("delimiter", ",")
    gap = " " if sign == "|" else ""
    lines = text.splitlines(keepends=True)
    folder = cohort(tmp_path / "c", {name: [] for name in COLUMNS if name != "subjects"})
    names = rest.get("dialect", {}).get("header", True)
    (folder / "records-0.csv").write_bytes(
        "".join(
            line
            if line.startswith("#")
            else ("subject" if names and "id" in line.split(sign)[0] else "P-1") + f"{sign}{gap}" + line
            for line in lines
        ).encode()
    )  # fmt: skip
    document = json.loads((folder / "datapackage.json").read_text())
    for resource in document["resources"]:
        if resource["name"] == "records":
            subject = {"name": "subject", "type": "string"}
            resource |= {"schema": {**schema, "fields": [subject, *schema["fields"]]}, **rest}
    (folder / "datapackage.json").write_text(json.dumps(document))
    found = crowds.read(open_cohort(folder), Needs())

    assert crowds.faulty(found) == {}
    assert len(found[0].records) == len(alone)
    amounts = found[0].records.amount.tolist()
    assert [None if math.isnan(x) else x for x in amounts] == [
        amount for _id, _day, amount in alone
    ]


def test_a_schema_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    text, schema, rest = WAYS["decimal comma"]
    path = package(tmp_path / "p", text, schema="schema.json", dialect="dialect.json")
    (path / "schema.json").write_text(json.dumps(schema))
    (path / "dialect.json").write_text(json.dumps(rest["dialect"]))

    assert records(path) == judged(path)


@pytest.mark.parametrize(
    "schema",
    ["../schema.json", "gone.json", {"fields": [{"name": "x", "type": "number", "groupChar": 7}]}],
)
def test_a_schema_that_cannot_be_used_is_refused_by_its_key(tmp_path: Path, schema: Any) -> None:
    path = package(tmp_path / "p", HEADER, schema=schema)
    found = reading.read([path])

    assert found.export is None
    assert any("schema" in fault.column or "outside" in fault.found for fault in found.faults)


def test_a_cell_that_is_none_of_its_pattern_is_a_fault(tmp_path: Path) -> None:
    text = HEADER + "r1,2016-05-06,donation,3\nr2,31.02.2016,donation,3\n"
    path = package(tmp_path / "p", text, schema=fields(date={"format": "%d.%m.%Y"}))

    assert [fault.column for fault in reading.read([path]).faults] == ["date", "date"]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("package-decimal-comma", ("r1", "2016-01-05", 120.5)),
        ("package-schema-by-path", ("r1", "2016-01-05", 120.5)),
        ("parquet-tz", ("r1", "2016-02-01", None)),
    ],
)
def test_the_packages_that_failed_are_read(name: str, row: tuple[str, str, float | None]) -> None:
    if not (CASES / name).is_dir():
        pytest.skip("the case is not there")

    assert records(CASES / name) == [row]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "mixed"])
def test_the_lines_of_a_cohort_are_people_or_named(tmp_path: Path, end: str) -> None:
    people = [*PEOPLE["subjects"], *((f"Q-{n}", "n", "") for n in range(20))]
    folder = cohort(tmp_path / "c", {"subjects": people})
    path = folder / "subjects-0.csv"
    lines = [
        *path.read_bytes().splitlines(),
        b"R-1,n,x,too,many",
        b"R-2",
        b"R-\x81\x8d3,n,",
        b",n,",
        b",n,",
    ]
    ends = [b"\n" if at % 2 else b"\r\n" for at in range(len(lines))]
    if end != "mixed":
        ends = [end.encode()] * len(lines)
    path.write_bytes(b"".join(line + mark for line, mark in zip(lines, ends, strict=True)))
    (crowd,) = crowds.read(open_cohort(folder), Needs(attributes=("age",)))

    assert len(crowd) + len(crowd.faulty) == len(lines) - 1
    assert {one.expected for one in crowd.faulty} == {"3 cells", "text in UTF-8", "a filled cell"}


def test_attributes_of_one_name_or_alike_but_for_case_are_told_apart(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c")
    (folder / "subjects-0.csv").write_text(
        "id,Ort,ort,ort,ID\nP-1,a,b,c,d\nP-2,a,b,c,d\nP-3,a,b,c,d\n"
    )
    names = ("Ort", "ort", "ort.1", "ID")
    opened = open_cohort(folder)
    (crowd,) = crowds.read(opened, Needs(attributes=names))

    assert opened.attributes == names
    assert [crowd.attributes[name].names for name in names] == [("a",), ("b",), ("c",), ("d",)]


def test_a_path_that_leads_outside_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text("{}")
    with pytest.raises(UnreadableInput, match="outside"):
        open_cohort(cohort(tmp_path / "c", resources=[
            {"name": "subjects", "path": "subjects-0.csv", "schema": "../schema.json"}
        ]))  # fmt: skip


@pytest.mark.parametrize("kind", [{}, [], 7, None])
def test_a_type_that_is_no_word_is_a_fault_of_the_schema(tmp_path: Path, kind: object) -> None:
    schema = {"fields": [{"name": "amount", "type": kind}]}

    (fault,) = reading.read([package(tmp_path / "p", "id,date,kind\n", schema=schema)]).faults

    assert fault.refuses
    assert "schema.fields.0.type" in fault.column
