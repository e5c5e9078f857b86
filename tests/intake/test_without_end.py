"""Files that are small and would become without end: refused before they are opened."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from app.cli.main import run
from app.domain.errors import UnreadableInput
from app.domain.fault import Fault
from app.intake import reading, sheet_bounds
from app.intake.apart import LostError, apart
from app.intake.bill_lines import SHEET_STARTS, workbook_sheets
from app.intake.sheet_reading import read_apart
from app.intake.verifying import verify
from tests.intake.bill_making import Paid, alipay_v3, numbered, wechat_csv, wechat_xlsx

ROWS = numbered(Paid(), Paid(amount="3.00"))
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAUGH = b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10)  # each ten times the one before
    for n in range(9)
)
HEAD = b'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'


def remade(change: Callable[[bytes], bytes], part: str, data: bytes | None = None) -> bytes:
    """Return a bill in a spreadsheet of which one part is changed."""
    out = io.BytesIO()
    whole = io.BytesIO(data or wechat_xlsx(ROWS))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def put(old: bytes, new: bytes, part: str = SHEET) -> bytes:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return remade(change, part)


def refusal(folder: Path, data: bytes, name: str = "bill.xlsx") -> str:
    (folder / name).write_bytes(data)
    found = reading.read([folder / name])
    assert found.export is None
    return found.faults[0].found


def cell(place: bytes) -> bytes:
    row = place.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, place)


@pytest.mark.parametrize(
    "place",
    [b"XFD1048576", b"A1048576", b"ZZZZ9", b"A99999999999999999999", b"ZZZZZZZZZ9999999999"],
)
def test_one_cell_far_out_does_not_ask_for_more_memory_than_there_is(
    tmp_path: Path, place: bytes
) -> None:
    data = put(b"</sheetData>", cell(place))

    assert refusal(tmp_path, data)
    with pytest.raises(UnreadableInput) as caught:
        workbook_sheets(data, "bill.xlsx")
    assert "room" in caught.value.faults[0].found


def test_cells_without_content_may_stand_as_far_out_as_they_like(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    path = tmp_path / "bill.xlsx"
    path.write_bytes(put(b"</sheetData>", far))

    assert reading.read([path]).kept == len(ROWS)


def test_a_size_that_a_sheet_only_claims_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "bill.xlsx"
    path.write_bytes(put(b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="'))

    assert reading.read([path]).kept == len(ROWS)


def test_what_goes_wrong_inside_the_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.intake.sheet_reading.is_too_large", lambda _data: False)

    answer = read_apart(put(b"</sheetData>", cell(b"ZZZZZZZZZ9999999999")))

    assert answer == b'"unopened"'


LIES = {
    "within another value": b'<c a="r=\'A1\'" r="XFD1048576"><v>1</v></c>',
    "twice": b'<c r="A1" r="XFD1048576"><v>1</v></c>',
    "twice the other way": b'<c r="XFD1048576" r="A1"><v>1</v></c>',
    "greater than": b'<c a=">" r="XFD1048576"><v>1</v></c>',
    "with a prefix": b'<x:c x:r="XFD1048576"><v>1</v></x:c>',
    "over lines": b"<c\n\tr\n=\n'XFD1048576'\n><v>1</v></c>",
    "only the row": b'<c r="A1"><v>1</v></c></row><row r="99999999"><c r="ZZZ99999999"><v/></c>',
    "small letters": b'<c r="xfd1048576"><v>1</v></c>',
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_cell_that_lies_about_its_place_ends_no_program(tmp_path: Path, lie: bytes) -> None:
    data = put(b"</sheetData>", b"<row>" + lie + b"</row></sheetData>")

    assert sheet_bounds.is_too_large(data)
    assert refusal(tmp_path, data)


def test_a_sheet_in_utf_16_is_looked_through_too() -> None:
    far = cell(b"XFD1048576")
    wide = remade(
        lambda content: content.replace(b"</sheetData>", far, 1).decode().encode("utf-16"), SHEET
    )

    assert sheet_bounds.is_too_large(wide)


@pytest.mark.parametrize("name", ["abort.xlsx", "fuzzed.xlsx"])
def test_the_spreadsheets_that_ended_the_program_are_refused(shared: Path, name: str) -> None:
    file = shared / "cases" / "48-xlsx-abort" / name
    if not file.is_file():
        pytest.skip("the case is not among the shared samples")

    assert reading.read([file]).export is None


def ends(_data: bytes) -> bytes:
    os.abort()


def takes_all(_data: bytes) -> bytes:
    return bytes(bytearray(3 << 30))


def answers(data: bytes) -> bytes:
    return data[::-1]


@pytest.mark.parametrize("work", [ends, takes_all])
def test_work_apart_may_fail_in_any_way(work: Callable[[bytes], bytes]) -> None:
    with pytest.raises(LostError):
        apart(work, b"abc")


def test_work_apart_is_done() -> None:
    assert apart(answers, b"abc") == b"cba"


@pytest.mark.parametrize("where", [b'<!ENTITY j SYSTEM "file:///etc/passwd">', LAUGH])
def test_entities_of_xml_are_never_followed(tmp_path: Path, where: bytes) -> None:
    kind = b'<!DOCTYPE sst [<!ENTITY a "haha">' + where + b"]><sst"
    data = remade(
        lambda content: content.replace(b"<sst", kind, 1).replace(b"</t>", b"&j;</t>", 1), TEXTS
    )

    assert refusal(tmp_path, data)


def test_a_spreadsheet_that_is_a_bomb_is_refused_inside_a_zip_too(tmp_path: Path) -> None:
    bomb = put(b"<si>", b"<si><t>" + b" " * 20_000_000 + b"</t></si><si>", TEXTS)
    assert "unpacks to" in refusal(tmp_path, bomb)

    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_STORED) as outer:
        outer.writestr("bill.xlsx", bomb)
    assert refusal(tmp_path, (tmp_path / "z.zip").read_bytes(), "z.zip")
    assert sheet_bounds.is_too_large(bomb)


def libre(rows: bytes) -> bytes:
    """Return a spreadsheet as LibreOffice writes them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            b"<office:document-content %s><office:body><office:spreadsheet>"
            b'<table:table table:name="Sheet1">%s</table:table>'
            b"</office:spreadsheet></office:body></office:document-content>" % (HEAD, rows),
        )
    return out.getvalue()


