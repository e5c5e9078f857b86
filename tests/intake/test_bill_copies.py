"""A row counts once: in a bill and its copy, in two sheets, in two bills that overlap."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import xlsxwriter

from app.intake import reading as any_reading
from tests.intake.bill_making import (
    WECHAT,
    Paid,
    alipay_v3,
    amounts,
    gb,
    notice_codes,
    numbered,
    read,
    reasons,
    resaved,
    sheet_of,
    wechat_csv,
    wechat_xlsx,
)

CUP = Paid(amount="12.00", item="杯子")
TEN = numbered(*[replace(CUP, amount=f"{at}.00") for at in range(1, 11)])
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:阿宁\nEND:VCARD\n"


def both(folder, **files):
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return sorted(folder.iterdir())


@pytest.mark.parametrize(
    "copy",
    [
        resaved(alipay_v3(TEN)).encode("utf-8-sig"),
        resaved(alipay_v3(TEN), delimiter="\t").encode("utf-16"),
        resaved(alipay_v3(TEN), delimiter=";").encode("gb18030"),
        resaved(alipay_v3(TEN), ruined=False).encode("utf-8-sig"),
        alipay_v3(TEN).encode("utf-8-sig"),
    ],
    ids=["Excel", "Unicode text", "semicolons", "numbers kept", "saved as UTF-8"],
)
def test_a_bill_and_its_copy_count_once_and_it_is_told(copy, tmp_path) -> None:
    files = both(tmp_path, orig_csv=gb(alipay_v3(TEN)), copy_csv=copy)

    for paths in (files, files[::-1], [tmp_path]):
        reading = any_reading.read(paths)
        assert (reading.rows, reading.kept, sum(amounts(reading))) == (20, 10, 55.0)
        assert sum(reasons(reading).values()) == 10
        if "looks_the_same" in reasons(reading):
            (told,) = [one.text for one in reading.notices if one.code == "looks_the_same"]
            assert "10 rows of copy.csv look the same as rows of orig.csv" in told
        assert all(":~" not in name for name in reading.export.records.id)


def test_a_spreadsheet_of_a_bill_counts_once_beside_it(tmp_path) -> None:
    files = both(tmp_path, orig_csv=gb(alipay_v3(TEN)), copy_xlsx=sheet_of(alipay_v3(TEN)))

    assert sum(amounts(any_reading.read(files))) == 55.0


def test_the_copy_of_a_bill_of_wechat_pay_counts_once(tmp_path) -> None:
    files = both(tmp_path, orig_xlsx=wechat_xlsx(TEN), copy_csv=resaved(wechat_csv(TEN)).encode())

    reading = any_reading.read(files)

    assert (reading.kept, sum(amounts(reading))) == (10, 55.0)


def test_two_purchases_that_are_alike_in_one_bill_remain_two(tmp_path) -> None:
    one, two = numbered(CUP, CUP)
    alike = [one, replace(two, time=one.time)]
    files = both(
        tmp_path,
        orig_csv=gb(alipay_v3(alike)),
        copy_csv=resaved(alipay_v3(alike)).encode("utf-8-sig"),
    )

    assert amounts(any_reading.read(files[:1])) == [12.0, 12.0]
    assert amounts(any_reading.read(files[1:])) == [12.0, 12.0]
    assert amounts(any_reading.read(files)) == [12.0, 12.0]


def test_purchases_of_one_minute_with_numbers_of_their_own_are_two(tmp_path) -> None:
    one, two = numbered(CUP, CUP)
    files = both(
        tmp_path,
        a_csv=gb(alipay_v3([one])),
        b_csv=gb(alipay_v3([replace(two, time=one.time)])),
    )

    assert amounts(any_reading.read(files)) == [12.0, 12.0]


def test_a_copy_has_the_refund_of_the_bill_taken_off(tmp_path) -> None:
    (paid,) = numbered(replace(CUP, amount="100.00"))
    back = replace(
        paid, amount="40.00", item="退款-杯子", direction="不计收支", status="退款成功",
        order=f"{paid.order}_1", time="2026-03-09 10:00:00",
    )  # fmt: skip
    files = both(
        tmp_path,
        copy_csv=resaved(alipay_v3([paid])).encode("utf-8-sig"),
        next_csv=gb(alipay_v3([back])),
        orig_csv=gb(alipay_v3([paid])),
    )

    assert amounts(any_reading.read(files)) == [60.0]


def test_true_dates_at_midnight_are_no_sign_of_another_program(tmp_path) -> None:
    rows = [replace(row, time="2026-03-01 00:00:00") for row in numbered(CUP)]

    reading = read(wechat_xlsx(rows, numbers=True), tmp_path, "bill.xlsx")

    assert "resaved" not in notice_codes(reading)
    assert amounts(reading) == [12.0]


def test_a_sheet_that_says_the_same_in_other_words_is_not_used(tmp_path) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name in ("Sheet1", "copy"):
        sheet = book.add_worksheet(name)
        for down, row in enumerate(TEN, 1):
            for across, heading in enumerate(WECHAT.split(",")):
                cell = row.cell(heading) or "/"
                sheet.write_string(0, across, heading)
                if name == "copy" and heading == "金额(元)":
                    sheet.write_number(down, across, float(row.amount))
                elif name == "copy" and heading == "交易单号":
                    sheet.write_number(down, across, float(cell))
                else:
                    sheet.write_string(down, across, cell)
    book.close()

    reading = read(file.getvalue(), tmp_path, "bill.xlsx")

    assert (reading.rows, sum(amounts(reading))) == (10, 55.0)
    assert reading.export.not_used == ("copy",)


def test_a_folder_with_files_of_several_apps_gives_all_and_names_what_is_not_read(tmp_path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    both(
        folder,
        alipay_csv=gb(alipay_v3(numbered(CUP))),
        wechat_csv=wechat_csv(numbered(replace(CUP, amount="30.00"))).encode(),
        contacts_vcf=CARD.encode(),
        notes_docx=b"PK\x03\x04 not really",
        old_zip=b"PK\x05\x06" + bytes(18),
        empty_csv=b"",
        list_txt="买菜\n".encode(),
    )

    reading = any_reading.read([folder])

    assert amounts(reading) == [12.0, 30.0]
    assert len(reading.export.contacts) == 1
    assert reading.files == ("all",)
    told = [one.text for one in reading.notices if one.code == "file_not_read"]
    assert [text.partition(" ")[0] for text in told] == [
        "empty.csv", "list.txt", "notes.docx", "old.zip",
    ]  # fmt: skip
    assert not any("wechat.csv" in one.text for one in reading.notices)
    assert all(len(one.sha256) == 64 for one in reading.export.inputs)


def test_the_cases_that_failed_give_their_answers(shared) -> None:
    real = shared / "cases" / "20-real-files"
    kept = {
        real / "folder-two-apps": [12.0, 30.0],
        real / "wechat-returned-transfer.csv": [],
        real / "alipay-refund-letter-suffix.csv": [42.89],
        real / "wechat-copy-sheet-numbers-and-text.xlsx": [15.5, 30.0],
        shared / "cases" / "06-refund-in-next-bill-not-netted" / "refund-mo-suffix.csv": [60.0],
        shared / "cases" / "06-refund-in-next-bill-not-netted" / "refund-other-item.csv": [100.0],
        shared / "cases" / "07-negative-amounts-of-bills" / "neg-refund.csv": [30.0],
        shared / "cases" / "07-negative-amounts-of-bills" / "xneg.xlsx": [100.0],
        shared / "cases" / "16-excel-copy-doubles": [float(at) for at in range(1, 11)],
    }
    for path, expected in kept.items():
        reading = any_reading.read([path])
        assert amounts(reading) == expected, path.name
        assert not any("not in this file" in one.text for one in reading.notices)
