"""Reading in bulk agrees with reading row by row, cell by cell and fault by fault."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.errors import UnreadableInput
from app.intake import bulk, reading, rows
from app.intake.cells import iso_day, plain_number
from app.intake.columns import Cells
from app.intake.dialect import Dialect
from app.intake.duck import connected
from app.intake.formats import score_package
from app.intake.tables import CONTACTS, RECORDS
from tests.intake.package_making import records_only, zipped

DIALECT = Dialect()
NASTY = st.text(st.sampled_from("a,\"'\n\r \t=#\\;|\0红\ufeff\u2028é0"), max_size=6)
DAYS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.sampled_from(
        ["", "2016-02-30", "2016-1-1", "0000-01-01", "2016-01-01T24:00", "2016-01-01T23:59:60Z"]
    ),
    st.text(st.sampled_from("0123456789-T:Z +"), max_size=12),
)
NUMBERS = st.one_of(
    st.floats().map(repr),
    st.decimals().map(str),
    st.sampled_from(["", "1e-400", "1e400", "1e99999", "5.", ".5", "+1", "0x1", "1_0", "-0", "٣"]),
    st.text(st.sampled_from("0123456789+-.eE"), max_size=10),
)
ROWS = st.lists(st.tuples(NASTY, DAYS, NASTY, NUMBERS, NASTY), max_size=8)


def opened(path: Path) -> rows.Opener:
    return partial(path.open, "rb")


def slowly(path: Path) -> Cells:
    return rows.read_csv(opened(path), "f", RECORDS, "utf-8", DIALECT)


def fast(path: Path) -> Cells | None:
    try:
        header = rows.header_of(opened(path), "f", RECORDS, "utf-8", DIALECT)
    except UnreadableInput:
        return None
    if header is None:
        return None
    lines = partial(rows.csv_lines, opened(path), "f", RECORDS, DIALECT)
    return bulk.read_csv(path, header, ",", "f", RECORDS, lines)


def agree(fast_: Cells, slow: Cells) -> None:
    assert fast_.rows == slow.rows
    assert slow.broken == ()
    assert fast_.unknown == slow.unknown
    assert {name: column.tolist() for name, column in fast_.texts.items()} == {
        name: column.tolist() for name, column in slow.texts.items()
    }
    assert fast_.days.keys() == slow.days.keys()
    for name, days in fast_.days.items():
        assert days.dtype == np.int32
        assert days.tolist() == slow.days[name].tolist()
    for name, numbers in fast_.numbers.items():
        np.testing.assert_array_equal(numbers, slow.numbers[name])
    assert fast_.wrong.keys() == slow.wrong.keys()
    for name, wrong in fast_.wrong.items():
        assert wrong.rows.tolist() == slow.wrong[name].rows.tolist()
        assert wrong.found == slow.wrong[name].found
    everything = list(range(fast_.rows))
    assert fast_.lines(everything) == slow.lines(everything)


def quoted(cell: str, style: int) -> str:
    """Write a cell as programs do: quoted where it must be, always, or not at all."""
    needs = any(sign in cell for sign in '",\n\r') and style < 2
    return '"' + cell.replace('"', '""') + '"' if needs or style == 1 else cell


@pytest.mark.heavy
@given(ROWS, st.lists(st.integers(0, 2), min_size=5, max_size=5), st.sampled_from(["\n", "\r\n"]))
@example([("a", "2016-01-01", "x\ny", "1", "b")], [0, 0, 0, 0, 0], "\r\n")
def test_bulk_reads_what_the_exact_reader_reads(
    table: list[tuple[str, ...]], styles: list[int], end: str
) -> None:
    lines = [",".join(map(quoted, row, styles)) for row in table]
    text = end.join(["id,date,kind,amount,colour", *lines, ""])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        found = fast(path)
        if found is not None:
            agree(found, slowly(path))


@pytest.mark.heavy
@given(st.binary(max_size=60))
@example(b'id,date,kind\n "r1",2016-01-01,a\n')
@example(b'id,date,kind\n"r1"\t,2016-01-01,a\n')
@example(b"id,date,kind\n\n\nr1,2016-01-01,a\n\n")
@example(b"\xef\xbb\xbfid,date,kind\r\nr1,2016-01-01,a\r\n")
@example(b"\n\nid,date,kind\nr1,2016-01-01,a\n")
@example(b"id,date,kind")
@example(b'"')
def test_any_bytes_read_alike_or_are_left_to_the_exact_reader(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(data if data.startswith((b"id", b"\xef", b"\n")) else HEAD + data)
        found = fast(path)
        if found is not None:
            agree(found, slowly(path))


HEAD = b"id,date,kind,amount\n"


@pytest.mark.heavy
@given(st.lists(st.tuples(DAYS, NUMBERS), min_size=1, max_size=20))
def test_days_and_numbers_are_understood_alike(cells: list[tuple[str, str]]) -> None:
    lines = [f'r{n},"{day}",a,"{number}"' for n, (day, number) in enumerate(cells)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text("id,date,kind,amount\n" + "\n".join(lines) + "\n", encoding="utf-8")
        found = fast(path)
        assert found is not None
        agree(found, slowly(path))
    wrong = found.wrong.get("amount")
    bad = [row for row, (_day, text) in enumerate(cells) if text and plain_number(text) is None]
    assert ([] if wrong is None else wrong.rows.tolist()) == bad
    wrong = found.wrong.get("date")
    bad = [row for row, (day, _text) in enumerate(cells) if day and iso_day(day) is None]
    assert ([] if wrong is None else wrong.rows.tolist()) == bad


def many(count: int) -> str:
    lines = [
        f"r{n},2016-01-{n % 28 + 1:02},kind.{n % 7},{n / 4},,{'shop' if n % 2 else ''},text {n}"
        for n in range(count)
    ]
    return "\n".join(["id,date,kind,amount,until,source,text", *lines, ""])


@pytest.mark.heavy
def test_a_long_table_is_read_in_bulk_and_shares_the_texts_that_repeat(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(many(40_000))
    found = fast(path)

    assert found is not None
    agree(found, slowly(path))
    kinds = found.texts["kind"].tolist()
    assert kinds[0] is kinds[7]


@pytest.mark.heavy
@pytest.mark.parametrize("packed", [False, True])
def test_a_long_package_reads_alike_in_bulk_and_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    folder = records_only(tmp_path / "p", many(40_000) + "r1,soon,a,1,,,\nr,2016-01-01,,x,,,\n")
    path = zipped(folder, tmp_path / "p.zip") if packed else folder
    quick = reading.read([path])
    monkeypatch.setattr(score_package, "_BULK_FROM", 1 << 40)
    exact = reading.read([path])

    assert quick.faults == exact.faults
    assert [fault.line for fault in quick.faults] == [40_002, 40_002, 40_003, 40_003]
    assert (quick.rows, quick.kept) == (exact.rows, exact.kept) == (40_002, 40_000)
    assert quick.export is not None
    assert exact.export is not None
    assert quick.export.records.id.tolist() == exact.export.records.id.tolist()
    np.testing.assert_array_equal(quick.export.records.amount, exact.export.records.amount)


@pytest.mark.parametrize(
    "changes",
    [{"encoding": "ascii"}, {"dialect": {"quoteChar": "'"}}, {"dialect": {"commentChar": "#"}}],
)
def test_an_uncommon_table_is_read_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    monkeypatch.setattr(score_package, "_BULK_FROM", 0)
    monkeypatch.setattr(bulk, "read_csv", None)

    assert reading.read([records_only(tmp_path / "p", many(3), **changes)]).kept == 3


def test_a_ragged_row_in_a_long_table_is_told_by_the_exact_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_package, "_BULK_FROM", 0)
    found = reading.read([records_only(tmp_path / "p", many(3) + "r9,2016-01-01\n")])

    assert [(fault.line, fault.found) for fault in found.faults] == [(5, "2 cells")]


def test_a_header_on_a_later_line_is_left_to_the_exact_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_package, "_BULK_FROM", 0)

    assert reading.read([records_only(tmp_path / "p", "\n" + many(3))]).kept == 3


def test_too_many_rows_in_bulk_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score_package, "_BULK_FROM", 0)
    monkeypatch.setattr(bulk, "MOST_ROWS", 2)
    duckdb = pytest.importorskip("duckdb")
    folder = records_only(tmp_path / "p", many(3))

    assert reading.read([folder]).faults[0].expected == "at most 1500000 rows in a table"
    with duckdb.connect() as database:
        database.execute(f"COPY (FROM '{folder / 'records.csv'}') TO '{folder / 'r.parquet'}'")
    document = {"resources": [{"name": "records", "path": "r.parquet"}]}
    (folder / "datapackage.json").write_text(json.dumps(document))
    assert reading.read([folder]).faults[0].expected == "at most 1500000 rows in a table"


def test_the_database_sees_one_file_and_nothing_else(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path, other = tmp_path / "t.csv", tmp_path / "other.csv"
    path.write_text("a\n1\n")
    other.write_text("a\n1\n")
    with connected([path]) as database:
        database.execute(f"FROM read_csv('{path}')")
        for query in (
            f"FROM read_csv('{other}')",
            "SELECT * FROM read_csv('https://example.org/a.csv')",
            f"COPY (SELECT 1) TO '{other}'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                database.execute(query)


def test_a_table_of_one_column_is_left_to_the_exact_reader(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id\nc1\n\nc2\n")
    lines = partial(rows.csv_lines, opened(path), "f", CONTACTS, DIALECT)

    assert bulk.read_csv(path, ["id"], ",", "f", CONTACTS, lines) is None
