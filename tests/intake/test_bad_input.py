"""Every row of the format's table of bad input: one fault that says what, where, what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from app.domain.fault import MOST_FAULTS
from app.intake import bulk, reading, rows, tables
from app.intake.fault_list import shown
from app.intake.formats import score_package
from tests.intake.package_making import (
    CONTACT_SCORES,
    CONTACTS,
    RECORDS,
    SCORES,
    descriptor,
    package,
    records_only,
    resource,
    written,
)
from tests.intake.refusals import read, refusal

ROWS = [
    ("records", "r9,2016-02-30,a,1,,", "date", "2016-02-30"),
    ("records", "r9,06.03.2016,a,1,,", "date", "06.03.2016"),
    ("records", "r9,2016-3-6,a,1,,", "date", "2016-3-6"),
    ("records", "r9,0000-01-01,a,1,,", "date", "0000-01-01"),
    ("records", "r9,2016-01-01T25:00,a,1,,", "date", "2016-01-01T25:00"),
    ("records", "r9,Wang Mei,a,1,,", "date", "a text of 8 characters"),
    ("records", "r9,,a,1,,", "date", "an empty cell"),
    ("records", ",2016-01-01,a,1,,", "id", "an empty cell"),
    ("records", "r9,2016-01-01,,1,,", "kind", "an empty cell"),
    ("records", 'r9,2016-01-01,a,"1,000",,', "amount", "1,000"),
    ("records", "r9,2016-01-01,a,NaN,,", "amount", "NaN"),
    ("records", "r9,2016-01-01,a,-Infinity,,", "amount", "-Infinity"),
    ("records", "r9,2016-01-01,a,1e999,,", "amount", "1e999"),
    ("records", "r9,2016-01-01,a,0x10,,", "amount", "0x10"),
    ("records", "r9,2016-01-01,a,1_000,,", "amount", "1_000"),
    ("records", "r9,2016-01-01,a,12 yuan,,", "amount", "a text of 7 characters"),
    ("records", "r9,2016-01-01,a,1,soon,", "until", "a text of 4 characters"),
    ("records", "r1,2016-01-01,a,1,,", "id", "the id of line 2"),
    ("records", "r9,2016-01-01,a", "", "3 cells"),
    ("records", "r9,2016-01-01,a,1,,,", "", "7 cells"),
    ("contacts", "c1,Twin,0.5,,", "id", "the id of line 2"),
    ("contacts", "c9,Far,1.01,,", "closeness", "1.01"),
    ("contacts", "c9,Far,-0.1,,", "closeness", "-0.1"),
    ("contact_scores", "c9,2016-01-01,700", "contact", "a contact that the contacts do not list"),
    ("contact_scores", "c1,2015-02-01,651", "date", "2015-02-01"),
    ("contact_scores", "c1,2016-01-01,1000001", "score", "1e+06"),
    ("contact_scores", "c1,2016-01-01,", "score", "an empty cell"),
    ("scores", "2016-01-01,-1e7,,", "score", "-1e+07"),
    ("scores", "2016-01-01,inf,,", "score", "inf"),
    ("lookups", "2016-01-01,,loan", "who", "an empty cell"),
    ("decisions", "2016-01-01,Bank,loan,,1,", "outcome", "an empty cell"),
    ("decisions", "2016-01-01,Bank,loan,no,many,", "threshold", "a text of 4 characters"),
]
TEXTS = {
    "records": RECORDS,
    "contacts": CONTACTS,
    "contact_scores": CONTACT_SCORES,
    "scores": SCORES,
    "lookups": "date,who,purpose\n2016-01-09,Bank of Invention,loan\n",
    "decisions": "date,who,what,outcome,threshold,reasons\n2016-01-10,Bank,loan,no,,\n",
}


@pytest.mark.parametrize(("table", "row", "column", "found"), ROWS)
def test_a_bad_row_is_a_fault_and_the_good_rows_stay(
    tmp_path: Path, table: str, row: str, column: str, found: str
) -> None:
    whole = read(package(tmp_path / "whole"))
    read_ = read(package(tmp_path / "p", **{table: TEXTS[table] + row + "\n"}))

    line = TEXTS[table].count("\n") + 1
    assert [(f.file, f.table, f.line, f.column, f.found) for f in read_.faults] == [
        ("p", table, line, column, found)
    ]
    assert not read_.faults[0].refuses
    assert read_.fault_count == 1
    assert read_.rows == whole.rows + 1
    assert read_.kept == whole.kept
    assert read_.export is not None


def test_a_contract_that_ends_before_it_begins_is_told_and_kept(tmp_path: Path) -> None:
    found = read(package(tmp_path / "p", records=RECORDS + "r9,2016-01-01,a,1,2015-12-31,\n"))

    assert [(fault.line, fault.column, fault.found) for fault in found.faults] == [
        (5, "until", "2015-12-31")
    ]
    assert found.export is not None
    assert len(found.export.records) == 4
    assert found.kept == found.rows


def test_a_contact_that_leaves_before_it_comes_is_never_there_and_no_fault(tmp_path: Path) -> None:
    contacts = "id,since,until\nc1,2016-01-01,2015-01-01\nc2,,\n"

    assert read(package(tmp_path / "p", contacts=contacts)).faults == ()


def test_the_score_of_a_contact_whose_row_is_a_fault_is_left_out_and_counted(
    tmp_path: Path,
) -> None:
    contacts = "id,name,closeness\nc1,Wei,2\nc2,Lan,1\n"
    found = read(package(tmp_path / "p", contacts=contacts))

    assert [fault.column for fault in found.faults] == ["closeness"]
    assert [(left.code, left.count) for left in found.left_out] == [("contact_is_a_fault", 2)]
    assert found.rows == found.kept + 2 + 1


def test_scores_of_contacts_without_a_table_of_contacts_are_faults(tmp_path: Path) -> None:
    found = read(package(tmp_path / "p", contacts=""))

    assert [fault.line for fault in found.faults] == [2, 3, 4]


def test_lines_are_counted_through_cells_of_many_lines_and_empty_lines(tmp_path: Path) -> None:
    records = 'id,date,kind,text\r\nr1,2016-01-01,a,"one\r\ntwo\r\nthree"\r\n\r\nr2,soon,a,\r\n'
    found = read(records_only(tmp_path / "p", records))

    assert [fault.line for fault in found.faults] == [6]


def test_all_faults_are_counted_and_the_first_hundred_told(tmp_path: Path) -> None:
    bad = "".join(f"r{n},soon,a\n" for n in range(250))
    found = read(records_only(tmp_path / "p", "id,date,kind\nr,2016-01-01,a\n" + bad))

    assert len(found.faults) == MOST_FAULTS
    assert found.fault_count == 250
    assert found.faults[0].line == 3
    assert found.faults[-1].line == 102
    assert (found.rows, found.kept) == (251, 1)


def test_all_broken_lines_are_counted_and_the_first_hundred_told(tmp_path: Path) -> None:
    found = read(records_only(tmp_path / "p", "id,date,kind\n" + "x\n" * 250))

    assert len(found.faults) == MOST_FAULTS
    assert found.fault_count == found.rows == 250


def test_a_row_with_two_faults_is_told_twice_and_is_out_once(tmp_path: Path) -> None:
    found = read(records_only(tmp_path / "p", "id,date,kind,amount\nr1,soon,a,much\n"))

    assert [fault.column for fault in found.faults] == ["date", "amount"]
    assert (found.rows, found.kept) == (1, 0)


@pytest.mark.parametrize("column", ["id", "date", "kind"])
def test_a_missing_column_refuses_the_package(tmp_path: Path, column: str) -> None:
    header = ",".join(name for name in ("id", "date", "kind", "amount") if name != column)
    fault = refusal(records_only(tmp_path / "p", f"{header}\n1,2,3\n"))

    assert (fault.table, fault.line, fault.column) == ("records", 1, column)


def test_every_refused_table_is_told(tmp_path: Path) -> None:
    found = read(package(tmp_path / "p", records="id\n", scores="date\n", contacts="id,id\n"))

    assert {fault.table for fault in found.faults if fault.refuses} == {
        "records",
        "scores",
        "contacts",
    }


def test_a_column_that_stands_there_twice_refuses_the_package(tmp_path: Path) -> None:
    assert refusal(records_only(tmp_path / "p", "id,id,date,kind\n")).found.startswith("two")


def test_an_empty_table_has_no_columns(tmp_path: Path) -> None:
    assert refusal(records_only(tmp_path / "p", "")).column == "id"


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    header = "id,date,kind," + ",".join(f"x{n}" for n in range(1_000))

    assert refusal(records_only(tmp_path / "p", header + "\n")).expected.startswith("at most")


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_too_many_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 1)
    monkeypatch.setattr(bulk, "MOST_ROWS", 1)
    line = {"id": "r1", "date": "2016-01-01", "kind": "a"}
    text = RECORDS if ending == "csv" else (json.dumps(line) + "\n") * 2
    document = {"resources": [{"name": "records", "path": f"records.{ending}"}]}

    assert "rows" in refusal(written(tmp_path / "p", document, {f"records.{ending}": text})).found
    assert tables.MOST_ROWS == 1_500_000


def test_a_hash_that_differs_names_the_table_and_both_values(tmp_path: Path) -> None:
    path = package(tmp_path / "p")
    (path / "scores.csv").write_text(SCORES.replace("655", "755"))
    fault = refusal(path)

    assert fault.table == "scores"
    assert len(fault.found) == len(fault.expected) == 64
    assert fault.found != fault.expected


def test_a_size_that_differs_names_the_table_and_both_values(tmp_path: Path) -> None:
    path = package(tmp_path / "p")
    (path / "scores.csv").write_text(SCORES + "\n")
    fault = refusal(path)

    assert (fault.table, fault.found, fault.expected) == (
        "scores",
        f"{len(SCORES) + 1} bytes",
        f"{len(SCORES)} bytes",
    )


def test_a_hash_of_an_unknown_kind_is_refused_and_a_bare_one_is_md5(tmp_path: Path) -> None:
    data = b"id,date,kind\n"
    entry = resource("records", data, hash="crc32:00")
    fault = refusal(written(tmp_path / "p", {"resources": [entry]}, {"records": data}))
    assert "sha256" in fault.expected

    entry = resource("records", data, hash="E9CC4FE1B6BDD2B0AD4A4C5D09C4C0A3")
    fault = refusal(written(tmp_path / "q", {"resources": [entry]}, {"records": data}))
    assert len(fault.found) == 32


def test_a_table_whose_file_is_missing_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "p")
    (path / "scores.csv").unlink()

    assert refusal(path).table == "scores"


@pytest.mark.parametrize("data", [[{"id": 1}], None])
def test_a_table_without_a_file_or_in_another_format_is_refused(
    tmp_path: Path, data: object
) -> None:
    entry = {"name": "records", "data": data} if data else {"name": "records", "path": "r.ods"}
    fault = refusal(written(tmp_path / "p", {"resources": [entry]}, {"r.ods": "x"}))

    assert (fault.table, fault.refuses) == ("records", True)


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        ("id,date,kind\nr1,2016-01-01,红酒\n".encode("gb18030"), "GB18030"),
        ("id,date,kind\nr1,2016-01-01,a\n".encode("utf-16"), "UTF-16-LE"),
        (b"id,date,kind\nr1,2016-01-01,\xff\xff\n", "no text"),
    ],
)
def test_a_wrong_encoding_is_refused_saying_which(tmp_path: Path, data: bytes, seems: str) -> None:
    fault = refusal(records_only(tmp_path / "p", data))  # type: ignore[arg-type]

    assert seems in fault.found
    assert "utf-8" in fault.expected
    assert fault.line == (None if "16" in seems else 2)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    for name in ("klingon", "base64", "utf-8\0"):
        assert refusal(records_only(tmp_path / "p", RECORDS, encoding=name)).table == "records"


@pytest.mark.parametrize("subjects", [True, False])
def test_a_package_of_many_people_is_refused_clearly(tmp_path: Path, *, subjects: bool) -> None:
    records = b"subject,id,date,kind\nP-1,r1,2016-01-01,a\n"
    tables_ = {"records": records, **({"subjects": b"id\nP-1\n"} if subjects else {})}
    fault = refusal(written(tmp_path / "p", descriptor(tables_), tables_))

    assert fault.found == "a package of many people"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('r1,2016-01-01,a,"x"y\n', "a quotation mark out of place, or a cell beyond all bounds"),
        ('r1,2016-01-01,a,"x\n', "a quotation mark out of place, or a cell beyond all bounds"),
    ],
)
def test_quotation_marks_out_of_place_are_faults(tmp_path: Path, line: str, found: str) -> None:
    read_ = read(records_only(tmp_path / "p", "id,date,kind,text\nr0,2016-01-01,a,\n" + line))

    assert [(fault.line, fault.found) for fault in read_.faults] == [(3, found)]
    assert read_.kept == 1


def test_a_header_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refusal(records_only(tmp_path / "p", '"id"x,date\n')).line == 1


def test_a_package_with_neither_records_nor_scores_is_refused(tmp_path: Path) -> None:
    assert refusal(package(tmp_path / "p", records="", scores="")).expected.startswith("a table")


def test_a_file_that_is_no_export_is_refused_saying_whether_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "letter.txt").write_bytes(b"Dear bureau,")
    (tmp_path / "folder").mkdir()

    assert "empty" in refusal(tmp_path / "empty.csv").found
    assert "empty" in refusal(tmp_path / "folder").found
    assert "text" in refusal(tmp_path / "letter.txt").found


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip").found == "nothing"


def test_reading_nothing_is_no_request() -> None:
    with pytest.raises(UsageError):
        reading.read([])


def test_a_bad_cell_is_shown_only_where_it_cannot_be_a_person() -> None:
    assert shown("2016-13-01") == "2016-13-01"
    assert shown("+Inf") == "+Inf"
    assert shown("Li Na") == "a text of 5 characters"
    assert shown("李娜") == "a text of 2 characters"
    assert shown("1" * 41) == "a text of 41 characters"


def test_nothing_personal_stands_in_the_faults_of_shifted_columns(tmp_path: Path) -> None:
    records = "id,kind,text,date\nr1,Wang Mei,2016-01-01,a\nr1,Li Na,2016-01-01,b\n"
    found = read(records_only(tmp_path / "p", records))

    told = " ".join(f"{fault.found} {fault.expected} {fault.remedy}" for fault in found.faults)
    assert "Mei" not in told
    assert "r1" not in told
    assert score_package.NAME == "score-package"