def libre_cell(text: str, times: int = 1) -> bytes:
    said = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return (
        f'<table:table-cell{said} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    ).encode()


def libre_row(*cells: bytes, times: int = 1) -> bytes:
    said = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return b"<table:table-row%s>%s</table:table-row>" % (said.encode(), b"".join(cells))


def nothing(times: int) -> bytes:
    return b'<table:table-cell table:number-columns-repeated="%d"/>' % times


BILL = [
    libre_row(*map(libre_cell, line.split(",")), nothing(16_000))
    for line in wechat_csv(ROWS).splitlines()
]


def test_a_bill_that_libreoffice_saved_is_read_with_its_endless_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "bill.ods"
    path.write_bytes(libre(b"".join(BILL) + libre_row(nothing(16_384), times=1_048_000)))

    assert reading.read([path]).kept == len(ROWS)


@pytest.mark.parametrize(
    "rows",
    [
        libre_row(libre_cell("x", 2_000_000_000)),
        libre_row(nothing(2_000_000_000), libre_cell("x")),
        libre_row(libre_cell("x"), times=2_000_000_000),
        libre_row(nothing(1), times=2_000_000_000) + libre_row(libre_cell("x")),
        libre_row(libre_cell("x", 16_384), times=16_384),
    ],
    ids=["cell", "after nothing", "row", "after rows", "square"],
)
def test_cells_that_stand_for_very_many_are_refused(tmp_path: Path, rows: bytes) -> None:
    data = libre(b"".join(BILL) + rows)

    assert sheet_bounds.is_too_large(data)
    assert refusal(tmp_path, data, "bill.ods")


def test_a_binary_spreadsheet_cannot_be_looked_through_and_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")

    assert sheet_bounds.is_too_large(out.getvalue())


def test_what_is_no_zip_is_left_to_whoever_opens_it() -> None:
    assert not sheet_bounds.is_too_large(b"\xd0\xcf\x11\xe0")
    assert not sheet_bounds.is_too_large(wechat_xlsx(ROWS)[:-40])


def described(folder: Path, entry: dict[str, object]) -> str:
    document = {"resources": [entry, {"name": "scores", "path": "s.csv"}]}
    (folder / "datapackage.json").write_text(json.dumps(document))
    for name in ("s.csv", "t.csv"):
        (folder / name).write_text("date,score\n2016-01-01,650\n")
    found = reading.read([folder])
    assert found.export is None
    for fault in found.faults:
        assert len(fault.file + fault.table + fault.column + fault.found + fault.expected) < 1_500
    return found.faults[0].found


@pytest.mark.parametrize("length", [300, 1_000, 1_000_000])
def test_a_name_that_no_file_can_have_is_refused_in_a_short_sentence(
    tmp_path: Path, length: int
) -> None:
    assert described(tmp_path, {"name": "records", "path": "r" * length})


def test_a_table_whose_name_has_no_end_is_told_in_a_short_sentence(tmp_path: Path) -> None:
    assert described(tmp_path, {"name": "n" * 1_000_000, "path": "t.csv", "hash": "sha9:0"})


def test_a_zip_with_a_name_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("a/" * 20_000 + "b", b"")

    assert "40001 characters" in refusal(tmp_path, (tmp_path / "p.zip").read_bytes(), "p.zip")


def reading_faults(path: Path) -> Sequence[Fault]:
    return reading.read([path]).faults


def verify_faults(path: Path) -> Sequence[Fault]:
    with pytest.raises(UnreadableInput) as caught:
        verify(path)
    return caught.value.faults


@pytest.mark.parametrize("name", ["contacts.csv", "records.csv", "photos.bin"])
@pytest.mark.parametrize("reads", [reading_faults, verify_faults])
def test_a_folder_has_the_limits_of_a_zip(
    tmp_path: Path, name: str, reads: Callable[[Path], Sequence[Fault]]
) -> None:
    names = {"records.csv", name}
    resources = [{"name": Path(one).stem, "path": one} for one in sorted(names)]
    (tmp_path / "records.csv").write_text("id,date,kind\na,2016-01-01,x\n")
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    with (tmp_path / name).open("r+b" if name == "records.csv" else "wb") as file:
        file.truncate(20 << 30)  # sparse: it takes no room on the disk

    (fault,) = reads(tmp_path)

    assert "tables of" in fault.found
    assert fault.table == Path(name).stem


def test_texts_that_a_dictionary_repeats_are_counted_before_they_are_held(
    tmp_path: Path,
) -> None:
    path = tmp_path / "records.parquet"
    duckdb.sql(
        "SELECT range::VARCHAR AS id, DATE '2016-01-01' AS date, 'purchase' AS kind, "
        "repeat('x', 1000000) AS text FROM range(300)"
    ).write_parquet(str(path))
    assert path.stat().st_size < 5_000_000
    package = {"resources": [{"name": "records", "path": "records.parquet"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))

    (fault,) = reading.read([tmp_path]).faults

    assert "texts of more than" in fault.found


@pytest.mark.parametrize("verb", ["audit", "convert"])
def test_of_a_spreadsheet_without_end_no_more_is_read_than_one_may_be_long(
    tmp_path: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_whole(self: Path) -> bytes:
        raise AssertionError(self)

    file = tmp_path / "long.xls"
    with file.open("wb") as opened:
        opened.write(SHEET_STARTS[1] + b"\xa1\xb1\x1a\xe1")
        opened.truncate(1 << 28)
    monkeypatch.setattr(Path, "read_bytes", nothing_whole)
    rest = ["--out", str(tmp_path / "out.zip")] if verb == "convert" else ["--score", "score"]
    with pytest.raises(UnreadableInput):
        run([verb, str(file), *rest])
    assert len(sheet_bounds.beginning(file)) == sheet_bounds.MOST_FILE + 1
    with pytest.raises(UnreadableInput):
        workbook_sheets(sheet_bounds.beginning(file), file.name)


def test_a_bill_with_a_hole_in_it_is_not_held_whole(tmp_path: Path) -> None:
    file = tmp_path / "bill.csv"
    file.write_bytes(alipay_v3([Paid()]).encode("gb18030"))
    with file.open("r+b") as opened:
        opened.truncate(1 << 28)

    (fault,) = reading.read([file]).faults

    assert fault.refuses
