"""Bad JSON Lines and bad Parquet: the fault names the line or the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.intake import rows
from tests.intake.package_making import written
from tests.intake.refusals import read, refusal


def test_json_lines_tell_what_is_wrong_with_each_line(tmp_path: Path) -> None:
    lines = [
        '{"id": "r1", "date": "2016-01-01", "kind": "a"}',
        '{"id": "r2", "id": "r3", "date": "2016-01-01", "kind": "a"}',
        "[1]",
        "{",
        '{"id": ["r4"], "date": "2016-01-01", "kind": "a"}',
        '{"id": "r5", "date": "2016-01-01", "kind": "\\ud800"}',
        "[" * 100_000,
        '{"id": "r6", "date": "2016-01-01", "kind": "a", "amount": NaN}',
        '{"id": "r7", "date": "2016-01-01", "kind": "a", "amount": true}',
        '{"id": "r8", "date": "2016-01-01"}',
    ]
    document = {"resources": [{"name": "records", "path": "r.jsonl"}]}
    found = read(written(tmp_path / "p", document, {"r.jsonl": "\n".join(lines)}))

    assert [fault.line for fault in found.faults] == list(range(2, 11))
    assert (found.rows, found.kept) == (10, 1)


def test_a_line_of_json_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "LONGEST_CELL", 1_000)
    document = {"resources": [{"name": "records", "path": "r.jsonl"}]}

    fault = refusal(written(tmp_path / "p", document, {"r.jsonl": "\n" + "x" * 1_000}))
    assert fault.line == 2


def test_a_wrong_encoding_of_json_lines_is_refused(tmp_path: Path) -> None:
    document = {"resources": [{"name": "records", "path": "r.jsonl"}]}
    path = written(tmp_path / "p", document, {"r.jsonl": b'{"id":\n"\xff\xff"}'})

    assert refusal(path).line == 2


def test_a_parquet_file_that_is_none_is_refused(tmp_path: Path) -> None:
    document = {"resources": [{"name": "records", "path": "r.parquet"}]}

    assert "Parquet" in refusal(written(tmp_path / "p", document, {"r.parquet": "PAR1"})).found


def test_a_parquet_column_of_an_impossible_type_is_refused(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    document = {"resources": [{"name": "records", "path": "r.parquet"}]}
    folder = written(tmp_path / "p", document, {})
    query = "SELECT 'r1' AS id, {} AS date, {} AS kind, {} AS amount"
    for cells, column in (
        (("5", "'a'", "1"), "date"),
        (("'2016-01-01'", "[1]", "1"), "kind"),
        (("'2016-01-01'", "'a'", "TRUE"), "amount"),
    ):
        with duckdb.connect() as database:
            database.execute(f"COPY ({query.format(*cells)}) TO '{folder / 'r.parquet'}'")
        assert refusal(folder).column == column


def test_bad_cells_of_parquet_name_their_row(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    document = {"resources": [{"name": "records", "path": "r.parquet"}]}
    folder = written(tmp_path / "p", document, {})
    rows_ = (
        "('r1', DATE '2016-01-01', 'a', 'NaN'::DOUBLE), ('r2', DATE '2016-01-01', 'a', 1), "
        "('r3', 'infinity'::DATE, 'a', '-inf'::DOUBLE), ('r4', NULL, 'a', NULL)"
    )
    with duckdb.connect() as database:
        select = f"FROM (VALUES {rows_}) t(id, date, kind, amount)"
        database.execute(f"COPY ({select}) TO '{folder / 'r.parquet'}'")
    found = read(folder)

    assert [(fault.line, fault.column, fault.found) for fault in found.faults] == [
        (2, "amount", "nan"),
        (4, "date", "infinity"),
        (4, "amount", "-inf"),
        (5, "date", "an empty cell"),
    ]
    assert found.kept == 1
