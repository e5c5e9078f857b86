"""A good package is read whole, whatever its tables are written in."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import numpy as np
import pytest

from app.domain.calendar import NO_DAY, iso
from app.domain.intake import Reading
from app.domain.records import Export, Subject
from app.intake import reading
from tests.intake.package_making import (
    CONTACTS,
    RECORDS,
    SCORES,
    package,
    records_only,
    resource,
    written,
    zipped,
)


def read(path: Path) -> Reading:
    return reading.read([path])


def good(path: Path) -> Export:
    found = read(path)
    assert found.faults == ()
    assert found.export is not None
    assert found.rows == found.kept
    return found.export


def test_a_package_is_read_with_all_its_tables(tmp_path: Path) -> None:
    found = read(package(tmp_path / "p"))

    export = found.export
    assert export is not None
    assert found.reader == "score-package"
    assert (found.rows, found.kept, found.fault_count) == (12, 12, 0)
    assert export.records.id.tolist() == ["r3", "r1", "r2"]
    assert [iso(day) for day in export.records.day] == ["2015-06-01", "2016-01-05", "2016-01-31"]
    assert [export.records.kinds[kind] for kind in export.records.kind] == [
        "fine.traffic",
        "purchase.imported",
        "loan.instalment",
    ]
    assert export.records.amount.tolist() == [-20, 12.5, 300]
    assert export.records.until.tolist()[:2] == [NO_DAY, NO_DAY]
    assert export.records.text("text", 1) == "Wine"
    assert export.contacts.name.tolist() == ["Wei", "Lan"]
    assert export.contacts.closeness.tolist() == [0.5, 1]
    assert export.contacts.score_contact.tolist() == [0, 0, 1]
    assert export.contacts.score.tolist() == [640.5, 650, 700]
    assert export.official.score.tolist() == [650, 655]
    assert export.official.note.tolist() == ["first", ""]
    assert export.lookups[0].purpose == "loan"
    assert export.decisions[0].threshold == 700


def test_what_the_package_says_of_itself_is_kept(tmp_path: Path) -> None:
    export = good(package(tmp_path / "p"))

    assert export.subject == Subject("P-001", "Wang Mei", "north", (("age", "25-34"),))
    assert (export.rulebook, export.rulebook_version) == ("article-2016", "1")
    assert export.issuer == "Pilot Bureau"
    assert export.created is not None
    assert iso(export.created) == "2016-03-01"
    assert export.inputs[0].name == "p"
    assert len(export.inputs[0].sha256) == 64
    assert export.signed_by is None


def test_a_zip_of_a_package_reads_as_its_folder_does(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    flat = good(zipped(folder, tmp_path / "flat.zip"))
    nested = good(zipped(folder, tmp_path / "nested.zip", inside="p/"))

    assert flat.records.id.tolist() == nested.records.id.tolist() == ["r3", "r1", "r2"]


def test_choosing_the_descriptor_opens_its_package(tmp_path: Path) -> None:
    assert len(good(package(tmp_path / "p") / "datapackage.json").records) == 3


def test_a_package_of_nothing_but_official_scores_is_read(tmp_path: Path) -> None:
    path = package(
        tmp_path / "p", records="", contacts="", contact_scores="", lookups="", decisions=""
    )
    export = good(path)

    assert len(export.records) == 0
    assert len(export.contacts) == 0
    assert len(export.official) == 2


def test_a_package_needs_no_word_of_ours_to_be_read(tmp_path: Path) -> None:
    export = good(records_only(tmp_path / "p", RECORDS))

    assert export.subject == Subject()
    assert export.rulebook is None


def test_json_lines_read_as_csv_does(tmp_path: Path) -> None:
    lines = [
        {"id": "r1", "date": "2016-01-05", "kind": "a.b", "amount": 12.50, "text": "Wine"},
        {"id": 2, "date": "2016-01-06T10:00:00Z", "kind": "a.b", "amount": None},
        {"id": "r3", "date": "2016-01-07", "kind": "a", "amount": "1e2", "until": "2017-01-01"},
    ]
    text = "\ufeff" + "\n\n".join(json.dumps(line) for line in lines) + "\n"
    entry = {"name": "records", "path": "records.jsonl", "format": "jsonl"}
    export = good(written(tmp_path / "p", {"resources": [entry]}, {"records.jsonl": text}))

    assert export.records.id.tolist() == ["r1", "2", "r3"]
    assert export.records.amount[0] == 12.5
    assert np.isnan(export.records.amount[1])
    assert export.records.amount[2] == 100


def test_an_empty_json_lines_table_has_no_row(tmp_path: Path) -> None:
    entry = {"name": "records", "path": "records.ndjson"}
    export = good(written(tmp_path / "p", {"resources": [entry]}, {"records.ndjson": ""}))

    assert len(export.records) == 0


@pytest.mark.parametrize(
    "types",
    [
        ("VARCHAR", "VARCHAR", "VARCHAR"),
        ("VARCHAR", "DATE", "DOUBLE"),
        ("VARCHAR", "TIMESTAMP", "DECIMAL(12, 2)"),
        ("VARCHAR", "TIMESTAMP WITH TIME ZONE", "FLOAT"),
        ("INTEGER", "TIMESTAMP_NS", "BIGINT"),
    ],
)
def test_parquet_is_read_with_text_or_with_types(
    tmp_path: Path, types: tuple[str, str, str]
) -> None:
    folder = tmp_path / "[p]*"
    folder.mkdir()
    ids, dates, amounts = types
    columns = (f"id {ids}", f"date {dates}", "kind VARCHAR", f"amount {amounts}")
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"CREATE TABLE t ({', '.join(columns)})")
        database.execute("INSERT INTO t VALUES ('11', '2016-01-05 23:00:00', 'a.b', 12)")
        database.execute("INSERT INTO t VALUES ('2', '2015-01-05 00:00:00', 'a.b', NULL)")
        database.execute(f"COPY t TO '{tmp_path / 'part.parquet'}' (FORMAT parquet)")
    (tmp_path / "part.parquet").rename(folder / "part.parquet")
    entry = {"name": "records", "path": "part.parquet"}
    export = good(written(folder, {"resources": [entry]}, {}))

    assert export.records.id.tolist() == ["2", "11"]
    assert [iso(day) for day in export.records.day] == ["2015-01-05", "2016-01-05"]
    assert np.isnan(export.records.amount[0])
    assert export.records.amount[1] == 12


def test_a_table_may_be_split_over_files(tmp_path: Path) -> None:
    document = {
        "resources": [{"name": "records", "path": ["events/a.csv", "events/b.csv"]}],
    }
    folder = written(tmp_path / "p", document, {})
    (folder / "events").mkdir()
    (folder / "events/a.csv").write_text("id,date,kind\nr1,2016-01-01,a\n")
    (folder / "events/b.csv").write_text("date,id,kind,amount\n2016-01-02,r2,b,5\n")
    export = good(folder)

    assert export.records.id.tolist() == ["r1", "r2"]
    assert np.isnan(export.records.amount[0])
    assert export.records.amount[1] == 5


def test_a_fault_of_a_split_table_names_the_part(tmp_path: Path) -> None:
    document = {"resources": [{"name": "records", "path": ["a.csv", "b.csv"]}]}
    tables = {"a.csv": "id,date,kind\nr1,2016-01-01,a\n", "b.csv": "id,date,kind\nr1,soon,a\n"}
    found = read(written(tmp_path / "p", document, tables))

    assert [(fault.file, fault.line, fault.column) for fault in found.faults] == [
        ("p/b.csv", 2, "date"),
        ("p/b.csv", 2, "id"),
    ]


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ({"delimiter": ";"}, "id;date;kind;amount\nr1;2016-01-01;a;1.5\n"),
        ({"csv": {"delimiter": "\t"}}, "id\tdate\tkind\tamount\nr1\t2016-01-01\ta\t1.5\n"),
        ({"quoteChar": "'"}, "id,date,kind,amount\n'r1',2016-01-01,a,1.5\n"),
        (
            {"escapeChar": "\\", "doubleQuote": False},
            'id,date,kind,amount,text\nr1,2016-01-01,a,1.5,"\\""\n',
        ),
        ({"commentChar": "#"}, "# made by hand\nid,date,kind,amount\nr1,2016-01-01,a,1.5\n"),
        ({"skipInitialSpace": True}, "id, date, kind, amount\nr1, 2016-01-01, a, 1.5\n"),
        ({"nullSequence": "-"}, "id,date,kind,amount,until\nr1,2016-01-01,a,1.5,-\n"),
    ],
)
def test_the_dialect_that_the_descriptor_names_is_honoured(
    tmp_path: Path, dialect: dict[str, object], text: str
) -> None:
    export = good(records_only(tmp_path / "p", text, dialect=dialect))

    assert export.records.id.tolist() == ["r1"]
    assert export.records.amount.tolist() == [1.5]
    assert export.records.until.tolist() == [NO_DAY]


def test_a_table_without_a_header_takes_its_names_from_the_schema(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "id"}, {"name": "date"}, {"name": "kind"}]}
    text = "r1,2016-01-01,a\nr2,2016-01-02\n"
    path = records_only(tmp_path / "p", text, dialect={"header": False}, schema=schema)
    found = read(path)

    assert found.kept == 1
    assert [fault.line for fault in found.faults] == [2]


def test_another_encoding_is_decoded_where_the_descriptor_names_it(tmp_path: Path) -> None:
    text = "id,date,kind,text\nr1,2016-01-01,a,红酒\n"
    entry = {"name": "records", "path": "records.csv", "encoding": "gb18030"}
    tables = {"records": text.encode("gb18030")}
    export = good(written(tmp_path / "p", {"resources": [entry]}, tables))

    assert export.records.text("text", 0) == "红酒"


def test_unknown_tables_and_columns_are_listed_and_not_used(tmp_path: Path) -> None:
    records = "id,colour,date,kind\nr1,red,2016-01-01,a\n"
    tables = {"records": records, "moods": "x\n1\n"}
    document = {
        "resources": [
            resource("records", records.encode()),
            {"name": "moods", "path": "moods.csv"},
            {"name": "gone", "path": "gone.csv"},
            {"name": "inline", "data": [1]},
        ]
    }
    found = read(written(tmp_path / "p", document, tables))

    assert found.export is not None
    assert found.export.not_used == ("moods", "gone", "inline", "records.colour")
    assert [notice.code for notice in found.notices] == ["not_used"]


def test_records_of_the_future_are_kept_and_flagged(tmp_path: Path) -> None:
    records = "id,date,kind\nr1,2016-03-01,a\nr2,2016-03-02,a\n"
    found = read(records_only(tmp_path / "p", records))

    assert found.kept == 2
    assert [notice.code for notice in found.notices] == ["future"]
    assert "1 record lies after 2016-03-01" in found.notices[0].text


def test_without_a_day_of_making_the_future_begins_today(tmp_path: Path) -> None:
    document = {"resources": [{"name": "records", "path": "records.csv"}]}
    tables = {"records": "id,date,kind\nr1,9999-12-31,a\n"}
    found = read(written(tmp_path / "p", document, tables))

    assert [notice.code for notice in found.notices] == ["future"]


def test_an_empty_closeness_is_one_and_open_ends_stay_open(tmp_path: Path) -> None:
    export = good(package(tmp_path / "p", contacts=CONTACTS, scores=SCORES))

    assert export.contacts.closeness[1] == 1
    assert export.contacts.since[1] == NO_DAY


def test_every_conformance_package_is_read_whole(shared: Path) -> None:
    packages = sorted((shared / "conformance").glob("*/package"))

    assert len(packages) >= 70
    for path in packages:
        found = read(path)
        assert found.export is not None
        assert found.kept == found.rows
